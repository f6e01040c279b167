"""The steps on paper: what to do, who learns what, with a box to tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from portal.documents.model import Column, Document, Row, Section, Table
from portal.documents.parts import document
from portal.language.words import Words
from portal.permits.checklist import Due


def checklist_document(
    due: Sequence[Due],
    done: Collection[str],
    place: str,
    unknown: bool,
    data_line: str,
    words: Words,
) -> Document:
    """unknown: the town's rule is not known; the paper then says to ask first.

    data_line: version and checksum of the data that the steps follow from.
    """
    rows = tuple(
        Row(
            (
                "☑" if one.step.key in done else "☐",
                one.step.text("title", words.language),
                _what(one, words),
                one.step.text("who_learns", words.language),
            )
        )
        for one in due
    )
    table = Table(
        (
            Column(words("steps.column_done"), 0.7),
            Column(words("steps.column_step"), 1.8),
            Column("", 3.4),
            Column(words("steps.column_learns"), 2.4),
        ),
        rows,
    )
    first = (words("steps.not_known_here"),) if unknown else ()
    return document(
        words,
        words("page.steps"),
        place,
        (Section(paragraphs=first, table=table),),
        notes=(data_line,),
        sources=tuple(source for one in due for source in one.step.sources),
    )


def _what(one: Due, words: Words) -> str:
    told = one.step.text("what", words.language)
    return told if one.sure else f"{told} {words('steps.maybe')}"

"""A guide on paper: the short answer first, the sources last; and the table of what is the same."""

from __future__ import annotations

from collections.abc import Sequence

from portal.documents.model import Column, Document, Row, Section, Table
from portal.documents.parts import document
from portal.language.words import Words
from portal.rights.explained import Explained, Line
from portal.rights.telling import fact_told, helper_told, lines, todo_told
from portal.rulebook.letters import letter_text
from portal.rulebook.organisations import Organisation
from portal.rulebook.rights import Right

VERDICTS = ("different", "partly", "same")


def right_document(told: Explained, words: Words) -> Document:
    """All three layers of a guide."""
    right, language = told.right, words.language
    sections = (
        Section(paragraphs=tuple(lines(told.short, words))),
        _list("rights.card", (*told.card, told.action), words),
        Section(
            words("rights.steps"),
            tuple(f"{number}. {todo_told(one, words)}" for number, one in enumerate(told.steps, 1)),
        ),
        *_letter(told, words),
        _list("rights.may", told.may, words),
        _list("rights.must", told.must, words),
        _list("rights.others_may_not", told.others_may_not, words),
        _helpers(told.helps, words),
        Section(
            words("rights.details"),
            (
                words("rights.who", text=right.text("who_has_it", language)),
                words("rights.body", text=right.text("body", language)),
                words("rights.cost", text=right.text("cost", language)),
            ),
        ),
        Section(
            words("rights.compared"),
            (words(f"rights.verdict_{right.compare.verdict}"), *lines(told.compared, words)),
        ),
        _facts(right, words),
    )
    return document(
        words,
        told.guide.title,
        words("rights.not_advice"),
        tuple(one for one in sections if one.paragraphs or one.table),
        sources=told.sources(),
        file_title=words("rights.file_title"),
    )


def same_document(every: Sequence[tuple[Right, str]], words: Words) -> Document:
    """As any citizen: what is different, partly the same and the same, and why.

    every: each right with the title of its guide.
    """
    sections = []
    for verdict in VERDICTS:
        rows = tuple(
            Row((title, right.compare.text("why", words.language)))
            for right, title in every
            if right.compare.verdict == verdict
        )
        columns = (
            Column(words("same.column_right"), 2.0),
            Column(words("same.column_why"), 3.0),
        )
        heading = words(f"same.{verdict}", count=len(rows))
        sections.append(Section(heading, table=Table(columns, rows)))
    return document(
        words,
        words("page.same"),
        words("same.intro"),
        tuple(sections),
        notes=(words("same.basis"),),
        file_title=words("rights.file_title"),
    )


def _list(key: str, some: Sequence[Line], words: Words) -> Section:
    if not some:
        return Section()
    return Section(words(key), tuple(f"– {text}" for text in lines(some, words)))


def _letter(told: Explained, words: Words) -> tuple[Section, ...]:
    if told.letter is None:
        return ()
    title = letter_text(told.letter.key, words.language).title
    return (Section(words("rights.letter"), (words("rights.letter_in_app", title=title),)),)


def _helpers(helps: Sequence[Organisation], words: Words) -> Section:
    return Section(
        words("rights.who_helps"), tuple(f"– {helper_told(one, words)}" for one in helps)
    )


def _facts(right: Right, words: Words) -> Section:
    """The third layer: each fact as it was found, its date, and how sure it is."""
    rows = tuple(
        Row(
            (
                fact_told(fact, words),
                fact.as_of,
                words(f"rights.confidence_{fact.confidence}"),
            )
        )
        for fact in right.facts
    )
    columns = (
        Column(words("rights.column_fact"), 4.2),
        Column(words("rights.column_as_of"), 1.0),
        Column(words("rights.column_sure"), 1.2),
    )
    return Section(words("rights.facts"), table=Table(columns, rows))

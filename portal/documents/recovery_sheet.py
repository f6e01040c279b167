"""The paper to keep: the recovery code, and nothing that says whose it is or what the work is."""

from __future__ import annotations

from portal.documents.model import Document, Section
from portal.documents.parts import document
from portal.language.words import Words

_GROUPS_IN_A_LINE = 4


def recovery_sheet(code: str, words: Words) -> Document:
    """One page with the code in large letters, how to keep it, and lines to fill in by hand."""
    opens, keep, lost, by_hand = (
        tuple(words(f"recovery_sheet.{key}") for key in keys)
        for keys in (
            ("what", "neither"),
            ("where", "reads_all"),
            ("lost", "backups"),
            ("made_on", "opens"),
        )
    )
    return document(
        words,
        words("recovery_sheet.title"),
        "",
        (
            Section(paragraphs=opens, big=_in_lines(code)),
            Section(paragraphs=(*keep, *lost)),
            Section(words("recovery_sheet.by_hand"), by_hand),
        ),
    )


def _in_lines(code: str) -> str:
    """Few enough groups to a line that large letters fit, and that an eye keeps its place."""
    groups = code.split("-")
    starts = range(0, len(groups), _GROUPS_IN_A_LINE)
    return "\n".join("-".join(groups[start : start + _GROUPS_IN_A_LINE]) for start in starts)

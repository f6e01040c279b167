"""The paper to keep: the recovery code, and nothing that says what it opens."""

from __future__ import annotations

from portal.documents.model import Document, Section
from portal.documents.parts import document
from portal.language.words import Words


def recovery_sheet(code: str, words: Words) -> Document:
    """One page with the code in large letters."""
    return document(
        words,
        words("recovery_sheet.title"),
        "",
        (
            Section(paragraphs=(words("recovery_sheet.what"),), big=code),
            Section(paragraphs=(words("recovery_sheet.where"), words("recovery_sheet.lost"))),
        ),
    )

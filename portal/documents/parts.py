"""Parts that several documents share: source lines, the frame of a document."""

from __future__ import annotations

from collections.abc import Iterable

from portal.basics.source import Confidence, Source
from portal.documents.model import Document, Section
from portal.language.words import Words


def document(
    words: Words,
    title: str,
    subtitle: str,
    sections: tuple[Section, ...],
    *,
    notes: tuple[str, ...] = (),
    sources: Iterable[Source] = (),
) -> Document:
    """A document in the reader's language, its sources without doubles."""
    return Document(
        title=title,
        language=words.language,
        subtitle=subtitle,
        sections=sections,
        notes=notes,
        sources_heading=words("document.sources"),
        sources=tuple(dict.fromkeys(source_line(source, words) for source in sources)),
        footer=words("document.footer"),
        page=words("document.page", page="{page}", pages="{pages}"),
    )


def source_line(source: Source, words: Words) -> str:
    """One source: title, article, address, when it was read, and whether to check it first."""
    parts = [source.title, source.law or "", source.url or source.url_note or ""]
    if source.confidence is Confidence.RECALLED:
        parts.append(words("source.recalled"))
    else:
        parts.append(words("source.read_on", day=source.checked_on))
    return " · ".join(part for part in parts if part)

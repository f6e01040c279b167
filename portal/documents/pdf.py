"""Any document as PDF. The same document gives the same bytes; no name or date in its metadata."""

from __future__ import annotations

from html import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from portal.documents import style
from portal.documents.fonts import printable, register
from portal.documents.grid import Grid
from portal.documents.laying import lay
from portal.documents.model import Document, Section
from portal.documents.paper import print_story


def to_pdf(document: Document, password: str | None = None) -> bytes:
    """The document as A4 PDF, its fonts embedded; under a password where one is given."""
    register()
    return print_story(document, _story(document), password)


def _story(document: Document) -> list[Flowable]:
    story = [_paragraph(document.title, style.TITLE)]
    if document.subtitle:
        story.append(_paragraph(document.subtitle, style.SUBTITLE))
    for section in document.sections:
        story += _begun_where_it_fits(_section(section))
    story += [_paragraph(note, style.NOTE) for note in document.notes]
    if document.sources:
        heading = _paragraph(document.sources_heading, style.HEADING)
        sources = [_paragraph(source, style.NOTE) for source in document.sources]
        story += _begun_where_it_fits([heading, *sources])
    return story


def _section(section: Section) -> list[Flowable]:
    parts: list[Flowable] = []
    if section.heading:
        parts.append(_paragraph(section.heading, style.HEADING))
    parts += [_paragraph(text, style.BODY) for text in section.paragraphs]
    if section.big:
        parts.append(_paragraph(section.big, style.BIG))
    if section.table and section.table.rows:
        parts.append(Grid(*lay(section.table)))
    return parts


def _begun_where_it_fits(parts: list[Flowable]) -> list[Flowable]:
    """On a new page where too little room is left: nothing short is cut, no heading left alone."""
    height = sum(
        part.getSpaceBefore() + part.wrap(style.WIDTH, style.HEIGHT)[1] + part.getSpaceAfter()
        for part in parts
    )
    if height <= style.KEPT_WHOLE:
        return [CondPageBreak(height), *parts]
    room = max(style.LEAST_ROOM, min(_least(parts), style.HEIGHT))
    return [CondPageBreak(room), *parts]


def _least(parts: list[Flowable]) -> float:
    """What stands above a table and the first of its rows: a heading is never left alone."""
    room = 0.0
    for part in parts:
        if isinstance(part, Grid):
            return room + part.least
        room += part.getSpaceBefore() + part.wrap(style.WIDTH, style.HEIGHT)[1]
    return 0.0


def _paragraph(text: str, look: ParagraphStyle) -> Flowable:
    return Paragraph(escape(printable(text)).replace("\n", "<br/>"), look)

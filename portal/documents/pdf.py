"""Any document as PDF. The same document gives the same bytes; no name or date in its metadata."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, LongTable, PageTemplate, Paragraph

from portal.documents import style
from portal.documents.model import Document, Section, Table, Weight

_PADDING = 6.0


def to_pdf(document: Document, password: str | None = None) -> bytes:
    """The document as A4 PDF, its fonts embedded; under a password where one is given."""
    style.register_fonts()
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=style.PAGE,
        title=document.title,
        author="",
        creator="",
        producer="",
        lang=document.language,
        invariant=1,
        encrypt=StandardEncryption(password, strength=128) if password else None,
    )
    left, bottom = style.MARGIN, style.MARGIN
    height = style.PAGE[1] - 2 * style.MARGIN
    frame = Frame(left, bottom, style.WIDTH, height, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate("page", [frame]))
    template.build(_story(document), canvasmaker=_numbered(document))
    return out.getvalue()


def _story(document: Document) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(escape(document.title), style.TITLE)]
    if document.subtitle:
        story.append(Paragraph(escape(document.subtitle), style.SUBTITLE))
    for section in document.sections:
        story += _section(section)
    story += [Paragraph(escape(note), style.NOTE) for note in document.notes]
    if document.sources:
        story.append(Paragraph(escape(document.sources_heading), style.HEADING))
        story += [Paragraph(escape(source), style.NOTE) for source in document.sources]
    return story


def _section(section: Section) -> list[Flowable]:
    parts: list[Flowable] = []
    if section.heading:
        parts.append(Paragraph(escape(section.heading), style.HEADING))
    parts += [Paragraph(escape(text), style.BODY) for text in section.paragraphs]
    if section.big:
        parts.append(Paragraph(escape(section.big), style.BIG))
    if section.table and section.table.rows:
        parts.append(_table(section.table))
    return parts


def _table(table: Table) -> LongTable:
    widths = _widths(table)
    rows = [[column.heading for column in table.columns]]
    rows += [
        [_cell(text, width) for text, width in zip(row.cells, widths, strict=True)]
        for row in table.rows
    ]
    return LongTable(rows, colWidths=widths, repeatRows=1, style=_table_style(table), hAlign="LEFT")


def _widths(table: Table) -> list[float]:
    whole = sum(column.width for column in table.columns)
    return [style.WIDTH * column.width / whole for column in table.columns]


def _cell(text: str, width: float) -> Any:
    """Plain text where it fits on a line: a paragraph for every cell would be ten times slower."""
    if len(text) * style.SIZE * 0.45 < width or _fits(text, width):
        return text
    return Paragraph(escape(text), style.CELL)


def _fits(text: str, width: float) -> bool:
    return bool(stringWidth(text, style.REGULAR, style.SIZE) <= width - _PADDING)


def _table_style(table: Table) -> list[tuple[Any, ...]]:
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), style.REGULAR, style.SIZE, style.LEADING),
        ("FONT", (0, 0), (-1, 0), style.BOLD, style.SMALL, style.LEADING),
        ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, style.RULE),
    ]
    for number, column in enumerate(table.columns):
        if column.amounts:
            commands.append(("ALIGN", (number, 0), (number, -1), "RIGHT"))
    for number, row in enumerate(table.rows, start=1):
        if row.weight is not Weight.PLAIN:
            commands.append(("FONT", (0, number), (-1, number), style.BOLD, style.SIZE))
        if row.weight is Weight.TOTAL:
            commands.append(("LINEABOVE", (0, number), (-1, number), 0.8, style.INK))
            commands.append(("BACKGROUND", (0, number), (-1, number), style.BAND))
    return commands


def _numbered(document: Document) -> type[Canvas]:
    """A canvas that knows how many pages there are before it draws the foot of each."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - the name is reportlab's
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for kept in self._kept:
                self.__dict__.update(kept)
                self._foot(len(self._kept))
                super().showPage()
            super().save()

        def _foot(self, pages: int) -> None:
            self.setFont(style.REGULAR, style.SMALL)
            self.setFillColor(style.MUTED)
            self.drawString(style.MARGIN, style.FOOT, document.footer)
            number = document.page.format(page=self.getPageNumber(), pages=pages)
            self.drawRightString(style.PAGE[0] - style.MARGIN, style.FOOT, number)

    return Numbered

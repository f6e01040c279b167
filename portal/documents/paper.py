"""The sheets a document is printed on: page numbers at the foot, no trace of the owner."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from portal.documents import style
from portal.documents.fonts import REGULAR, printable
from portal.documents.model import Document

rl_config.useA85 = 0  # streams as bytes rather than letters: a fifth smaller, and quicker


def print_story(document: Document, story: list[Flowable], password: str | None) -> bytes:
    """The parts of a document on A4 sheets."""
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=style.PAGE,
        title=document.file_title or document.title,
        lang=document.language,
        displayDocTitle=1,
        invariant=1,
        initialFontName=REGULAR,  # else every page names a font that is not embedded
        encrypt=StandardEncryption(password, strength=128) if password else None,
    )
    frame = Frame(style.MARGIN, style.MARGIN, style.WIDTH, style.HEIGHT, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate("page", [frame]))
    template.build(story, canvasmaker=partial(_Sheets, document))
    return out.getvalue()


class _Sheets(Canvas):
    """Keeps all pages until their number is known, then draws the foot of each."""

    def __init__(self, document: Document, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._document = document
        self._kept: list[dict[str, Any]] = []
        self._doc.info = _TitleOnly()  # type: ignore[attr-defined]

    def showPage(self) -> None:  # noqa: N802 - the name is reportlab's
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for kept in self._kept:
            self.__dict__.update(kept)
            self._draw_foot(len(self._kept))
            super().showPage()
        super().save()

    def _draw_foot(self, pages: int) -> None:
        number = self._document.page.format(page=self.getPageNumber(), pages=pages)
        self.setFont(REGULAR, style.SMALL)
        self.setFillColor(style.MUTED)
        self.drawString(style.MARGIN, style.FOOT, printable(self._document.footer))
        self.drawRightString(style.PAGE[0] - style.MARGIN, style.FOOT, printable(number))


class _TitleOnly(PDFInfo):
    """The file's own description: what kind of document it is. No author, program or date."""

    def format(self, document: PDFDocument) -> bytes:
        return bytes(PDFDictionary({"Title": PDFString(self.title)}).format(document))

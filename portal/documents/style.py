"""How documents look: sizes, fonts, and the colours of the app; prints well in black."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portal.basics.toml import DATA

PAGE = A4
MARGIN = 20 * mm
FOOT = 12 * mm
WIDTH = PAGE[0] - 2 * MARGIN
INK, MUTED, ACCENT = HexColor("#1C2430"), HexColor("#5B6472"), HexColor("#0F5C5C")
RULE, BAND = HexColor("#8C867B"), HexColor("#F0EDE6")
REGULAR, BOLD = "Regular", "Bold"
SIZE, LEADING, SMALL = 9.5, 12.5, 8.0
_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}


@cache
def register_fonts() -> None:
    """Fonts of our own, embedded: reportlab's lack the letters of many of our readers' names."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, DATA / "fonts" / file))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )


def _style(name: str, size: float, *, bold: bool = False, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.32,
        **{"textColor": INK, **more},
    )


TITLE = _style("title", 18, bold=True, spaceAfter=2 * mm)
SUBTITLE = _style("subtitle", 11, textColor=MUTED, spaceAfter=5 * mm)
HEADING = _style("heading", 12, bold=True, spaceBefore=6 * mm, spaceAfter=2 * mm, keepWithNext=1)
BODY = _style("body", SIZE, spaceAfter=2 * mm)
NOTE = _style("note", SMALL, textColor=MUTED, spaceAfter=1 * mm)
CELL = _style("cell", SIZE)
BIG = _style("big", 20, bold=True, spaceBefore=6 * mm, spaceAfter=6 * mm, alignment=1)

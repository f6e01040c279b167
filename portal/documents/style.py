"""How documents look: sizes, and the colours of the app; prints well in black."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from portal.documents.fonts import BOLD, REGULAR

PAGE = A4
MARGIN = 20 * mm
FOOT = 12 * mm
WIDTH, HEIGHT = PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN
INK, MUTED, ACCENT = HexColor("#1C2430"), HexColor("#5B6472"), HexColor("#0F5C5C")
RULE, BAND = HexColor("#C9C4BA"), HexColor("#F0EDE6")
AFTER_TABLE = 4 * mm
KEPT_WHOLE = HEIGHT / 2  # a section up to this height is not cut
LEAST_ROOM = 38 * mm  # at the foot of a page, to begin a longer one: heading, headings, two rows
SIZE, LEADING, SMALL = 9.5, 12.5, 8.0


def _style(name: str, size: float, *, bold: bool = False, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.32,
        **{"textColor": INK, **more},
    )


TITLE = _style("title", 18, bold=True, spaceAfter=3 * mm)
SUBTITLE = _style("subtitle", 11, textColor=MUTED, spaceAfter=5 * mm)
HEADING = _style("heading", 12, bold=True, spaceBefore=6 * mm, spaceAfter=2 * mm)
BODY = _style("body", SIZE, spaceAfter=2 * mm)
NOTE = _style("note", SMALL, textColor=MUTED, spaceAfter=1 * mm)
CELL = _style("cell", SIZE)
BIG = _style("big", 20, bold=True, spaceBefore=6 * mm, spaceAfter=6 * mm, alignment=1)
LETTER = _style("letter", 11, spaceAfter=3 * mm)
LETTER_BOLD = _style("letter_bold", 11, bold=True, spaceAfter=3 * mm)

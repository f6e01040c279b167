"""Small documents, and ways to read a printed one back: as text, and as a picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader

from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.pdf import to_pdf

DOTS = 2  # for each point of paper
AMOUNTS = (Column("Line", 3), Column("2026", amounts=True), Column("2025", amounts=True))


def letter(*paragraphs: str) -> Document:
    return Document("Letter", "en", sections=(Section(paragraphs=paragraphs),))


def table_of(*rows: Row, columns: tuple[Column, ...] = AMOUNTS) -> Document:
    return Document("Table", "en", sections=(Section("Heading", table=Table(columns, rows)),))


def long_table(rows: int) -> Document:
    sums = {row for row in range(1, rows) if row % 9 == 0}
    return table_of(
        *(
            Row(
                (f"Row {row}", f"€ {row},00", f"€ {row * 7},50"),
                Weight.SUBTOTAL if row in sums else Weight.PLAIN,
            )
            for row in range(1, rows + 1)
        )
    )


def opened(document: Document, password: str | None = None) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(document, password)), password=password)


def texts(document: Document) -> list[str]:
    return [page.extract_text() for page in opened(document).pages]


def picture(document: Document, folder: Path, page: int = 0) -> Image.Image:
    """One page in greys, drawn by another program than the one that read the text."""
    file = folder / "page.png"
    pdf = pypdfium2.PdfDocument(to_pdf(document))
    pdf[page].render(scale=DOTS).to_pil().convert("L").save(file)
    with Image.open(file) as drawn:
        drawn.load()
        return drawn


def top_of(document: Document, text: str) -> float:
    """Where a text begins on the first page, in points from its top."""
    page = pypdfium2.PdfDocument(to_pdf(document))[0]
    signs = page.get_textpage()
    first, _ = signs.search(text, match_case=True).get_next()
    return float(page.get_height() - signs.get_charbox(first, loose=False)[3])


def inked(drawn: Image.Image, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether anything dark stands in this part of a page, in points from its top left corner."""
    part = drawn.crop(tuple(round(edge * DOTS) for edge in (left, top, right, bottom)))
    return part.getextrema()[0] < 128

"""A document as PDF, against the same table in reportlab's platypus, in turn in one run.

The yardstick is the bare table: the same texts, column widths, fonts, size and pages, headings
repeated, amounts to the right, every seventh row bold; no title, no foot, no page numbers.
"plainer" is the same again in a font that needs no embedding.
"""

from __future__ import annotations

import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from reportlab.platypus import LongTable, SimpleDocTemplate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from portal.documents import style
from portal.documents.fonts import BOLD, REGULAR
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.pdf import to_pdf

CASES = ((1, 35, 2.0, 40), (50, 2080, 1.3, 5))  # pages, rows, allowed, rounds
SHARES = (0.8, 1.6, 4, 2, 2)
EMBEDDED, PLAINER = (REGULAR, BOLD), ("Helvetica", "Helvetica-Bold")


def main() -> None:
    print("best of several rounds, times the yardstick\n")
    print(f"{'pages':>11}{'yardstick ms':>14}{'times':>8}{'allowed':>9}{'plainer':>9}")
    to_pdf(Document("", "en"))  # fonts are read once per process
    for _, rows, allowed, rounds in CASES:
        table = cash_book(rows)
        document = Document("Cash book", "en", "2026", (Section(table=table),))
        ours, yardstick, plainer = _in_turn(document, table, rounds)
        pages = f"{_pages(to_pdf(document))} and {_pages(bare(table, EMBEDDED))}"
        print(
            f"{pages:>11}{yardstick * 1000:>14.1f}{ours / yardstick:>8.2f}"
            f"{allowed:>9.1f}{ours / plainer:>9.2f}"
        )


def cash_book(rows: int) -> Table:
    columns = tuple(
        Column(heading, share, amounts=number > 2)
        for number, (heading, share) in enumerate(
            zip(("No", "Day", "What", "Change", "Balance"), SHARES, strict=True)
        )
    )
    return Table(columns, tuple(_row(number) for number in range(1, rows + 1)))


def _row(number: int) -> Row:
    what = ("Taking", "Room rent", "Laundry and towels", "Telephone, month of March")[number % 4]
    day = f"{number % 28 + 1:02d}-{number % 12 + 1:02d}-2026"
    change, balance = number * 3791 % 40_000 / 100, number * 12_345 % 900_000 / 100
    weight = Weight.PLAIN if number % 7 else Weight.SUBTOTAL
    return Row((str(number), day, what, f"€ {change:,.2f}", f"€ {balance:,.2f}"), weight)


def bare(table: Table, fonts: tuple[str, str]) -> bytes:
    regular, bold = fonts
    whole = sum(SHARES)
    out = BytesIO()
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), regular, style.SIZE, style.LEADING),
        ("FONT", (0, 0), (-1, 0), bold, style.SMALL, style.LEADING),
        ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, style.RULE),
        *(
            ("FONT", (0, place), (-1, place), bold, style.SIZE)
            for place, row in enumerate(table.rows, start=1)
            if row.weight is Weight.SUBTOTAL
        ),
    ]
    margins = {f"{side}Margin": style.MARGIN for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(out, pagesize=style.PAGE, invariant=1, **margins).build(
        [
            LongTable(
                [[column.heading for column in table.columns], *(row.cells for row in table.rows)],
                colWidths=[style.WIDTH * share / whole for share in SHARES],
                repeatRows=1,
                style=commands,
            )
        ]
    )
    return out.getvalue()


def _in_turn(document: Document, table: Table, rounds: int) -> list[float]:
    steps = (
        lambda: to_pdf(document),
        lambda: bare(table, EMBEDDED),
        lambda: bare(table, PLAINER),
    )
    best = [float("inf")] * len(steps)
    for _ in range(rounds):
        for place, step in enumerate(steps):
            start = time.perf_counter()
            step()
            best[place] = min(best[place], time.perf_counter() - start)
    return best


def _pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


if __name__ == "__main__":
    main()

"""The comparison of trades as an Excel workbook: one sheet of cells, one of scores."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from portal.exchange.permit_csv import HEADER, permit_rows
from portal.language.words import Words
from portal.permits.score import shown
from portal.permits.telling import Column
from portal.rulebook.permits import PermitBook

_NUMBERS = {HEADER.index(name) for name in ("level", "low", "high")}
_WIDTHS = (22, 14, 10, 10, 20, 26, 14, 7, 7, 7, 26, 60, 10, 14, 12, 30, 50, 50)


def permits_workbook(columns: Sequence[Column], book: PermitBook, words: Words) -> bytes:
    """Every cell as in the CSV, and the scores. Text stays text, whatever it begins with."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,  # nothing in a temporary file
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with Workbook(stream, options) as workbook:
        head = workbook.add_format({"bold": True, "bottom": 1})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(words("permits.requirement")[:31])
        sheet.write_row(0, 0, HEADER, head)
        sheet.freeze_panes(1, 1)
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width, wrapped)
        for number, row in enumerate(permit_rows(columns, book, words), start=1):
            for place, text in enumerate(row):
                if place in _NUMBERS and text:
                    sheet.write_number(number, place, int(text))
                elif text:
                    sheet.write_string(number, place, text)
        _scores(workbook.add_worksheet(words("permits.score")[:31]), columns, book, words, head)
    return stream.getvalue()


def _scores(
    sheet: Any, columns: Sequence[Column], book: PermitBook, words: Words, head: Any
) -> None:
    names = (
        "trade",
        "town",
        "score",
        "low",
        "high",
        "points",
        "maximum",
        "known_share",
        "barred",
        "score_without_own_corrections",
    )
    sheet.write_row(0, 0, names, head)
    sheet.set_column(0, 1, 24)
    for number, column in enumerate(columns, start=1):
        score = column.score
        sheet.write_string(number, 0, column.name)
        sheet.write_string(number, 1, column.record.town)
        figures = (score.score, score.low, score.high)
        for place, figure in enumerate(figures, start=2):
            sheet.write_number(number, place, shown(figure))
        sheet.write_number(number, 5, score.points.level)
        sheet.write_number(number, 6, score.maximum)
        sheet.write_number(number, 7, shown(score.known_share))
        sheet.write_string(number, 8, words(f"permits.barred_{score.barred}"))
        sheet.write_number(number, 9, shown((column.ours or score).score))
    version = book.criteria.meta.version
    line = words("permits.data_line", version=version, checksum=book.checksum)
    sheet.write_string(len(columns) + 2, 0, line)

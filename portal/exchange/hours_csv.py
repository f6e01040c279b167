"""Worked hours as CSV for a spreadsheet: one line a row, in hours and in whole minutes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from portal.books.hours import HourLine, hours_text
from portal.exchange.spreadsheet import safe_text
from portal.language.words import Words

_COLUMNS = ("day", "hours", "minutes", "kind", "memo", "entered", "changed")


def hours_csv(lines: Iterable[HourLine], words: Words) -> bytes:
    """Every line, oldest first, days as 2026-11-03. Text that would run as a formula is guarded.

    Minutes as well, since a spreadsheet may read 6:30 as half past six.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([words(f"hours.column_{name}") for name in _COLUMNS])
    writer.writerows(_row(one, words) for one in sorted(lines, key=lambda one: one.line.day))
    # with a byte-order mark: Dutch spreadsheets then read accents right
    return text.getvalue().encode("utf-8-sig")


def _row(one: HourLine, words: Words) -> list[str]:
    line = one.line
    return [
        line.day.isoformat(),
        hours_text(line.minutes),
        str(line.minutes),
        words(f"hours.kind_{line.work}"),
        safe_text(line.memo),
        line.entered.isoformat(),
        one.changed.isoformat() if one.changed else "",
    ]

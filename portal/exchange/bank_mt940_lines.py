"""Whether each booking and balance of an MT940 text begins as it should.

The library passes over a line that it does not know, and a booking would go missing: so we look
first.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from portal.exchange.bank_file import BankFileError
from portal.exchange.bank_sheet import Sheet

_LINES = {
    ":61:": re.compile(
        r":61:([0-9]{6})([0-9]{4}| {4})?R?[DC]R?[0-9]{1,12}(?:,[0-9]{0,2})?[A-Z][A-Z0-9 ]{3}"
    ),
    ":60": re.compile(r":60[FM]:[DC][0-9]{6}([A-Z]{3})[0-9]{1,12}(?:,[0-9]{0,2})?\s*$"),
    ":62": re.compile(r":62[FM]:[DC][0-9]{6}([A-Z]{3})[0-9]{1,12}(?:,[0-9]{0,2})?\s*$"),
}


def needs_good_lines(sheet: Sheet) -> None:
    """Raises BankFileError for the first line that is wrong, or in another currency."""
    for number, line in enumerate(sheet.lines(), start=1):
        if not line.startswith(":6"):
            continue
        booking = line.startswith(":61:")
        pattern = _LINES.get(":61:" if booking else line[:3])
        if pattern is None:
            continue
        found = pattern.match(line)
        if found is None or (booking and not _days_exist(found[1], found[2])):
            raise _wrong_line(sheet, number, line)
        if not booking and found[1] != "EUR":
            raise _wrong_currency(sheet, number, found)


@lru_cache(maxsize=4096)
def _days_exist(value: str, entry: str | None) -> bool:
    """True where both days are in the calendar; banks do reckon interest on 30 February."""
    try:
        date(2000 + int(value[:2]), int(value[2:4]), 1)
        if entry and entry.strip():
            date(2000 + int(value[:2]), int(entry[:2]), int(entry[2:]))
    except ValueError:
        return False
    return value[2:4] == "02" or _in_month(value)


def _in_month(value: str) -> bool:
    try:
        date(2000 + int(value[:2]), int(value[2:4]), int(value[4:]))
    except ValueError:
        return False
    return True


def _wrong_line(sheet: Sheet, number: int, line: str) -> BankFileError:
    expected = ":61:YYMMDDMMDDC12,50N…" if line.startswith(":61:") else ":60F:C260131EUR12,50"
    return sheet.wrong(
        "error.bank_unreadable",
        line=number,
        column=5,
        field=line[:4],
        expected=expected,
        found=line,
    )


def _wrong_currency(sheet: Sheet, number: int, found: re.Match[str]) -> BankFileError:
    return sheet.wrong(
        "error.bank_currency",
        line=number,
        column=found.start(1) + 1,
        field=found[0][:5],
        expected="EUR",
        found=found[1],
    )

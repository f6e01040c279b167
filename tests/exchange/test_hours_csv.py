"""Hours for a spreadsheet: every line, in order, with the day it was written down."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import HourLine
from portal.exchange.hours_csv import hours_csv
from portal.language.words import words_in

LINES = [
    HourLine(
        WorkedHours(
            day=date(2026, 11, 23),
            minutes=45,
            work=HourKind.BOOKS,
            memo="=1+1;“é”",
            entered=date(2026, 11, 24),
        ),
        changed=date(2026, 11, 30),
    ),
    HourLine(WorkedHours(day=date(2026, 11, 3), minutes=390, entered=date(2026, 11, 23))),
]


def _rows(file):
    assert file.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_stands_in_the_order_of_its_days(language):
    words = words_in(language)
    header, first, second = _rows(hours_csv(LINES, words))

    assert header[0] == words("hours.column_day")
    assert header[5:] == [words("hours.column_entered"), words("hours.column_changed")]
    kind = words("hours.kind_clients")
    assert first == ["2026-11-03", "6:30", "390", kind, "", "2026-11-23", ""]
    assert second[:3] == ["2026-11-23", "0:45", "45"]
    assert second[5:] == ["2026-11-24", "2026-11-30"]


def test_a_note_that_a_spreadsheet_would_run_is_text():
    assert _rows(hours_csv(LINES, words_in("nl")))[2][4] == "'=1+1;“é”"


def test_without_hours_only_the_headings_stand():
    assert len(_rows(hours_csv([], words_in("en")))) == 1

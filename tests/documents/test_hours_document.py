"""The evidence of a year's hours, read back from its PDF."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import LATE_AFTER, HourLine
from portal.documents.hours import hours_document
from portal.language.formats import short_date
from portal.language.words import words_in
from portal.rulebook.income_tax import hours_criterion
from tests.documents.paper import opened, texts

# what no paper may say of the work, unless the owner writes it
TELLING = re.compile(r"client|klant|seks|sex|toys|club|raam|window|lingerie", re.IGNORECASE)
DAY = date(2026, 3, 2)


def _line(day=DAY, minutes=390, later=0, changed=None, **more):
    line = WorkedHours(day=day, minutes=minutes, entered=day + timedelta(later), **more)
    return HourLine(line, changed)


LINES = [
    _line(date(2026, 4, 1), 60, work=HourKind.BOOKS, memo="quarter"),
    _line(),
    _line(DAY + timedelta(1), 30, later=13, work=HourKind.TRAVEL),
    _line(DAY + timedelta(2), 15, changed=date(2026, 5, 6)),
]


def _document(lines, language="en"):
    return hours_document(lines, 2026, hours_criterion(), words_in(language))


def _text(lines, language="en"):
    text = "\n".join(texts(_document(lines, language)))
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_says_what_it_was_and_when_it_was_written_down(language):
    words, text = words_in(language), _text(LINES, language)

    for one in LINES:
        assert short_date(one.line.day, language) in text
        assert short_date(one.line.entered, language) in text
        assert words(f"hours.kind_{one.line.work}") in text
    assert "quarter" in text
    assert short_date(date(2026, 5, 6), language) in text
    assert words("hours.how_kept_entered") in text
    assert not TELLING.search(text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_late_entries_are_shown_as_late_and_counted(language):
    words, text = words_in(language), _text(LINES, language)

    assert text.count(words("hours.days_later", count=13)) == 1
    assert text.count(words("hours.days_later", count=13).partition(":")[0] + ":") == 1
    assert words("hours.paper_late", count=4, late=1, days=LATE_AFTER) in text
    assert words("hours.paper_changed", count=1) in text


def test_months_kinds_and_the_year_add_up():
    text = _text(LINES)

    # by hand: March 6:30 + 0:30 + 0:15 = 7:15, April 1:00, together 8:15
    assert "March 2026 7:15" in text
    assert "April 2026 1:00" in text
    assert "Together 8:15" in text
    assert "Paid work 6:45" in text
    assert words_in("en")("hours.worked_of", worked="8:15", needed=1225, year="2026") in text


def test_lines_stand_in_the_order_of_their_days():
    text = _text(LINES).partition(words_in("en")("hours.lines"))[2]
    places = [text.index(short_date(one.line.day, "en")) for one in (*LINES[1:], LINES[0])]

    assert places == sorted(places)


def test_a_year_without_hours_is_a_paper_too_and_the_file_tells_nothing_of_its_owner():
    assert "0:00" in _text([])
    assert set(opened(_document(LINES)).metadata) == {"/Title"}


def test_a_whole_year_keeps_every_line():
    lines = [_line(date(2026, 1, 1) + timedelta(n), 60 + n) for n in range(365)]
    text = _text(lines)

    assert all(short_date(one.line.day, "en") in text for one in lines)

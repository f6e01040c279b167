"""Hours: read as people type them, added up, looked ahead, proposed and never recorded alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.basics.errors import PortalError
from portal.basics.period import month, year
from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import (
    DAY,
    HOUR,
    DayFull,
    HourLine,
    HoursAhead,
    NotHours,
    Outlook,
    Pattern,
    SeveralLines,
    change_of,
    changed_on,
    field_text,
    hours_text,
    outlook,
    per_kind,
    per_month,
    per_week,
    proposal,
    sum_of,
    typed_minutes,
    week_of,
    weeks_of,
)
from tests.strategies import hours

TODAY = date(2026, 11, 25)
MONDAY = date(2026, 11, 23)
NEEDED = 1225  # art. 3.6 Wet IB, as a worked number; the app reads it from data/tax


def _line(day=MONDAY, minutes=360, work=HourKind.CLIENTS, entered=None, memo=""):
    return WorkedHours(day=day, minutes=minutes, work=work, entered=entered or day, memo=memo)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6", 360),
        ("6,5", 390),
        ("6.5", 390),
        ("6:30", 390),
        (" 0:45 ", 45),
        ("6,33", 380),
        ("0,25", 15),
        ("24", 1440),
        ("", 0),
        ("0", 0),
    ],
)
def test_hours_are_read_as_people_type_them(text, minutes):
    assert typed_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["six", "-6", "6:75", "6:5", "24:01", "25", "6,5,5", "6 30", "1e1", "٦", "100", ":30"]
)
def test_what_is_no_time_of_a_day_is_refused_with_the_day(text):
    with pytest.raises(NotHours) as raised:
        typed_minutes(text, MONDAY)

    assert raised.value.facts == {"text": text, "day": MONDAY}


@given(st.integers(1, DAY))
def test_what_a_field_shows_is_read_back_as_the_same(minutes):
    assert typed_minutes(field_text(minutes)) == minutes
    assert typed_minutes(hours_text(minutes)) == minutes


@given(st.lists(hours, max_size=30))
def test_sums_per_week_month_and_kind_lose_no_minute(lines):
    for sums in (per_week(lines), per_month(lines), per_kind(lines)):
        assert sum(sums.values()) == sum_of(lines)
        assert list(sums) in (sorted(sums), [kind for kind in HourKind if kind in sums])


def test_a_filled_calendar_gives_new_lines_newer_versions_and_emptied_ones():
    kept = _line(MONDAY - timedelta(1), 240, entered=date(2026, 11, 22))
    gone, same = _line(MONDAY - timedelta(2)), _line(MONDAY - timedelta(3), 390)
    typed = {kept.day: "5", gone.day: "", same.day: "6,5", MONDAY: "6:30"}
    change = change_of(typed, HourKind.CLIENTS, [kept, gone, same], TODAY, memo="two rooms")
    changed, new = change.kept

    assert (changed.id, changed.minutes, changed.entered) == (kept.id, 300, kept.entered)
    assert (new.day, new.minutes, new.entered, new.memo) == (MONDAY, 390, TODAY, "two rooms")
    assert (change.gone, change.before, change.new_ids) == ((gone,), (kept,), (new.id,))


def test_other_kinds_of_the_same_day_stay_as_they_are():
    books = _line(MONDAY, 60, HourKind.BOOKS)
    change = change_of({MONDAY: ""}, HourKind.CLIENTS, [books], TODAY)

    assert not change


def test_a_day_to_come_a_day_of_more_than_24_hours_and_an_unclear_day_are_refused():
    books = _line(MONDAY, 20 * HOUR, HourKind.BOOKS)
    with pytest.raises(HoursAhead):
        change_of({TODAY + timedelta(1): "1"}, HourKind.CLIENTS, [], TODAY)
    with pytest.raises(DayFull) as full:
        change_of({MONDAY: "4:01"}, HourKind.CLIENTS, [books], TODAY)
    with pytest.raises(SeveralLines):
        change_of({MONDAY: "4"}, HourKind.CLIENTS, [_line(), _line()], TODAY)

    assert full.value.facts["hours"] == "24:01"
    assert change_of({MONDAY: "4"}, HourKind.CLIENTS, [books], TODAY).kept[0].minutes == 240


@given(st.lists(hours, max_size=30), st.integers(2024, 2027), st.dates(date(2024, 1, 1)))
def test_the_forecast_is_never_below_what_was_worked_and_stops_with_the_year(lines, number, today):
    found = outlook(lines, number, today, NEEDED)

    assert found.worked == sum_of(line for line in lines if line.day.year == number)
    assert found.expected >= found.worked
    assert 0 <= found.days_left <= 366
    if today > date(number, 12, 31):
        assert (found.expected, found.days_left) == (found.worked, 0)
    if not found.worked:
        assert found.expected == 0


@given(st.integers(0, 2000 * HOUR), st.integers(0, 366))
def test_whoever_works_the_hours_a_week_that_are_told_meets_the_criterion(worked, days_left):
    found = Outlook(worked, NEEDED * HOUR, worked, days_left)
    assume(found.missing and days_left)
    a_week = found.hours_a_week * HOUR

    # in a last week that is not whole, the number is for all of it
    coming = a_week * days_left / 7 if days_left >= 7 else a_week
    assert worked + coming >= found.needed
    one_less = (a_week - HOUR) * days_left / 7 if days_left >= 7 else a_week - HOUR
    assert worked + one_less < found.needed


@given(st.integers(1, DAY), st.integers(7, 365))
def test_an_even_pace_is_carried_on_to_the_end(minutes, days):
    first = date(2026, 1, 1)
    lines = [_line(first + timedelta(n), minutes) for n in range(days)]
    found = outlook(lines, 2026, lines[-1].day, NEEDED)

    assert found.expected == minutes * 365


def test_the_pace_counts_from_the_first_day_with_hours():
    # by hand: begun on Monday 2 November, 3 weeks of 30 hours until Sunday 22, nothing since;
    # on the 25th the 24th is the last day counted: 23 days, 37 left; 5,400 + 5,400 × 37 / 23
    days = [date(2026, 11, 2) + timedelta(7 * week + day) for week in range(3) for day in range(5)]
    found = outlook([_line(day) for day in days], 2026, TODAY, NEEDED)

    assert (found.worked, found.days_left) == (90 * HOUR, 37)
    assert found.expected == 5400 + 5400 * 37 // 23
    # 1,135 hours to go in 37 days: 214.7 hours a week, more than a week has
    assert (found.hours_a_week, found.within_reach) == (215, False)


def test_today_still_counts_as_a_day_to_come_until_hours_are_written_for_it():
    last = date(2026, 12, 31)

    assert outlook([], 2026, last, NEEDED).days_left == 1
    assert outlook([_line(last)], 2026, last, NEEDED).days_left == 0
    assert outlook([], 2027, last, NEEDED).days_left == 365


@pytest.mark.parametrize(("minutes", "missing"), [(NEEDED * HOUR, 0), (NEEDED * HOUR - 1, 1)])
def test_one_minute_decides(minutes, missing):
    found = Outlook(minutes, NEEDED * HOUR, minutes, 100)

    assert found.missing == missing
    assert (found.hours_a_week == 0) == (missing == 0)


def test_the_weeks_of_a_month_are_whole_and_hold_every_day():
    days = [day for monday in weeks_of(month(11, 2026)) for day in week_of(monday)]

    assert len(days) == 42
    assert {month(11, 2026).first + timedelta(n) for n in range(30)} <= set(days)
    assert len(weeks_of(month(2, 2027))) == 4
    assert len(weeks_of(year(2026))) == 53


PATTERN = Pattern().with_kind(HourKind.CLIENTS, ["6", "", "6,5", "", "6:30", "", ""])


def test_a_pattern_proposes_past_days_without_hours_and_nothing_else():
    found = proposal(PATTERN, MONDAY, [], TODAY)

    assert [(line.day, line.minutes) for line in found] == [(MONDAY, 360), (TODAY, 390)]
    assert {line.entered for line in found} == {TODAY}
    typed = _line(TODAY, 60, HourKind.BOOKS)  # what she typed herself, she knows best
    assert [line.day for line in proposal(PATTERN, MONDAY, [typed], TODAY)] == [MONDAY]
    assert [line.day for line in proposal(PATTERN.without([MONDAY]), MONDAY, [], TODAY)] == [TODAY]
    assert proposal(Pattern(), MONDAY, [], TODAY) == ()


def test_a_pattern_comes_back_from_its_note_and_forgets_a_kind_that_is_emptied():
    both = PATTERN.with_kind(HourKind.BOOKS, ["", "", "", "", "1", "", ""]).without([MONDAY])

    assert Pattern.of_note(both.note()) == both
    assert Pattern.of_note("") == Pattern()
    assert both.with_kind(HourKind.CLIENTS, [""] * 7).minutes.keys() == {HourKind.BOOKS}


def test_a_pattern_with_a_day_over_24_hours_or_a_slip_is_refused():
    with pytest.raises(PortalError, match=r"error\.hours_pattern_full"):
        PATTERN.with_kind(HourKind.TRAVEL, ["18:01", *[""] * 6])
    with pytest.raises(NotHours):
        PATTERN.with_kind(HourKind.TRAVEL, ["x", *[""] * 6])


@dataclass
class Version:
    """A version of a line, as the store has it."""

    fact: WorkedHours
    recorded_at: datetime
    withdrawn: bool = False


def test_a_later_change_is_seen_and_a_slip_of_the_same_day_is_not():
    line, shorter = _line(), _line(minutes=300)
    first, same_day, later = (datetime(2026, 11, day, 9) for day in (23, 23, 27))

    assert changed_on([Version(line, first)]) is None
    assert changed_on([Version(line, first), Version(shorter, same_day)]) is None
    assert changed_on([Version(line, first), Version(shorter, later)]) == later.date()
    back = [Version(line, first), Version(shorter, later), Version(line, later)]
    assert changed_on(back) is None


def test_a_removal_that_was_undone_is_no_change():
    line = _line()
    days = [datetime(2026, 11, day, 9) for day in (23, 27, 28)]
    versions = [Version(line, days[0]), Version(line, days[1], True), Version(line, days[2])]

    assert changed_on(versions) is None


@pytest.mark.parametrize(("later", "late"), [(0, False), (7, False), (8, True), (-1, False)])
def test_a_line_is_late_after_a_week(later, late):
    one = HourLine(_line(entered=MONDAY + timedelta(later)))

    assert (one.days_later, one.late) == (later, late)

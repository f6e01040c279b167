"""Worked hours (urenadministratie): typed, added up, looked ahead, and proposed from a pattern.

Pure: the page hands over today, the known lines and the law's number. All times are in minutes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import PortalError
from portal.basics.period import Period
from portal.books.facts import HourKind, WorkedHours

HOUR = 60
DAY = 24 * HOUR
WEEK = 7  # days
LATE_AFTER = 7  # days; no rule of law: written within a week is what we call "at the time"
_TYPED = re.compile(r"(\d{1,2})(?:[.,](?P<part>\d{1,2})|:(?P<minutes>[0-5]\d))?", re.ASCII)


class NotHours(PortalError):
    """A text that is no time of at most 24 hours."""

    def __init__(self, text: str, day: date | None = None) -> None:
        if day is None:
            super().__init__("error.not_hours", text=text)
        else:
            super().__init__("error.not_hours_on", text=text, day=day)


class HoursAhead(PortalError):
    """Hours on a day that has yet to come: evidence is of what was done."""

    def __init__(self, day: date) -> None:
        super().__init__("error.hours_ahead", day=day)


class DayFull(PortalError):
    """More than 24 hours on one day, all kinds together."""

    def __init__(self, day: date, minutes: int) -> None:
        super().__init__("error.hours_day_full", day=day, hours=hours_text(minutes))


class SeveralLines(PortalError):
    """A day with several lines of one kind: which of them changes, the calendar cannot know."""

    def __init__(self, day: date) -> None:
        super().__init__("error.hours_several", day=day)


def typed_minutes(text: str, day: date | None = None) -> int:
    """Hours as people type them: 6, 6,5, 6.5, 6:30; nothing is nought. Raises NotHours.

    A part of an hour is rounded to the nearest minute: 6,33 is 6:20. day: what the error names.
    """
    plain = text.strip()
    if not plain:
        return 0
    found = _TYPED.fullmatch(plain)
    if not found:
        raise NotHours(plain, day)
    part = Decimal(f"0.{found['part'] or 0}") * HOUR
    minutes = int(found[1]) * HOUR + int(part.to_integral_value(ROUND_HALF_UP))
    minutes += int(found["minutes"] or 0)
    if minutes > DAY:
        raise NotHours(plain, day)
    return minutes


def hours_text(minutes: int) -> str:
    """390 minutes are "6:30"."""
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


def field_text(minutes: int) -> str:
    """As somebody would type it: 6, 6:30, and nothing for nought."""
    if not minutes:
        return ""
    return hours_text(minutes) if minutes % HOUR else str(minutes // HOUR)


@dataclass(frozen=True, slots=True)
class Change:
    """What a filled calendar changes.

    kept: new lines and newer versions. gone: emptied lines. before: what newer versions replace.
    """

    kept: tuple[WorkedHours, ...] = ()
    gone: tuple[WorkedHours, ...] = ()
    before: tuple[WorkedHours, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kept or self.gone)

    @property
    def gone_ids(self) -> tuple[str, ...]:
        return tuple(line.id for line in self.gone)

    @property
    def new_ids(self) -> tuple[str, ...]:
        known = {line.id for line in self.before}
        return tuple(line.id for line in self.kept if line.id not in known)


def change_of(
    typed: Mapping[date, str],
    work: HourKind,
    known: Sequence[WorkedHours],
    today: date,
    memo: str = "",
) -> Change:
    """What the typed days of one kind of work change in the known lines.

    A changed line keeps its id and the day it was first entered; a new one is entered today.
    memo: goes with every line that is new or changes; empty leaves what a line had.
    Raises NotHours, HoursAhead, SeveralLines, DayFull: then nothing changes.
    """
    kept, gone, before = [], [], []
    for day, text in typed.items():
        minutes = typed_minutes(text, day)
        lines = [line for line in known if line.day == day and line.work is work]
        if minutes == sum_of(lines):
            continue
        if len(lines) > 1:
            raise SeveralLines(day)
        if not minutes:
            gone += lines
            continue
        kept.append(_line(day, minutes, work, lines, today, memo))
        before += lines
    check_days(kept, known, today)
    return Change(tuple(kept), tuple(gone), tuple(before))


def check_days(lines: Iterable[WorkedHours], known: Iterable[WorkedHours], today: date) -> None:
    """Raises HoursAhead, or DayFull when some lines do not fit beside what is known."""
    coming = list(lines)
    ids = {line.id for line in coming}
    per_day = _sums((*coming, *(one for one in known if one.id not in ids)), lambda line: line.day)
    for line in coming:
        if line.day > today:
            raise HoursAhead(line.day)
        if per_day[line.day] > DAY:
            raise DayFull(line.day, per_day[line.day])


def _line(
    day: date,
    minutes: int,
    work: HourKind,
    lines: Sequence[WorkedHours],
    today: date,
    memo: str,
) -> WorkedHours:
    if not lines:
        return WorkedHours(day=day, minutes=minutes, work=work, memo=memo, entered=today)
    return lines[0].model_copy(update={"minutes": minutes, "memo": memo or lines[0].memo})


def sum_of(lines: Iterable[WorkedHours]) -> int:
    """Minutes of all lines together."""
    return sum(line.minutes for line in lines)


def per_week(lines: Iterable[WorkedHours]) -> dict[date, int]:
    """Minutes per week, by its Monday, in order."""
    return _sums(lines, lambda line: monday_of(line.day))


def per_month(lines: Iterable[WorkedHours]) -> dict[date, int]:
    """Minutes per month, by its first day, in order."""
    return _sums(lines, lambda line: line.day.replace(day=1))


def per_kind(lines: Iterable[WorkedHours]) -> dict[HourKind, int]:
    """Minutes per kind of work, in the order of the kinds; a kind without hours is left out."""
    sums = _sums(lines, lambda line: list(HourKind).index(line.work))
    return {list(HourKind)[number]: minutes for number, minutes in sums.items()}


def _sums(lines: Iterable[WorkedHours], of: Callable[[WorkedHours], Any]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for line in lines:
        found[of(line)] = found.get(of(line), 0) + line.minutes
    return dict(sorted(found.items()))


def monday_of(day: date) -> date:
    """The first day of the week that holds this day."""
    return day - timedelta(days=day.weekday())


def week_of(monday: date) -> tuple[date, ...]:
    """The seven days of a week."""
    return tuple(monday + timedelta(days=number) for number in range(WEEK))


def weeks_of(period: Period) -> tuple[date, ...]:
    """The Mondays of the weeks that a period touches."""
    first, last = monday_of(period.first), monday_of(period.last)
    return tuple(first + timedelta(days=WEEK * n) for n in range((last - first).days // WEEK + 1))


@dataclass(frozen=True, slots=True)
class Outlook:
    """A year against the hours criterion (urencriterium, art. 3.6 Wet IB), in minutes.

    expected: at the end of the year at the pace so far. days_left: in which hours can still come.
    """

    worked: int
    needed: int
    expected: int
    days_left: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.worked)

    @property
    def within_reach(self) -> bool:
        """Whether there are hours enough on the clock; not whether one should."""
        return self.missing <= self.days_left * DAY

    @property
    def hours_a_week(self) -> int:
        """Whole hours a week that are needed from now, rounded up; all that is left in a last week.

        Nought when it is met, or when no day is left.
        """
        if not self.missing or not self.days_left:
            return 0
        return _up(self.missing * min(WEEK, self.days_left), self.days_left * HOUR)


def outlook(lines: Iterable[WorkedHours], year: int, today: date, needed: int) -> Outlook:
    """How a year stands, and where it goes. needed: hours of the law, whole.

    The pace counts from the first day with hours, over a week at the least, so that whoever began
    in the year is not judged by the months before, and one long day foretells nothing wild.
    """
    of_year = [line for line in lines if line.day.year == year]
    worked = sum_of(of_year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    until = min(_counted_until(of_year, today), last)
    left = (last - max(until, first - timedelta(days=1))).days
    expected = worked
    if of_year and left:
        began = min(line.day for line in of_year)
        expected += worked * left // max(WEEK, (until - began).days + 1)
    return Outlook(worked, needed * HOUR, expected, left)


def _counted_until(lines: Sequence[WorkedHours], today: date) -> date:
    # a day for which nothing is written yet may still bring hours
    return today if any(line.day == today for line in lines) else today - timedelta(days=1)


def _up(amount: int, by: int) -> int:
    return -(-amount // by)


Week = Annotated[tuple[int, ...], Field(min_length=WEEK, max_length=WEEK)]  # minutes, from Monday


class Pattern(BaseModel):
    """A usual week, and the days on which it did not hold. It proposes and records nothing.

    minutes: per kind of work, Monday to Sunday. skipped: days the owner said were otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    minutes: dict[HourKind, Week] = Field(default_factory=dict)
    skipped: tuple[date, ...] = ()

    @classmethod
    def of_note(cls, text: str) -> Pattern:
        """As it was noted; an empty note is an empty pattern."""
        return cls.model_validate_json(text) if text else cls()

    def note(self) -> str:
        """As it is noted."""
        return self.model_dump_json()

    def with_kind(self, work: HourKind, typed: Sequence[str]) -> Pattern:
        """With other hours for one kind. Raises NotHours; PortalError for a day over 24 hours."""
        hours = {**self.minutes, work: tuple(typed_minutes(text) for text in typed)}
        hours = {kind: minutes for kind, minutes in hours.items() if any(minutes)}
        if any(sum(of_day) > DAY for of_day in zip(*hours.values(), strict=True)):
            raise PortalError("error.hours_pattern_full")
        return Pattern(minutes=hours, skipped=self.skipped)

    def without(self, days: Iterable[date]) -> Pattern:
        """Never again proposing these days."""
        return Pattern(minutes=self.minutes, skipped=tuple(sorted({*self.skipped, *days})))


def proposal(
    pattern: Pattern, monday: date, known: Iterable[WorkedHours], today: date
) -> tuple[WorkedHours, ...]:
    """The lines a pattern proposes for a week: past days on which nothing stands yet."""
    closed = {line.day for line in known} | set(pattern.skipped)
    return tuple(
        WorkedHours(day=day, minutes=minutes[number], work=work, entered=today)
        for number, day in enumerate(week_of(monday))
        if day <= today and day not in closed
        for work, minutes in pattern.minutes.items()
        if minutes[number]
    )


class Written(Protocol):
    """One version of a line, as the store gives it."""

    @property
    def fact(self) -> Any: ...

    @property
    def recorded_at(self) -> datetime: ...

    @property
    def withdrawn(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class HourLine:
    """A line as evidence: what it says, and the last later day on which it was changed, if any."""

    line: WorkedHours
    changed: date | None = None

    @property
    def days_later(self) -> int:
        """How many days after the work it was written down."""
        return (self.line.entered - self.line.day).days

    @property
    def late(self) -> bool:
        return self.days_later > LATE_AFTER


def changed_on(versions: Iterable[Written]) -> date | None:
    """The last day that left a line otherwise than an earlier day did; None where none did.

    A slip mended on the same day is no later change, and nor is a removal that was undone.
    """
    ends = {
        version.recorded_at.date(): _said(version.fact)
        for version in versions
        if not version.withdrawn
    }
    changed = [day for before, day in pairwise(ends) if ends[before] != ends[day]]
    return changed[-1] if changed else None


def _said(line: WorkedHours) -> tuple[object, ...]:
    return (line.day, line.minutes, line.work, line.memo)

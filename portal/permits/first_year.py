"""The second measure: hours and euros of the first year (Standard Cost Model, one worker)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.permits.record import Answer, Record
from portal.rulebook.permits import Criteria, Dimension

# edges of the bands of the levels of `fees`, in euros, as criteria.toml words them
_BANDS = ((0, 100), (101, 300), (301, 750), (751, 2000), (2001, None))


@dataclass(frozen=True, slots=True)
class FirstYear:
    """What the first year costs, lowest to highest; None is not known, never nought.

    hours are assumed. weeks: the longest wait for a decision.
    """

    hours: tuple[Decimal, Decimal, Decimal]
    fees: tuple[int, int | None]
    euros: tuple[int, int | None]
    weeks: int | None


def first_year(found: Record, criteria: Criteria) -> FirstYear:
    """Hours at the low, counted and high levels; fees as found or by the band of their level."""
    low, level, high = (_all_hours(found, criteria, place) for place in range(3))
    least, most = _fees(found.answers["fees"])
    rate = criteria.meta.rate_eur_per_hour
    return FirstYear(
        hours=(low, level, high),
        fees=(least, most),
        euros=(_whole(low * rate) + least, None if most is None else _whole(high * rate) + most),
        weeks=_weeks(found.answers["processing"]),
    )


def _all_hours(found: Record, criteria: Criteria, place: int) -> Decimal:
    hours = (_hours(one, found.answers[one.key].range[place]) for one in criteria.scored)
    return sum(hours, Decimal())


def _hours(dimension: Dimension, level: int) -> Decimal:
    return dimension.hours[level] if dimension.hours else Decimal()


def _fees(answer: Answer) -> tuple[int, int | None]:
    if answer.is_unknown:
        return 0, None
    numbers = answer.cell.numbers
    low, high = answer.range.low, answer.range.high
    least = _within(numbers.get("eur_min"), low, _BANDS[low][0]) if low else 0
    most = _within(numbers.get("eur_max"), high, _BANDS[high][1]) if high else 0
    return least or 0, most


def _within(number: Decimal | None, level: int, edge: int | None) -> int | None:
    """The figure found, where it lies within the band of its level; else the edge of the band."""
    first, last = _BANDS[level]
    if number is None or number < first or (last is not None and number > last):
        return edge
    return _whole(number)


def _weeks(answer: Answer) -> int | None:
    if answer.is_unknown:
        return None
    if "weeks_max" in answer.cell.numbers and answer.range.level:
        return _whole(answer.cell.numbers["weeks_max"])
    return 0 if answer.range.level == 0 else None


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))

"""The second measure: hours and euros of the first year (Standard Cost Model, one worker)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.permits.record import Answer, Record
from portal.rulebook.permits import Criteria, Dimension

Bands = tuple[tuple[int, ...], ...]  # from and up to how many euros each level of `fees` goes


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
    least, most = _fees(found.answers["fees"], criteria.meta.fee_bands_eur)
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


def _fees(answer: Answer, bands: Bands) -> tuple[int, int | None]:
    if answer.is_unknown:
        return 0, None
    numbers = answer.cell.numbers
    low, high = answer.range.low, answer.range.high
    least = _within(numbers.get("eur_min"), bands[low])
    most = _within(numbers.get("eur_max"), bands[high])
    first, last = bands[low][0], bands[high][1] if len(bands[high]) > 1 else None
    return (least or first) if low else 0, (most or last) if high else 0


def _within(number: Decimal | None, band: tuple[int, ...]) -> int | None:
    """The figure found, where it lies within the band of its level; else None: its edge counts."""
    if number is None or number < band[0] or (len(band) > 1 and number > band[1]):
        return None
    return _whole(number)


def _weeks(answer: Answer) -> int | None:
    if answer.is_unknown:
        return None
    if "weeks_max" in answer.cell.numbers and answer.range.level:
        return _whole(answer.cell.numbers["weeks_max"])
    return 0 if answer.range.level == 0 else None


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))

"""The burden score of a record: exact sums, divided once. Section 3 of the method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from operator import mul

from portal.basics.errors import PortalError
from portal.permits.record import Answer, Range, Record
from portal.rulebook.permits import HEAVIEST, Criteria

Weights = Mapping[str, int]
RANKED_FROM = Fraction(75)  # percent of the weight that must be known before a place is given
MOST_WEIGHT = 10
_GATES = ("municipal_permit", "home_based")


class NoWeights(PortalError):
    """All weights nought: nothing is left to score."""

    def __init__(self) -> None:
        super().__init__("error.no_weights")


class Barred(StrEnum):
    """Whether the work can be done lawfully in this way at all."""

    YES = "yes"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NO = "no"

    @property
    def comes_first(self) -> bool:
        """In lists these come before all others: a ban is never a light score."""
        return self in (Barred.YES, Barred.LIKELY)


@dataclass(frozen=True, slots=True)
class Points:
    """Weight times level, summed: at the lowest, the counted and the highest levels."""

    low: int
    level: int
    high: int

    def __add__(self, other: Points) -> Points:
        return Points(self.low + other.low, self.level + other.level, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a record out of `maximum`, per group, and how much of it is known."""

    points: Points
    maximum: int
    groups: Mapping[str, Points]
    known_share: Fraction
    seen_share: Fraction
    barred: Barred

    @property
    def score(self) -> Fraction:
        return self.of_hundred(self.points.level)

    @property
    def low(self) -> Fraction:
        return self.of_hundred(self.points.low)

    @property
    def high(self) -> Fraction:
        return self.of_hundred(self.points.high)

    @property
    def is_ranked(self) -> bool:
        return self.known_share >= RANKED_FROM

    def of_hundred(self, points: int) -> Fraction:
        return Fraction(100 * points, self.maximum)


def usual_weights(criteria: Criteria) -> dict[str, int]:
    """The weights of the method."""
    return {one.key: one.weight for one in criteria.scored if one.weight is not None}


def equal_weights(criteria: Criteria) -> dict[str, int]:
    """Every dimension as heavy as the next."""
    return {one.key: 1 for one in criteria.scored}


def scored(found: Record, criteria: Criteria, weights: Weights | None = None) -> Score:
    """The score of a record. A weight of nought takes its dimension out. Raises NoWeights."""
    used = usual_weights(criteria) if weights is None else weights
    maximum = HEAVIEST * sum(used.values())
    if maximum <= 0:
        raise NoWeights
    groups: dict[str, Points] = {}
    known = seen = 0
    for one in criteria.scored:
        answer, weight = found.answers[one.key], used[one.key]
        points = _points(answer.range, weight)
        groups[one.group] = groups.get(one.group, Points(0, 0, 0)) + points
        known += 0 if answer.is_unknown else weight
        seen += points.level if answer.is_seen else 0
    whole = sum(groups.values(), Points(0, 0, 0))
    return Score(
        points=whole,
        maximum=maximum,
        groups=groups,
        known_share=Fraction(100 * HEAVIEST * known, maximum),
        seen_share=Fraction(100 * seen, whole.level) if whole.level else Fraction(100),
        barred=barred(found),
    )


def barred(found: Record) -> Barred:
    """From the gates: the municipal permit and, for who works from home, the home-work rule."""
    gates = [found.answers[key].range for key in _GATES if key != "home_based" or _at_home(found)]
    if any(gate.low == HEAVIEST for gate in gates):
        return Barred.YES
    if any(gate.level == HEAVIEST and gate.low > 0 for gate in gates):
        return Barred.LIKELY
    if any(gate.high == HEAVIEST for gate in gates):
        return Barred.POSSIBLE
    return Barred.NO


def weight_sets(criteria: Criteria) -> Iterator[dict[str, int]]:
    """The 45 fixed sets: each weight halved and doubled, all equal, each group left out.

    Doubled throughout, so that a half stays whole: scores do not change by it.
    """
    usual = {key: 2 * weight for key, weight in usual_weights(criteria).items()}
    for key, weight in usual.items():
        yield {**usual, key: weight // 2}
        yield {**usual, key: weight * 2}
    yield equal_weights(criteria)
    for group in dict.fromkeys(one.group for one in criteria.scored):
        out = {one.key for one in criteria.scored if one.group == group}
        yield {key: 0 if key in out else weight for key, weight in usual.items()}


@dataclass(frozen=True, slots=True)
class Placed:
    """One record in a list: its place, and the least and greatest over the 45 weight sets."""

    record: Record
    score: Score
    place: int
    best: int
    worst: int


def placed(
    found: Sequence[Record], criteria: Criteria, weights: Weights | None = None
) -> list[Placed]:
    """The heaviest first; who is barred before all others. Equal ones share a place."""
    scores = [scored(one, criteria, weights) for one in found]
    first = [score.barred.comes_first for score in scores]
    places = _places(first, [score.points.level for score in scores])
    levels = [[one.answers[key.key].range.level for key in criteria.scored] for one in found]
    over = []
    for some in weight_sets(criteria):
        heavy = [some[one.key] for one in criteria.scored]
        points = [sum(map(mul, heavy, its_levels)) for its_levels in levels]
        over.append(_places(first, points))
    listed = [
        Placed(one, score, place, min(its), max(its))
        for one, score, place, its in zip(
            found, scores, places, zip(*over, strict=True), strict=True
        )
    ]
    return sorted(listed, key=lambda one: one.place)


def shown(number: Fraction) -> Decimal:
    """One place behind the point, half up: 1.25 is 1.3."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _places(first: Sequence[bool], points: Sequence[int]) -> list[int]:
    """The maximum is the same for all in a list, so points order as scores do."""
    heavy = list(zip(first, points, strict=True))
    order = sorted(heavy, reverse=True)
    places = {one: number for number, one in reversed(list(enumerate(order, start=1)))}
    return [places[one] for one in heavy]


def _points(found: Range, weight: int) -> Points:
    return Points(weight * found.low, weight * found.level, weight * found.high)


def _at_home(found: Record) -> bool:
    return found.work_used == "home"


def answers_of(found: Record, criteria: Criteria) -> list[Answer]:
    """The scored answers, in the order of the criteria."""
    return [found.answers[one.key] for one in criteria.scored]

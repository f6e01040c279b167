"""Two records side by side: what is asked of one only, and which is heavier, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.permits.record import Answer, Record
from portal.permits.score import Weights, scored, weight_sets
from portal.rulebook.permits import HEAVIEST, Criteria


class Verdict(StrEnum):
    """Which of two is heavier. `certainly`: no value within the ranges turns the order."""

    FIRST_CERTAINLY = "first_certainly"
    SECOND_CERTAINLY = "second_certainly"
    FIRST = "first"
    SECOND = "second"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first record beside the second.

    only_first, only_second: certainly asked of one and not of the other; `possibly`: as far as
    known. order_kept: in how many of the 45 weight sets the order is as with the usual weights.
    any_weights: no choice of weights can turn the order.
    """

    verdict: Verdict
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    only_first_possibly: tuple[str, ...]
    only_second_possibly: tuple[str, ...]
    order_kept: int
    weight_sets: int
    any_weights: bool


def compared(
    first: Record, second: Record, criteria: Criteria, weights: Weights | None = None
) -> Comparison:
    """What is asked of the first and not of the second, and the other way round."""
    kept, sets = _order_kept(first, second, criteria)
    return Comparison(
        verdict=verdict(first, second, criteria, weights),
        only_first=only(first, [second], criteria),
        only_second=only(second, [first], criteria),
        only_first_possibly=possibly_only(first, [second], criteria),
        only_second_possibly=possibly_only(second, [first], criteria),
        order_kept=kept,
        weight_sets=sets,
        any_weights=_any_weights(first, second, criteria) or _any_weights(second, first, criteria),
    )


def only(found: Record, others: Sequence[Record], criteria: Criteria) -> tuple[str, ...]:
    """Dimensions surely asked of one record and surely of none of the others."""
    return tuple(
        one.key
        for one in criteria.scored
        if found.answers[one.key].range.low >= 1
        and all(other.answers[one.key].range.high == 0 for other in others)
    )


def possibly_only(found: Record, others: Sequence[Record], criteria: Criteria) -> tuple[str, ...]:
    """Dimensions that count for one record and for none of the others, as far as known."""
    surely = only(found, others, criteria)
    return tuple(
        one.key
        for one in criteria.scored
        if one.key not in surely
        and found.answers[one.key].range.level >= 1
        and all(_nothing_known_of(other.answers[one.key]) for other in others)
    )


def verdict(
    first: Record, second: Record, criteria: Criteria, weights: Weights | None = None
) -> Verdict:
    """Which is heavier, and whether surely."""
    one, other = scored(first, criteria, weights), scored(second, criteria, weights)
    if one.points.low > other.points.high:
        return Verdict.FIRST_CERTAINLY
    if other.points.low > one.points.high:
        return Verdict.SECOND_CERTAINLY
    if one.points.level == other.points.level:
        return Verdict.EQUAL
    return Verdict.FIRST if one.points.level > other.points.level else Verdict.SECOND


def _nothing_known_of(answer: Answer) -> bool:
    return answer.range.level == 0 and not answer.is_unknown


def _order_kept(first: Record, second: Record, criteria: Criteria) -> tuple[int, int]:
    usual = _sign(first, second, criteria, None)
    signs = [_sign(first, second, criteria, weights) for weights in weight_sets(criteria)]
    return sum(sign == usual for sign in signs), len(signs)


def _sign(first: Record, second: Record, criteria: Criteria, weights: Weights | None) -> int:
    one, other = scored(first, criteria, weights), scored(second, criteria, weights)
    return (one.score > other.score) - (one.score < other.score)


def _any_weights(heavier: Record, lighter: Record, criteria: Criteria) -> bool:
    """At least as heavy in every dimension and heavier in one, an unknown taken at its worst."""
    greater = False
    for one in criteria.scored:
        mine, its = heavier.answers[one.key], lighter.answers[one.key]
        theirs = HEAVIEST if its.is_unknown else its.range.level
        if mine.range.level < theirs:
            return False
        greater = greater or mine.range.level > theirs
    return greater

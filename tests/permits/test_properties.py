"""What must hold of any score, section 4 of the method, whatever the cells and the weights."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.permits.choosing import all_towns
from portal.permits.compare import Verdict, compared, only, possibly_only, verdict
from portal.permits.record import ANYTHING, NOTHING, Range
from portal.permits.score import (
    MOST_WEIGHT,
    Barred,
    NoWeights,
    Points,
    barred,
    placed,
    scored,
    shown,
    weight_sets,
)
from portal.permits.what_if import (
    NATIONAL,
    WRS,
    affected,
    age_18,
    as_trade,
    without,
    wrs_in_force,
)
from portal.rulebook.permits import WAYS, permit_book
from tests.permits.method import DAY, asked

BOOK = permit_book()
CRITERIA = BOOK.criteria
KEYS = tuple(one.key for one in CRITERIA.scored)
REAL = [
    *(
        asked(key, route.town or "", way)
        for key, route in BOOK.trades.items()
        for way in route.ways
    ),
    *(one for way in WAYS for one in all_towns(BOOK, way, DAY)),
]
TURNED = {
    Verdict.FIRST_CERTAINLY: Verdict.SECOND_CERTAINLY,
    Verdict.SECOND_CERTAINLY: Verdict.FIRST_CERTAINLY,
    Verdict.FIRST: Verdict.SECOND,
    Verdict.SECOND: Verdict.FIRST,
    Verdict.EQUAL: Verdict.EQUAL,
}
HEAVIER_BARRED = [Barred.NO, Barred.POSSIBLE, Barred.LIKELY, Barred.YES]


def _changed(found, cells):
    return found.changed({key: found.answers[key].with_range(*cell) for key, cell in cells.items()})


def _ranges(least=0, most=4):
    three = combinations_with_replacement(range(least, most + 1), 3)
    return st.sampled_from([Range(*one) for one in three])


def _records(cells):
    return st.builds(
        _changed, st.sampled_from(REAL), st.fixed_dictionaries(dict.fromkeys(KEYS, cells))
    )


def _figures(found, weights=None):
    score = scored(found, CRITERIA, weights)
    return Range(score.low, score.score, score.high)


def _is_nowhere_below(one, other):
    return all(mine >= its for mine, its in zip(one, other, strict=True))


dimensions = st.sampled_from(KEYS)
known = st.tuples(st.just("known"), _ranges())
cells = st.one_of(known, st.just(("unknown", ANYTHING)), st.just(("not_applicable", NOTHING)))
records = _records(cells)
lists = st.lists(records, min_size=1, max_size=5)
weightings = st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, MOST_WEIGHT))).filter(
    lambda weights: any(weights.values())
)


@given(records, weightings)
def test_a_score_lies_within_its_range_and_between_nought_and_a_hundred(found, weights):
    low, level, high = _figures(found, weights)

    assert 0 <= low <= level <= high <= 100


def test_every_real_score_lies_within_its_range_and_between_nought_and_a_hundred():
    for found in REAL:
        low, level, high = _figures(found)
        assert 0 <= low <= level <= high <= 100


@given(records, dimensions, _ranges(), weightings)
def test_asking_more_never_lowers_a_score_and_counts_where_it_weighs(found, key, more, weights):
    before = found.answers[key].range
    raised = Range(*(max(pair) for pair in zip(before, more, strict=True)))
    now, then = (
        _figures(one, weights) for one in (found, _changed(found, {key: ("known", raised)}))
    )

    assert _is_nowhere_below(then, now)
    assert (then.level > now.level) == (raised.level > before.level and weights[key] > 0)


@given(records, st.fixed_dictionaries(dict.fromkeys(KEYS, _ranges())))
def test_asking_more_never_bars_less(found, more):
    raised = {
        key: (
            "known",
            Range(*(max(pair) for pair in zip(found.answers[key].range, its, strict=True))),
        )
        for key, its in more.items()
    }
    now, then = barred(found), barred(_changed(found, raised))

    assert HEAVIER_BARRED.index(then) >= HEAVIER_BARRED.index(now)


@given(records, dimensions, known, weightings)
def test_forgetting_a_rule_only_widens_the_range_and_finding_one_only_narrows_it(
    found, key, cell, weights
):
    told = _figures(_changed(found, {key: cell}), weights)
    untold = _figures(_changed(found, {key: ("unknown", ANYTHING)}), weights)

    assert untold.low <= told.low
    assert untold.level <= told.level
    assert untold.high >= told.high


@given(records, weightings)
def test_the_groups_add_up_to_the_whole_and_the_lines_to_the_groups(found, weights):
    score = scored(found, CRITERIA, weights)
    lines = dict.fromkeys(score.groups, Points(0, 0, 0))
    for one in CRITERIA.scored:
        lines[one.group] += Points(*(weights[one.key] * at for at in found.answers[one.key].range))

    assert score.groups == lines
    assert sum(score.groups.values(), Points(0, 0, 0)) == score.points


@given(records, dimensions, cells, weightings)
def test_a_weight_of_nought_takes_a_dimension_out(found, key, cell, weights):
    rest = {name: weight for name, weight in weights.items() if name != key}
    assume(any(rest.values()))
    fewer = CRITERIA.model_copy(
        update={"dimensions": tuple(one for one in CRITERIA.dimensions if one.key != key)}
    )
    left = scored(found, CRITERIA, {**weights, key: 0})
    changed = scored(_changed(found, {key: cell}), CRITERIA, {**weights, key: 0})
    gone = scored(found, fewer, rest)

    assert left.points == changed.points == gone.points
    assert left.maximum == changed.maximum == gone.maximum
    assert left.known_share == changed.known_share == gone.known_share
    assert left.seen_share == changed.seen_share == gone.seen_share


@given(records, records, weightings, st.integers(2, 7))
def test_all_weights_times_the_same_change_nothing(first, second, weights, times):
    heavier = {key: times * weight for key, weight in weights.items()}
    one, other = scored(first, CRITERIA, weights), scored(first, CRITERIA, heavier)

    assert _figures(first, weights) == _figures(first, heavier)
    assert (one.known_share, one.seen_share) == (other.known_share, other.seen_share)
    assert verdict(first, second, CRITERIA, weights) == verdict(first, second, CRITERIA, heavier)


@given(records)
def test_all_weights_nought_are_refused(found):
    with pytest.raises(NoWeights):
        scored(found, CRITERIA, dict.fromkeys(KEYS, 0))


@given(lists.flatmap(lambda some: st.tuples(st.just(some), st.permutations(range(len(some))))))
def test_the_order_in_which_records_come_changes_no_place(drawn):
    some, order = drawn
    numbered = [replace(one, trade=str(number)) for number, one in enumerate(some)]

    def places(found):
        return {
            one.record.trade: (one.place, one.best, one.worst) for one in placed(found, CRITERIA)
        }

    assert places([numbered[at] for at in order]) == places(numbered)


@given(lists, weightings)
def test_a_score_never_depends_on_the_others_in_the_list(some, weights):
    for one in placed(some, CRITERIA, weights):
        assert one.score == scored(one.record, CRITERIA, weights)


@given(lists)
def test_a_list_puts_the_barred_first_then_the_heavier_and_equal_ones_share_a_place(some):
    found = placed(some, CRITERIA)
    keys = [(one.score.barred.comes_first, one.score.score) for one in found]

    assert keys == sorted(keys, reverse=True)
    for one, key in zip(found, keys, strict=True):
        assert one.place == 1 + sum(other > key for other in keys)


@given(lists)
def test_the_least_and_the_greatest_place_are_places_that_a_weight_set_gives(some):
    over = [
        {id(one.record): one.place for one in placed(some, CRITERIA, weights)}
        for weights in weight_sets(CRITERIA)
    ]

    for one in placed(some, CRITERIA):
        its = [places[id(one.record)] for places in over]
        assert (one.best, one.worst) == (min(its), max(its))


@given(records, lists)
def test_the_order_of_the_others_changes_nothing_of_what_is_asked_of_one_only(found, others):
    turned = others[::-1]

    assert only(found, others, CRITERIA) == only(found, turned, CRITERIA)
    assert possibly_only(found, others, CRITERIA) == possibly_only(found, turned, CRITERIA)


@given(records, lists)
def test_what_is_asked_of_one_only_is_asked_of_none_of_the_others(found, others):
    each = [set(only(found, [other], CRITERIA)) for other in others]

    assert set(only(found, others, CRITERIA)) == set.intersection(*each)


@given(records, records)
def test_swapping_two_swaps_what_is_only_asked_and_turns_the_verdict(first, second):
    there, back = compared(first, second, CRITERIA), compared(second, first, CRITERIA)

    assert back.verdict is TURNED[there.verdict]
    assert back.only_first == there.only_second
    assert back.only_second == there.only_first
    assert back.only_first_possibly == there.only_second_possibly
    assert back.only_second_possibly == there.only_first_possibly
    assert back.order_kept == there.order_kept
    assert back.any_weights == there.any_weights


@given(records, records)
def test_what_is_asked_of_one_only_is_known_of_both_and_never_of_the_other(first, second):
    found = compared(first, second, CRITERIA)
    sets = [
        found.only_first,
        found.only_second,
        found.only_first_possibly,
        found.only_second_possibly,
    ]
    together = [key for some in sets for key in some]

    assert len(together) == len(set(together))
    for key in together:
        assert not first.answers[key].is_unknown
        assert not second.answers[key].is_unknown


@st.composite
def _heavier_whatever_the_weights(draw):
    lighter = draw(records)
    least = {
        key: 4 if lighter.answers[key].is_unknown else lighter.answers[key].range.level
        for key in KEYS
    }
    levels = {key: draw(st.integers(level, 4)) for key, level in least.items()}
    assume(levels != least)
    ranges = {key: ("known", Range(level, level, level)) for key, level in levels.items()}
    return _changed(lighter, ranges), lighter


@given(_heavier_whatever_the_weights(), weightings)
def test_no_weighting_turns_what_holds_for_any_weights(pair, weights):
    heavier, lighter = pair
    found = compared(heavier, lighter, CRITERIA)

    assert found.any_weights
    assert _figures(heavier, weights).level >= _figures(lighter, weights).level
    assert found.order_kept == found.weight_sets or any(
        _figures(heavier, one).level == _figures(lighter, one).level
        for one in weight_sets(CRITERIA)
    )


@given(_heavier_whatever_the_weights(), dimensions)
def test_one_dimension_that_is_lighter_ends_any_weights(pair, key):
    heavier, lighter = pair
    assume(heavier.answers[key].range.level > 0)
    lightened = _changed(heavier, {key: ("known", NOTHING)})
    darkened = _changed(lighter, {key: ("unknown", ANYTHING)})

    assert not compared(lightened, darkened, CRITERIA).any_weights


def _at(found, place):
    levels = {key: getattr(found.answers[key].range, place(key)) for key in KEYS}
    return _changed(
        found, {key: ("known", Range(level, level, level)) for key, level in levels.items()}
    )


sides = st.fixed_dictionaries(dict.fromkeys(KEYS, st.sampled_from(Range._fields)))


# heavy ones beside light ones, so that many pairs are certain
@given(_records(st.tuples(st.just("known"), _ranges(2, 4))), records, sides, sides)
def test_no_values_within_the_ranges_turn_what_is_certain(first, second, mine, its):
    assume(verdict(first, second, CRITERIA) is Verdict.FIRST_CERTAINLY)

    for one, other in [
        (_at(first, mine.get), _at(second, its.get)),
        (_at(first, lambda _: "low"), _at(second, lambda _: "high")),
    ]:
        assert _figures(one).level > _figures(other).level


@given(records, records)
def test_what_is_not_certain_some_values_within_the_ranges_do_turn(first, second):
    assume(verdict(first, second, CRITERIA) is Verdict.FIRST)
    lightest, heaviest = _at(first, lambda _: "low"), _at(second, lambda _: "high")

    assert _figures(lightest).level <= _figures(heaviest).level


@given(records, weightings)
def test_the_wrs_lowers_no_figure_and_takes_no_ban_away(found, weights):
    then = wrs_in_force(found)

    assert _is_nowhere_below(_figures(then, weights), _figures(found, weights))
    assert HEAVIER_BARRED.index(barred(then)) >= HEAVIER_BARRED.index(barred(found))
    for key, bill in WRS.items():
        assert _is_nowhere_below(then.answers[key].range, bill)


@given(records)
def test_the_wrs_in_force_twice_is_the_wrs(found):
    once = wrs_in_force(found)

    assert wrs_in_force(once) == once


@given(records, dimensions, weightings)
def test_a_rule_switched_off_raises_no_figure(found, key, weights):
    then = without(key)(found)

    assert then.answers[key].range == NOTHING
    assert _is_nowhere_below(_figures(found, weights), _figures(then, weights))


@given(records, records)
def test_as_another_trade_keeps_national_law_and_takes_all_else(found, other):
    then = as_trade(other)(found)

    for key in KEYS:
        assert then.answers[key] == (found if key in NATIONAL else other).answers[key]


@given(records)
def test_the_national_age_changes_the_age_alone(found):
    then = age_18(found)

    assert then.answers["minimum_age"].range == Range(1, 1, 1)
    assert {key for key in KEYS if then.answers[key] != found.answers[key]} <= {"minimum_age"}


@given(lists, dimensions)
def test_towns_that_a_change_touches_those_unknown_and_the_rest_are_all_towns(some, key):
    told = affected(some, without(key), [key])
    answers = [one.answers[key] for one in some]

    assert told.unknown == sum(one.is_unknown for one in answers)
    assert told.changed == sum(not one.is_unknown and one.range != NOTHING for one in answers)
    assert told.changed + told.unknown + told.unchanged == len(some)


@given(st.fractions(0, 100, max_denominator=4 * MOST_WEIGHT * len(KEYS)))
def test_what_is_shown_has_one_place_and_a_half_goes_up(number):
    missed = Fraction(shown(number)) - number

    assert -Fraction(1, 20) < missed <= Fraction(1, 20)
    assert shown(number).as_tuple().exponent == -1

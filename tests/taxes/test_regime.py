"""Which regime fits: each sign pulls its own way, none decides alone; the euros are the tax's."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.words import sentences
from portal.rulebook.income_tax import NoRules, tax_year
from portal.rulebook.regimes import claims, regimes
from portal.taxes.income_tax import assess
from portal.taxes.regime import (
    BEHIND,
    PLACES,
    SIGNS,
    SOURCE,
    Answer,
    Kind,
    Placed,
    Side,
    Status,
    Workplace,
    after,
    behind,
    criteria,
    judge,
)
from portal.taxes.regime_compare import compare, law_years, lines
from portal.taxes.rounding import share_down
from portal.taxes.situation import Situation, WrongInput

YES, PARTLY, NO, UNKNOWN = Answer
KEYS = (*SOURCE, *SIGNS, *criteria())
ANSWERS = st.fixed_dictionaries({key: st.sampled_from(Answer) for key in KEYS})
OWN_BOSS = {
    **dict.fromkeys(SOURCE, YES),
    **dict.fromkeys(criteria(), YES),
    **dict.fromkeys(SIGNS, NO),
    "in_person": YES,
}
EMPLOYEE = {
    **dict.fromkeys(SOURCE, YES),
    **dict.fromkeys(criteria(), NO),
    **dict.fromkeys(SIGNS, YES),
}
NOW_AND_THEN = {
    **dict.fromkeys(SOURCE, YES),
    **dict.fromkeys(criteria(), NO),
    **dict.fromkeys(SIGNS, NO),
    "profit": PARTLY,
}
BOTH = Workplace(YES, YES)
NEITHER = Workplace(NO, NO)


def _settled(answers, places=()):
    return judge(answers, places).kind


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        pytest.param(OWN_BOSS, Kind.BUSINESS, id="own clients, own risk, nobody over her"),
        pytest.param(EMPLOYEE, Kind.WAGES, id="in person, for pay, under somebody"),
        pytest.param(NOW_AND_THEN, Kind.OTHER_WORK, id="now and then, few clients, little risk"),
        pytest.param(
            {**NOW_AND_THEN, "economy": NO, "aim": NO}, Kind.NO_SOURCE, id="no source of income"
        ),
    ],
)
def test_a_clear_case_gets_one_estimate(answers, kind):
    found = judge(answers)

    assert found.kind is kind
    assert found.status is Status.SETTLED
    assert found.open == ()


def test_nothing_answered_is_open():
    found = judge({}, [Workplace()])

    assert found.kind is None
    assert found.status is Status.OPEN
    assert set(found.possible) == set(Kind)
    assert set(found.open) == {*KEYS, PLACES}
    assert all(reason.side is Side.OPEN for reason in found.reasons)


def test_answers_that_point_both_ways_are_not_clear():
    found = judge(dict.fromkeys(KEYS, PARTLY))

    assert found.status is Status.DISPUTED
    assert {Kind.BUSINESS, Kind.WAGES, Kind.OTHER_WORK} <= set(found.possible)


def test_a_business_with_one_who_gives_orders_may_be_employment():
    found = judge({**OWN_BOSS, **dict.fromkeys(SIGNS, YES)})

    assert found.possible == (Kind.BUSINESS, Kind.WAGES)
    assert found.status is Status.DISPUTED


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("answer", Answer)
def test_one_answer_alone_leaves_it_open(key, answer):
    assert judge({key: answer}).status is Status.OPEN


@given(ANSWERS, st.sampled_from(KEYS), st.sampled_from(Answer))
def test_no_change_of_one_answer_turns_one_estimate_into_another(answers, key, answer):
    before, then = _settled(answers), _settled({**answers, key: answer})

    assert before is None or then is None or before is then


@pytest.mark.parametrize("key", criteria())
def test_each_sign_of_a_business_pulls_towards_one(key):
    # just at the border: all of the other weight is said so that this sign tips it
    others = [one for one in criteria() if one != key]
    for settled, edge in ((YES, NO), (NO, YES)):
        moved = False
        for number in range(len(others) + 1):
            said = {one: settled if n < number else edge for n, one in enumerate(others)}
            base = {**OWN_BOSS, **said}
            found = [judge({**base, key: one}).possible for one in (NO, PARTLY, YES)]
            for less, more in pairwise(found):
                assert _towards_business(less) <= _towards_business(more)
            moved = moved or found[0] != found[-1]
        assert moved


def _towards_business(possible):
    """Other work alone, both, business alone."""
    return (Kind.BUSINESS in possible) - (Kind.OTHER_WORK in possible)


@pytest.mark.parametrize("key", SIGNS)
def test_each_sign_of_employment_pulls_towards_it(key):
    with_it, without = judge(EMPLOYEE), judge({**EMPLOYEE, key: NO})

    assert with_it.possible == (Kind.WAGES,)
    # one sign less is enough to doubt it: all of them belong to a job
    wanted = (Kind.WAGES, Kind.OTHER_WORK)
    assert without.possible == wanted


@pytest.mark.parametrize("key", SOURCE)
def test_without_one_half_of_a_source_of_income_it_may_be_none(key):
    assert Kind.NO_SOURCE not in judge(OWN_BOSS).possible
    assert Kind.NO_SOURCE in judge({**OWN_BOSS, key: NO}).possible


@given(ANSWERS, st.sampled_from(tuple(criteria())))
def test_more_signs_of_a_business_never_make_one_less_likely(answers, key):
    less, more = judge({**answers, key: NO}), judge({**answers, key: YES})

    assert Kind.BUSINESS in more.possible or Kind.BUSINESS not in less.possible


@given(ANSWERS)
def test_what_is_still_possible_stands_in_the_order_of_the_law(answers):
    found = judge(answers).possible

    assert found
    assert list(found) == [kind for kind in Kind if kind in found]


@given(ANSWERS, st.sampled_from(KEYS), st.sampled_from((YES, PARTLY, NO)))
def test_an_answer_more_never_opens_what_was_closed(answers, key, answer):
    wide = judge({**answers, key: UNKNOWN})

    assert set(judge({**answers, key: answer}).possible) <= set(wide.possible)


@given(ANSWERS)
def test_what_is_open_is_a_question_without_an_answer(answers):
    found = judge(answers)

    assert all(answers[key] is UNKNOWN for key in found.open)
    assert (found.status is Status.SETTLED) == (len(found.possible) == 1)


@given(ANSWERS)
def test_all_the_weight_lies_somewhere(answers):
    found = judge(answers)

    assert sum(found.weight(side) for side in Side) == sum(criteria().values())
    assert {reason.key for reason in found.reasons} == set(KEYS)


def test_a_heavy_sign_counts_twice():
    assert criteria() == {one.id: 2 if one.weight == "high" else 1 for one in regimes().criteria}


@pytest.mark.parametrize(
    ("place", "placed"),
    [
        (BOTH, Placed.APART),
        (NEITHER, Placed.JUDGED),
        (Workplace(YES, NO), Placed.DISPUTED),
        (Workplace(YES, PARTLY), Placed.DISPUTED),
        (Workplace(YES, UNKNOWN), Placed.OPEN),
        (Workplace(), Placed.OPEN),
    ],
)
def test_opting_in_needs_a_statement_and_tax_withheld(place, placed):
    assert place.placed is placed


def test_a_place_under_opting_in_is_set_apart_and_the_rest_judged():
    found = judge(OWN_BOSS, [BOTH, NEITHER])

    assert found.places == (Placed.APART, Placed.JUDGED)
    assert found.possible == (Kind.BUSINESS,)


def test_with_every_place_under_opting_in_nothing_is_left_to_judge():
    found = judge(OWN_BOSS, [BOTH, BOTH])

    assert found.possible == ()
    assert found.kind is Kind.OPTING_IN
    assert found.reasons == ()


def test_where_opting_in_is_not_known_it_stays_possible():
    found = judge(OWN_BOSS, [BOTH, Workplace(YES, UNKNOWN)])

    assert found.possible == (Kind.BUSINESS, Kind.OPTING_IN)
    assert found.status is Status.OPEN
    assert found.open == (PLACES,)


def test_a_place_that_is_not_known_leaves_the_other_work_judged():
    found = judge(OWN_BOSS, [Workplace(), NEITHER])

    assert found.places == (Placed.OPEN, Placed.JUDGED)
    assert found.possible == (Kind.BUSINESS,)


def test_every_sentence_rests_on_something_that_was_found():
    shown = ("question", "is", "after", "disputed", "decides", "left_out")
    for key in sentences("en"):
        table, _, rest = key.partition(".")
        if table == "regime" and rest.partition(".")[0] in shown and "." in rest:
            assert behind(rest), key
            assert all(name in claims() for name in behind(rest)), key
    for sentence in BEHIND:
        for language in ("nl", "en"):
            assert f"regime.{sentence}" in sentences(language), sentence


@pytest.mark.parametrize("kind", Kind)
def test_something_follows_from_every_regime(kind):
    topics = {one.rpartition("_")[2] for one in after(kind)}

    assert topics
    if kind is not Kind.NO_SOURCE:
        assert {"deductions", "vat", "health"} <= topics


@pytest.mark.parametrize("year", law_years())
@given(amount=st.integers(0, 200_000), hours=st.sampled_from((None, 0, 1225)))
def test_the_euros_are_those_of_the_assessment(year, amount, hours):
    business, wages, other, opting_in = compare(year, amount, hours=hours)

    assert business.assessment == assess(Situation(year=year, profit=amount, hours=hours))
    assert wages.assessment == assess(Situation(year=year, wages=amount))
    assert other.assessment == assess(Situation(year=year, other_work=amount))
    assert opting_in.assessment == assess(Situation(year=year, opting_in=amount))
    for one in (business, wages, other):
        assert (one.burden, one.kept) == (one.assessment.total, one.assessment.net)
        assert one.advances == ()
    for one in (business, wages, other, opting_in):
        assert one.burden + one.kept == amount
        assert {line.key: line.amount for line in lines(one)}["kept"] == one.kept


@given(st.integers(0, 200_000))
def test_lines_add_up_to_what_is_kept(amount):
    for one in compare(2026, amount):
        told = {line.key: line.amount for line in lines(one)}
        taken = told["tax"] + told.get("health", 0) + told.get("health_withheld", 0)
        assert told["tax"] == told.get("before", 0) + told.get("credits", 0)
        assert told.get("amount", 0) - taken == told["kept"]
        deducted = told.get("deductions", 0) + told.get("exemption", 0)
        assert told.get("amount", 0) + deducted == told.get("taxable", 0)


def test_what_an_operator_withholds_is_only_an_advance():
    # by hand: 7 % of 42.000 is 2.940, 35 % is 14.700; the tax on it is the same either way
    opting_in = compare(2026, 42_000)[-1]
    with_credit, without = opting_in.advances

    assert (with_credit.withheld, without.withheld) == (2_940, 14_700)
    assert with_credit.to_pay == opting_in.assessment.income_tax - 2_940
    assert without.to_pay == opting_in.assessment.income_tax - 14_700 < 0
    assert opting_in.kept == 42_000 - opting_in.assessment.income_tax - opting_in.health_withheld


def test_the_health_contribution_under_opting_in_is_the_low_one_and_has_a_maximum():
    rules = tax_year(2026).health_contribution
    most = compare(2026, rules.max_income + 50_000)[-1]

    # by hand: 4,85 % of 42.000 is 2.037
    assert compare(2026, 42_000)[-1].health_withheld == 2_037
    assert most.health_withheld == share_down(rules.max_income, rules.low_percent)


def test_from_pension_age_the_operator_withholds_less():
    rates = [one.percent for one in compare(2026, 20_000, born=date(1950, 1, 1))[-1].advances]

    assert rates == [0, 17_000]


@pytest.mark.parametrize(("year", "born"), [(2025, None), (2026, date(1959, 6, 1))])
def test_without_a_table_of_the_year_the_advance_is_unknown(year, born):
    opting_in = compare(year, 30_000, born=born)[-1]

    assert opting_in.advances == ()
    assert "left_out.no_advance" in opting_in.left_out


def test_no_fixed_cost_deduction_is_used_and_that_is_said():
    opting_in = compare(2026, 42_000)[-1]

    assert opting_in.assessment.taxable == 42_000
    assert "left_out.twenty" in opting_in.left_out


def test_what_is_left_out_is_said_for_every_regime():
    assert all(one.left_out for one in compare(2026, 42_000))
    assert "left_out.employer" in compare(2026, 42_000)[1].left_out


@pytest.mark.parametrize("amount", [-1, 100_000_001])
def test_an_amount_that_cannot_be_gets_no_figure(amount):
    with pytest.raises(WrongInput):
        compare(2026, amount)


def test_a_year_without_rules_is_refused():
    with pytest.raises(NoRules):
        compare(2019, 42_000)


def test_only_years_that_are_law_are_offered():
    assert law_years() == (2023, 2024, 2025, 2026)

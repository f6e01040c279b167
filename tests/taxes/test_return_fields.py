"""Every amount of the books ends in exactly one field of the return, in whole euros."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur, total
from portal.basics.period import year as calendar_year
from portal.books.accounts import Account
from portal.books.facts import (
    Asset,
    BankLine,
    CashCount,
    IncomeTaxPaid,
    OpeningBalance,
    PrivateIn,
    PrivateOut,
    Trip,
    VatCode,
    WorkedHours,
)
from portal.books.figures import figures
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.rulebook.costs import cost_categories
from portal.rulebook.return_order import return_order
from portal.taxes.from_books import book_year
from portal.taxes.income_tax import assess
from portal.taxes.return_fields import for_return, is_cost
from portal.taxes.situation import Situation
from portal.taxes.writing import cost, taking, transfer
from tests.strategies import RATES, books

YEAR, SPRING = 2025, date(2025, 4, 1)
SUMS = ("pl_result", "bs_a_total", "bs_l_total")


def _figures(facts, year=YEAR):
    period = calendar_year(year)
    before = Balances.of(entry_for(one) for one in facts if one.day < period.first)
    during = Balances.of(entry_for(one) for one in facts if one.day in period)
    return figures(before, during), during


def _filled(*facts, year=YEAR, hours=(), trips=(), assets=()):
    now, during = _figures(facts, year)
    known = book_year(year, during, hours, trips, assets)
    found = assess(
        Situation(
            year=year,
            profit=known.profit.total.whole_down().euros,
            invested=known.invested,
            disposals=known.disposals,
            hours=known.hours,
        )
    )
    return for_return(year, now, known, found)


def _amounts(filled):
    return {key: one.amount for key, one in filled.by_key.items()}


def _side(filled, begin, of="amount"):
    return {
        key: getattr(one, of)
        for key, one in filled.by_key.items()
        if key.startswith(begin) and key not in SUMS and getattr(one, of) is not None
    }


def test_a_year_by_hand():
    # 1,210 with 21 % within is 1,000 of turnover. Room 363 is 300, phone 60.50 is 50, interest 20.
    # VAT 210 - 63 - 10.50 is a debt of 136.50. Cash 1,210 + 500 - 100; bank -363 - 60.50 - 20 - 70.
    filled = _filled(
        taking(SPRING, eur("1210"), RATES),
        cost(SPRING, eur("363"), "room_rent", RATES, vat_code=VatCode.STANDARD),
        cost(SPRING, eur("60.50"), "phone", RATES, vat_code=VatCode.STANDARD),
        cost(SPRING, eur("20"), "interest", RATES),
        PrivateIn(day=SPRING, gross=eur("500")),
        PrivateOut(day=SPRING, gross=eur("100")),
        IncomeTaxPaid(day=SPRING, gross=eur("70")),
    )
    found = _amounts(filled)

    assert (found["pl_turnover"], found["pl_premises"], found["pl_other_costs"]) == (1000, 300, 50)
    assert (found["pl_fin_interest_cost"], found["pl_car"], found["pl_selling"]) == (20, 0, 0)
    # the bank is 513.50 below nought: a debt, rounded up at half a euro
    assert (found["bs_a_liquid"], found["bs_l_short_other"]) == (1610, 514)
    assert (found["bs_l_short_vat"], found["bs_a_vat"]) == (137, 0)
    assert found["bs_a_total"] == found["bs_l_total"] == 1610
    assert found["bs_l_equity"] == 1610 - 514 - 137
    assert (found["bx_private_cash"], found["bx_private_in"]) == (170, 500)
    assert found["co_equity_begin"] == 0
    # 1,000 - 370 is 630, but equity 959 + 170 - 500 is 629: half a euro twice stands apart
    assert filled.rounding == found["pl_extra_other"] == -1
    assert found["pl_result"] == found["bx_equity_compare"] == 629


def test_the_steps_go_from_the_books_to_the_fiscal_profit():
    # by hand: 10,000 - 9 months of 3,000 over 60 (450) - 100 km at 0.23 (23) - KIA 28 % of 3,000
    filled = _filled(
        taking(SPRING, eur("12100"), RATES),
        assets=[Asset(day=SPRING, in_use=SPRING, cost=eur("3000"), months=60)],
        trips=[Trip(day=SPRING, km=Decimal("100"), entered=SPRING)],
        hours=[WorkedHours(day=SPRING, minutes=90, entered=SPRING)],
    )
    steps = {one.key: one.amount for one in filled.steps}

    assert steps == {
        "result": 10_000,
        "depreciation": -450,
        "mileage": -23,
        "disposals": 0,
        "investment_deduction": -840,
        "disposal_addition": 0,
        "fiscal_profit": 8_687,
    }
    assert filled.found.business.profit == 8_687
    # in the books none of it is there
    assert _amounts(filled)["pl_result"] == 10_000
    assert _amounts(filled)["pl_dep_other_tangible"] is None
    assert filled.by_key["pl_dep_other_tangible"].said == "in_steps"
    assert _amounts(filled)["in_list"] == 3_000
    assert filled.by_key["bx_hours"].said == "hours_not_met"
    assert filled.minutes == 90


def test_nought_is_an_answer_and_what_the_books_cannot_know_is_not_filled_in():
    found = _filled()

    assert _amounts(found)["pl_turnover"] == 0
    assert _amounts(found)["bs_a_debtors"] == 0
    for key in ("co_name", "pl_wages", "bs_a_stock", "bx_private_kind", "bx_limited_costs"):
        assert not found.by_key[key].is_known
    assert not found.by_key["bx_hours"].is_known


def test_a_year_without_rules_has_profit_and_loss_only():
    now, _ = _figures([taking(date(2020, 4, 1), eur("1210"), RATES)], 2020)
    found = for_return(2020, now)

    assert [one.screen.screen for one in found.screens] == ["profit_and_loss"]
    assert _amounts(found)["pl_turnover"] == 1000
    assert found.steps == ()


def test_a_cost_without_a_field_is_under_other_costs_and_named():
    found = _filled(cost(SPRING, eur("40"), "own_meals", RATES))

    assert _amounts(found)["pl_other_costs"] == 40
    assert found.unplaced == ("own_meals",)
    assert _filled(cost(SPRING, eur("40"), "phone", RATES)).unplaced == ()


def test_every_kind_of_cost_ends_in_one_field_and_lowers_the_profit_by_itself():
    for category in cost_categories():
        now, _ = _figures([cost(SPRING, eur("40"), category, RATES)])
        found = for_return(YEAR, now)
        booked = now.result.total_costs
        assert total(_side(found, "pl_", "exact").values()) == booked
        assert _amounts(found)["pl_result"] * 100 == -booked.cents


def test_a_balance_on_the_other_side_goes_to_claims_or_debts():
    filled = _filled(
        BankLine(day=SPRING, gross=eur("-50")),  # waits: a claim; and the bank is below nought
        OpeningBalance(day=SPRING, account=Account.CREDITORS, gross=eur("30")),
        OpeningBalance(day=SPRING, account=Account.DEBTORS, gross=eur("-20")),
    )
    found = _amounts(filled)

    assert (found["bs_a_other_claims"], found["bs_l_short_other"]) == (80, 70)
    assert (found["bs_a_liquid"], found["bs_a_debtors"], found["bs_l_short_suppliers"]) == (0, 0, 0)
    assert found["bs_l_equity"] == found["bx_private_in"] == 10  # an opening balance is put in


def test_vat_to_get_back_is_a_claim():
    bought = cost(SPRING, eur("121"), "phone", RATES, vat_code=VatCode.STANDARD)
    found = _filled(bought)

    assert (_amounts(found)["bs_a_vat"], _amounts(found)["bs_l_short_vat"]) == (21, 0)
    assert found.by_key["vs_asked"].said == "not_asked"
    assert _filled(taking(SPRING, eur("121"), RATES)).by_key["vs_asked"].said == "asked"


def test_things_bought_and_cash_differences_are_in_their_fields():
    found = _amounts(
        _filled(
            transfer(SPRING, eur("605"), Account.EQUIPMENT, RATES, vat_code=VatCode.STANDARD),
            CashCount(day=SPRING, gross=eur("-5")),
        )
    )

    assert found["bs_a_tangible_other"] == 500
    assert found["pl_other_costs"] == 5


@given(books)
def test_the_fields_of_profit_and_loss_add_up_to_the_profit_of_the_books(facts):
    now, _ = _figures(facts)
    exact = _side(_filled(*facts), "pl_", "exact")
    signed = [-amount if is_cost(key) else amount for key, amount in exact.items()]

    assert total(signed) == now.result.profit


@given(books)
def test_the_fields_of_the_balance_sheet_add_up_to_equity(facts):
    now, _ = _figures(facts)
    filled = _filled(*facts)
    assets = total(_side(filled, "bs_a_", "exact").values())
    debts = total(_side(filled, "bs_l_", "exact").values())

    assert assets - debts == now.end.equity
    assert all(one >= Euro() for one in _side(filled, "bs_l_", "exact").values())


@given(books)
def test_in_whole_euros_each_sum_is_that_of_its_fields_and_both_profits_agree(facts):
    filled = _filled(*facts)
    found = _amounts(filled)
    result = _side(filled, "pl_")
    assets = {key: one for key, one in _side(filled, "bs_a_").items() if key != "bs_a_total"}

    assert sum(-v if is_cost(k) else v for k, v in result.items()) == found["pl_result"]
    assert sum(assets.values()) == found["bs_a_total"] == found["bs_l_total"]
    assert sum(_side(filled, "bs_l_").values()) == found["bs_l_total"]
    assert found["pl_result"] == found["bx_equity_compare"]
    assert abs(filled.rounding) <= 15  # "a few euro": half of one for each field at the most
    *before, last = filled.steps
    assert sum(one.amount for one in before) == last.amount == filled.found.business.profit


@given(books)
def test_the_equity_of_a_year_begins_where_the_one_before_ended(facts):
    before, after = (_filled(*facts, year=year) for year in (2025, 2026))

    assert _amounts(before)["bs_l_equity"] == _amounts(after)["co_equity_begin"]


@given(books, st.sampled_from([2024, 2025, 2026]))
def test_every_field_of_the_return_stands_there_once_in_its_order(facts, year):
    filled = _filled(*facts, year=year)

    assert list(filled.by_key) == list(return_order().fields)

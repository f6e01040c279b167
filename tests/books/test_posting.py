"""Every kind of fact becomes a balanced entry, in the right accounts and boxes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from portal.basics.euro import Euro, eur, total
from portal.books.accounts import Account
from portal.books.facts import Money, Nature, OpeningBalance, PrivateOut, VatCode
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.taxes.writing import cost, private_out, taking
from tests.strategies import RATES, facts

DAY = date(2026, 7, 3)


@given(facts)
def test_every_entry_balances(fact):
    assert total(posting.amount for posting in entry_for(fact).postings) == Euro()


def test_a_taking_goes_to_cash_turnover_and_vat_due():
    # By hand: 121 at 21 % is 100 turnover and 21 VAT (Wet OB art. 9 lid 1)
    balances = Balances.of([entry_for(taking(DAY, eur("121.00"), RATES))])

    assert balances.by_account() == {
        "cash": eur("121.00"),
        "turnover.standard": -eur("100.00"),
        "vat.1a": -eur("21.00"),
    }


def test_a_refund_lowers_box_1a_and_is_no_cost():
    balances = Balances.of([entry_for(taking(DAY, -eur("60.50"), RATES))])

    assert balances.in_box("1a", vat=False) == eur("50.00")
    assert balances.in_box("1a", vat=True) == eur("10.50")


def test_foreign_advertising_owes_and_deducts_the_same_vat():
    fact = cost(DAY, eur("200.00"), "advertising_foreign", RATES, vat_code=VatCode.REVERSE_EU)
    balances = Balances.of([entry_for(fact)])

    assert balances.in_box("4b", vat=False) == eur("200.00")
    assert balances.in_box("4b", vat=True) == -eur("42.00")
    assert balances.in_box("5b", vat=True) == eur("42.00")
    assert balances.of_account("cost.advertising_foreign") == eur("200.00")


def test_the_private_part_of_a_phone_bill_is_drawn_and_its_vat_not_deducted():
    # By hand: of 60.50 a quarter is private; 45.375 rounds to 45.37 business, of which 7.87 VAT
    fact = cost(
        DAY, eur("60.50"), "phone", RATES, vat_code=VatCode.STANDARD, private_share=Decimal("0.25")
    )
    balances = Balances.of([entry_for(fact)])

    assert balances.of_account(Account.PRIVATE_OUT) == eur("15.13")
    assert balances.of_account(Account.VAT_5B) == eur("7.87")
    assert balances.of_account("cost.phone") == eur("37.50")


def test_vat_on_the_private_part_of_a_foreign_bill_is_owed_and_drawn():
    fact = cost(
        DAY,
        eur("100.00"),
        "website_software",
        RATES,
        vat_code=VatCode.REVERSE_WORLD,
        private_share=Decimal("0.50"),
    )
    balances = Balances.of([entry_for(fact)])

    assert balances.in_box("4a", vat=False) == eur("100.00")
    assert balances.in_box("4a", vat=True) == -eur("21.00")
    assert balances.of_account(Account.VAT_5B) == eur("10.50")
    assert balances.of_account(Account.PRIVATE_OUT) == eur("60.50")


def test_a_cost_in_two_rows_gives_the_same_books_as_one_with_a_private_share():
    whole = cost(
        DAY,
        eur("99.99"),
        "website_software",
        RATES,
        vat_code=VatCode.REVERSE_EU,
        private_share=Decimal("0.25"),
        money=Money.BANK,
    )
    parts = (
        cost(
            DAY,
            whole.gross - whole.private,
            "website_software",
            RATES,
            vat_code=VatCode.REVERSE_EU,
            money=Money.BANK,
        ),
        private_out(DAY, whole.private, RATES, vat_code=VatCode.REVERSE_EU, money=Money.BANK),
    )

    assert Balances.of([entry_for(whole)]) == Balances.of(entry_for(part) for part in parts)


def test_no_vat_is_deducted_without_proof_or_where_the_law_shuts_it_out():
    meal = cost(DAY, eur("54.50"), "own_meals", RATES, vat_code=VatCode.REDUCED, deductible=False)

    assert meal.vat_deducted == Euro()


def test_a_deposit_is_a_debt_with_vat_and_becomes_turnover_when_used():
    received = taking(DAY, eur("121.00"), RATES, nature=Nature.DEPOSIT)
    used = taking(DAY, eur("121.00"), RATES, nature=Nature.DEPOSIT_USED)
    before = Balances.of([entry_for(received)])
    after = Balances.of([entry_for(received), entry_for(used)])

    assert before.of_account(Account.DEPOSITS_RECEIVED) == -eur("100.00")
    assert after.of_account(Account.DEPOSITS_RECEIVED) == Euro()
    assert after.of_account(Account.TURNOVER_STANDARD) == -eur("100.00")
    assert after.of_account(Account.CASH) == eur("121.00")
    assert after.in_box("1a", vat=True) == -eur("21.00")


def test_a_deposit_kept_as_damages_gives_its_vat_back():
    facts_ = (
        taking(DAY, eur("121.00"), RATES, nature=Nature.DEPOSIT),
        taking(DAY, eur("121.00"), RATES, nature=Nature.DEPOSIT_KEPT, vat_code=VatCode.OUTSIDE),
    )
    balances = Balances.of(entry_for(fact) for fact in facts_)

    assert balances.in_box("1a", vat=True) == Euro()
    assert balances.in_box("1a", vat=False) == Euro()
    assert balances.of_account(Account.TURNOVER_UNTAXED) == -eur("121.00")


def test_an_opening_debt_lowers_equity():
    fact = OpeningBalance(day=DAY, account=Account.LOANS, gross=-eur("500.00"))
    balances = Balances.of([entry_for(fact)])

    assert balances.of_account(Account.EQUITY) == eur("500.00")


def test_a_private_drawing_has_no_part_in_the_return():
    fact = PrivateOut(day=DAY, gross=eur("50.00"))

    assert all(not posting.box for posting in entry_for(fact).postings)


def test_what_is_no_fact_has_no_entry():
    with pytest.raises(TypeError):
        entry_for("a taking")

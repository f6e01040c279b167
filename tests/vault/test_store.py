"""The store keeps facts with their history; journal and totals always follow from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur, total
from portal.basics.period import Period, month, quarter, year
from portal.books.facts import Cost, Money, PrivateOut, Taking, VatCode
from portal.books.figures import figures
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.taxes.vat_return import vat_return
from portal.taxes.writing import cost, taking
from portal.vault.engine import in_memory
from portal.vault.searching import Search
from portal.vault.store import Store
from tests.strategies import RATES, books, days

DAY = date(2026, 7, 3)


def _store(*facts):
    store = Store(in_memory(), now=lambda: datetime(2026, 7, 4, 12))
    store.record(*facts)
    return store


def _from_facts(facts, period):
    return Balances.of(entry_for(fact) for fact in facts if fact.day in period)


def test_a_long_row_is_kept_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr("portal.vault.store._AT_ONCE", 2)
    store = _store()
    row = [Taking(day=DAY, gross=eur(str(number))) for number in range(1, 6)]

    def broken():
        yield from row
        raise ValueError("line 6")

    with pytest.raises(ValueError, match="line 6"):
        store.record_all(broken())
    assert store.everything() == []
    assert store.balances_until(DAY) == Balances.of([])

    assert store.record_all(iter(row)) == 5
    assert store.everything() == row
    assert store.balances_until(DAY) == _from_facts(row, Period(DAY, DAY))


@given(books, days, st.integers(0, 400))
def test_the_journal_is_nothing_but_the_facts_in_double_entry(facts, first, length):
    period = Period(first, first + timedelta(days=length))

    assert _store(*facts).balances(period) == _from_facts(facts, period)


@given(books, st.data())
def test_totals_follow_every_change_and_equal_their_recomputation(facts, data):
    store = _store(*facts)
    for fact in facts[::2]:
        store.record(fact.model_copy(update={"day": data.draw(days)}))
    for fact in facts[::3]:
        store.withdraw(fact.id)
    for fact in facts[::6]:
        store.restore(fact.id)
    kept = store.balances_until(date(2030, 1, 1))

    store.rebuild()

    assert store.balances_until(date(2030, 1, 1)) == kept
    assert kept == _from_facts(store.everything(), Period(date(1900, 1, 1), date(2030, 1, 1)))


@given(books, days, st.integers(0, 400))
def test_both_ways_of_reaching_profit_agree(facts, first, length):
    store = _store(*facts)
    period = Period(first, first + timedelta(days=length))
    before = store.balances_until(first - timedelta(days=1))

    assert figures(before, store.balances(period)).agree


def test_an_edited_booking_keeps_its_place_and_its_history():
    first, second = taking(DAY, eur("100"), RATES), taking(DAY, eur("200"), RATES)
    store = _store(first, second)
    store.record(taking(DAY, eur("150"), RATES, id=first.id))

    assert [fact.gross for fact in store.everything()] == [eur("150"), eur("200")]
    assert [version.fact.gross for version in store.history(first.id)] == [eur("100"), eur("150")]


def test_a_removed_booking_can_come_back_and_its_removal_stays_in_the_history():
    fact = taking(DAY, eur("100"), RATES)
    store = _store(fact)
    store.withdraw(fact.id)
    gone = store.everything()
    store.restore(fact.id)

    assert gone == []
    assert store.everything() == [fact]
    assert [version.withdrawn for version in store.history(fact.id)] == [False, True, False]


def test_removing_twice_or_bringing_back_what_stands_changes_nothing():
    fact = taking(DAY, eur("100"), RATES)
    store = _store(fact)
    store.restore(fact.id)
    store.withdraw(fact.id)
    store.withdraw(fact.id)

    assert [version.withdrawn for version in store.history(fact.id)] == [False, True]


def test_a_whole_import_is_undone_at_once():
    facts = [taking(DAY, Euro(n), RATES, batch="a") for n in (100, 200)]
    store = _store(*facts, taking(DAY, Euro(300), RATES, batch="b"))

    assert [batch.count for batch in store.batches()] == [1, 2]
    assert store.withdraw_batch("a") == 2
    assert [fact.gross for fact in store.everything()] == [Euro(300)]


def test_a_fact_comes_back_as_it_went_in():
    fact = cost(DAY, eur("33.33"), "phone", RATES, vat_code=VatCode.REVERSE_EU, memo="=1+1 “é”")
    store = _store(fact)

    assert store.fact(fact.id) == fact
    assert store.facts(Cost) == [fact]
    assert store.facts(Taking) == []


def test_search_finds_by_word_kind_and_period():
    store = _store(
        taking(DAY, eur("100"), RATES, memo="Kermis Breda"),
        cost(DAY, eur("10"), "supplies", RATES, memo="handdoeken"),
        taking(date(2025, 7, 3), eur("50"), RATES),
    )

    assert store.count(Search(text="breda kermis")) == 1
    assert store.count(Search(text="%")) == 0
    assert store.count(Search(kinds=("taking",))) == 2
    assert store.total(Search(kinds=("taking",), period=year(2026))) == eur("100")
    assert [fact.gross for fact in store.page(Search(order="amount"), first=1, most=1)] == [
        eur("50")
    ]


def test_a_box_unfolds_to_its_bookings_and_they_add_up():
    facts = [taking(DAY, Euro(12345 * n), RATES) for n in range(1, 8)]
    store = _store(*facts, taking(DAY, eur("109"), RATES, vat_code=VatCode.REDUCED))
    number, found = store.behind("1a", quarter(3, 2026), first=0, most=5)
    _, rest = store.behind("1a", quarter(3, 2026), first=5, most=5)
    box = vat_return(store.balances(quarter(3, 2026)))["1a"]

    assert number == 7
    assert -total(amount for _, amount in found + rest) == box.exact_base


def test_the_cash_book_runs_on_and_numbers_begin_anew_each_year():
    store = _store(
        taking(date(2025, 12, 31), eur("40"), RATES),
        taking(date(2026, 1, 1), eur("100"), RATES),
        PrivateOut(day=date(2026, 1, 2), gross=eur("30"), money=Money.CASH),
        taking(date(2026, 2, 1), eur("5"), RATES),
    )
    opening, lines = store.cash_book(month(1, 2026))
    _, february = store.cash_book(month(2, 2026))

    assert opening == eur("40")
    assert [(line.number, line.balance) for line in lines] == [(1, eur("140")), (2, eur("110"))]
    assert [line.number for line in february] == [3]


def test_the_first_day_with_less_than_nothing_in_the_cash_box_is_found():
    store = _store(
        taking(date(2026, 1, 1), eur("10"), RATES),
        PrivateOut(day=date(2026, 1, 3), gross=eur("25"), money=Money.CASH),
        taking(date(2026, 1, 4), eur("50"), RATES),
    )

    assert store.lowest_cash(date(2026, 1, 1)) == (date(2026, 1, 3), -eur("15"))
    assert store.lowest_cash(date(2026, 1, 4)) is None

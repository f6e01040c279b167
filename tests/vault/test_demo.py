"""The invented year: whole, the same each time, and in memory only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.basics.period import year
from portal.books.facts import BankLine, Cost, Taking, VatPaid
from portal.books.statements import profit_and_loss
from portal.vault.demo import demo_store

TODAY = date(2026, 11, 25)


def test_there_is_something_of_everything_to_see():
    store = demo_store(TODAY, "en")

    assert len(store.facts(Taking, year(2026))) > 300
    assert len({cost.category for cost in store.facts(Cost)}) >= 6
    assert len(store.facts(BankLine)) == 4
    assert len(store.facts(VatPaid)) >= 4
    assert profit_and_loss(store.balances(year(2026))).profit.cents > 0
    assert store.profile().language == "en"


def test_it_is_the_same_each_time():
    assert demo_store(TODAY, "nl").balances_until(TODAY) == demo_store(TODAY, "nl").balances_until(
        TODAY
    )


@pytest.mark.parametrize("later", range(0, 400, 45))
def test_its_cash_box_is_never_below_nought_whatever_the_day(later):
    today = TODAY + timedelta(days=later)

    assert demo_store(today, "nl").lowest_cash(date(2025, 1, 1)) is None


def test_nothing_of_it_reaches_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    demo_store(TODAY, "nl")

    assert list(tmp_path.iterdir()) == []

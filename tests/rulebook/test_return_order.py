"""The order of the return is as it was found, and each field says how sure its name is."""

from __future__ import annotations

import shutil

import pytest

from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import DATA
from portal.books.accounts import RGS
from portal.rulebook.accounts import rgs_accounts
from portal.rulebook.return_order import field_of_ledger, read_return_order, return_order

ORDER = return_order()


def test_the_screens_stand_in_the_order_of_the_return():
    assert [one.screen for one in ORDER.screens] == [
        "company",
        "profit_and_loss",
        "balance_assets",
        "balance_liabilities",
        "vat_specification",
        "explanation",
        "investments",
        "box1_profit",
    ]


@pytest.mark.parametrize("field", ORDER.fields.values(), ids=ORDER.fields)
def test_every_field_has_a_dutch_and_english_name_a_source_and_how_sure(field):
    assert field.label("nl") == field.nl
    assert field.label("en") == field.label("ro") == field.en
    assert field.source
    for source in field.source:
        assert (source.checked_on is None) == (field.confidence is Confidence.RECALLED)


def test_it_says_for_which_years_it_is_and_that_the_screens_were_not_opened():
    assert ORDER.years == (2024, 2025)
    assert "not opened" in ORDER.how_sure
    assert "Whole euros" in ORDER.whole_euros.fact


@pytest.mark.parametrize("account", rgs_accounts().values(), ids=rgs_accounts())
def test_every_ledger_account_leads_to_a_field_that_is_there(account):
    assert field_of_ledger(account.code) in ORDER.fields


@pytest.mark.parametrize("account", RGS)
def test_every_account_of_the_books_leads_to_a_field(account):
    assert field_of_ledger(RGS[account])


def test_a_ledger_account_that_nobody_knows_leads_nowhere():
    assert field_of_ledger("WNiets") == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param('key = "co_year"', 'key = "co_name"', "a key twice", id="twice"),
        pytest.param('label_from = "ours"', 'label_from = "guess"', "guess", id="label"),
        pytest.param('"acumulus_2012"', '"nobody"', "nobody", id="source"),
        pytest.param("usual_for_zzp =", "usual_for_zpp =", "usual_for_zpp", id="misspelt"),
    ],
)
def test_data_that_is_wrong_is_refused_by_name(tmp_path, old, new, says):
    for name in ("return_order.toml", "sources.toml"):
        shutil.copy(DATA / "costs" / name, tmp_path)
    file = tmp_path / "return_order.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DataError, match=says):
        read_return_order(tmp_path)

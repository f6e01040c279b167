"""The reference data loads whole, says where it comes from, and refuses what is wrong."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal

import pytest

from portal.basics.errors import DataError, PortalError
from portal.basics.source import Confidence
from portal.basics.toml import DATA
from portal.books.accounts import RGS
from portal.rulebook.accounts import read_rgs_accounts, rgs_accounts
from portal.rulebook.costs import category_named, cost_categories, read_cost_categories
from portal.rulebook.hints import hints
from portal.rulebook.organisations import (
    national_help,
    organisations,
    read_national_help,
    read_organisations,
)
from portal.rulebook.rulebook import rulebook
from portal.rulebook.sources import resolved
from portal.rulebook.special_items import read_special_items, special_items
from portal.rulebook.vat import read_vat_rules, vat_rules
from portal.taxes.vat_return import FORM


def test_rates_by_date():
    rules = vat_rules()

    assert rules.rate_on("standard", date(2019, 1, 1)) == Decimal("0.21")
    assert rules.rate_on("reduced", date(2026, 7, 1)) == Decimal("0.09")


def test_a_day_before_the_rates_is_refused_by_name():
    with pytest.raises(PortalError, match="no_vat_rules"):
        vat_rules().rate_on("standard", date(2018, 12, 31))


def test_every_box_of_the_return_is_in_the_data_with_a_source():
    for code in FORM:
        box = vat_rules().box(code)
        assert box.nl
        assert box.en
        assert box.sources


def test_every_category_has_both_lines_in_both_languages_and_a_source():
    assert len(cost_categories()) == 47
    for category in cost_categories().values():
        for language in ("nl", "en"):
            assert category.label(language)
            assert category.line(language)
            assert category.vat_line(language)
        assert category.source
        assert category.rgs.code in rgs_accounts() or category.rgs.code.startswith(("W", "B"))


def test_short_names_stand_for_categories_and_an_unknown_one_is_refused():
    assert category_named("rent").key == "room_rent"
    assert category_named("other").key == "other"
    for name in ("", "yacht", "Rent"):
        with pytest.raises(PortalError, match="unknown_category"):
            category_named(name)


def test_every_account_of_the_books_has_a_code_of_the_rgs():
    assert set(RGS.values()) <= set(rgs_accounts())


def test_all_organisations_are_there_and_stale_numbers_are_hidden():
    assert len(organisations()) == 74
    assert {one.id for one in national_help()} <= set(organisations())
    assert all(one.may_show_phone for one in national_help())
    assert national_help()[0].phone.startswith("112")
    assert not organisations()["org018"].may_show_phone


def test_national_lines_have_dutch_texts():
    for one in national_help():
        assert one.what("nl") != one.what("en")


def test_hints_name_kinds_and_categories_that_exist():
    for hint in hints():
        assert all(word.isalnum() and word == word.lower() for word in hint.words)
        if hint.kind == "cost":
            assert hint.category in cost_categories()


def test_what_is_recalled_says_so_and_has_no_day_on_which_it_was_read():
    sources = [source for category in cost_categories().values() for source in category.source]

    for source in sources:
        assert (source.checked_on is None) == (source.confidence is Confidence.RECALLED)
        assert source.needs_check(date(2026, 12, 1)) == (source.confidence is Confidence.RECALLED)
    assert {source.confidence for source in sources} == {Confidence.SEEN, Confidence.RECALLED}


def test_an_unknown_source_is_refused_by_file_and_name():
    with pytest.raises(DataError, match=r"x\.toml.*nowhere"):
        resolved(["nowhere"], {}, "x.toml", confidence=Confidence.SEEN, checked_on=date(2026, 1, 1))


def test_the_rulebook_is_loaded_once():
    assert rulebook() is rulebook()
    assert set(rulebook().organisations) == set(organisations())
    assert set(rulebook().accounts) == set(rgs_accounts())


def test_money_that_is_no_plain_taking_has_a_line_in_both_languages():
    assert len(special_items()) == 12
    for item in special_items().values():
        assert item.label("nl") != item.label("en")
        assert item.line("nl") != item.line("en")
        assert item.source
        assert item.rgs.code in rgs_accounts()


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("tax/vat.toml", "since = 2019", "sinse = 2019", "vat.toml: rates.1.sinse"),
        ("tax/vat.toml", "base = true", "bass = true", "vat.toml: boxes.0.bass"),
        ("tax/vat.toml", "[sources.herben]", "[sources.herbn]", "vat.toml: source"),
        ("costs/categories.toml", "reason =", "raeson =", "categories.toml [room_rent]: vat.raes"),
        ("costs/categories.toml", '"seen"', '"sure"', "categories.toml [room_rent]: confidence"),
        ("costs/categories.toml", '"hotel"', '"motel"', "lines.toml: vat_lines.motel"),
        ("costs/lines.toml", "[vat_lines.phone]", "[vat_lanes.phone]", "lines.toml: vat_lanes"),
        ("costs/rgs_accounts.toml", "side =", "sied =", "rgs_accounts.toml [BMvaBeiVvp]: side"),
        (
            "costs/income_and_special_items.toml",
            "line_nl",
            "line_ln",
            "income_and_special_items.toml [tips]: line_nl",
        ),
        ("help/organisations.toml", "phone =", "fone =", "organisations.toml [org001]: phone"),
        ("help/national.toml", "what_for", "what4", "national.toml: dutch.org001.what4"),
        ("help/national.toml", '"org061"', '"org999"', "national.toml: first"),
    ],
)
def test_a_slip_in_the_data_is_refused_with_file_and_field(tmp_path, file, right, wrong, said):
    folder = shutil.copytree(DATA, tmp_path / "data", ignore=lambda *_: ["fonts", "words"])
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(DataError, match=f"^{re.escape(said)}"):
        _read_all(folder)


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path):
    (tmp_path / "vat.toml").write_text("rate = ", encoding="utf-8")

    with pytest.raises(DataError, match=r"vat\.toml"):
        read_vat_rules(tmp_path / "vat.toml")


def _read_all(folder):
    read_vat_rules(folder / "tax" / "vat.toml")
    read_cost_categories(folder / "costs")
    read_special_items(folder / "costs")
    read_rgs_accounts(folder / "costs")
    read_national_help(folder / "help", read_organisations(folder / "help"))

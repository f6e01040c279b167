"""The reference data loads whole, says where it comes from, and refuses what is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel, ConfigDict

from portal.basics.errors import DataError, PortalError
from portal.basics.period import period_named
from portal.basics.source import Confidence
from portal.basics.toml import DATA, checked, read_as, read_toml
from portal.books.accounts import RGS
from portal.rulebook.accounts import rgs_accounts
from portal.rulebook.costs import category_named, cost_categories
from portal.rulebook.hints import hints
from portal.rulebook.organisations import national_help, organisations
from portal.rulebook.rulebook import rulebook
from portal.rulebook.sources import resolved
from portal.rulebook.vat import vat_rules
from portal.taxes.deadlines import file_by, holidays, pay_by
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


@pytest.mark.parametrize("line", vat_rules().deadlines, ids=lambda line: line.period)
def test_deadlines_equal_the_published_list(line):
    period = period_named(line.period.removesuffix("-year"))

    assert (file_by(period), pay_by(period)) == (line.file_by, line.pay_by)


def test_a_month_is_due_at_the_end_of_the_next():
    assert file_by(period_named("2026-07")) == date(2026, 8, 31)
    assert pay_by(period_named("2027-02")) == date(2027, 3, 31)


def test_holidays_of_a_year():
    # Easter 2027 is 28 March; King's Day 2025 falls on Saturday the 26th
    assert {date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)} <= holidays(
        2027
    )
    assert date(2025, 4, 26) in holidays(2025)


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
    assert {source.confidence for source in sources} == set(Confidence)


def test_an_unknown_source_is_refused_by_file_and_name():
    with pytest.raises(DataError, match=r"x\.toml.*nowhere"):
        resolved(["nowhere"], {}, "x.toml", confidence=Confidence.SEEN, checked_on=date(2026, 1, 1))


def test_a_misspelt_key_is_refused_with_file_and_field(tmp_path):
    class Small(BaseModel):
        model_config = ConfigDict(extra="forbid")
        rate: Decimal

    with pytest.raises(DataError, match=r"small\.toml: rte"):
        checked(Small, {"rate": "1", "rte": 2}, "small.toml")
    (tmp_path / "bad.toml").write_text("rate = ", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.toml"):
        read_as(Small, tmp_path / "bad.toml")


def test_the_rulebook_is_loaded_once():
    assert rulebook() is rulebook()


@pytest.mark.parametrize(
    "file", sorted(DATA.rglob("*.toml")), ids=lambda file: str(file.relative_to(DATA))
)
def test_every_address_in_the_data_is_well_formed(file):
    for url in _urls(read_toml(file)):
        assert url in ("none", "unknown", "address not kept") or url.startswith(
            ("https://", "http://")
        ), url
        assert " " not in url or url == "address not kept"


def _urls(value):
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "url" and isinstance(item, str):
                yield item
            else:
                yield from _urls(item)
    elif isinstance(value, list):
        for item in value:
            yield from _urls(item)


def test_the_facts_arrived_whole():
    # counts of the research that the data was made from, as its own files state them
    vat = read_toml(DATA / "tax" / "vat.toml")
    assert len(vat["supplies"]) == 25
    assert len(vat["return_form"]["rubrieken"]) == 18
    assert len(vat["sources"]) == 77
    costs = DATA / "costs"
    assert len(read_toml(costs / "sources.toml")["sources"]) == 128
    assert len(read_toml(costs / "rgs_accounts.toml")["rgs_accounts"]["accounts"]) == 102
    assert len(read_toml(costs / "pitfalls.toml")["pitfalls"]) == 25
    assert len(read_toml(costs / "income_and_special_items.toml")["income_and_special_items"]) == 12

"""Every fact under data/ arrived, says where it comes from, and how sure we are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from portal.basics.source import Confidence
from portal.basics.toml import DATA, read_toml

VAT = DATA / "tax" / "vat.toml"
COSTS = DATA / "costs"
HELP = DATA / "help" / "organisations.toml"
NO_ADDRESS = {"none", "unknown", "address not kept"}
# How many facts each file holds as (seen, recalled), counted in the research it was made from.
FACTS = {
    VAT: (153, 66),
    HELP: (65, 9),
    COSTS / "bank_dossier.toml": (14, 10),
    COSTS / "categories.toml": (31, 15),
    COSTS / "depreciation.toml": (9, 12),
    COSTS / "general_rules.toml": (10, 3),
    COSTS / "home_office.toml": (9, 0),
    COSTS / "income_and_special_items.toml": (3, 9),
    COSTS / "lines.toml": (1, 0),  # ours: other costs
    COSTS / "pitfalls.toml": (21, 4),
    COSTS / "private_share_keys.toml": (2, 5),
    COSTS / "records.toml": (38, 10),
    COSTS / "return_order.toml": (67, 14),
    COSTS / "rgs_accounts.toml": (6, 0),
    COSTS / "sources.toml": (0, 0),
    COSTS / "year_end.toml": (13, 12),
    COSTS / "yearly_amounts.toml": (23, 9),
}
VAT_SECTIONS = {
    "rates": 7,
    "rate_changes": 1,
    "supplies": 25,
    "return_form": 7,
    "icp": 3,
    "kor": 16,
    "accounting_basis": 2,
    "filing": 8,
    "corrections": 5,
    "penalties": 7,
    "interest": 2,
    "deduction": 9,
    "private_use": 5,
    "bad_debts": 4,
    "identifiers": 4,
    "invoices": 10,
    "records": 11,
    "cash_limits": 4,
    "dac7": 12,
}
each_file = pytest.mark.parametrize("file", FACTS, ids=lambda file: str(file.relative_to(DATA)))


def test_no_file_of_facts_is_left_out():
    assert {VAT, HELP, *COSTS.glob("*.toml")} == set(FACTS)


@each_file
def test_every_fact_arrived(file):
    found = Counter(fact["confidence"] for fact in _facts(file))

    assert (found["seen"], found["recalled"]) == FACTS[file]


@each_file
def test_every_fact_names_sources_that_exist(file):
    known = _sources(file)
    for fact in _facts(file):
        assert fact["source"], fact
        assert set(fact["source"]) <= set(known), fact
        assert fact["confidence"] in set(Confidence), fact


@each_file
def test_every_rule_has_a_source(file):
    for table, cited in _tables(read_toml(file), cited=False):
        if {"rule", "fact", "value", "percent", "amount"} & set(table):
            assert cited, table


@pytest.mark.parametrize("file", [VAT, COSTS / "sources.toml", HELP], ids=lambda file: file.stem)
def test_every_source_has_a_title_and_an_address_or_says_that_it_has_none(file):
    for source in _sources(file).values():
        assert source["title"]
        assert _well_formed(source.get("url", "none")), source


@pytest.mark.parametrize(
    "file", sorted(DATA.rglob("*.toml")), ids=lambda file: str(file.relative_to(DATA))
)
def test_every_address_in_the_data_is_well_formed(file):
    for table, _ in _tables(read_toml(file), cited=False):
        if isinstance(table.get("url"), str):
            assert _well_formed(table["url"]), table


def test_every_section_on_vat_arrived():
    vat = read_toml(VAT)

    assert {name: len(vat[name]) for name in VAT_SECTIONS} == VAT_SECTIONS
    assert set(vat) == {*VAT_SECTIONS, "meta", "sources"}
    assert len(vat["sources"]) == 77
    assert len(vat["return_form"]["rubrieken"]) == 18
    assert len(vat["invoices"]["full_invoice_fields"]) == 14
    assert len(vat["filing"]["deadlines"]) == 15


def test_the_lists_on_costs_and_help_arrived_whole():
    rgs = read_toml(COSTS / "rgs_accounts.toml")["rgs_accounts"]["accounts"]
    assert (len(rgs), sum(account["core"] for account in rgs)) == (102, 57)
    assert len(_sources(COSTS / "sources.toml")) == 128
    assert len(_sources(HELP)) == 56
    assert len(read_toml(HELP)["organisations"]) == read_toml(HELP)["meta"]["count"] == 74


def test_the_counts_that_the_research_states_of_itself_are_the_counts_we_hold():
    stated = read_toml(COSTS / "sources.toml")["meta"]["counts"]["per_section"]

    for name, count in stated.items():
        assert (count.get("seen", 0), count.get("recalled", 0)) == FACTS[COSTS / f"{name}.toml"]


def test_each_family_of_facts_bears_the_day_on_which_it_was_compiled():
    assert read_toml(VAT)["meta"]["as_of"] == date(2026, 11, 24)
    assert read_toml(COSTS / "sources.toml")["meta"]["as_of"] == "2026-11-25"
    assert read_toml(HELP)["meta"]["compiled"] == "2026-11-24"


def _facts(file: Path) -> list[dict[str, Any]]:
    return [table for table, _ in _tables(read_toml(file), cited=False) if "source" in table]


def _sources(file: Path) -> dict[str, dict[str, Any]]:
    beside = COSTS / "sources.toml" if file.parent == COSTS else file
    found: dict[str, dict[str, Any]] = read_toml(beside)["sources"]
    return found


def _tables(value: Any, cited: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every table, and whether it or one around it names its source."""
    if isinstance(value, dict):
        cited = cited or "source" in value
        yield value, cited
        for part in value.values():
            yield from _tables(part, cited)
    elif isinstance(value, list):
        for part in value:
            yield from _tables(part, cited)


def _well_formed(url: str) -> bool:
    parts = urlsplit(url)
    is_web = parts.scheme in ("http", "https") and "." in parts.netloc and " " not in url
    return url in NO_ADDRESS or is_web

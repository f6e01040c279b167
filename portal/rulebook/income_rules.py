"""A rule on income tax for all years, with its sources. From data/tax/income_rules.toml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, read_toml
from portal.rulebook.sources import resolved, sourced

FOLDER = DATA / "tax"
FILE, SOURCES = "income_rules.toml", "income_sources.toml"


@cache
def income_rules() -> Mapping[str, Any]:
    """All of it as it stands in the file. Raises DataError."""
    return read_toml(FOLDER / FILE)


@cache
def income_sources() -> Mapping[str, Any]:
    """The sources of income tax by id. Raises DataError."""
    found: Mapping[str, Any] = read_toml(FOLDER / SOURCES)["sources"]
    return found


def read_on() -> date:
    """The day on which what is `seen` was read."""
    return date.fromisoformat(income_rules()["meta"]["as_of"])


def rule(*names: str) -> Mapping[str, Any]:
    """One table, such as rule("rules", "depreciation", "max_per_year"), its sources resolved."""
    found = income_rules()
    for name in names:
        found = found[name]
    return sourced(found, income_sources(), f"{FILE} [{'.'.join(names)}]", read_on())


def cited(ids: list[str], confidence: str, law: str | None = None) -> tuple[Source, ...]:
    """The sources of something that stands inside a table, by their ids."""
    return resolved(
        ids,
        income_sources(),
        FILE,
        confidence=Confidence(confidence),
        checked_on=read_on(),
        law=law,
    )

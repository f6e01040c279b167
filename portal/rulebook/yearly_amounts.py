"""Amounts of a year that costs depend on, such as the one per kilometre. From data/costs."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_toml
from portal.rulebook.sources import sourced

FOLDER = DATA / "costs"
_READ_FROM = "yearly_amounts.toml"
MILEAGE = "mileage_own_vehicle"


class YearlyAmount(BaseModel):
    """An amount of one year. value: as printed, in the unit of its table; None: not found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    value: str | None = None
    source: tuple[Source, ...] = Field(min_length=1)
    as_of: str
    confidence: Confidence
    note: str = ""


@cache
def yearly_amounts(name: str) -> dict[int, YearlyAmount]:
    """The amounts of one table by year, loaded once. Raises DataError."""
    table = read_toml(FOLDER / _READ_FROM)["yearly_amounts"][name]
    known = read_toml(FOLDER / "sources.toml")
    return {
        one.year: one
        for value in table["values"]
        if (one := _amount(value, table, known, f"{_READ_FROM} [{name}]"))
    }


def _amount(
    value: dict[str, Any], table: dict[str, Any], known: dict[str, Any], where: str
) -> YearlyAmount:
    read_on = date.fromisoformat(str(known["meta"]["as_of"])[:10]) if "meta" in known else None
    whole = sourced(value, known["sources"], where, read_on or date.min, table.get("law"))
    return checked(YearlyAmount, whole, where)

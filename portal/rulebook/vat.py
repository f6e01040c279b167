"""What the law says of VAT: dated rates, boxes of the return, deadlines. From data/tax."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import PortalError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_toml
from portal.rulebook.sources import sourced

FILE = DATA / "tax" / "vat.toml"


class NoVatRules(PortalError):
    """A day for which no VAT rate is known."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__("error.no_vat_rules", day=day, first=first)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Frozen):
    """One rate or scheme. percent: of the price without VAT; since: the first day it holds."""

    id: str
    percent: Decimal | None = None
    since: date | None = None
    use: str
    law: str
    confidence: Confidence
    sources: tuple[Source, ...] = Field(alias="source")


class FormBox(_Frozen):
    """One box of the return form (rubriek); base and vat tell which of its two fields it has."""

    code: str
    nl: str
    en: str
    base: bool = False
    vat: bool = False
    percent: Decimal | None = None
    use: str = ""
    when: str = ""
    mirror: str = ""
    formula: str = ""
    status: str = ""
    confidence: Confidence
    sources: tuple[Source, ...] = Field(alias="source")

    def name(self, language: str) -> str:
        """The name on the form; readers of other languages get ours in English."""
        return self.nl if language == "nl" else self.en


class Deadline(_Frozen):
    """One return by its period, as the sources list it: the day to file, and to have paid."""

    period: str
    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    file_by: date
    pay_by: date
    confidence: Confidence
    sources: tuple[Source, ...] = Field(alias="source")


class VatRules(_Frozen):
    """Everything that the app asks of VAT law."""

    rates: tuple[Rate, ...]
    boxes: tuple[FormBox, ...]
    rounding: tuple[Source, ...]
    deadline: tuple[Source, ...]
    deadlines: tuple[Deadline, ...]

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[date, Decimal]]]:
        """Day and share of each dated rate by its kind, the newest first."""
        found: dict[str, list[tuple[date, Decimal]]] = {}
        for rate in self.rates:
            if rate.since and rate.percent is not None:
                found.setdefault(rate.id, []).append((rate.since, rate.percent / 100))
        return {kind: sorted(rates, reverse=True) for kind, rates in found.items()}

    @cached_property
    def first_day(self) -> date:
        """The first day on which every dated rate is known."""
        return max(rates[-1][0] for rates in self._by_kind.values())

    def rate_on(self, kind: str, day: date) -> Decimal:
        """The share of the net price due on a day: 0.21. Raises NoVatRules before `first_day`."""
        if day < self.first_day:
            raise NoVatRules(day, self.first_day)
        return next(share for since, share in self._by_kind[kind] if since <= day)

    def box(self, code: str) -> FormBox:
        """A box of the form by its code."""
        return next(box for box in self.boxes if box.code == code)


@cache
def vat_rules() -> VatRules:
    """The rules, loaded once. Raises DataError."""
    return read_vat_rules(FILE)


def read_vat_rules(file: Path) -> VatRules:
    """The rules of one file, checked. Raises DataError for what is missing or misspelt."""
    data = read_toml(file)
    form, filing = data["return_form"], data["filing"]

    def with_sources(fact: Mapping[str, Any]) -> dict[str, Any]:
        return sourced(fact, data["sources"], file.name, data["meta"]["as_of"])

    def sources_of(*facts: Mapping[str, Any]) -> list[Source]:
        return [source for fact in facts for source in with_sources(fact)["source"]]

    tables = {
        "rates": [with_sources(rate) for rate in data["rates"]],
        "boxes": [with_sources(box) for box in form["rubrieken"]],
        "rounding": sources_of(*form["rounding"].values()),
        "deadline": sources_of(filing["deadline_rule"], filing["payment_rule"]),
        "deadlines": [with_sources(line) for line in filing["deadlines"]],
    }
    return checked(VatRules, tables, file.name)

"""What the law says of VAT: dated rates, boxes of the return, deadlines. From data/tax."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.basics.errors import PortalError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_toml
from portal.rulebook.sources import resolved

FILE = DATA / "tax" / "vat.toml"
_FIRST_DAY = date(2019, 1, 1)  # the reduced rate was 6 % before; those years are not in the data


class NoVatRules(PortalError):
    """A day for which no VAT rate is known."""

    def __init__(self, day: date) -> None:
        super().__init__("error.no_vat_rules", day=day, first=_FIRST_DAY)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Frozen):
    """One rate from a day on, as a share of the price without VAT: 0.21."""

    kind: str
    share: Decimal
    since: date
    use: str
    sources: tuple[Source, ...]


class FormBox(_Frozen):
    """One box of the return form (rubriek)."""

    code: str
    nl: str
    en: str
    has_base: bool = False
    has_vat: bool = False
    use: str = ""
    formula: str = ""
    sources: tuple[Source, ...]

    def name(self, language: str) -> str:
        """The name on the form; readers of other languages get ours in English."""
        return self.nl if language == "nl" else self.en


class Deadline(_Frozen):
    """One return by its period, as the sources list it: the day to file, and to have paid."""

    period: str
    file_by: date
    pay_by: date


class VatRules(_Frozen):
    """Everything that the app asks of VAT law."""

    rates: tuple[Rate, ...]
    boxes: tuple[FormBox, ...]
    rounding: tuple[Source, ...]
    deadline: tuple[Source, ...]
    deadlines: tuple[Deadline, ...]

    def rate_on(self, kind: str, day: date) -> Decimal:
        """The share of the net price that is due on a day. Raises NoVatRules before 2019."""
        if day < _FIRST_DAY:
            raise NoVatRules(day)
        return max(
            (rate for rate in self.rates if rate.kind == kind and rate.since <= day),
            key=lambda rate: rate.since,
        ).share

    def box(self, code: str) -> FormBox:
        """A box of the form by its code."""
        return next(box for box in self.boxes if box.code == code)


@cache
def vat_rules() -> VatRules:
    """The rules, checked. Raises DataError."""
    data = read_toml(FILE)
    known, read_on = data["sources"], date.fromisoformat(str(data["meta"]["as_of"]))

    def sources(fact: Mapping[str, Any]) -> tuple[Source, ...]:
        return resolved(
            fact["source"],
            known,
            FILE.name,
            confidence=Confidence(fact["confidence"]),
            checked_on=read_on,
            law=fact.get("law"),
        )

    form, filing = data["return_form"], data["filing"]
    tables = {
        "rates": [
            {
                "kind": rate["id"],
                "share": Decimal(rate["percent"]) / 100,
                "since": rate["since"],
                "use": rate["use"],
                "sources": sources(rate),
            }
            for rate in data["rates"]
            if "since" in rate
        ],
        "boxes": [_box(box, sources(box)) for box in form["rubrieken"]],
        "rounding": [one for rule in form["rounding"].values() for one in sources(rule)],
        "deadline": sources(filing["deadline_rule"]) + sources(filing["payment_rule"]),
        "deadlines": [
            {name: line[name] for name in ("period", "file_by", "pay_by")}
            for line in filing["deadlines"]
        ],
    }
    return checked(VatRules, tables, FILE.name)


def _box(box: Mapping[str, Any], sources: tuple[Source, ...]) -> dict[str, Any]:
    return {
        "code": box["code"],
        "nl": box["nl"],
        "en": box["en"],
        "has_base": box.get("base", False),
        "has_vat": box.get("vat", False),
        "use": box.get("use", ""),
        "formula": box.get("formula", ""),
        "sources": sources,
    }

"""The cost categories: how far each is deductible for income tax, and for VAT. From data/costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.basics.errors import DataError, PortalError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_as, read_toml
from portal.rulebook.sources import sourced

FOLDER = DATA / "costs"


class UnknownCategory(PortalError):
    """A name that no cost category has."""

    def __init__(self, name: str) -> None:
        super().__init__("error.unknown_category", name=name)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(_Frozen):
    """A figure that bounds a deduction, and what it counts: euro, square centimetres."""

    what: str
    value: Decimal


class IncomeTax(_Frozen):
    """How far a cost lowers profit. share: 0 to 1; None where it depends on the facts."""

    deductible: str
    share: Decimal | None = None
    rule: str = ""
    law: str = ""
    limits: tuple[Limit, ...] = ()


class Vat(_Frozen):
    """Whether input VAT can be deducted, for someone with taxed turnover and no KOR."""

    recoverable: str
    reason: str = ""
    see: str = ""


class Rgs(_Frozen):
    """The ledger code of the category."""

    code: str
    version: str
    before_3_7_use: str = ""
    note: str = ""


class _VatLine(_Frozen):
    nl: str
    en: str


class _Lines(_Frozen):
    """What data/costs/lines.toml adds: short names, lines on VAT, and *other costs*."""

    short: dict[str, str]
    vat_lines: dict[str, _VatLine]
    categories: tuple[dict[str, Any], ...]


class CostCategory(_Frozen):
    """One kind of cost. `short` is its name in the bookings file where it has one."""

    key: str
    short: str = ""
    group: str
    label_nl: str
    label_en: str
    line_nl: str
    line_en: str
    vat_line_nl: str
    vat_line_en: str
    income_tax: IncomeTax
    vat: Vat
    typical_vat_rate: str
    rgs: Rgs
    private_share_key: str = ""
    evidence: tuple[str, ...] = ()
    source: tuple[Source, ...]
    as_of: str
    confidence: Confidence
    caution: str = ""

    def label(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.label_nl if language == "nl" else self.label_en

    def line(self, language: str) -> str:
        """One line on income tax."""
        return self.line_nl if language == "nl" else self.line_en

    def vat_line(self, language: str) -> str:
        """One line on VAT."""
        return self.vat_line_nl if language == "nl" else self.vat_line_en

    @property
    def vat_shut_out(self) -> bool:
        """True where the law lets no input VAT be deducted, whatever the invoice shows."""
        return self.vat.recoverable == "no"


@cache
def cost_categories() -> Mapping[str, CostCategory]:
    """All categories by their long key, in the order of the data. Raises DataError."""
    return read_cost_categories(FOLDER)


def read_cost_categories(folder: Path) -> dict[str, CostCategory]:
    """The categories of one folder, with our own lines beside them. Raises DataError."""
    about = read_toml(folder / "sources.toml")
    ours = read_as(_Lines, folder / "lines.toml")
    read_on = date.fromisoformat(about["meta"]["as_of"])
    short = {long: name for name, long in ours.short.items()}
    found = {}
    for table in (*read_toml(folder / "categories.toml")["categories"], *ours.categories):
        key = table.get("key", "")
        file = f"categories.toml [{key}]"
        law = table.get("income_tax", {}).get("law")
        whole = sourced(table, about["sources"], file, read_on, law)
        line = ours.vat_lines.get(key)
        if line is None:
            raise DataError("lines.toml", f"vat_lines.{key}", "a line on VAT", None)
        whole |= {"short": short.get(key, ""), "vat_line_nl": line.nl, "vat_line_en": line.en}
        found[key] = checked(CostCategory, whole, file)
    return found


@cache
def category_named(name: str) -> CostCategory:
    """A category by its short or long key. Raises UnknownCategory."""
    for category in cost_categories().values():
        if name and name in (category.key, category.short):
            return category
    raise UnknownCategory(name)

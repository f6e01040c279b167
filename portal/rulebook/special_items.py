"""Money that is neither a plain taking nor a plain cost: tips, deposits, gifts. From data/costs."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from portal.basics.source import Confidence, Source
from portal.basics.toml import checked, read_toml
from portal.rulebook.costs import FOLDER, Rgs
from portal.rulebook.sources import sourced


class SpecialItem(BaseModel):
    """How one such item counts: for income tax, and for VAT."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    label_nl: str
    label_en: str
    line_nl: str
    line_en: str
    income_tax: str
    vat: str
    vat_see: str = ""
    rgs: Rgs
    law: str = ""
    portal_default: str = ""
    source: tuple[Source, ...]
    as_of: str
    confidence: Confidence
    caution: str = ""

    def label(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.label_nl if language == "nl" else self.label_en

    def line(self, language: str) -> str:
        """One line on how to book it."""
        return self.line_nl if language == "nl" else self.line_en


@cache
def special_items() -> dict[str, SpecialItem]:
    """All of them by key, loaded once. Raises DataError."""
    return read_special_items(FOLDER)


def read_special_items(folder: Path) -> dict[str, SpecialItem]:
    """The items of one folder, checked. Raises DataError."""
    about = read_toml(folder / "sources.toml")
    read_on = date.fromisoformat(about["meta"]["as_of"])
    file = folder / "income_and_special_items.toml"
    found = {}
    for table in read_toml(file)["income_and_special_items"]:
        where = f"{file.name} [{table.get('key', '')}]"
        item = checked(SpecialItem, sourced(table, about["sources"], where, read_on), where)
        found[item.key] = item
    return found

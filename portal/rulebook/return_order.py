"""The business part of the income tax return (aangifte): screens and fields in their order.

From data/costs/return_order.toml; which ledger account fills which field stands with the accounts
in rgs_accounts.toml. Labels are Dutch, as the return is.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_toml
from portal.rulebook.accounts import rgs_accounts
from portal.rulebook.sources import sourced

FOLDER = DATA / "costs"
_FILE = "return_order.toml"
_REMARKS = ("online_path", "whole_euros", "no_upload")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReturnField(_Frozen):
    """One thing that the return asks.

    label_from: read in a guide, or worded by us. columns: where it asks more than one amount.
    usual_for_zzp: False where it is nearly always empty.
    """

    key: str
    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)
    label_from: Literal["guide", "ours"]
    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence
    note: str = ""
    columns: tuple[str, ...] = ()
    usual_for_zzp: bool = True

    def label(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.nl if language == "nl" else self.en


class ReturnScreen(_Frozen):
    """A screen of the return with its fields."""

    screen: str
    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)
    fields: tuple[ReturnField, ...] = Field(min_length=1)

    def label(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.nl if language == "nl" else self.en


class Remark(_Frozen):
    """What was found on the return as a whole, in English."""

    id: str
    fact: str
    source: tuple[Source, ...] = Field(min_length=1)
    as_of: str
    confidence: Confidence


class ReturnOrder(_Frozen):
    """All of it. years: for which it was compiled; how_sure: how, and what was never opened."""

    years: tuple[int, ...]
    as_of: str
    law: str
    how_sure: str
    online_path: Remark
    whole_euros: Remark
    no_upload: Remark
    screens: tuple[ReturnScreen, ...] = Field(min_length=1)

    @property
    def fields(self) -> dict[str, ReturnField]:
        """Every field by its key, in the order of the return."""
        return {field.key: field for screen in self.screens for field in screen.fields}


@cache
def return_order() -> ReturnOrder:
    """The order, loaded once. Raises DataError."""
    return read_return_order(FOLDER)


def field_of_ledger(code: str) -> str:
    """The key of the field that an RGS account fills; empty where the data has none."""
    account = rgs_accounts().get(code)
    return account.return_field if account else ""


def read_return_order(folder: Path) -> ReturnOrder:
    """The order of one folder. Raises DataError for a key that stands twice, or no source."""
    table = read_toml(folder / _FILE)["return_order"]
    about = read_toml(folder / "sources.toml")
    read_on = date.fromisoformat(str(about["meta"]["as_of"]))

    def cite(fact: dict[str, Any]) -> dict[str, Any]:
        where = f"{_FILE} [{fact.get('key') or fact.get('id')}]"
        return sourced(fact, about["sources"], where, read_on)

    screens = [
        {**screen, "fields": [cite(field) for field in screen.get("fields", ())]}
        for screen in table["screens"]
    ]
    remarks = {name: cite(table[name]) for name in _REMARKS}
    found = checked(ReturnOrder, {**table, **remarks, "screens": screens}, _FILE)
    if len(found.fields) != sum(len(screen.fields) for screen in found.screens):
        raise DataError(_FILE, "screens.fields.key", "each key once", "a key twice")
    return found

"""Business, wages, other work or opting-in: what was found, with its sources.

Facts stand in data/tax/income_rules.toml [regimes] and [dba]; the same in plain Dutch in
regimes_nl.toml, by the same ids and positions. A fact without its Dutch, or Dutch without its
fact, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import checked, read_toml
from portal.rulebook.income_rules import FOLDER
from portal.rulebook.income_tax import Percent
from portal.rulebook.sources import sourced

_RULES, _DUTCH = "income_rules.toml", "regimes_nl.toml"
_RATE = re.compile(r"\d+\.\d\d")
_YEAR = re.compile(r"of (2\d{3})")
_ANY = "any"  # a fact on enforcement that holds for every year


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(_Frozen):
    """The same words in two languages; readers of others than Dutch get English."""

    en: str = Field(min_length=1)
    nl: str = Field(min_length=1)

    def text(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


class Claim(_Frozen):
    """One thing that was found. caution: what may make it wrong; as_of: for when it speaks."""

    id: str
    told: Told
    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence
    caution: Told | None = None
    as_of: Told | None = None

    def text(self, language: str) -> str:
        return self.told.text(language)


class Criterion(Claim):
    """A sign of a business (winst uit onderneming), and how heavy it is."""

    weight: Literal["high", "medium"]


class Enforcement(Claim):
    """How false self-employment (schijnzelfstandigheid) is acted on; no year: in any."""

    year: int | None = None


class PayrollTable(_Frozen):
    """What an operator withholds under opting-in, before and from pension age (AOW-leeftijd)."""

    year: int
    without_credit: Percent
    with_credit: Percent
    pensioner_without_credit: Percent
    pensioner_with_credit: Percent
    claim: Claim


class Regimes(_Frozen):
    """All of it. rest: order of the law, what each regime is and brings, the right to object."""

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    opting_in: tuple[Claim, ...] = Field(min_length=1)
    enforcement: tuple[Enforcement, ...] = Field(min_length=1)
    rest: tuple[Claim, ...] = Field(min_length=1)


@cache
def regimes() -> Regimes:
    """What was found, loaded once. Raises DataError."""
    return read_regimes(FOLDER)


@cache
def claims() -> Mapping[str, Claim]:
    """Every claim by its id."""
    found = regimes()
    every = chain(found.criteria, found.opting_in, found.enforcement, found.rest)
    return {claim.id: claim for claim in every}


@cache
def payroll_table() -> PayrollTable:
    """The rates as they stand in the fact, so that they stand in one place. Raises DataError."""
    claim = claims()["oi_table_2026"]
    rates, year = _RATE.findall(claim.told.en), _YEAR.search(claim.told.en)
    if len(rates) != 4 or not year:
        raise DataError(_RULES, claim.id, "a year and four percentages", claim.told.en)
    names = list(PayrollTable.model_fields)[1:5]
    tables = dict(zip(names, map(Decimal, rates), strict=True))
    return checked(PayrollTable, {"year": int(year[1]), **tables, "claim": claim}, _RULES)


def read_regimes(folder: Path) -> Regimes:
    """The regimes of one folder. Raises DataError for a fact whose Dutch or source is missing."""
    reader = _Reader(
        rules=read_toml(folder / _RULES),
        dutch=read_toml(folder / _DUTCH),
        known=read_toml(folder / "income_sources.toml")["sources"],
    )
    tables = {
        "criteria": reader.criteria(),
        "opting_in": reader.opting_in(),
        "enforcement": reader.enforcement(),
        "rest": reader.rest(),
    }
    return checked(Regimes, tables, f"{_RULES} [regimes]")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The three files side by side."""

    rules: dict[str, Any]
    dutch: dict[str, Any]
    known: dict[str, Any]

    def criteria(self) -> list[dict[str, Any]]:
        """The signs of a business, each with the source of the whole list."""
        business = self.rules["regimes"]["winst_uit_onderneming"]
        english, dutch = business["criteria"], self.dutch["winst_uit_onderneming"]["criteria"]
        if len(english) != len(dutch):
            raise DataError(_DUTCH, "criteria", f"{len(english)} criteria", len(dutch))
        return [
            {
                **self._claim(nl["key"], {**_cited(business), **en}, nl, "ask"),
                "weight": en["weight"],
            }
            for en, nl in zip(english, dutch, strict=True)
        ]

    def opting_in(self) -> list[dict[str, Any]]:
        """The facts on opting-in, in their own order."""
        facts = {fact["id"]: fact for fact in self.rules["regimes"]["opting_in"]["facts"]}
        dutch = _same_ids(facts, self.dutch["opting_in"]["facts"])
        return [self._claim(id, fact, dutch[id], "fact") for id, fact in facts.items()]

    def enforcement(self) -> list[dict[str, Any]]:
        """What holds in which year."""
        facts = {str(fact["year"]): fact for fact in self.rules["dba"]["facts"]}
        dutch = _same_ids(facts, self.dutch["dba"]["facts"])
        return [
            {
                **self._claim(f"dba_{year}", fact, dutch[year], "fact"),
                "year": None if year == _ANY else fact["year"],
            }
            for year, fact in facts.items()
        ]

    def rest(self) -> list[dict[str, Any]]:
        """The order of the law, what each regime is, what follows from it, who decides."""
        english, dutch = self.rules["regimes"], self.dutch
        order = {
            "how_to_decide": english["how_to_decide"],
            "source": english["how_source"],
            "confidence": english["how_confidence"],
        }
        found = [
            self._claim("order", order, dutch, "how_to_decide", "order"),
            self._claim("dba_criteria", self.rules["dba"]["criteria"], dutch["dba"]["criteria"]),
            self._claim(
                "objection", self.rules["procedure"]["objection"], dutch["objection"], "rule"
            ),
        ]
        for id, table, field in _PARTS:
            found.append(self._claim(id, _cautious(english[table]), dutch[table], field))
        return found

    def _claim(
        self,
        id: str,
        english: dict[str, Any],
        dutch: dict[str, Any],
        field: str = "fact",
        nl: str = "",
    ) -> dict[str, Any]:
        """field: where the text stands; nl: where its Dutch stands under another name."""
        where = f"{_RULES} [{id}]"
        read_on = date.fromisoformat(self.rules["meta"]["as_of"])
        cautions = english.get("caution") or english.get("source_note")
        return {
            "id": id,
            "told": _told(english.get(field), dutch.get(nl or field), id),
            "source": sourced(english, self.known, where, read_on)["source"],
            "confidence": english["confidence"],
            "caution": _told(cautions, dutch.get("caution"), f"{id}.caution"),
            "as_of": _told(english.get("as_of"), dutch.get("as_of"), f"{id}.as_of"),
        }


_PARTS = (
    ("business", "winst_uit_onderneming", "legal"),
    ("business_after", "winst_uit_onderneming", "consequences"),
    ("wages", "loon", "when"),
    ("wages_after", "loon", "consequences"),
    ("other_work", "resultaat_uit_overige_werkzaamheden", "when"),
    ("other_work_after", "resultaat_uit_overige_werkzaamheden", "consequences"),
    ("opting_in", "opting_in", "what"),
    ("opting_in_ask", "opting_in", "portal"),
)


def _told(english: str | None, dutch: str | None, field: str) -> dict[str, str] | None:
    """Both languages, or neither."""
    if bool(english) != bool(dutch):
        raise DataError(_DUTCH, field, "the same in both languages", dutch or english)
    return {"en": english, "nl": dutch} if english and dutch else None


def _same_ids(facts: Mapping[str, Any], dutch: Mapping[str, Any]) -> Mapping[str, Any]:
    if set(facts) != set(dutch):
        odd = ", ".join(sorted(set(facts) ^ set(dutch)))
        raise DataError(_DUTCH, "facts", "the ids of income_rules.toml", odd)
    return dutch


def _cited(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: table[name] for name in ("source", "confidence", "law") if name in table}


def _cautious(table: dict[str, Any]) -> dict[str, Any]:
    """Where the articles were not opened the whole is as sure as they are."""
    return {**table, "confidence": table.get("law_detail_confidence", table["confidence"])}

"""The provisional assessment (voorlopige aanslag) and the deadlines of the return, with sources.

Facts stand in data/tax/income_rules.toml [procedure]; the same in plain Dutch in
provisional_nl.toml, by the same names and positions. Text without its Dutch is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import checked, read_toml
from portal.rulebook.income_rules import FILE, FOLDER, SOURCES
from portal.rulebook.regimes import Claim, Told
from portal.rulebook.sources import sourced

DUTCH = "provisional_nl.toml"
_INTEREST, _ASKED = "belastingrente", "asked_in_order"
# (name of the claim, table, field, where its sureness stands, where its source stands); the whole
# of a text is as sure as the part of it that is least sure
_ABOUT = (
    ("what", "provisional_assessment", "what", "confidence", "source"),
    ("duty_to_report", "provisional_assessment.duty_to_report", "rule", "confidence", "source"),
    ("payment_term", "payment_term", "rule", "confidence", "source"),
    ("zvw", "provisional_assessment.zvw", "rule", "confidence", "source"),
    (
        "not_objectionable",
        "provisional_assessment.not_objectionable",
        "rule",
        "confidence",
        "source",
    ),
)
_DEADLINES = (
    ("return_deadline", "return_deadline", "rule", "confidence", "source"),
    ("extension", "extension", "rule", "adviser_confidence", "source"),
    ("no_letter", "no_letter", "rule", "confidence", "source"),
    ("electronic", "electronic", "rule", "confidence", "source"),
    ("fines", "fines", "rule", "confidence", "source"),
    ("assessment_term", "assessment_term", "rule", "confidence", "source"),
    ("no_interest", _INTEREST, "no_interest_if", "confidence", "source"),
    ("interest_tip", _INTEREST, "tip", "tip_confidence", "source"),
    ("interest_period", _INTEREST, "period", "confidence", "source"),
    (
        "interest_end",
        _INTEREST,
        "late_but_followed",
        "confidence",
        "late_but_followed_source",
    ),
    ("late_payment", "invorderingsrente", "starts", "confidence", "source"),
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Frozen):
    """One question of the form. key: what the code calls it."""

    key: str
    told: Told


class Order(_Frozen):
    """The questions in the order of the form, and how sure that order is."""

    steps: tuple[Step, ...] = Field(min_length=1)
    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence


class Rates(_Frozen):
    """Percentages, each from a day on."""

    since: tuple[tuple[date, Decimal], ...] = Field(min_length=1)
    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence


class Provisional(_Frozen):
    """about: what it is and when to change it. tax_interest, late_interest: belastingrente and
    invorderingsrente."""

    about: tuple[Claim, ...] = Field(min_length=1)
    order: Order
    deadlines: tuple[Claim, ...] = Field(min_length=1)
    tax_interest: Rates
    late_interest: Rates


@cache
def provisional() -> Provisional:
    """What was found, loaded once. Raises DataError."""
    return read_provisional(FOLDER)


def read_provisional(folder: Path) -> Provisional:
    """That of one folder. Raises DataError for a fact whose Dutch or source is missing."""
    texts = Texts(folder, "procedure")
    interest, late = texts.table(_INTEREST), texts.table("invorderingsrente")
    tables = {
        "about": [texts.claim(*one) for one in _ABOUT],
        "order": _order(texts),
        "deadlines": [texts.claim(*one) for one in _DEADLINES],
        "tax_interest": {
            "since": sorted((date.fromisoformat(day), part) for day, part in _numbers(interest)),
            **texts.cited(_INTEREST, "percent_confidence", "percent_source"),
        },
        "late_interest": {
            "since": sorted((date(int(year), 1, 1), part) for year, part in _years(late)),
            **texts.cited("invorderingsrente"),
        },
    }
    return checked(Provisional, tables, f"{FILE} [procedure]")


class Texts:
    """The facts of one part of income_rules.toml, with their Dutch and their sources beside it."""

    def __init__(self, folder: Path, part: str, dutch: str = "") -> None:
        """dutch: the table in which the Dutch of the part stands; none: the whole file."""
        rules = read_toml(folder / FILE)
        in_dutch = read_toml(folder / DUTCH)
        self._part = part
        self._facts: Mapping[str, Any] = rules[part]
        self._dutch: Mapping[str, Any] = in_dutch[dutch] if dutch else in_dutch
        self._known: Mapping[str, Any] = read_toml(folder / SOURCES)["sources"]
        self._read_on = date.fromisoformat(rules["meta"]["as_of"])

    def table(self, name: str) -> Any:
        """The facts under a name such as "provisional_assessment.zvw"."""
        return _inner(self._facts, name)

    def dutch(self, name: str) -> Any:
        """The Dutch under the same name; empty where there is none."""
        return _inner(self._dutch, name)

    def claim(
        self,
        id: str,
        name: str,
        field: str,
        sure: str = "confidence",
        source: str = "source",
    ) -> dict[str, Any]:
        """One text in both languages, with its sources. Raises DataError."""
        said = told(self.table(name).get(field), self.dutch(name).get(field), f"{name}.{field}")
        return {"id": id, "told": said, **self.cited(name, sure, source)}

    def cited(self, name: str, sure: str = "confidence", source: str = "source") -> dict[str, Any]:
        """The sources and the sureness that stand under these fields. Raises DataError."""
        return self.resolved(self.table(name), name, sure, source)

    def resolved(
        self, fact: Mapping[str, Any], name: str, sure: str = "confidence", source: str = "source"
    ) -> dict[str, Any]:
        """The same of a table at hand."""
        said = {
            "source": fact.get(source),
            "confidence": fact.get(sure),
            "law": fact.get("law"),
        }
        where = f"{FILE} [{self._part}.{name}]"
        found = sourced(said, self._known, where, self._read_on)
        return {"source": found["source"], "confidence": found["confidence"]}


def told(english: str | None, dutch: str | None, field: str) -> dict[str, str]:
    """Both languages; one without the other is refused. Raises DataError."""
    if not english or not dutch:
        raise DataError(DUTCH, field, "the same in both languages", dutch or english)
    return {"en": english, "nl": dutch}


def _order(texts: Texts) -> dict[str, Any]:
    name = "provisional_assessment"
    english, dutch = texts.table(name)[_ASKED], texts.dutch(name).get(_ASKED, [])
    if len(english) != len(dutch):
        raise DataError(DUTCH, _ASKED, f"{len(english)} questions", len(dutch))
    steps = [
        {"key": nl["key"], "told": told(en, nl["ask"], _ASKED)}
        for en, nl in zip(english, dutch, strict=True)
    ]
    return {"steps": steps, **texts.cited(name, "order_confidence")}


def _inner(tables: Mapping[str, Any], name: str) -> Any:
    """The table of a dotted name; empty where it is not there. No name: all of them."""
    found: Any = tables
    for part in filter(None, name.split(".")):
        found = found.get(part, {})
    return found


def _numbers(table: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    return list(table["percent"].items())


def _years(table: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
    return [(name, part) for name, part in table.items() if name.isdigit()]

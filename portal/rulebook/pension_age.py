"""When somebody reaches pension age (AOW-leeftijd). From data/tax/income_rules.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateutil.relativedelta import relativedelta

from portal.basics.source import Confidence, Source
from portal.rulebook.income_rules import cited, income_rules

_SPAN = re.compile(r"(?:(\S+) to (\S+)|from (\S+))")
_AGE = re.compile(r"(\d+)(?: \+ (\d+) months?)?")


@dataclass(frozen=True, slots=True)
class PensionAge:
    """Who was born from the first to the last day has this pension age; None: not fixed yet."""

    first: date
    last: date
    age: relativedelta | None
    confidence: Confidence
    source: tuple[Source, ...]


@cache
def pension_ages() -> tuple[PensionAge, ...]:
    """The table, in order of birth. Raises DataError."""
    table = income_rules()["aow_age"]
    found = []
    for row in table["table"]:
        confidence = Confidence(row["confidence"])
        first, last = _span(row["born"])
        source = cited(table["source"], confidence, table["law"])
        found.append(PensionAge(first, last, _age(row["age"]), confidence, source))
    return tuple(found)


def _span(text: str) -> tuple[date, date]:
    """ "1953-01-01 to 1953-08-31", or "from 1964-10-01"."""
    found = _SPAN.match(text)
    if found and found[3]:
        return date.fromisoformat(found[3]), date.max
    if found:
        return date.fromisoformat(found[1]), date.fromisoformat(found[2])
    raise ValueError(text)


def _age(text: str) -> relativedelta | None:
    """ "67 + 3 months"; anything else is not fixed."""
    found = _AGE.fullmatch(text)
    return relativedelta(years=int(found[1]), months=int(found[2] or 0)) if found else None

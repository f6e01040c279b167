"""What was not found about income tax, and where sources differ. From data/tax/income_rules.toml.

The texts are research notes in English; they name their sources by the ids of income_sources.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.toml import checked, read_toml
from portal.rulebook.income_rules import FOLDER

_ID = re.compile(r"\w+")


class Disagreement(BaseModel):
    """Sources that differ. values: who says what; choice: what is worked with, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str = Field(min_length=1)
    values: str = Field(min_length=1)
    choice: str = Field(min_length=1)
    effect: str = ""


class _Notes(BaseModel):
    """The two tables of the file; the others are read elsewhere."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    disagreements: tuple[Disagreement, ...]
    not_found: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source that a note names by its id. url: None where no page was kept."""

    id: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class IncomeNotes:
    """The notes, and every source that they name, in the order of its id."""

    disagreements: tuple[Disagreement, ...]
    not_found: tuple[str, ...]
    sources: tuple[NamedSource, ...]


@cache
def income_notes() -> IncomeNotes:
    """The notes, loaded once. Raises DataError."""
    return read_notes(FOLDER)


def read_notes(folder: Path) -> IncomeNotes:
    """The notes of a folder, checked. Raises DataError."""
    found = checked(_Notes, read_toml(folder / "income_rules.toml"), "income_rules.toml")
    known = read_toml(folder / "income_sources.toml")["sources"]
    texts = [*found.not_found]
    for one in found.disagreements:
        texts += [one.values, one.choice, one.effect]
    return IncomeNotes(found.disagreements, found.not_found, _named(texts, known))


def _named(texts: Iterable[str], known: Mapping[str, Any]) -> tuple[NamedSource, ...]:
    ids = {word for text in texts for word in _ID.findall(text)} & known.keys()
    return tuple(
        NamedSource(name, known[name]["title"], known[name].get("url")) for name in sorted(ids)
    )

"""The law on sex work over the years: dated facts of national law, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from portal.basics.errors import DataError
from portal.basics.toml import read_toml
from portal.rulebook.permits import FOLDER, NationalFact, permit_book


@dataclass(frozen=True, slots=True)
class Event:
    """When, in as many words as are known, and the fact with its sources."""

    when: str
    fact: NationalFact


@cache
def timeline() -> tuple[Event, ...]:
    """All events in order. Raises DataError for one that names no fact."""
    file = FOLDER / "timeline.toml"
    facts = permit_book().national
    found = []
    for table in read_toml(file)["events"]:
        if table.get("fact") not in facts:
            raise DataError(file.name, "events.fact", "the id of a fact", table.get("fact"))
        found.append(Event(str(table["when"]), facts[table["fact"]]))
    return tuple(found)

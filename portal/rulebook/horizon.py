"""What is coming or may come in the law, and amounts that change. From data/rights."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field

from portal.basics.toml import checked, read_toml
from portal.rulebook.rights import FOLDER, Claim
from portal.rulebook.sources import sourced


class Coming(Claim):
    """A change in the law. `when`: a day, a month, a year, "open" or "closed", as was found."""

    key: str
    when: str
    what_en: str
    what_nl: str
    as_of: str
    note_en: str = Field("", alias="note")
    note_nl: str = ""


class Changing(Claim):
    """An amount or a term that changes. `refresh`: when to look again."""

    key: str
    value_en: str
    value_nl: str
    as_of: str
    refresh: str
    note_en: str = Field("", alias="note")
    note_nl: str = ""


Kind = TypeVar("Kind", Coming, Changing)


@cache
def horizon() -> tuple[Coming, ...]:
    """What is coming, in the order of the research. Raises DataError."""
    return _read(Coming, "horizon", FOLDER)


@cache
def changing() -> tuple[Changing, ...]:
    """Amounts that change. Raises DataError."""
    return _read(Changing, "values", FOLDER)


def _read(kind: type[Kind], name: str, folder: Path) -> tuple[Kind, ...]:
    file = folder / f"{name}.toml"
    known = read_toml(folder / "sources.toml")["sources"]
    read_on = date.fromisoformat(read_toml(folder / "meta.toml")["meta"]["compiled"])
    found = []
    for table in read_toml(file)[name]:
        where = f"{file.name} [{table.get('key', '')}]"
        whole: dict[str, Any] = sourced(table, known, where, read_on)
        whole.pop("value", None)
        found.append(checked(kind, whole, where))
    return tuple(found)

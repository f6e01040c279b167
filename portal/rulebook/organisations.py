"""Who helps: every organisation we know of, and the national lines. From data/help."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_as, read_toml
from portal.rulebook.sources import sourced

FOLDER = DATA / "help"
_UNKNOWN = ("unknown", "onbekend")
Known = Literal["seen", "recalled", "none"]  # none: no number or address was found


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dutch(_Frozen):
    """The texts of one organisation in Dutch; its name where that differs."""

    name: str = ""
    what_for: str = ""
    hours: str = ""
    cost: str = ""
    anonymous: str = ""
    note: str = ""


class Organisation(_Frozen):
    """One organisation. Texts are English; `dutch` holds them in Dutch where we have them.

    as_of:          the date of the page where the number was read, as that page gives it.
    call_tested_on: the day somebody called the number; None where nobody did.
    """

    id: str
    name: str
    kind: str
    what_for: str
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    languages_note: str = ""
    where: str
    phone: str
    phone_confidence: Known
    phone_stale_risk: bool
    chat: str
    url: str
    url_confidence: Known
    opening_hours: str
    cost: str
    anonymous: str
    source: tuple[Source, ...]
    as_of: str
    confidence: Confidence
    note: str = ""
    call_tested_on: date | None = None
    dutch: Dutch = Dutch()

    @property
    def may_show_phone(self) -> bool:
        """Read on a page, and not so old that it may have changed."""
        return self.phone_confidence == "seen" and not self.phone_stale_risk

    def title(self, language: str) -> str:
        """Its name."""
        return self._in(language, "name", self.name)

    @property
    def is_dated(self) -> bool:
        """True when the page on which the number was read bears a date."""
        return self.as_of[:1].isdigit()

    def what(self, language: str) -> str:
        """What it is for."""
        return self._in(language, "what_for", self.what_for)

    def hours(self, language: str) -> str:
        """When it is open; empty where unknown."""
        return self._in(language, "hours", self.opening_hours)

    def price(self, language: str) -> str:
        """What it costs; empty where unknown."""
        return self._in(language, "cost", self.cost)

    def anonymity(self, language: str) -> str:
        """Whether one may stay anonymous; empty where unknown."""
        return self._in(language, "anonymous", self.anonymous)

    def remark(self, language: str) -> str:
        """What else to know before calling."""
        return self._in(language, "note", self.note)

    def _in(self, language: str, name: str, english: str) -> str:
        text = getattr(self.dutch, name) if language == "nl" else ""
        text = text or english
        return "" if text in _UNKNOWN else text


class _National(_Frozen):
    """What data/help/national.toml adds: the lines of the Help page in order, and Dutch texts."""

    first: tuple[str, ...]
    dutch: dict[str, Dutch]


@cache
def organisations() -> dict[str, Organisation]:
    """All organisations by id, loaded once. Raises DataError."""
    return read_organisations(FOLDER)


def read_organisations(folder: Path) -> dict[str, Organisation]:
    """The organisations of one folder, checked. Raises DataError."""
    file = folder / "organisations.toml"
    data, dutch = read_toml(file), _national(folder).dutch
    read_on = date.fromisoformat(data["meta"]["compiled"])
    found = {}
    for table in data["organisations"]:
        where = f"{file.name} [{table.get('id', '')}]"
        whole = sourced(table, data["sources"], where, read_on)
        whole["dutch"] = dutch.get(table.get("id", ""), Dutch())
        one = checked(Organisation, whole, where)
        found[one.id] = one
    return found


@cache
def national_help() -> tuple[Organisation, ...]:
    """The national lines whose number may be shown, in the order of the data."""
    return read_national_help(FOLDER, organisations())


def read_national_help(folder: Path, known: dict[str, Organisation]) -> tuple[Organisation, ...]:
    """The lines that one folder lists first. Raises DataError for one that nobody knows."""
    first = _national(folder).first
    for id in first:
        if id not in known:
            raise DataError("national.toml", "first", "the id of an organisation", id)
    return tuple(known[id] for id in first if known[id].may_show_phone)


def _national(folder: Path) -> _National:
    return read_as(_National, folder / "national.toml")

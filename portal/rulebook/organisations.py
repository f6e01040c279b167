"""Who helps: every organisation we know of, and the national lines. From data/help."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.days_off import holidays
from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_as, read_toml
from portal.rulebook.sources import sourced

FOLDER = DATA / "help"
_UNKNOWN = ("unknown", "onbekend")
Known = Literal["seen", "recalled", "none"]  # none: no number or address was found
Group = Literal["women", "men", "trans", "boys", "children", "undocumented", "LVB"]
Degree = Literal["yes", "partly", "no"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEEDS = (
    "emergency",
    "shelter",
    "violence",
    "sexual_violence",
    "trafficking",
    "talk",
    "peers",
    "legal",
    "health",
    "sexual_health",
    "money",
    "labour",
    "tax",
    "bank",
    "government",
    "privacy",
    "discrimination",
    "online",
    "papers",
    "children",
    "LVB",
    "leaving",
    "information",
)  # what one can look for, in the order of the help page
_WHOLE_DAY = (time(0), time(23, 59, 59))


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
    languages_note: str = ""
    where: str = ""
    chat: str = ""


class Hours(_Frozen):
    """Days of the week, and from when until when one is there, Dutch time."""

    days: tuple[Day, ...] = Field(min_length=1)
    begins: time = Field(alias="from")
    ends: time = Field(alias="until")

    def cover(self, moment: datetime) -> bool:
        """True when somebody is there at this moment."""
        clock = moment.time().replace(microsecond=0)
        return _DAYS[moment.weekday()] in self.days and self.begins <= clock <= self.ends


class Finding(_Frozen):
    """What the filters of the help page ask. None, or nothing in `open`: unknown.

    country: it works for the whole country; else for these provinces and towns.
    """

    needs: tuple[Literal[NEEDS], ...] = Field(min_length=1)  # type: ignore[valid-type]
    country: bool
    provinces: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    free: Degree | None = None
    anonymous: Degree | None = None
    chat: Literal["yes", "no"] | None = None
    hours_confidence: Confidence | None = None
    open: tuple[Hours, ...] = ()

    @property
    def is_always_open(self) -> bool:
        """Day and night, all week."""
        whole = {
            day for one in self.open if (one.begins, one.ends) == _WHOLE_DAY for day in one.days
        }
        return whole == set(_DAYS)

    def open_at(self, moment: datetime) -> bool | None:
        """Whether somebody is there; None where the hours are unknown, as on a public holiday."""
        if not self.open:
            return None
        if not self.is_always_open and moment.date() in holidays(moment.year):
            return None
        return any(one.cover(moment) for one in self.open)


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
    finding: Finding

    @property
    def may_show_phone(self) -> bool:
        """Read on a page, and not so old that it may have changed."""
        return self.phone_confidence == "seen" and not self.phone_stale_risk

    @property
    def site(self) -> str | None:
        """Its website; None where none was found."""
        return None if self.url in _UNKNOWN else self.url

    def reach(self) -> str | None:
        """The number where it may be shown, else the site; None where neither is known."""
        return self.phone if self.may_show_phone else self.site

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

    def more_languages(self, language: str) -> str:
        """What is said of other languages than those listed."""
        return self._in(language, "languages_note", self.languages_note)

    def region(self, language: str) -> str:
        """Where it works."""
        return self._in(language, "where", self.where)

    def chatting(self, language: str) -> str:
        """Whether one can chat; empty where unknown."""
        return self._in(language, "chat", self.chat)

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
    finding = read_toml(folder / "finding.toml")
    read_on = date.fromisoformat(data["meta"]["compiled"])
    found = {}
    for table in data["organisations"]:
        where = f"{file.name} [{table.get('id', '')}]"
        whole = sourced(table, data["sources"], where, read_on)
        whole["dutch"] = dutch.get(table.get("id", ""), Dutch())
        whole["finding"] = _finding(table.get("id", ""), finding)
        one = checked(Organisation, whole, where)
        found[one.id] = one
    return found


def _finding(id: str, known: dict[str, Any]) -> Finding:
    if id not in known:
        raise DataError("finding.toml", id, "a table for each organisation", "none")
    return checked(Finding, known[id], f"finding.toml [{id}]")


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

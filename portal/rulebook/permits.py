"""What the law asks per trade and per town. From data/permits; every cell with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_as, read_toml

FOLDER = DATA / "permits"
Status = Literal["known", "unknown", "not_applicable"]
Way = Literal["home", "outcall", "window", "club", "online", "street", "premises"]
WAYS: tuple[Way, ...] = ("home", "outcall", "window", "club", "online", "street", "premises")
Level = Annotated[int, Field(ge=0, le=4)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
HEAVIEST = 4
_READ_ON = date(2026, 11, 25)  # when the research was last gone through; context.toml says the same


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Dimension(_Frozen):
    """One thing that may be asked. `weight` is None where it is shown and never scored.

    hours: what each level is assumed to cost in the first year; empty where it costs none.
    """

    key: str
    group: str = ""
    label_nl: str
    label_en: str
    weight: Annotated[int, Field(ge=0, le=10)] | None = None
    weight_class: str = ""
    why_nl: str = ""
    why_en: str = ""
    levels_nl: tuple[str, ...] = ()
    levels_en: tuple[str, ...] = ()
    hours: tuple[Decimal, ...] = ()

    def label(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.label_nl if language == "nl" else self.label_en

    def level(self, number: int, language: str) -> str:
        """What a level means."""
        return (self.levels_nl if language == "nl" else self.levels_en)[number]


class CriteriaMeta(_Frozen):
    """Version of the method, and the rate of an hour."""

    version: str
    date: date
    rate_eur_per_hour: Decimal
    rate_confidence: Confidence
    rate_source: str
    hours_confidence: Literal["assumed"]
    fee_bands_eur: Annotated[tuple[tuple[int, ...], ...], Field(min_length=5, max_length=5)]


class Criteria(_Frozen):
    """All dimensions, in the order in which they are shown."""

    meta: CriteriaMeta
    dimensions: tuple[Dimension, ...]

    @property
    def scored(self) -> tuple[Dimension, ...]:
        return tuple(one for one in self.dimensions if one.weight is not None)


class Cell(_Frozen):
    """What one dimension asks, in one stretch of time.

    level: 0 to 4; low and high: the lowest and highest defensible level. None where unscored.
    by:    in a town, the fact that gave the cell.
    """

    status: Status
    level: Level | None = None
    low: Level | None = None
    high: Level | None = None
    value_en: str = ""
    value_nl: str = ""
    to_find_en: str = ""
    to_find_nl: str = ""
    sources: tuple[Source, ...] = ()
    as_of: str | None = None
    confidence: Confidence | None = None
    numbers: Mapping[str, Decimal] = {}
    by: str = ""
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _fits(self) -> Cell:
        if self.status != "known" and self.level is not None:
            raise ValueError(f"a level only where the status is known, found {self.level}")
        low, high = self.lowest, self.highest
        if self.level is not None and not low <= self.level <= high:
            raise ValueError(f"low <= level <= high, found {low}, {self.level}, {high}")
        if self.since and self.until and self.until < self.since:
            raise ValueError("until on or after since")
        return self

    @property
    def lowest(self) -> int:
        return self.low if self.low is not None else self.level or 0

    @property
    def highest(self) -> int:
        return self.high if self.high is not None else self.level or 0

    def value(self, language: str) -> str:
        """The rule in plain words; empty where unknown."""
        return self.value_nl or self.value_en if language == "nl" else self.value_en

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def _as_list(found: Any) -> Any:
    return found if isinstance(found, list | tuple) else [found]


Cells = Annotated[tuple[Cell, ...], BeforeValidator(_as_list)]


class Trade(_Frozen):
    """One trade in one way of working, or several. `town`: the only town it describes."""

    key: Key
    name_nl: str
    name_en: str
    group: str
    town: str | None = None
    ways: tuple[Way, ...] = Field(min_length=1)
    scenario_nl: str
    scenario_en: str
    notes_nl: str = ""
    notes_en: str = ""
    question_nl: str = ""
    question_en: str = ""
    cells: Mapping[str, Cells]

    def name(self, language: str) -> str:
        """Its name; readers of other languages get English."""
        return self.name_nl if language == "nl" else self.name_en


class TownWay(_Frozen):
    """Sex work in one way in one town: a researched record used whole, or a state and its cells.

    heard: what hearsay says, shown in words and never counted.
    """

    record: str = ""
    state: str = ""
    heard: str = ""
    cells: Mapping[str, Cells] = {}

    @model_validator(mode="after")
    def _one_of_two(self) -> TownWay:
        if bool(self.record) == bool(self.cells):
            raise ValueError("either a record or cells")
        return self


class Page(_Frozen):
    """One page in sources.toml. read: a copy of it was read; else it is from memory."""

    title: str
    url: str | None = None
    url_note: str | None = None
    as_of: str
    read: bool


class CitedPage(_Frozen):
    """A page about a town, or behind a national fact, where that stands."""

    title: str
    url: str | None = None
    url_note: str | None = None
    ref: str | None = None


FACTS = (
    "home_work",
    "independent_worker_permit_required",
    "operator_permit_required",
    "minimum_age",
    "minimum_age_scope",
    "intake_interview",
    "registration",
    "self_employed_escort_permit",
    "permit_cap",
    "advertising_rules",
    "street_zone",
    "window_areas",
    "fee_and_term",
    "legal_basis",
)


def _known_fact(name: str) -> str:
    if name not in FACTS:
        raise ValueError(f"one of {', '.join(FACTS)}")
    return name


FactName = Annotated[str, AfterValidator(_known_fact)]
_BY = ("", "state", "national", *FACTS)
_CONDITION = "condition: "


class Town(_Frozen):
    """What is known of one town. A fact that reads "unknown" was looked for and not found."""

    key: Key
    code: Annotated[str, Field(pattern=r"^GM\d{4}$")]
    name: str
    province: str
    as_of: str
    confidence: Confidence
    home_work_certainty: Literal["high", "medium", "low"] | None = None
    conditions_en: tuple[str, ...] = ()
    conditions_nl: tuple[str, ...] = ()
    notes_en: str = ""
    notes_nl: str = ""
    facts: Mapping[FactName, str]
    facts_nl: Mapping[FactName, str] = {}
    sources: tuple[CitedPage, ...] = Field(min_length=1)
    sex_work: Mapping[Way, TownWay]

    def fact(self, name: str, language: str) -> str:
        """One fact in the reader's language."""
        english = self.facts.get(name, "unknown")
        return self.facts_nl.get(name, english) if language == "nl" else english

    def conditions(self, language: str) -> tuple[str, ...]:
        """What the town asks of home work, in its own words."""
        return self.conditions_nl or self.conditions_en if language == "nl" else self.conditions_en

    def notes(self, language: str) -> str:
        """What else is known, hearsay included."""
        return self.notes_nl or self.notes_en if language == "nl" else self.notes_en


class _Stated(_Frozen):
    """What a statement about national law says of itself, wherever its sources stand."""

    id: str
    group: str
    fact_en: str
    fact_nl: str = ""
    as_of: str
    confidence: Confidence
    indicators: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class NationalFact(_Stated):
    """One statement about national law."""

    source: tuple[Source, ...]

    def fact(self, language: str) -> str:
        """The statement; English where we have no other."""
        return self.fact_nl or self.fact_en if language == "nl" else self.fact_en


class _NationalTable(_Stated):
    """The same as its file has it."""

    source: tuple[CitedPage, ...] = Field(min_length=1)


class PermitBook(_Frozen):
    """Everything in data/permits. `checksum` names this very content.

    nowhere: what holds where nothing is known of a town; also the template for a new one.
    """

    criteria: Criteria
    trades: Mapping[str, Trade]
    towns: Mapping[str, Town]
    nowhere: Town
    national: Mapping[str, NationalFact]
    checksum: str

    def town_named(self, name: str) -> Town | None:
        """A town by its key or its own name."""
        wanted = town_key(name)
        return self.towns.get(wanted)


def town_key(name: str) -> str:
    """'s-Hertogenbosch is s-hertogenbosch, Den Haag is den-haag."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def permit_book() -> PermitBook:
    """The data of the project, loaded once. Raises DataError."""
    return read_permit_book(FOLDER)


def read_permit_book(folder: Path) -> PermitBook:
    """Everything in one folder, checked. Raises DataError with file, field, expected, found."""
    criteria = read_as(Criteria, folder / "criteria.toml")
    known = {one.key: one for one in criteria.dimensions}
    _check_criteria(criteria)
    about = _pages(folder / "sources.toml")
    trades = _by_key(read_trade(file, about, known) for file in _files(folder / "trades"))
    national, of_law = _national(folder / "national.toml")
    towns = _by_key(read_town(file, known, trades, of_law) for file in _files(folder / "towns"))
    template = folder / "town_template.toml"
    return PermitBook(
        nowhere=read_town(template, known, trades, of_law),
        criteria=criteria,
        trades=trades,
        towns=towns,
        national=national,
        checksum=_checksum(folder),
    )


def read_trade(file: Path, about: Mapping[str, Page], dimensions: Mapping[str, Dimension]) -> Trade:
    """One trade file, its source ids resolved. Raises DataError."""
    tables = read_toml(file)
    cells = tables.get("cells", {})
    _every_dimension(cells, dimensions.keys(), file.name, "cells")
    whole = {
        name: [_sourced(cell, about, file.name, f"cells.{name}") for cell in _as_list(found)]
        for name, found in cells.items()
    }
    trade = checked(Trade, {**tables, "cells": whole}, file.name)
    for name, found in trade.cells.items():
        _check_cells(found, dimensions[name], file.name, f"cells.{name}")
    return trade


def read_town(
    file: Path,
    dimensions: Mapping[str, Dimension],
    trades: Mapping[str, Trade],
    of_law: Mapping[str, tuple[Source, ...]],
) -> Town:
    """One town file; its cells get the sources of the fact that gave them. Raises DataError."""
    town = checked(Town, read_toml(file), file.name)
    if file.stem != "town_template" and file.stem != f"{town.code}_{town.key.replace('-', '_')}":
        right = f"{town.code}_{town.key.replace('-', '_')}.toml"
        raise DataError(file.name, "code, key", f"{right} as name", file.name)
    scored = {name: one for name, one in dimensions.items() if one.weight is not None}
    its_own = tuple(_cited(one, town.as_of, town.confidence) for one in town.sources)
    ways: dict[Way, TownWay] = {}
    for way, found in town.sex_work.items():
        where = f"sex_work.{way}"
        if found.record:
            if found.record not in trades:
                raise DataError(file.name, f"{where}.record", "the key of a trade", found.record)
            ways[way] = found
            continue
        _every_dimension(found.cells, scored, file.name, f"{where}.cells")
        cells = {}
        for name, some in found.cells.items():
            field = f"{where}.cells.{name}"
            law = of_law.get(name, ())
            for cell in some:
                if (
                    cell.by not in _BY
                    and cell.by.removeprefix(_CONDITION) not in town.conditions_en
                ):
                    raise DataError(file.name, f"{field}.by", "a fact or condition", cell.by)
            cells[name] = tuple(_of_town(cell, town, its_own, law) for cell in some)
            _check_cells(cells[name], dimensions[name], file.name, field)
        ways[way] = found.model_copy(update={"cells": cells})
    return town.model_copy(update={"sex_work": ways})


def _of_town(
    cell: Cell, town: Town, its_own: tuple[Source, ...], of_law: tuple[Source, ...]
) -> Cell:
    """A cell with its sources: of national law, or of the town. A state's cell is our reading."""
    if cell.sources:
        return cell
    stated = cell.by not in ("", "state", "national")
    return cell.model_copy(
        update={
            "sources": of_law if cell.by == "national" else its_own,
            "confidence": town.confidence if stated else Confidence.RECALLED,
            "as_of": town.as_of,
        }
    )


def _cited(one: CitedPage, as_of: str, confidence: Confidence) -> Source:
    """A page as a source of a fact."""
    return Source(
        title=one.title,
        law=one.ref,
        url=one.url,
        url_note=one.url_note,
        as_of=as_of,
        checked_on=_READ_ON if confidence is Confidence.SEEN else None,
        confidence=confidence,
    )


def _sourced(cell: Any, about: Mapping[str, Page], file: str, field: str) -> Any:
    if not isinstance(cell, Mapping):
        raise DataError(file, field, "a table", cell)
    ids = cell.get("sources", ())
    if not isinstance(ids, list | tuple):
        raise DataError(file, f"{field}.sources", "a list of ids", ids)
    if cell.get("status") == "known" and not ids:
        raise DataError(file, f"{field}.sources", "at least one source", ids)
    found = []
    for id in ids:
        if id not in about:
            raise DataError(file, f"{field}.sources", "an id from sources.toml", id)
        page = about[id]
        found.append(
            {
                "title": page.title,
                "url": page.url,
                "url_note": page.url_note,
                "as_of": page.as_of,
                "checked_on": _READ_ON if page.read else None,
                "confidence": "seen" if page.read else "recalled",
            }
        )
    return {**cell, "sources": found}


def _check_criteria(criteria: Criteria) -> None:
    for one in criteria.scored:
        if one.hours and len(one.hours) != HEAVIEST + 1:
            raise DataError("criteria.toml", f"{one.key}.hours", "hours for five levels", one.hours)
        for name in ("levels_nl", "levels_en"):
            levels = getattr(one, name)
            if len(levels) != HEAVIEST + 1 or not all(levels):
                raise DataError("criteria.toml", f"{one.key}.{name}", "five levels", levels)


def _check_cells(cells: tuple[Cell, ...], dimension: Dimension, file: str, field: str) -> None:
    for cell in cells:
        scored = dimension.weight is not None
        if cell.status == "known" and scored and cell.level is None:
            raise DataError(file, f"{field}.level", "a level from 0 to 4", None)
        if not scored and cell.level is not None:
            raise DataError(file, f"{field}.level", "no level: this is never scored", cell.level)
        if cell.status == "known" and not cell.sources:
            raise DataError(file, f"{field}.sources", "at least one source", None)
    dated = sorted(cells, key=lambda cell: cell.since or date.min)
    for earlier, later in pairwise(dated):
        if earlier.until is None or later.since is None or later.since <= earlier.until:
            raise DataError(file, f"{field}.since", "dates that do not overlap", later.since)


def _every_dimension(cells: Any, wanted: Iterable[str], file: str, field: str) -> None:
    names = set(wanted)
    for name in cells:
        if name not in names:
            raise DataError(file, f"{field}.{name}", "a key from criteria.toml", name)
    for name in names - set(cells):
        raise DataError(file, f"{field}.{name}", "a cell, if need be with status unknown", None)


def _national(file: Path) -> tuple[dict[str, NationalFact], dict[str, tuple[Source, ...]]]:
    """All facts by id, and per dimension the sources of the facts that stand behind its cell."""
    data = read_toml(file)
    facts = {}
    for table in data["facts"]:
        where = f"{file.name} [{table.get('id', '')}]"
        told = checked(_NationalTable, table, where)
        sources = tuple(_cited(page, told.as_of, told.confidence) for page in told.source)
        one = NationalFact(**{**told.model_dump(exclude={"source"}), "source": sources})
        facts[one.id] = one
    of_law: dict[str, tuple[Source, ...]] = {}
    for name, ids in data["behind_cells"].items():
        for id in ids:
            if id not in facts:
                raise DataError(file.name, f"behind_cells.{name}", "the id of a fact", id)
        of_law[name] = tuple(source for id in ids for source in facts[id].source)
    return facts, of_law


def _pages(file: Path) -> dict[str, Page]:
    """Every page by its id."""
    return {
        id: checked(Page, table, f"{file.name} [{id}]")
        for id, table in read_toml(file)["sources"].items()
    }


def _by_key(found: Iterable[Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for one in found:
        if one.key in kept:
            raise DataError(f"{one.key}.toml", "key", "a key that stands once", one.key)
        kept[one.key] = one
    return kept


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _checksum(folder: Path) -> str:
    """One short name for the content of all files, in whatever order they lie."""
    told = sha256()
    for file in sorted(folder.rglob("*.toml"), key=lambda one: one.relative_to(folder).as_posix()):
        told.update(file.relative_to(folder).as_posix().encode())
        told.update(sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return told.hexdigest()[:12]

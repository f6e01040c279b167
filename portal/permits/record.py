"""What is asked in one trade, one town and one way of working: nineteen answers and three more.

Sections 2.3 to 2.5 of the method. Pure: the book of permits goes in, a record comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from portal.basics.errors import PortalError
from portal.basics.source import Confidence
from portal.rulebook.permits import HEAVIEST, Cell, PermitBook, Status, Town, Trade, Way

SEX_WORK = "sex-worker"
# a family picks its route by the way of working; the first is taken for a way that none describes
FAMILIES: Mapping[str, Mapping[Way, str]] = {
    "hairdresser": {
        "home": "hairdresser-home",
        "outcall": "hairdresser-mobile",
        "premises": "hairdresser-salon",
    }
}
SHORT = {"tattooist": "tattooist-piercer"}
_WITHOUT_TOWN: Mapping[Way, str] = {"outcall": "sex-worker-escort", "online": "sex-worker-webcam"}
_IN_EVERY_TOWN = ("online",)
SAME_EVERYWHERE = ("national_permit", "diploma_exam", "health_check", "client_liability")


class UnknownTrade(PortalError):
    """A name that no trade has."""

    def __init__(self, name: str) -> None:
        super().__init__("error.unknown_trade", name=name)


class UnknownPlace(PortalError):
    """A name that none of our towns has."""

    def __init__(self, name: str) -> None:
        super().__init__("error.unknown_place", name=name)


class Range(NamedTuple):
    """Lowest and highest defensible level, and the one that counts."""

    low: int
    level: int
    high: int


NOTHING = Range(0, 0, 0)
ANYTHING = Range(0, 0, HEAVIEST)  # unknown: adds nothing to the score, and four levels to its top


@dataclass(frozen=True, slots=True)
class Answer:
    """What one dimension asks. `cell` is what the data says of it, with its sources."""

    dimension: str
    status: Status
    range: Range
    cell: Cell

    @property
    def is_unknown(self) -> bool:
        return self.status == "unknown"

    @property
    def is_seen(self) -> bool:
        return self.cell.confidence is Confidence.SEEN

    @property
    def is_as_found(self) -> bool:
        """False where a way of working or a what-if changed what the data says."""
        cell = self.cell
        if cell.status != self.status:
            return False
        return cell.level is None or self.range == (cell.lowest, cell.level, cell.highest)

    def with_range(self, status: Status, found: Range) -> Answer:
        return replace(self, status=status, range=found)


@dataclass(frozen=True, slots=True)
class Record:
    """All answers of one trade in one town and way, in the order of the criteria.

    work_used: the way that the trade describes, where it does not describe the one asked for.
    national:  True where the answers are a national pattern that nobody checked in this town.
    state, heard: for sex work, which state of the town gave the cells, and what hearsay says.
    """

    trade: str
    route: str
    town: str
    work: Way
    work_used: Way
    national: bool
    answers: Mapping[str, Answer]
    state: str = ""
    heard: str = ""
    elsewhere: bool = False  # the route describes another town than this one

    def changed(self, answers: Mapping[str, Answer]) -> Record:
        return replace(self, answers={**self.answers, **answers})


def trade_keys(book: PermitBook) -> tuple[str, ...]:
    """What can be compared: the families first, then every route that is of no family."""
    within = {route for routes in FAMILIES.values() for route in routes.values()}
    alone = [key for key in book.trades if key not in within]
    return (SEX_WORK, *FAMILIES, *sorted(alone))


def record(book: PermitBook, trade: str, town: str, work: Way, day: date) -> Record:
    """What a trade is asked in a town ("" for none named) in a way of working, on a day.

    Raises UnknownTrade or UnknownPlace.
    """
    place = book.town_named(town) if town else None
    if town and place is None:
        raise UnknownPlace(town)
    name = SHORT.get(trade, trade)
    if name == SEX_WORK:
        return _sex_work(book, place, work, day)
    if name in FAMILIES:
        routes = FAMILIES[name]
        asked = _counterpart(work)
        used = asked if asked in routes else next(iter(routes))
        return _of_route(book, trade, routes[used], place, work, day)
    if name not in book.trades:
        raise UnknownTrade(trade)
    return _of_route(book, trade, name, place, work, day)


def _counterpart(work: Way) -> Way:
    """A rented place of work, where the sex worker has a window or a club."""
    return "premises" if work in ("window", "club") else work


def _of_route(
    book: PermitBook, trade: str, name: str, place: Town | None, work: Way, day: date
) -> Record:
    route = book.trades[name]
    asked = work if route.group == "sex_work" else _counterpart(work)
    used = asked if asked in route.ways else route.ways[0]
    answers = _answers(book, route, used, day)
    elsewhere = bool(route.town and place and place.name != route.town)
    if elsewhere:
        answers = {
            key: answer
            if key in SAME_EVERYWHERE or not _is_scored(book, key)
            else answer.with_range("unknown", ANYTHING)
            for key, answer in answers.items()
        }
    return Record(
        trade=trade,
        route=name,
        town=place.key if place else "",
        work=work,
        work_used=used,
        national=not route.town or elsewhere,
        answers=answers,
        elsewhere=elsewhere,
    )


def _answers(book: PermitBook, route: Trade, used: Way, day: date) -> dict[str, Answer]:
    answers = {
        one.key: _answer(one.key, route.cells[one.key], day) for one in book.criteria.dimensions
    }
    if used not in ("home", "online"):
        answers["home_based"] = answers["home_based"].with_range("not_applicable", NOTHING)
    if used in ("outcall", "online") and used != route.ways[0]:
        for key in ("home_based", "zoning"):  # no client comes to the address
            if not answers[key].is_unknown:
                answers[key] = answers[key].with_range("known", NOTHING)
    return answers


def _answer(key: str, cells: tuple[Cell, ...], day: date) -> Answer:
    """The cell that holds on a day; what no cell covers is unknown."""
    cell = next((one for one in cells if one.holds_on(day)), Cell(status="unknown"))
    if cell.status == "unknown":
        return Answer(key, "unknown", ANYTHING, cell)
    if cell.status == "not_applicable" or cell.level is None:
        return Answer(key, cell.status, NOTHING, cell)
    return Answer(key, "known", Range(cell.lowest, cell.level, cell.highest), cell)


def _is_scored(book: PermitBook, key: str) -> bool:
    return any(one.key == key for one in book.criteria.scored)


def _sex_work(book: PermitBook, place: Town | None, work: Way, day: date) -> Record:
    way: Way = "club" if work == "premises" else work
    found = place.sex_work.get(way) if place else None
    name = found.record if found else ""
    if not name and (way in _IN_EVERY_TOWN or place is None):
        name = _WITHOUT_TOWN.get(way, "")
    if name:
        whole = _of_route(book, SEX_WORK, name, place, way, day)
        # the rule itself in one word, where the town's file says it; its cells are the record's
        state = place.facts.get("home_work", "") if place and found and way == "home" else ""
        return replace(whole, work=work, national=not book.trades[name].town, state=state)
    found = found or book.nowhere.sex_work[way]
    shared = _shown_with_all(book, way, day)
    own = {key: _answer(key, cells, day) for key, cells in found.cells.items()}
    return Record(
        trade=SEX_WORK,
        route="",
        town=place.key if place else "",
        work=work,
        work_used=way,
        national=False,
        answers={
            one.key: own.get(one.key) or shared.get(one.key) or _unknown(one.key)
            for one in book.criteria.dimensions
        },
        state=found.state,
        heard=found.heard,
    )


def _shown_with_all(book: PermitBook, way: Way, day: date) -> dict[str, Answer]:
    """What is shown and never scored, and the same in every town: the Trade Register, VAT."""
    route = book.trades[_WITHOUT_TOWN.get(way, "sex-worker-home-tilburg")]
    return {key: _answer(key, route.cells[key], day) for key in ("kvk_registration", "vat")}


def _unknown(key: str) -> Answer:
    return Answer(key, "unknown", ANYTHING, Cell(status="unknown"))

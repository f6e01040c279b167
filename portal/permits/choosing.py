"""What somebody chose to compare, and the line of text that opens it again. Nothing personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.basics.errors import PortalError
from portal.permits.record import SEX_WORK, Record, record, trade_keys
from portal.permits.score import MOST_WEIGHT, usual_weights
from portal.rulebook.permits import WAYS, PermitBook, Way

FEWEST, MOST = 2, 6  # columns side by side
_FIRST = "compare"


class NotAComparison(PortalError):
    """A text that opens no comparison."""

    def __init__(self) -> None:
        super().__init__("permits.reopen_wrong")


@dataclass(frozen=True, slots=True)
class Choice:
    """Trades, towns and a way of working. `weights`: only those that differ from the method."""

    trades: tuple[str, ...]
    towns: tuple[str, ...] = ()
    work: Way = "home"
    weights: Mapping[str, int] = field(default_factory=dict)

    def as_text(self) -> str:
        """The line that opens this again; of one town the command line takes it too."""
        parts = [_FIRST, *self.trades]
        if self.towns:
            parts += ["--place", *self.towns]
        parts += ["--work", self.work]
        if self.weights:
            parts += ["--weights", *(f"{key}={value}" for key, value in self.weights.items())]
        return " ".join(parts)


def choice_from(text: str, book: PermitBook) -> Choice:
    """The choice that a line of text stands for. Raises NotAComparison."""
    first, *words = text.split() or [""]
    if first != _FIRST:
        raise NotAComparison
    lists: dict[str, list[str]] = {"": [], "--place": [], "--work": [], "--weights": []}
    current = ""
    for word in words:
        if word.startswith("--"):
            if word not in lists:
                raise NotAComparison
            current = word
        else:
            lists[current].append(word)
    way = next((one for one in WAYS if [one] == lists["--work"]), None)
    trades, towns = tuple(lists[""]), tuple(lists["--place"])
    known = set(trade_keys(book))
    if way is None or not trades or not set(trades) <= known or not set(towns) <= set(book.towns):
        raise NotAComparison
    return Choice(trades, towns, way, _weights(lists["--weights"], book))


def records(choice: Choice, book: PermitBook, day: date) -> list[Record]:
    """One record per column: each trade in each town, a national pattern only once."""
    found: list[Record] = []
    for trade in choice.trades:
        for town in choice.towns or ("",):
            one = record(book, trade, town, choice.work, day)
            if not (one.national and any(had.route == one.route for had in found if had.national)):
                found.append(one)
    return found


def all_towns(book: PermitBook, work: Way, day: date, trade: str = SEX_WORK) -> list[Record]:
    """The same trade in every town that we know."""
    return [record(book, trade, key, work, day) for key in book.towns]


def _weights(pairs: list[str], book: PermitBook) -> dict[str, int]:
    usual = usual_weights(book.criteria)
    weights = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        if key not in usual or not value.isascii() or not value.isdigit():
            raise NotAComparison
        if len(value) > 2 or int(value) > MOST_WEIGHT:
            raise NotAComparison
        weights[key] = int(value)
    return weights

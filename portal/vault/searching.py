"""Which bookings a list shows, and how that is asked of the database."""

from __future__ import annotations

from dataclasses import dataclass

from portal.basics.period import Period
from portal.books.facts import NO_BOOKINGS
from portal.vault.rows import KINDS, days_of

BOOKINGS = tuple(kind for kind in KINDS if kind not in NO_BOOKINGS)
NONE = ", ".join(f"'{kind}'" for kind in NO_BOOKINGS)


@dataclass(frozen=True, slots=True)
class Search:
    """Which bookings a list shows. Empty means all; `text` is sought in what was written."""

    period: Period | None = None
    text: str = ""
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    money: str = ""
    batch: str = ""
    order: str = "day"  # or "amount", "entered"
    descending: bool = True


def condition(search: Search) -> tuple[str, list[object]]:
    """The WHERE of a search, and what fills its marks."""
    parts: list[str] = ["current"]
    values: list[object] = []
    kinds = search.kinds or BOOKINGS
    # the plus keeps an index of kinds out of it where the newest few are wanted, not all to sort
    column = "+kind" if search.order == "entered" else "kind"
    if search.kinds or search.batch or not search.period:
        parts.append(f"{column} IN ({', '.join('?' for _ in kinds)})")
        values.extend(kinds)
    else:
        parts.append(f"kind NOT IN ({NONE})")
    if search.period:
        parts.append("day BETWEEN ? AND ?")
        values.extend(days_of(search.period))
    if search.categories:
        parts.append(f"category IN ({', '.join('?' for _ in search.categories)})")
        values.extend(search.categories)
    for column, value in (("money", search.money), ("batch", search.batch)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    for word in search.text.lower().split():
        parts.append("instr(words, ?) > 0")
        values.append(word)
    return " AND ".join(parts), values


def order(search: Search) -> str:
    """The ORDER BY of a search."""
    way = "DESC" if search.descending else "ASC"
    columns = {
        "day": ("day", "position"),
        "amount": ("cents", "position"),
        "entered": ("seq",),
    }
    return ", ".join(f"{column} {way}" for column in columns[search.order])

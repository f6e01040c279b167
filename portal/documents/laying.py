"""Where the columns of a table stand on paper, and how its texts break into lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from portal.documents import style
from portal.documents.fonts import BOLD, REGULAR, printable, width_of, wrapped
from portal.documents.model import Column, Row, Table, Weight

LINE = style.LEADING
_ASIDE = 3.0  # points left and right of a text
_MOST_LINES = 20  # a row with more is cut: two rows and the headings always fit on a page
_FIXED_MOST = 0.9  # of the width; beyond it amounts and headings too are broken over lines


@dataclass(frozen=True, slots=True)
class Place:
    """Where the texts of a column may stand, in points from the left margin."""

    left: float
    right: float
    to_the_right: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A row broken into lines; `lines` is the number of lines of its longest cell."""

    cells: tuple[tuple[str, ...], ...]
    lines: int
    weight: Weight
    font: str
    size: float


def lay(table: Table) -> tuple[list[Place], Laid, list[Laid]]:
    """Columns, headings and rows of a table. A row too tall for a page becomes several."""
    head = Row(tuple(printable(column.heading) for column in table.columns))
    rows = [Row(tuple(map(printable, row.cells)), row.weight) for row in table.rows]
    places = _places(table.columns, head, rows)
    return (
        places,
        _laid(head, places, BOLD, style.SMALL),
        [
            part
            for row in rows
            for part in _cut(
                _laid(row, places, REGULAR if row.weight is Weight.PLAIN else BOLD, style.SIZE)
            )
        ],
    )


def _places(columns: tuple[Column, ...], head: Row, rows: list[Row]) -> list[Place]:
    widths = _widths(columns, head, rows)
    edges = accumulate(widths, initial=0.0)
    return [
        Place(edge + _ASIDE, edge + width - _ASIDE, column.amounts)
        for edge, width, column in zip(edges, widths, columns, strict=False)
    ]


def _widths(columns: tuple[Column, ...], head: Row, rows: list[Row]) -> list[float]:
    """Each its share, but no amount and no heading is broken while other texts can give way."""
    whole = sum(column.width for column in columns)
    shares = [style.WIDTH * column.width / whole for column in columns]
    least = [
        _widest_word(head.cells[number])
        if not column.amounts
        else max(shares[number], _widest_word(head.cells[number]), _widest_amount(number, rows))
        for number, column in enumerate(columns)
    ]
    fixed = {number: least[number] for number, column in enumerate(columns) if column.amounts}
    if len(fixed) == len(columns) or sum(least) > _FIXED_MOST * style.WIDTH:
        return shares
    while tight := _too_tight(shares, least, fixed):
        fixed |= tight
    scale = _scale(shares, fixed)
    return [fixed.get(number, share * scale) for number, share in enumerate(shares)]


def _too_tight(
    shares: list[float], least: list[float], fixed: dict[int, float]
) -> dict[int, float]:
    """Which columns that give way would get less than they need, and how much that is."""
    scale = _scale(shares, fixed)
    return {
        number: least[number]
        for number, share in enumerate(shares)
        if number not in fixed and share * scale < least[number]
    }


def _scale(shares: list[float], fixed: dict[int, float]) -> float:
    """What part of their share is left to the columns that give way."""
    giving = sum(share for number, share in enumerate(shares) if number not in fixed)
    return (style.WIDTH - sum(fixed.values())) / giving


def _widest_word(heading: str) -> float:
    words = (width_of(word, BOLD, style.SMALL) for word in heading.split())
    return max(words, default=0.0) + 2 * _ASIDE


def _widest_amount(number: int, rows: list[Row]) -> float:
    amounts = (width_of(text, BOLD, style.SIZE) for text in {row.cells[number] for row in rows})
    return max(amounts, default=0.0) + 2 * _ASIDE


def _laid(row: Row, places: list[Place], font: str, size: float) -> Laid:
    cells = tuple(
        wrapped(text, font, size, place.right - place.left)
        for text, place in zip(row.cells, places, strict=True)
    )
    return Laid(cells, max(map(len, cells)), row.weight, font, size)


def _cut(row: Laid) -> Iterator[Laid]:
    for start in range(0, row.lines, _MOST_LINES):
        cells = tuple(lines[start : start + _MOST_LINES] for lines in row.cells)
        yield Laid(cells, min(_MOST_LINES, row.lines - start), row.weight, row.font, row.size)

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
_AMOUNTS_MOST = 0.8  # of the width; beyond it amounts too are broken over lines


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
    """Each its share, but an amount is never broken while the texts beside it can give way."""
    whole = sum(column.width for column in columns)
    shares = [style.WIDTH * column.width / whole for column in columns]
    wanted = [
        max(share, _widest(number, head, rows)) if column.amounts else share
        for number, (column, share) in enumerate(zip(columns, shares, strict=True))
    ]
    texts = sum(share for column, share in zip(columns, shares, strict=True) if not column.amounts)
    amounts = sum(wanted) - texts
    if not texts or amounts > _AMOUNTS_MOST * style.WIDTH:
        return shares
    rest = (style.WIDTH - amounts) / texts
    return [
        width if column.amounts else width * rest
        for column, width in zip(columns, wanted, strict=True)
    ]


def _widest(number: int, head: Row, rows: list[Row]) -> float:
    """Points that the widest amount of a column asks for, in bold, with room at both sides."""
    heading = (width_of(word, BOLD, style.SMALL) for word in head.cells[number].split())
    amounts = (width_of(text, BOLD, style.SIZE) for text in {row.cells[number] for row in rows})
    return max(0.0, *heading, *amounts) + 2 * _ASIDE


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

"""A table on paper. It places its texts itself, so that fifty pages of cash book print quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from portal.documents import style
from portal.documents.fonts import width_of
from portal.documents.laying import LINE, Laid, Place
from portal.documents.model import Weight

_ABOVE = 2.0  # points above and below the lines of a row
_BASELINE = 0.79  # of a line, from its top
_FEWEST = 2  # rows on either side of a page's end


class Grid(Flowable):
    """Laid rows under their headings. Cut at the foot of a page, both parts carry the headings.

    `wrap`, `split` and their arguments bear reportlab's names; it calls them, then `draw`.
    """

    def __init__(self, places: Sequence[Place], head: Laid, rows: Sequence[Laid]) -> None:
        super().__init__()
        self._places, self._head, self._rows = places, head, rows
        self.width, self.spaceAfter = style.WIDTH, style.AFTER_TABLE
        self.height = sum(map(_height, (head, *rows)))

    @property
    def least(self) -> float:
        """How much of it must fit to be begun: the headings and the first rows."""
        return sum(map(_height, (self._head, *self._rows[:_FEWEST])))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803
        """What fits here, and the rest; nothing where too little fits to begin with."""
        fits = self._rows_within(aH)
        if not fits:
            return []
        return [
            Grid(self._places, self._head, part) for part in (self._rows[:fits], self._rows[fits:])
        ]

    def _rows_within(self, room: float) -> int:
        """How many rows to print here, in points of room. A sum stays with the row it closes."""
        room -= _height(self._head)
        fits = 0
        while fits < len(self._rows) and (room := room - _height(self._rows[fits])) >= 0:
            fits += 1
        best = min(fits, len(self._rows) - _FEWEST)
        while best >= _FEWEST and self._rows[best].weight is not Weight.PLAIN:
            best -= 1
        if best >= _FEWEST:
            return best
        return fits if fits >= _FEWEST else 0

    def draw(self) -> None:
        tops = list(self._tops())
        self._draw_bands(tops)
        self._draw_rules(tops)
        self._draw_texts(tops)

    def _tops(self) -> Iterator[tuple[Laid, float]]:
        top = self.height
        for row in (self._head, *self._rows):
            yield row, top
            top -= _height(row)

    def _draw_bands(self, tops: list[tuple[Laid, float]]) -> None:
        self.canv.setFillColor(style.BAND)
        for row, top in tops:
            if row.weight is Weight.TOTAL:
                self.canv.rect(0, top - _height(row), self.width, _height(row), stroke=0, fill=1)

    def _draw_rules(self, tops: list[tuple[Laid, float]]) -> None:
        below = [(0.0, top - _height(row), self.width, top - _height(row)) for row, top in tops]
        above_totals = [
            (0.0, top, self.width, top) for row, top in tops if row.weight is Weight.TOTAL
        ]
        for width, colour, lines in (
            (0.25, style.RULE, below[1:]),
            (0.8, style.INK, [below[0], *above_totals]),
        ):
            self.canv.setLineWidth(width)
            self.canv.setStrokeColor(colour)
            self.canv.lines(lines)

    def _draw_texts(self, tops: list[tuple[Laid, float]]) -> None:
        self.canv.setFillColor(style.INK)
        text = self.canv.beginText()
        font: tuple[str, float] | None = None
        for row, top in tops:
            if font != (row.font, row.size):
                font = (row.font, row.size)
                text.setFont(*font)
            first = top - _ABOVE - _BASELINE * LINE
            for place, lines in zip(self._places, row.cells, strict=True):
                for number, line in enumerate(lines):
                    if line:
                        text.setTextOrigin(_left(place, line, row), first - number * LINE)
                        text.textOut(line)
        self.canv.drawText(text)


def _height(row: Laid) -> float:
    return 2 * _ABOVE + LINE * row.lines


def _left(place: Place, line: str, row: Laid) -> float:
    """Where a line begins, in points from the left margin."""
    if place.to_the_right:
        return place.right - width_of(line, row.font, row.size)
    return place.left

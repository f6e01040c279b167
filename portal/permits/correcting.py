"""Somebody's own corrections laid over our cells: always told apart, never mixed in silence."""

from __future__ import annotations

from collections.abc import Iterable

from portal.basics.source import Confidence, Source
from portal.permits.record import (
    ANYTHING,
    NOTHING,
    SAME_EVERYWHERE,
    SEX_WORK,
    Answer,
    Range,
    Record,
)
from portal.rulebook.corrections import Correction
from portal.rulebook.permits import Cell

THEIRS = "theirs"  # what `by` of a corrected cell says


def corrected(found: Record, some: Iterable[Correction]) -> Record:
    """The record with the corrections that are about it; the same record where there are none."""
    answers = {one.dimension: _answer(one) for one in some if _is_about(one, found)}
    return found.changed(answers) if answers else found


def is_theirs(answer: Answer) -> bool:
    """True for a cell that is not ours."""
    return answer.cell.by == THEIRS


def how_many(found: Record) -> int:
    """How many cells of a record are not ours."""
    return sum(map(is_theirs, found.answers.values()))


def _is_about(one: Correction, found: Record) -> bool:
    if one.trade:
        # not where another way of working or another town took our cell out
        in_place = not found.elsewhere or one.dimension in SAME_EVERYWHERE
        as_found = found.answers[one.dimension].is_as_found
        return one.trade == found.route and in_place and as_found
    way = "club" if one.work == "premises" else one.work  # the same in every record of sex work
    return found.trade == SEX_WORK and one.town == found.town and way == found.work_used


def _answer(one: Correction) -> Answer:
    source = Source(
        title=one.source, url=one.url or None, as_of=one.as_of, confidence=Confidence.RECALLED
    )
    cell = Cell(
        status=one.status,
        level=one.level,
        low=one.low,
        high=one.high,
        value_en=one.value,
        value_nl=one.value,
        sources=(source,),
        as_of=one.as_of,
        confidence=Confidence.RECALLED,
        by=THEIRS,
    )
    return Answer(one.dimension, one.status, _range(one, cell), cell)


def _range(one: Correction, cell: Cell) -> Range:
    if one.status == "unknown":
        return ANYTHING
    if one.level is None:
        return NOTHING
    return Range(cell.lowest, one.level, cell.highest)

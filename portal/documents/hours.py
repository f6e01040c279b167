"""The hours of a year as evidence: each line with the day it was written down, sums, how kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from portal.basics.period import month_of, year
from portal.basics.source import Source
from portal.books.hours import LATE_AFTER, HourLine, hours_text, per_kind, per_month, sum_of
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.formats import short_date
from portal.language.words import Words
from portal.rulebook.income_tax import HoursCriterion


def hours_document(
    lines: Sequence[HourLine],
    number: int,
    criterion: HoursCriterion,
    words: Words,
    sources: Iterable[Source] = (),
) -> Document:
    """lines: those of the year `number`. sources: on how hours are kept, beside the criterion's."""
    ordered = sorted(lines, key=lambda one: (one.line.day, one.line.entered))
    return document(
        words,
        words("page.hours"),
        words.show(year(number)),
        (
            Section(paragraphs=_summary(ordered, number, criterion, words)),
            Section(words("hours.per_month"), table=_months(ordered, words)),
            Section(words("hours.per_kind"), table=_kinds(ordered, words)),
            Section(words("hours.lines"), table=_lines(ordered, words)),
            Section(words("hours.how_kept"), tuple(_how_kept(words))),
        ),
        sources=(*criterion.hours.source, *sources),
    )


def _summary(
    lines: Sequence[HourLine], number: int, criterion: HoursCriterion, words: Words
) -> tuple[str, ...]:
    worked = hours_text(sum_of(one.line for one in lines))
    needed = criterion.hours.value
    late = sum(one.late for one in lines)
    changed = sum(one.changed is not None for one in lines)
    return (
        words("hours.worked_of", worked=worked, needed=needed, year=str(number)),
        words("hours.paper_late", count=len(lines), late=late, days=LATE_AFTER),
        words("hours.paper_changed", count=changed),
    )


def _how_kept(words: Words) -> list[str]:
    return [words(f"hours.how_kept_{name}") for name in ("entered", "changed", "clock", "names")]


def _months(lines: Sequence[HourLine], words: Words) -> Table:
    sums = per_month(one.line for one in lines)
    rows = [Row((words.show(month_of(first)), hours_text(sums[first]))) for first in sums]
    return _summed(words("hours.column_month"), rows, lines, words)


def _kinds(lines: Sequence[HourLine], words: Words) -> Table:
    sums = per_kind(one.line for one in lines)
    rows = [Row((words(f"hours.kind_{kind}"), hours_text(sums[kind]))) for kind in sums]
    return _summed(words("hours.column_kind"), rows, lines, words)


def _summed(heading: str, rows: list[Row], lines: Sequence[HourLine], words: Words) -> Table:
    total = Row(
        (words("hours.column_total"), hours_text(sum_of(one.line for one in lines))),
        Weight.TOTAL,
    )
    columns = (Column(heading, 5), Column(words("hours.column_hours"), 2, amounts=True))
    return Table(columns, (*rows, total))


def _lines(lines: Sequence[HourLine], words: Words) -> Table:
    rows: list[Row] = []
    for month, some in groupby(lines, key=lambda one: month_of(one.line.day)):
        of_month = list(some)
        rows += [_row(one, words) for one in of_month]
        total = hours_text(sum_of(one.line for one in of_month))
        rows.append(Row((words.show(month), "", "", "", "", total), Weight.SUBTOTAL))
    return Table(_columns(words), tuple(rows))


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("hours.column_day"), 1.7),
        Column(words("hours.column_kind"), 2.3),
        Column(words("hours.column_memo"), 2.4),
        Column(words("hours.column_entered"), 2.0),
        Column(words("hours.column_changed"), 1.6),
        Column(words("hours.column_hours"), 1.0, amounts=True),
    )


def _row(one: HourLine, words: Words) -> Row:
    line = one.line
    entered = short_date(line.entered, words.language)
    if one.late:
        entered = f"{entered}, {words('hours.days_later', count=one.days_later)}"
    return Row(
        (
            short_date(line.day, words.language),
            words(f"hours.kind_{line.work}"),
            line.memo,
            entered,
            short_date(one.changed, words.language) if one.changed else "",
            hours_text(line.minutes),
        )
    )

"""The cash book of a month, and the slip of one day: running numbers, in, out, balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.basics.euro import Euro, total
from portal.basics.period import Period
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.formats import short_date
from portal.language.words import Words


@dataclass(frozen=True, slots=True)
class CashRow:
    """One booking on the cash box: number in the year, day, what it was, and the balance."""

    number: int
    day: date
    what: str
    change: Euro
    balance: Euro


def cash_book_document(
    period: Period, opening: Euro, rows: Sequence[CashRow], words: Words
) -> Document:
    """Every booking of a period, with what was in the cash box before and after."""
    closing = rows[-1].balance if rows else opening
    table = Table(
        _columns(words),
        (
            Row(("", "", words("cash.opening"), "", words.show(opening)), Weight.SUBTOTAL),
            *(_row(row, words) for row in rows),
            Row(("", "", words("cash.closing"), "", words.show(closing)), Weight.TOTAL),
        ),
    )
    return document(
        words,
        words("page.cash_book"),
        words.show(period),
        (Section(table=table), _sums(rows, words)),
    )


def day_slip_document(day: date, opening: Euro, rows: Sequence[CashRow], words: Words) -> Document:
    """One day of the cash book, with lines to write down what was counted."""
    of_day = [row for row in rows if row.day == day]
    before = [row for row in rows if row.day < day]
    start = before[-1].balance if before else opening
    book = cash_book_document(Period(day, day), start, of_day, words)
    counted = Section(paragraphs=(words("cash.slip_counted"), words("cash.slip_signed")))
    return document(words, words("cash.slip_title"), words.show(day), (*book.sections, counted))


def _sums(rows: Iterable[CashRow], words: Words) -> Section:
    came = total(row.change for row in rows if row.change > Euro())
    went = total(row.change for row in rows if row.change < Euro())
    return Section(
        paragraphs=(words("cash.came_in", amount=came), words("cash.went_out", amount=-went))
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("cash.column_number"), 0.8),
        Column(words("cash.column_day"), 1.6),
        Column(words("cash.column_what"), 4),
        Column(words("cash.column_change"), 2, amounts=True),
        Column(words("cash.column_balance"), 2, amounts=True),
    )


def _row(row: CashRow, words: Words) -> Row:
    return Row(
        (
            str(row.number),
            short_date(row.day, words.language),
            row.what,
            words.show(row.change),
            words.show(row.balance),
        )
    )

"""Year figures: profit and loss beside the year before, balance sheet, profit reached two ways."""

from __future__ import annotations

from portal.basics.euro import Euro
from portal.basics.period import Period
from portal.books.figures import Figures
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document, ledger_name
from portal.language.words import Words


def year_report_document(now: Figures, then: Figures, period: Period, words: Words) -> Document:
    """now: the period; then: the same stretch a year earlier."""
    return document(
        words,
        words("page.year_report"),
        words.show(period),
        (
            Section(words("figures.result"), table=_result(now, then, period, words)),
            Section(words("figures.balance"), table=_balance(now, then, period, words)),
            Section(words("figures.two_ways"), (_agreement(now, words),), _two_ways(now, words)),
        ),
        notes=(words("figures.balance_line"), words("figures.left_out")),
    )


def _result(now: Figures, then: Figures, period: Period, words: Words) -> Table:
    rows = [
        *_pairs(now.result.turnover, then.result.turnover, words),
        _row(
            words("figures.turnover"),
            now.result.total_turnover,
            then.result.total_turnover,
            words,
            Weight.SUBTOTAL,
        ),
        *_costs(now, then, words),
        _row(
            words("figures.costs"),
            now.result.total_costs,
            then.result.total_costs,
            words,
            Weight.SUBTOTAL,
        ),
        _row(words("figures.profit"), now.result.profit, then.result.profit, words, Weight.TOTAL),
    ]
    return Table(_columns(words, words.show(period), words.show(period.year_before())), tuple(rows))


def _balance(now: Figures, then: Figures, period: Period, words: Words) -> Table:
    rows = [
        *_pairs(now.end.lines, then.end.lines, words),
        _row(words("account.equity"), now.end.equity, then.end.equity, words, Weight.TOTAL),
    ]
    ends = (words.show(period.last), words.show(period.year_before().last))
    return Table(_columns(words, *ends), tuple(rows))


def _two_ways(now: Figures, words: Words) -> Table:
    compared = now.compared
    lines = (
        ("figures.equity_end", compared.equity_end, Weight.PLAIN),
        ("figures.equity_start", -compared.equity_start, Weight.PLAIN),
        ("figures.drawn", compared.drawn, Weight.PLAIN),
        ("figures.put_in", -compared.put_in, Weight.PLAIN),
        ("figures.added", -compared.added, Weight.PLAIN),
        ("figures.profit", compared.profit, Weight.TOTAL),
    )
    columns = (Column(words("figures.line"), 5), Column(words("figures.amount"), 2, amounts=True))
    rows = tuple(Row((words(key), words.show(amount)), weight) for key, amount, weight in lines)
    return Table(columns, rows)


def _agreement(now: Figures, words: Words) -> str:
    return words("figures.agree" if now.agree else "figures.disagree")


def _columns(words: Words, now: str, then: str) -> tuple[Column, ...]:
    return (
        Column(words("figures.line"), 4),
        Column(now, 2, amounts=True),
        Column(then, 2, amounts=True),
    )


def _pairs(now: dict[str, Euro], then: dict[str, Euro], words: Words) -> list[Row]:
    return [
        _row(
            words(f"account.{account}"), now.get(account, Euro()), then.get(account, Euro()), words
        )
        for account in dict.fromkeys((*now, *then))
    ]


def _costs(now: Figures, then: Figures, words: Words) -> list[Row]:
    """Costs by the plain names of the ledger: categories of one account are added up."""
    ours, theirs = (_by_ledger(one.result.costs, words) for one in (now, then))
    return [
        _row(name, ours.get(name, Euro()), theirs.get(name, Euro()), words)
        for name in dict.fromkeys((*ours, *theirs))
    ]


def _by_ledger(costs: dict[str, Euro], words: Words) -> dict[str, Euro]:
    found: dict[str, Euro] = {}
    for category, amount in costs.items():
        name = ledger_name(category, words)
        found[name] = found.get(name, Euro()) + amount
    return found


def _row(name: str, now: Euro, then: Euro, words: Words, weight: Weight = Weight.PLAIN) -> Row:
    return Row((name, words.show(now), words.show(then)), weight)

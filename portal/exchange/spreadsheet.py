"""CSV for a spreadsheet: readable columns, and no text that would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from portal.basics.euro import Euro
from portal.books.figures import Figures
from portal.language.words import Words
from portal.taxes.vat_return import VatReturn

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def bookings_csv(facts: Iterable[Any], words: Words) -> bytes:
    """All bookings, one a row. Text that starts like a formula gets an apostrophe before it."""
    header = [
        words(f"list.column_{name}")
        for name in ("day", "what", "category", "amount", "vat", "memo")
    ]
    return _csv(header, (_booking(fact, words) for fact in facts))


def vat_return_csv(result: VatReturn, words: Words) -> bytes:
    """The boxes as on the form, in whole euros."""
    header = [words(f"vat.column_{name}") for name in ("box", "base", "vat")]
    rows = ([box.code, _plain(box.base), _plain(box.vat)] for box in result.boxes)
    return _csv(header, rows)


def figures_csv(now: Figures, then: Figures, words: Words) -> bytes:
    """Profit and loss and balance sheet, this period beside the one before."""
    parts = (
        ("turnover", now.result.turnover, then.result.turnover),
        ("costs", now.result.costs, then.result.costs),
        ("balance", now.end.lines, then.end.lines),
    )
    rows = [
        [part, account, _plain(these.get(account, Euro())), _plain(those.get(account, Euro()))]
        for part, these, those in parts
        for account in dict.fromkeys((*these, *those))
    ]
    rows += [["profit", "", _plain(now.result.profit), _plain(then.result.profit)]]
    rows += [["balance", "equity", _plain(now.end.equity), _plain(then.end.equity)]]
    header = [words(f"figures.column_{name}") for name in ("part", "line", "now", "before")]
    return _csv(header, rows)


def safe_text(text: str) -> str:
    """Text that a spreadsheet shows and never runs."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _booking(fact: Any, words: Words) -> list[str]:
    category = getattr(fact, "category", "") or getattr(fact, "to", "")
    vat = getattr(fact, "vat", None) or getattr(fact, "vat_deducted", None)
    return [
        fact.day.isoformat(),
        words(f"kind.{fact.kind}"),
        category,
        _plain(fact.gross),
        _plain(vat),
        safe_text(fact.memo),
    ]


def _plain(amount: Euro | None) -> str:
    return "" if amount is None else str(amount)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    # with a byte-order mark: Dutch spreadsheets then read accents right
    return text.getvalue().encode("utf-8-sig")

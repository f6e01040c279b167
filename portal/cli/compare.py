"""What the law asks of trades, side by side."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from portal.basics.errors import PortalError
from portal.cli.asking import json_argument, pdf_argument, print_json, write_file
from portal.language.words import Words, words_in
from portal.permits.compare import compared
from portal.permits.record import Answer, Record, record
from portal.permits.score import Score, scored, shown
from portal.permits.telling import Column, column_name, place_name, score_told, told
from portal.rulebook.permits import WAYS, PermitBook, permit_book

HELP = "compare what the law asks of trades, in a town and a way of working"
_MOST = 6


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trade", nargs="+", metavar="TRADE", help="two to six; see `trades`")
    parser.add_argument("--place", metavar="TOWN", default="", help="see `places`; none: national")
    parser.add_argument("--work", choices=WAYS, default="home", help="way of working")
    json_argument(parser)
    pdf_argument(parser)
    parser.add_argument("--csv", metavar="FILE", type=Path, help="write every cell as CSV too")


def run(asked: argparse.Namespace) -> None:
    if not 2 <= len(asked.trade) <= _MOST:
        raise PortalError("permits.error_count")
    book, words = permit_book(), words_in(asked.language or "nl")
    columns = [_column(book, trade, asked, words) for trade in asked.trade]
    if asked.pdf:
        _write_pdf(asked, columns, book, words)
    if asked.csv:
        from portal.exchange.permit_csv import permits_csv

        write_file(asked.csv, permits_csv(columns, book, words))
    if asked.json:
        print_json(_as_json(columns, book, asked, words))
        return
    for column in columns:
        print(f"{column.name}: {score_told(column.score, words)}")


def _column(book: PermitBook, trade: str, asked: argparse.Namespace, words: Words) -> Column:
    found = record(book, trade, asked.place, asked.work, date.today())
    return Column(found, scored(found, book.criteria), column_name(book, found, words))


def _as_json(
    columns: list[Column], book: PermitBook, asked: argparse.Namespace, words: Words
) -> dict[str, Any]:
    first, second = columns[0].record, columns[1].record
    pair = compared(first, second, book.criteria)
    return {
        "place": first.town or None,
        "work": asked.work,
        "trades": [_trade(column, book, words) for column in columns],
        "only_first": list(pair.only_first),
        "only_second": list(pair.only_second),
        "only_first_possibly": list(pair.only_first_possibly),
        "only_second_possibly": list(pair.only_second_possibly),
        "verdict": pair.verdict.value,
        "order_kept": pair.order_kept,
        "any_weights": pair.any_weights,
        "method": book.criteria.meta.version,
        "data": book.checksum,
    }


def _trade(column: Column, book: PermitBook, words: Words) -> dict[str, Any]:
    found, score = column.record, column.score
    return {
        "trade": found.trade,
        "name": column.name,
        "work_used": found.work_used,
        "national_pattern": found.national,
        **_numbers(score),
        "requirements": [
            _requirement(found.answers[one.key], found, book, words)
            for one in book.criteria.dimensions
        ],
    }


def _numbers(score: Score) -> dict[str, Any]:
    return {
        "score": shown(score.score),
        "score_low": shown(score.low),
        "score_high": shown(score.high),
        "points": score.points.level,
        "maximum": score.maximum,
        "known_share": _share(score.known_share),
        "seen_share": _share(score.seen_share),
        "barred": score.barred.value,
    }


def _requirement(answer: Answer, found: Record, book: PermitBook, words: Words) -> dict[str, Any]:
    counted = answer.dimension in {one.key for one in book.criteria.scored}
    known = counted and not answer.is_unknown
    cell = answer.cell
    return {
        "dimension": answer.dimension,
        "status": answer.status,
        "level": answer.range.level if known else None,
        "low": answer.range.low if counted else None,
        "high": answer.range.high if counted else None,
        "value": None if answer.is_unknown else told(answer, found, book, words),
        "source": [{"title": one.title, "url": one.url} for one in cell.sources],
        "as_of": cell.as_of,
        "confidence": cell.confidence.value if cell.confidence else None,
    }


def _share(share: Fraction) -> Decimal:
    return shown(share)


def _write_pdf(
    asked: argparse.Namespace, columns: list[Column], book: PermitBook, words: Words
) -> None:
    from portal.documents.guides import guide_sections
    from portal.documents.pdf import to_pdf
    from portal.documents.permit_comparison import full_report
    from portal.rulebook.guides import guide

    method = guide_sections(guide("permit_score_method", words.language))
    key = columns[0].record.town
    place = place_name(book, [key] if key else [], asked.work, words)
    write_file(asked.pdf, to_pdf(full_report(columns, book, place, method, date.today(), words)))

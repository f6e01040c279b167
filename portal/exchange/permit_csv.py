"""The comparison of trades as CSV for a spreadsheet: one row per trade and requirement."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from portal.exchange.spreadsheet import safe_text
from portal.language.words import Words
from portal.permits.telling import Column, how_sure, level_told, told
from portal.rulebook.permits import Dimension, PermitBook

HEADER = (
    "trade",
    "town",
    "work",
    "work_used",
    "dimension",
    "requirement",
    "status",
    "level",
    "low",
    "high",
    "meaning",
    "rule",
    "national_pattern",
    "as_of",
    "confidence",
    "checked",
    "sources",
    "addresses",
)


def permits_csv(columns: Sequence[Column], book: PermitBook, words: Words) -> bytes:
    """Every cell of every column; a level that is unknown is empty, never nought."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")  # so that either sign in a text is quoted
    writer.writerow(HEADER)
    for row in permit_rows(columns, book, words):
        writer.writerow([safe_text(cell) for cell in row])
    version = book.criteria.meta.version
    writer.writerow([words("permits.data_line", version=version, checksum=book.checksum)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def permit_rows(columns: Sequence[Column], book: PermitBook, words: Words) -> Iterator[list[str]]:
    """One row per column and requirement, in the order of HEADER."""
    for column in columns:
        for dimension in book.criteria.dimensions:
            yield _row(column, dimension, book, words)


def _row(column: Column, dimension: Dimension, book: PermitBook, words: Words) -> list[str]:
    found, answer = column.record, column.record.answers[dimension.key]
    scored = answer.cell.level is not None or answer.status == "not_applicable"
    counted = scored and not answer.is_unknown
    levels = [str(one) for one in answer.range] if counted else ["", "", ""]
    low, level, high = levels
    return [
        column.name,
        found.town,
        found.work,
        found.work_used,
        dimension.key,
        dimension.label(words.language),
        answer.status,
        level,
        low,
        high,
        level_told(answer, book, words),
        told(answer, found, book, words),
        "yes" if found.national else "",
        answer.cell.as_of or "",
        answer.cell.confidence or "",
        how_sure(answer, words),
        "; ".join(dict.fromkeys(source.title for source in answer.cell.sources)),
        " ".join(dict.fromkeys(source.url for source in answer.cell.sources if source.url)),
    ]

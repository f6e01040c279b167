"""The comparison as CSV: every cell a row, unknown never nought, nothing that runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from portal.exchange.permit_csv import HEADER, permits_csv
from portal.language.words import words_in
from portal.permits.record import record
from portal.permits.score import scored
from portal.permits.telling import Column, column_name
from portal.rulebook.permits import WAYS, permit_book

BOOK, WORDS = permit_book(), words_in("en")
DIMENSIONS = [one.key for one in BOOK.criteria.dimensions]
SCORED = {one.key for one in BOOK.criteria.scored}


def _column(trade, town="tilburg", work="home"):
    found = record(BOOK, trade, town, work, date.today())
    return Column(found, scored(found, BOOK.criteria), column_name(BOOK, found, WORDS))


def _rows(*columns):
    """The rows below the heading, without the last line, which says what they rest on."""
    lines = permits_csv(columns, BOOK, WORDS).decode("utf-8-sig").splitlines()
    return list(csv.DictReader(lines[:-1]))


def test_every_cell_of_every_column_is_a_row():
    columns = [_column("hairdresser"), _column("sex-worker"), _column("sex-worker", "houten")]
    rows = _rows(*columns)

    assert tuple(rows[0]) == HEADER
    assert [(row["trade"], row["town"], row["dimension"]) for row in rows] == [
        (column.name, column.record.town, key) for column in columns for key in DIMENSIONS
    ]


def test_a_known_level_stands_with_its_range_its_rule_and_its_source():
    (row,) = (row for row in _rows(_column("sex-worker")) if row["dimension"] == "zoning")
    answer = _column("sex-worker").record.answers["zoning"]

    assert (row["low"], row["level"], row["high"]) == tuple(map(str, answer.range))
    assert row["rule"] == answer.cell.value("en")
    assert row["as_of"] == answer.cell.as_of
    assert row["confidence"] == answer.cell.confidence
    assert all(source.title in row["sources"] for source in answer.cell.sources)


@pytest.mark.parametrize("work", WAYS)
@pytest.mark.parametrize("town", ["", "houten", "tilburg"])
def test_an_unknown_level_is_empty_and_never_nought(town, work):
    column = _column("sex-worker", town, work)
    for row in _rows(column):
        levels = (row["low"], row["level"], row["high"])
        if column.record.answers[row["dimension"]].is_unknown or row["dimension"] not in SCORED:
            assert levels == ("", "", "")
        else:
            assert all(levels)


def test_what_is_unknown_says_so_in_words():
    rows = [row for row in _rows(_column("sex-worker", "houten")) if row["status"] == "unknown"]

    assert "municipal_permit" in [row["dimension"] for row in rows]
    assert {row["rule"] for row in rows} == {WORDS("permits.unknown_long")}
    assert {row["checked"] for row in rows} == {""}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_is_made_safe(sign):
    column = replace(_column("hairdresser"), name=f"{sign}1+1")
    text = io.StringIO(permits_csv([column], BOOK, WORDS).decode("utf-8-sig"), newline="")
    names = [row[0] for row in csv.reader(text)][1:-1]

    assert names == [f"'{sign}1+1"] * len(DIMENSIONS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_cell_begins_like_a_formula_and_the_last_line_says_what_it_rests_on(language):
    columns = [_column(trade) for trade in ("hairdresser", "sex-worker", "tattooist-piercer")]
    content = permits_csv(columns, BOOK, words_in(language))
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))

    assert content.startswith(b"\xef\xbb\xbf")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert BOOK.checksum in rows[-1][0]

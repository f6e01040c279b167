"""The comparison as a workbook: numbers as numbers, text as text, unknown empty; nothing runs."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from defusedxml import ElementTree

from portal.documents.permit_comparison import full_report, one_page
from portal.exchange.permit_csv import HEADER, permit_rows
from portal.exchange.permit_sheet import permits_workbook
from portal.language.words import words_in
from portal.permits.correcting import corrected
from portal.permits.record import record
from portal.permits.score import scored, shown
from portal.permits.telling import Column, column_name, corrections_told
from portal.rulebook.corrections import Correction
from portal.rulebook.permits import WAYS, permit_book
from tests.documents.paper import texts

BOOK, WORDS = permit_book(), words_in("en")
DIMENSIONS = [one.key for one in BOOK.criteria.dimensions]
SCORED = {one.key for one in BOOK.criteria.scored}
LEVELS = ("level", "low", "high")
SIGNS = ["=", "+", "-", "@", "\t", "\r", "{="]
NAMES = {"": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FEES = Correction(
    town="tilburg",
    work="home",
    dimension="fees",
    status="known",
    level=4,
    value="=1+1 is what it costs",
    source='=HYPERLINK("https://example.org","Fees")',
    url="https://example.org/fees",
    as_of="=2026",
)


def _column(trade, town="tilburg", work="home", some=(), words=WORDS):
    ours = record(BOOK, trade, town, work, date.today())
    theirs = corrected(ours, some)
    name = column_name(BOOK, ours, words)
    without = scored(ours, BOOK.criteria) if theirs is not ours else None
    return Column(theirs, scored(theirs, BOOK.criteria), name, without)


def _parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def _texts(parts):
    """Texts by their number; a sign that XML cannot hold is written as _x0000_."""
    shared = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    return [
        re.sub("_x([0-9A-F]{4})_", lambda sign: chr(int(sign[1], 16)), "".join(one.itertext()))
        for one in shared.findall("si", NAMES)
    ]


def _cells(content, number=1):
    """The rows of a sheet: column to text or number, as the file has it; empty is left out."""
    parts = _parts(content)
    shared = _texts(parts)
    sheet = ElementTree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
    return [
        {
            _place(cell.get("r")): shared[int(value)] if cell.get("t") == "s" else Decimal(value)
            for cell in row.findall("c", NAMES)
            if (value := cell.findtext("v", None, NAMES)) is not None
        }
        for row in sheet.find("sheetData", NAMES).findall("row", NAMES)
    ]


# A1 is nought, B1 one, and so on
def _place(reference):
    (letter,) = re.fullmatch(r"([A-Z])\d+", reference).groups()
    return ord(letter) - ord("A")


def _rows(*columns, words=WORDS):
    head, *rows = _cells(permits_workbook(columns, BOOK, words))
    assert tuple(head.values()) == HEADER
    return [{HEADER[place]: value for place, value in row.items()} for row in rows]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cell_of_every_column_is_a_row_as_in_the_csv(language):
    words = words_in(language)
    columns = [
        _column("hairdresser", words=words),
        _column("sex-worker", words=words),
        _column("sex-worker", "houten", words=words),
    ]
    rows = _rows(*columns, words=words)

    assert [(row["trade"], row["dimension"]) for row in rows] == [
        (column.name, key) for column in columns for key in DIMENSIONS
    ]
    for row, wanted in zip(rows, permit_rows(columns, BOOK, words), strict=True):
        said = dict(zip(HEADER, wanted, strict=True))
        assert {name: str(value) for name, value in row.items()} == {
            name: text for name, text in said.items() if text
        }


def test_a_known_level_is_a_number_with_its_range():
    column = _column("sex-worker")
    for row in _rows(column):
        answer = column.record.answers[row["dimension"]]
        if row["dimension"] in SCORED and answer.status == "known":
            low, level, high = answer.range
            assert [row[name] for name in LEVELS] == [level, low, high]
            assert {type(row[name]) for name in LEVELS} == {Decimal}


@pytest.mark.parametrize("work", WAYS)
@pytest.mark.parametrize("town", ["", "houten", "tilburg"])
def test_an_unknown_level_is_an_empty_cell_and_never_nought(town, work):
    column = _column("sex-worker", town, work)
    for row in _rows(column):
        unknown = column.record.answers[row["dimension"]].is_unknown
        wanted = set() if unknown or row["dimension"] not in SCORED else set(LEVELS)
        assert set(LEVELS) & set(row) == wanted, row["dimension"]


def test_only_levels_are_numbers():
    for row in _rows(_column("sex-worker"), _column("tattooist-piercer")):
        assert {name for name, value in row.items() if isinstance(value, Decimal)} <= set(LEVELS)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_name_that_begins_like_a_formula_is_text_as_it_stands(sign):
    column = replace(_column("hairdresser"), name=f"{sign}1+1")
    content = permits_workbook([column], BOOK, WORDS)

    assert {row["trade"] for row in _rows(column)} == {f"{sign}1+1"}
    assert _cells(content, 2)[1][0] == f"{sign}1+1"
    assert _running(content) == []


def test_a_correction_that_begins_like_a_formula_is_text_as_it_stands():
    column = _column("sex-worker", some=[FEES])
    (row,) = (row for row in _rows(column) if row["dimension"] == "fees")

    assert (row["rule"], row["sources"], row["as_of"]) == (FEES.value, FEES.source, FEES.as_of)
    assert row["addresses"] == FEES.url
    assert row["level"] == 4
    assert row["checked"] == WORDS("permits.how_sure_theirs")
    assert _running(permits_workbook([column], BOOK, WORDS)) == []


def _running(content):
    """What a spreadsheet would work out, open or fetch."""
    wrong = [
        name
        for name in _parts(content)
        if re.search(r"externalLink|vbaProject|connections|calcChain|worksheets/_rels", name)
    ]
    for name, part in _parts(content).items():
        tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(part).iter()}
        if name.startswith("xl/"):
            wrong += [(name, tag) for tag in tags & {"f", "hyperlink", "definedName", "oleObject"}]
    return wrong


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_in_the_workbook_is_worked_out_opened_or_fetched(language):
    trades = ("hairdresser", "sex-worker", "tattooist-piercer", "bnb-host-amsterdam")
    words = words_in(language)
    content = permits_workbook([_column(one, words=words) for one in trades], BOOK, words)

    assert content.startswith(b"PK")
    assert _running(content) == []
    assert not any(b"TargetMode" in part for part in _parts(content).values())


@pytest.mark.parametrize(
    "text", ["a\0b", "\x1b[0m", "\ufffe\uffff", "<b>&amp;</b>", "]]>", "_x0041_", "😀é\n\ttwo"]
)
def test_strange_signs_stay_and_leave_the_workbook_whole(text):
    some = [FEES.model_copy(update={"value": f" {text} signs"})]
    rows = _rows(_column("sex-worker", some=some))

    assert len(rows) == len(DIMENSIONS)
    assert [row["rule"] for row in rows if row["dimension"] == "fees"] == [f" {text} signs"]


def test_the_second_sheet_gives_the_scores_as_numbers():
    columns = [_column("sex-worker"), _column("hairdresser")]
    head, *rows, last = _cells(permits_workbook(columns, BOOK, WORDS), 2)

    assert list(head.values())[2:5] == ["score", "low", "high"]
    # by hand, as in the method: 28 points of 160, between 22 and 34
    assert [rows[0][place] for place in (2, 3, 4, 5, 6)] == [
        Decimal("17.5"),
        Decimal("13.8"),
        Decimal("21.3"),
        28,
        160,
    ]
    for row, column in zip(rows, columns, strict=True):
        assert row[0] == column.name
        assert row[2] == shown(column.score.score)
        assert row[8] == WORDS(f"permits.barred_{column.score.barred}")
    assert BOOK.checksum in last[0]


def test_the_same_comparison_says_the_same_twice():
    column = _column("sex-worker")

    assert _cells(permits_workbook([column], BOOK, WORDS)) == _cells(
        permits_workbook([column], BOOK, WORDS)
    )


def _flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_page_with_a_correction_names_it_on_page_one(language):
    words = words_in(language)
    columns = [_column("sex-worker", some=[FEES], words=words), _column("hairdresser", words=words)]
    first, *_ = texts(one_page(columns, BOOK, "Tilburg", words))
    (line,) = corrections_told(columns, words)

    assert _flat(line) in _flat(first)


def test_the_full_report_with_a_correction_gives_its_rule_and_its_source():
    columns = [_column("sex-worker", some=[FEES]), _column("hairdresser")]
    pages = texts(full_report(columns, BOOK, "Tilburg", (), date.today(), WORDS))
    whole = _flat(" ".join(pages))
    (line,) = corrections_told(columns, WORDS)

    assert _flat(line) in _flat(pages[0])
    assert FEES.value in whole
    assert FEES.url in "".join(whole.split())


def test_papers_without_corrections_say_nothing_of_them():
    columns = [_column("sex-worker"), _column("hairdresser")]
    for document in (
        one_page(columns, BOOK, "Tilburg", WORDS),
        full_report(columns, BOOK, "Tilburg", (), date.today(), WORDS),
    ):
        assert "own correction" not in _flat(" ".join(texts(document)))

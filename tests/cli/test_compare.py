"""Compare, trades and places: public commands, without a vault, exact to one decimal."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from portal.cli import main
from portal.documents.guides import guide_sections
from portal.language.words import words_in
from portal.permits.record import record
from portal.rulebook.guides import guide
from portal.rulebook.permits import permit_book

BOOK, WORDS = permit_book(), words_in("en")
PAIR = ["compare", "hairdresser", "sex-worker"]
TILBURG = [*PAIR, "--place", "tilburg", "--work", "home"]
WHOLE = {
    "place",
    "work",
    "trades",
    "only_first",
    "only_second",
    "only_first_possibly",
    "only_second_possibly",
    "verdict",
    "order_kept",
    "any_weights",
    "method",
    "data",
}
TRADE = {
    "trade",
    "name",
    "work_used",
    "national_pattern",
    "score",
    "score_low",
    "score_high",
    "points",
    "maximum",
    "known_share",
    "seen_share",
    "barred",
    "requirements",
}
REQUIREMENT = {
    "dimension",
    "status",
    "level",
    "low",
    "high",
    "value",
    "source",
    "as_of",
    "confidence",
}


def _json(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out, parse_float=Decimal)


def _cells(told, number):
    return {one["dimension"]: one for one in told["trades"][number]["requirements"]}


def _pdf(tmp_path, *arguments):
    file = tmp_path / "a.pdf"
    assert main([*arguments, "--language", "en", "--pdf", str(file)]) == 0
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    return " ".join(text.split())


def test_two_trades_give_exactly_these_keys(capsys):
    told = _json(capsys, *TILBURG)

    assert set(told) == WHOLE
    assert (told["place"], told["work"]) == ("tilburg", "home")
    assert [one["trade"] for one in told["trades"]] == ["hairdresser", "sex-worker"]
    for one in told["trades"]:
        assert set(one) == TRADE
        assert [set(cell) for cell in one["requirements"]] == [REQUIREMENT] * 22


def test_the_scores_of_tilburg_are_those_of_the_method(capsys):
    # by hand: 16 [10-39] and 28 [22-34] points of 160
    told = _json(capsys, *TILBURG)

    assert [[one[key] for key in ("points", "maximum")] for one in told["trades"]] == [
        [16, 160],
        [28, 160],
    ]
    assert [
        [str(one[key]) for key in ("score", "score_low", "score_high")] for one in told["trades"]
    ] == [["10.0", "6.3", "24.4"], ["17.5", "13.8", "21.3"]]


def test_what_is_asked_of_one_only_is_named(capsys):
    told = _json(capsys, *TILBURG)

    assert told["only_first"] == []
    assert set(told["only_second"]) == {
        "minimum_age",
        "premises_inspection",
        "advertising",
        "client_liability",
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Den Haag", "den-haag"),
        ("den-haag", "den-haag"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("Tilburg", "tilburg"),
    ],
)
def test_a_town_is_known_by_its_name_and_by_its_key(capsys, name, key):
    by_name, by_key = (_json(capsys, *PAIR, "--place", one) for one in (name, key))

    assert by_name == by_key
    assert by_name["place"] == key


def test_without_a_place_there_is_none_and_the_pattern_is_national(capsys):
    told = _json(capsys, *PAIR)

    assert told["place"] is None
    assert told["trades"][0]["national_pattern"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "hairdresser", "wizard"],
        ["compare", "hairdresser", "sex-worker", "--place", "atlantis"],
        ["compare", "hairdresser", "sex-worker", "--work", "moon"],
        ["compare", "hairdresser"],
        ["compare", *["hairdresser"] * 7],
        ["compare"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_mistake_is_one_line_on_stderr_and_exit_2(capsys, arguments, form):
    assert main([*arguments, *form]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err


def test_a_mistake_writes_no_file(tmp_path, capsys):
    assert main(["compare", "hairdresser", "wizard", "--pdf", str(tmp_path / "a.pdf")]) == 2
    assert main([*TILBURG, "--csv", str(tmp_path / "x" / "a.csv")]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "a.csv" in capsys.readouterr().err


def test_what_is_shown_and_not_scored_has_no_level(capsys):
    unscored = {one.key for one in BOOK.criteria.dimensions if one.weight is None}
    cells = _cells(_json(capsys, *TILBURG), 1)

    assert len(unscored) == 3
    assert all(cells[key]["level"] is None for key in unscored)
    assert any(cells[key]["value"] for key in unscored)


def test_what_is_unknown_has_no_level_and_no_value(capsys):
    cells = _cells(_json(capsys, *PAIR, "--place", "houten"), 1)
    unknown = [one for one in cells.values() if one["status"] == "unknown"]

    assert cells["municipal_permit"] in unknown
    assert {(one["level"], one["value"]) for one in unknown} == {(None, None)}
    assert (cells["municipal_permit"]["low"], cells["municipal_permit"]["high"]) == (0, 4)


def test_what_is_known_says_where_it_stands_and_how_sure_that_is(capsys):
    known = [one for one in _cells(_json(capsys, *TILBURG), 1).values() if one["status"] == "known"]

    assert all(one["value"] and one["source"] for one in known)
    assert {one["confidence"] for one in known} <= {"seen", "recalled"}
    assert all(set(source) == {"title", "url"} for one in known for source in one["source"])


def test_without_json_each_trade_is_one_line(capsys):
    assert main([*TILBURG, "--language", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Hairdresser: 10.0 of 100 (range 6.3 to 24.4)",
        "Sex worker: 17.5 of 100 (range 13.8 to 21.3)",
    ]


def test_the_csv_holds_every_cell(tmp_path, capsys):
    file = tmp_path / "a.csv"

    assert main([*TILBURG, "--csv", str(file)]) == 0
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1 + 2 * 22 + 1
    assert BOOK.checksum in rows[-1][0]


def test_the_pdf_says_what_it_rests_on_and_what_is_unchecked(tmp_path, capsys):
    text = _pdf(tmp_path, *TILBURG)
    version = BOOK.criteria.meta.version

    assert WORDS("permits.data_line", version=version, checksum=BOOK.checksum) in text
    assert "National pattern" in text
    assert WORDS("permits.how_sure_recalled") in text


def test_the_pdf_holds_every_heading_of_the_method(tmp_path, capsys):
    text = _pdf(tmp_path, *TILBURG)
    headings = [one.heading for one in guide_sections(guide("permit_score_method", "en"))]

    assert len(headings) > 20
    assert [one for one in headings if one not in text] == []


def test_the_same_question_gives_the_same_pdf(tmp_path, capsys):
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for file in files:
        assert main([*TILBURG, "--pdf", str(file)]) == 0

    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_trade_that_is_listed_can_be_compared(capsys):
    keys = [one["key"] for one in _json(capsys, "trades")["trades"]]

    assert {"sex-worker", "hairdresser"} < set(keys)
    assert len(keys) == len(set(keys))
    for key in keys:
        assert len(record(BOOK, key, "tilburg", "home", date.today()).answers) == 22


def test_every_place_that_is_listed_can_be_compared_by_key_and_by_name(capsys):
    places = _json(capsys, "places")["places"]

    assert len(places) == 76
    for one in places:
        assert set(one) == {"key", "name", "code", "province"}
        for name in (one["key"], one["name"]):
            found = record(BOOK, "sex-worker", name, "home", date.today())
            assert found.town == one["key"]


@pytest.mark.parametrize(("command", "key"), [("trades", "hairdresser"), ("places", "den-haag")])
def test_a_list_for_people_has_one_key_a_line(capsys, command, key):
    assert main([command]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]

    assert key in listed
    assert len(listed) == len(_json(capsys, command)[command])

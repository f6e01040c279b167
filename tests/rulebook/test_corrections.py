"""A file of corrections is taken whole, or refused with file, field, expected and found."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.errors import DataError
from portal.rulebook.corrections import (
    FORMAT,
    MOST_BYTES,
    Correction,
    correction,
    corrections_file,
    corrections_from,
)
from portal.rulebook.permits import WAYS, permit_book

BOOK = permit_book()
SCORED = [one.key for one in BOOK.criteria.scored]
NEVER_SCORED = next(one.key for one in BOOK.criteria.dimensions if one.weight is None)
FILE = "e7.json"
ROW = {
    "town": "houten",
    "work": "home",
    "dimension": "fees",
    "status": "known",
    "level": 2,
    "value": "The permit costs 400 euros.",
    "source": "Fees of the town, 2026",
    "as_of": "2026-10-01",
}
LAWYER = {**{key: ROW[key] for key in ROW if key not in ("town", "work")}, "trade": "lawyer"}
WHOLE = "(the correction)"
DEEP = 50_000


def _without(row, *names):
    return {name: value for name, value in row.items() if name not in names}


def _file(*rows, **more):
    return json.dumps({"format": FORMAT, "corrections": list(rows), **more}).encode()


# exactly this is said; expected and found may say more
def _refused(content, file, field, expected, found):
    with pytest.raises(DataError) as refused:
        corrections_from(content, FILE, BOOK)
    facts = refused.value.facts
    assert set(facts) == {"file", "field", "expected", "found"}
    assert (facts["file"], facts["field"]) == (file, field)
    assert expected in facts["expected"]
    assert found in facts["found"]
    assert all(part in str(refused.value) for part in facts.values())


def _read(content):
    """The corrections and no refusal, or none and what the refusal says."""
    try:
        return corrections_from(content, FILE, BOOK), {}
    except DataError as refused:
        return (), refused.facts


def _text(least, most):
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=least, max_size=most).filter(
        lambda text: len(text.strip()) >= least
    )


@st.composite
def corrections(draw):
    whose = st.one_of(
        st.fixed_dictionaries({"trade": st.sampled_from(list(BOOK.trades))}),
        st.fixed_dictionaries(
            {"town": st.sampled_from(list(BOOK.towns)), "work": st.sampled_from(WAYS)}
        ),
    )
    row = draw(whose) | {
        "dimension": draw(st.sampled_from(SCORED)),
        "status": draw(st.sampled_from(["known", "unknown", "not_applicable"])),
        "value": draw(_text(3, 1000)),
        "source": draw(_text(3, 300)),
        "url": draw(_text(0, 500)),
        "as_of": draw(_text(4, 40)),
        "by": draw(_text(0, 100)),
    }
    if row["status"] == "known":
        row["level"] = draw(st.integers(0, 4))
        row["low"] = draw(st.none() | st.integers(0, row["level"]))
        row["high"] = draw(st.none() | st.integers(row["level"], 4))
    return Correction(**row)


@given(st.lists(corrections(), max_size=5).map(tuple))
def test_what_was_saved_comes_in_again_as_it_was(some):
    assert corrections_from(corrections_file(some), FILE, BOOK) == some


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_refused_in_one_sentence(content):
    some, refused = _read(content)

    assert some == ()
    assert refused["file"] == FILE
    assert refused["field"]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some),
    max_leaves=10,
)


@given(st.sampled_from([*Correction.model_fields, "vlaue"]), _json)
def test_whatever_stands_in_a_field_is_read_or_refused(name, value):
    some, refused = _read(_file({**ROW, name: value}))

    assert len(some) == (not refused)
    assert corrections_from(corrections_file(some), FILE, BOOK) == some
    assert refused.get("field", name) in (name, WHOLE)


def test_a_file_with_the_mark_of_a_windows_editor_comes_in():
    assert corrections_from(b"\xef\xbb\xbf" + _file(ROW), FILE, BOOK) == (Correction(**ROW),)


def test_a_file_says_what_was_corrected_and_nothing_else():
    told = json.loads(corrections_file([Correction(**ROW), Correction(**LAWYER)]))

    assert told == {"format": FORMAT, "corrections": [ROW, LAWYER]}


def test_no_corrections_are_a_file_too():
    assert corrections_from(corrections_file([]), FILE, BOOK) == ()


@pytest.mark.parametrize("status", ["unknown", "not_applicable"])
def test_what_is_unknown_or_does_not_arise_has_no_level(status):
    row = _without({**ROW, "status": status}, "level")

    assert corrections_from(_file(row), FILE, BOOK) == (Correction(**row),)
    _refused(_file({**row, "level": 0}), f"{FILE} [1]", WHOLE, "only there", status)


def test_a_later_correction_of_a_cell_is_known_by_its_cell():
    again = Correction(**{**ROW, "level": 4, "value": "No permit is given."})

    assert Correction(**ROW).cell == again.cell == ("", "houten", "home", "fees")
    assert Correction(**LAWYER).cell == ("lawyer", "", "", "fees")


WRONG_FILES = {
    "no JSON": (b"{", "(the file)", "JSON", "JSONDecodeError"),
    "nothing": (b"", "(the file)", "JSON", "JSONDecodeError"),
    "no UTF-8": (b"\xff\xfe" + _file(ROW), "(the file)", "JSON", "UnicodeDecodeError"),
    "UTF-16": (_file(ROW).decode().encode("utf-16"), "(the file)", "JSON", "UnicodeDecodeError"),
    "half a sign": (
        *(_file({**ROW, "value": "\ud800 euros"}), "(the file)"),
        *("JSON", "UnicodeEncodeError"),
    ),
    "half a sign in a key": (
        *(_file({**ROW, "\udfff": 1}), "(the file)"),
        *("JSON", "UnicodeEncodeError"),
    ),
    "a number without an end": (
        _file(ROW).replace(b"2,", b"2" * 5000 + b","),
        *("(the file)", "JSON", "ValueError"),
    ),
    "over 1 MB": (
        _file(ROW) + b" " * MOST_BYTES,
        *("(the file)", "< 1 MB", str(len(_file(ROW)) + MOST_BYTES)),
    ),
    "lists in lists": (
        *(b"[" * DEEP + b"]" * DEEP, "(the file)"),
        *("JSON", "RecursionError"),
    ),
    "tables in tables": (
        b'{"format":' * DEEP + b"1" + b"}" * DEEP,
        *("(the file)", "JSON", "RecursionError"),
    ),
    "lists in a value": (
        _file(ROW).replace(b'"houten"', b"[" * DEEP + b"]" * DEEP),
        *("(the file)", "JSON", "RecursionError"),
    ),
    "no format": (b'{"corrections": []}', "format", FORMAT, "None"),
    "another format": (_file(ROW, format="permit-corrections/2"), "format", FORMAT, "tions/2"),
    "a list at the top": (json.dumps([ROW]).encode(), "format", FORMAT, "list"),
    "a word at the top": (b'"permit-corrections/1"', "format", FORMAT, "str"),
    "no corrections": (json.dumps({"format": FORMAT}).encode(), "corrections", "list", "NoneType"),
    "corrections in a table": (_file(corrections={"1": ROW}), "corrections", "a list", "dict"),
}


@pytest.mark.parametrize(
    ("content", "field", "expected", "found"), WRONG_FILES.values(), ids=WRONG_FILES
)
def test_a_file_that_is_none_is_refused(content, field, expected, found):
    _refused(content, FILE, field, expected, found)


ONE_OF_TWO = "either a trade, or a town and a way of working"
WRONG_ROWS = {
    "an unknown town": ({**ROW, "town": "atlantis"}, "town", "the key of a town", "atlantis"),
    "the name of a town": ({**ROW, "town": "Den Haag"}, "town", "the key of a town", "Den Haag"),
    "an unknown trade": ({**LAWYER, "trade": "wizard"}, "trade", "the key of a trade", "wizard"),
    "a family of trades": (
        {**LAWYER, "trade": "hairdresser"},
        *("trade", "the key of a trade", "hairdresser"),
    ),
    "an unknown dimension": (
        {**ROW, "dimension": "fee"},
        *("dimension", "a key from criteria.toml", "fee"),
    ),
    "a dimension that is never scored": (
        {**ROW, "dimension": NEVER_SCORED},
        *("dimension", "a key from criteria.toml", NEVER_SCORED),
    ),
    "an unknown way": ({**ROW, "work": "moon"}, "work", "'home'", "moon"),
    "an unknown status": ({**ROW, "status": "sure"}, "status", "'known'", "sure"),
    "level 5": ({**ROW, "level": 5}, "level", "less than or equal to 4", "5"),
    "level -1": ({**ROW, "level": -1}, "level", "greater than or equal to 0", "-1"),
    "level 2.5": ({**ROW, "level": 2.5}, "level", "integer", "2.5"),
    "low 5": ({**ROW, "low": 5}, "low", "less than or equal to 4", "5"),
    "a missing level": (_without(ROW, "level"), WHOLE, "a level where the status is known", "fees"),
    "low above level": ({**ROW, "low": 3}, WHOLE, "low <= level <= high", "'low': 3"),
    "high below level": ({**ROW, "high": 1}, WHOLE, "low <= level <= high", "'high': 1"),
    "a trade and a town": ({**ROW, "trade": "lawyer"}, WHOLE, ONE_OF_TWO, "lawyer"),
    "a trade in a town": ({**LAWYER, "town": "houten"}, WHOLE, ONE_OF_TWO, "houten"),
    "a trade in a way": ({**LAWYER, "work": "home"}, WHOLE, ONE_OF_TWO, "home"),
    "a town without a way": (_without(ROW, "work"), WHOLE, ONE_OF_TWO, "houten"),
    "a way without a town": (_without(ROW, "town"), WHOLE, ONE_OF_TWO, "home"),
    "neither": (_without(ROW, "town", "work"), WHOLE, ONE_OF_TWO, "fees"),
    "no value": (_without(ROW, "value"), "value", "required", "houten"),
    "no source": (_without(ROW, "source"), "source", "required", "houten"),
    "no date": (_without(ROW, "as_of"), "as_of", "required", "houten"),
    "an empty value": ({**ROW, "value": ""}, "value", "at least 3", ""),
    "an empty source": ({**ROW, "source": ""}, "source", "at least 3", ""),
    "a blank value": ({**ROW, "value": " \n\t  "}, "value", "at least 3", " \n\t  "),
    "a blank source": ({**ROW, "source": "    "}, "source", "at least 3", "    "),
    "a blank date": ({**ROW, "as_of": "     "}, "as_of", "at least 4", "     "),
    "a source that is none": ({**ROW, "source": None}, "source", "valid string", "None"),
    "a value too long": ({**ROW, "value": "a" * 1001}, "value", "at most 1000", "aaa"),
    "a source too long": ({**ROW, "source": "a" * 301}, "source", "at most 300", "aaa"),
    "an address too long": ({**ROW, "url": "a" * 501}, "url", "at most 500", "aaa"),
    "a date too long": ({**ROW, "as_of": "2" * 41}, "as_of", "at most 40", "222"),
    "a name too long": ({**ROW, "by": "a" * 101}, "by", "at most 100", "aaa"),
    "a misspelt key": ({**ROW, "vlaue": "x"}, "vlaue", "not permitted", "x"),
    "a key of ours": ({**ROW, "confidence": "seen"}, "confidence", "not permitted", "seen"),
    "a list": ([ROW], WHOLE, "a valid dictionary", "houten"),
    "a number": (1, WHOLE, "a valid dictionary", "1"),
    "nothing": (None, WHOLE, "a valid dictionary", "None"),
}


@pytest.mark.parametrize(("row", "field", "expected", "found"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_one_wrong_correction_is_refused_by_its_number_and_nothing_is_taken(
    row, field, expected, found
):
    _refused(_file(ROW, LAWYER, row, ROW), f"{FILE} [3]", field, expected, found)


def test_what_is_typed_is_refused_under_the_name_of_its_page():
    with pytest.raises(DataError) as refused:
        correction({**ROW, "source": ""}, "A page", BOOK)

    assert (refused.value.facts["file"], refused.value.facts["field"]) == ("A page", "source")


def test_a_correction_cannot_be_changed_afterwards():
    with pytest.raises(ValueError, match="frozen"):
        Correction(**ROW).level = 4


def test_blanks_around_what_is_typed_are_left_out():
    typed = {**ROW, "value": f"  {ROW['value']}\n", "source": f"\t{ROW['source']} "}

    assert Correction(**typed) == Correction(**ROW)

"""Every sentence stands in both languages, with the same blanks, in plain words."""

from __future__ import annotations

import ast
import re
from datetime import date, datetime
from decimal import Decimal
from string import Formatter

import pytest

from portal.basics.errors import DataError
from portal.basics.euro import Euro, NotAnAmount, eur
from portal.basics.period import Period, quarter
from portal.basics.toml import ROOT
from portal.language.formats import short_date, typed_amount, typed_amounts
from portal.language.words import HIDDEN, Words, _flat, languages, sentences, words_in

LANGUAGES = languages()
# Words for the trade that only a law's title may use, and words that point at an onlooker.
BANNED = re.compile(r"prostitu|hoer|hooker|escort|illegaal persoon", re.IGNORECASE)


def _blanks(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_dutch_and_english_are_complete():
    assert LANGUAGES[:2] == ("nl", "en")
    assert set(sentences("nl")) == set(sentences("en"))


@pytest.mark.parametrize("key", sorted(sentences("en")))
def test_a_sentence_has_the_same_blanks_in_every_language(key):
    assert len({frozenset(_blanks(sentences(language)[key])) for language in ("nl", "en")}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_uses_a_word_that_we_do_not_use(language):
    assert [key for key, text in sentences(language).items() if BANNED.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language):
    # the readers are often not native: 22 words at the most in one sentence
    for key, text in sentences(language).items():
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            assert len(sentence.split()) <= 22, f"{key}: {sentence}"


def test_every_error_says_what_became_of_the_data_or_what_to_do():
    for key, text in sentences("en").items():
        if key.startswith("error."):
            assert len(re.split(r"(?<=[.!?])\s", text)) >= 2, key


TABLES = {key.partition(".")[0] for key in sentences("en")} - {"cost", "vat", "categories"}
_KEY = re.compile(r"[a-z_]+(\.[a-z_0-9]+)*\.[a-z_0-9]*[a-z0-9]")
_NO_KEYS = {"bank.account"}  # a text of the same shape that is no key; nor is a file's name


def _keys_in_code():
    for folder in ("portal", "pages"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if not isinstance(text, str) or not _KEY.fullmatch(text):
                    continue
                if text in _NO_KEYS or text.endswith(".toml"):
                    continue
                if text.partition(".")[0] in TABLES:
                    yield file.name, text


@pytest.mark.parametrize(("file", "key"), sorted(set(_keys_in_code())))
def test_every_key_that_the_code_asks_for_has_a_sentence(file, key):
    assert key in sentences("en"), file


def test_a_missing_sentence_falls_back_to_english(monkeypatch):
    words = Words("nl")
    words._own = {}

    assert words("common.unknown") == "unknown"


def test_a_key_that_stands_twice_or_is_no_sentence_is_refused(tmp_path):
    with pytest.raises(DataError, match="a sentence"):
        _flat({"a": {"b": 3}}, "", tmp_path / "x.toml")


def test_values_are_written_as_each_language_writes_them():
    dutch, english = words_in("nl"), words_in("en")

    assert dutch.show(eur("-1234.5")).replace("\u00a0", " ") == "€ -1.234,50"
    assert english.show(eur("1234.5")) == "€1,234.50"
    assert dutch.show(date(2026, 7, 1)) == "1 juli 2026"
    assert english.show(date(2026, 7, 1)) == "1 July 2026"
    assert dutch.show(quarter(3, 2026)) == "3e kwartaal 2026"
    assert english.show(Period(date(2026, 1, 1), date(2026, 12, 31))) == "2026"
    assert dutch.show(Decimal("2.5")) == "2,5"
    assert "2026" in english.show(datetime(2026, 7, 1, 9, 5))
    assert short_date(date(2026, 7, 1), "nl") == "01-07-2026"


def test_unknown_is_shown_as_unknown_and_hidden_amounts_as_dots():
    assert words_in("nl").show(None) == "onbekend"
    assert words_in("nl", True).show(eur("5")) == HIDDEN
    assert words_in("nl", True)("taking.saved", amount=eur("5"), day=None).startswith(
        "Opgeschreven: € •••"
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("120", "120.00"),
        ("120,5", "120.50"),
        ("120.50", "120.50"),
        ("1.250", "1250.00"),
        ("1.250,00", "1250.00"),
        ("1 250,00", "1250.00"),
        ("€1,250.00", "1250.00"),
        ("-€90.75", "-90.75"),
        ("€ 12", "12.00"),
        ("-3,10", "-3.10"),
    ],
)
def test_amounts_are_read_as_people_type_them(text, amount):
    assert typed_amount(text) == eur(amount)


@pytest.mark.parametrize(
    "text", ["", "hundred", "1,2,3", "12,345", "12.345,678", "--5", "1e3", "9" * 30]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        typed_amount(text)


def test_several_amounts_in_one_line():
    assert typed_amounts("150 100  99,50") == (Euro(15000), Euro(10000), Euro(9950))

from __future__ import annotations

import tomllib

import pytest

from portal.basics.toml import DATA
from portal.documents.fonts import printable

FILES = sorted((DATA / "words").glob("*/*.toml"))
READERS = {
    "Dutch": "éèëêïíóöüúàäâçĳĲÉËÏÖÜ€",
    "Romanian": "ăâîșțĂÂÎȘȚşţŞŢ„”",
    "Bulgarian": "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯѝЍ№",
    "Hungarian": "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_sentence_of_ours_can_be_printed(file):
    for sentence in _sentences(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert printable(sentence) == sentence


@pytest.mark.parametrize("alphabet", READERS.values(), ids=READERS)
def test_every_letter_of_our_readers_can_be_printed(alphabet):
    assert printable(alphabet) == alphabet


def test_signs_of_money_and_sums_can_be_printed():
    signs = "€ \u00a01\u202f234,50 −12 – — · × ≤ ≥ → … “ ” ‘ ’ § ½ ✓"
    assert printable(signs) == signs


def test_letters_written_as_two_signs_become_one():
    assert printable("s\u0326 o\u030b") == "ș ő"


def test_control_signs_become_spaces_and_line_ends_stay():
    assert printable("a\tb\x00c\nd") == "a b c\nd"


def test_a_letter_no_font_has_becomes_a_sign_that_says_so():
    assert printable("\U0001f984 é") == "\ufffd é"


def test_the_licence_of_the_fonts_lies_beside_them():
    licence = (DATA / "fonts" / "LICENSE").read_text(encoding="utf-8")
    assert "Bitstream" in licence
    assert "Tavmjong Bah" in licence


def _sentences(found: object) -> list[str]:
    if isinstance(found, str):
        return [found]
    return [sentence for part in found.values() for sentence in _sentences(part)]

"""Our own fonts, embedded: what reportlab brings lacks the letters of many of our readers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portal.basics.toml import DATA

REGULAR, BOLD = "Regular", "Bold"
_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
_NO_LETTER = "\ufffd"  # a sign with a question mark: the reader sees that something is missing


@cache
def register() -> None:
    """Make the fonts known to reportlab: read once per process."""
    for font in _fonts().values():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )


def printable(text: str) -> str:
    """The text in letters that the fonts have; control signs become spaces, but line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    known = _letters()
    return "".join(
        letter if letter in known else " " if letter < " " else _NO_LETTER
        for letter in normalize("NFC", text)
    )


def width_of(text: str, font: str, size: float) -> float:
    """How wide a text is, in points."""
    return sum(map(_advances(font).__getitem__, text)) * size / 1000


def wrapped(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """The text broken between words into lines of this width; a longer word is cut."""
    if "\n" not in text and width_of(text, font, size) <= width:
        return (text,)
    return tuple(
        line for part in text.split("\n") for line in _broken(part.split(), font, size, width)
    )


def _broken(words: list[str], font: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _cut(word, font, size, width)
        yield from full
    yield line


def _cut(word: str, font: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, font, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


class _Advances(dict[str, float]):
    """Width of each letter in thousandths of the size, looked up once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, letter: str) -> float:
        found = self._face.charWidths.get(ord(letter), self._face.defaultWidth)
        self[letter] = found
        return float(found)


@cache
def _fonts() -> dict[str, TTFont]:
    return {name: TTFont(name, DATA / "fonts" / file) for name, file in _FILES.items()}


@cache
def _advances(font: str) -> _Advances:
    return _Advances(_fonts()[font])


@cache
def _letters() -> frozenset[str]:
    """What both weights can print, and the line end."""
    known = [set(font.face.charToGlyph) for font in _fonts().values()]
    return frozenset(map(chr, set.intersection(*known))) | {"\n"}

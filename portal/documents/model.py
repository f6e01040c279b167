"""What a document says, without any layout: the same value can be printed or shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How a row of a table stands out."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, share of the width, and whether it holds amounts (to the right)."""

    heading: str
    width: float = 1.0
    amounts: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Ready text, one cell a column."""

    cells: tuple[str, ...]
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; a long one runs over pages and repeats its headings."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, some paragraphs, a table. Any may be missing."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    big: str = ""  # one thing in large letters, such as a code to copy


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `sources` are ready lines; `footer` stands on every page with its number.

    page:       how a page is numbered, with the blanks {page} and {pages}.
    file_title: what the file says of itself where its title would tell too much.
    """

    title: str
    language: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    sources_heading: str = ""
    sources: tuple[str, ...] = ()
    footer: str = ""
    page: str = "{page} / {pages}"
    file_title: str = ""

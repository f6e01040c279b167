"""What bank tables share: a header row that names the columns, rows under it, and cells."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from portal.basics.euro import Euro
from portal.exchange.bank_file import (
    LONGEST_LINE,
    MOST_BOOKINGS,
    BankFileError,
)
from portal.exchange.bank_sheet import TELL_EVERY, Sheet

Names = Mapping[str, tuple[str, ...]]  # our name of a column → how the bank heads it

_SEPARATORS = ";,\t"
_DAY = re.compile(r"((?:19|20)[0-9]{2})(-?)([0-9]{2})\2([0-9]{2})")
_USUAL_AMOUNT = re.compile(r"[+-]?[0-9]{1,12},[0-9]{2}")
_AMOUNT = re.compile(r"[+-]?[0-9]{1,12}(?:,[0-9]?)?")


class Unreadable(Exception):
    """A cell that does not hold what its column should; the table adds where it stands."""

    def __init__(self, column: int, key: str, expected: str) -> None:
        super().__init__(key)
        self.column = column
        self.key = key
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Header:
    """The first row: where it stands, how columns are separated, and their plain names."""

    line: int
    separator: str
    labels: tuple[str, ...]
    plain: tuple[str, ...]
    quoted: bool

    def has(self, *headings: str) -> bool:
        """True when each of these columns is there, however it is accented or spaced."""
        return all(plain_name(heading) in self.plain for heading in headings)


def header_of(sheet: Sheet) -> Header | None:
    """The header row of a table, separated as that row itself is; None for an empty text."""
    for number, line in enumerate(sheet.head.split("\n"), 1):
        if line.strip():
            separator = max(_SEPARATORS, key=line.count)
            labels = tuple(cell.strip().strip('"') for cell in line.split(separator))
            plain = tuple(plain_name(label) for label in labels)
            return Header(number, separator, labels, plain, line.startswith('"'))
    return None


def plain_name(heading: str) -> str:
    """Lower-case letters and digits only: published files hold damaged accents."""
    bare = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", bare.lower())


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under a header, each checked for its number of columns."""

    sheet: Sheet
    header: Header

    def at(self, names: Names, optional: Sequence[str] = ()) -> dict[str, int]:
        """The place of each named column; -1 for an optional one that is not there."""
        places = {}
        for name, headings in names.items():
            known = [plain_name(heading) for heading in headings]
            found = [place for place, plain in enumerate(self.header.plain) if plain in known]
            if not found and name not in optional:
                raise self.sheet.wrong(
                    "error.bank_missing_column",
                    line=self.header.line,
                    expected=headings[0],
                    found=self.header.separator.join(self.header.labels),
                )
            places[name] = found[0] if found else -1
        return places

    def rows(self) -> Iterator[tuple[int, list[str], str]]:
        """Line number, cells and raw text of each row; blank lines are passed over."""
        lines, first = self._lines(), self.header.line
        last, width = len(lines), len(self.header.labels)
        reader = csv.reader(lines[first:], delimiter=self.header.separator)
        start = first + 1
        try:
            for row in reader:
                end = first + reader.line_num
                if row and (len(row) == width or self._mended(row, start, end == last)):
                    whole = lines[end - 1] if end == start else "\n".join(lines[start - 1 : end])
                    yield start, row, whole
                if not end % TELL_EVERY or end == last:
                    self.sheet.tell(end, last)
                start = end + 1
        except csv.Error as problem:
            raise self.sheet.wrong(
                "error.bank_line_too_long", line=start, column=1, expected=str(LONGEST_LINE)
            ) from problem
        self._check_end(lines[last - 1], last)

    def unquoted_rows(self) -> Iterator[tuple[int, list[str], str]]:
        """The same for a table in which a quote is a sign like any other, as in a TAB file."""
        lines, separator = self._lines(), self.header.separator
        last, width = len(lines), len(self.header.labels)
        for number, line in enumerate(lines[self.header.line :], self.header.line + 1):
            row = line.split(separator)
            if len(row) == width or self._mended(row, number, number == last):
                yield number, row, line
            if not number % TELL_EVERY or number == last:
                self.sheet.tell(number, last)

    def _lines(self) -> list[str]:
        """Every line up to the last that is not blank. Raises BankFileError for too many."""
        lines = self.sheet.lines()
        while len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        if len(lines) - self.header.line > MOST_BOOKINGS:
            raise self.sheet.wrong("error.bank_too_many_lines", expected=str(MOST_BOOKINGS))
        return lines

    def blame(self, problem: Unreadable, number: int, row: list[str]) -> BankFileError:
        """A cell's problem with its place: line, column and the column's heading."""
        return self.sheet.wrong(
            problem.key,
            line=number,
            column=problem.column + 1,
            field=self.header.labels[problem.column],
            expected=problem.expected,
            found=row[problem.column],
        )

    def _mended(self, row: list[str], number: int, at_end: bool) -> bool:
        """Drop empty cells a spreadsheet added at the end; False for a blank row."""
        if not any(cell.strip() for cell in row):
            return False
        width = len(self.header.labels)
        if any(row[width:]) or len(row) < width:
            cut_off = at_end and len(row) < width
            raise self.sheet.wrong(
                "error.bank_cut_off" if cut_off else "error.bank_wrong_columns",
                line=number,
                column=len(row),
                expected=str(width),
                found=str(len(row)),
            )
        del row[width:]
        return True

    def _check_end(self, line: str, number: int) -> None:
        """A closing quote that is missing at the very end: the file was cut off."""
        open_end = not line.endswith('"') if self.header.quoted else line.count('"') % 2
        if open_end:
            raise self.sheet.wrong(
                "error.bank_cut_off", line=number, column=len(line), expected='"', found=line[-1:]
            )


@lru_cache(maxsize=4096)
def read_day(text: str) -> date | None:
    """A day written 20260131 or 2026-01-31; None for anything else."""
    found = _DAY.fullmatch(text)
    try:
        return found and date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


def read_amount(text: str) -> Euro | None:
    """Euros with a comma, signed or not: 12,50 +3,1 2500 2,; None for anything else."""
    if _USUAL_AMOUNT.fullmatch(text):
        return Euro(int(text.replace(",", "")))
    if _AMOUNT.fullmatch(text):
        whole, _, part = text.partition(",")
        return Euro(int(whole + part.ljust(2, "0")))
    return None


def day_in(row: list[str], column: int, example: str) -> date:
    """The day in one cell. Raises Unreadable."""
    day = read_day(row[column])
    if day is None:
        raise Unreadable(column, "error.bank_not_a_date", example)
    return day


def account_in(row: list[str], column: int, example: str) -> str:
    """The account number in one cell, as printed. Raises Unreadable for an empty cell."""
    account = row[column].strip('" ')  # a row that lost its first quote keeps the second one here
    if not account:
        raise Unreadable(column, "error.bank_missing_field", example)
    return account


def amount_in(row: list[str], column: int, example: str) -> Euro:
    """The amount in one cell. Raises Unreadable."""
    amount = read_amount(row[column])
    if amount is None:
        raise Unreadable(column, "error.bank_not_an_amount", example)
    return amount

"""What a bank file says, whatever its format, and how to say that it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, total

MOST_BYTES = 60_000_000
MOST_LINES = 1_000_000
MOST_BOOKINGS = 100_000  # what is read within a few seconds
LONGEST_LINE = 100_000  # signs; csv itself stops at 131,072 in one field
_LONGEST_QUOTE = 40


class BankLine(NamedTuple):
    """One booking of the bank; a tuple, since files hold them by the ten thousand.

    day:           the booking date.
    amount:        money in is plus, money out is minus.
    iban:          the other side's account number as printed, right or wrong.
    raw:           the row as it stands in the file: the primary record.
    reference:     the bank's own unique id, or "" where the format has none.
    balance_after: the balance after this booking, where the format gives it.
    """

    day: date
    amount: Euro
    counterparty: str
    iban: str
    description: str
    raw: str
    reference: str = ""
    balance_after: Euro | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One account over one period; a balance that the file does not give is None."""

    account: str
    currency: str
    opening: Euro | None
    closing: Euro | None
    lines: tuple[BankLine, ...]

    @property
    def total(self) -> Euro:
        return total(line.amount for line in self.lines)

    @property
    def computed_closing(self) -> Euro | None:
        """What the closing balance should be."""
        return None if self.opening is None else self.opening + self.total


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at in a file that could be read: a word key and its facts."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BankFile:
    """All statements of one file, in the order of the file."""

    format: str
    statements: tuple[Statement, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(statement.lines) for statement in self.statements)

    @property
    def total(self) -> Euro:
        return total(statement.total for statement in self.statements)


class BankFileError(PortalError):
    """A bank file that is refused: file, line and column (0 is unknown), expected, found."""

    def __init__(
        self,
        key: str,
        file: str,
        *,
        line: int = 0,
        column: int = 0,
        field: str = "",
        expected: str = "",
        found: str = "",
    ) -> None:
        super().__init__(
            key,
            file=_quoted(file),
            line=line,
            column=column,
            field=_quoted(field),
            expected=expected,
            found=_quoted(found),
        )


class NotABankFile(BankFileError):
    """Not in any form we read: empty, a PDF, a picture, another list of the bank."""


def bank_file(
    form: str, statements: Iterable[Statement], remarks: Iterable[Remark] = ()
) -> BankFile:
    """The statements of one file, with a remark for each thing that does not add up."""
    found = tuple(statements)
    noted = [*remarks, *(remark for statement in found for remark in _looked_over(statement))]
    if not any(statement.lines for statement in found):
        noted.append(Remark("bank_file.no_bookings"))
    return BankFile(form, found, tuple(noted))


def _looked_over(statement: Statement) -> Iterable[Remark]:
    computed = statement.computed_closing
    if computed is None or statement.closing is None or computed == statement.closing:
        return
    yield Remark(
        "bank_file.closing_differs",
        {"account": statement.account, "computed": computed, "closing": statement.closing},
    )


def _quoted(text: str) -> str:
    """Short, on one line, and without signs that could steer a terminal."""
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return "".join(sign if sign.isprintable() else "·" for sign in short)


Progress = Callable[[int, int], None]

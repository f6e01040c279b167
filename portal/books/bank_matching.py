"""Bank lines met before, and what each may be: proposals that a person confirms."""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol

from portal.basics.euro import Euro
from portal.basics.identifiers import account_core
from portal.books.facts import BankLine, BankOrigin

_SMALL = bytes(range(128)).lower() + bytes(range(128, 256))
_NO_WORD = bytes(set(range(128)) - set((string.ascii_letters + string.digits).encode()))
_core = lru_cache(maxsize=4096)(account_core)  # a file repeats its accounts on every line


class Line(Protocol):
    """One line as a bank file has it; money in is plus."""

    @property
    def day(self) -> date: ...
    @property
    def amount(self) -> Euro: ...
    @property
    def counterparty(self) -> str: ...
    @property
    def iban(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def reference(self) -> str: ...


class Statement(Protocol):
    """The lines that a file has of one account."""

    @property
    def account(self) -> str: ...
    @property
    def lines(self) -> Sequence[Line]: ...


class State(StrEnum):
    """What we know of a line before anything is booked."""

    NEW = "new"
    KNOWN = "known"  # the same line is in the books
    DOUBTFUL = "doubtful"  # same account, day and amount, other words; or you removed it before


class Keyed(NamedTuple):
    """A line of a file with the keys it is known by; a fact is made of it only when it is kept.

    near: the same account, day and amount. key: the same line, whichever file it came in.
    """

    account: str
    line: Line
    near: str
    key: str

    def fact(self, batch: str = "") -> BankLine:
        """The line as the fact that waits for a judgement."""
        line = self.line
        return BankLine(
            day=line.day,
            gross=line.amount,
            batch=batch,
            bank=BankOrigin(
                account=self.account,
                amount=line.amount,
                counterparty=line.counterparty,
                iban=line.iban,
                description=line.description,
                raw=line.raw,
                key=self.key,
                near=self.near,
            ),
        )


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a file in its order, each with its state."""

    lines: tuple[tuple[Keyed, State], ...]

    def count(self, state: State) -> int:
        return sum(its is state for _, its in self.lines)

    def lines_of(self, state: State) -> list[Line]:
        return [found.line for found, its in self.lines if its is state]

    def facts(self, *states: State, batch: str = "") -> list[BankLine]:
        """The lines of these states as facts, in the order of the file."""
        return [found.fact(batch) for found, its in self.lines if its in states]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line probably is. `why` is the key of a sentence; `category` only for costs."""

    kind: str
    category: str = ""
    why: str = ""


def keyed(statements: Iterable[Statement]) -> list[Keyed]:
    """All lines of a file, each with its keys."""
    return [_keyed(statement.account, line) for statement in statements for line in statement.lines]


def _keyed(account: str, line: Line) -> Keyed:
    told = line.reference or f"{_core(line.iban)}|{_plain(line.counterparty + line.description)}"
    near = f"{_core(account)}|{line.day.isoformat()}|{line.amount.cents}"
    digest = blake2b(near.encode(), digest_size=16)
    short_near = digest.hexdigest()
    digest.update(f"|{told}".encode())
    return Keyed(account, line, short_near, digest.hexdigest())


def bank_line(account: str, line: Line, batch: str = "") -> BankLine:
    """One line of a file as the fact that waits for a judgement."""
    return _keyed(account, line).fact(batch)


def sort_out(lines: Sequence[Keyed], known: Mapping[str, Sequence[tuple[str, bool]]]) -> Sorted:
    """Which lines are new, known or doubtful.

    known: per `near` key what the books hold: (full key, whether it still stands).
    Two equal payments on one day are both new; the same file again brings nothing new.
    """
    standing = Counter(
        [(near, key) for near, kept in known.items() for key, current in kept if current]
    )
    removed = {(near, key) for near, kept in known.items() for key, current in kept if not current}
    met = [_take_one(standing, (line.near, line.key)) for line in lines]
    unexplained = Counter[str]()
    for (near, _), number in standing.items():
        if number:
            unexplained[near] += number
    return Sorted(
        tuple(
            (line, State.KNOWN if its_known else _new_or_doubtful(line, unexplained, removed))
            for line, its_known in zip(lines, met, strict=True)
        )
    )


def _take_one(standing: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    left = standing.get(key, 0)
    if left:
        standing[key] = left - 1
    return left > 0


def _new_or_doubtful(
    line: Keyed, unexplained: Counter[str], removed: set[tuple[str, str]]
) -> State:
    if unexplained.get(line.near, 0) > 0:
        unexplained[line.near] -= 1
        return State.DOUBTFUL
    return State.DOUBTFUL if (line.near, line.key) in removed else State.NEW


def propose(line: BankLine, hints: Iterable[tuple[str, Proposal]], own: Iterable[str]) -> Proposal:
    """What a line probably is, from hints (a word in the text → a proposal) and own accounts.

    Cash paid in at the bank is never turnover: it was a taking when the client paid.
    """
    origin = line.bank
    text = _plain(f"{origin.counterparty} {origin.description}") if origin else ""
    for word, proposal in hints:
        if word in text and _fits(proposal, line.gross):
            return proposal
    if origin and origin.iban and _core(origin.iban) in {_core(one) for one in own}:
        return Proposal("transfer", "under_way", "bank.why.own_account")
    if line.gross > Euro():
        return Proposal("taking", why="bank.why.money_in")
    return Proposal("", why="bank.why.nothing_known")


def _fits(proposal: Proposal, amount: Euro) -> bool:
    incoming = {"taking", "private_in"}
    outgoing = {"cost", "private_out"}
    if proposal.kind in incoming:
        return amount >= Euro()
    return proposal.kind not in outgoing or amount <= Euro()


def _plain(text: str) -> str:
    """Small letters and digits only, accents dropped: how two exports of one text agree."""
    if text.isascii():
        return text.encode().translate(_SMALL, _NO_WORD).decode()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if sign.isalnum()).lower()

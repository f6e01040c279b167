"""Bank lines met before, and what each may be: proposals that a person confirms."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

from portal.basics.euro import Euro
from portal.basics.identifiers import account_core
from portal.books.facts import BankLine, BankOrigin


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


class State(StrEnum):
    """What we know of a line before anything is booked."""

    NEW = "new"
    KNOWN = "known"  # the same line is in the books
    DOUBTFUL = "doubtful"  # same account, day and amount, other words; or you removed it before


@dataclass(frozen=True, slots=True)
class Sorted:
    """The lines of a file in its order, each with its state."""

    lines: tuple[tuple[BankLine, State], ...]

    def with_state(self, state: State) -> list[BankLine]:
        return [line for line, its in self.lines if its is state]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line probably is. `why` is the key of a sentence; `category` only for costs."""

    kind: str
    category: str = ""
    why: str = ""


def bank_line(account: str, line: Line, batch: str = "") -> BankLine:
    """A line of a file as the fact that waits for a judgement."""
    core = account_core(account)
    near = f"{core}|{line.day.isoformat()}|{line.amount.cents}"
    told = (
        line.reference
        or f"{account_core(line.iban)}|{_plain(line.counterparty + line.description)}"
    )
    return BankLine(
        day=line.day,
        gross=line.amount,
        batch=batch,
        bank=BankOrigin(
            account=account,
            amount=line.amount,
            counterparty=line.counterparty,
            iban=line.iban,
            description=line.description,
            raw=line.raw,
            key=_short(f"{near}|{told}"),
            near=_short(near),
        ),
    )


def sort_out(lines: Sequence[BankLine], known: Mapping[str, Sequence[tuple[str, bool]]]) -> Sorted:
    """Which lines are new, known or doubtful.

    known: per `near` key what the books hold: (full key, whether it still stands).
    Two equal payments on one day are both new; the same file again brings nothing new.
    """
    standing = Counter(
        (near, key) for near, kept in known.items() for key, current in kept if current
    )
    removed = {(near, key) for near, kept in known.items() for key, current in kept if not current}
    states = [_known(line, standing) for line in lines]
    unexplained = Counter[str]()
    for (near, _), number in standing.items():
        unexplained[near] += number
    return Sorted(
        tuple(
            (line, state or _new_or_doubtful(line, unexplained, removed))
            for line, state in zip(lines, states, strict=True)
        )
    )


def _known(line: BankLine, standing: Counter[tuple[str, str]]) -> State | None:
    key = _keys(line)
    if standing[key] < 1:
        return None
    standing[key] -= 1
    return State.KNOWN


def _new_or_doubtful(
    line: BankLine, unexplained: Counter[str], removed: set[tuple[str, str]]
) -> State:
    near, key = _keys(line)
    if unexplained[near] > 0:
        unexplained[near] -= 1
        return State.DOUBTFUL
    return State.DOUBTFUL if (near, key) in removed else State.NEW


def propose(line: BankLine, hints: Iterable[tuple[str, Proposal]], own: Iterable[str]) -> Proposal:
    """What a line probably is, from hints (a word in the text → a proposal) and own accounts.

    Cash paid in at the bank is never turnover: it was a taking when the client paid.
    """
    origin = line.bank
    text = _plain(f"{origin.counterparty} {origin.description}") if origin else ""
    for word, proposal in hints:
        if word in text and _fits(proposal, line.gross):
            return proposal
    if origin and origin.iban and account_core(origin.iban) in {account_core(one) for one in own}:
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


def _keys(line: BankLine) -> tuple[str, str]:
    return (line.bank.near, line.bank.key) if line.bank else ("", "")


def _plain(text: str) -> str:
    """Small letters and digits only, accents dropped: how two exports of one text agree."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if sign.isalnum()).lower()


def _short(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()

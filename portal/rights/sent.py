"""Letters that were sent, and when an answer is due: kept in the vault, when asked, as one note."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

LETTER_LOG = "letters"  # under which name the vault keeps it


class State(StrEnum):
    """Where a letter stands."""

    TO_SEND = "to_send"
    WAITING = "waiting"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class SentLetter:
    """One letter in the log.

    send_by: the last day to send it; answer_due: the day by which an answer is due.
    text:    the letter itself, only where the writer kept it.
    """

    id: str
    key: str
    state: State
    to: str = ""
    send_by: date | None = None
    sent_on: date | None = None
    answer_due: date | None = None
    answered_on: date | None = None
    text: str = ""

    @property
    def next_day(self) -> date | None:
        """The day that matters now: by when to send, or when the answer is due."""
        days = {State.TO_SEND: self.send_by, State.WAITING: self.answer_due}
        return days.get(self.state)


def in_order(log: Iterable[SentLetter]) -> list[SentLetter]:
    """What is due first stands first; what waits for nothing, last."""
    return sorted(log, key=lambda one: (one.next_day or date.max, one.id))


def sent(one: SentLetter, on: date, due: date | None) -> SentLetter:
    """The letter as sent on a day."""
    return replace(one, state=State.WAITING, sent_on=on, answer_due=due)


def answered(one: SentLetter, on: date) -> SentLetter:
    """The letter, answered."""
    return replace(one, state=State.ANSWERED, answered_on=on)


def is_late(one: SentLetter, today: date) -> bool:
    """True when the day that matters has passed."""
    return one.next_day is not None and one.next_day < today


def to_note(log: Iterable[SentLetter]) -> str:
    """The log as text for the vault."""
    return json.dumps([_plain(asdict(one)) for one in log])


def from_note(text: str) -> list[SentLetter]:
    """The log as it was kept; nothing kept is an empty one."""
    return [_letter(fields) for fields in json.loads(text or "[]")]


def _plain(fields: dict[str, Any]) -> dict[str, str]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in fields.items()
        if value is not None
    }


def _letter(fields: dict[str, str]) -> SentLetter:
    days = {"send_by", "sent_on", "answer_due", "answered_on"}
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in days else value for name, value in fields.items()
    }
    return SentLetter(**{**read, "state": State(fields["state"])})

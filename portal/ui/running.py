"""The private note of the running app, and how a second start asks it for a fresh ticket.

Both sides prove that they know the note's secret and neither says it: after a crash a stranger
may sit at the old port, and must be able to lead nobody to a page of their own.
"""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.ui.gate import prove, same
from portal.ui.opening import private_file
from portal.vault.places import home

NAME = "running"
_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Note:
    """Where the app is, and the secret that buys a ticket."""

    port: int
    path: str
    secret: str

    def leave(self) -> None:
        """Let a second start find this app. Raises OSError."""
        private_file(NAME, json.dumps(asdict(self)))

    def take_away(self) -> None:
        """Remove the note, unless another app has put its own there."""
        with suppress(OSError):
            if found() == self:
                _file().unlink()


def found() -> Note | None:
    """The note that lies there, or None."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
        return Note(int(told["port"]), str(told["path"]), str(told["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def link_into_running_app() -> str | None:
    """A one-time link into the app that left a note, or None when that app does not answer."""
    note = found()
    ticket = _ticket(note) if note else None
    return f"http://127.0.0.1:{note.port}{note.path}/enter/{ticket}" if note and ticket else None


def _ticket(note: Note) -> str | None:
    nonce = secrets.token_urlsafe(16)
    told = {"X-Nonce": nonce, "X-Proof": prove(note.secret, "ask", nonce)}
    try:
        connection = HTTPConnection("127.0.0.1", note.port, timeout=_SECONDS)
        connection.request("POST", f"{note.path}/ticket", headers=told)
        answer = connection.getresponse()
        ticket, _, proof = answer.read(1000).decode("latin-1").partition(" ")
    except (OSError, ValueError, HTTPException):
        return None
    return ticket if same(prove(note.secret, "give", nonce, ticket), proof) else None


def _file() -> Path:
    return home() / NAME

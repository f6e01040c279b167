"""From start to end of the app: the way in for the browser, the private note, and the quiet end."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from portal.ui import presence
from portal.ui.gate import GATE
from portal.ui.hardening import harden
from portal.ui.opening import open_browser, remove_opened
from portal.ui.running import Note
from portal.ui.streamlit_internals import (
    end_server,
    keep_facts_out_of_the_log,
    keep_uploads_in_memory,
    port,
)

ALONE_SECONDS = 600  # the app ends itself so long after the last tab closed
_LOOK_EVERY = 5
_LAST_ANSWER = 0.5  # seconds for the page that says goodbye to reach the browser


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Let one browser in; at the end lock everything and leave nothing behind."""
    harden()
    keep_uploads_in_memory()
    keep_facts_out_of_the_log()
    note = Note(port(), GATE.path, GATE.secret)
    with suppress(OSError):  # only a second start needs it; the vault will say what is wrong
        note.leave()
    _apart(open_browser, address())  # some browsers return only when they are closed
    _apart(_watch)
    try:
        yield
    finally:
        presence.lock_all()
        note.take_away()
        remove_opened()


def address() -> str:
    """A one-time link into this app."""
    return f"http://127.0.0.1:{port()}{GATE.path}/enter/{GATE.new_ticket()}"


def leave_address() -> str:
    """The blank page of the quick exit, on whatever host the browser is at."""
    return f"{GATE.path}/leave"


def quit_app() -> None:
    """End the process in an orderly way: the vaults lock, the server closes."""
    presence.lock_all()
    threading.Timer(_LAST_ANSWER, end_server).start()


def _watch() -> None:
    """End the app when it was left alone, and remove files that browsers were opened through."""
    while GATE.seconds_alone() < ALONE_SECONDS:
        time.sleep(_LOOK_EVERY)
        if not GATE.expects_someone():
            remove_opened()
    quit_app()


def _apart(deed: Callable[..., object], *given: str) -> None:
    threading.Thread(target=deed, args=given, daemon=True).start()

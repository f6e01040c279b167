"""From start to end of the app: the way in for the browser, the private note, and the quiet end."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from portal.language.words import words_in
from portal.ui import presence
from portal.ui.gate import GATE
from portal.ui.hardening import harden
from portal.ui.streamlit_internals import (
    keep_facts_out_of_the_log,
    keep_uploads_in_memory,
    port,
)
from portal.vault.places import home

ALONE_SECONDS = 600  # the app ends itself so long after the last tab closed
_LOOK_EVERY = 5
_OPENER_SECONDS = 30
RUNNING = "running"  # a private note: where the app is, and the secret that buys a ticket


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Let one browser in; at the end lock everything and leave no note behind."""
    harden()
    keep_uploads_in_memory()
    keep_facts_out_of_the_log()
    note = _leave_note()
    open_browser(address())
    _end_when_alone()
    try:
        yield
    finally:
        presence.lock_all()
        note.unlink(missing_ok=True)


def address() -> str:
    """A one-time link into this app."""
    return f"http://127.0.0.1:{port()}{GATE.path}/enter/{GATE.new_ticket()}"


def leave_address() -> str:
    """The blank page of the quick exit, on whatever host the browser is at."""
    return f"{GATE.path}/leave"


def quit_app() -> None:
    """End the process in an orderly way: the server closes, the vaults lock."""
    presence.lock_all()
    threading.Timer(0.5, signal.raise_signal, (signal.SIGTERM,)).start()


def open_browser(link: str) -> None:
    """Through a private file, so that the ticket is on no command line; and print the link too."""
    words = words_in("nl"), words_in("en")
    print("\n".join((*(one("guard.link") for one in words), link)), flush=True)
    if os.environ.get("PORTAL_NO_BROWSER"):
        return
    file = private_file(f"open-{os.getpid()}.html")
    file.write_text(f'<meta http-equiv="refresh" content="0; url={link}">', encoding="utf-8")
    webbrowser.open(file.as_uri())
    remove = threading.Timer(_OPENER_SECONDS, file.unlink, kwargs={"missing_ok": True})
    remove.daemon = True
    remove.start()


def private_file(name: str) -> Path:
    """An empty file that only this user can read, in the app's own folder."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / name
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return file


def _leave_note() -> Path:
    note = private_file(RUNNING)
    told = {"port": port(), "path": GATE.path, "secret": GATE.secret, "pid": os.getpid()}
    note.write_text(json.dumps(told), encoding="utf-8")
    return note


def _end_when_alone() -> None:
    def watch() -> None:
        while GATE.seconds_alone() < ALONE_SECONDS:
            time.sleep(_LOOK_EVERY)
        quit_app()

    threading.Thread(target=watch, daemon=True).start()

"""How a browser gets its one-time link: printed, and opened through a private file.

No Streamlit in here: a second start is over in a moment.
"""

from __future__ import annotations

import os
import webbrowser
from contextlib import suppress
from pathlib import Path

from portal.language.words import words_in
from portal.vault.places import home

_NAME = "open-{}.html"
_PAGE = (
    '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
    '<title>-</title><meta http-equiv="refresh" content="0; url={}">'
)


def open_browser(link: str) -> None:
    """Print the link, and open it. On no command line is the ticket: others could read it there."""
    words = words_in("nl"), words_in("en")
    print("\n".join((*(one("guard.link") for one in words), link)), flush=True)
    if os.environ.get("PORTAL_NO_BROWSER"):
        return
    with suppress(OSError):  # the link is printed: it can be opened by hand
        file = private_file(_NAME.format(os.getpid()), _PAGE.format(link))
        webbrowser.open(file.as_uri())


def remove_opened() -> None:
    """Remove the files that browsers were opened through."""
    for file in home().glob(_NAME.format("*")):
        file.unlink(missing_ok=True)


def private_file(name: str, content: str) -> Path:
    """A file in the app's own folder that only this user can read. Raises OSError."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / name
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
        opened.write(content)
    return file

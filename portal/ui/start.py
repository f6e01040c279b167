"""Start the app; or, where it runs already, open a fresh ticket in it."""

from __future__ import annotations

import json
import subprocess
import sys
from http.client import HTTPConnection, HTTPException

from portal.basics.toml import ROOT
from portal.ui.lifespan import RUNNING, open_browser
from portal.vault.places import home

_SECONDS = 3


def main() -> int:
    """What `python3 -m portal` does once everything is installed."""
    if link := link_into_running_app():
        open_browser(link)
        return 0
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
    try:
        return subprocess.call(command, cwd=ROOT)
    except KeyboardInterrupt:
        return 0


def link_into_running_app() -> str | None:
    """A one-time link into the app that left a note, or None when none answers."""
    try:
        note = json.loads((home() / RUNNING).read_text(encoding="utf-8"))
        host = f"127.0.0.1:{int(note['port'])}"
        connection = HTTPConnection(host, timeout=_SECONDS)
        connection.request("POST", f"{note['path']}/ticket", headers={"X-Secret": note["secret"]})
        answer = connection.getresponse()
        ticket = answer.read().decode()
    except (OSError, ValueError, KeyError, TypeError, HTTPException):
        return None
    return f"http://{host}{note['path']}/enter/{ticket}" if answer.status == 200 else None


if __name__ == "__main__":
    sys.exit(main())

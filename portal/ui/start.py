"""Start the app; or, where it runs already, open a fresh ticket in it."""

from __future__ import annotations

import os
import subprocess
import sys

from portal.basics.toml import ROOT
from portal.ui.opening import open_browser
from portal.ui.running import link_into_running_app


def main() -> int:
    """What `python3 -m portal` does once everything is installed."""
    if link := link_into_running_app():
        open_browser(link)
        return 0
    return serve([sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")])


def serve(command: list[str]) -> int:
    """Run the server in place of this process where the system can, else beside it."""
    os.chdir(ROOT)
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - our own python, our own words
    server = subprocess.Popen(command)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:  # the server got it too: let it close the books in peace
            continue


if __name__ == "__main__":
    sys.exit(main())

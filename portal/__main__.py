"""`python3 -m portal`: set everything up in a private environment, then start the app.

    python3 -m portal              open the app in the browser
    python3 -m portal test [...]   run the tests (arguments go to pytest)
    python3 -m portal COMMAND ...  one of the commands; `--help` lists them

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from portal.environments import SetupFailed, environment

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"


def main(arguments: list[str]) -> int:
    """Set up what is needed, and hand over. Returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets a sentence, not a traceback
        return _stop(
            "Python 3.11 of nieuwer is nodig. / Python 3.11 or newer is needed.",
            f"Dit is / This is: {sys.version.split()[0]}",
        )
    testing = arguments[:1] == ["test"]
    try:
        python = environment((APP, TESTS) if testing else (APP,))
    except SetupFailed as problem:
        return _stop(*problem.lines)
    return run(python, command(arguments))


# the whole suite, on as many processors as there are; more browsers than four crowd each other out
_SIDE_BY_SIDE = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]


def command(arguments: list[str]) -> list[str]:
    """What to run in the environment: the app, the tests, or a command line."""
    if not arguments:
        return ["-m", "portal.ui.start"]
    if arguments[0] == "test":
        return ["-m", "pytest", *(arguments[1:] or _SIDE_BY_SIDE)]
    return ["-m", "portal.cli", *arguments]


def run(python: Path, words: list[str]) -> int:
    """Run it in place of this process where the system can, else beside it."""
    sys.stdout.flush()
    env = dict(os.environ)
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # commands start faster from what is compiled already
    if words[1] == "portal.cli":
        # commands read files by the caller's own folder; only the module is found by ours
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH"))))
    else:
        os.chdir(ROOT)
    if os.name == "posix":
        os.execve(python, [str(python), *words], env)  # noqa: S606 - our own python, our own words
    import subprocess  # where a process cannot be replaced

    done = subprocess.Popen([str(python), *words], env=env)
    while True:
        try:
            return done.wait()
        except KeyboardInterrupt:  # it got that too: let it end in peace
            continue


def _stop(*lines: str) -> int:
    print("\n".join(lines), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python3 -m portal`: set everything up in a private environment, then start the app.

    python3 -m portal              open the app in the browser
    python3 -m portal test [...]   run the tests (arguments go to pytest)
    python3 -m portal COMMAND ...  one of the commands; `--help` lists them

Standard library only: this runs before anything is installed. The environment lies outside the
repository, one for each content of requirements.txt, and is made once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "requirements.txt"
TESTS = ROOT / "tests" / "requirements.txt"
_NAME = "portal-environments"
_READY = "ready"  # written last: an environment without it is never used
_WAIT_SECONDS = 900
_OLD_DAYS = 60


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


def command(arguments: list[str]) -> list[str]:
    """What to run in the environment: the app, the tests, or a command line."""
    if not arguments:
        return ["-m", "portal.ui.start"]
    if arguments[0] == "test":
        return ["-m", "pytest", *arguments[1:]]
    return ["-m", "portal.cli", *arguments]


def run(python: Path, words: list[str]) -> int:
    """Run it in place of this process where the system can, else beside it."""
    sys.stdout.flush()
    env = dict(os.environ)
    if words[1] == "portal.cli":
        # commands read files by the caller's own folder; only the module is found by ours
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH"))))
    else:
        os.chdir(ROOT)
    if os.name == "posix":
        os.execve(python, [str(python), *words], env)  # noqa: S606 - our own python, our own words
    try:
        return subprocess.call([str(python), *words], env=env)
    except KeyboardInterrupt:
        return 130


class SetupFailed(Exception):
    """The environment could not be made; `lines` say why and what to do."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


def environment(locks: tuple[Path, ...]) -> Path:
    """The Python of the environment for these locks, made when it is not there yet.

    Raises SetupFailed.
    """
    folder = shelf() / fingerprint(locks)
    python = _python_in(folder)
    if (folder / _READY).exists() and python.exists():
        with suppress(OSError):
            os.utime(folder / _READY)
        return python
    try:
        _make(folder, locks)
    except OSError as problem:
        raise SetupFailed(
            f"De map {folder.parent} kan niet beschreven worden: {problem.strerror}.",
            f"The folder {folder.parent} cannot be written to: {problem.strerror}.",
        ) from problem
    return python


def fingerprint(locks: tuple[Path, ...]) -> str:
    """Differs whenever the requirements, the Python or this place of it does."""
    told = hashlib.sha256()
    for lock in locks:
        told.update(lock.read_bytes())
    told.update(f"{sys.version_info[:2]}{sys.base_prefix}{sysconfig.get_platform()}".encode())
    return told.hexdigest()[:16]


def shelf() -> Path:
    """Where environments lie: the cache folder of the operating system."""
    if named := os.environ.get("PORTAL_ENVIRONMENTS"):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / _NAME


def _make(folder: Path, locks: tuple[Path, ...]) -> None:
    """Make it beside its place, install, mark it ready. Two starts at once: the second waits."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    claim = folder.with_suffix(".making")
    if not _claimed(claim, folder):
        return
    try:
        print("Eenmalig: de onderdelen worden geïnstalleerd. Dit duurt een paar minuten.")
        print("Once only: installing what the app needs. This takes a few minutes.", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        _new_environment(folder)
        for lock in locks:
            _install(_python_in(folder), lock)
        (folder / _READY).touch()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        claim.unlink(missing_ok=True)
    _remove_old(folder)


def _claimed(claim: Path, folder: Path) -> bool:
    """True when this process is to make it; False when another has made it meanwhile."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            os.close(os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            if (folder / _READY).exists():
                return False
            stale = time.time() - claim.stat().st_mtime > _WAIT_SECONDS if claim.exists() else False
            if stale or time.monotonic() > until:
                claim.unlink(missing_ok=True)
            time.sleep(0.5)
        else:
            return True


def _new_environment(folder: Path) -> None:
    """With pip of its own; where Debian leaves out ensurepip, with the pip that runs us."""
    try:
        venv.create(folder, with_pip=True, symlinks=os.name == "posix")
    except (subprocess.CalledProcessError, ImportError, SystemExit):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=False, symlinks=os.name == "posix")


def _install(python: Path, lock: Path) -> None:
    """Pinned and hashed, or not at all. Raises SetupFailed with pip's last words."""
    options = ["install", "--require-hashes", "--disable-pip-version-check", "--quiet", "-r"]
    own = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    pip = [str(python), "-m", "pip"]
    if own.returncode:
        pip = [sys.executable, "-m", "pip", "--python", str(python)]
    done = subprocess.run([*pip, *options, str(lock)], capture_output=True, text=True, check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-3:]
        raise SetupFailed(
            "Installeren lukte niet. Is er internet? Probeer het nog eens. Er is niets veranderd.",
            "Installing failed. Is there a network? Try once more. Nothing was changed.",
            *last,
        )


def _remove_old(folder: Path) -> None:
    """Environments that nobody has started for a long time."""
    oldest = time.time() - _OLD_DAYS * 24 * 3600
    for other in folder.parent.iterdir():
        ready = other / _READY
        if other != folder and ready.exists() and ready.stat().st_mtime < oldest:
            shutil.rmtree(other, ignore_errors=True)


def _python_in(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stop(*lines: str) -> int:
    print("\n".join(lines), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

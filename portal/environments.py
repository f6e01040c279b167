"""The private environment that the app runs in: found, or made once.

It lies outside the repository, one for each content of requirements.txt. Standard library only:
this runs before anything is installed.
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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path

_NAME = "portal-environments"
_READY = "ready"  # written last: an environment without it is never used
_LOCK = "lock"
_OLD_DAYS = 60


class SetupFailed(Exception):
    """The environment could not be made; `lines` say why and what to do."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


def environment(locks: tuple[Path, ...]) -> Path:
    """The Python of the environment for these locks, made when it is not there yet.

    The Python that runs us will do when it has everything already. Raises SetupFailed.
    """
    folder = shelf() / fingerprint(locks)
    python = _python_in(folder)
    if _is_ready(folder):
        with suppress(OSError):  # when it was last used; see _remove_old
            os.utime(folder / _READY)
        return python
    if installed_here(locks):
        return Path(sys.executable)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _one_at_a_time(folder.parent / _LOCK):
            if not _is_ready(folder):
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


def installed_here(locks: tuple[Path, ...]) -> bool:
    """True when the Python that runs us has every package of the locks in its very version.

    A package that the lock wants on some systems only may be absent.
    """
    lines = [line for lock in locks for line in lock.read_text(encoding="utf-8").splitlines()]
    pins = [line.rstrip("\\ ").partition("==") for line in lines if line[:1].isalnum()]
    return bool(pins) and all(_has(name, version) for name, _, version in pins)


def _has(name: str, pinned: str) -> bool:
    version, _, somewhere_only = pinned.partition(";")
    try:
        return metadata.version(name) == version.strip()
    except metadata.PackageNotFoundError:
        return bool(somewhere_only)


def _is_ready(folder: Path) -> bool:
    return (folder / _READY).exists() and _python_in(folder).exists()


def _make(folder: Path, locks: tuple[Path, ...]) -> None:
    """Install, then mark it ready; of a failure nothing is left."""
    print("Eenmalig: de onderdelen worden geïnstalleerd. Dit duurt een paar minuten.")
    print("Once only: installing what the app needs. This takes a few minutes.", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _new_environment(folder)
        for lock in locks:
            _install(_python_in(folder), lock)
        (folder / _READY).touch()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _remove_old(folder)


@contextmanager
def _one_at_a_time(file: Path) -> Iterator[None]:
    """Two starts at once: the second waits. The system lets go when the first ends, or dies."""
    with file.open("a") as held:
        if not _taken(held.fileno()):
            print("Een andere start is nog bezig met installeren. Even wachten.")
            print("Another start is still installing. Please wait.", flush=True)
            while not _taken(held.fileno()):
                time.sleep(0.5)
        yield


def _taken(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
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
    done = subprocess.run(
        [*_pip(python), *options, str(lock)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-3:]
        raise SetupFailed(
            "Installeren lukte niet. Is er internet? Probeer het nog eens. Er is niets veranderd.",
            "Installing failed. Is there a network? Try once more. Nothing was changed.",
            *last,
        )


def _pip(python: Path) -> list[str]:
    """Its own pip, else the one that belongs to the Python that runs us. Raises SetupFailed."""
    for pip in ([str(python), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(python)]):
        if not subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
            return pip
    raise SetupFailed(
        "Het onderdeel pip ontbreekt. Installeer eerst python3-pip, en start dan opnieuw.",
        "The part called pip is missing. Install python3-pip first, then start again.",
    )


def _remove_old(folder: Path) -> None:
    """Environments that nobody has started for a long time, and remains of a broken-off start."""
    oldest = time.time() - _OLD_DAYS * 24 * 3600
    for other in folder.parent.iterdir():
        ready = other / _READY
        used = ready.stat().st_mtime if ready.exists() else 0.0
        if other.is_dir() and other != folder and used < oldest:
            shutil.rmtree(other, ignore_errors=True)


def _python_in(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

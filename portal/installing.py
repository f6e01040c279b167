"""Make the private environment, once for each lock. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from portal.environments import READY, SetupFailed, is_ready, python_in

_LOCK = "lock"
_OLD_DAYS = 60


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


def make(folder: Path, locks: tuple[Path, ...]) -> None:
    """Make an environment, unless another start just did. Raises SetupFailed; then none is left."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _one_at_a_time(folder.parent / _LOCK):
            if not is_ready(folder):
                _make(folder, locks)
    except OSError as problem:
        raise SetupFailed(
            f"De map {folder.parent} kan niet beschreven worden: {problem.strerror}.",
            f"The folder {folder.parent} cannot be written to: {problem.strerror}.",
        ) from problem


def _make(folder: Path, locks: tuple[Path, ...]) -> None:
    print("Eenmalig: de onderdelen worden geïnstalleerd. Dit duurt een paar minuten.")
    print("Once only: installing what the app needs. This takes a few minutes.", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        _new_environment(folder)
        for lock in locks:
            _install(python_in(folder), lock)
        (folder / READY).touch()
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
        ready = other / READY
        used = ready.stat().st_mtime if ready.exists() else 0.0
        if other.is_dir() and other != folder and used < oldest:
            shutil.rmtree(other, ignore_errors=True)

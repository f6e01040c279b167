"""The private environment that the app runs in: found, or made once.

It lies outside the repository, one for each content of requirements.txt. Standard library only:
this runs before anything is installed, and before every command, so it imports little.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path

_NAME = "portal-environments"
READY = "ready"  # written last: an environment without it is never used


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
    if is_ready(folder):
        with suppress(OSError):  # when it was last used; see installing.remove_old
            os.utime(folder / READY)
        return python_in(folder)
    from portal.installing import installed_here, make

    if installed_here(locks):
        return Path(sys.executable)
    make(folder, locks)
    return python_in(folder)


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


def is_ready(folder: Path) -> bool:
    """True for an environment that was installed to the end."""
    return (folder / READY).exists() and python_in(folder).exists()


def python_in(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

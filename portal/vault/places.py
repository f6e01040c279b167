"""Where vaults lie: the data folder of the operating system, or that of PORTAL_HOME."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from platformdirs import user_data_path

from portal.vault.files import disk_errors
from portal.vault.holding import LOCK
from portal.vault.keys import NAME as KEYS

_APP = "Portal"  # neutral: a folder name can be read without any passphrase
_LONGEST = 40
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # names that Windows keeps for itself


@dataclass(frozen=True, slots=True)
class VaultPlace:
    """One vault of this computer, open or not. `last_opened` is None where unknown."""

    name: str
    folder: Path
    last_opened: datetime | None = None


def home() -> Path:
    """The app's data folder. The environment may name another by PORTAL_HOME."""
    named = os.environ.get("PORTAL_HOME")
    return Path(named) if named else user_data_path(_APP, appauthor=False)


def vaults() -> list[VaultPlace]:
    """The vaults in the data folder, the last opened first. Raises NotWritten if unreadable."""
    shelf = _shelf()
    with disk_errors():
        folders = list(shelf.iterdir()) if shelf.is_dir() else []
        found = [_place(folder) for folder in folders if (folder / KEYS).is_file()]
    found = [place for place in found if not place.name.startswith(".")]
    return sorted(found, key=lambda one: (-_moment(one), _by_number(one.name)))


def new_place(name: str = "") -> Path:
    """A free folder for a new vault, not made yet: "1", "2", …, or a plain form of a name.

    A name can be read on the disk without a passphrase; leave it empty to tell nothing.
    """
    shelf, plain = _shelf(), _plain(name)
    candidates = (f"{plain}-{number}" if plain else f"{number}" for number in count(1))
    if plain and not (shelf / plain).exists():
        return shelf / plain
    return next(shelf / one for one in candidates if not (shelf / one).exists())


def opened(folder: Path) -> None:
    """Remember that this vault was opened now, so that it comes first next time."""
    with suppress(OSError):  # only the order of a list
        os.utime(folder / LOCK)


def _shelf() -> Path:
    return home() / "vaults"


def _place(folder: Path) -> VaultPlace:
    lock = folder / LOCK
    when = datetime.fromtimestamp(lock.stat().st_mtime) if lock.exists() else None
    return VaultPlace(folder.name, folder, when)


def _moment(place: VaultPlace) -> float:
    return place.last_opened.timestamp() if place.last_opened else 0


def _by_number(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (1 << 31, name)


def _plain(name: str) -> str:
    """Small letters, digits and hyphens only: a name that every file system takes."""
    apart = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", apart).strip("-")[:_LONGEST].strip("-")
    return f"{plain}-1" if _RESERVED.fullmatch(plain) else plain

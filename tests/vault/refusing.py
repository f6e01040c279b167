"""Run one deed on a disk whose n-th change fails, for n = 1, 2, 3 … until it passes.

Started as a program by test_refusing.py, with refusing.c loaded before the C library.
"""

from __future__ import annotations

import ctypes
import errno
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.basics.errors import PortalError
from portal.vault.backup import back_up, restore
from portal.vault.errors import WrongPassphrase
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, booking, bookings, inside, opened

DAY = date(2026, 7, 3)
HOW = [(errno.ENOSPC, 0), (errno.ENOSPC, 1), (errno.EIO, 0), (errno.EIO, 1)]
LIBRARY = ctypes.CDLL(None)


class Bench:
    """A folder with a vault, a backup of it and its recovery code, made anew for each try."""

    def __init__(self, place: Path) -> None:
        self.model, self.work = place / "model", place / "work"
        self.books, self.copy = self.work / "books", self.work / "copy.bin"
        vault, self.code = Vault.create(self.model / "books", PASSPHRASE, effort=QUICK)
        vault.store.record(*bookings(date(2026, 1, 1), 20))
        back_up(vault, self.model / "copy.bin")
        vault.lock()
        self.old = inside(self.model / "books")

    def lay_out(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.model, self.work)

    def refuse(self, n: int, error: int = 0, lasting: int = 0) -> None:
        LIBRARY.refuse(str(self.work).encode(), ctypes.c_long(n), error, lasting)


def record(bench: Bench) -> None:
    vault = opened(bench.books)
    try:
        vault.store.record(booking(DAY), booking(DAY), booking(DAY))
    finally:
        vault.lock()


def recorded(bench: Bench) -> str:
    number = inside(bench.books)[0]
    return {bench.old[0]: "old", bench.old[0] + 3: "new"}[number]


def withdraw(bench: Bench) -> None:
    vault = opened(bench.books)
    try:
        vault.store.withdraw(*(fact.id for fact in vault.store.everything()[:5]))
    finally:
        vault.lock()


def withdrawn(bench: Bench) -> str:
    number = inside(bench.books)[0]
    return {bench.old[0]: "old", bench.old[0] - 5: "new"}[number]


def create(bench: Bench) -> None:
    Vault.create(bench.work / "fresh", PASSPHRASE, effort=QUICK)[0].lock()


def created(bench: Bench) -> str:
    place = bench.work / "fresh"
    if not place.exists():
        return "old"
    assert inside(place)[0] == 0
    return "new"


def change_passphrase(bench: Bench) -> None:
    vault = opened(bench.books)
    try:
        vault.change_passphrase(PASSPHRASE, "nieuw", QUICK)
    finally:
        vault.lock()


def recover(bench: Bench) -> None:
    Vault.recover(bench.books, bench.code, "nieuw", QUICK)[0].lock()


def changed(bench: Bench) -> str:
    try:
        Vault.open(bench.books, "nieuw").lock()
    except WrongPassphrase:
        assert inside(bench.books) == bench.old
        return "old"
    return "new"


def make_backup(bench: Bench) -> None:
    vault = opened(bench.books)
    try:
        back_up(vault, bench.work / "second.bin")
    finally:
        vault.lock()


def backed_up(bench: Bench) -> str:
    assert inside(bench.books) == bench.old
    if not (bench.work / "second.bin").exists():
        return "old"
    restore(bench.work / "second.bin", bench.work / "from it", PASSPHRASE)
    assert inside(bench.work / "from it") == bench.old
    return "new"


def put_back(bench: Bench) -> None:
    restore(bench.copy, bench.work / "restored", PASSPHRASE)


def is_put_back(bench: Bench) -> str:
    if not (bench.work / "restored").exists():
        return "old"
    assert inside(bench.work / "restored") == bench.old
    return "new"


DEEDS: dict[str, tuple[Callable[[Bench], None], Callable[[Bench], str]]] = {
    "record": (record, recorded),
    "withdraw": (withdraw, withdrawn),
    "create": (create, created),
    "change_passphrase": (change_passphrase, changed),
    "recover": (recover, changed),
    "make_backup": (make_backup, backed_up),
    "put_back": (put_back, is_put_back),
}


def outcomes(bench: Bench, deed: str, error: int, lasting: int) -> Counter[str]:
    """How often the deed failed or passed and what was left, such as "not_written, old"."""
    does, left = DEEDS[deed]
    found: Counter[str] = Counter()
    for n in range(1, 2_000):
        bench.lay_out()
        bench.refuse(n, error, lasting)
        try:
            does(bench)
            said = "done"
        except PortalError as problem:
            said = problem.key.removeprefix("error.")
        hit = LIBRARY.refused()
        bench.refuse(0)
        found[f"{said}, {left(bench)}"] += 1
        if not hit:
            return found
    raise AssertionError("the deed never passed")


if __name__ == "__main__":
    bench = Bench(Path(sys.argv[1]))
    for error, lasting in HOW:
        print(json.dumps(outcomes(bench, sys.argv[2], error, lasting)), flush=True)

"""Killed at any moment, or refused by the disk at any write: no confirmed booking is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.vault.vault import Vault
from tests.vault.small import END, PASSPHRASE, QUICK, booking, inside, opened

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50


def kill_while_writing(folder: Path, chance: random.Random) -> set[str]:
    """Let a process write, kill it at a random moment; gives what it confirmed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.writer", str(folder), str(chance.randrange(10_000))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    time.sleep(chance.uniform(0.0, 0.06))
    process.send_signal(signal.SIGKILL)
    lines = process.stdout.read().splitlines(keepends=True)
    process.wait(10)
    return {line.strip() for line in lines if line.endswith("\n")}


def check_after_crash(folder: Path, confirmed: set[str]) -> None:
    """The vault opens, holds whole bookings only, and every confirmed one."""
    vault = opened(folder)
    try:
        vault.check()
        facts = vault.store.everything()
        assert confirmed <= {fact.id for fact in facts}
        assert vault.store.balances_until(END) == Balances.of(entry_for(fact) for fact in facts)
    finally:
        vault.lock()


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_killed_fifty_times_nothing_confirmed_is_lost(tmp_path):
    folder, chance = tmp_path / "books", random.Random(20261125)
    Vault.create(folder, PASSPHRASE, effort=QUICK)[0].lock()
    confirmed: set[str] = set()

    for _ in range(KILLS):
        confirmed |= kill_while_writing(folder, chance)
        check_after_crash(folder, confirmed)

    assert len(confirmed) > KILLS
    vault = opened(folder)  # the next booking clears away what the last one had begun
    vault.store.record(booking(date(2026, 1, 1)))
    vault.lock()
    assert sorted(one.name for one in folder.iterdir()) == ["books.db", "keys", "lock", "state"]


@pytest.fixture(scope="session")
def full_disk(tmp_path_factory) -> Path:
    """A library that lets the n-th write of a program fail, made with the machine's compiler."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        assert not os.environ.get("CI"), "CI must have Linux and a C compiler"
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("lib") / "full_disk.so"
    source = Path(__file__).parent / "full_disk.c"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True
    )
    return library


_RECORD = """
import sys
from datetime import date
from pathlib import Path
from portal.basics.errors import PortalError
from tests.vault.small import booking, opened
vault = opened(Path(sys.argv[1]))
try:
    vault.store.record(*(booking(date(2026, 1, 1 + n)) for n in range(20)))
    print("kept")
except PortalError as problem:
    print(problem.key)
"""


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_whichever_write_the_disk_refuses_the_books_are_old_or_new(full_disk, tmp_path, error):
    folder = tmp_path / "books"
    vault, _ = Vault.create(folder, PASSPHRASE, effort=QUICK)
    vault.store.record(booking(date(2025, 1, 1)))
    vault.lock()
    old = inside(folder)
    refused = after_commit = 0

    for number in range(1, 400):
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        done = subprocess.run(
            [sys.executable, "-c", _RECORD, str(copy)],
            cwd=ROOT,
            env={
                **os.environ,
                "LD_PRELOAD": str(full_disk),
                "FAIL_BELOW": str(copy),
                "FAIL_AT": str(number),
                "FAIL_WITH": error,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout.strip()
        assert "Traceback" not in done.stderr, done.stderr
        now = inside(copy)
        shutil.rmtree(copy)
        if said == "kept":
            assert now[0] == old[0] + 20
            if "failed" not in done.stderr:
                break
        else:
            assert said == "error.not_written"
            assert now[0] in (old[0], old[0] + 20)
            refused += 1
            after_commit += now != old
    else:
        pytest.fail("the number of writes has no end")

    assert refused > 5
    # written whole, and then the disk would not say that the removal of the journal is safe
    assert after_commit <= 2

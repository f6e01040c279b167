"""The key is found once in the memory of a program while its vault is open, and never after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MASK = 0x5A  # so that telling the key to the test leaves no second copy
PROGRAM = f"""
import sys
from datetime import date
from pathlib import Path
from portal.vault.backup import backup_bytes
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, bookings, opened

folder = Path(sys.argv[1])
vault = opened(folder) if folder.exists() else Vault.create(folder, PASSPHRASE, effort=QUICK)[0]
vault.store.record(*bookings(date(2026, 1, 1), 20))
backup_bytes(vault)
vault.change_passphrase(PASSPHRASE, PASSPHRASE, QUICK)
print(bytes(byte ^ {MASK} for byte in vault.key).hex(), flush=True)
input()
vault.lock()
print("locked", flush=True)
input()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_after_locking_the_key_is_nowhere_in_memory(tmp_path):
    for _ in ("made", "opened"):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path / "books")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            key = bytes(byte ^ MASK for byte in bytes.fromhex(program.stdout.readline()))
            while_open = _found(program.pid, key)
            _go_on(program)
            assert program.stdout.readline() == "locked\n"
            after = _found(program.pid, key)
            _go_on(program)

        assert while_open > 0
        assert after == 0


def _go_on(program):
    program.stdin.write("\n")
    program.stdin.flush()


def _found(process: int, key: bytes) -> int:
    """How often the key, half of it, or its digits stand in the memory of a process."""
    sought = (key[:16], key[16:], key.hex().encode(), key.hex().upper().encode())
    number = 0
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for first, last in _readable(process):
            memory.seek(first)
            try:
                content = memory.read(last - first)
            except OSError:  # a stretch that the system keeps for itself
                continue
            number += sum(content.count(one) for one in sought)
    return number


def _readable(process: int):
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        where, rights = line.split()[:2]
        if rights.startswith("r") and "[v" not in line:
            first, _, last = where.partition("-")
            yield int(first, 16), int(last, 16)

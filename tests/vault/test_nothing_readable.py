"""Words that were typed are found in no file, open or locked, in the middle of a write or after."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from portal.vault.backup import back_up
from portal.vault.engine import writing
from portal.vault.errors import VaultDamaged
from portal.vault.rows import INSERT_FACT, fact_row
from tests.vault.small import MEMO, PASSPHRASE, booking

FINDER = """
import sys
from pathlib import Path
words = [word.encode() for word in sys.argv[2:]]
for file in sorted(Path(sys.argv[1]).rglob("*")):
    content = file.read_bytes() if file.is_file() else b""
    print(*(f"{file.name}: {word!r}" for word in words if word in content), file.name, sep="\\n")
"""


def _searched(folder, *words):
    """Search from outside: this program must not open a database it holds locks on."""
    done = subprocess.run(
        [sys.executable, "-c", FINDER, str(folder), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in done.stdout.splitlines() if line}


@pytest.fixture
def words(vault):
    key = vault.key.hex()
    return (MEMO, PASSPHRASE, "taking", "cash", "CREATE TABLE", "SQLite format", key, key.upper())


def test_no_file_holds_a_word_while_a_booking_is_being_written(vault, words, tmp_path):
    with writing(vault.engine) as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 10")  # pages go to the disk before the end
        connection.exec_driver_sql("UPDATE fact SET words = words || ' more', body = body || ' '")
        files = _searched(tmp_path, *words)

    assert {"books.db", "books.db-journal", "keys", "lock", "state"} <= files
    assert not [line for line in files if ": " in line]


def test_no_file_holds_a_word_when_locked_or_in_a_backup(vault, words, made, tmp_path):
    back_up(vault, tmp_path / "copy.bin")
    vault.lock()
    files = _searched(tmp_path, *words, made, made.replace("-", ""))

    assert {"copy.bin", "books.db", "keys"} <= files
    assert not [line for line in files if ": " in line]


def test_the_search_finds_what_is_there(vault, tmp_path):
    (tmp_path / "note.txt").write_text(f"a {MEMO} in a file")

    assert f"note.txt: {MEMO.encode()!r}" in _searched(tmp_path, MEMO)


def test_what_goes_wrong_is_told_without_a_word_of_the_books(vault, caplog, capfd):
    row = fact_row(booking(date(2026, 7, 3)), 1, 1, 1, "now")  # number 1 is taken
    with pytest.raises(VaultDamaged) as problem, writing(vault.engine) as connection:
        connection.exec_driver_sql(INSERT_FACT, [row])
    logged = caplog.text + "".join(capfd.readouterr())

    assert problem.value.__cause__ is not None
    for said in (repr(problem.value), str(problem.value.__cause__), logged):
        assert MEMO not in said

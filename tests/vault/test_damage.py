"""One flipped bit anywhere is noticed; two programs, a cut file, a wrong key get one sentence."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from portal.basics.errors import PortalError
from portal.language.words import words_in
from portal.vault.backup import back_up, backup_bytes, restore, restore_bytes
from portal.vault.engine import encrypted, reading
from portal.vault.errors import (
    BackupDamaged,
    BackupExists,
    FolderTaken,
    KeyFileDamaged,
    VaultDamaged,
    VaultInUse,
    WrongPassphrase,
)
from portal.vault.keys import change_passphrase, read_keys
from portal.vault.vault import Vault
from tests.vault.small import END, MEMO, PASSPHRASE, QUICK, booking, inside, opened

ROOT = Path(__file__).resolve().parents[2]
PAGE = 4096


def _flip(file: Path, place: int, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= 1 << bit
    file.write_bytes(content)


@pytest.mark.usefixtures("made")
def test_a_flipped_bit_in_any_page_of_the_books_is_noticed(folder):
    books = folder / "books.db"
    good = books.read_bytes()

    for page in range(len(good) // PAGE):
        _flip(books, page * PAGE + (page * 977) % PAGE, page % 8)
        with pytest.raises(PortalError) as problem:
            opened(folder).lock()
        assert isinstance(problem.value, VaultDamaged)
        books.write_bytes(good)

    assert inside(folder)[0] > 300


@pytest.mark.usefixtures("made")
def test_a_flipped_bit_in_any_byte_of_the_key_file_is_noticed(folder):
    keys = folder / "keys"
    good = keys.read_bytes()

    for place in range(len(good)):
        _flip(keys, place, place % 8)
        with pytest.raises(PortalError) as problem:
            opened(folder).lock()
        assert "Traceback" not in words_in("en").show(problem.value)
        keys.write_bytes(good)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("name", ["keys", "books.db"])
@pytest.mark.parametrize("length", [0, 1, 50, 200])
def test_a_file_that_was_cut_is_refused_in_one_sentence(folder, name, length):
    file = folder / name
    file.write_bytes(file.read_bytes()[:length])

    with pytest.raises((VaultDamaged, KeyFileDamaged)):
        opened(folder).lock()


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("name", ["keys", "books.db"])
def test_a_file_that_is_gone_is_named(folder, name):
    (folder / name).unlink()

    with pytest.raises(PortalError) as problem:
        opened(folder).lock()
    assert problem.value.key in ("error.keys_missing", "error.books_missing")


@pytest.mark.usefixtures("made")
def test_a_wrong_passphrase_opens_nothing_and_a_wrong_key_reads_nothing(folder):
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, PASSPHRASE + " ")
    engine = encrypted(folder / "books.db", b"x" * 32)
    with pytest.raises(VaultDamaged), reading(engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM fact")


def test_a_second_window_and_a_second_program_are_refused(folder, vault):
    assert vault.is_open
    with pytest.raises(VaultInUse):
        opened(folder)
    code = (
        "import sys; from pathlib import Path; from tests.vault.small import opened; "
        "from portal.basics.errors import PortalError\n"
        "try: opened(Path(sys.argv[1]))\nexcept PortalError as problem: print(problem.key)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "error.vault_in_use"


def test_after_locking_the_key_is_gone_and_others_may_open(folder, vault):
    vault.lock()

    assert not any(vault.key)
    assert inside(folder)[0] > 300


def test_nothing_written_can_be_read_in_any_file_while_open_or_locked(folder, vault):
    vault.store.record(booking(date(2026, 1, 1)))
    files = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    vault.lock()
    files += [file.read_bytes() for file in folder.rglob("*") if file.is_file()]

    for word in (MEMO, PASSPHRASE, "taking", "turnover"):
        assert not any(word.encode() in content for content in files)


@pytest.mark.usefixtures("made")
def test_files_are_for_the_owner_alone(folder):
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_the_recovery_code_opens_and_gives_a_new_passphrase(folder, made):
    vault, next_code = Vault.recover(folder, made, "vier nieuwe woorden hier", effort=QUICK)
    vault.lock()

    assert next_code != made
    Vault.open(folder, "vier nieuwe woorden hier").lock()
    with pytest.raises(PortalError):
        Vault.recover(folder, made, "nog een", effort=QUICK)


def test_a_changed_passphrase_replaces_the_old_one(folder, vault):
    vault.change_passphrase(PASSPHRASE, "vier nieuwe woorden hier", effort=QUICK)
    vault.lock()

    with pytest.raises(WrongPassphrase):
        opened(folder)
    Vault.open(folder, "vier nieuwe woorden hier").lock()


@pytest.mark.usefixtures("made")
def test_changing_with_a_wrong_passphrase_changes_nothing(folder):
    keys = read_keys(folder)

    with pytest.raises(WrongPassphrase):
        change_passphrase(keys, "wrong", "vier nieuwe woorden hier", QUICK)
    opened(folder).lock()


def test_a_backup_restores_equal_to_the_last_cent(folder, vault, tmp_path):
    back_up(vault, tmp_path / "backup")
    place = tmp_path / "again"
    restore(tmp_path / "backup", place, PASSPHRASE)
    kept = vault.store.balances_until(END)

    assert vault.last_backup() == date.today()
    vault.lock()
    assert inside(place)[1] == kept == inside(folder)[1]


def test_nothing_is_ever_put_over_an_old_backup_or_vault(folder, vault, tmp_path):
    back_up(vault, tmp_path / "backup")

    with pytest.raises(BackupExists):
        back_up(vault, tmp_path / "backup")
    with pytest.raises(FolderTaken):
        restore(tmp_path / "backup", folder, PASSPHRASE)


def test_a_backup_cut_or_spoilt_anywhere_is_refused_and_nothing_appears(vault, tmp_path):
    whole = backup_bytes(vault)
    place = tmp_path / "again"

    for number in range(100):
        cut = whole[: len(whole) * number // 100]
        spoilt = bytearray(whole)
        spoilt[(len(whole) - 1) * number // 100] ^= 1 << number % 8
        for bad in (cut, bytes(spoilt)):
            with pytest.raises((BackupDamaged, KeyFileDamaged, VaultDamaged, WrongPassphrase)):
                restore_bytes(bad, place, PASSPHRASE)
            assert not place.exists()


def test_a_backup_holds_nothing_readable(vault):
    assert MEMO.encode() not in backup_bytes(vault)


def test_a_vault_is_not_made_over_anything(tmp_path):
    (tmp_path / "x").write_text("mine")

    with pytest.raises(FolderTaken):
        Vault.create(tmp_path, PASSPHRASE, effort=QUICK)
    assert [file.name for file in tmp_path.iterdir()] == ["x"]

"""A backup is good once it was opened; anything less is refused, there and on the way back."""

from __future__ import annotations

import os
import random
import shutil
from datetime import date

import pytest

from portal.basics.errors import PortalError
from portal.vault.backup import back_up, backup_bytes, restore, restore_bytes
from portal.vault.engine import writing
from portal.vault.errors import (
    BackupDamaged,
    BackupExists,
    BackupUnreadable,
    FolderTaken,
    NotWritten,
    VaultDamaged,
    WrongPassphrase,
)
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, booking, inside, opened

DAY = date(2026, 7, 3)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "copy.bin"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "restored"


def test_a_restored_backup_is_equal_to_the_last_cent(folder, vault, file, place):
    facts, steps = vault.store.everything(), []
    assert vault.last_backup() is None
    back_up(vault, file, steps.append)
    noted = vault.last_backup()
    vault.lock()
    restore(file, place, PASSPHRASE)
    again = opened(place)

    assert again.store.everything() == facts
    assert noted == date.today()
    assert steps[-1] == 1
    again.lock()
    assert inside(place) == inside(folder)
    assert {one.name for one in place.iterdir()} >= {"keys", "books.db", "state"}


def test_a_backup_as_bytes_comes_back_the_same(folder, vault, place):
    content = backup_bytes(vault)
    vault.lock()
    restore_bytes(content, place, PASSPHRASE)

    assert inside(place) == inside(folder)
    assert not [one for one in folder.iterdir() if one.name.startswith(".new-")]


def test_work_goes_on_after_a_backup(vault, file):
    back_up(vault, file)
    vault.store.record(booking(DAY))

    vault.check()


def test_a_backup_never_takes_the_place_of_a_file(vault, file):
    file.write_text("mine")
    with pytest.raises(BackupExists):
        back_up(vault, file)

    assert file.read_text() == "mine"


def test_a_backup_to_nowhere_gets_one_sentence(vault, tmp_path):
    with pytest.raises(NotWritten):
        back_up(vault, tmp_path / "no such folder" / "copy.bin")
    assert vault.last_backup() is None


def test_a_damaged_vault_makes_no_backup(vault, file, tmp_path):
    with writing(vault.engine) as connection:
        connection.exec_driver_sql("UPDATE total SET cents = cents + 1 WHERE account = 'cash'")
    with pytest.raises(VaultDamaged):
        back_up(vault, file)

    assert not file.exists()
    assert vault.last_backup() is None
    assert {one.name for one in tmp_path.iterdir()} == {"books"}


def test_a_backup_opens_with_the_passphrase_of_its_day_or_with_the_recovery_code(
    vault, made, file, tmp_path
):
    back_up(vault, file)
    vault.change_passphrase(PASSPHRASE, "later", QUICK)
    for wrong in ("later", "", "4711"):
        with pytest.raises(WrongPassphrase):
            restore(file, tmp_path / "wrong", wrong)
    restore(file, tmp_path / "one", PASSPHRASE)
    restore(file, tmp_path / "two", made)
    Vault.recover(tmp_path / "two", made, "nieuw", QUICK)[0].lock()

    assert not (tmp_path / "wrong").exists()
    opened(tmp_path / "one").lock()


def test_a_backup_is_restored_into_a_new_place_only(folder, vault, file):
    back_up(vault, file)
    vault.lock()
    before = inside(folder)
    with pytest.raises(FolderTaken):
        restore(file, folder, PASSPHRASE)

    assert inside(folder) == before


def test_a_backup_cut_at_a_hundred_points_is_refused(vault, place):
    content = backup_bytes(vault)
    points = {round(n * (len(content) - 1) / 99) for n in range(100)}
    for point in points:
        with pytest.raises(BackupDamaged):
            restore_bytes(content[:point], place, PASSPHRASE)
    assert len(points) == 100
    assert not place.exists()


def test_a_backup_with_any_bit_flipped_is_refused(vault, tmp_path, place):
    content = backup_bytes(vault)
    chance = random.Random(3)
    head = range(300)  # head, lengths and key file
    for at in (*head, *(chance.randrange(len(content)) for _ in range(100)), len(content) - 1):
        flipped = bytearray(content)
        flipped[at] ^= 1 << chance.randrange(8)
        with pytest.raises(BackupDamaged):
            restore_bytes(bytes(flipped), place, PASSPHRASE)
    assert {one.name for one in tmp_path.iterdir()} == {"books"}


def test_what_is_no_backup_is_refused(vault, file, tmp_path, place):
    for rubbish in (b"", b"date,kind\n", os.urandom(5_000), b"backup\x01" + b"\xff" * 16):
        file.write_bytes(rubbish)
        with pytest.raises(BackupDamaged):
            restore(file, place, PASSPHRASE)
    for nothing in (tmp_path / "nowhere.bin", tmp_path):
        with pytest.raises(BackupUnreadable):
            restore(nothing, place, PASSPHRASE)
    with pytest.raises(BackupDamaged):
        restore_bytes(backup_bytes(vault) + b"\0", place, PASSPHRASE)


def test_a_copied_folder_opens_after_one_check(folder, made, place):
    shutil.copytree(folder, place, copy_function=shutil.copyfile)

    assert inside(place) == inside(folder)


def test_a_problem_leaves_no_vault_behind(vault, file, tmp_path, place):
    back_up(vault, file)
    with pytest.raises(PortalError):
        restore(file, file / "inside a file", PASSPHRASE)

    assert {one.name for one in tmp_path.iterdir()} == {"books", "copy.bin"}

"""Create, open, recover and lock a vault; and one opener at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from portal.books.facts import VatPeriod
from portal.language.words import words_in
from portal.vault import errors
from portal.vault.engine import encrypted, writing
from portal.vault.errors import (
    BooksMissing,
    EmptyPassphrase,
    FolderTaken,
    KeyFileMissing,
    MistypedRecoveryCode,
    NoVault,
    VaultDamaged,
    VaultInUse,
    VaultLocked,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from portal.vault.holding import is_untouched
from portal.vault.keys import USUAL, read_keys
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, booking, inside, opened

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 7, 3)


def test_a_new_vault_is_open_and_knows_its_owner(folder):
    vault, code = Vault.create(
        folder, PASSPHRASE, language="en", vat_period=VatPeriod.MONTH, effort=QUICK
    )
    profile = vault.store.profile()
    vault.lock()

    assert (profile.language, profile.vat_period) == ("en", VatPeriod.MONTH)
    assert len(code) == 34
    assert {file.name for file in folder.iterdir()} == {"keys", "books.db", "lock", "state"}


def test_a_new_vault_takes_the_full_effort_unless_told_otherwise(folder):
    vault, _ = Vault.create(folder, PASSPHRASE)
    vault.lock()

    assert read_keys(folder).by_passphrase.effort == USUAL
    opened(folder).lock()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights; the profile is private")
def test_only_the_owner_may_read_the_files(folder, vault):
    vault.store.record(booking(DAY))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_what_was_kept_is_there_after_locking_and_opening(folder, vault):
    fact = booking(DAY)
    vault.store.record(fact)
    vault.lock()
    again = opened(folder)

    assert again.store.fact(fact.id) == fact
    again.lock()


def test_a_vault_is_made_in_an_empty_folder_but_never_over_anything(folder, made, tmp_path):
    before = inside(folder)
    (tmp_path / "file").write_text("mine")
    for taken in (folder, tmp_path, tmp_path / "file"):
        with pytest.raises(FolderTaken):
            Vault.create(taken, PASSPHRASE, effort=QUICK)
    (tmp_path / "empty").mkdir()
    Vault.create(tmp_path / "empty", PASSPHRASE, effort=QUICK)[0].lock()

    assert inside(folder) == before
    assert inside(tmp_path / "empty")[0] == 0


def test_a_vault_that_is_refused_leaves_nothing(folder, tmp_path):
    with pytest.raises(EmptyPassphrase):
        Vault.create(folder, "", effort=QUICK)

    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_opens_nothing_and_hinders_nobody(folder, made):
    for wrong in ("", "raden", PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase):
            Vault.open(folder, wrong)

    opened(folder).lock()


def test_another_vaults_key_file_opens_nothing(folder, made, tmp_path):
    Vault.create(tmp_path / "other", PASSPHRASE, effort=QUICK)[0].lock()
    (folder / "keys").write_bytes((tmp_path / "other" / "keys").read_bytes())

    with pytest.raises(VaultDamaged):
        opened(folder)


def test_a_changed_passphrase_holds_from_then_on(folder, vault):
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("raden", "nieuw", QUICK)
    vault.change_passphrase(PASSPHRASE, "nieuw", QUICK)
    vault.lock()

    with pytest.raises(WrongPassphrase):
        opened(folder)
    Vault.open(folder, "nieuw").lock()


def test_the_recovery_code_opens_once_and_gives_the_next(folder, made):
    vault, next_code = Vault.recover(folder, made, "nieuw", QUICK)
    assert vault.store.everything()
    vault.lock()

    for useless in (made, next_code[:-1]):
        with pytest.raises(WrongRecoveryCode):
            Vault.recover(folder, useless, "nieuw", QUICK)
    Vault.open(folder, "nieuw").lock()
    Vault.recover(folder, next_code, PASSPHRASE, QUICK)[0].lock()


def test_recovering_without_a_new_passphrase_changes_nothing(folder, made):
    with pytest.raises(EmptyPassphrase):
        Vault.recover(folder, made, "", QUICK)
    with pytest.raises(MistypedRecoveryCode):
        Vault.recover(folder, "4711", "nieuw", QUICK)

    opened(folder).lock()


def test_a_new_recovery_code_asks_for_the_passphrase(folder, made):
    vault = opened(folder)
    with pytest.raises(WrongPassphrase):
        vault.new_recovery_code("raden", QUICK)
    code = vault.new_recovery_code(PASSPHRASE, QUICK)
    vault.lock()

    with pytest.raises(WrongRecoveryCode):
        Vault.recover(folder, made, "nieuw", QUICK)
    Vault.recover(folder, code, "nieuw", QUICK)[0].lock()


def test_after_locking_the_key_is_gone_and_the_books_stay_shut(vault):
    store, key = vault.store, vault.key
    vault.lock()
    vault.lock()

    assert not any(key)
    assert not vault.is_open
    for use in (store.everything, store.profile, lambda: store.record(booking(DAY))):
        with pytest.raises(VaultLocked):
            use()


def test_a_second_window_is_refused_at_once(folder, vault):
    with pytest.raises(VaultInUse):
        opened(folder)
    vault.lock()

    opened(folder).lock()


def test_another_program_is_refused_at_once(folder, vault):
    outcome = _in_another_program(folder)
    vault.lock()

    assert outcome == "VaultInUse"
    assert _in_another_program(folder) == "open"


def _in_another_program(folder: Path) -> str:
    script = (
        "import sys; from pathlib import Path\n"
        "from portal.basics.errors import PortalError; from tests.vault.small import opened\n"
        "try: opened(Path(sys.argv[1])).lock(); print('open')\n"
        "except PortalError as problem: print(type(problem).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.stderr
    return done.stdout.strip()


def test_what_is_missing_is_named(folder, made, tmp_path):
    for name, problem in (("keys", KeyFileMissing), ("books.db", BooksMissing)):
        content = (folder / name).read_bytes()
        (folder / name).unlink()
        with pytest.raises(problem):
            opened(folder)
        (folder / name).write_bytes(content)
    for nothing in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(NoVault):
            opened(nothing)

    assert not (tmp_path / "lock").exists()
    opened(folder).lock()


def test_a_newer_vault_is_not_touched(folder, made):
    vault = opened(folder)
    with writing(vault.engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    vault.lock()
    before = (folder / "books.db").read_bytes()

    with pytest.raises(VaultNewer):
        opened(folder)
    assert (folder / "books.db").read_bytes() == before


def test_an_empty_books_file_is_damage_not_a_new_vault(folder, made):
    (folder / "books.db").write_bytes(b"")

    with pytest.raises(VaultDamaged):
        opened(folder)
    assert (folder / "books.db").read_bytes() == b""


def test_books_that_anything_touched_are_checked_before_they_open(folder, made):
    assert is_untouched(folder)
    os.utime(folder / "books.db")
    assert not is_untouched(folder)
    opened(folder).lock()
    assert is_untouched(folder)
    (folder / "state").write_text("rubbish")
    assert not is_untouched(folder)


def test_a_journal_that_does_not_follow_from_the_facts_is_noticed(folder, vault):
    vault.check()
    for damage in (
        "UPDATE posting SET cents = cents + 1 WHERE fact = 5 AND account = 'cash'",
        "DELETE FROM posting WHERE fact = 7",
        "UPDATE total SET cents = cents + 1 WHERE account = 'cash'",
        "DELETE FROM total WHERE account = 'vat.1a'",
        "UPDATE fact SET current = 0 WHERE seq = 9",
        "UPDATE fact SET body = '{}' WHERE seq = 9",
        "UPDATE fact SET kind = 'rubbish' WHERE seq = 9",
    ):
        with writing(vault.engine) as connection:
            connection.exec_driver_sql(damage)
        with pytest.raises(VaultDamaged):
            vault.check()
        with writing(vault.engine) as connection:
            connection.exec_driver_sql("UPDATE fact SET current = 1 WHERE seq = 9")
            connection.exec_driver_sql(
                "UPDATE fact SET kind = 'taking', body = (SELECT body FROM fact WHERE seq = 10) "
                "WHERE seq = 9"
            )
        vault.store.rebuild()
        vault.check()


def test_a_key_of_noughts_is_never_used(folder, made):
    with pytest.raises(VaultLocked), writing(encrypted(folder / "books.db", bytearray(32))):
        pass


def test_leftovers_of_an_interrupted_program_are_cleared_away(folder, made):
    (folder / ".new-abc").write_bytes(b"half")
    (folder / ".new-folder").mkdir()
    (folder / ".new-folder" / "books.db").write_bytes(b"half")
    opened(folder).lock()

    assert {file.name for file in folder.iterdir()} == {"keys", "books.db", "lock", "state"}


def test_every_error_of_a_vault_is_one_sentence_in_both_languages():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    shown = [kind for kind in kinds if hasattr(kind, "sentence")]

    for kind in shown:
        problem = kind(Path("map")) if issubclass(kind, errors._AtFolder) else kind()
        assert words_in("nl").show(problem) != words_in("en").show(problem)
    assert len(shown) > 15

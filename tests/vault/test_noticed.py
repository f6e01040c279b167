"""What touches the files behind our back is noticed, or the figures are the same to the cent."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress

import pytest

from portal.basics.errors import PortalError
from portal.vault.errors import VaultDamaged
from tests.vault.small import inside, opened

PAGE = 4096


@pytest.fixture
def untouched(folder, made, tmp_path):
    """A copy to start each case from."""
    shutil.copytree(folder, tmp_path / "as it was")
    return tmp_path / "as it was"


def _with_books(folder, content):
    (folder / "books.db").write_bytes(content)


def test_a_bit_flipped_in_any_page_is_noticed_when_the_vault_opens(folder, untouched):
    content = (untouched / "books.db").read_bytes()
    pages = len(content) // PAGE
    for page in range(pages):
        for place in (0, 3_000 + page % 1000, PAGE - 1):  # its first byte, its text, its seal
            _with_books(folder, _flipped(content, page * PAGE + place))
            with pytest.raises(VaultDamaged):
                opened(folder)
    assert pages > 30


def test_a_bit_flipped_behind_our_back_never_gives_another_figure(folder, untouched):
    content = (untouched / "books.db").read_bytes()
    whole, noticed = inside(folder), 0
    for page in range(len(content) // PAGE):
        shutil.copy2(untouched / "state", folder / "state")
        _with_books(folder, _flipped(content, page * PAGE + 2_000))
        _date_as(untouched / "books.db", folder / "books.db")
        try:
            assert inside(folder) == whole
        except VaultDamaged:
            noticed += 1
    assert noticed > 10


def test_a_cut_or_grown_file_of_books_is_noticed(folder, untouched):
    content = (untouched / "books.db").read_bytes()
    cuts = {0, 1, 15, 16, 100, PAGE, 2 * PAGE, len(content) - PAGE, len(content) - 1}
    cuts |= set(range(0, len(content), 11 * PAGE + 7))
    for length in cuts:
        _with_books(folder, content[:length])
        with pytest.raises(VaultDamaged):
            opened(folder)
    for more in (b"\0", bytes(PAGE), content[:PAGE]):
        _with_books(folder, content + more)
        with pytest.raises(VaultDamaged):
            opened(folder)


def test_an_old_page_put_back_is_noticed(folder, untouched):
    vault = opened(folder)
    takings = vault.store.everything()
    vault.store.withdraw(*(fact.id for fact in takings[::2]))
    vault.lock()
    old, new = ((place / "books.db").read_bytes() for place in (untouched, folder))
    different = [
        at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]
    ]
    whole = inside(folder)
    for at in different:
        _with_books(folder, new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        with suppress(VaultDamaged):
            assert inside(folder) == whole
        _with_books(folder, new)
    assert len(different) > 3


def test_a_damaged_or_missing_state_only_costs_a_check(folder, untouched):
    whole = inside(folder)
    for content in (b"", b"\xff\x00", b"1 2\n", b"9" * 10_000):
        (folder / "state").write_bytes(content)
        assert inside(folder) == whole
    for name in ("state", "lock"):
        (folder / name).unlink()
        assert inside(folder) == whole


@pytest.mark.parametrize("name", ["books.db", "keys", "lock"])
def test_a_folder_where_a_file_should_be_gets_one_sentence(folder, made, name):
    (folder / name).unlink()
    (folder / name).mkdir()

    with pytest.raises(PortalError):
        opened(folder)


def test_rubbish_instead_of_a_journal_is_noticed_or_changes_nothing(folder, made):
    whole = inside(folder)
    for rubbish in (
        b"",
        b"\0" * 5_000,
        os.urandom(9_000),
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 99,
    ):
        (folder / "books.db-journal").write_bytes(rubbish)
        assert inside(folder) == whole


def _flipped(content, place):
    changed = bytearray(content)
    changed[place] ^= 0x10
    return bytes(changed)


def _date_as(one, other):
    stat = one.stat()
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))

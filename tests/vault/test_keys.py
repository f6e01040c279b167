"""The key file: two secrets, one key, and no byte of it may change unnoticed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.errors import PortalError
from portal.vault import keys
from portal.vault.errors import (
    EmptyPassphrase,
    KeyFileDamaged,
    KeyFileMissing,
    MistypedRecoveryCode,
    VaultNewer,
    WrongPassphrase,
    WrongRecoveryCode,
)
from portal.vault.keys import Effort, key_file
from portal.vault.recovery_code import new_code, read_code
from tests.vault.small import QUICK

FILE, CODE, KEY = keys.new_keys("één paard", QUICK)


def test_either_secret_opens_the_same_key():
    assert keys.unlock(FILE, "één paard") == KEY
    assert keys.unlock_with_recovery(FILE, CODE) == KEY
    assert len(KEY) == 32


def test_another_passphrase_opens_nothing():
    for wrong in ("een paard", "één paard ", "Één paard", "", "x" * 10_000):
        with pytest.raises(WrongPassphrase):
            keys.unlock(FILE, wrong)


def test_an_accent_is_the_same_on_every_keyboard():
    assert keys.unlock(FILE, unicodedata.normalize("NFD", "één paard")) == KEY


def test_an_empty_passphrase_is_refused():
    with pytest.raises(EmptyPassphrase):
        keys.new_keys("", QUICK)
    with pytest.raises(EmptyPassphrase):
        keys.change_passphrase(FILE, "één paard", "", QUICK)


def test_the_file_comes_back_as_it_was_written():
    assert key_file(FILE.to_bytes()) == FILE


def test_every_bit_of_the_file_is_noticed_when_it_flips():
    content = FILE.to_bytes()
    for place in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(KeyFileDamaged):
            key_file(bytes(flipped))


def test_a_file_cut_anywhere_or_grown_is_noticed():
    content = FILE.to_bytes()
    for length in range(len(content)):
        with pytest.raises(KeyFileDamaged):
            key_file(content[:length])
    with pytest.raises(KeyFileDamaged):
        key_file(content + b"\0")


@given(st.binary(max_size=400))
def test_rubbish_is_never_a_key_file(content):
    with pytest.raises(KeyFileDamaged):
        key_file(content)


def test_a_file_that_asks_for_a_hundred_gigabytes_is_refused():
    greedy = replace(FILE.by_passphrase, effort=Effort(memory=100 * 1024 * 1024))
    with pytest.raises(KeyFileDamaged):
        key_file(replace(FILE, by_passphrase=greedy).to_bytes())


def test_the_two_wrappings_cannot_change_places():
    swapped = keys.KeyFile(FILE.by_recovery, FILE.by_passphrase)
    with pytest.raises(WrongPassphrase):
        keys.unlock(key_file(swapped.to_bytes()), "één paard")


def test_a_newer_format_is_said_to_be_newer():
    body = b"keys\x02" + FILE.to_bytes()[5:-32]
    with pytest.raises(VaultNewer):
        key_file(body + sha256(body).digest())


def test_a_new_passphrase_keeps_key_and_recovery_code():
    changed = keys.change_passphrase(FILE, "één paard", "twee fietsen", QUICK)

    assert keys.unlock(changed, "twee fietsen") == KEY
    assert keys.unlock_with_recovery(changed, CODE) == KEY
    with pytest.raises(WrongPassphrase):
        keys.unlock(changed, "één paard")
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(FILE, "geraden", "twee fietsen", QUICK)


def test_a_new_recovery_code_ends_the_old_one():
    changed, code = keys.new_recovery_code(FILE, "één paard", QUICK)

    assert keys.unlock_with_recovery(changed, code) == KEY
    assert keys.unlock(changed, "één paard") == KEY
    with pytest.raises(WrongRecoveryCode):
        keys.unlock_with_recovery(changed, CODE)


def test_a_missing_key_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(KeyFileMissing):
        keys.read_keys(tmp_path)


def test_two_key_files_share_nothing():
    other, code, key = keys.new_keys("één paard", QUICK)

    assert key != KEY
    assert code != CODE
    assert other.by_passphrase.salt != FILE.by_passphrase.salt
    assert bytes(key) not in other.to_bytes()


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"  {CODE} \n",
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l").replace("V", "u"),
    ],
    ids=["small letters", "spaces", "no hyphens", "blanks around", "O and I", "o, l and u"],
)
def test_a_recovery_code_may_be_typed_as_it_looks(typed):
    assert keys.unlock_with_recovery(FILE, typed) == KEY


def test_a_recovery_code_holds_at_least_128_bits_and_no_sign_that_looks_like_another():
    codes = [new_code() for _ in range(200)]

    assert len(set(codes)) == 200
    assert not set("ILOU") & set("".join(codes))
    assert all([len(part) for part in code.split("-")] == [4] * 7 for code in codes)
    assert 5 * 26 >= 128  # 26 of the 28 signs are drawn from 32


def test_a_slip_in_a_recovery_code_is_called_a_slip():
    code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RS"
    noticed = sum(_is_slip(code[:-2] + first + second) for first in "ABCD" for second in "EFGH")

    assert noticed >= 15  # one pair of check signs at most is right
    for typed in ("", "4711", CODE + "A", CODE[:-1], "é" * 28, CODE[:-1] + "?"):
        assert _is_slip(typed)


def _is_slip(code):
    try:
        read_code(code)
    except MistypedRecoveryCode:
        return True
    return False


@given(st.text(max_size=60))
def test_whatever_is_typed_as_a_code_gets_one_sentence(typed):
    with pytest.raises(PortalError):
        keys.unlock_with_recovery(FILE, typed)

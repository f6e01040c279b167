"""Where vaults lie, and what their names tell."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vault import places
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def _new(name=""):
    folder = places.new_place(name)
    Vault.create(folder, PASSPHRASE, effort=QUICK)[0].lock()
    return folder


def test_vaults_are_numbered_so_that_their_names_tell_nothing(home):
    assert [_new().name for _ in range(3)] == ["1", "2", "3"]
    assert {place.name for place in places.vaults()} == {"1", "2", "3"}


def test_before_the_first_vault_there_is_nothing_on_the_disk(home):
    assert places.vaults() == []
    assert places.new_place().parent.parent == home
    assert not home.exists()


def test_the_vault_opened_last_comes_first(home):
    first, second = _new(), _new()
    for folder in (first, second):
        os.utime(folder / "lock", (1_000, 1_000))
    places.opened(first)

    assert [place.folder for place in places.vaults()] == [first, second]
    assert places.vaults()[0].last_opened > places.vaults()[1].last_opened


def test_what_is_no_vault_is_not_listed(home):
    _new()
    shelf = home / "vaults"
    (shelf / "empty").mkdir()
    (shelf / "file").write_text("")
    (shelf / ".new-abc").mkdir()
    (shelf / ".new-abc" / "keys").write_text("")

    assert [place.name for place in places.vaults()] == ["1"]


def test_without_the_variable_the_operating_system_says_where(monkeypatch):
    monkeypatch.delenv("PORTAL_HOME", raising=False)

    assert places.home().name == "Portal"


@given(st.text(max_size=80))
def test_every_name_gives_a_folder_that_every_file_system_takes(name):
    folder = places.new_place(name)

    assert folder.parent == places.home() / "vaults"
    assert set(folder.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(folder.name) <= 44


def test_names_that_windows_keeps_and_names_taken_get_a_number(home):
    assert places.new_place("CON").name == "con-1"
    assert _new("Café Zoë").name == "cafe-zoe"
    assert _new("café zoë").name == "cafe-zoe-1"

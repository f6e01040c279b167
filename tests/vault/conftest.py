"""A vault of little effort, so that tests may open it hundreds of times."""

from __future__ import annotations

from datetime import date

import pytest

from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, bookings


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "books"


@pytest.fixture
def made(folder):
    """A vault with two years of bookings, locked; gives its recovery code."""
    vault, code = Vault.create(folder, PASSPHRASE, effort=QUICK)
    vault.store.record(*bookings(date(2026, 1, 1), 300))
    vault.lock()
    return code


@pytest.fixture
def vault(folder, made):
    opened = Vault.open(folder, PASSPHRASE)
    yield opened
    opened.lock()

"""Killed at a random moment: nothing confirmed is lost, nothing is half there."""

from __future__ import annotations

import random
from datetime import date

from tests.vault.killing import kill_while_changing_the_passphrase, kill_while_recording
from tests.vault.small import booking, opened


def test_fifty_kills_while_writing_lose_nothing_that_was_confirmed(folder, made):
    chance = random.Random(50)
    rounds = [kill_while_recording(folder, chance) for _ in range(50)]

    assert sum(left.lost for left in rounds) == 0
    assert sum(left.halves for left in rounds) == 0
    assert max(left.strangers for left in rounds) <= 1
    assert sum(left.confirmed for left in rounds) > len(rounds) // 2  # it did write meanwhile
    vault = opened(folder)  # the next booking clears away what the last one had begun
    vault.store.record(booking(date(2026, 1, 1)))
    vault.lock()
    assert sorted(one.name for one in folder.iterdir()) == ["books.db", "keys", "lock", "state"]


def test_a_kill_while_the_passphrase_changes_leaves_one_that_opens(folder, made):
    chance = random.Random(20)

    assert all(kill_while_changing_the_passphrase(folder, chance) for _ in range(20))

"""A writing process killed 1,000 times: nothing confirmed is lost. Argument: another number."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from portal.vault.vault import Vault
from tests.vault.killing import kill_while_changing_the_passphrase, kill_while_recording
from tests.vault.small import PASSPHRASE, QUICK

_BOOKS_FOR = 50  # kills; then new ones, since all of the books are checked after each


def main(number: int) -> None:
    chance = random.Random(1)
    confirmed = lost = halves = doors_shut = 0
    with tempfile.TemporaryDirectory() as place:
        for kill in range(1, number + 1):
            folder = Path(place) / f"books-{kill // _BOOKS_FOR}"
            if not folder.exists():
                Vault.create(folder, PASSPHRASE, effort=QUICK)[0].lock()
            left = kill_while_recording(folder, chance)
            confirmed, lost, halves = (
                confirmed + left.confirmed,
                lost + left.lost,
                halves + left.halves,
            )
            if kill % 10 == 0:
                doors_shut += not kill_while_changing_the_passphrase(folder, chance)
                print(
                    f"\r{kill:>5} kills: {confirmed} deeds confirmed, {lost} lost, "
                    f"{halves} half written; {doors_shut} vaults shut",
                    end="",
                )
    print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

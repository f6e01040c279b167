"""A writing process killed 1,000 times: nothing confirmed is lost. Argument: another number."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK
from tests.vault.test_crash import check_after_crash, kill_while_writing


def main(number: int) -> None:
    chance = random.Random(1)
    confirmed: set[str] = set()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "books"
        Vault.create(folder, PASSPHRASE, effort=QUICK)[0].lock()
        for kill in range(1, number + 1):
            confirmed |= kill_while_writing(folder, chance)
            check_after_crash(folder, confirmed)
            print(f"\r{kill:>5} kills, {len(confirmed):>7} bookings confirmed, 0 lost", end="")
    print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

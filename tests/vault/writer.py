"""A process that writes until it is killed: prints each booking once it is confirmed."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from tests.vault.small import booking, opened


def main(folder: str, start: int) -> None:
    vault = opened(Path(folder))
    print("open", flush=True)
    for number in range(start, start + 100_000):
        fact = booking(date(2026, 1, 1) + timedelta(days=number % 700))
        vault.store.record(fact)
        print(fact.id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

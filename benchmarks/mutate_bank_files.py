"""10,000 spoilt bank files: each is read or refused. Argument: another number."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.exchange.test_bank import _in_a_small_process, mutated

_BATCH = 500


def main(number: int) -> int:
    for start in range(0, number, _BATCH):
        done = _in_a_small_process([mutated(seed) for seed in range(start, start + _BATCH)])
        if done.returncode:
            print(f"between {start} and {start + _BATCH}:\n{done.stderr.decode()[-800:]}")
            return 1
        print(f"\r{start + _BATCH:>7} of {number}", end="", flush=True)
    print("\nevery file was read or refused, within 5 s and 400 MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))

"""What the benchmarks share: books of a size, a clock that takes the best of a few, and a table."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

FIRST, YEARS = date(2022, 1, 1), 5
COSTS = ("rent", "supplies", "phone", "advertising", "travel", "other")
PASSPHRASE = "correct horse battery staple 7"


def bookings_csv(number: int) -> bytes:
    """So many bookings over five years, the same each time."""
    chance = random.Random(1)
    lines = ["date,kind,account,category,gross,vat_rate,memo"]
    for one in range(number):
        day = FIRST + timedelta(days=one * 365 * YEARS // number)
        if one % 3:
            money = "cash" if one % 5 else "bank"
            lines.append(f"{day},taking,{money},,{chance.randint(50, 300)}.00,21,")
        else:
            amount = f"{chance.randint(5, 200)}.{chance.randint(0, 99):02d}"
            name, code = COSTS[one // 3 % 6], "21" if one % 2 else ""
            lines.append(f"{day},cost,bank,{name},{amount},{code},note {one}")
    return ("\n".join(lines) + "\n").encode()


def best(deed: Callable[[], object], times: int = 5) -> float:
    """Seconds of the fastest of some runs: what the machine can do when nothing is in its way."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        deed()
        found.append(time.perf_counter() - start)
    return min(found)


def print_table(title: str, rows: Sequence[tuple[str, float, float, float]]) -> None:
    """Rows of what, ours in seconds, the yardstick's, and the ratio that is allowed."""
    print(f"\n{title}")
    print(f"{'':44}{'ours':>10}{'yardstick':>11}{'ratio':>8}{'allowed':>9}")
    for what, ours, theirs, allowed in rows:
        ratio = ours / theirs if theirs else float("nan")
        mark = "" if ratio <= allowed else "  over"
        told = f"{ours * 1000:>8.1f}ms{theirs * 1000:>9.1f}ms{ratio:>8.2f}{allowed:>9.2f}"
        print(f"{what:<44}{told}{mark}")

"""Kill a program at a random moment while it writes, and see what is left of the books."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from portal.vault.errors import WrongPassphrase
from portal.vault.vault import Vault
from tests.vault.small import PASSPHRASE, QUICK, booking, opened

LONGEST = 0.04  # seconds between the first confirmation and the kill
OTHER = "vier losse paarden"
_FIRST = date(2026, 1, 1)


@dataclass(frozen=True)
class Left:
    """What was confirmed before the kill, and what the vault holds after it."""

    confirmed: int
    lost: int
    halves: int
    strangers: int  # deeds that are in the books without a confirmation: the last one at most


def kill_while_recording(folder: Path, chance: random.Random) -> Left:
    """Record in a program of its own, kill it, open the vault again: that checks all of it."""
    confirmed = _killed(_record_without_end, folder, chance)
    vault = opened(folder)
    try:
        found = Counter(fact.batch for fact in vault.store.everything() if fact.batch)
    finally:
        vault.lock()
    return Left(
        confirmed=len(confirmed),
        lost=sum(deed not in found for deed in confirmed),
        halves=sum(number != _size(deed) for deed, number in found.items()),
        strangers=len(_of_round(found, confirmed) - set(confirmed)),
    )


def kill_while_changing_the_passphrase(folder: Path, chance: random.Random) -> bool:
    """True when one of the two passphrases, and only one, opens the vault after the kill."""
    _killed(_change_without_end, folder, chance)
    opens = [_opens(folder, passphrase) for passphrase in (PASSPHRASE, OTHER)]
    if opens[1]:
        vault = Vault.open(folder, OTHER)
        vault.change_passphrase(OTHER, PASSPHRASE, QUICK)
        vault.lock()
    return sum(opens) == 1


def _killed(job, folder: Path, chance: random.Random) -> list[str]:  # type: ignore[no-untyped-def]
    """What a program confirmed until it was killed."""
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload([__name__])
    ours, its = context.Pipe(duplex=False)
    program = context.Process(target=job, args=(folder, chance.randrange(1 << 30), its))
    program.start()
    its.close()
    confirmed = [ours.recv_bytes().decode()]
    time.sleep(chance.uniform(0, LONGEST))
    program.kill()
    program.join()
    try:
        while True:
            confirmed.append(ours.recv_bytes().decode())
    except (EOFError, OSError):
        return confirmed


def _record_without_end(folder: Path, seed: int, confirm: Connection) -> None:
    """New bookings in one deed, and now and then a newer version of one of them."""
    vault, number = opened(folder), 0
    while True:
        number += 1
        size = 1 + (seed + number) % 4
        deed = f"{seed}-{number}-{size}"
        days = (_FIRST + timedelta(days=(number + n) % 300) for n in range(size))
        facts = [booking(day).model_copy(update={"batch": deed}) for day in days]
        vault.store.record(*facts)
        confirm.send_bytes(deed.encode())
        if number % 3 == 0:
            vault.store.record(facts[0].model_copy(update={"day": _FIRST}))


def _change_without_end(folder: Path, _seed: int, confirm: Connection) -> None:
    vault, now, next_one = opened(folder), PASSPHRASE, OTHER
    while True:
        vault.change_passphrase(now, next_one, QUICK)
        now, next_one = next_one, now
        confirm.send_bytes(now.encode())


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        Vault.open(folder, passphrase).lock()
    except WrongPassphrase:
        return False
    return True


def _size(deed: str) -> int:
    return int(deed.rsplit("-", 1)[1])


def _of_round(found: Counter[str], confirmed: list[str]) -> set[str]:
    seed = confirmed[0].split("-")[0]
    return {deed for deed in found if deed.startswith(f"{seed}-")}

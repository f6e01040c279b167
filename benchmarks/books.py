"""Books of 1k, 10k and 100k bookings (or the sizes given): load, figures, open, record, lists.

Yardsticks: csv.reader and a raw insert of the same rows; `ledger` for the same year (and hledger
beside it where it is installed); one fsync of 4 kB. Run: python benchmarks/books.py [SIZE ...]
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from yardstick import PASSPHRASE, best, bookings_csv, print_table

from portal.basics.euro import eur
from portal.basics.period import year
from portal.books.facts import Taking
from portal.exchange.bookings_csv import read_bookings
from portal.rulebook.costs import category_named
from portal.rulebook.vat import vat_rules
from portal.vault.engine import encrypted, make_tables, reading, writing
from portal.vault.searching import Search
from portal.vault.vault import Vault

ROOT = Path(__file__).resolve().parents[1]


def measure(number: int, place: Path) -> float:
    content = bookings_csv(number)
    folder = place / "vault"
    vault, _ = Vault.create(folder, PASSPHRASE)
    start = time.perf_counter()
    vault.store.record(*read_bookings(content, vat_rules(), category_named, "b"))
    load = time.perf_counter() - start
    rows = [("load, checked", load, _raw(content, vault, place), 5.0)]
    rows.append(
        ("figures of a year, in process", best(lambda: vault.store.balances(year(2024))), 0.005, 1)
    )
    rows.append(("first page of the list", best(lambda: vault.store.page(Search())), 0.3, 1))
    rows.append(("record one, against fsyncs of 4 kB", _record(vault), _fsync(place), 25))
    vault.lock()
    rows.append(
        (
            "open a vault (allowed: 0.3 s)",
            best(lambda: Vault.open(folder, PASSPHRASE).lock()),
            0.3,
            1,
        )
    )
    allowed = 0.08 if number >= 1_000_000 else 0.7
    figures = best(lambda: _figures(folder), 3)
    for name in ("ledger", "hledger"):
        if shutil.which(name):
            journal = _journal(content, place)
            theirs = best(lambda name=name, file=journal: _balance(name, file), 3)
            rows.append((f"figures, whole process, against {name}", figures, theirs, allowed))
    print_table(f"{number:,} bookings, {(folder / 'books.db').stat().st_size / 1e6:.0f} MB", rows)
    return load


def _raw(content: bytes, vault: object, place: Path) -> float:
    """Split the file, and put the very rows of the facts into an encrypted table."""
    split = best(lambda: list(csv.reader(io.StringIO(content.decode()))), 3)
    with reading(vault.engine) as connection:
        rows = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM fact")]
    engine = encrypted(place / "raw.db", bytearray(b"k" * 32))
    make_tables(engine)
    marks = ", ".join("?" for _ in rows[0])
    start = time.perf_counter()
    with writing(engine) as connection:
        connection.exec_driver_sql(f"INSERT INTO fact VALUES ({marks})", rows)
    return split + time.perf_counter() - start


def _record(vault: object) -> float:
    return best(lambda: vault.store.record(Taking(day=date(2024, 5, 1), gross=eur("121"))), 20)


def _fsync(place: Path) -> float:
    with open(place / "four", "wb", buffering=0) as stream:

        def write() -> None:
            stream.write(b"x" * 4096)
            os.fsync(stream.fileno())

        return best(write, 20)


def _figures(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "portal.cli",
        "figures",
        "--vault",
        str(folder),
        "--year",
        "2024",
    ]
    environment = {**os.environ, "PORTAL_PASSPHRASE": PASSPHRASE}
    subprocess.run([*command, "--json"], cwd=ROOT, env=environment, capture_output=True, check=True)


def _journal(content: bytes, place: Path) -> Path:
    """The same bookings as a journal of ledger and hledger."""
    file = place / "journal"
    if not file.exists():
        lines = []
        for row in csv.DictReader(io.StringIO(content.decode())):
            other = "income:turnover" if row["kind"] == "taking" else f"expenses:{row['category']}"
            sign = "" if row["kind"] == "taking" else "-"
            there = f"assets:{row['account']}  EUR {sign}{row['gross']}"
            lines.append(f"{row['date']} x\n    {there}\n    {other}\n")
        file.write_text("\n".join(lines))
    return file


def _balance(name: str, journal: Path) -> None:
    command = [name, "-f", str(journal), "-b", "2024-01-01", "-e", "2025-01-01", "balance"]
    subprocess.run(command, capture_output=True, check=True)


if __name__ == "__main__":
    for size in [int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))

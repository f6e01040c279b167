"""The method's own tables, its short form of a cell, and its day: what tests compare with."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from portal.permits.record import ANYTHING, NOTHING, Range, record
from portal.rulebook.permits import permit_book

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "permits"
DAY = date(2026, 11, 25)  # on which the method's figures were computed
HOME_TOWNS = ("tilburg", "amsterdam", "rotterdam")  # of the worked example


def table(name):
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(trade, town="", work="home", book=None):
    return record(book or permit_book(), trade, town, work, DAY)


# `3` known, `3:1-4` with a range, `?` unknown, `-` not applicable
def short(answer):
    if answer.status != "known":
        return {"unknown": "?", "not_applicable": "-"}[answer.status]
    low, level, high = answer.range
    return f"{level}" if low == high else f"{level}:{low}-{high}"


# the other way round: what `short` wrote
def status_and_range(text):
    if text in ("?", "-"):
        return {"?": ("unknown", ANYTHING), "-": ("not_applicable", NOTHING)}[text]
    level, _, span = text.partition(":")
    low, _, high = (span or f"{level}-{level}").partition("-")
    return "known", Range(int(low), int(level), int(high))

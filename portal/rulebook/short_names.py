"""What cost categories are called in the bookings file and in JSON; apart, since it loads fast."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from portal.basics.toml import DATA, read_toml


@cache
def short_names() -> Mapping[str, str]:
    """The short name of each category that has one, by its long key. Raises DataError."""
    lines = read_toml(DATA / "costs" / "lines.toml")
    return {long: short for short, long in lines["short"].items()}

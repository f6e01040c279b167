"""A sum that can say why: its lines are the lines that were added."""

from __future__ import annotations

from dataclasses import dataclass

from portal.basics.euro import Euro, total
from portal.basics.source import Source


@dataclass(frozen=True, slots=True)
class Line:
    """One amount in a sum. `name` is a word key; `detail` tells two of one name apart."""

    name: str
    amount: Euro
    source: Source | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Lines and their sum; `left_out` holds word keys of what an estimate does not count."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()

    @property
    def total(self) -> Euro:
        return total(line.amount for line in self.lines)

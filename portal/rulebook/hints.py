"""Words that tell what a bank line probably is: data/bank/hints.toml."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from portal.basics.toml import DATA, read_as


class Hint(BaseModel):
    """Words as a match sees them (small letters and digits), and what they propose."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    kind: str
    category: str = ""
    why: str


class _Hints(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    hint: tuple[Hint, ...]


@cache
def hints() -> tuple[Hint, ...]:
    """All hints in the order in which they are tried."""
    return read_as(_Hints, DATA / "bank" / "hints.toml").hint

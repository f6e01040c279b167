"""Whole euros as the assessment rounds them: tax down, credits and deductions up.

Recalled, and supported by published amounts: see `rounding` in data/tax/income_rules.toml.
A share is in thousandths of a percent; all arithmetic is in whole numbers, so it is exact.
"""

from __future__ import annotations

from portal.rulebook.income_tax import WHOLE


def down(parts: int) -> int:
    """Hundred-thousandths of a euro to whole euros, down."""
    return parts // WHOLE


def up(parts: int) -> int:
    """Hundred-thousandths of a euro to whole euros, up."""
    return -(-parts // WHOLE)


def share_up(amount: int, share: int) -> int:
    """A share of an amount, up to a whole euro."""
    return up(amount * share)


def share_down(amount: int, share: int) -> int:
    """A share of an amount, down to a whole euro."""
    return down(amount * share)


def split_up(parts: int, share: int, of: int) -> int:
    """A part of an amount that is in hundred-thousandths, up to a whole euro."""
    return -(-parts * share // (WHOLE * of))

"""One estimate with all its lines, and ten thousand in a table. Run: python benchmarks/income_tax.py

Allowed: 0.2 ms for one, half a second for the table, the rules loaded. For comparison, as their makers
or users gave it: dutch-tax-income-calculator about 5 µs for wages without explanation,
policyengine-uk about 110 ms.
"""

from __future__ import annotations

from yardstick import best, print_table

from portal.rulebook.income_tax import tax_year
from portal.taxes.income_lines import lines
from portal.taxes.income_tax import assess, assess_by
from portal.taxes.pension_age import BELOW
from portal.taxes.situation import Situation

YEAR, TABLE = 2026, 10_000


def main() -> None:
    rows = [
        ("one estimate with its lines", best(lambda: _many(100)) / 100, 0.0002, 1),
        (f"a table of {TABLE:,} profits", best(_table), 0.5, 1),
    ]
    print_table("Income tax (seconds)", rows)


def _many(times: int) -> None:
    for _ in range(times):
        lines(assess(Situation(year=YEAR, profit=42_000, invested=5_000, wages=3_000)))


def _table() -> None:
    rules = tax_year(YEAR)
    for profit in range(TABLE):
        assess_by(Situation(year=YEAR, profit=12 * profit), rules, BELOW)


if __name__ == "__main__":
    main()

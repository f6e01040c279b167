"""The register of equipment (bedrijfsmiddelen) of a year, and its investment deduction, on paper.

The values that page and paper tell from stand here as well: both must say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.basics.euro import Euro, total
from portal.basics.source import Source
from portal.books.facts import Asset
from portal.books.ledger import Balances
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.formats import percent, short_date
from portal.language.words import Words
from portal.rulebook.income_tax import (
    WHOLE,
    InvestmentDeduction,
    InvestmentStep,
    tax_year,
    years,
)
from portal.taxes.depreciation import book_value, depreciation, disposal_result
from portal.taxes.entrepreneur import investment_deduction
from portal.taxes.from_books import book_year, invested_in


@dataclass(frozen=True, slots=True)
class AssetYear:
    """One thing in one year. so_far: depreciated until its end; value: on 31 December."""

    asset: Asset
    so_far: Euro
    in_year: Euro
    value: Euro


@dataclass(frozen=True, slots=True)
class InvestmentYear:
    """The investment deduction (KIA) of a year and its reversal, in whole euros. None: unknown.

    gone: what counted and left in the year, early enough to be looked at.
    step: the row of the table that holds what was invested.
    """

    year: int
    rules: InvestmentDeduction | None
    invested: int
    deduction: int | None
    gone: tuple[Asset, ...]
    reversal: int | None

    @property
    def step(self) -> InvestmentStep | None:
        steps = self.rules.table if self.rules else ()
        return next((one for one in steps if _holds(one, self.invested)), None)


def register(assets: Iterable[Asset], year: int) -> tuple[AssetYear, ...]:
    """What the business had in a calendar year, also what left in it; in the order of purchase."""
    had = [
        one
        for one in assets
        if one.day.year <= year and (one.disposed is None or one.disposed.year >= year)
    ]
    return tuple(_in_year(one, year) for one in sorted(had, key=lambda one: one.day))


def investment_year(assets: Sequence[Asset], year: int) -> InvestmentYear:
    """KIA and its reversal (desinvesteringsbijtelling) of a year; unknown where a table is."""
    rules, invested = _rules(year), invested_in(year, assets)
    known = rules is not None or not invested
    deduction = investment_deduction(invested, tax_year(year)) if rules else 0
    gone = _gone(assets, year, rules)
    return InvestmentYear(
        year, rules, invested, deduction if known else None, gone, _reversal(assets, year, gone)
    )


def assets_document(
    rows: Sequence[AssetYear], found: InvestmentYear, law: Iterable[Source], words: Words
) -> Document:
    """law: where it stands how much may be depreciated in a year."""
    kia = found.rules
    return document(
        words,
        words("page.assets"),
        str(found.year),
        (
            Section(words("asset.register"), table=_table(rows, found.year, words)),
            *_left(rows, found.year, words),
            Section(words("asset.kia"), (*investment_told(found, words), _deduction(found, words))),
            Section(words("asset.reversal"), reversal_told(found, words)),
        ),
        notes=(words("asset.books_nothing"), words("asset.private_later")),
        sources=(
            *law,
            *((*kia.source, *kia.desinvesteringsbijtelling_over.source) if kia else ()),
        ),
    )


def name_of(asset: Asset, words: Words) -> str:
    """What its owner called it."""
    return asset.memo or words("asset.unnamed")


def investment_told(found: InvestmentYear, words: Words) -> tuple[str, ...]:
    """What the investment deduction of a year is worked out from: what counts, and the row."""
    told = [words("asset.invested", amount=Euro(found.invested * 100))]
    if found.rules:
        told.append(words("asset.least", amount=found.rules.min_per_asset.value))
    if found.step:
        told.append(step_told(found.step, words))
    if found.rules is None:
        told.append(words("asset.kia_unknown", year=str(found.year)))
    return tuple(told)


def reversal_told(found: InvestmentYear, words: Words) -> tuple[str, ...]:
    """Whether part of the deduction comes back, and why."""
    year = str(found.year)
    if not found.gone and found.reversal == 0:
        return (words("asset.reversal_nothing", year=year),)
    if found.reversal is None:
        return (words("asset.reversal_unknown", year=year),)
    proceeds = total(one.proceeds or Euro() for one in found.gone)
    return (
        words("asset.reversal_gone", year=year, amount=proceeds),
        words("asset.reversal_is", amount=Euro(found.reversal * 100)),
    )


def step_told(step: InvestmentStep, words: Words) -> str:
    """A row of the KIA table in a sentence."""
    if step.percent_of_whole_amount:
        key, share = "percent", step.percent_of_whole_amount
    elif step.minus_percent_of_excess:
        key, share = "falling", step.minus_percent_of_excess
    else:
        key, share = _flat(step), 0
    return words(
        f"asset.step_{key}",
        over=step.over,
        to=step.to or 0,
        deduction=step.deduction,
        percent=percent(Decimal(share) / WHOLE, words.language),
    )


def result_told(asset: Asset, words: Words) -> str:
    """What its leaving brought: profit, loss or neither."""
    result, proceeds = disposal_result(asset), asset.proceeds or Euro()
    key = "profit" if result > Euro() else "loss" if result < Euro() else "even"
    return words(
        f"asset.result_{key}", proceeds=proceeds, value=proceeds - result, amount=abs(result)
    )


def _deduction(found: InvestmentYear, words: Words) -> str:
    amount = None if found.deduction is None else Euro(found.deduction * 100)
    return words("asset.kia_is", amount=amount)


def _flat(step: InvestmentStep) -> str:
    if step.deduction:
        return "fixed"
    return "none_up_to" if step.to is not None else "none_over"


def _holds(step: InvestmentStep, amount: int) -> bool:
    return step.over < amount and (step.to is None or amount <= step.to)


def _in_year(asset: Asset, year: int) -> AssetYear:
    so_far = total(depreciation(asset, one) for one in range(asset.in_use.year, year + 1))
    return AssetYear(
        asset, so_far, depreciation(asset, year), book_value(asset, date(year, 12, 31))
    )


def _rules(year: int) -> InvestmentDeduction | None:
    return tax_year(year).investment_deduction if year in years() else None


def _gone(
    assets: Iterable[Asset], year: int, rules: InvestmentDeduction | None
) -> tuple[Asset, ...]:
    """Art. 3.47: counted from the start of the year of purchase. All of them where unknown."""
    within = rules.desinvesteringsbijtelling_over.within_years if rules else None
    return tuple(
        one
        for one in assets
        if one.counts
        and one.disposed
        and one.disposed.year == year
        and (within is None or year - one.day.year < within)
    )


def _reversal(assets: Sequence[Asset], year: int, gone: tuple[Asset, ...]) -> int | None:
    rules = _rules(year)
    if not gone:
        return 0
    if rules is None:
        return None
    threshold = Euro(rules.desinvesteringsbijtelling_over.value * 100)
    if total(one.proceeds or Euro() for one in gone) <= threshold:
        return 0
    if any(_rules(one.day.year) is None for one in gone):
        return None  # what was deducted then is not known: unknown is not nought
    return book_year(year, Balances({}), (), (), assets).disposals


def _table(rows: Sequence[AssetYear], year: int, words: Words) -> Table:
    number = str(year)
    columns = (
        Column(words("asset.name"), 2.0),
        Column(words("asset.bought"), 1.8),
        Column(words("asset.cost"), 1.85, amounts=True),
        Column(words("asset.in_use"), 1.8),
        Column(words("asset.so_far", year=number), 1.85, amounts=True),
        Column(words("asset.in_year", year=number), 1.7, amounts=True),
        Column(words("asset.value"), 1.85, amounts=True),
    )
    return Table(columns, (*(_row(one, words) for one in rows), _sum(rows, words)))


def _row(one: AssetYear, words: Words) -> Row:
    asset = one.asset
    return Row(
        (
            name_of(asset, words),
            short_date(asset.day, words.language),
            words.show(asset.cost),
            short_date(asset.in_use, words.language),
            words.show(one.so_far),
            words.show(one.in_year),
            words.show(one.value),
        )
    )


def _sum(rows: Sequence[AssetYear], words: Words) -> Row:
    cost = total(one.asset.cost for one in rows)
    so_far, in_year = total(one.so_far for one in rows), total(one.in_year for one in rows)
    value = total(one.value for one in rows)
    sums = (words.show(amount) for amount in (so_far, in_year, value))
    return Row((words("asset.total"), "", words.show(cost), "", *sums), Weight.TOTAL)


def _left(rows: Sequence[AssetYear], year: int, words: Words) -> tuple[Section, ...]:
    """What was sold or taken out in the year, one line each."""
    gone = [one.asset for one in rows if one.asset.disposed and one.asset.disposed.year == year]
    if not gone:
        return ()
    told = tuple(
        f"{name_of(one, words)}: {words('asset.gone_since', day=one.disposed)} "
        f"{result_told(one, words)}"
        for one in gone
    )
    return (Section(words("asset.gone_in", year=str(year)), told),)

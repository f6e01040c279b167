"""The figures of a year as the fields of the income tax return: whole euros, screen by screen.

Every amount of the books ends in exactly one field. What the books cannot know stays None, "not
filled in"; nought is an answer. Depreciation and kilometres are no bookings: they stand apart, on
the way from the profit of the books to the fiscal profit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.basics.euro import Euro
from portal.books.accounts import COST, RGS, Account
from portal.books.figures import Figures
from portal.books.statements import VAT, BalanceSheet
from portal.rulebook.costs import cost_categories
from portal.rulebook.return_order import (
    ReturnField,
    ReturnScreen,
    field_of_ledger,
    return_order,
)
from portal.taxes.from_books import BookYear
from portal.taxes.income_tax import Assessment

PROFIT_AND_LOSS = "profit_and_loss"
TURNOVER, OTHER_COSTS, ROUNDING, RESULT = (
    "pl_turnover",
    "pl_other_costs",
    "pl_extra_other",
    "pl_result",
)
_COSTS = (  # the others of this screen are gains
    "pl_purchases",
    "pl_outsourced",
    "pl_wages",
    "pl_social",
    "pl_pension",
    "pl_staff_other",
    "pl_car",
    "pl_premises",
    "pl_upkeep",
    "pl_selling",
    OTHER_COSTS,
    "pl_fin_interest_cost",
)
_OTHER_CLAIMS, _OTHER_DEBTS = "bs_a_other_claims", "bs_l_short_other"
_VAT_CLAIM, _VAT_DEBT = "bs_a_vat", "bs_l_short_vat"
_CORRECTED_IN = {  # the field of the return that asks for what the books do not hold
    "depreciation": "pl_dep_other_tangible",
    "mileage": "pl_selling",
    "investment_deduction": "in_list",
    "disposal_addition": "in_disinvest",
}
_BOOKS = "year."  # the lines of BookYear


@dataclass(frozen=True, slots=True)
class Filled:
    """A field and what goes in it.

    amount: whole euros; None where it is no amount, or not known. said: a word key under
    `for_return.said`, where the answer is no amount. exact: the amount to the cent.
    """

    field: ReturnField
    amount: int | None = None
    said: str = ""
    exact: Euro | None = None

    @property
    def is_known(self) -> bool:
        return self.amount is not None or bool(self.said)


@dataclass(frozen=True, slots=True)
class FilledScreen:
    """One screen with all its fields, in their order."""

    screen: ReturnScreen
    fields: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A line from the profit of the books to the fiscal profit, whole euros.

    key: its words under `for_return.step`; field: where the return asks for it.
    """

    key: str
    amount: int
    field: ReturnField | None = None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class ForReturn:
    """A year for the return. Without rules: profit and loss only, and neither steps nor `found`.

    unplaced: cost categories without a field of their own; their amounts are under other costs.
    rounding: what was put under extraordinary items so that both ways to profit agree.
    """

    year: int
    screens: tuple[FilledScreen, ...]
    steps: tuple[Step, ...]
    unplaced: tuple[str, ...]
    rounding: int
    agree: bool
    minutes: int | None = None
    found: Assessment | None = None

    @property
    def by_key(self) -> dict[str, Filled]:
        return {one.field.key: one for screen in self.screens for one in screen.fields}


def for_return(
    year: int, books: Figures, known: BookYear | None = None, found: Assessment | None = None
) -> ForReturn:
    """books: the figures of the calendar year; known and found: of the same year, or neither.

    found must be assessed on the profit of `known`.
    """
    costs = _costs(books)
    filled = _amounts(books, costs)
    steps: tuple[Step, ...] = ()
    said: dict[str, str] = {}
    if known and found:
        filled |= _of_tax(known, found)
        steps = _steps(known, found, filled[RESULT])
        said = _said(known, found, filled, steps)
    exact = {**_by_field(_turnover(books)), **_by_field(costs), **_balance(books.end)}
    screens = tuple(
        _screen(screen, filled, said, exact)
        for screen in return_order().screens
        if found or screen.screen == PROFIT_AND_LOSS
    )
    unplaced = tuple(name for name, amount in books.result.costs.items() if amount)
    return ForReturn(
        year,
        screens,
        steps,
        tuple(name for name in unplaced if not _cost_field(name)),
        filled[ROUNDING],
        books.agree,
        known.minutes if known else None,
        found,
    )


def is_cost(key: str) -> bool:
    """Whether a field of the profit and loss account lowers the profit."""
    return key in _COSTS or key.startswith("pl_dep_")


def _amounts(books: Figures, costs: Iterable[tuple[str, Euro]]) -> dict[str, int]:
    """Every amount of the books by field; those that could be filled and are empty are nought."""
    start, end = _sheet(books.start), _sheet(books.end)
    compared = books.compared
    drawn, put_in = _whole(compared.drawn), _whole(compared.put_in + compared.added)
    profit = end["bs_l_equity"] - start["bs_l_equity"] + drawn - put_in
    result = dict.fromkeys(_fillable(), 0)
    for field, amount in _by_field([*_turnover(books), *costs]).items():
        result[field] = _whole(amount)
    told = sum(-amount if is_cost(key) else amount for key, amount in result.items())
    rounding = profit - told if books.agree else 0
    return {
        **result,
        ROUNDING: rounding,
        RESULT: told + rounding,
        **end,
        "co_equity_begin": start["bs_l_equity"],
        "bx_private_cash": drawn,
        "bx_private_in": put_in,
        "bx_equity_compare": profit,
    }


def _turnover(books: Figures) -> list[tuple[str, Euro]]:
    return [
        (_account_field(account) or TURNOVER, amount)
        for account, amount in books.result.turnover.items()
    ]


def _costs(books: Figures) -> list[tuple[str, Euro]]:
    return [
        (_cost_field(name) or OTHER_COSTS, amount) for name, amount in books.result.costs.items()
    ]


def _cost_field(category: str) -> str:
    """The field of a cost; empty where its ledger account is no cost of profit and loss."""
    known = cost_categories().get(category)
    code = known.rgs.code if known else ""
    field = field_of_ledger(code) if code else _account_field(COST + category)
    return field if is_cost(field) else ""


def _account_field(account: str) -> str:
    try:
        return field_of_ledger(RGS[Account(account)])
    except ValueError:
        return ""


def _fillable() -> set[str]:
    """The fields of profit and loss that our books can fill."""
    accounts = (_account_field(one) for one in Account if one.startswith("turnover."))
    costs = (_cost_field(one) for one in cost_categories())
    return {field for field in (*accounts, *costs, OTHER_COSTS) if field}


def _by_field(amounts: Iterable[tuple[str, Euro]]) -> dict[str, Euro]:
    found: dict[str, Euro] = {}
    for field, amount in amounts:
        found[field] = found.get(field, Euro()) + amount
    return found


def _balance(sheet: BalanceSheet) -> dict[str, Euro]:
    """Balance sheet fields to the cent; both sides as amounts above nought."""
    placed = [(_side(name, amount), amount) for name, amount in sheet.lines.items()]
    return _by_field(
        (key, amount if key.startswith("bs_a_") else -amount) for key, amount in placed
    )


def _side(name: str, amount: Euro) -> str:
    """Its own field, or the one for other claims or debts where it stands on the other side."""
    is_asset = amount > Euro()
    if name == VAT:
        return _VAT_CLAIM if is_asset else _VAT_DEBT
    field = _account_field(name)
    if field.startswith("bs_a_" if is_asset else "bs_l_"):
        return field
    return _OTHER_CLAIMS if is_asset else _OTHER_DEBTS


def _sheet(sheet: BalanceSheet) -> dict[str, int]:
    """Whole euros; equity is what makes both sides alike."""
    own = (_account_field(one) for one in Account)
    empty = {one for one in own if one.startswith("bs_") and one != "bs_l_equity"}
    found = dict.fromkeys([*empty, _VAT_CLAIM], 0)
    found |= {key: _whole(amount) for key, amount in _balance(sheet).items()}
    assets = sum(amount for key, amount in found.items() if key.startswith("bs_a_"))
    debts = sum(amount for key, amount in found.items() if key.startswith("bs_l_"))
    return {**found, "bs_a_total": assets, "bs_l_equity": assets - debts, "bs_l_total": assets}


def _of_tax(known: BookYear, found: Assessment) -> dict[str, int]:
    business = found.business
    return {
        "in_list": known.invested,
        "in_disinvest": known.disposals,
        "bx_deductions": business.entrepreneur_deductions + business.sme_exemption,
    }


def _said(
    known: BookYear, found: Assessment, filled: Mapping[str, int], steps: Iterable[Step]
) -> dict[str, str]:
    apart = {step.field.key for step in steps if step.field and step.amount}
    said = {
        **dict.fromkeys(sorted(apart - filled.keys()), "in_steps"),
        "co_year": "whole_year",
        "vs_asked": "asked" if filled[_VAT_DEBT] > 0 else "not_asked",
    }
    if known.minutes is not None:
        said["bx_hours"] = "hours_met" if found.business.meets_hours else "hours_not_met"
    return said


def _steps(known: BookYear, found: Assessment, result: int) -> tuple[Step, ...]:
    """Lines that add up to the profit on which the deductions are taken."""
    business = found.business
    own = {line.name.removeprefix(_BOOKS): line.amount for line in known.profit.lines}
    amounts = {
        "depreciation": _whole(own.get("depreciation", Euro())),
        "mileage": _whole(own.get("mileage", Euro())),
        "disposals": _whole(own.get("disposals", Euro())),
        "investment_deduction": -business.investment_deduction,
        "disposal_addition": found.situation.disposals,
    }
    rounding = business.profit - result - sum(amounts.values())
    fields = return_order().fields
    asked = {
        **_CORRECTED_IN,
        "disposals": "pl_extra_gain" if amounts["disposals"] > 0 else ROUNDING,
    }
    return (
        Step("result", result, fields[RESULT]),
        *(Step(key, amount, fields[asked[key]]) for key, amount in amounts.items()),
        *((Step("rounding", rounding),) if rounding else ()),
        Step("fiscal_profit", business.profit, is_sum=True),
    )


def _screen(
    screen: ReturnScreen,
    filled: Mapping[str, int],
    said: Mapping[str, str],
    exact: Mapping[str, Euro],
) -> FilledScreen:
    return FilledScreen(
        screen,
        tuple(
            Filled(one, filled.get(one.key), said.get(one.key, ""), exact.get(one.key))
            for one in screen.fields
        ),
    )


def _whole(amount: Euro) -> int:
    """The nearest whole euro, half a euro up; the return has no cents."""
    return (amount.cents + 50) // 100

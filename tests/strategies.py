"""Facts of every kind, for property tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from portal.basics.euro import Euro
from portal.books.accounts import PLACES, Account
from portal.books.facts import (
    Asset,
    BankLine,
    CashCount,
    HourKind,
    IncomeTaxPaid,
    Money,
    Nature,
    OpeningBalance,
    PrivateIn,
    Proof,
    Transfer,
    Trip,
    VatCode,
    VatPaid,
    WorkedHours,
)
from portal.books.posting import REVERSE
from portal.taxes import writing
from portal.taxes.vat import COST_CODES, TAKING_CODES


class Rates:
    """Rates as they are since 2019; the real ones are tested in tests/rulebook."""

    def rate_on(self, kind: str, day: date) -> Decimal:
        return {"standard": Decimal("0.21"), "reduced": Decimal("0.09")}[kind]


RATES = Rates()
days = st.dates(date(2024, 11, 1), date(2026, 3, 31))
amounts = st.integers(-5_000_000, 5_000_000).map(Euro)
moneys = st.sampled_from(Money)
CATEGORIES = ("room_rent", "supplies", "phone", "advertising_foreign", "other", "own_meals")

takings = st.builds(
    lambda day, gross, code, money, nature: writing.taking(
        day, gross, RATES, vat_code=code, money=money, nature=nature
    ),
    days,
    amounts,
    st.sampled_from(TAKING_CODES),
    moneys,
    st.sampled_from(Nature),
)
costs = st.builds(
    lambda day, gross, category, code, money, share, proof: writing.cost(
        day,
        gross,
        category,
        RATES,
        vat_code=code,
        money=money,
        private_share=share,
        deductible=category != "own_meals",  # where the law shuts VAT out
        proof=proof,
    ),
    days,
    amounts,
    st.sampled_from(CATEGORIES),
    st.sampled_from(COST_CODES),
    moneys,
    st.sampled_from([Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal(1)]),
    st.sampled_from(Proof),
)
drawings = st.builds(
    lambda day, gross, code, money: writing.private_out(
        day, gross, RATES, vat_code=code, money=money
    ),
    days,
    amounts,
    st.sampled_from((VatCode.NONE, *REVERSE)),
    moneys,
)
moves = st.one_of(
    drawings,
    st.builds(PrivateIn, day=days, gross=amounts, money=moneys),
    st.builds(Transfer, day=days, gross=amounts, money=st.just(Money.CASH), to=st.just("bank")),
    st.builds(Transfer, day=days, gross=amounts, money=st.just(Money.BANK), to=st.just("cash")),
    st.builds(
        lambda day, gross: writing.transfer(
            day, gross, Account.EQUIPMENT, RATES, vat_code=VatCode.STANDARD
        ),
        days,
        amounts,
    ),
    st.builds(VatPaid, day=days, gross=amounts, money=moneys),
    st.builds(IncomeTaxPaid, day=days, gross=amounts, money=moneys),
    st.builds(BankLine, day=days, gross=amounts),
    st.builds(OpeningBalance, day=days, gross=amounts, account=st.sampled_from(PLACES)),
    st.builds(CashCount, day=days, gross=amounts),
)
hours = st.builds(
    WorkedHours,
    day=days,
    minutes=st.integers(1, 24 * 60),
    work=st.sampled_from(HourKind),
    entered=days,
)
trips = st.builds(
    Trip,
    day=days,
    km=st.integers(1, 50_000).map(lambda tenths: Decimal(tenths) / 10),
    back=st.booleans(),
    entered=days,
)
assets = st.builds(
    Asset,
    day=days,
    cost=st.integers(45_000, 5_000_000).map(Euro),
    in_use=days,
    months=st.integers(60, 120),
)
facts = st.one_of(takings, costs, moves)
everything = st.one_of(facts, hours, trips, assets)  # what moves no money too
books = st.lists(facts, max_size=25)

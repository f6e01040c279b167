"""Pages as a person meets them: through the front door, with books that stand in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portal.basics.euro import eur
from portal.books.bank_matching import bank_line
from portal.books.facts import Money, PrivateOut, Transfer, VatCode
from portal.rulebook.vat import vat_rules
from portal.taxes.writing import cost, taking
from portal.ui.desk import Desk
from portal.ui.sitemap import PLACES
from portal.vault.engine import in_memory
from portal.vault.store import Store

ROOT = Path(__file__).resolve().parents[2]
OpenPage = Callable[..., AppTest]


class Line:
    """A bank line as a file has it."""

    def __init__(self, day: date, amount: str, counterparty: str) -> None:
        self.day, self.amount, self.counterparty = day, eur(amount), counterparty
        self.iban, self.description, self.raw, self.reference = "", "", "", ""


@pytest.fixture
def store() -> Store:
    """Empty books."""
    return Store(in_memory())


@pytest.fixture
def full_store(store: Store) -> Store:
    """A few months of everything."""
    today, rates = date.today(), vat_rules()
    days = [today - timedelta(days=back) for back in range(0, 200, 7)]
    store.record(
        *(taking(day, eur("242.00"), rates) for day in days),
        *(
            cost(
                day,
                eur("60.50"),
                "phone",
                rates,
                vat_code=VatCode.STANDARD,
                private_share=Decimal("0.25"),
            )
            for day in days[::4]
        ),
        *(
            cost(day, eur("80"), "advertising_foreign", rates, vat_code=VatCode.REVERSE_EU)
            for day in days[::8]
        ),
        Transfer(
            day=today, gross=eur("100"), money=Money.CASH, to="bank", memo="geld naar de bank"
        ),
        PrivateOut(day=today, gross=eur("20"), money=Money.CASH),
        bank_line("NL91ABNA0417164300", Line(today, "500.00", "Geldmaat Storting"), "batch"),
        bank_line("NL91ABNA0417164300", Line(today, "-363.00", "Kamerhuur week 7"), "batch"),
        bank_line("NL91ABNA0417164300", Line(today, "121.00", "J. Voorbeeld"), "batch"),
    )
    return store


@pytest.fixture
def open_page() -> OpenPage:
    def walk(store: Store | None, name: str, language: str = "en", **desk: object) -> AppTest:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
        app.session_state["desk"] = Desk(store=store, language=language, **desk)
        app.run()
        return app.switch_page(PLACES[name].path).run()

    return walk

"""What the documents of the books say, read back from their PDF."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest

from portal.basics.euro import eur
from portal.basics.period import month, period_named, year
from portal.books.facts import VatCode
from portal.books.figures import figures
from portal.documents.cash_book import CashRow, cash_book_document, day_slip_document
from portal.documents.pdf import to_pdf
from portal.documents.vat_return import vat_return_document
from portal.documents.year_report import year_report_document
from portal.language.words import words_in
from portal.rulebook.vat import vat_rules
from portal.taxes.deadlines import file_by, pay_by
from portal.taxes.vat_return import vat_return
from portal.taxes.writing import cost, taking
from portal.vault.engine import in_memory
from portal.vault.store import Store
from tests.strategies import RATES

DAY = date(2026, 7, 3)
# what no paper may say of the work, unless the owner writes it
TELLING = re.compile(
    r"condo|speelt|toys|window|raam|club|lingerie|client|klant|seks|sex", re.IGNORECASE
)


@pytest.fixture
def store():
    books = Store(in_memory())
    books.record(
        taking(DAY, eur("1210.00"), RATES),
        taking(date(2025, 7, 3), eur("605.00"), RATES),
        cost(DAY, eur("363.00"), "room_rent", RATES, vat_code=VatCode.STANDARD),
        cost(DAY, eur("24.20"), "supplies", RATES, vat_code=VatCode.STANDARD),
        cost(DAY, eur("12.10"), "small_equipment", RATES, vat_code=VatCode.STANDARD),
        cost(DAY, eur("80.00"), "advertising_foreign", RATES, vat_code=VatCode.REVERSE_EU),
    )
    return books


def _text(document) -> str:
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(document)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_vat_worksheet_says_the_boxes_the_total_and_where_the_rules_stand(store, language):
    words, period = words_in(language), period_named("2026-Q3")
    result = vat_return(store.balances(period))
    due = file_by(period), pay_by(period)
    text = _text(vat_return_document(result, period, due, vat_rules(), words))

    # by hand: 1a 1,000 and 210; 4b 80 and 16.80; 5b 63 + 4.20 + 2.10 + 16.80 = 86.10, up to 87
    assert re.search(r"1a.{0,120}?1000\s+210\s", text, re.DOTALL)
    assert re.search(r"5g.{0,120}?139\s", text, re.DOTALL)
    assert words.show(due[0]) in text
    assert words("vat.files_nothing").split(".")[0] in text
    assert "wetten" in text or "OCA" in text
    assert not TELLING.search(text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_year_figures_stand_beside_the_year_before_and_tell_nothing_of_the_work(store, language):
    words = words_in(language)
    now, then = (
        figures(store.balances_until(date(number - 1, 12, 31)), store.balances(year(number)))
        for number in (2026, 2025)
    )
    text = _text(year_report_document(now, then, year(2026), words))

    # by hand: turnover 1,000 and 500; costs 300 + 20 + 10 + 80; profit 590
    for amount in ("1000", "500", "300", "590"):
        assert words.show(eur(f"{amount}.00")).replace("\u00a0", " ") in text
    assert words.show(eur("30.00")).replace("\u00a0", " ") in text  # supplies and small things
    assert words("figures.agree") in text
    assert not TELLING.search(text)


def test_the_cash_book_runs_from_opening_to_closing(store):
    words = words_in("en")
    rows = [CashRow(1, DAY, "Taking", eur("1210.00"), eur("1310.00"))]
    text = _text(cash_book_document(month(7, 2026), eur("100.00"), rows, words))

    assert "€100.00" in text
    assert text.count("€1,310.00") == 2
    assert words("cash.came_in", amount=eur("1210.00")) in text


def test_a_day_slip_begins_where_the_day_before_ended():
    words = words_in("nl")
    rows = [
        CashRow(1, date(2026, 7, 2), "a", eur("10.00"), eur("110.00")),
        CashRow(2, DAY, "b", eur("5.00"), eur("115.00")),
    ]
    text = _text(day_slip_document(DAY, eur("100.00"), rows, words))

    assert "€ 110,00" in text
    assert "€ 115,00" in text
    assert "€ 100,00" not in text
    assert words("cash.slip_title") in text

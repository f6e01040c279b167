"""From the first taking to what the year will cost, and to the paper for the return."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from portal.language.words import words_in
from tests.browser.walking import go, make_vault, settled


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
@pytest.mark.parametrize("width", [390, 1280])
def test_from_takings_and_hours_to_the_paper_for_the_return(open_page, width, locale):
    page, words = open_page(width=width, locale=locale), words_in(locale[:2])
    make_vault(page, words)
    go(page, "books/takings", words)
    page.get_by_role("textbox", name=words("taking.amounts")).fill("12100 12100")
    page.get_by_role("button", name=words("taking.save"), exact=True).click()
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    settled(page)
    go(page, "books/hours", words)
    today = date.today()
    label = f"{words(f'hours.weekday_{today.weekday()}')} {today.day}"
    page.get_by_role("textbox", name=label, exact=True).fill("6:30")
    page.get_by_role("button", name=words("hours.save"), exact=True).click()
    expect(page.get_by_text("6:30").first).to_be_visible()
    settled(page)
    go(page, "taxes/income_tax", words)
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    text = _paper(page, words("income.pdf"), "c3.pdf")

    # 24,200 with 21 % VAT within is 20,000; 6:30 hours are not 1,225
    assert words("income.pdf_title") in text
    assert "20.000" in text or "20,000" in text
    assert str(today.year) in text
    go(page, "taxes/year_report", words)
    text = _paper(page, words("for_return.pdf"), "c2.pdf")
    assert words("for_return.title") in " ".join(text.split())
    assert "20.000" in text or "20,000" in text
    hosts = {url.split("/")[2] for url in page.requests if url.startswith(("http", "ws"))}
    assert all(host.startswith("127.0.0.1:") for host in hosts)


def _paper(page: Page, button: str, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    assert download.value.suggested_filename == name
    reader = pypdf.PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    return "".join(one.extract_text() for one in reader.pages)

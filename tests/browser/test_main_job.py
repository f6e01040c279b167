"""The main job in a real browser, on a phone and on a wide screen, in light and dark."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import (
    EXAMPLES,
    PASSPHRASE,
    WORDS,
    choose,
    field,
    go,
    make_vault,
    press,
    see,
    settled,
    spend,
    take,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_from_nothing_to_a_vat_return_and_back(open_page, app, tmp_path, width, scheme):
    page = open_page(width=width, scheme=scheme)
    make_vault(page)
    go(page, "books/takings")
    take(page, "150 100")
    take(page, "121,00")
    go(page, "books/costs")
    spend(page, "Rent of window, room or club", "90.75", "21")
    spend(page, "Condoms, lubricant, wipes, gloves, toys", "24,20", "21")
    _bring_in_the_bank_file(page)
    _recategorise(page)
    total = _read_the_return(page)
    text = _download(page, "vat.pdf", tmp_path)
    assert total.replace("€", "") in text
    _lock_and_reopen(page)
    _nothing_left_the_machine(page)
    _nothing_readable(app, ["Kamerverhuur", "Bakker", PASSPHRASE, "room_rent"])


def _bring_in_the_bank_file(page: Page) -> None:
    go(page, "books/bank")
    page.locator('input[type="file"]').set_input_files(
        EXAMPLES / "ing" / "good_nl_2023_semicolon.csv"
    )
    see(page, "bank.recognised", format=WORDS("bank_file.ing_csv"), count=7)
    press(page, "bank.put_in", count=7)
    see(page, "bank.waiting", count=7)
    press(page, "bank.confirm_sure", count=2)
    see(page, "bank.waiting", count=5)
    settled(page)
    page.locator('input[type="file"]').set_input_files(EXAMPLES / "ing" / "good_nl_2023_comma.csv")
    see(page, "bank.nothing_new")


def _recategorise(page: Page) -> None:
    go(page, "books/bookings")
    search = page.get_by_role("searchbox", name=WORDS("list.search"))
    search.fill("nothing like this")
    see(page, "list.nothing")
    search.fill("")
    settled(page)
    choose(page, WORDS("list.kinds"), WORDS("kind.cost"))
    page.keyboard.press("Escape")
    grid = page.get_by_test_id("stDataFrame").first
    box = grid.bounding_box()
    assert box
    for across in (
        37,
        50,
        66,
    ):  # the tick of the first row: the column is wider where there is room
        page.mouse.click(box["x"] + across, box["y"] + 35 + 17)
        settled(page)
        if page.get_by_text(WORDS("list.chosen", count=1)).count():
            break
    see(page, "list.chosen", count=1)
    choose(page, WORDS("list.new_category"), "Laundry and cleaning")
    press(page, "list.recategorise")
    see(page, "list.kept", count=1)
    settled(page)


def _read_the_return(page: Page) -> str:
    go(page, "taxes/vat_return")
    see(page, "vat.files_nothing")
    first = page.get_by_test_id("stExpander").filter(has_text="1a")
    first.get_by_text("Supplies taxed at the high rate").first.click()
    see(page, "vat.rounded")
    settled(page)
    return page.get_by_test_id("stMetricValue").first.inner_text()


def _download(page: Page, key: str, folder: Path) -> str:
    with page.expect_download() as download:
        press(page, key)
    file = folder / "out.pdf"
    download.value.save_as(file)
    assert re.fullmatch(r"a\d\.pdf", download.value.suggested_filename)
    reader = pypdf.PdfReader(io.BytesIO(file.read_bytes()))
    return "\n".join(one.extract_text() for one in reader.pages)


def _lock_and_reopen(page: Page) -> None:
    press(page, "frame.lock")
    see(page, "door.title")
    settled(page)
    expect(page.get_by_text("€")).to_have_count(0)
    field(page, WORDS("door.passphrase")).fill("not this one")
    press(page, "door.open")
    see(page, "error.wrong_passphrase")
    field(page, WORDS("door.passphrase")).fill(PASSPHRASE)
    press(page, "door.open")
    expect(page.get_by_role("button", name=WORDS("frame.lock"), exact=True)).to_be_visible()


def _nothing_left_the_machine(page: Page) -> None:
    hosts = {url.split("/")[2] for url in page.requests if url.startswith(("http", "ws"))}
    assert hosts == {page.url.split("/")[2]}


def _nothing_readable(app, secrets: list[str]) -> None:
    for secret in secrets:
        assert secret not in app.log
        for file in app.home.rglob("*"):
            if file.is_file():
                assert secret.encode() not in file.read_bytes(), file

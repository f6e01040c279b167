"""The app in a real Chromium with many bookings, beside a bare Streamlit app. Argument: how many.

A rerun and a page change last from the click to the last thing that moves on the page. Memory is
what the server process holds for one session.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from yardstick import PASSPHRASE, bookings_csv, print_table

from portal.exchange.bookings_csv import each_booking
from portal.rulebook.costs import category_named
from portal.rulebook.vat import vat_rules
from portal.ui.sitemap import PLACES, SECTIONS
from portal.vault.vault import Vault
from tests.browser.conftest import _FLAGS, CHROMIUM, start_app
from tests.browser.walking import WORDS

ROUNDS = 7
BARE = """
import pandas as pd, streamlit as st
def twenty():
    st.title("x")
    for number in range(18):
        st.text_input(str(number))
    st.button("again")
def frame():
    st.title("y")
    st.dataframe(pd.DataFrame({"day": pd.date_range("2022-01-01", periods=ROWS, freq="min"),
                               "what": ["a booking of some length"] * ROWS,
                               "amount": range(ROWS)}))
st.navigation([st.Page(twenty), st.Page(frame)], position="top").run()
"""
_MARK = """() => {
  let began = 0, last = 0;
  new MutationObserver(() => { last = performance.now(); }).observe(document.body,
    {attributes: true, childList: true, characterData: true, subtree: true});
  document.addEventListener("click", () => { began = performance.now(); },
    {capture: true, once: true});
  window.still = () => began && last > began && performance.now() - last > 400 && last - began;
}"""


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        bare, bare_memory = _bare(browser.new_page(), Path(folder), number)
        home = Path(folder) / "home"
        _books(home, number)
        app = start_app(home)
        try:
            page = browser.new_page(locale="en-GB")
            page.set_default_timeout(20_000)
            page.goto(app.link())
            _enter(page)
            rows = [
                (f"{name}: {what}", seconds, bare[what], allowed)
                for name, path in PAGES.items()
                for what, seconds, allowed in _measured(page, path)
            ]
            memory = _memory(app.process.pid)
            rows.append(("memory of the server, MB", memory, bare_memory, 1.3))
        finally:
            app.process.terminate()
            app.process.wait(20)
        print_table(f"In Chromium with {number:,} bookings (seconds)", rows)


PAGES = {
    "takings": "books/takings",
    "costs": "books/costs",
    "cash book": "books/cash_book",
    "bookings": "books/bookings",
    "VAT return": "taxes/vat_return",
    "year figures": "taxes/year_report",
}


def _measured(page: Page, name: str) -> Iterator[tuple[str, float, float]]:
    place = PLACES[name]
    section = next(section for section, places in SECTIONS.items() if place in places)
    link = page.get_by_role("link", name=WORDS(place.key)).last
    amounts = page.locator(".st-key-hide_amounts button")
    changes, reruns = [], []
    for _ in range(ROUNDS):
        page.locator(".st-key-menu").get_by_role(
            "button", name=WORDS(f"section.{section}"), exact=True
        ).click()
        link.wait_for()
        changes.append(_timed(page, link.click))
        page.keyboard.press("Escape")
        reruns += [_timed(page, amounts.click), _timed(page, amounts.click)]
        _timed(page, page.locator(".st-key-help button").click)
        page.wait_for_timeout(700)
    yield "page change", min(changes), 1.5
    yield "rerun", min(reruns), 1.3


def _timed(page: Page, click: Callable[[], None]) -> float:
    page.wait_for_timeout(250)
    page.evaluate(_MARK)
    click()
    return float(page.wait_for_function("() => window.still()").json_value()) / 1000


def _enter(page: Page) -> None:
    page.get_by_role("textbox", name=WORDS("door.passphrase")).fill(PASSPHRASE)
    page.get_by_role("button", name=WORDS("door.open"), exact=True).click()
    page.get_by_text(WORDS("home.to_do")).first.wait_for()
    page.wait_for_timeout(1500)


def _books(home: Path, number: int) -> None:
    (home / "vaults").mkdir(parents=True, mode=0o700)
    vault, _ = Vault.create(home / "vaults" / "1", PASSPHRASE, language="en")
    vault.store.record_all(each_booking(bookings_csv(number), vat_rules(), category_named, "b"))
    vault.lock()


def _bare(page: Page, folder: Path, number: int) -> tuple[dict[str, float], float]:
    with _bare_app(folder, number) as (process, address):
        page.goto(address)
        page.get_by_role("button", name="again").wait_for()
        reruns = [
            _timed(page, page.get_by_role("button", name="again").click) for _ in range(ROUNDS)
        ]
        page.get_by_role("link", name="frame").click()
        page.get_by_test_id("stDataFrame").wait_for()
        memory = _memory(process.pid)
        changes = []
        for _ in range(ROUNDS):
            changes.append(_timed(page, page.get_by_role("link", name="twenty").click))
            _timed(page, page.get_by_role("link", name="frame").click)
        return {"rerun": min(reruns), "page change": min(changes)}, memory


@contextmanager
def _bare_app(folder: Path, number: int) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    script = folder / "bare.py"
    script.write_text(BARE.replace("ROWS", str(number)))
    options = ["--server.port=18599", "--server.address=127.0.0.1", "--server.headless=true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(5)
    try:
        yield process, "http://127.0.0.1:18599"
    finally:
        process.terminate()
        process.wait(20)


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""How a person walks through the app, in words for the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from portal.language.words import Words, words_in
from portal.ui.sitemap import PLACES, SECTIONS

PASSPHRASE = "correct horse battery staple 7"
WORDS = words_in("en")
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "bank"


def field(page: Page, label: str):
    """A text field by its label."""
    return page.get_by_role("textbox", name=label)


def press(page: Page, key: str, words: Words = WORDS, **blanks: object) -> None:
    """Press the button that says this."""
    page.get_by_role("button", name=words(key, **blanks), exact=True).first.click()


def see(page: Page, key: str, words: Words = WORDS, **blanks: object) -> None:
    """Wait until this sentence is on the page."""
    expect(page.get_by_text(words(key, **blanks)).first).to_be_visible(timeout=20_000)


def settled(page: Page) -> None:
    """Wait until the app has nothing more to draw."""
    page.wait_for_timeout(300)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1, timeout=20_000)


def make_vault(page: Page, words: Words = WORDS) -> str:
    """A new vault; gives its recovery code."""
    see(page, "door.welcome", words)
    field(page, words("passphrase.new")).fill(PASSPHRASE)
    settled(page)
    field(page, words("passphrase.again")).fill(PASSPHRASE)
    press(page, "door.create", words)
    see(page, "door.code_title", words)
    code = page.get_by_test_id("stCode").inner_text().strip()
    page.get_by_text(words("door.code_kept")).click()
    press(page, "door.go_on", words)
    see(page, "home.to_do", words)
    return code


def go(page: Page, name: str, words: Words = WORDS) -> None:
    """Go to a page by the menu, as on a phone or on a wide screen."""
    place = PLACES[name]
    section = next(section for section, places in SECTIONS.items() if place in places)
    menu = page.locator(".st-key-menu")
    link = page.get_by_role("link", name=words(place.key)).last
    if len(SECTIONS[section]) > 1:
        menu.get_by_role("button", name=words(f"section.{section}"), exact=True).click()
        settled(page)  # a click on a list that is drawn anew at that moment is lost
    link.click()
    heading = page.get_by_role("heading", name=words(place.key), level=1)
    expect(heading).to_be_visible(timeout=20_000)
    settled(page)
    page.keyboard.press("Escape")


def take(page: Page, amounts: str) -> None:
    """Write takings down."""
    field(page, WORDS("taking.amounts")).fill(amounts)
    press(page, "taking.save")
    expect(page.get_by_test_id("stAlert").filter(has_text="Written down")).to_be_visible()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list by typing its name."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
    settled(page)


def spend(page: Page, category: str, amount: str, shows: str) -> None:
    """Write a cost down."""
    choose(page, WORDS("cost.category"), category)
    field(page, WORDS("inputs.amount")).fill(amount)
    page.get_by_role("radio", name=WORDS(f"cost.shows_{shows}")).click()
    settled(page)
    press(page, "cost.save")
    expect(page.get_by_test_id("stAlert").filter(has_text="Cost written down")).to_be_visible()
    settled(page)

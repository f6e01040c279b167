"""Rights in a real browser: from a worry to the sent letter, to a phone number, to a room."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from playwright.sync_api import Page, expect

from portal.language.words import Words, words_in
from portal.rights.letters import asked
from portal.rulebook.letters import letter_text, letters
from portal.rulebook.organisations import organisations
from portal.rulebook.right_guides import right_guides
from tests.browser.walking import go, make_vault, settled

WIDTHS = [390, 1280]
LOCALES = ["nl-NL", "en-GB"]
ASKED = {"nl": "geen zakelijke rekening", "en": "bank refuses business acount"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_start_page_to_the_sent_letter_for_a_refused_account(open_page, width, locale):
    page, words = open_page(width=width, locale=locale), words_in(locale[:2])
    make_vault(page, words)
    go(page, "rights/guides", words)
    box = page.get_by_label(words("find.search"))
    box.press_sequentially(ASKED[words.language], delay=20)
    title = right_guides(words.language)["business_account"].title
    page.get_by_role("button", name=title).first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)
    page.get_by_role("button", name=words("rights.open_letter"), exact=True).click()
    expect(page.get_by_role("heading", name=words("page.letters"), level=1)).to_be_visible()
    settled(page)
    _fill_in(page, words)
    text = _saved_letter(page, words)
    page.get_by_role("button", name=words("letter.keep_sent"), exact=True).click()
    expect(page.get_by_text(words("letter.kept"))).to_be_visible()
    settled(page)

    assert "Robin Bakker" in text
    assert "Bank van Voorbeeld" in text
    assert "seks" not in text
    go(page, "rights/sent", words)
    name = letter_text("letter_bank_open", words.language).title
    expect(page.get_by_text(name, exact=True)).to_be_visible()
    expect(page.get_by_text(words("sent.state_waiting"))).to_be_visible()
    _only_ours(page)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_lock_screen_to_a_number_whose_hours_cover_this_moment(open_page, width, locale):
    page, words = open_page(width=width, locale=locale), words_in(locale[:2])
    expect(page.get_by_text(words("door.welcome")).first).to_be_visible()
    page.get_by_role("button", name=words("frame.help"), exact=True).click()
    expect(page.get_by_role("heading", name=words("page.help"), level=1)).to_be_visible()
    settled(page)
    page.get_by_text(words("help.open_now"), exact=True).first.click()
    settled(page)
    expect(page.get_by_text(words("help.is_open"), exact=True).first).to_be_visible()
    shown = page.get_by_test_id("stMain").inner_text()

    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    there = [one for one in organisations().values() if one.finding.open_at(now)]
    assert any(one.may_show_phone and one.phone in shown for one in there)
    hidden = [one.phone for one in organisations().values() if one.phone_stale_risk]
    assert not [phone for phone in hidden if len(phone) > 8 and phone in shown]
    _only_ours(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_advocacy_group_presents_three_guides_by_keyboard(open_page, width):
    page, words = open_page(width=width), words_in("en")
    go(page, "rights/show", words)
    page.get_by_role("button", name=words("show.start"), exact=True).click()
    seen = []
    count = None
    while count is None or len(seen) < count:
        number = page.get_by_text(re.compile(r"^\d+ of \d+$"))
        expect(number).to_have_text(re.compile(rf"^{len(seen) + 1} of "))
        count = int(number.inner_text().split()[-1])
        seen.append(page.get_by_role("heading", level=1).inner_text())
        page.keyboard.press("ArrowRight")
    guides = right_guides("en")
    page.keyboard.press("ArrowLeft")

    expect(page.get_by_text(f"{count - 1} of {count}", exact=True)).to_be_visible()
    for key in ("home_entry", "bank_closing", "operator_contract"):
        assert guides[key].title in seen
    _only_ours(page)


def test_the_quick_exit_leaves_no_guide_behind(open_page):
    page, words = open_page(), words_in("en")
    go(page, "rights/guides", words)
    page.get_by_label(words("find.search")).press_sequentially("police at my door", delay=20)
    page.locator('[class*="st-key-guide-found"] button').first.click()
    expect(page.get_by_role("button", name=words("find.back"))).to_be_visible()
    leave = page.get_by_role("link", name=words("frame.leave"))
    assert "history" in (leave.get_attribute("title") or "")
    leave.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/leave")
    assert page.inner_text("body").strip() == ""
    page.go_back()

    expect(page.get_by_text(words("door.welcome")).first).to_be_visible()
    settled(page)
    expect(page.get_by_role("heading", name=words("page.guides"))).to_have_count(0)


def test_questions_lead_to_a_guide_and_back_keeps_the_answer(open_page):
    page, words = open_page(width=390), words_in("en")
    go(page, "rights/questions", words)
    for answer in ("Money, bank or tax", "I cannot open an account"):
        page.get_by_text(answer, exact=True).click()
        settled(page)
        page.get_by_role("button", name=words("questions.next"), exact=True).click()
        settled(page)
    page.get_by_role("button", name=words("questions.back"), exact=True).click()
    settled(page)

    expect(page.get_by_role("radio", name="I cannot open an account")).to_be_checked()
    page.get_by_role("button", name=words("questions.next"), exact=True).click()
    title = right_guides("en")["business_account"].title
    page.get_by_role("button", name=title).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def _fill_in(page: Page, words: Words) -> None:
    """Something in every field of the letter that takes text."""
    typed = {"legal_name": "Robin Bakker", "name": "Robin Bakker", "receiver": "Bank van Voorbeeld"}
    letter = letters()["letter_bank_open"]

    for blank in asked(letter):
        if blank.kind in ("line", "text") and (blank.required or blank.name in typed):
            label = blank.text("label", words.language)
            box = page.get_by_role("textbox", name=label).first
            box.fill(typed.get(blank.name, "Voorbeeld 12"))
            box.press("Tab")
            settled(page)


def _saved_letter(page: Page, words: Words) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=words("letter.pdf"), exact=True).click()
    assert download.value.suggested_filename == "brief.pdf"
    reader = pypdf.PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert dict(reader.metadata or {}) == {"/Title": "Brief"}
    return "".join(one.extract_text() for one in reader.pages)


def _only_ours(page: Page) -> None:
    """Nothing went out, and neither title nor address names a topic."""
    hosts = {url.split("/")[2] for url in page.requests if url.startswith(("http", "ws"))}
    assert all(host.startswith("127.0.0.1:") for host in hosts)
    assert page.title() in {words_in(one)("frame.tab_title") for one in ("nl", "en")}
    assert (
        re.fullmatch(r"[a-f][1-9]|", page.url.rstrip("/").rpartition("/")[2]) or "?" not in page.url
    )

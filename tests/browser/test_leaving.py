"""Leaving: lock, quick exit, a closed tab, idle time, quit; and two tabs that stay apart."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.walking import (
    PASSPHRASE,
    WORDS,
    field,
    go,
    make_vault,
    press,
    see,
    settled,
    take,
)


def test_the_quick_exit_shows_a_blank_page_and_back_shows_a_locked_one(open_page):
    page = open_page()
    make_vault(page)
    go(page, "books/takings")
    take(page, "150")
    page.get_by_role("link", name=WORDS("frame.leave")).click()
    page.wait_for_url("**/leave")

    assert page.inner_text("body").strip() == ""
    assert page.title() == "-"
    page.go_back()
    see(page, "door.title")
    settled(page)
    expect(page.get_by_text("€150")).to_have_count(0)


def test_a_deep_link_as_the_first_request_shows_the_way_in_and_no_more(open_page, app):
    page = open_page()
    see(page, "door.welcome")
    page.goto(page.url.rstrip("/") + "/b1")
    see(page, "door.welcome")

    expect(page.get_by_text(WORDS("taking.amounts"))).to_have_count(0)


def test_two_tabs_do_not_see_each_other_s_books_and_one_vault_opens_once(open_page):
    first = open_page()
    make_vault(first)
    second = first.context.new_page()
    second.goto(first.url)
    see(second, "door.title")
    field(second, WORDS("door.passphrase")).fill(PASSPHRASE)
    press(second, "door.open")

    see(second, "error.vault_in_use")
    press(first, "frame.lock")
    see(first, "door.title")
    settled(second)
    field(second, WORDS("door.passphrase")).fill(PASSPHRASE)
    press(second, "door.open")
    see(second, "home.to_do")


def test_half_a_minute_after_its_tab_closed_a_vault_is_locked(open_page):
    first = open_page()
    make_vault(first)
    address, context = first.url, first.context
    first.close()
    second = context.new_page()
    second.goto(address)
    until = time.monotonic() + 30

    while time.monotonic() < until:
        see(second, "door.title")
        field(second, WORDS("door.passphrase")).fill(PASSPHRASE)
        press(second, "door.open")
        settled(second)
        if second.get_by_text(WORDS("home.to_do")).count():
            return
        time.sleep(1)
    raise AssertionError("the vault was still held after 30 seconds")


def test_downloads_are_gone_at_once_after_lock(open_page):
    page = open_page()
    make_vault(page)
    go(page, "taxes/vat_return")
    addresses = []
    page.on("response", lambda one: addresses.append(one.url) if "/media/" in one.url else None)
    with page.expect_download() as download:
        press(page, "vat.pdf")
    addresses.append(download.value.url)
    press(page, "frame.lock")
    see(page, "door.title")
    media = [address for address in addresses if "/media/" in address]

    assert media
    assert all(page.request.get(address).status == 404 for address in media)


def test_quit_ends_the_app(open_page, app):
    page = open_page()
    see(page, "door.welcome")
    press(page, "frame.quit")
    press(page, "frame.quit_yes")

    app.process.wait(20)
    assert "Traceback" not in app.log

"""Every page opens, in both languages, empty and full, locked and open; and shows no traceback."""

from __future__ import annotations

import pytest

from portal.ui.sitemap import PLACES

PUBLIC = [name for name, place in PLACES.items() if place.public]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PLACES)
def test_a_page_opens_with_full_books(open_page, full_store, name, language):
    page = open_page(full_store, name, language)

    assert not page.exception
    assert not page.error or name == "start/help"
    assert page.title


@pytest.mark.parametrize("name", PLACES)
def test_a_page_opens_with_empty_books(open_page, store, name):
    page = open_page(store, name)

    assert not page.exception
    assert page.title


@pytest.mark.parametrize("name", PLACES)
def test_a_locked_page_shows_the_way_in_or_what_is_public(open_page, name, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    page = open_page(None, name)

    assert not page.exception
    titles = [title.value for title in page.title]
    assert (titles != ["Welcome"]) == (name in PUBLIC)


@pytest.mark.parametrize(
    "name", ["start/home", "books/takings", "taxes/vat_return", "taxes/year_report"]
)
def test_hidden_amounts_are_nowhere_on_the_page(open_page, full_store, name):
    page = open_page(full_store, name, hide_amounts=True)
    shown = " ".join(
        str(element.value) for element in (*page.metric, *page.markdown, *page.caption)
    )
    shown += " ".join(expander.label for expander in page.expander)

    assert not page.exception
    assert "•••" in shown
    assert "€2" not in shown


def test_every_page_has_its_words_in_both_languages_and_a_neutral_address():
    addresses = [place.address for place in PLACES.values()]

    assert len(set(addresses)) == len(addresses)
    assert all(len(address) == 2 for address in addresses)

"""Every page: where its file is, under which word it stands, and its neutral address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from portal.basics.toml import ROOT
from portal.language.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """One page. `name` is its file below pages/ and its words under `page.<name>`.

    address: what stands in the address bar and the history: it says nothing.
    public:  shown while the books are locked, too.
    """

    name: str
    address: str
    icon: str
    public: bool = False

    @property
    def path(self) -> str:
        return f"pages/{self.name}.py"

    @property
    def key(self) -> str:
        return "page." + self.name.rpartition("/")[2]


HOME = Place("start/home", "a1", "home")
SECTIONS: dict[str, tuple[Place, ...]] = {
    "start": (HOME,),
    "books": (
        Place("books/takings", "b1", "add_circle"),
        Place("books/costs", "b2", "remove_circle"),
        Place("books/moves", "b3", "swap_horiz"),
        Place("books/bank", "b4", "account_balance"),
        Place("books/cash_book", "b5", "payments"),
        Place("books/bookings", "b6", "list"),
        Place("books/categories", "b7", "category"),
        Place("books/opening", "b8", "flag"),
        Place("books/hours", "b9", "schedule"),
        Place("books/trips", "ba", "directions_car"),
        Place("books/assets", "bb", "devices"),
    ),
    "tax": (
        Place("taxes/vat_return", "c1", "receipt_long"),
        Place("taxes/year_report", "c2", "summarize"),
        Place("taxes/income_tax", "c3", "account_balance_wallet"),
        Place("taxes/set_aside", "c4", "savings"),
        Place("taxes/compare_profit", "c5", "insights"),
        Place("taxes/provisional", "c7", "event_repeat"),
        Place("taxes/regime", "c6", "help_center"),
    ),
    "permits": (
        Place("permits/compare", "e1", "balance", public=True),
        Place("permits/towns", "e2", "map", public=True),
        Place("permits/what_if", "e3", "rule", public=True),
        Place("permits/steps", "e4", "checklist", public=True),
        Place("permits/corrections", "e7", "edit_note"),
        Place("permits/law", "e5", "history", public=True),
        Place("permits/method", "e6", "calculate", public=True),
    ),
    "rights": (
        Place("rights/guides", "f1", "menu_book", public=True),
        Place("rights/questions", "f2", "quiz", public=True),
        Place("rights/letters", "f3", "mail", public=True),
        Place("rights/sent", "f4", "event"),
        Place("rights/same", "f5", "balance", public=True),
        Place("rights/coming", "f6", "update", public=True),
        Place("rights/show", "f7", "slideshow", public=True),
    ),
    "more": (
        Place("vault/backup", "d1", "save"),
        Place("vault/security", "d2", "key"),
        Place("vault/settings", "d3", "settings"),
        Place("start/protection", "d4", "shield", public=True),
        Place("start/help", "d5", "support", public=True),
    ),
}
PLACES = {place.name: place for places in SECTIONS.values() for place in places}


def navigation(words: Words) -> dict[str, list[Any]]:
    """All pages by section, for st.navigation."""
    return {
        words("section." + section): [_page(place, words) for place in places]
        for section, places in SECTIONS.items()
    }


def menu(words: Words, page: Any, *, public_only: bool) -> None:
    """The pages in a row that fits a phone: the start page, and one list for each section.

    The key of a list holds the page's address, so that it is closed anew on the next page.
    """
    with st.container(key="menu", horizontal=True, vertical_alignment="center", gap="xsmall"):
        for section, every in SECTIONS.items():
            places = [place for place in every if place.public or not public_only]
            if not places:
                continue
            if section == "start":
                st.page_link(places[0].path, label=words(places[0].key), width="content")
                continue
            with st.popover(words(f"section.{section}"), key=f"menu-{section}-{page.url_path}"):
                for place in places:
                    _link(place, words)


def _link(place: Place, words: Words) -> None:
    st.page_link(
        place.path, label=words(place.key), icon=f":material/{place.icon}:", width="content"
    )


def is_public(page: Any) -> bool:
    """True when a page is shown while the books are locked."""
    return any(place.public and place.address == page.url_path for place in PLACES.values())


def go_to(name: str) -> None:
    """Leave for another page, by its name."""
    st.switch_page(PLACES[name].path)


def _page(place: Place, words: Words) -> Any:
    return st.Page(
        ROOT / place.path,
        title=words(place.key),
        icon=f":material/{place.icon}:",
        url_path=place.address,
        default=place is HOME,
    )

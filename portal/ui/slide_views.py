"""Presenting: large type, one thing at a time, by keyboard; no vault and nothing personal."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from portal.documents.slides import Slide, guide_slides, permit_slides
from portal.language.words import Words
from portal.permits.choosing import Choice, records
from portal.permits.record import SEX_WORK
from portal.permits.score import scored
from portal.permits.telling import Column, column_name, place_name
from portal.rights.explained import explained
from portal.rulebook.permits import permit_book
from portal.rulebook.right_guides import right_guides
from portal.ui import desk

_FIRST_SHOWN = ("home_entry", "bank_closing", "operator_contract")
_TRADES = (SEX_WORK, "hairdresser")
_CSS = """
<style>
.st-key-menu { display: none !important; }
[data-testid="stMainBlockContainer"] { max-width: 76rem; }
.slide { min-height: 55vh; }
.slide h1 { font-size: clamp(1.75rem, 4vw, 3.25rem); line-height: 1.2; font-weight: 650; }
.slide li, .slide p.line { font-size: clamp(1.25rem, 2.4vw, 2.1rem); line-height: 1.4;
  margin: .9rem 0; }
.slide ul { padding-left: 1.4rem; }
.slide blockquote { font-size: clamp(1.4rem, 3vw, 2.6rem); margin: 1.5rem 0; padding-left: 1.2rem;
  border-left: .4rem solid #0F5C5C; }
.slide .small { font-size: .95rem; line-height: 1.4; overflow-wrap: anywhere; }
</style>
"""


def choose(words: Words) -> None:
    """What to present. Books that are open are locked first: nothing of them may be seen."""
    guides = right_guides(words.language)
    chosen = st.multiselect(
        words("show.guides"),
        sorted(guides, key=lambda key: guides[key].title),
        default=[key for key in _FIRST_SHOWN if key in guides],
        format_func=lambda key: guides[key].title,
        placeholder=words("show.none"),
        key="show_guides",
    )
    permits = st.checkbox(words("show.permits"), key="show_permits")
    town = _town(words) if permits else ""
    is_open = desk.current().is_open
    if is_open:
        st.info(words("show.locks"), icon=":material/lock:")
    st.button(
        words("show.lock_and_start" if is_open else "show.start"),
        type="primary",
        key="show_start",
        disabled=not chosen and not permits,
        on_click=_start,
        args=(tuple(chosen), town),
    )
    st.caption(words("show.keys"))


def _town(words: Words) -> str:
    towns = permit_book().towns
    return str(
        st.selectbox(
            words("permits.town"),
            list(towns),
            format_func=lambda key: towns[key].name,
            key="show_town",
        )
    )


def present(words: Words) -> None:
    """The slide that is on, and the way to the next."""
    st.html(_CSS)
    here = desk.current()
    slides = _slides(words)
    number = min(here.slide, len(slides) - 1)
    st.html(_drawn(slides[number]))
    with st.container(horizontal=True, vertical_alignment="center"):
        _turn("show.previous", "arrow_back", "Left", number - 1, number == 0, words)
        _turn("show.next", "arrow_forward", "Right", number + 1, number == len(slides) - 1, words)
        st.caption(words("show.number", number=number + 1, count=len(slides)))
        st.button(words("show.stop"), key="show_stop", icon=":material/close:", on_click=_stop)


def _turn(key: str, icon: str, shortcut: str, to: int, is_end: bool, words: Words) -> None:
    st.button(
        words(key),
        key=key,
        icon=f":material/{icon}:",
        shortcut=shortcut,
        disabled=is_end,
        on_click=_go,
        args=(to,),
    )


def _slides(words: Words) -> list[Slide]:
    here = desk.current()
    found = [
        slide for key in here.shown for slide in guide_slides(explained(key, words.language), words)
    ]
    return found + (_of_permits(here.shown_town, words) if here.shown_town else [])


def _of_permits(town: str, words: Words) -> list[Slide]:
    book = permit_book()
    chosen = Choice(trades=_TRADES, towns=(town,), work="home")
    found = records(chosen, book, desk.today())
    columns = [
        Column(one, scored(one, book.criteria), column_name(book, one, words)) for one in found
    ]
    return permit_slides(columns, place_name(book, (town,), "home", words), book, words)


def _drawn(slide: Slide) -> str:
    quote = f"<blockquote>{escape(slide.quote)}</blockquote>" if slide.quote else ""
    return (
        f"<section class='slide' aria-live='polite'><h1>{escape(slide.heading)}</h1>{quote}"
        f"{_listed(slide.lines)}{_small(slide.small)}</section>"
    )


def _listed(some: Sequence[str]) -> str:
    if len(some) == 1:
        return f"<p class='line'>{escape(some[0])}</p>"
    return "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in some) + "</ul>" if some else ""


def _small(some: Sequence[str]) -> str:
    return "".join(f"<p class='small'>{escape(one)}</p>" for one in some)


def _start(chosen: tuple[str, ...], town: str) -> None:
    here = desk.current()
    if here.is_open:
        desk.lock()
    here.shown, here.shown_town, here.slide = chosen, town, 0


def _go(number: int) -> None:
    desk.current().slide = number


def _stop() -> None:
    here = desk.current()
    here.shown, here.shown_town, here.slide = (), "", 0

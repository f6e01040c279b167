"""Around each page: language, lock, quick exit, hide amounts, help, quit; and every error."""

from __future__ import annotations

import time

import streamlit as st

from portal.basics.toml import DATA
from portal.language.words import Words, languages, words_in
from portal.ui import desk, presence
from portal.ui.door import show_recovery_code, way_in
from portal.ui.lifespan import leave_address, quit_app
from portal.ui.sitemap import HOME, go_to, is_public, menu, navigation
from portal.ui.style import put_style

_TICK = 5  # seconds between looks at the clock: a forgotten screen is cleared within so long


def run() -> None:
    """One run of the app: the frame, and in it the page that was asked for, or the way in."""
    here = desk.current()
    here.last_seen = time.time()
    presence.here()
    words = desk.words()
    st.set_page_config(page_title=words("frame.tab_title"), page_icon=str(DATA / "icon.png"))
    page = st.navigation(navigation(words), position="hidden")
    if not here.at and presence.comes_back() and page.url_path:
        go_to(HOME.name)
    desk.arrived(page.url_path)
    put_style()
    _row(here, words)
    menu(words, page, public_only=not here.is_open)
    if here.is_open:
        _lock_when_idle()
        _notices(here, words)
    with desk.trying():
        if here.recovery_code:
            show_recovery_code(here.recovery_code)
        elif here.is_open or is_public(page):
            page.run()
        else:
            way_in()


def _row(here: desk.Desk, words: Words) -> None:
    """The same few buttons on every page, the locked one too."""
    with st.container(key="frame", horizontal=True, horizontal_alignment="right", gap="xsmall"):
        _language(here)
        icon = ":material/visibility:" if here.hide_amounts else ":material/visibility_off:"
        name = "frame.show_amounts" if here.hide_amounts else "frame.hide_amounts"
        st.button(words(name), icon=icon, key="hide_amounts", on_click=_turn_amounts)
        if st.button(words("frame.help"), icon=":material/support:", key="help"):
            go_to("start/help")
        if here.is_open:
            st.button(words("frame.lock"), icon=":material/lock:", key="lock", on_click=desk.lock)
        if st.button(words("frame.quit"), icon=":material/power_settings_new:", key="quit"):
            _ask_to_quit()
        st.html(
            f'<a class="leave" href="{leave_address()}" target="_self" rel="nofollow noreferrer" '
            f'title="{words("frame.leave_help")}">'
            f"{words('frame.leave')}</a>",
            width="content",
        )


def _language(here: desk.Desk) -> None:
    names = {language: words_in(language)("language.name") for language in languages()}
    chosen = st.segmented_control(
        desk.words()("frame.language"),
        options=list(names),
        default=here.language,
        format_func=str.upper,
        key=f"language-{here.language}",
        label_visibility="collapsed",
        required=True,
    )
    if chosen and chosen != here.language:
        desk.remember_language(chosen)
        st.rerun()


def _turn_amounts() -> None:
    here = desk.current()
    here.hide_amounts = not here.hide_amounts


@st.dialog(" ")
def _ask_to_quit() -> None:
    words = desk.words()
    st.write(words("frame.quit_question"))
    if st.button(words("frame.quit_yes"), type="primary", key="quit_yes"):
        desk.lock()
        st.write(words("frame.quit_done"))
        quit_app()


@st.fragment(run_every=_TICK)
def _lock_when_idle() -> None:
    here = desk.current()
    if here.is_open and here.idle_for() > desk.IDLE_MINUTES * 60:
        desk.lock()
        st.rerun()


def _notices(here: desk.Desk, words: Words) -> None:
    if here.demo:
        st.info(words("frame.demo"), icon=":material/visibility:")
    if not here.notice:
        return
    sentence, undo = here.notice, here.undo
    here.notice = ""
    with st.container(key="notice"):
        st.success(sentence, icon=":material/check:")
        if undo is not None:
            st.button(words("frame.undo"), icon=":material/undo:", key="undo", on_click=_take_back)


def _take_back() -> None:
    here = desk.current()
    undo, here.undo = here.undo, None
    if undo is not None:
        undo()
        here.notice = desk.words()("frame.undone")

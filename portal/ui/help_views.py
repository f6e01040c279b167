"""Those who help: who fits what is asked, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import streamlit as st

from portal.language.words import Words
from portal.rights.help import Match, Wish, helpers, remark
from portal.rulebook.organisations import NEEDS, Organisation, organisations
from portal.rulebook.permits import permit_book
from portal.ui import desk, views

GROUPS = ("women", "men", "trans", "boys", "children", "undocumented", "LVB")


def wish(words: Words) -> Wish:
    """What the reader asks; nothing is kept. Everything may stay open."""
    with st.container(horizontal=True):
        need = _one("need", NEEDS, lambda key: words(f"need.{key}"), words)
        place = _one("place", _places(), lambda key: _place_name(key, words), words)
        group = _one("group", GROUPS, lambda key: words(f"group.{key}"), words)
        speaks = _one("language", _languages(words), lambda key: _language_name(key, words), words)
    with st.container(horizontal=True):
        now = st.toggle(words("help.open_now"), key="help_now")
        anonymous = st.toggle(words("help.want_anonymous"), key="help_anonymous")
        free = st.toggle(words("help.want_free"), key="help_free")
    town = place if place in permit_book().towns else ""
    return Wish(
        town=town,
        province=permit_book().towns[town].province if town else place,
        need=need,
        group=group,
        speaks=speaks,
        anonymous=anonymous,
        free=free,
        open_at=desk.now() if now else None,
    )


def answers(asked: Wish, words: Words) -> None:
    """Who fits: those that surely do, then those of which something is not known."""
    found = helpers(asked)
    sure = [match for match in found if match.is_sure]
    maybe = [match for match in found if not match.is_sure]
    st.caption(words("help.count", count=len(sure)))
    for match in sure:
        card(match.organisation, words)
    if maybe:
        with st.expander(words("help.maybe", count=len(maybe)), expanded=not sure):
            for match in maybe:
                card(match.organisation, words, match)


def card(organisation: Organisation, words: Words, match: Match | None = None) -> None:
    """Name and number in large type, then what a caller wants to know."""
    language = words.language
    with st.container(border=True):
        title, what = organisation.title(language), organisation.what(language)
        st.markdown(f"**{views.plain(title)}** · {views.plain(what)}")
        if organisation.may_show_phone:
            st.subheader(views.plain(organisation.phone), anchor=False)
        else:
            st.write(words("help.no_phone"))
        _open_now(organisation, desk.now(), words)
        told = (
            ("help.hours", "hours", organisation.hours(language)),
            ("help.cost", "cost", organisation.price(language)),
            ("help.anonymous", "anonymous", organisation.anonymity(language)),
            ("help.chat", "chat", organisation.chatting(language)),
            ("help.region", "region", organisation.region(language)),
            ("help.languages", "languages", _spoken(organisation, words)),
        )
        st.markdown(
            " · ".join(views.plain(words(key, **{name: text or None})) for key, name, text in told)
        )
        st.markdown(views.plain(words("help.site", site=organisation.site)))
        st.caption(views.plain(_when_calling(organisation, words)))
        if match:
            names = ", ".join(words(f"help.asked_{name}") for name in match.unknown)
            st.caption(f":material/help: {words('help.not_known', names=names)}")
        read = "help.read" if organisation.is_dated else "help.read_undated"
        st.caption(views.plain(words(read, day=organisation.as_of)))
        with st.expander(words("help.sources"), icon=":material/link:"):
            views.source_lines(organisation.source, words)


def short(some: Iterable[Organisation], words: Words) -> None:
    """A few organisations in one line each, under a guide."""
    for one in some:
        reach = one.reach() or words("help.no_way")
        name, what = one.title(words.language), one.what(words.language)
        st.markdown(
            f"**{views.plain(name)}** · {views.plain(what)}  \n{views.plain(reach)}",
        )
    st.caption(words("help.not_called"))


def _open_now(organisation: Organisation, moment: datetime, words: Words) -> None:
    """Whether somebody is there, as far as the hours that were read tell."""
    state = organisation.finding.open_at(moment)
    if state is None:
        return
    recalled = organisation.finding.hours_confidence == "recalled"
    check = f" ({words('source.recalled')})" if recalled else ""
    if state:
        st.markdown(f":material/check_circle: **{words('help.is_open')}**{check}")
    else:
        st.markdown(f":material/schedule: {words('help.is_closed')}{check}")


def _when_calling(organisation: Organisation, words: Words) -> str:
    told = remark(organisation, words.language)
    return words("help.when_calling", text=told) if told else words("help.when_unknown")


def _spoken(organisation: Organisation, words: Words) -> str:
    named = [_language_name(code, words) for code in organisation.languages]
    more = organisation.more_languages(words.language)
    return ", ".join([*named, more] if more else named)


def _one(name: str, options: Iterable[str], shown: Callable[[str], str], words: Words) -> str:
    chosen: str | None = st.selectbox(
        words(f"help.asked_{name}"),
        list(options),
        index=None,
        format_func=shown,
        placeholder=words("help.anything"),
        key=f"help_{name}",
    )
    return chosen or ""


def _places() -> list[str]:
    towns = permit_book().towns
    return [*sorted({town.province for town in towns.values()}), *towns]


def _place_name(key: str, words: Words) -> str:
    towns = permit_book().towns
    return towns[key].name if key in towns else words("help.province", name=key)


def _languages(words: Words) -> list[str]:
    spoken = {code for one in organisations().values() for code in one.languages}
    return sorted(spoken, key=lambda code: _language_name(code, words))


def _language_name(code: str, words: Words) -> str:
    return words(f"tongue.{code}")

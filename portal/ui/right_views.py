"""A guide on screen. Each line unfolds to the facts behind it: source, date, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from portal.language.words import Words
from portal.rights.explained import Explained, Line, Todo, line
from portal.rights.telling import fact_told
from portal.rulebook.cited import Said
from portal.rulebook.letters import letter_text
from portal.rulebook.rights import Claim, RightFact, claims
from portal.ui import desk, help_views, views
from portal.ui.sitemap import PLACES, go_to

GUIDES, LETTERS = "rights/guides", "rights/letters"
_CSS = """
<style>
.said { padding-left: 1.2rem; margin: 0 0 1rem; }
.said li { margin: .35rem 0; line-height: 1.5; }
.said summary { cursor: pointer; min-height: 1.5rem; }
.said summary:hover { text-decoration: underline; }
.said .mark, .card-lines .mark, .card-action .mark { border: 1px solid currentColor;
  border-radius: .3rem; padding: 0 .3rem; font-size: .75rem; font-weight: 600;
  white-space: nowrap; }
.said .term { display: block; font-size: .9rem; font-weight: 600; }
.said .behind { border-left: 3px solid #8C867B; padding: .1rem 0 .1rem .75rem; margin: .4rem 0;
  font-size: .875rem; overflow-wrap: anywhere; }
.said .behind p { margin: .2rem 0; }
[class*="st-key-guide-"] button { justify-content: flex-start; text-align: left; }
[class*="st-key-guide-"] button p { text-align: left; }
.card-lines { font-size: 1.2rem; line-height: 1.6; margin: 0; padding-left: 1.2rem; }
.card-action { font-size: 1.3rem; font-weight: 650; margin: .75rem 0 0; }
</style>
"""


def put_style() -> None:
    """Once per page that shows guides."""
    st.html(_CSS)


def read(key: str) -> None:
    """On the guides page: show this guide; none is the way back to the list."""
    desk.current().guide = key


def open_guide(key: str) -> None:
    """Leave this page for a guide. Not from a callback: that would still draw this page."""
    here = desk.current()
    here.guide, here.at = key, PLACES[GUIDES].address
    go_to(GUIDES)


def open_letter(key: str) -> None:
    """Leave this page for a letter."""
    here = desk.current()
    here.letter, here.at = key, PLACES[LETTERS].address
    go_to(LETTERS)


def guide_button(key: str, title: str, where: str, *, here: bool = False) -> None:
    """A button that opens a guide. where: makes its key unique; here: it is the guides page."""
    pressed = st.button(
        views.plain(title),
        key=f"guide-{where}-{key}",
        icon=":material/chevron_right:",
        on_click=read if here else None,
        args=(key,) if here else None,
    )
    if pressed and not here:
        open_guide(key)


def card(told: Explained, words: Words) -> None:
    """The first layer: a few short lines and one action, in large letters."""
    with st.container(border=True):
        shown = "".join(f"<li>{_marked(line, words)}</li>" for line in told.card)
        action = _marked(told.action, words)
        st.html(f"<ul class='card-lines'>{shown}</ul><p class='card-action'>{action}</p>")


def page(told: Explained, words: Words) -> None:
    """The second layer, in the order in which one needs it."""
    st.info(" ".join(views.plain(line.text) for line in told.short), icon=":material/info:")
    behind(told.short, words)
    _heading("rights.steps", words)
    steps(told.steps, words)
    _letter(told, words)
    _heading("rights.who_helps", words)
    help_views.short(told.helps, words)
    for part in ("may", "must", "others_may_not"):
        some: tuple[Line, ...] = getattr(told, part)
        _heading(f"rights.{part}", words)
        if some:
            said(some, words)
        else:
            st.write(words(f"rights.no_{part}"))
    _compared(told, words)
    _details(told, words)


def sources(told: Explained, words: Words) -> None:
    """The third layer: every fact and step with source, date and how sure it is."""
    st.write(words("rights.facts_intro"))
    facts = "".join(f"<li>{_fact(fact, words)}</li>" for fact in told.right.facts)
    st.html(f"<ol class='said'>{facts}</ol>")
    _heading("rights.steps_sources", words)
    named = [(step.text("do", words.language), step) for step in told.right.steps]
    shown = "".join(f"<li>{escape(do)}{_sources(step, words)}</li>" for do, step in named)
    st.html(f"<ol class='said'>{shown}</ol>")
    st.caption(words("rights.guide_read", day=told.guide.checked_on))


def said(some: Iterable[Line], words: Words) -> None:
    """Lines as a list; each unfolds to what is behind it."""
    shown = "".join(f"<li>{_unfolding(line, '', words)}</li>" for line in some)
    st.html(f"<ul class='said'>{shown}</ul>")


def steps(some: Sequence[Todo], words: Words) -> None:
    """What to do, numbered, each with its term."""
    shown = "".join(f"<li>{_unfolding(one.line, _terms(one, words), words)}</li>" for one in some)
    st.html(f"<ol class='said'>{shown}</ol>")


def check_first(some: Iterable[Said], words: Words) -> None:
    """One line below a text of which something was not read."""
    if any(line(one).check for one in some):
        st.caption(f":material/help: {words('rights.check_part')}")


def behind(some: Iterable[Line], words: Words) -> None:
    """What a box of text rests on, folded."""
    names = dict.fromkeys(name for line in some for name in line.cites)
    found = "".join(_claim(claims()[name], words) for name in names)
    check = any(line.check for line in some)
    mark = f" <span class='mark'>{escape(words('rights.check'))}</span>" if check else ""
    summary = f"<summary>{escape(words('rights.behind'))}{mark}</summary>"
    st.html(f"<div class='said'><details>{summary}{found}</details></div>")


def _letter(told: Explained, words: Words) -> None:
    if told.letter is None:
        return
    _heading("rights.letter", words)
    text = letter_text(told.letter.key, words.language)
    st.write(views.plain(" ".join(one.text for one in text.does)))
    check_first(text.does, words)
    pressed = st.button(
        words("rights.open_letter"),
        key="open_letter",
        type="primary",
        icon=":material/mail:",
    )
    if pressed:
        open_letter(told.letter.key)


def _compared(told: Explained, words: Words) -> None:
    _heading("rights.compared", words)
    st.markdown(f"**{words(f'rights.verdict_{told.right.compare.verdict}')}**")
    said(told.compared, words)


def _details(told: Explained, words: Words) -> None:
    right, language = told.right, words.language
    with st.expander(words("rights.details"), icon=":material/list:"):
        st.write(views.plain(words("rights.who", text=right.text("who_has_it", language))))
        st.write(views.plain(words("rights.body", text=right.text("body", language))))
        st.write(views.plain(words("rights.cost", text=right.text("cost", language))))
        if right.check_before_use:
            st.caption(f":material/help: {words('rights.check_right')}")


def _heading(key: str, words: Words) -> None:
    st.subheader(words(key), anchor=False)


def _unfolding(line: Line, more: str, words: Words) -> str:
    found = "".join(_claim(claims()[name], words) for name in line.cites)
    return f"<details><summary>{_marked(line, words)}{more}</summary>{found}</details>"


def _marked(line: Line, words: Words) -> str:
    mark = f" <span class='mark'>{escape(words('rights.check'))}</span>" if line.check else ""
    return f"{escape(line.text)}{mark}"


def _terms(one: Todo, words: Words) -> str:
    if not one.terms:
        return ""
    return f"<span class='term'>{escape(words('rights.term', text='; '.join(one.terms)))}</span>"


def _claim(claim: Claim, words: Words) -> str:
    if isinstance(claim, RightFact):
        return f"<div class='behind'>{_fact(claim, words)}</div>"
    return (
        f"<div class='behind'><p>{escape(words('rights.a_step'))}</p>{_sources(claim, words)}</div>"
    )


def _fact(fact: RightFact, words: Words) -> str:
    dated = words("rights.as_of", day=fact.as_of)
    return f"<p>{escape(fact_told(fact, words))}</p><p>{escape(dated)}</p>{_sources(fact, words)}"


def _sources(claim: Claim, words: Words) -> str:
    sure = words(f"rights.confidence_{claim.confidence}")
    shown = []
    for source in claim.source:
        read = words("source.read_on", day=source.checked_on) if source.checked_on else sure
        parts = [source.title, source.url or source.url_note or "", read]
        shown.append(f"<p>{escape(' · '.join(part for part in parts if part))}</p>")
    return "".join(shown)

"""The ways to a guide: typing, picking a situation, a few questions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.language.words import Words
from portal.rights.questions import Step, reached, way
from portal.rights.search import search
from portal.rulebook.right_guides import RightGuide, right_guides
from portal.ui import desk, right_views, views
from portal.ui.sitemap import go_to

_SHOWN = 6
LAYERS = ("card", "page", "sources")


def search_box(words: Words) -> None:
    """Answers while one types."""
    typed = st.text_input(
        words("find.search"),
        key="find_search",
        type="search",
        live=True,
        placeholder=words("find.example"),
        autocomplete="off",
    )
    if not typed.strip():
        return
    hits = search(typed, words.language, _SHOWN)
    if not hits:
        st.info(words("find.nothing"), icon=":material/search_off:")
        return
    guides = right_guides(words.language)
    listed([guides[hit.key] for hit in hits], "found", words)


def by_situation(words: Words) -> None:
    """What happened, as one would say it, by topic."""
    st.subheader(words("find.by_situation"), anchor=False)
    guides = right_guides(words.language)
    topics = list(dict.fromkeys(guide.topic for guide in guides.values()))
    topics.sort(key=lambda topic: words(f"topic.{topic}"))
    topic = st.pills(
        words("find.topic"),
        topics,
        format_func=lambda name: words(f"topic.{name}"),
        key="find_topic",
        label_visibility="collapsed",
    )
    if st.button(words("find.ask_me"), icon=":material/quiz:", key="find_questions"):
        go_to("rights/questions")
    if topic:
        for guide in guides.values():
            if guide.topic == topic:
                for number, situation in enumerate(guide.situations):
                    right_views.guide_button(guide.key, situation, f"said{number}", here=True)


def listed(guides: Sequence[RightGuide], where: str, words: Words, *, here: bool = True) -> None:
    """Guides to choose from, each with its short answer."""
    for guide in guides:
        with st.container(border=True):
            right_views.guide_button(guide.key, guide.title, where, here=here)
            st.caption(views.plain(" ".join(line.text for line in guide.short)))
    st.caption(words("find.count", count=len(guides)))


def way_back(words: Words) -> None:
    """Back to the list of guides."""
    st.button(
        words("find.back"),
        icon=":material/arrow_back:",
        key="find_back",
        on_click=right_views.read,
        args=("",),
    )


def layer(words: Words) -> str:
    """Which of the three layers: short, whole, or the sources."""
    chosen = st.segmented_control(
        words("rights.layer"),
        LAYERS,
        default="page",
        format_func=lambda name: words(f"rights.layer_{name}"),
        key="rights_layer",
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen)


def question(words: Words) -> None:
    """The questions so far, and the one that comes now; answers are kept when one goes back."""
    here = desk.current()
    steps = way(here.answers)
    shown = here.question if here.question in {step.question.key for step in steps} else ""
    number = next((n for n, step in enumerate(steps) if step.question.key == shown), len(steps) - 1)
    _ask(steps, number, words)


def _ask(steps: Sequence[Step], number: int, words: Words) -> None:
    step = steps[number]
    st.subheader(views.plain(step.question.text(words.language)), anchor=False)
    st.caption(words("questions.number", number=number + 1))
    options = {option.key: option for option in step.question.options}
    chosen = step.chosen.key if step.chosen else None
    answer = st.radio(
        step.question.text(words.language),
        list(options),
        index=list(options).index(chosen) if chosen else None,
        format_func=lambda key: options[key].text(words.language),
        key=f"question-{step.question.key}",
        label_visibility="collapsed",
    )
    with st.container(horizontal=True):
        if number:
            st.button(
                words("questions.back"),
                icon=":material/arrow_back:",
                key="question_back",
                on_click=_go,
                args=(steps[number - 1].question.key,),
            )
        st.button(
            words("questions.next"),
            key="question_next",
            type="primary",
            disabled=answer is None,
            on_click=_answer,
            args=(step.question.key, answer, options[answer].to if answer else ""),
        )
        if desk.current().answers:
            st.button(words("questions.again"), key="question_again", on_click=_again)


def outcome(words: Words) -> bool:
    """Where the answers lead, once they do; False while there is a question open."""
    here = desk.current()
    steps = way(here.answers)
    found = reached(steps)
    if found is None or here.question:
        return False
    guides = right_guides(words.language)
    for step in steps:
        if step.chosen:
            asked, said = step.question.text(words.language), step.chosen.text(words.language)
            st.caption(f"{views.plain(asked)} **{views.plain(said)}**")
    if found.help:
        st.warning(words("questions.help_first"), icon=":material/support:")
        if st.button(words("frame.help"), key="question_help", type="primary"):
            go_to("start/help")
    st.subheader(words("questions.found"), anchor=False)
    listed([guides[key] for key in found.rights], "asked", words, here=False)
    with st.container(horizontal=True):
        st.button(
            words("questions.back"),
            icon=":material/arrow_back:",
            key="question_back",
            on_click=_go,
            args=(steps[-1].question.key,),
        )
        st.button(words("questions.again"), key="question_again", on_click=_again)
    return True


def _go(key: str) -> None:
    desk.current().question = key


def _answer(key: str, answer: str, to: str) -> None:
    here = desk.current()
    here.answers[key] = answer
    here.question = to


def _again() -> None:
    here = desk.current()
    here.answers, here.question = {}, ""

"""A letter on screen: what it does, by when, how it reads in two languages, and how it goes out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from portal.documents.letter import letter_to_pdf
from portal.exchange.letter_docx import letter_docx
from portal.exchange.terms_ics import terms_ics
from portal.language.words import Words
from portal.rights.letters import Written, answer_due, letter_named, send_by, term_to_send, written
from portal.rights.sent import (
    LETTER_LOG,
    SentLetter,
    State,
    answered,
    from_note,
    in_order,
    is_late,
    sent,
    to_note,
)
from portal.rights.terms import Ending
from portal.rulebook.cited import Said
from portal.rulebook.letters import SENT_IN, Letter, Term, letter_text, letters
from portal.rulebook.rights import claims
from portal.ui import desk, downloads, right_views, views
from portal.ui.forms.letter import Filled

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READ_ALONG = "en"


def choose(words: Words) -> Letter:
    """Which letter: the one that was opened, or one from the list."""
    keys = sorted(letters(), key=lambda key: letter_text(key, words.language).title)
    opened = desk.current().letter
    key = st.selectbox(
        words("letter.choose"),
        keys,
        index=keys.index(opened) if opened in keys else None,
        format_func=lambda key: letter_text(key, words.language).title,
        placeholder=words("letter.choose_help"),
        key=f"letter_choice-{opened}",
    )
    if key is None:
        st.info(words("letter.none_yet"), icon=":material/mail:")
        st.stop()
    return letter_named(key)


def what_it_does(letter: Letter, words: Words) -> None:
    """In plain words first; to whom, and what it must hold."""
    text = letter_text(letter.key, words.language)
    st.info(_told(text.does), icon=":material/info:")
    right_views.check_first((*text.does, *text.next), words)
    language = words.language
    with st.expander(words("letter.about"), icon=":material/list:"):
        st.write(views.plain(words("letter.to", text=letter.text("to", language))))
        _points(words("letter.must_contain"), getattr(letter, f"must_contain_{_two(language)}"))
        _points(words("letter.never_contain"), getattr(letter, f"never_contain_{_two(language)}"))
        st.caption(words("letter.name_legal" if letter.name == "legal" else "letter.name_used"))


def terms(letter: Letter, filled: Filled, words: Words) -> None:
    """By when to send it, and when an answer is due when it goes out today."""
    if term := term_to_send(letter, filled.case):
        due = send_by(letter, filled.received, filled.case)
        if due:
            st.metric(words("letter.send_by"), words.show(due.last))
            left = (due.last - desk.today()).days
            st.write(
                words("letter.days_left", count=left) if left >= 0 else words("letter.too_late")
            )
        else:
            st.write(words("letter.needs_day"))
        _behind(term, due, words)
    if letter.answer:
        due = answer_due(letter, desk.today())
        st.write(words("letter.answer_due", day=due.last if due else None))
        _behind(letter.answer, due, words)


def both(letter: Letter, filled: Filled, words: Words) -> Written:
    """The Dutch letter, which goes out, and a copy to read beside it."""
    dutch, copy = (
        written(
            letter,
            language,
            filled.answers,
            desk.today(),
            received=filled.received,
            name_the_work=filled.name_the_work,
        )
        for language in (SENT_IN, _READ_ALONG)
    )
    if dutch.missing:
        labels = (dutch if words.language == "nl" else copy).missing
        st.warning(
            words("letter.missing", names=views.plain(", ".join(labels))), icon=":material/edit:"
        )
    goes_out, read_along = st.columns(2)
    with goes_out:
        st.subheader(words("letter.dutch"), anchor=False)
        st.code(dutch.text(), language=None, wrap_lines=True)
    with read_along:
        st.subheader(words("letter.copy"), anchor=False)
        st.text(copy.text())
    return dutch


def take_away(letter: Written, words: Words) -> None:
    """PDF, word processor, or copied from the screen; all with a neutral name."""
    st.caption(words("letter.take_away"))
    with st.container(horizontal=True):
        downloads.file(
            words("letter.pdf"), lambda: letter_to_pdf(letter), "brief.pdf", "application/pdf"
        )
        downloads.file(words("letter.docx"), lambda: letter_docx(letter), "brief.docx", _DOCX)
    st.caption(words("letter.printer"))


def keep(letter: Letter, filled: Filled, dutch: Written, words: Words) -> None:
    """Into the log of the vault, only when asked."""
    st.subheader(words("letter.next"), anchor=False)
    st.write(_told(letter_text(letter.key, words.language).next))
    if not desk.current().is_open:
        st.caption(words("letter.needs_vault"))
        return
    with_text = st.checkbox(words("letter.keep_text"), key="letter_keep_text")
    due = send_by(letter, filled.received, filled.case)
    one = SentLetter(
        id=secrets.token_hex(8),
        key=letter.key,
        state=State.TO_SEND,
        to=dutch.receiver[0] if dutch.receiver and not _is_open(dutch.receiver[0]) else "",
        send_by=due.last if due else None,
        text=dutch.text() if with_text else "",
    )
    with st.container(horizontal=True):
        st.button(
            words("letter.keep_to_send"), key="letter_to_send", on_click=_add, args=(one, words)
        )
        st.button(
            words("letter.keep_sent"),
            key="letter_sent",
            type="primary",
            on_click=_add,
            args=(_sent_today(one, letter), words),
        )


def log(words: Words) -> list[SentLetter]:
    """What is in the log, what is due first on top, each with what to do next."""
    found = in_order(from_note(desk.noted(LETTER_LOG)))
    for one in found:
        with st.container(border=True):
            _entry(one, words)
    return found


def calendar(found: list[SentLetter], words: Words) -> None:
    """The days that matter, for a calendar; its titles say nothing."""
    days = [(one.id, one.next_day) for one in found if one.next_day]
    if days:
        downloads.file(
            words("sent.ics"),
            lambda: terms_ics([(id, day) for id, day in days if day], words("sent.ics_title")),
            "dagen.ics",
            "text/calendar",
        )
        st.caption(words("sent.ics_help"))


def _entry(one: SentLetter, words: Words) -> None:
    letter = letter_named(one.key)
    title = letter_text(one.key, words.language).title
    st.markdown(f"**{views.plain(title)}**")
    parts = [one.to, words(f"sent.state_{one.state}")]
    if one.sent_on:
        parts.append(words("sent.sent_on", day=one.sent_on))
    st.write(views.plain(" · ".join(part for part in parts if part)))
    if one.next_day:
        late = is_late(one, desk.today())
        key = f"sent.{'late_' if late else ''}{one.state}"
        shown = views.plain(words(key, day=one.next_day))
        if late:
            st.warning(shown, icon=":material/event_busy:")
        else:
            st.write(shown)
    if one.state is State.WAITING and is_late(one, desk.today()):
        st.write(_told(letter_text(one.key, words.language).next))
    if one.text:
        with st.expander(words("sent.text"), icon=":material/description:"):
            st.text(one.text)
    with st.container(horizontal=True):
        if one.state is State.TO_SEND:
            _button("sent.sent_today", one, _sent_today(one, letter), words)
        elif one.state is State.WAITING:
            _button("sent.answered", one, answered(one, desk.today()), words)
        _button("sent.remove", one, None, words)


def _button(key: str, one: SentLetter, then: SentLetter | None, words: Words) -> None:
    st.button(
        words(key), key=f"{key}-{one.id}", on_click=_change, args=(one, then, words("sent.changed"))
    )


def _change(one: SentLetter, then: SentLetter | None, told: str) -> None:
    before = desk.noted(LETTER_LOG)
    rest = [other for other in from_note(before) if other.id != one.id]
    after = to_note([*rest, then] if then else rest)
    _write(before, after, told)


def _add(one: SentLetter, words: Words) -> None:
    before = desk.noted(LETTER_LOG)
    _write(before, to_note([*from_note(before), one]), words("letter.kept"))


def _write(before: str, after: str, told: str) -> None:
    def deed() -> None:
        desk.note(LETTER_LOG, after)
        desk.say(told, undo=_back_to(before))

    desk.attempt(deed)


def _back_to(before: str) -> Callable[[], None]:
    return lambda: desk.note(LETTER_LOG, before)


def _sent_today(one: SentLetter, letter: Letter) -> SentLetter:
    today = desk.today()
    due = answer_due(letter, today)
    return sent(replace(one), today, due.last if due else None)


def _behind(term: Term, due: Ending | None, words: Words) -> None:
    """How the day was counted, and where the term stands."""
    with st.expander(words("letter.how_counted"), icon=":material/calculate:"):
        length = words(f"letter.unit_{term.unit}", count=term.count)
        st.write(words("letter.counted", length=length))
        if due and due.moved:
            st.write(words("letter.moved", counted=due.counted, last=due.last))
        st.caption(words(f"letter.law_{term.law}"))
        for name in term.cites:
            views.source_lines(claims()[name].source, words)


def _told(some: Sequence[Said]) -> str:
    return views.plain(" ".join(one.text for one in some))


def _points(heading: str, points: tuple[str, ...]) -> None:
    st.markdown(f"**{heading}**\n" + "".join(f"\n- {views.plain(point)}" for point in points))


def _two(language: str) -> str:
    return "nl" if language == "nl" else "en"


def _is_open(line: str) -> bool:
    return line.startswith("[")

"""Ask what a letter needs: its blanks, the day on the letter that came, and whose name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from portal.language.words import Words
from portal.rights.letters import Answers, asked
from portal.rulebook.letters import Blank, Letter, common
from portal.ui import desk

SENDER = "sender"  # the vault's note with what the writer keeps for letters


@dataclass(frozen=True, slots=True)
class Filled:
    """What the writer filled in."""

    answers: Answers
    received: date | None
    case: str
    name_the_work: bool


def letter_form(letter: Letter, words: Words) -> Filled:
    """The blanks of a letter, the dates first."""
    received, case = _received(letter, words), _case(letter, words)
    _fill_in_button(letter, words)
    answers: dict[str, Any] = {}
    for blank in asked(letter):
        answers[blank.name] = _ask(letter, blank, words)
    named = letter.may_name_the_work and st.toggle(
        words("letter.name_the_work"),
        help=words("letter.name_the_work_help"),
        key=desk.form_key("letter", f"{letter.key}-work"),
    )
    return Filled(answers, received, case, bool(named))


def sender_form(words: Words) -> None:
    """What the vault keeps about the writer of letters, when asked; each field may stay empty."""
    if not desk.current().is_open:
        return
    kept = sender()
    with (
        st.expander(words("letter.sender"), icon=":material/badge:"),
        st.form("sender", border=False),
    ):
        st.caption(words("letter.sender_help"))
        typed = {
            blank.from_sender: _field(blank, words, f"sender-{blank.name}", kept)
            for blank in common().blanks
            if blank.from_sender
        }
        if st.form_submit_button(words("letter.sender_keep"), type="primary"):
            desk.note(SENDER, json.dumps(typed))
            desk.say(words("letter.sender_kept"), undo=lambda: desk.note(SENDER, json.dumps(kept)))
            st.rerun()


def sender() -> dict[str, str]:
    """What is kept about the writer; nothing where nothing is, or the books are locked."""
    found: dict[str, str] = json.loads(desk.noted(SENDER) or "{}")
    return found


def _received(letter: Letter, words: Words) -> date | None:
    if letter.received is None:
        return None
    return st.date_input(
        words("letter.received"),
        value=None,
        max_value=desk.today(),
        help=words("letter.received_help"),
        format="DD-MM-YYYY",
        key=desk.form_key("letter", f"{letter.key}-received"),
    )


def _case(letter: Letter, words: Words) -> str:
    """Which special case it is that has a term of its own; empty for the usual one."""
    for term in letter.received_if:
        key = desk.form_key("letter", f"{letter.key}-case-{term.key}")
        if st.checkbox(term.text("label", words.language), key=key):
            return term.key
    return ""


def _fill_in_button(letter: Letter, words: Words) -> None:
    kept = sender()
    if any(kept.values()):
        st.button(
            words("letter.fill_in"),
            icon=":material/badge:",
            key="letter_fill_in",
            on_click=_fill_in,
            args=(letter, kept),
        )


def _fill_in(letter: Letter, kept: dict[str, str]) -> None:
    for blank in asked(letter):
        if kept.get(blank.from_sender):
            st.session_state[_key(letter, blank)] = kept[blank.from_sender]


def _ask(letter: Letter, blank: Blank, words: Words) -> str | date | None:
    key, label = _key(letter, blank), _label(blank, words)
    help_text = blank.text("help", words.language) or None
    if blank.kind == "date":
        return st.date_input(label, value=None, help=help_text, format="DD-MM-YYYY", key=key)
    if blank.kind == "text":
        return st.text_area(label, help=help_text, key=key, height=100)
    return st.text_input(label, help=help_text, key=key, autocomplete="off")


def _field(blank: Blank, words: Words, key: str, kept: dict[str, str]) -> str:
    label, value = blank.text("label", words.language), kept.get(blank.from_sender, "")
    if blank.kind == "text":
        return st.text_area(label, value=value, key=key, height=100)
    return st.text_input(label, value=value, key=key, autocomplete="off")


def _label(blank: Blank, words: Words) -> str:
    # as it stands: a screen reader reads a label as it was given, marks and all
    label = blank.text("label", words.language)
    return label if blank.required else f"{label} {words('letter.if_wished')}"


def _key(letter: Letter, blank: Blank) -> str:
    return desk.form_key("letter", f"{letter.key}-{blank.name}")

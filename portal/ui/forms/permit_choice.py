"""Ask which trades, towns and way of working to lay side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from portal.language.words import Words
from portal.permits.choosing import Choice, choice_from
from portal.permits.record import SEX_WORK, trade_keys
from portal.permits.score import MOST_WEIGHT, Weights, equal_weights, usual_weights
from portal.permits.telling import Column, question_text, trade_name
from portal.rulebook.permits import WAYS, PermitBook, Way
from portal.ui import desk

_START = Choice((SEX_WORK, "hairdresser"), ("tilburg", "amsterdam", "rotterdam"), "home")


def choice(book: PermitBook, words: Words) -> Choice:
    """Trades, towns, way; what was chosen stays while the app is open."""
    before = desk.current().choice or _START
    for key, value in _fields(before).items():
        st.session_state.setdefault(key, value)
    trades = st.multiselect(
        words("permits.trades"),
        trade_keys(book),
        format_func=lambda key: trade_name(book, key, words),
        help=words("permits.trades_help"),
        key="permit_trades",
    )
    with st.container(horizontal=True):
        towns = st.multiselect(
            words("permits.towns"),
            list(book.towns),
            format_func=lambda key: book.towns[key].name,
            placeholder=words("permits.no_town"),
            key="permit_towns",
        )
        work = way(words, "permit_work")
    found = Choice(tuple(trades), tuple(towns), work, desk.current().weights)
    desk.current().choice = found
    return found


def way(words: Words, key: str, first: str = "home") -> Way:
    """The way of working."""
    st.session_state.setdefault(key, first if first in WAYS else "home")
    found: Way | None = st.selectbox(
        words("permits.work"),
        WAYS,
        format_func=lambda name: words(f"permits.way.{name}"),
        key=key,
    )
    return found or "home"


def weights(book: PermitBook, words: Words) -> Weights | None:
    """Weights of one's own; None while they are as in the method."""
    usual = usual_weights(book.criteria)
    box = st.expander(words("permits.weights"), key="permit_weights_box", on_change="rerun")
    if box.open:
        with box:
            st.write(words("permits.weights_line"))
            with st.container(horizontal=True):
                st.button(
                    words("permits.weights_equal"),
                    key="weights_equal",
                    on_click=_put,
                    args=(equal_weights(book.criteria), usual),
                )
                st.button(
                    words("permits.weights_usual"),
                    key="weights_usual",
                    on_click=_put,
                    args=(usual, usual),
                )
            _ask(book, words)
    own = desk.current().weights
    return {**usual, **own} if own else None


def question(columns: Sequence[Column], book: PermitBook, words: Words) -> None:
    """A text for a question to the council, or to the town hall, without a name."""
    town = columns[0].record.town
    place = book.towns[town].name if town else words("steps.town_blank")
    with st.expander(words("permits.question"), icon=":material/forum:"):
        st.write(words("permits.question_line"))
        st.code(question_text(columns, place, book, words), language=None, wrap_lines=True)


def reopen(chosen: Choice, book: PermitBook, words: Words) -> None:
    """The line that opens this comparison again, and a field to paste one in."""
    with st.expander(words("permits.reopen"), icon=":material/link:"):
        st.write(words("permits.reopen_line"))
        st.code(chosen.as_text(), language=None, wrap_lines=True)
        st.text_input(words("permits.reopen_paste"), key="permit_paste")
        st.button(
            words("permits.reopen"),
            key="permit_reopen",
            on_click=desk.attempt,
            args=(lambda: _take(book),),
        )


def _ask(book: PermitBook, words: Words) -> None:
    left, right = st.columns(2)
    own = desk.current().weights
    for number, one in enumerate(book.criteria.scored):
        usual = one.weight or 0
        st.session_state.setdefault(_field(one.key), own.get(one.key, usual))
        with left if number % 2 == 0 else right:
            st.number_input(
                one.label(words.language),
                min_value=0,
                max_value=MOST_WEIGHT,
                help=one.why_nl if words.language == "nl" else one.why_en,
                key=_field(one.key),
                on_change=_keep,
                args=(one.key, usual),
            )


def _keep(key: str, usual: int) -> None:
    """Only what differs from the method is kept."""
    value = st.session_state[_field(key)]
    kept = {name: one for name, one in desk.current().weights.items() if name != key}
    desk.current().weights = kept if value == usual else {**kept, key: value}


def _put(found: Weights, usual: Weights) -> None:
    for key, value in found.items():
        st.session_state[_field(key)] = value
    desk.current().weights = {key: value for key, value in found.items() if value != usual[key]}


def _take(book: PermitBook) -> None:
    found = choice_from(st.session_state.get("permit_paste", ""), book)
    for key, value in _fields(found).items():
        st.session_state[key] = value
    usual = usual_weights(book.criteria)
    _put({**usual, **found.weights}, usual)


def _fields(found: Choice) -> dict[str, object]:
    return {
        "permit_trades": list(dict.fromkeys(found.trades)),  # a pasted line may say one twice
        "permit_towns": list(dict.fromkeys(found.towns)),
        "permit_work": found.work,
    }


def _field(key: str) -> str:
    return f"weight-{key}"

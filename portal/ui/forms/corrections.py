"""Own corrections: write one down, see them, take them away, save and bring in a file of them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from portal.language.words import Words
from portal.rulebook.corrections import (
    Correction,
    correction,
    corrections_file,
    corrections_from,
)
from portal.rulebook.permits import WAYS, PermitBook
from portal.ui import desk, downloads, views
from portal.ui.streamlit_internals import drop_media_and_uploads

NOTE = "corrections"
FORM = "correction"
_STATUSES = ("known", "unknown", "not_applicable")


def kept() -> tuple[Correction, ...]:
    """The corrections in the open books; none while they are locked."""
    noted = desk.noted(NOTE)
    return corrections_from(noted.encode(), NOTE, None) if noted else ()


def ask(book: PermitBook, words: Words) -> None:
    """One form for one cell."""
    whose = st.segmented_control(
        words("corrections.whose"),
        ("town", "trade"),
        default="town",
        format_func=lambda name: words(f"corrections.whose_{name}"),
        key=desk.form_key(FORM, "whose"),
        required=True,
    )
    with st.container(horizontal=True):
        if whose == "trade":
            _pick("permits.trades", "trade", _trades(book, words), words)
        else:
            _pick("permits.town", "town", _towns(book), words)
            ways = {way: words(f"permits.way.{way}") for way in WAYS}
            _pick("permits.work", "work", ways, words)
    labels = {one.key: one.label(words.language) for one in book.criteria.scored}
    dimension = _pick("corrections.requirement", "dimension", labels, words)
    statuses = {name: words(f"corrections.status_{name}") for name in _STATUSES}
    status = _pick("corrections.status", "status", statuses, words)
    if status == "known":
        _levels(dimension, book, words)
    st.text_area(words("corrections.value"), key=desk.form_key(FORM, "value"))
    st.text_input(words("corrections.source"), key=desk.form_key(FORM, "source"))
    st.text_input(words("corrections.address"), key=desk.form_key(FORM, "url"))
    st.text_input(
        words("corrections.as_of"),
        placeholder=words("corrections.as_of_like"),
        key=desk.form_key(FORM, "as_of"),
    )
    st.text_input(words("corrections.by"), key=desk.form_key(FORM, "by"))
    st.button(
        words("corrections.save"),
        type="primary",
        icon=":material/edit:",
        key="correction_save",
        on_click=desk.attempt,
        args=(lambda: _save(book, words),),
    )


def listed(book: PermitBook, words: Words) -> None:
    """What was corrected, each with a button that takes it away."""
    st.subheader(words("corrections.listed"))
    some = kept()
    if not some:
        st.write(words("corrections.none"))
    labels = {one.key: one.label(words.language) for one in book.criteria.dimensions}
    for number, one in enumerate(some):
        with st.container(border=True):
            told = words(
                "corrections.line",
                whose=_whose(one, book, words),
                requirement=labels.get(one.dimension, one.dimension),
                value=one.value,
            )
            st.markdown(views.plain(told))
            st.caption(views.plain(words("corrections.from", source=one.source, as_of=one.as_of)))
            st.button(
                words("corrections.remove"),
                icon=":material/delete:",
                key=f"correction-{number}",
                on_click=desk.attempt,
                args=(lambda one=one: _remove(one, book, words),),
            )
    if some:
        downloads.file(
            words("corrections.file"), lambda: corrections_file(some), "e7.json", "application/json"
        )
        st.caption(words("corrections.contribute"))


def bring(book: PermitBook, words: Words) -> None:
    """Bring in a file: all of its corrections, or none."""
    with st.expander(words("corrections.bring"), icon=":material/upload_file:"):
        st.write(words("corrections.bring_line"))
        file = st.file_uploader(
            words("corrections.bring"), key=desk.form_key(FORM, "file"), type=["json"]
        )
        if file is None:
            return
        with desk.trying():
            found = corrections_from(file.getvalue(), file.name, book)
            if st.button(words("corrections.bring"), key="corrections_bring", type="primary"):
                _put((*kept(), *found), book)
                drop_media_and_uploads()
                desk.empty_form(FORM)
                desk.say(words("corrections.brought", count=len(found)))
                st.rerun()


def _levels(dimension: str, book: PermitBook, words: Words) -> None:
    one = next(known for known in book.criteria.scored if known.key == dimension)
    levels = range(5)
    level = st.radio(
        words("corrections.level"),
        levels,
        format_func=lambda number: f"{number} · {one.level(number, words.language)}",
        key=desk.form_key(FORM, f"level-{dimension}"),
    )
    st.select_slider(
        words("corrections.range"),
        options=levels,
        value=(level or 0, level or 0),
        key=desk.form_key(FORM, f"range-{dimension}-{level}"),
    )


def _typed() -> dict[str, Any]:
    """What stands in the fields at the click: the last run may not have seen the last of them."""

    def of(name: str) -> Any:
        return st.session_state.get(desk.form_key(FORM, name))

    whose = ("trade",) if of("whose") == "trade" else ("town", "work")
    names = (*whose, "dimension", "status", "value", "source", "url", "as_of", "by")
    row = {name: of(name) for name in names}
    if row["status"] == "known":
        level = of(f"level-{row['dimension']}")
        low, high = of(f"range-{row['dimension']}-{level}") or (level, level)
        row |= {"level": level, "low": low, "high": high}
    return row


def _save(book: PermitBook, words: Words) -> None:
    before = kept()
    _put((*before, correction(_typed(), words("page.corrections"), book)), book)
    desk.empty_form(FORM)
    desk.say(words("corrections.saved"), undo=lambda: _put(before, book))


def _remove(one: Correction, book: PermitBook, words: Words) -> None:
    before = kept()
    _put(tuple(other for other in before if other != one), book)
    desk.say(words("corrections.removed"), undo=lambda: _put(before, book))


def _put(some: tuple[Correction, ...], book: PermitBook) -> None:
    """Keep them; of two about one cell the later. Raises DataError for more than a file holds."""
    latest = {one.cell: one for one in some}
    content = corrections_file(latest.values())
    corrections_from(content, NOTE, book)  # what cannot be read again would close the page
    desk.note(NOTE, content.decode() if latest else "")


def _pick(label: str, name: str, options: dict[Any, str], words: Words) -> str:
    found = st.selectbox(
        words(label),
        list(options),
        format_func=lambda key: options[key],
        key=desk.form_key(FORM, name),
    )
    return str(found)


def _towns(book: PermitBook) -> dict[str, str]:
    return {key: town.name for key, town in book.towns.items()}


def _trades(book: PermitBook, words: Words) -> dict[str, str]:
    return {
        key: trade.name(words.language)
        for key, trade in book.trades.items()
        if trade.group != "sex_work"
    }


def _whose(one: Correction, book: PermitBook, words: Words) -> str:
    if one.trade:
        trade = book.trades.get(one.trade)
        return trade.name(words.language) if trade else one.trade
    town = book.towns.get(one.town)
    return f"{town.name if town else one.town}, {words(f'permits.way.{one.work}')}"

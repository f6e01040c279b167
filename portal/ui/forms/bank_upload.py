"""Take in a bank file: what was recognised, what is new, and the undoing of a whole import."""

from __future__ import annotations

from typing import Any

import streamlit as st

from portal.books.bank_matching import Sorted, State, keyed, sort_out
from portal.books.facts import BankLine, new_id
from portal.exchange.bank import read_bank_file
from portal.exchange.bank_file import BankFile
from portal.language.words import Words
from portal.ui import desk, views
from portal.ui.streamlit_internals import drop_media_and_uploads
from portal.vault.store import Store

FORM = "bank"
_SHOWN = 10


def upload(books: Store, words: Words) -> None:
    """Ask for a file, show what it holds, and book what a person wants. Raises PortalError."""
    file = st.file_uploader(
        words("bank.drop"), help=words("bank.drop_help"), key=desk.form_key(FORM, "file")
    )
    if file is None:
        st.caption(words("bank.which"))
        return
    read = _read(file.getvalue(), file.name, words)
    found = _sorted(books, read)
    _summary(read, found, words)
    chosen = [State.NEW]
    if found.count(State.DOUBTFUL) and _ask_about(found, words):
        chosen.append(State.DOUBTFUL)
    count = sum(map(found.count, chosen))
    if not count:
        st.info(words("bank.nothing_new"))
    elif st.button(
        words("bank.put_in", count=count),
        type="primary",
        icon=":material/edit:",
        key="bank_put",
    ):
        _book(books, words, found.facts(*chosen, batch=new_id()))


def imports(books: Store, words: Words) -> None:
    """Earlier imports, each of which can be undone as a whole."""
    batches = books.batches()
    if not batches:
        return
    st.subheader(words("bank.earlier"))
    for batch in batches[:_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                words(
                    "bank.batch", moment=batch.recorded_at, count=batch.count, waiting=batch.waiting
                ),
                width="stretch",
            )
            with st.popover(words("bank.undo_import"), icon=":material/undo:"):
                st.write(words("bank.undo_question", count=batch.count))
                st.button(
                    words("bank.undo_yes"),
                    key=f"undo-{batch.name}",
                    on_click=_undo,
                    args=(books, words, batch.name),
                )


def _read(content: bytes, name: str, words: Words) -> BankFile:
    bar = st.progress(0.0, text=words("bank.reading"))

    def tell(done: int, of: int) -> None:
        bar.progress(min(1.0, done / max(of, 1)), text=words("bank.reading"))

    try:
        return read_bank_file(content, name, tell)
    finally:
        bar.empty()


def _sorted(books: Store, read: BankFile) -> Sorted:
    lines = keyed(read.statements)
    return sort_out(lines, books.known_bank_lines(line.near for line in lines))


def _summary(read: BankFile, found: Sorted, words: Words) -> None:
    st.success(
        words("bank.recognised", format=words(f"bank_file.{read.format}"), count=read.count),
        icon=":material/check:",
    )
    for remark in read.remarks:
        st.warning(words(remark.key, **remark.facts))
    with st.container(horizontal=True):
        for state in State:
            st.metric(words(f"bank.state_{state}"), str(found.count(state)))
    _table(found, State.NEW, words)


def _ask_about(found: Sorted, words: Words) -> bool:
    st.warning(words("bank.doubtful", count=found.count(State.DOUBTFUL)), icon=":material/help:")
    _table(found, State.DOUBTFUL, words)
    return st.checkbox(words("bank.doubtful_too"), key="bank_doubtful")


def _table(found: Sorted, state: State, words: Words) -> None:
    lines = found.lines_of(state)
    names = {name: words(f"list.column_{name}") for name in ("day", "what", "amount")}
    views.table(
        [
            {
                names["day"]: views.day_text(line.day, words),
                names["what"]: _told(line.counterparty, line.description),
                names["amount"]: words.show(line.amount),
            }
            for line in lines[:_SHOWN]
        ],
        alt=words("bank.table_alt"),
    )
    if len(lines) > _SHOWN:
        st.caption(words("bank.and_more", count=len(lines) - _SHOWN))


def bank_text(line: Any) -> str:
    """What the bank says of a line, cut to what fits a row."""
    return _told(line.bank.counterparty, line.bank.description) if line.bank else _told(line.memo)


def _told(*texts: str) -> str:
    return " ".join(" ".join(texts).split())[:80]


def _book(books: Store, words: Words, chosen: list[BankLine]) -> None:
    with st.spinner(words("bank.writing")):
        books.record(*chosen)
    batch = chosen[0].batch
    drop_media_and_uploads()
    desk.empty_form(FORM)
    desk.say(words("bank.put", count=len(chosen)), undo=lambda: _undone(books, batch))
    st.rerun()


def _undone(books: Store, batch: str) -> None:
    books.withdraw_batch(batch)


def _undo(books: Store, words: Words, batch: str) -> None:
    number = books.withdraw_batch(batch)
    desk.say(words("bank.undone", count=number))

"""How several pages show the same things: a booking in words, the latest bookings, a source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st

from portal.basics.euro import Euro, total
from portal.basics.source import Confidence, Source
from portal.books.facts import Nature
from portal.documents.parts import ledger_name
from portal.language.formats import short_date
from portal.language.words import Words
from portal.rulebook.costs import cost_categories
from portal.ui import desk
from portal.vault.searching import Search
from portal.vault.store import CashLine, Store

_OUT = {"cost", "private_out", "vat_paid", "income_tax_paid", "transfer"}
_LATEST = 6
PAGE = 50  # bookings on one page of a list


def what(fact: Any, words: Words) -> str:
    """A booking in a few words: its kind, and the category or the place where it went."""
    if fact.kind == "cost":
        return category_name(fact.category, words)
    if fact.kind == "taking" and fact.nature is not Nature.SERVICE:
        return words(f"nature.{fact.nature}")
    if fact.kind == "taking" and fact.gross < Euro():
        return words("nature.refund")
    if fact.kind == "transfer":
        return words("kind.transfer_to", place=words(f"account.{fact.to}"))
    if fact.kind == "opening":
        return words("kind.opening_of", place=words(f"account.{fact.account}"))
    return words(f"kind.{fact.kind}")


def what_on_paper(fact: Any, words: Words) -> str:
    """The same for a document: costs by the plain name of their ledger account."""
    return ledger_name(fact.category, words) if fact.kind == "cost" else what(fact, words)


def effect(fact: Any) -> Euro:
    """What a booking did to the money: in is plus, out is minus."""
    gross: Euro = fact.gross
    return -gross if fact.kind in _OUT else gross


def category_name(key: str, words: Words) -> str:
    """The name of a cost category, in the reader's language where we have it."""
    category = cost_categories().get(key)
    if category is None:
        return words(f"account.cost.{key}")
    return category.label(words.language)


def sum_of(facts: Iterable[Any]) -> Euro:
    """The amounts of some bookings added up."""
    return total(fact.gross for fact in facts)


def day_text(day: date, words: Words) -> str:
    """A day in few signs."""
    # signs that do not break: a date on two lines is hard to read in a narrow table
    return short_date(day, words.language).replace("-", "\u2011").replace(" ", "\u00a0")


def latest(books: Store, words: Words, kinds: tuple[str, ...]) -> None:
    """What was written down last, each with a button that takes it away."""
    st.subheader(words("latest.title"))
    found = books.page(Search(kinds=kinds, order="entered"), most=_LATEST)
    if not found:
        st.write(words("latest.empty"))
        return
    for fact in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            told = f"{day_text(fact.day, words)} · {what(fact, words)}"
            st.markdown(plain(f"{told} · {fact.memo}" if fact.memo else told), width="stretch")
            st.markdown(f"**{words.show(effect(fact))}**", width="content")
            st.button(
                words("latest.remove"),
                key=f"remove-{fact.id}",
                icon=":material/delete:",
                on_click=remove,
                args=(books, words, [fact]),
            )


def remove(books: Store, words: Words, facts: list[Any]) -> None:
    """Take bookings away and offer to bring them back."""
    ids = [fact.id for fact in facts]
    books.withdraw(*ids)
    desk.say(
        words("latest.removed", amount=total(effect(fact) for fact in facts)),
        undo=lambda: books.restore(*ids),
    )


def plain(text: str) -> str:
    """Text that somebody typed, safe to show where Markdown is read."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|<>$~:^" else sign for sign in text)


def source_lines(sources: Iterable[Source], words: Words) -> None:
    """Where it stands, when it was read, and whether to check it first."""
    for source in sources:
        parts = [source.title, source.law or "", source.url or source.url_note or ""]
        derived = source.confidence is Confidence.DERIVED
        read = words("source.derived" if derived else "source.read_on", day=source.checked_on)
        st.caption(" · ".join(plain(part) for part in [*parts, read] if part))
        if source.confidence is Confidence.RECALLED:
            st.caption(f":material/help: {words('source.recalled')}")


def page_picker(words: Words, number: int, key: str, *, from_the_end: bool = False) -> int:
    """Which page of a list; gives the place of its first row."""
    pages = -(-number // PAGE)
    if pages < 2:
        return 0
    start = pages if from_the_end else 1
    page = st.number_input(
        words("list.page", count=pages), min_value=1, max_value=pages, value=start, key=key
    )
    return (int(page) - 1) * PAGE


def table(rows: list[dict[str, str]], alt: str, amounts: int = 1) -> None:
    """A small table of ready text: a real table for screen readers and print.

    amounts: how many columns at the right hold amounts, and stand to the right.
    """
    if rows:
        with st.container(key=f"amounts-{amounts}-{alt}"):
            st.table(rows, border="horizontal", hide_index=True, alt=alt)


def cash_rows(
    opening: Euro, lines: list[CashLine], words: Words, first: str = "cash.opening"
) -> list[dict[str, str]]:
    """The cash book as ready text: what was there, each booking, what is there then."""
    number, day, told, change, balance = (
        words(f"cash.column_{name}") for name in ("number", "day", "what", "change", "balance")
    )
    rows = [{number: "", day: "", told: words(first), change: "", balance: words.show(opening)}]
    rows += [
        {
            number: str(line.number),
            day: day_text(line.fact.day, words),
            told: what(line.fact, words),
            change: words.show(line.change),
            balance: words.show(line.balance),
        }
        for line in lines
    ]
    return rows

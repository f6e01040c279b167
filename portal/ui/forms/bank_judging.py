"""Say what each waiting bank line is: a proposal for each, one press to confirm."""

from __future__ import annotations

from typing import Any

import streamlit as st

from portal.basics.euro import Euro
from portal.books.accounts import Account
from portal.books.bank_matching import Proposal, propose
from portal.books.facts import BankLine, Proof, VatCode
from portal.language.words import Words
from portal.rulebook.hints import hints
from portal.rulebook.rulebook import Rulebook
from portal.taxes.judging import Choice, NotJudged, judged
from portal.ui import desk, inputs, views
from portal.ui.forms.bank_upload import bank_text
from portal.ui.forms.cost import category_lines, category_picker, vat_questions
from portal.vault.searching import Search
from portal.vault.store import Store

_SHOWN = 8
_WAITING = Search(kinds=("bank_line",), order="entered", descending=False)
_IN = (
    "taking",
    "transfer_cash",
    "private_in",
    "cost",
    "vat_paid",
    "income_tax_paid",
    "transfer_own",
)
_OUT = (
    "cost",
    "transfer_cash",
    "private_out",
    "vat_paid",
    "income_tax_paid",
    "taking",
    "transfer_own",
)
_PLACES = {"transfer_cash": Account.CASH, "transfer_own": Account.UNDER_WAY}


def judge(books: Store, words: Words, rules: Rulebook) -> None:
    """The waiting lines, oldest first. Raises PortalError when a choice does not fit."""
    number = books.count(_WAITING)
    if not number:
        return
    st.subheader(words("bank.waiting", count=number))
    st.caption(words("bank.waiting_line"))
    shown = books.page(_WAITING, most=_SHOWN)
    proposals = {line.id: proposal_for(books, line) for line in shown}
    sure = [line for line in shown if _is_sure(proposals[line.id])]
    if len(sure) > 1 and st.button(
        words("bank.confirm_sure", count=len(sure)), icon=":material/done_all:", key="confirm_sure"
    ):
        _keep(books, words, sure, [_fact(line, proposals[line.id], rules) for line in sure])
    for line in shown:
        with st.container(border=True):
            _line(books, words, rules, line, proposals[line.id])


def proposal_for(books: Store, line: BankLine) -> Proposal:
    """What a line probably is, by the hints and the accounts that were imported before."""
    tried = [
        (word, Proposal(hint.kind, hint.category, hint.why))
        for hint in hints()
        for word in hint.words
    ]
    own = [
        account for account in books.bank_accounts() if line.bank and account != line.bank.account
    ]
    return propose(line, tried, own)


def _line(books: Store, words: Words, rules: Rulebook, line: BankLine, proposal: Proposal) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"{views.day_text(line.day, words)} · {views.plain(bank_text(line))}", width="stretch"
        )
        st.markdown(f"**{words.show(line.gross)}**", width="content")
    st.caption(words(proposal.why))
    kinds = _IN if line.gross > Euro() else _OUT
    kind = st.selectbox(
        words("bank.what_is_it"),
        kinds,
        index=_index(kinds, proposal),
        format_func=lambda kind: words(f"judge.{kind}"),
        placeholder=words("cost.choose"),
        key=f"kind-{line.id}",
    )
    choice = _choice(words, rules, line, kind, proposal)
    if st.button(words("bank.confirm"), key=f"confirm-{line.id}", icon=":material/check:"):
        if choice is None:
            raise NotJudged
        _keep(books, words, [line], [judged(line, choice, rules.vat)])


def _choice(
    words: Words, rules: Rulebook, line: BankLine, kind: str | None, proposal: Proposal
) -> Choice | None:
    if kind is None:
        return None
    if kind in _PLACES:
        return Choice("transfer", _PLACES[kind])
    if kind == "cost":
        return _cost(words, rules, line, proposal)
    if kind != "taking":
        return Choice(kind)
    code = st.selectbox(
        words("taking.vat"),
        [
            VatCode.STANDARD,
            VatCode.OUTSIDE,
            VatCode.SERVICES_EU,
            VatCode.SERVICES_WORLD,
            VatCode.REDUCED,
        ],
        format_func=lambda code: words(f"vat_code.{code.name.lower()}"),
        key=f"vat-{line.id}",
    )
    return Choice("taking", vat_code=code or VatCode.STANDARD)


def _cost(words: Words, rules: Rulebook, line: BankLine, proposal: Proposal) -> Choice | None:
    key = f"category-{line.id}"
    if key not in st.session_state and proposal.category in rules.costs:
        st.session_state[key] = rules.costs[proposal.category]
    category = category_picker(words, rules, key)
    if category is None:
        return None
    category_lines(category, words)
    code, proof = vat_questions(words, line.id)
    private = inputs.share_input(words, line.id)
    return Choice(
        "cost",
        category.key,
        vat_code=code,
        proof=proof,
        private_share=private,
        deductible=not category.vat_shut_out,
    )


def _is_sure(proposal: Proposal) -> bool:
    """Confirmed together only where no VAT question is open: money moved, private, tax paid."""
    return proposal.kind in ("transfer", "private_out", "private_in", "vat_paid", "income_tax_paid")


def _fact(line: BankLine, proposal: Proposal, rules: Rulebook) -> Any:
    choice = Choice(proposal.kind, proposal.category, vat_code=VatCode.NONE, proof=Proof.UNKNOWN)
    return judged(line, choice, rules.vat)


def _keep(books: Store, words: Words, lines: list[BankLine], facts: list[Any]) -> None:
    books.record(*facts)
    desk.say(words("bank.confirmed", count=len(facts)), undo=lambda: books.record(*lines))
    st.rerun()


def _index(kinds: tuple[str, ...], proposal: Proposal) -> int | None:
    name = proposal.kind
    if name == "transfer":
        name = "transfer_cash" if proposal.category == Account.CASH else "transfer_own"
    return kinds.index(name) if name in kinds else None

"""The same bank line is booked once, and two equal payments on one day are both kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from portal.basics.euro import Euro, eur
from portal.books.bank_matching import Proposal, State, bank_line, keyed, propose, sort_out
from portal.vault.engine import in_memory
from portal.vault.store import Store

HUNDRED = Euro(10000)
ACCOUNT = "NL91ABNA0417164300"
DAY = date(2026, 7, 3)


@dataclass(frozen=True)
class FileLine:
    day: date = DAY
    amount: Euro = HUNDRED
    counterparty: str = "A. Bakker"
    iban: str = "NL02RABO0123456789"
    description: str = "factuur 7"
    raw: str = ""
    reference: str = ""


@dataclass(frozen=True)
class FileStatement:
    account: str
    lines: tuple[FileLine, ...]


def _import(store, lines, account=ACCOUNT):
    batch = f"b{len(store.batches())}"
    told = keyed([FileStatement(account, tuple(lines))])
    found = sort_out(told, store.known_bank_lines(line.near for line in told))
    store.record(*found.facts(State.NEW, batch=batch))
    return found


def _states(found):
    return [str(state) for _, state in found.lines]


def _store():
    return Store(in_memory(), now=lambda: datetime(2026, 7, 4))


def test_the_same_file_twice_adds_nothing():
    store = _store()
    lines = [FileLine(), FileLine(), FileLine(amount=-eur("5"))]
    _import(store, lines)

    assert _states(_import(store, lines)) == ["known"] * 3


def test_an_overlapping_file_adds_only_what_is_more():
    store = _store()
    _import(store, [FileLine()])

    assert _states(_import(store, [FileLine(), FileLine()])) == ["known", "new"]


def test_the_same_payment_told_by_another_format_is_doubtful():
    store = _store()
    _import(store, [FileLine()])
    other = FileLine(counterparty="BAKKER", iban="", description="/REMI/factuur 7")

    assert _states(_import(store, [other], account="0417164300")) == ["doubtful"]


def test_a_second_payment_of_the_same_amount_is_new_when_the_first_is_in_the_file_too():
    store = _store()
    _import(store, [FileLine()])
    other = FileLine(counterparty="C. Visser", description="factuur 8")

    assert _states(_import(store, [FileLine(), other])) == ["known", "new"]


def test_a_line_removed_by_hand_is_doubtful_when_it_comes_back():
    store = _store()
    _import(store, [FileLine()])
    store.withdraw(*(fact.id for fact in store.everything()))

    assert _states(_import(store, [FileLine()])) == ["doubtful"]


def test_after_an_import_was_undone_its_file_is_new_again():
    store = _store()
    _import(store, [FileLine(), FileLine()])
    store.withdraw_batch(store.batches()[0].name)

    assert _states(_import(store, [FileLine(), FileLine()])) == ["new", "new"]


lines = st.builds(
    FileLine,
    day=st.sampled_from([DAY, date(2026, 7, 4)]),
    amount=st.sampled_from([Euro(100), Euro(-100)]),
    description=st.sampled_from(["a", "b"]),
    reference=st.sampled_from(["", "7"]),
)


@given(st.lists(lines, max_size=12), st.integers(0, 12))
def test_import_is_idempotent_whatever_was_imported_before(all_lines, cut):
    store = _store()
    _import(store, all_lines[:cut])
    _import(store, all_lines)
    again = _import(store, all_lines)

    assert State.NEW not in {state for _, state in again.lines}
    assert len(store.everything()) <= len(all_lines)


def test_cash_paid_in_at_the_bank_is_a_transfer_and_never_turnover():
    hints = [("geldmaat", Proposal("transfer", "cash", "bank.why.cash"))]
    line = bank_line(ACCOUNT, FileLine(counterparty="Geldmaat Storting", amount=eur("500")))

    assert propose(line, hints, ()).kind == "transfer"


def test_a_hint_for_a_cost_does_not_fit_money_that_came_in():
    hints = [("kpn", Proposal("cost", "phone", "bank.why.word"))]
    line = bank_line(ACCOUNT, FileLine(counterparty="KPN", amount=eur("5")))

    assert propose(line, hints, ()).kind == "taking"


def test_money_to_an_own_account_is_a_transfer():
    line = bank_line(ACCOUNT, FileLine(iban="NL02 RABO 0123 4567 89", amount=-eur("5")))

    assert propose(line, (), ["NL02RABO0123456789"]).kind == "transfer"

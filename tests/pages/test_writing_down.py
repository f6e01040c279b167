"""Writing down: what is right is kept and can be undone; what is wrong gets one clear sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.basics.euro import Euro, eur
from portal.books.checks import personal_detail
from portal.books.facts import BankLine, CashCount, Cost, Money, OpeningBalance, Taking, VatCode
from portal.language.words import words_in
from portal.rulebook.costs import cost_categories
from portal.taxes.judging import Choice, NotJudged, judged, unjudged
from portal.vault.store import Store
from tests.strategies import RATES

WORDS = words_in("en")


def _field(page, label):
    return next(one for one in page.text_input if one.label == label)


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def test_several_takings_in_one_line_are_kept_and_can_be_undone(open_page, store):
    page = open_page(store, "books/takings")
    _field(page, WORDS("taking.amounts")).set_value("150 100,50 99")
    page = _press(page, "save")

    kept = store.facts(Taking)
    assert [fact.gross for fact in kept] == [eur("150"), eur("100.50"), eur("99")]
    assert {(fact.day, fact.money, fact.vat_code) for fact in kept} == {
        (date.today(), Money.CASH, VatCode.STANDARD)
    }
    assert not page.exception
    page = _press(page, "undo")
    assert store.facts(Taking) == []


def test_last_night_is_yesterday(open_page, store):
    page = open_page(store, "books/takings")
    _field(page, WORDS("taking.amounts")).set_value("150")
    day = next(one for one in page.segmented_control if one.label == WORDS("inputs.day"))
    day.set_value("before")
    _press(page.run(), "save")

    assert store.facts(Taking)[0].day == date.today() - timedelta(days=1)


def test_a_typing_slip_gets_one_clear_sentence_and_keeps_nothing(open_page, store):
    page = open_page(store, "books/takings")
    _field(page, WORDS("taking.amounts")).set_value("150 hundred")
    page = _press(page, "save")

    assert [one.value for one in page.error] == [WORDS("error.not_an_amount", text="hundred")]
    assert store.facts(Taking) == []


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("bel 06-12345678", "06-12345678"),
        ("mail jan@voorbeeld.nl", "jan@voorbeeld.nl"),
        ("afspraak met Pieter", "Pieter"),
        ("twee uur", None),
        ("Hotel in Amsterdam", None),
        ("150 euro", None),
        ("", None),
    ],
)
def test_a_name_or_number_in_a_note_is_noticed(note, found):
    assert personal_detail(note) == found


def test_a_note_with_a_number_warns_and_is_not_refused(open_page, store):
    page = open_page(store, "books/takings")
    _field(page, WORDS("inputs.memo")).set_value("bel 0612345678")
    page = page.run()

    assert WORDS("inputs.personal", found="0612345678") in [one.value for one in page.warning]


def _cost_page(open_page, store, category="phone"):
    page = open_page(store, "books/costs")
    box = next(one for one in page.selectbox if one.label == WORDS("cost.category"))
    return box.set_value(cost_categories()[category].label("en")).run()


def test_a_cost_shows_both_lines_before_it_is_written(open_page, store):
    category = cost_categories()["phone"]
    shown = " ".join(one.value for one in _cost_page(open_page, store).markdown)

    assert category.line("en") in shown
    assert category.vat_line("en") in shown


def test_without_a_yes_no_vat_is_deducted(open_page, store):
    store.record(Taking(day=date.today(), gross=eur("500")))
    page = _cost_page(open_page, store)
    _field(page, WORDS("inputs.amount")).set_value("60,50")
    _press(page, "save")

    (fact,) = store.facts(Cost)
    assert (fact.category, fact.gross, fact.vat_deducted) == ("phone", eur("60.50"), Euro())


def test_personal_care_is_private_unless_the_owner_says_otherwise(open_page, store):
    store.record(Taking(day=date.today(), gross=eur("500")))
    page = _cost_page(open_page, store, "personal_care")
    _field(page, WORDS("inputs.amount")).set_value("45")
    _press(page, "save")

    (fact,) = store.facts(Cost)
    assert fact.private == fact.gross


def test_spending_more_cash_than_there_is_asks_first(open_page, store):
    page = _cost_page(open_page, store)
    _field(page, WORDS("inputs.amount")).set_value("60,50")
    page = _press(page.run(), "save")

    assert WORDS("error.cash_short") in [one.value for one in page.error]
    assert store.facts(Cost) == []
    box = next(one for one in page.checkbox if one.label == WORDS("cash.right_anyway"))
    _press(box.check().run(), "save")
    assert len(store.facts(Cost)) == 1


def test_counting_the_cash_box_keeps_the_difference(open_page, store):
    store.record(Taking(day=date.today(), gross=eur("100")))
    page = open_page(store, "books/cash_book")
    _field(page, WORDS("cash.counted")).set_value("95,50")
    _press(page.run(), "count_save")

    assert store.facts(CashCount)[0].gross == -eur("4.50")
    assert store.balances_until(date.today()).of_account("cash") == eur("95.50")


def test_a_long_month_of_cash_is_shown_in_pages_and_the_last_comes_first(open_page, store):
    store.record(*(Taking(day=date.today(), gross=eur("1")) for _ in range(70)))
    page = open_page(store, "books/cash_book")

    assert (len(page.table[0].value), page.table[0].value.iloc[0, 2]) == (21, WORDS("cash.carried"))
    assert page.table[0].value.iloc[0, 4] == WORDS.show(eur("50"))
    page = page.number_input[0].set_value(1).run()
    assert (len(page.table[0].value), page.table[0].value.iloc[0, 2]) == (51, WORDS("cash.opening"))


def test_what_lies_behind_a_box_is_there_once_it_is_unfolded(open_page, full_store):
    page = open_page(full_store, "taxes/vat_return")
    folded = len(page.table)
    page.session_state["box-1a"] = True
    page = page.run()

    assert len(page.table) == folded + 1
    assert WORDS("vat.rounded") in [one.value for one in page.caption]


def test_an_opening_balance_gives_equity_and_can_be_changed(open_page, store):
    page = open_page(store, "books/opening")
    _field(page, WORDS("account.cash")).set_value("350")
    _field(page, WORDS("account.loans")).set_value("100")
    page = next(one for one in page.button if one.label == WORDS("opening.save")).click().run()

    assert {fact.account: fact.gross for fact in store.facts(OpeningBalance)} == {
        "cash": eur("350"),
        "loans": -eur("100"),
    }
    _field(page, WORDS("account.loans")).set_value("")
    next(one for one in page.button if one.label == WORDS("opening.save")).click().run()
    assert [fact.account for fact in store.facts(OpeningBalance)] == ["cash"]


def test_a_judged_bank_line_keeps_its_id_and_can_go_back(full_store: Store):
    line = next(fact for fact in full_store.facts(BankLine) if fact.gross > Euro())
    taken = judged(line, Choice("taking"), RATES)
    full_store.record(taken)

    assert [version.fact.kind for version in full_store.history(line.id)] == ["bank_line", "taking"]
    assert unjudged(taken) == line
    with pytest.raises(NotJudged):
        judged(line, Choice(""), RATES)


def test_confirming_the_sure_proposals_books_cash_as_a_transfer(open_page, full_store):
    page = open_page(full_store, "books/bank")
    before = full_store.balances_until(date.today()).of_account("turnover.standard")
    labels = [one.label for one in page.button]

    assert not page.exception
    assert any("Confirm" in label for label in labels)
    line = next(fact for fact in full_store.facts(BankLine) if "Geldmaat" in fact.bank.counterparty)
    _press(page, f"confirm-{line.id}")
    assert full_store.fact(line.id).kind == "transfer"
    assert full_store.balances_until(date.today()).of_account("turnover.standard") == before


def test_changing_the_vat_period_is_kept(open_page, store):
    page = open_page(store, "vault/settings")
    radio = next(one for one in page.radio if one.label == WORDS("settings.vat_period"))
    radio.set_value(WORDS("settings.vat_month")).run()

    assert store.profile().vat_period == "month"


def test_the_language_switch_is_on_every_page_and_kept_in_the_books(open_page, store):
    page = open_page(store, "start/home")
    switch = next(one for one in page.segmented_control if one.label == WORDS("frame.language"))
    page = switch.set_value("nl").run()

    assert page.title[0].value == words_in("nl")("page.home")
    assert store.profile().language == "nl"

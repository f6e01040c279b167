"""Set aside: the advice follows the books, the pot is kept only when asked, and can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from portal.basics.euro import Euro, eur
from portal.books.facts import Nature, Taking
from portal.language.words import words_in
from portal.taxes.setting_aside import (
    PLAN,
    POT,
    Plan,
    of_taking,
    plan_from_note,
    pot_from_note,
)
from portal.taxes.writing import taking
from portal.ui import set_aside_views
from portal.ui.desk import Desk
from portal.vault.notes import read_note, write_note
from tests.strategies import RATES

WORDS = words_in("en")
TODAY = date.today()


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def _field(page, key):
    return next(one for one in page.number_input if one.key == key)


def _metrics(page):
    return {one.label: one.value for one in page.metric}


@pytest.fixture
def busy(store):
    """Takings on the first of every month of this year so far."""
    days = [date(TODAY.year, month, 1) for month in range(1, TODAY.month + 1)]
    store.record(*(taking(day, eur("4840"), RATES) for day in days))
    return store


def test_the_advice_is_that_of_the_books(open_page, busy):
    page = open_page(busy, "taxes/set_aside")
    found = set_aside_views.advise(
        Plan(TODAY.year), set_aside_views.read_year(busy, TODAY.year, TODAY)
    )

    assert found is not None
    assert not page.exception
    assert not page.error
    shown = _metrics(page)
    assert shown[WORDS("set_aside.percent")] == f"{found.percent}%"
    assert shown[WORDS("set_aside.month")] == set_aside_views.whole(found.per_month, WORDS)
    assert shown[WORDS("set_aside.should_be")] == WORDS.show(found.by_now)


def test_empty_books_say_what_is_needed_and_a_typed_forecast_is_enough(open_page, store):
    page = open_page(store, "taxes/set_aside")
    assert WORDS("set_aside.fill_both") in [one.value for one in page.info]
    assert WORDS("set_aside.needs") in [one.value for one in page.info]

    _field(page, "aside_turnover").set_value(50_000)
    _field(page, "aside_profit").set_value(42_000)
    page = page.run()

    assert not page.error
    assert WORDS("set_aside.percent") in _metrics(page)
    assert read_note(store.engine, PLAN) is None


def test_a_profit_above_the_takings_gets_one_clear_sentence(open_page, store):
    page = open_page(store, "taxes/set_aside")
    _field(page, "aside_turnover").set_value(1_000)
    _field(page, "aside_profit").set_value(2_000)
    page = page.run()

    assert [one.value for one in page.error] == [WORDS("error.profit_above_takings")]
    assert not page.metric


def test_a_few_days_of_books_are_called_rough(open_page, store):
    store.record(taking(TODAY, eur("121"), RATES))
    page = open_page(store, "taxes/set_aside")

    last_day = (TODAY.month, TODAY.day) == (12, 31)
    said = WORDS("set_aside.rough", days=1)
    assert (said in [one.value for one in page.warning]) is not last_day


def test_the_balance_is_kept_when_asked_and_can_be_undone(open_page, busy):
    page = open_page(busy, "taxes/set_aside")
    assert read_note(busy.engine, POT) is None
    next(one for one in page.text_input if one.label == WORDS("set_aside.balance")).set_value(
        "1.250,50"
    )
    page = _press(page.run(), "keep_pot")

    kept = pot_from_note(read_note(busy.engine, POT) or "")
    assert kept is not None
    assert (kept.day, kept.balance) == (TODAY, eur("1250.50"))
    assert _metrics(page)[WORDS("set_aside.is_there")] == WORDS.show(eur("1250.50"))
    _press(page, "undo")
    assert not read_note(busy.engine, POT)


@pytest.mark.parametrize(
    ("typed", "key", "blanks"),
    [
        ("much", "error.not_an_amount", {"text": "much"}),
        ("-5", "error.pot_below_nought", {}),
    ],
)
def test_a_wrong_balance_gets_one_clear_sentence_and_keeps_nothing(
    open_page, busy, typed, key, blanks
):
    page = open_page(busy, "taxes/set_aside")
    next(one for one in page.text_input if one.label == WORDS("set_aside.balance")).set_value(typed)
    page = _press(page.run(), "keep_pot")

    assert [one.value for one in page.error] == [WORDS(key, **blanks)]
    assert read_note(busy.engine, POT) is None


def test_a_kept_balance_can_be_forgotten(open_page, busy):
    write_note(busy.engine, POT, '{"day": "2026-01-01", "cents": 100}')
    page = open_page(busy, "taxes/set_aside")
    _press(page, "forget_pot")

    assert not read_note(busy.engine, POT)


def test_what_she_says_about_herself_is_kept_when_asked(open_page, busy):
    page = open_page(busy, "taxes/set_aside")
    next(one for one in page.checkbox if one.key == "set_aside_starter").set_value(True)
    _field(page, "aside_paid").set_value(300)
    page = _press(page.run(), "keep_plan")

    kept = plan_from_note(read_note(busy.engine, PLAN) or "", TODAY.year)
    assert kept == Plan(TODAY.year, starter=True, paid=300)
    assert "keep_plan" not in [one.key for one in page.button]


def test_hidden_amounts_are_not_on_the_page(open_page, busy):
    write_note(busy.engine, POT, '{"day": "2026-01-01", "cents": 123400}')
    page = open_page(busy, "taxes/set_aside", hide_amounts=True)
    shown = [*page.metric, *page.markdown, *page.caption]

    assert not page.exception
    assert not any("1,234" in str(one.value) or "€4" in str(one.value) for one in shown)
    assert not page.number_input


def _after_the_last():
    from portal.ui import desk, set_aside_views

    set_aside_views.after_taking(desk.books(), desk.words())


def _start_page():
    from portal.ui import desk, set_aside_views

    set_aside_views.start_figures(desk.books(), desk.words(), desk.today())


def _shown(part, store, language="en"):
    app = AppTest.from_function(part)
    app.session_state["desk"] = Desk(store=store, language=language)
    return app.run()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_line_after_a_taking_adds_up(busy, language):
    words = words_in(language)
    busy.record(taking(TODAY, eur("121"), RATES))
    (line,) = _shown(_after_the_last, busy, language).caption
    found = set_aside_views.advise(
        Plan(TODAY.year), set_aside_views.read_year(busy, TODAY.year, TODAY)
    )

    assert found is not None
    parts = of_taking(eur("121"), eur("21"), found.percent, found.health_share)
    for amount in (parts.vat, parts.aside, parts.tax, parts.health, parts.yours):
        assert words.show(amount) in line.value


@pytest.mark.parametrize(
    "fact",
    [
        Taking(day=TODAY, gross=eur("-50")),
        Taking(day=TODAY, gross=eur("50"), nature=Nature.DEPOSIT_USED),
    ],
)
def test_where_no_money_came_in_nothing_is_said(busy, fact):
    busy.record(fact)

    assert not _shown(_after_the_last, busy).caption


def test_in_a_year_without_rules_the_line_says_that_it_is_not_known(store):
    store.record(taking(date(2020, 5, 1), eur("121"), RATES))
    (line,) = _shown(_after_the_last, store).caption

    assert WORDS("set_aside.after_unknown", gross=eur("121"), vat=eur("21")) in line.value


def test_the_start_page_can_show_what_lies_aside_and_what_she_keeps(busy):
    write_note(busy.engine, POT, '{"day": "2026-01-01", "cents": 100}')
    found = set_aside_views.advise(
        Plan(TODAY.year), set_aside_views.read_year(busy, TODAY.year, TODAY)
    )

    assert found is not None
    aside = of_taking(eur("4840"), eur("840"), found.percent).aside
    assert _metrics(_shown(_start_page, busy)) == {
        WORDS("set_aside.start_aside"): WORDS.show(Euro(100)),
        WORDS("set_aside.start_keep"): WORDS.show(eur("4000") - aside),
    }


def test_with_empty_books_the_start_page_says_unknown(store):
    assert set(_metrics(_shown(_start_page, store)).values()) == {WORDS("common.unknown")}

"""Equipment: asked once, kept in a register, sold or taken out, and everything can be undone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.basics.euro import Euro, eur
from portal.books.accounts import Account
from portal.books.facts import Asset, Transfer, VatCode
from portal.language.formats import percent
from portal.language.words import words_in
from portal.rulebook.income_rules import rule
from portal.taxes.writing import transfer
from portal.ui.asset_views import excluded_things, fewest_years
from portal.vault.store import Store
from tests.strategies import RATES

PAGE = "books/assets"
WORDS = words_in("en")
DAY = date(2026, 4, 1)


def _bought(store: Store, gross: str = "1815.00", memo: str = "Laptop", day: date = DAY):
    fact = transfer(day, eur(gross), Account.EQUIPMENT, RATES, vat_code=VatCode.STANDARD, memo=memo)
    store.record(fact)
    return fact


def _had(store: Store, **more: object) -> Asset:
    given = {"day": date(2024, 1, 1), "cost": eur("6000.00"), "memo": "Camera", **more}
    fact = Asset(**{"in_use": given["day"], "months": 60, **given})
    store.record(fact)
    return fact


def _labelled(some, key, words=WORDS):
    return next(one for one in some if one.label == words(key))


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def _in_year(page, year, words=WORDS):
    return _labelled(page.selectbox, "inputs.year", words).set_value(year).run()


def _unfolded(page, asset):
    page.session_state[f"asset-{asset.id}"] = True
    return page.run()


def _said(page) -> str:
    return " ".join(one.value for one in (*page.markdown, *page.caption))


def _errors(page):
    return [one.value for one in page.error]


def test_a_purchase_is_asked_about_once_with_the_usual_answers_chosen(open_page, store):
    bought = _bought(store)
    page = _press(open_page(store, PAGE), f"save-{bought.id}")

    (kept,) = store.facts(Asset)
    assert (kept.bought_by, kept.memo, kept.day, kept.in_use) == (bought.id, "Laptop", DAY, DAY)
    assert (kept.cost, kept.residual, kept.months) == (eur("1500.00"), Euro(), 60)
    assert (kept.private, kept.counts) == (Decimal(0), True)
    assert not page.exception
    assert f"save-{bought.id}" not in [one.key for one in page.button]
    assert WORDS("asset.how_long") not in _said(page)


def test_undo_brings_the_question_back(open_page, store):
    bought = _bought(store)
    page = _press(_press(open_page(store, PAGE), f"save-{bought.id}"), "undo")

    assert store.facts(Asset) == []
    assert f"save-{bought.id}" in [one.key for one in page.button]


def test_other_answers_are_kept_as_given(open_page, store):
    bought = _bought(store)
    page = open_page(store, PAGE)
    form = f"asset-{bought.id}"

    def of(some, name):
        return next(one for one in some if (one.key or "").startswith(f"{form}-{name}"))

    of(page.text_input, "name").set_value("Desk")
    of(page.text_input, "residual").set_value("150,50")
    of(page.date_input, "ordered").set_value(date(2025, 12, 30))
    of(page.date_input, "in_use").set_value(date(2026, 5, 2))
    of(page.number_input, "years").set_value(8)
    of(page.number_input, "private").set_value(25)
    of(page.segmented_control, "counts").set_value("no")
    _press(page.run(), f"save-{bought.id}")

    (kept,) = store.facts(Asset)
    assert (kept.memo, kept.residual, kept.months) == ("Desk", eur("150.50"), 96)
    assert (kept.day, kept.in_use) == (date(2025, 12, 30), date(2026, 5, 2))
    assert (kept.private, kept.counts) == (Decimal("0.25"), False)
    assert kept.cost == eur("1500.00")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_card_says_what_counts_and_why_five_years(open_page, store, language):
    words = words_in(language)
    _bought(store)
    page = open_page(store, PAGE, language)
    said = _said(page)

    assert not page.exception
    told = {"amount": eur("1500"), "gross": eur("1815"), "vat": eur("315")}
    assert words("asset.counts_net", **told) in said
    assert words("asset.at_most", percent=percent(Decimal("0.2"), language), years=5) in said
    assert "art\\. 3\\.30 lid 2" in said
    assert words("source.recalled") in said  # that the first month counts was not read
    assert words("asset.books_nothing") in said
    for thing in excluded_things(words):
        assert thing in said
    assert fewest_years() == 5


def test_without_deducted_vat_the_whole_price_counts(open_page, store):
    fact = transfer(DAY, eur("600.00"), Account.EQUIPMENT, RATES, memo="Chair")
    store.record(fact)
    _press(open_page(store, PAGE), f"save-{fact.id}")

    assert store.facts(Asset)[0].cost == eur("600.00")


def test_only_purchases_of_equipment_are_asked_about(open_page, store):
    store.record(
        Transfer(day=DAY, gross=eur("900"), to=Account.BANK),
        Transfer(day=DAY, gross=eur("900"), to=Account.DEPOSITS_PAID),
        Transfer(day=DAY, gross=eur("-900"), to=Account.EQUIPMENT),
    )
    page = open_page(store, PAGE)

    assert not [one.key for one in page.button if one.key and one.key.startswith("save-")]


def test_each_purchase_has_a_card_of_its_own(open_page, store):
    first, second = _bought(store, memo="A"), _bought(store, memo="B")
    _press(open_page(store, PAGE), f"save-{second.id}")

    assert [one.bought_by for one in store.facts(Asset)] == [second.id]
    assert first.id != second.id


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("abc", "error.not_an_amount"),
        ("", "error.not_an_amount"),
        ("-1", "error.asset_residual"),
        ("1500", "error.asset_residual"),
        ("9999", "error.asset_residual"),
    ],
)
def test_a_rest_value_that_cannot_be_is_refused_and_nothing_changes(open_page, store, typed, key):
    bought = _bought(store)
    page = open_page(store, PAGE)
    named = f"asset-{bought.id}-residual"
    next(one for one in page.text_input if one.key.startswith(named)).set_value(typed)
    page = _press(page.run(), f"save-{bought.id}")

    assert _errors(page) == [_problem(key, typed)]
    assert store.facts(Asset) == []
    assert not page.success
    assert f"save-{bought.id}" in [one.key for one in page.button]


def _problem(key, typed):
    if key == "error.not_an_amount":
        return WORDS(key, text=typed)
    return WORDS(key, amount=eur(typed), cost=eur("1500.00"))


def test_in_use_before_it_was_ordered_is_refused(open_page, store):
    bought = _bought(store)
    page = open_page(store, PAGE)
    named = f"asset-{bought.id}-in_use"
    early = DAY - timedelta(days=1)
    next(one for one in page.date_input if one.key.startswith(named)).set_value(early)
    page = _press(page.run(), f"save-{bought.id}")

    assert _errors(page) == [WORDS("error.asset_in_use", day=early, bought=DAY)]
    assert store.facts(Asset) == []


def _earlier(page, price, day=date(2023, 3, 15), words=WORDS):
    _labelled(page.text_input, "asset.what_cost", words).set_value(price)
    ordered = next(one for one in page.date_input if one.key.startswith("earlier_asset-ordered"))
    ordered.set_value(day)
    return _press(page.run(), "earlier_save")


def test_what_was_there_before_the_books_began_is_kept_with_its_own_day(open_page, store):
    page = _earlier(open_page(store, PAGE), "2.000,00")

    (kept,) = store.facts(Asset)
    assert (kept.day, kept.in_use) == (date(2023, 3, 15), date(2023, 3, 15))
    assert (kept.cost, kept.bought_by) == (eur("2000.00"), "")
    page = _press(page, "undo")
    assert store.facts(Asset) == []
    assert not page.exception


@pytest.mark.parametrize("typed", ["", "abc", "0", "-500"])
def test_an_earlier_thing_without_a_price_is_refused(open_page, store, typed):
    page = _earlier(open_page(store, PAGE), typed)

    assert len(_errors(page)) == 1
    assert store.facts(Asset) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_register_says_the_first_step(open_page, store, language):
    words = words_in(language)
    page = open_page(store, PAGE, language)
    said = _said(page)

    assert not page.exception
    assert not page.error
    assert not page.table
    assert words("asset.empty", category="X").split("X")[0].rstrip("“ ") in said
    assert words("asset.reversal_nothing", year=str(date.today().year)) in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_register_shows_this_year_and_the_book_value_by_year(open_page, store, language):
    words = words_in(language)
    asset = _had(store, cost=eur("1500.00"), day=date(2025, 4, 1), memo="Laptop")
    page = _in_year(open_page(store, PAGE, language), 2025, words)

    # published example: 1,500 from 1 April is 225 in the first year
    shown = page.table[0].value
    assert shown.iloc[0].tolist() == [
        "Laptop",
        words.show(eur("1500")),
        words.show(eur("225")),
        words.show(eur("1275")),
    ]
    assert shown.iloc[1, 0] == words("asset.total")
    page = _unfolded(_in_year(page, 2026, words), asset)
    lines = dict(page.table[1].value.itertuples(index=False))
    assert lines[words("asset.so_far", year="2026")] == words.show(eur("525"))
    assert lines[words("asset.in_year", year="2026")] == words.show(eur("300"))
    assert lines[words("asset.value")] == words.show(eur("975"))
    assert lines[words("asset.spread")] == words("asset.months", months=60)
    assert not page.exception


def test_a_year_before_anything_was_bought_is_empty(open_page, store):
    _had(store, day=date(2026, 1, 1), cost=eur("900"))
    store.record(Transfer(day=date(2025, 1, 1), gross=eur("10"), to=Account.BANK))
    page = _in_year(open_page(store, PAGE), 2025)

    assert WORDS("asset.empty_year", year="2025") in _said(page)


def _gone(page, asset, proceeds="3.500,00", day=date(2026, 7, 15), way="sold"):
    form = f"gone-{asset.id}"
    next(one for one in page.date_input if one.key.startswith(form)).set_value(day)
    choice = next(one for one in page.segmented_control if one.key.startswith(form))
    page = choice.set_value(way).run()
    if way != "lost":
        next(one for one in page.text_input if one.key.startswith(form)).set_value(proceeds)
    return _press(page.run(), f"gone-{asset.id}")


def test_a_sale_is_a_newer_version_its_result_is_shown_and_it_can_be_undone(open_page, store):
    asset = _had(store)
    page = _gone(_unfolded(open_page(store, PAGE), asset), asset)

    (kept,) = store.facts(Asset)
    assert (kept.id, kept.disposed, kept.proceeds) == (
        asset.id,
        date(2026, 7, 15),
        eur("3500.00"),
    )
    assert len(store.history(asset.id)) == 2
    _press(page, "undo")
    assert store.facts(Asset) == [asset]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_was_sold_shows_its_result_and_what_comes_back(open_page, store, language):
    words = words_in(language)
    asset = _had(store, disposed=date(2026, 7, 15), proceeds=eur("3500"))
    page = _unfolded(_in_year(open_page(store, PAGE, language), 2026, words), asset)

    # by hand: 30 of 60 months of 6,000 leave 3,000
    told = {"proceeds": eur("3500"), "value": eur("3000"), "amount": eur("500")}
    assert words("asset.result_profit", **told) in _said(page)
    # by hand: 28 % of 6,000 is 1,680, of which 3,500 / 6,000 comes back
    assert words("asset.reversal_is", amount=eur("980")) in _said(page)
    assert words("asset.reversal_rule", years=5, amount=2900) in _said(page)
    assert "art\\. 3\\.47" in _said(page)


def test_what_is_lost_asks_for_no_amount_and_is_a_loss(open_page, store):
    asset = _had(store)
    page = _gone(_unfolded(open_page(store, PAGE), asset), asset, way="lost")

    assert store.facts(Asset)[0].proceeds == Euro()
    told = {"proceeds": Euro(), "value": eur("3000"), "amount": eur("3000")}
    assert WORDS("asset.result_loss", **told) in _said(_in_year(page, 2026))


def test_not_gone_after_all_can_be_said_and_undone(open_page, store):
    asset = _had(store, disposed=date(2026, 7, 15), proceeds=eur("100"))
    page = _unfolded(_in_year(open_page(store, PAGE), 2026), asset)
    page = _press(page, f"back-{asset.id}")

    assert (store.facts(Asset)[0].disposed, store.facts(Asset)[0].proceeds) == (None, None)
    _press(page, "undo")
    assert store.facts(Asset) == [asset]


@pytest.mark.parametrize(
    ("proceeds", "day", "sentence"),
    [
        pytest.param("abc", date(2026, 7, 15), "You wrote “abc”", id="no amount"),
        pytest.param("", date(2026, 7, 15), "You wrote “”", id="nothing typed"),
        pytest.param("-5", date(2026, 7, 15), "below nought", id="below nought"),
        pytest.param("5", date(2023, 12, 31), "before it was ordered", id="before it was there"),
        pytest.param("5", date.today() + timedelta(days=1), "not been yet", id="later than today"),
    ],
)
def test_a_sale_that_cannot_be_is_refused_and_nothing_changes(
    open_page, store, proceeds, day, sentence
):
    asset = _had(store)
    page = _gone(_unfolded(open_page(store, PAGE), asset), asset, proceeds, day)

    (error,) = _errors(page)
    assert sentence in error
    assert "Nothing was changed." in error
    assert store.facts(Asset) == [asset]
    assert len(store.history(asset.id)) == 1


def test_removing_from_the_register_asks_again_and_can_be_undone(open_page, store):
    bought = _bought(store)
    page = _press(open_page(store, PAGE), f"save-{bought.id}")
    (kept,) = store.facts(Asset)
    page = _press(_unfolded(page, kept), f"remove-{kept.id}")

    assert store.facts(Asset) == []
    assert f"save-{bought.id}" in [one.key for one in page.button]
    _press(page, "undo")
    assert store.facts(Asset) == [kept]


def test_a_purchase_that_changed_or_went_since_is_noticed(open_page, store):
    bought = _bought(store)
    _press(open_page(store, PAGE), f"save-{bought.id}")
    (kept,) = store.facts(Asset)
    newer = transfer(
        DAY, eur("2420.00"), Account.EQUIPMENT, RATES, vat_code=VatCode.STANDARD, id=bought.id
    )
    store.record(newer)
    page = _unfolded(open_page(store, PAGE), kept)
    assert WORDS("asset.purchase_changed", amount=eur("2000")) in [
        one.value for one in page.warning
    ]
    store.withdraw(bought.id)
    page = _unfolded(open_page(store, PAGE), kept)
    assert WORDS("asset.purchase_gone") in [one.value for one in page.warning]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_investment_deduction_unfolds_to_its_table_and_law(open_page, store, language):
    words = words_in(language)
    _had(store, day=date(2026, 5, 1), cost=eur("3000"))
    page = _in_year(open_page(store, PAGE, language), 2026, words)

    # by hand: 28 % of 3,000
    metric = next(one for one in page.metric if one.label == words("asset.kia_of", year="2026"))
    assert metric.value == words.show(eur("840"))
    said = _said(page)
    assert words("asset.invested", amount=eur("3000")) in said
    assert words("asset.least", amount=450) in said
    assert "3\\.41" in said
    assert "- **" in said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("year", [2027, 2019])
def test_a_year_without_a_table_shows_unknown(open_page, store, language, year):
    words = words_in(language)
    _had(store, day=date(year, 1, 10), cost=eur("3000"))
    page = _in_year(open_page(store, PAGE, language), year, words)

    metric = next(one for one in page.metric if one.label == words("asset.kia_of", year=str(year)))
    assert metric.value == words("common.unknown")
    assert words("asset.kia_unknown", year=str(year)) in _said(page)
    assert not page.exception
    assert not page.error


def test_not_in_use_at_the_end_of_the_year_is_said(open_page, store):
    _had(store, day=date(2025, 12, 20), in_use=date(2026, 1, 5), cost=eur("3000"))
    page = _in_year(open_page(store, PAGE), 2025)

    assert WORDS("asset.not_in_use", year="2025") in [one.value for one in page.info]
    page = _in_year(page, 2026)
    assert not page.info


def test_nothing_is_booked_by_this_page(open_page, store):
    bought = _bought(store)
    before = store.balances_until(date(2030, 1, 1))
    page = _press(open_page(store, PAGE), f"save-{bought.id}")
    (kept,) = store.facts(Asset)
    _gone(_unfolded(page, kept), kept)

    assert store.balances_until(date(2030, 1, 1)) == before


def test_hidden_amounts_are_nowhere_on_the_page(open_page, store):
    _bought(store)
    _had(store)
    page = open_page(store, PAGE, hide_amounts=True)
    shown = _said(page) + " ".join(one.value for one in page.metric)
    shown += page.table[0].value.to_string()

    assert "•••" in shown
    assert "6,000" not in shown
    assert "1,815" not in shown


def test_a_name_with_signs_of_markdown_is_shown_as_it_was_typed(open_page, store):
    _bought(store, memo="a*b_c [x](y)")
    (fact,) = store.facts(Transfer)
    page = _press(open_page(store, PAGE), f"save-{fact.id}")

    assert store.facts(Asset)[0].memo == "a*b_c [x](y)"
    assert "[x](y)" not in page.success[0].value
    assert "\\[x\\]\\(y\\)" in page.success[0].value


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_thing_the_law_excludes_has_words_of_its_own(language):
    words = words_in(language)
    found = excluded_things(words)

    assert len(set(found)) == len(rule("rules", "kia")["excluded"]) == 8
    if language == "nl":
        assert not set(found) & set(rule("rules", "kia")["excluded"])

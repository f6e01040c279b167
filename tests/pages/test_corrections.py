"""Own corrections: kept in the vault only, marked wherever they count, and taken away again."""

from __future__ import annotations

import json
from datetime import date
from html import escape

import pytest

from portal.language.words import words_in
from portal.permits.choosing import Choice
from portal.permits.correcting import corrected
from portal.permits.record import record
from portal.permits.score import scored, shown
from portal.rulebook.corrections import FORMAT, Correction, corrections_file, corrections_from
from portal.rulebook.permits import permit_book
from portal.ui.forms.corrections import NOTE
from portal.ui.views import plain
from portal.vault.notes import read_note, write_note

BOOK, WORDS = permit_book(), words_in("en")
LABELS = {one.key: one.label("en") for one in BOOK.criteria.scored}
PAGE, COMPARE = "permits/corrections", "permits/compare"
PAIR = Choice(("sex-worker", "lawyer"), ("houten",), "home")
TYPED = {"value": "400 euros, says the *council*", "source": "Fees 2026", "as_of": "2026-10-01"}
FEES = Correction(town="houten", work="home", dimension="fees", status="known", level=3, **TYPED)
ZONING = Correction(trade="lawyer", dimension="zoning", status="unknown", **TYPED)


def _keep(store, *some):
    write_note(store.engine, NOTE, corrections_file(some).decode())


def _kept(store):
    noted = read_note(store.engine, NOTE)
    return corrections_from(noted.encode(), NOTE, BOOK) if noted else ()


def _field(widgets, name):
    return next(one for one in widgets if (one.key or "").startswith(f"correction-{name}-"))


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def _labels(page):
    return [one.label for one in page.button]


def _chosen(page, *, town="houten", dimension="fees", level=3):
    page = _field(page.selectbox, "town").set_value(town).run()
    page = _field(page.selectbox, "dimension").set_value(dimension).run()
    return _field(page.radio, f"level-{dimension}").set_value(level).run()


# the last field and the click go out together, as they do where somebody types and clicks
def _typed(page, **more):
    for name, text in {**TYPED, **more}.items():
        fields = page.text_area if name == "value" else page.text_input
        _field(fields, name).set_value(text)
    return _press(page, "correction_save")


def _html(page):
    return " ".join(one.value for one in page.get("html"))


def _warnings(page):
    return [one.value for one in page.warning]


def _with_and_without(trade, name, *some):
    ours = record(BOOK, trade, "houten", "home", date.today())
    scores = (scored(found, BOOK.criteria) for found in (corrected(ours, some), ours))
    with_them, without = (str(shown(score.score)) for score in scores)
    return plain(
        WORDS(
            "permits.with_corrections",
            name=name,
            count=len(some),
            score=with_them,
            without=without,
        )
    )


def _uploaded(page, content, name="e7.json"):
    return page.file_uploader[0].set_value((name, content, "application/json")).run()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_asks_for_the_vault_while_it_is_locked(open_page, tmp_path, monkeypatch, language):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    page = open_page(None, PAGE, language)

    assert [one.value for one in page.title] == [words_in(language)("door.welcome")]
    assert "create" in [one.key for one in page.button]
    assert "correction_save" not in [one.key for one in page.button]
    assert not page.exception


def test_a_typed_correction_is_kept_in_the_books_and_listed(open_page, store):
    page = _typed(_chosen(open_page(store, PAGE)), by="A group")
    whose = f"{BOOK.towns['houten'].name}, {WORDS('permits.way.home')}"
    line = WORDS("corrections.line", whose=whose, requirement=LABELS["fees"], value=TYPED["value"])

    assert _kept(store) == (FEES.model_copy(update={"by": "A group", "low": 3, "high": 3}),)
    assert [one.value for one in page.success] == [WORDS("corrections.saved")]
    assert plain(line) in [one.value for one in page.markdown]
    assert not page.exception


def test_what_was_kept_leaves_the_form_empty(open_page, store):
    page = _typed(_chosen(open_page(store, PAGE)))

    assert {one.value for one in (*page.text_input, *page.text_area)} == {""}


def test_a_range_is_kept_with_its_level(open_page, store):
    page = _chosen(open_page(store, PAGE))
    page = _field(page.select_slider, "range-fees-3").set_value((1, 4)).run()
    _typed(page)

    (one,) = _kept(store)
    assert (one.low, one.level, one.high) == (1, 3, 4)


@pytest.mark.parametrize("status", ["unknown", "not_applicable"])
def test_what_is_unknown_or_does_not_arise_is_kept_without_a_level(open_page, store, status):
    page = _chosen(open_page(store, PAGE))
    page = _field(page.selectbox, "status").set_value(status).run()

    assert not page.radio
    _typed(page)
    (one,) = _kept(store)
    assert (one.status, one.level, one.low, one.high) == (status, None, None, None)


def test_another_trade_is_corrected_without_a_town(open_page, store):
    page = open_page(store, PAGE)
    whose = _field(page.segmented_control, "whose")
    page = whose.set_value("trade").run()
    page = _field(page.selectbox, "trade").set_value("lawyer").run()
    _typed(page)

    (one,) = _kept(store)
    assert (one.trade, one.town, one.work) == ("lawyer", "", "")


def test_undo_takes_a_kept_correction_away(open_page, store):
    page = _typed(_chosen(open_page(store, PAGE)))
    page = _press(page, "undo")

    assert _kept(store) == ()
    assert [one.value for one in page.success] == [WORDS("frame.undone")]
    assert WORDS("corrections.none") in [one.value for one in page.markdown]


def test_undo_brings_back_what_stood_in_the_same_cell(open_page, store):
    _keep(store, FEES)
    page = _typed(_chosen(open_page(store, PAGE), level=1))

    assert [one.level for one in _kept(store)] == [1]
    _press(page, "undo")
    assert _kept(store) == (FEES,)


@pytest.mark.parametrize(
    ("name", "text"),
    [("source", ""), ("source", "   "), ("value", ""), ("as_of", ""), ("url", "a" * 501)],
)
def test_a_bad_one_says_what_is_wrong_and_keeps_nothing(open_page, store, name, text):
    page = _typed(_chosen(open_page(store, PAGE)), **{name: text})

    (error,) = (one.value for one in page.error)
    assert f" {name}. " in error
    assert _kept(store) == ()
    assert not page.success
    assert not page.exception


def test_what_was_typed_stays_where_something_is_wrong(open_page, store):
    page = _typed(_chosen(open_page(store, PAGE)), source="")

    assert _field(page.text_area, "value").value == TYPED["value"]
    page = _typed(page)
    assert not page.error
    assert len(_kept(store)) == 1


def test_a_level_outside_its_range_is_refused(open_page, store):
    page = _chosen(open_page(store, PAGE))
    page = _field(page.select_slider, "range-fees-3").set_value((0, 2)).run()
    page = _typed(page)

    assert len(page.error) == 1
    assert _kept(store) == ()


def test_removing_asks_nothing_and_offers_undo(open_page, store):
    _keep(store, FEES, ZONING)
    page = _press(open_page(store, PAGE), "correction-0")

    assert _kept(store) == (ZONING,)
    assert [one.value for one in page.success] == [WORDS("corrections.removed")]
    page = _press(page, "undo")
    assert _kept(store) == (FEES, ZONING)
    assert _labels(page).count(WORDS("corrections.remove")) == 2


def test_the_last_one_can_be_removed(open_page, store):
    _keep(store, FEES)
    page = _press(open_page(store, PAGE), "correction-0")

    assert _kept(store) == ()
    assert WORDS("corrections.none") in [one.value for one in page.markdown]
    assert not page.download_button


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_correction_is_marked_where_it_is_compared(open_page, store, language):
    words = words_in(language)
    _keep(store, FEES)
    page = open_page(store, COMPARE, language, choice=PAIR)

    assert _html(page).count(f"✎ {words('permits.theirs')}") == 1
    assert escape(words("permits.how_sure_theirs")) in _html(page)
    assert "400 euros, says the *council*" in _html(page)
    assert not page.exception


def test_the_score_is_told_with_corrections_and_without(open_page, store):
    _keep(store, FEES, ZONING)
    page = open_page(store, COMPARE, choice=PAIR)

    assert _warnings(page) == [
        _with_and_without("sex-worker", "Sex worker", FEES),
        _with_and_without("lawyer", "Lawyer", ZONING),
    ]


def test_a_correction_elsewhere_is_not_told_of_here(open_page, store):
    _keep(store, FEES)
    page = open_page(store, COMPARE, choice=Choice(PAIR.trades, ("tilburg",), "home"))

    assert not _warnings(page)
    assert WORDS("permits.theirs") not in _html(page)


def test_without_corrections_the_compare_page_says_nothing_of_them(open_page, store):
    page = open_page(store, COMPARE, choice=PAIR)

    assert not _warnings(page)
    assert "✎" not in _html(page)
    assert WORDS("permits.theirs") not in _html(page)


def test_what_was_undone_no_longer_counts(open_page, store):
    before = _html(open_page(store, COMPARE, choice=PAIR))
    page = _typed(_chosen(open_page(store, PAGE)))
    between = _html(open_page(store, COMPARE, choice=PAIR))
    _press(page, "undo")

    assert between != before
    assert _html(open_page(store, COMPARE, choice=PAIR)) == before


def test_locked_books_give_no_correction_away(open_page, store, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    _keep(store, FEES)
    page = _press(open_page(store, COMPARE, choice=PAIR), "lock")

    assert not _warnings(page)
    assert "✎" not in _html(page)


def test_what_was_saved_as_a_file_comes_into_other_books(open_page, store):
    content = corrections_file([FEES, ZONING])
    page = _press(_uploaded(open_page(store, PAGE), content), "corrections_bring")

    assert _kept(store) == (FEES, ZONING)
    assert [one.value for one in page.success] == [WORDS("corrections.brought", count=2)]
    assert page.download_button[0].label == WORDS("corrections.file")
    assert corrections_file(_kept(store)) == content


def test_a_file_is_not_taken_before_the_button_is_pressed(open_page, store):
    page = _uploaded(open_page(store, PAGE), corrections_file([FEES]))

    assert "corrections_bring" in [one.key for one in page.button]
    assert _kept(store) == ()


def test_a_file_brings_the_later_of_two_and_leaves_the_others(open_page, store):
    _keep(store, FEES, ZONING)
    newer = FEES.model_copy(update={"level": 1})
    _press(_uploaded(open_page(store, PAGE), corrections_file([newer])), "corrections_bring")

    assert set(_kept(store)) == {newer, ZONING}


@pytest.mark.parametrize(
    "content",
    [
        b"no JSON",
        b"\xff\xfe\x00",
        b"[" * 50_000,
        corrections_file([FEES, ZONING]).replace(b"lawyer", b"wizard"),
        corrections_file([FEES]).replace(b"400", b"\\ud800"),
        json.dumps({"format": FORMAT, "corrections": 3}).encode().replace(b"3", b"3" * 5000),
    ],
    ids=["no JSON", "no text", "deep", "a wrong row", "half a sign", "a long number"],
)
def test_a_bad_file_says_what_is_wrong_and_nothing_is_taken(open_page, store, content):
    _keep(store, ZONING)
    page = _uploaded(open_page(store, PAGE), content)

    assert len(page.error) == 1
    assert "e7.json" in page.error[0].value
    assert "corrections_bring" not in [one.key for one in page.button]
    assert _kept(store) == (ZONING,)
    assert not page.exception


def test_more_than_a_file_holds_is_refused_and_the_page_stays_usable(open_page, store):
    long = {**TYPED, "value": "€" * 1000, "source": "€" * 300, "status": "unknown"}
    fees, zoning = (
        [
            Correction(town=town, work=work, dimension=key, **long)
            for town in BOOK.towns
            for work in ("home", "club")
        ]
        for key in ("fees", "zoning")
    )
    _keep(store, *fees)
    page = _press(_uploaded(open_page(store, PAGE), corrections_file(zoning)), "corrections_bring")

    assert len(page.error) == 1
    assert list(_kept(store)) == fees
    assert not open_page(store, PAGE).error

"""Business, job or other work: asked in three parts, answered with reasons, kept nowhere."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.language.words import words_in
from portal.taxes.regime import SIGNS, SOURCE, Answer, Kind, criteria
from portal.taxes.regime_compare import compare, law_years
from portal.ui import desk
from portal.ui.sitemap import PLACES
from portal.vault.engine import reading

REGIME = "taxes/regime"
WORDS = words_in("en")
YES, PARTLY, NO, UNKNOWN = Answer
BUSINESS = {
    **dict.fromkeys(SOURCE, YES),
    **dict.fromkeys(criteria(), YES),
    **dict.fromkeys(SIGNS, NO),
}
NO_OPTING_IN = {"places.0.withheld": NO, "places.0.signed": NO}
OPTING_IN = {"places.0.withheld": YES, "places.0.signed": YES}
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


def _named(widgets, key):
    return next(one for one in widgets if one.key == key)


def _press(page, key):
    return _named(page.button, f"regime_{key}").click().run()


def _answer(page, answers):
    """Say what this part asks."""
    for radio in page.radio:
        key = radio.key.removeprefix("regime-")
        if key in answers:
            _named(page.radio, radio.key).set_value(answers[key])
    return page.run()


def _through(page, answers):
    """All three parts, to the outcome."""
    for _ in range(2):
        page = _press(_answer(page, answers), "next")
    return _press(_answer(page, answers), "show")


def _typed(page, amount):
    return _named(page.text_input, "regime-profit-0").set_value(amount).run()


def _plain(html):
    return unescape(re.sub(r"<[^>]+>", " ", html))


def _html(page):
    return _plain(" ".join(one.value for one in page.get("html") if "<li>" in one.value))


def _said(page):
    elements = (*page.markdown, *page.caption, *page.info, *page.warning)
    return " ".join(one.value.replace("\\", "") for one in elements)


def _summaries(page):
    """The lines that unfold, and whether anything stands behind each."""
    found = []
    for one in page.get("html"):
        found += re.findall(r"<details><summary>(.*?)</summary>(.*?)</details>", one.value)
    return found


@LANGUAGES
def test_it_says_first_that_it_is_a_reading_and_no_decision(open_page, store, language):
    page = open_page(store, REGIME, language)

    assert not page.exception
    assert [one.value for one in page.info] == [words_in(language)("regime.reading")]
    assert [one.value for one in page.title] == [words_in(language)("page.regime")]


def test_opting_in_is_asked_for_each_place(open_page, store):
    page = open_page(store, REGIME)
    page = _named(page.number_input, "regime-places").set_value(3).run()

    assert [one.key for one in page.radio] == [
        f"regime-places.{number}.{name}" for number in range(3) for name in ("withheld", "signed")
    ]


@LANGUAGES
def test_every_question_has_four_answers_and_none_is_chosen_for_her(open_page, store, language):
    page = open_page(store, REGIME, language)
    words = words_in(language)
    asked = []
    for _ in range(3):
        asked += [one.label for one in page.radio]
        for radio in page.radio:
            assert radio.options == [words(f"regime.answer_{one}") for one in Answer]
            assert radio.value is None
        if any(one.key == "regime_next" for one in page.button):
            page = _press(page, "next")

    wanted = ("withheld", "signed", *SIGNS, *SOURCE, *criteria())
    assert asked == [words(f"regime.question.{key}") for key in wanted]


def test_back_keeps_the_answers(open_page, store):
    page = _answer(open_page(store, REGIME), NO_OPTING_IN)
    page = _press(_answer(_press(page, "next"), {"authority": PARTLY, "pay": YES}), "next")
    page = _press(page, "back")

    said = {one.key: one.value for one in page.radio}
    assert said["regime-authority"] == PARTLY
    assert said["regime-pay"] == YES
    assert said["regime-embedded"] is None
    page = _press(page, "back")
    assert [one.value for one in page.radio] == [NO, NO]


def test_another_page_and_back_keeps_the_answers(open_page, store):
    page = _answer(open_page(store, REGIME), OPTING_IN)
    page = page.switch_page(PLACES["start/home"].path).run()
    page = page.switch_page(PLACES[REGIME].path).run()

    assert [one.value for one in page.radio] == [YES, YES]


@LANGUAGES
def test_a_clear_case_gets_an_estimate_with_every_reason(open_page, store, language):
    words = words_in(language)
    page = _through(open_page(store, REGIME, language), {**BUSINESS, **NO_OPTING_IN})

    assert not page.exception
    kind = words("regime.kind_business")
    assert words("regime.estimate", kind=kind) in _said(page)
    assert words("regime.place_judged", number=1) in _said(page)
    for key in (*criteria(), *SIGNS, *SOURCE):
        assert words(f"regime.name.{key}") in _html(page), key
    for sentence in ("after.business_deductions", "after.business_vat", "after.business_health"):
        assert words(f"regime.{sentence}") in _html(page)
    for sentence in ("disputed.together", "decides.office", "decides.court"):
        assert words(f"regime.{sentence}") in _html(page)


@LANGUAGES
def test_nothing_said_is_open_with_every_outcome_possible(open_page, store, language):
    words = words_in(language)
    page = _press(open_page(store, REGIME, language), "show")

    assert words("regime.open") in _said(page)
    assert words("regime.possible") in _said(page)
    assert all(words(f"regime.kind_{kind}") in _html(page) for kind in Kind)
    assert words("regime.place_open", number=1) in _said(page)


def test_a_place_under_opting_in_is_set_apart(open_page, store):
    page = _through(open_page(store, REGIME), OPTING_IN)

    assert WORDS("regime.estimate", kind=WORDS("regime.kind_opting_in")) in _said(page)
    assert WORDS("regime.place_apart", number=1) in _said(page)
    assert WORDS("regime.apart_only") in _said(page)


@LANGUAGES
def test_every_line_unfolds_to_a_source_and_how_sure_it_is(open_page, store, language):
    words = words_in(language)
    sure = [words(f"regime.sure_{one}") for one in ("seen", "derived", "recalled")]
    page = _through(open_page(store, REGIME, language), {**BUSINESS, **NO_OPTING_IN})
    lines = _summaries(page)

    assert len(lines) > 30
    for summary, inner in lines:
        assert any(one in unescape(inner) for one in sure), summary
        assert inner.count("<p>") >= 2, summary
        assert (words("regime.sure_recalled") in unescape(inner)) == ("class='mark'" in summary)


def test_a_new_start_forgets_everything(open_page, store):
    page = _press(_through(open_page(store, REGIME), {**BUSINESS, **OPTING_IN}), "again")

    assert [one.value for one in page.radio] == [None, None]
    page = _press(page, "show")
    assert WORDS("regime.open") in _said(page)


def _whole(store):
    """Every row of every table of the books."""
    with reading(store.engine) as books:
        names = books.exec_driver_sql("select name from sqlite_master where type = 'table'")
        tables = [name for (name,) in names]
        return {
            name: books.exec_driver_sql(f'select * from "{name}"').fetchall() for name in tables
        }


def test_answers_are_not_kept_in_the_books(open_page, full_store):
    before = _whole(full_store)
    _typed(_through(open_page(full_store, REGIME), {**BUSINESS, **OPTING_IN}), "42000")

    assert _whole(full_store) == before


def test_locking_the_books_forgets_the_answers(open_page, store, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    page = _answer(open_page(store, REGIME), OPTING_IN)
    assert "regime_kept" in page.session_state

    page = _named(page.button, "lock").click().run()
    assert "regime_kept" not in page.session_state
    assert not page.radio


def test_the_table_in_euros_is_the_assessment(open_page, store):
    page = _typed(open_page(store, REGIME), "42.000")
    year = _named(page.selectbox, "regime-year-0").value
    rows = page.table[0].value.values.tolist()

    assert year in law_years()
    for row, one in zip(rows, compare(year, 42_000), strict=True):
        assert row[0] == WORDS(f"regime.short_{one.kind}")
        assert row[1] == f"€{one.burden:,}.00"
        assert row[2] == f"€{one.kept:,}.00"
    assert rows[0][3] == WORDS("regime.same")
    apart = compare(year, 42_000)[1].kept - compare(year, 42_000)[0].kept
    assert rows[1][3] == f"− €{-apart:,}.00"


def test_without_the_hours_a_business_pays_more(open_page, store):
    page = _typed(open_page(store, REGIME), "42000")
    page = _named(page.checkbox, "regime-hours-0").set_value(False).run()
    year = _named(page.selectbox, "regime-year-0").value

    business = compare(year, 42_000, hours=0)[0]
    assert page.table[0].value.values.tolist()[0][2] == f"€{business.kept:,}.00"
    assert WORDS("regime.too_few_hours") in _said(page)


@pytest.mark.parametrize("year", law_years())
@LANGUAGES
def test_each_year_unfolds_to_its_lines_and_what_they_leave_out(open_page, store, year, language):
    words = words_in(language)
    page = _typed(open_page(store, REGIME, language), "42000")
    page = _named(page.selectbox, "regime-year-0").set_value(year).run()
    for kind in (Kind.BUSINESS, Kind.WAGES, Kind.OTHER_WORK, Kind.OPTING_IN):
        page.session_state[f"regime-line-{kind}"] = True
    page = page.run()

    assert not page.exception
    assert len(page.table) == 5
    for one in compare(year, 42_000):
        assert all(words(f"regime.{key}") in _html(page) for key in one.left_out)
    withheld = words("regime.advance_with", amount="x", percent="y").partition("x")[0]
    assert (withheld in _said(page)) == (year == 2026)


@pytest.mark.parametrize("amount", ["hundred", "-5", "999.999.999"])
def test_a_wrong_amount_gets_one_clear_sentence_and_no_table(open_page, store, amount):
    page = _typed(open_page(store, REGIME), amount)

    assert len(page.error) == 1
    assert not page.exception
    assert not page.table


def test_hidden_amounts_are_nowhere(open_page, store):
    page = _typed(open_page(store, REGIME, hide_amounts=True), "42000")
    shown = _said(page) + page.table[0].value.to_string()

    assert "•••" in shown
    assert not re.search(r"€\s?\d", shown)


def test_opting_in_is_explained_with_what_was_not_found(open_page, store):
    page = open_page(store, REGIME)
    page.session_state["regime_found"] = True
    page = page.run()

    assert WORDS("regime.after.opting_in_deductions") in _html(page)
    assert "20 percent cost deduction was not found in any stored source" in _html(page)
    assert "no later decree was found" in _html(page)


@LANGUAGES
def test_checks_are_told_by_year_with_their_caution(open_page, store, language):
    words = words_in(language)
    lines = [_plain(summary) for summary, _ in _summaries(open_page(store, REGIME, language))]

    for year in ("2025", "2026", "2027", words("regime.every_year")):
        assert any(line.startswith(f"{year}:") for line in lines), year


def test_nothing_in_sight_tells_what_the_work_is(open_page, store):
    reveals = re.compile(r"sex|prostitu|escort|massage", re.IGNORECASE)
    page = _through(open_page(store, REGIME), {**BUSINESS, **NO_OPTING_IN})
    summaries = " ".join(summary for summary, _ in _summaries(page))

    assert not reveals.search(_said(page) + summaries)


def test_the_pdf_is_offered_with_the_outcome_under_a_neutral_name(open_page, store):
    page = open_page(store, REGIME)
    assert not page.get("download_button")
    page = _press(page, "show")

    (button,) = page.get("download_button")
    assert button.proto.label == WORDS("regime.pdf")


def test_today_is_the_year_that_is_chosen_when_it_is_law(open_page, store):
    year = _named(open_page(store, REGIME).selectbox, "regime-year-0").value

    assert year == (desk.today().year if desk.today().year in law_years() else max(law_years()))

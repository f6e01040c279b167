"""The page of hours: a month filled, a week confirmed, a line changed, and taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import Pattern, field_text, hours_text, monday_of
from portal.language.words import words_in
from portal.rulebook.income_tax import hours_criterion
from portal.ui.forms.hours import NOTE
from portal.ui.views import plain
from portal.vault.notes import read_note, write_note

WORDS, PAGE = words_in("en"), "books/hours"
TODAY = date.today()
# the month before this one: all its days are past, whatever day this runs on
LAST = (TODAY.replace(day=1) - timedelta(1)).replace(day=1)


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def _last_month(page):
    box = next(one for one in page.selectbox if one.key == "hours_month")
    return box.select_index(1).run()


def _cell(page, day):
    return next(one for one in page.text_input if f"-{day}-" in (one.key or ""))


def _line(day, minutes=360, work=HourKind.CLIENTS, entered=None, memo=""):
    return WorkedHours(day=day, minutes=minutes, work=work, entered=entered or day, memo=memo)


def _shown(page):
    every = (*page.markdown, *page.caption, *page.info)
    return " ".join(str(one.value) for one in every)


def _kept(store):
    return [(line.day, line.minutes) for line in store.facts(WorkedHours)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_hours_the_first_step_is_told(open_page, store, language):
    page = open_page(store, PAGE, language)

    assert [one.value for one in page.info] == [words_in(language)("hours.empty")]
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_calendar_records_what_was_typed_and_can_be_undone(open_page, store, language):
    page = _last_month(open_page(store, PAGE, language))
    for number, text in enumerate(["6", "6,5", "6:30"]):
        _cell(page, LAST + timedelta(number)).set_value(text)
    page = _press(page, "hours_save")

    kept = store.facts(WorkedHours)
    assert [line.minutes for line in kept] == [360, 390, 390]
    assert {(line.work, line.entered) for line in kept} == {(HourKind.CLIENTS, TODAY)}
    assert _cell(page, LAST).value == "6"
    assert not page.exception
    page = _press(page, "undo")
    assert _kept(store) == []
    assert _cell(page, LAST).value == ""


def test_several_days_are_one_deed_of_the_books(open_page, store):
    store.now = lambda: datetime(2026, 11, 25, 12)
    page = _last_month(open_page(store, PAGE))
    for number in range(20):
        _cell(page, LAST + timedelta(number)).set_value("7")
    _press(page, "hours_save")

    assert len(store.facts(WorkedHours)) == 20


def test_a_slip_gets_one_precise_sentence_and_keeps_nothing(open_page, store):
    page = _last_month(open_page(store, PAGE))
    _cell(page, LAST).set_value("6")
    _cell(page, LAST + timedelta(1)).set_value("six")
    page = _press(page, "hours_save")

    told = WORDS("error.not_hours_on", text="six", day=LAST + timedelta(1))
    assert [one.value for one in page.error] == [told]
    assert _kept(store) == []
    assert _cell(page, LAST).value == "6"


def test_saving_an_unchanged_month_says_so(open_page, store):
    page = _press(open_page(store, PAGE), "hours_save")

    assert [one.value for one in page.error] == [WORDS("error.hours_nothing")]


def test_a_day_that_has_yet_to_come_cannot_be_filled(open_page, store):
    page = open_page(store, PAGE)
    fields = [one for one in page.text_input if (one.key or "").startswith("hours-0-")]

    for field in fields:
        day = date.fromisoformat(field.key.removeprefix("hours-0-")[:10])
        assert field.disabled == (day > TODAY)


def test_a_change_keeps_the_first_day_of_entry_and_emptying_takes_away(open_page, store):
    first, second = _line(LAST, memo="fair"), _line(LAST + timedelta(1), 300)
    store.record(first, second)
    page = _last_month(open_page(store, PAGE))
    _cell(page, LAST).set_value("4")
    _cell(page, LAST + timedelta(1)).set_value("")
    page = _press(page, "hours_save")

    (line,) = store.facts(WorkedHours)
    assert (line.id, line.minutes, line.entered, line.memo) == (first.id, 240, LAST, "fair")
    assert [version.fact.minutes for version in store.history(first.id)] == [360, 240]
    _press(page, "undo")
    assert _kept(store) == [(LAST, 360), (LAST + timedelta(1), 300)]


def test_another_kind_has_its_own_calendar(open_page, store):
    store.record(_line(LAST))
    page = _last_month(open_page(store, PAGE))
    box = next(one for one in page.selectbox if one.key == "hours_kind")
    page = box.select_index(list(HourKind).index(HourKind.BOOKS)).run()
    assert _cell(page, LAST).value == ""
    _cell(page, LAST).set_value("1,5")
    _press(page, "hours_save")

    found = {(line.work, line.minutes) for line in store.facts(WorkedHours)}
    assert found == {(HourKind.CLIENTS, 360), (HourKind.BOOKS, 90)}


def test_a_name_in_a_note_warns_and_is_not_refused(open_page, store):
    page = open_page(store, PAGE)
    field = next(one for one in page.text_input if (one.key or "").startswith("hours-memo"))
    page = field.set_value("afspraak met Pieter").run()

    assert WORDS("inputs.personal", found="Pieter") in [one.value for one in page.warning]


WEEK = monday_of(LAST + timedelta(7))  # a whole week of last month
PATTERN = Pattern().with_kind(HourKind.CLIENTS, ["6", "", "6,5", "", "", "", ""])


def test_a_pattern_is_kept_and_records_nothing(open_page, store):
    page = open_page(store, PAGE)
    field = next(one for one in page.text_input if (one.key or "").startswith("hours_week-0-2-"))
    field.set_value("6,5")
    page = _press(page, "hours_pattern_save")

    kept = Pattern.of_note(read_note(store.engine, NOTE) or "")
    assert kept.minutes == {HourKind.CLIENTS: (0, 0, 390, 0, 0, 0, 0)}
    assert _kept(store) == []
    assert not page.exception


def test_only_a_confirmed_week_is_recorded(open_page, store):
    write_note(store.engine, NOTE, PATTERN.note())
    page = _last_month(open_page(store, PAGE))
    weeks = [one.key for one in page.button if (one.key or "").startswith("confirm-")]
    assert len(weeks) >= 4
    assert _kept(store) == []
    page = _press(page, f"confirm-{WEEK}")

    assert _kept(store) == [(WEEK, 360), (WEEK + timedelta(2), 390)]
    assert {line.entered for line in store.facts(WorkedHours)} == {TODAY}
    assert f"confirm-{WEEK}" not in [one.key for one in page.button]
    page = _press(page, "undo")
    assert _kept(store) == []
    assert f"confirm-{WEEK}" in [one.key for one in page.button]


def test_a_day_that_is_switched_off_is_not_recorded_nor_proposed_again(open_page, store):
    write_note(store.engine, NOTE, PATTERN.note())
    page = _last_month(open_page(store, PAGE))
    days = next(one for one in page.pills if (one.key or "").startswith(f"hours-week-{WEEK}"))
    page = days.set_value([WEEK]).run()
    page = _press(page, f"confirm-{WEEK}")

    assert _kept(store) == [(WEEK, 360)]
    assert f"confirm-{WEEK}" not in [one.key for one in page.button]
    assert Pattern.of_note(read_note(store.engine, NOTE) or "").skipped == (WEEK + timedelta(2),)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_gauge_says_what_is_needed_in_words_with_its_sources(open_page, store, language):
    words = words_in(language)
    store.record(_line(TODAY, 390))
    page = open_page(store, PAGE, language)
    shown, needed = _shown(page), hours_criterion().hours.value

    for name in ("more_than_half", "no_pro_rata", "pregnancy"):
        assert words(f"hours.rule_{name}") in shown
    assert words("hours.rule_needed", hours=needed) in shown
    assert "3\\.6" in shown
    assert words("hours.not_employee") in shown
    assert words("hours.not_reachable") in shown
    assert plain(words("hours.counts_waiting")) in shown
    if (TODAY.month, TODAY.day) != (12, 31):  # on the last day nothing is left to foretell
        assert words("hours.forecast_line") in shown


def test_the_list_shows_entered_late_and_changed_and_filters_by_kind(open_page, store):
    day = date(TODAY.year, 1, 2)
    late = _line(day, 360, entered=day + timedelta(20))
    store.now = lambda: datetime(TODAY.year, 1, 22, 9)
    store.record(late, _line(day, 60, HourKind.BOOKS))
    store.now = lambda: datetime(TODAY.year, 2, 3, 9)
    store.record(late.model_copy(update={"minutes": 330}))
    page = open_page(store, PAGE)
    text = page.table[-1].value.to_string()

    assert WORDS("hours.days_later", count=20) in text
    assert WORDS("hours.changed", day=date(TODAY.year, 2, 3)) in text
    assert "5:30" in text
    assert "1:00" in text
    assert WORDS("hours.total", hours="6:30") in _shown(page)
    kinds = next(one for one in page.multiselect if one.key == "hours_kinds")
    page = kinds.set_value([WORDS("hours.kind_books")]).run()
    assert WORDS("hours.total", hours="1:00") in _shown(page)


def test_a_line_can_be_changed_and_taken_away_and_both_undone(open_page, store):
    line = _line(TODAY, 360, entered=TODAY)
    store.record(line)
    page = _choose(open_page(store, PAGE))
    field = next(one for one in page.text_input if one.label == WORDS("hours.line_hours"))
    field.set_value("5")
    page = _press(page, "hours_line_save")
    assert _kept(store) == [(TODAY, 300)]
    page = _press(page, "undo")
    assert _kept(store) == [(TODAY, 360)]

    page = _press(_choose(page), "hours_line_remove")
    assert _kept(store) == []
    assert not page.exception
    _press(page, "undo")
    assert _kept(store) == [(TODAY, 360)]


@pytest.mark.parametrize(
    ("text", "key"), [("", "error.hours_line_empty"), ("x", "error.not_hours_on")]
)
def test_a_wrong_change_of_a_line_is_refused(open_page, store, text, key):
    store.record(_line(TODAY))
    page = _choose(open_page(store, PAGE))
    field = next(one for one in page.text_input if one.label == WORDS("hours.line_hours"))
    page = _press_after(page, field, text)

    told = WORDS(key, text=text, day=TODAY) if text else WORDS(key)
    assert [one.value for one in page.error] == [told]
    assert _kept(store) == [(TODAY, 360)]


def _press_after(page, field, text):
    field.set_value(text)
    return _press(page, "hours_line_save")


def _choose(page):
    box = next(one for one in page.selectbox if one.label == WORDS("hours.which_line"))
    return box.select_index(0).run()


def test_paper_and_spreadsheet_are_offered_under_neutral_names(open_page, store):
    store.record(_line(TODAY))
    page = open_page(store, PAGE)

    assert {"pdf-b9.pdf", "csv-b9.csv"} <= {one.key for one in page.download_button}


def test_what_stands_in_a_field_is_as_one_would_type_it():
    assert [field_text(minutes) for minutes in (0, 360, 390)] == ["", "6", "6:30"]
    assert hours_text(75) == "1:15"

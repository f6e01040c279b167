"""Trips: what is right is kept and can be undone; what is wrong gets a sentence, keeps nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.basics.errors import PortalError
from portal.basics.euro import eur
from portal.books.facts import Trip
from portal.documents.trips import rate_line
from portal.language.words import words_in
from portal.rulebook.costs import cost_categories
from portal.ui.forms.trip import MOST_KM, NOTE, WrongTrip, typed_km
from portal.ui.views import plain
from portal.vault.notes import read_note, write_note

WORDS = words_in("en")
PAGE = "books/trips"
TODAY = date.today()
SAVED = {"name": "Station", "km": "24", "from": "Utrecht", "to": "Haarlem", "back": True}


def _trip(km="24", day=TODAY, **more):
    return Trip(day=day, km=Decimal(km), entered=day, **more)


def _field(widgets, start):
    return next(one for one in widgets if (one.key or "").startswith(start))


def _press(page, key):
    return next(one for one in page.button if one.key == key).click().run()


def _keys(page):
    return [one.key for one in page.button]


def _errors(page):
    return [one.value for one in page.error]


def _saved(store):
    return json.loads(read_note(store.engine, NOTE) or "[]")


def _keep_saved(store, *rows):
    write_note(store.engine, NOTE, json.dumps(rows))


def _metrics(page):
    return [one.value for one in page.metric]


def _typed(page, km, *, back=False):
    _field(page.text_input, "trip-km-").set_value(km)
    if back:
        _field(page.checkbox, "trip-back-").check()
    return _press(page, "save")


def _of_year(page, year):
    return next(one for one in page.selectbox if one.key == "trips_year").set_value(year).run()


def _chosen(page, trip):
    page = _field(page.selectbox, "trip_change-chosen").set_value(trip.id).run()
    assert not page.exception
    return page


def _warnings(page):
    """Without the one on a rate that is unknown, which a later year brings by itself."""
    unknown = WORDS("trips.rate_unknown", year=str(TODAY.year))
    return [one.value for one in page.warning if one.value != unknown]


def _table(page, number):
    return page.table[number].value.values.tolist()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_trips_the_page_says_how_to_begin_and_offers_no_file(open_page, store, language):
    words = words_in(language)
    page = open_page(store, PAGE, language)

    assert not page.exception
    assert [one.value for one in page.title] == [words("page.trips")]
    assert words("trips.empty") in [one.value for one in page.markdown]
    assert not page.get("download_button")
    assert _metrics(page)[0] == "0"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_trip_is_kept_with_today_as_the_day_it_was_written_down(open_page, store, language):
    words = words_in(language)
    page = _typed(open_page(store, PAGE, language), "12,5")

    (trip,) = store.facts(Trip)
    assert (trip.km, trip.back, trip.day, trip.entered) == (Decimal("12.5"), False, TODAY, TODAY)
    told = words("trips.saved", km=trip.km, day=TODAY)
    assert [one.value for one in page.success] == [told]
    assert _field(page.text_input, "trip-km-").value == ""
    assert not page.exception


def test_there_and_back_doubles_the_kilometres(open_page, store):
    _typed(open_page(store, PAGE), "12,5", back=True)

    (trip,) = store.facts(Trip)
    assert (trip.km, trip.back) == (Decimal(25), True)


def test_a_trip_of_yesterday_keeps_both_days(open_page, store):
    page = open_page(store, PAGE)
    _field(page.segmented_control, "trip-when-").set_value("before")
    _typed(page, "10")

    (trip,) = store.facts(Trip)
    assert (trip.day, trip.entered) == (TODAY - timedelta(days=1), TODAY)


def test_places_and_note_are_kept_where_they_were_given(open_page, store):
    page = open_page(store, PAGE)
    _field(page.text_input, "trip-from-").set_value(" Utrecht ")
    _field(page.text_input, "trip-to-").set_value("Haarlem")
    _field(page.text_input, "trip-memo-").set_value("materiaal gehaald")
    _typed(page, "40")

    (trip,) = store.facts(Trip)
    assert (trip.place_from, trip.place_to, trip.memo) == (
        "Utrecht",
        "Haarlem",
        "materiaal gehaald",
    )


def test_a_trip_can_be_undone(open_page, store):
    page = _press(_typed(open_page(store, PAGE), "12"), "undo")

    assert store.facts(Trip) == []
    assert WORDS("trips.empty") in [one.value for one in page.markdown]


WRONG = [
    pytest.param("", False, "trip_km_empty", {}, id="nothing"),
    pytest.param("abc", False, "trip_km", {"text": "abc"}, id="no number"),
    pytest.param("€ 12", False, "trip_km", {"text": "€ 12"}, id="an amount of money"),
    pytest.param("12 en 13", False, "trip_km", {"text": "12 en 13"}, id="two numbers"),
    pytest.param("0", False, "trip_km_range", {"found": 0, "most": 5000}, id="nought"),
    pytest.param("-1", False, "trip_km_range", {"found": -1, "most": 5000}, id="below nought"),
    pytest.param("6000", False, "trip_km_range", {"found": 6000, "most": 5000}, id="too far"),
    pytest.param("3000", True, "trip_km_range", {"found": 6000, "most": 5000}, id="too far, back"),
    pytest.param("12,55", False, "trip_km_tenths", {"found": Decimal("12.55")}, id="too exact"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("text", "back", "key", "facts"), WRONG)
def test_wrong_kilometres_get_one_clear_sentence_and_keep_nothing(
    open_page, store, language, text, back, key, facts
):
    store.record(kept := _trip("10"))
    page = _typed(open_page(store, PAGE, language), text, back=back)

    assert _errors(page) == [words_in(language)(f"error.{key}", **facts)]
    assert store.facts(Trip) == [kept]
    assert len(store.history(kept.id)) == 1
    assert _field(page.text_input, "trip-km-").value == text
    assert not page.success
    assert not page.exception


def test_a_day_that_is_still_to_come_is_refused(open_page, store):
    page = open_page(store, PAGE)
    page = _field(page.segmented_control, "trip-when-").set_value("other").run()
    tomorrow = TODAY + timedelta(days=1)
    _field(page.date_input, "trip-day-").set_value(tomorrow)
    page = _typed(page, "12")

    assert _errors(page) == [WORDS("error.trip_ahead", day=tomorrow)]
    assert store.facts(Trip) == []


@pytest.mark.parametrize(
    ("text", "back", "km"),
    [
        ("12", False, "12"),
        ("12 km", False, "12"),
        (" 12,5 KM ", False, "12.5"),
        ("12.50", False, "12.5"),
        ("0,1", False, "0.1"),
        ("7,55", True, "15.1"),
        ("1.250,5", False, "1250.5"),
        ("5000", False, "5000"),
        ("2500", True, "5000"),
    ],
)
def test_kilometres_are_read_as_people_type_them(text, back, km):
    found = typed_km(text, back=back)

    assert found == Decimal(km)
    assert _trip(str(found)).km == found


def test_the_longest_trip_is_the_longest_that_the_books_hold():
    assert _trip(str(MOST_KM)).km == MOST_KM
    with pytest.raises(ValueError, match="5000"):
        _trip(str(MOST_KM + Decimal("0.1")))
    with pytest.raises(WrongTrip):
        typed_km(f"{MOST_KM},1", back=False)


def test_a_refusal_is_an_error_with_a_sentence():
    assert issubclass(WrongTrip, PortalError)


@pytest.mark.parametrize(
    ("name", "text", "key", "found"),
    [
        ("memo", "bel 0612345678", "inputs.personal", "0612345678"),
        ("memo", "rit met Pieter", "inputs.personal", "Pieter"),
        ("to", "Kalverstraat", "trips.place_warning", "Kalverstraat"),
        ("from", "Dam 1", "trips.place_warning", "1"),
    ],
)
def test_a_name_or_an_address_warns_and_is_not_refused(open_page, store, name, text, key, found):
    page = open_page(store, PAGE)
    page = _field(page.text_input, f"trip-{name}-").set_value(text).run()

    assert _warnings(page) == [WORDS(key, found=found)]
    _typed(page, "12")
    assert len(store.facts(Trip)) == 1


@pytest.mark.parametrize("place", ["Utrecht", "Den Haag", "Bergen op Zoom", "'s-Hertogenbosch"])
def test_a_town_warns_of_nothing(open_page, store, place):
    page = open_page(store, PAGE)
    page = _field(page.text_input, "trip-from-").set_value(place).run()

    assert not _warnings(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_totals_are_by_month_and_year_at_the_rate_of_the_year(open_page, store, language):
    words = words_in(language)
    store.record(
        _trip("24.5", date(2025, 7, 3)),
        _trip("10", date(2025, 7, 1)),
        _trip("0.1", date(2025, 2, 1)),
        _trip("100", date(2024, 2, 1)),
    )
    page = _of_year(open_page(store, PAGE, language), 2025)

    # by hand, 0.23 a kilometre: 563.5, 230 and 2.3 cents, each to the nearest cent, half up
    assert _metrics(page) == [words.show(Decimal("34.6")), words.show(eur("7.96"))]
    assert [row[1:] for row in _table(page, 0)] == [
        ["1", words.show(Decimal("0.1")), words.show(eur("0.02"))],
        ["2", words.show(Decimal("34.5")), words.show(eur("7.94"))],
        ["3", words.show(Decimal("34.6")), words.show(eur("7.96"))],
    ]
    assert len(_table(page, 1)) == 3
    page = _of_year(page, 2024)
    assert _metrics(page) == ["100", words.show(eur("23"))]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("year", [2022, 2027])
def test_a_year_without_a_known_rate_shows_unknown_and_never_nought(
    open_page, store, language, year
):
    words = words_in(language)
    store.record(_trip("24", date(year, 3, 1)))
    page = _of_year(open_page(store, PAGE, language), year)
    unknown = words("common.unknown")

    assert _metrics(page) == ["24", unknown]
    assert words("trips.rate_unknown", year=str(year)) in [one.value for one in page.warning]
    assert {row[-1] for row in (*_table(page, 0), *_table(page, 1))} == {unknown}
    assert not page.exception


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rate_unfolds_to_law_source_date_and_how_sure_it_is(open_page, store, language):
    words = words_in(language)
    store.record(_trip("24", date(2026, 3, 1)))
    page = _of_year(open_page(store, PAGE, language), 2026)
    shown = "\n".join(one.value for one in page.caption)

    assert plain(rate_line(2026, words)) in [one.label for one in page.expander]
    assert plain("art. 3.17 lid 1 Wet IB") in shown
    assert plain(words("trips.as_of", day="2026-10-07")) in shown
    assert words("trips.sure_seen") in shown
    assert "Raised from" in shown
    assert "belastingdienst" in shown


def test_an_unknown_rate_unfolds_to_what_was_looked_for(open_page, store):
    store.record(_trip("24", date(2027, 3, 1)))
    page = _of_year(open_page(store, PAGE), 2027)
    shown = "\n".join(one.value for one in page.caption)

    assert WORDS("trips.sure_recalled") in shown
    assert "No figure for 2027 was found" in shown


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_that_fuel_is_within_and_that_commuting_counts(open_page, store, language):
    page = open_page(store, PAGE, language)
    shown = " ".join(one.value for one in page.markdown)

    assert cost_categories()["own_car_km"].line(language) in shown
    assert words_in(language)("trips.commuting") in shown


def test_the_newest_trip_stands_first_and_search_narrows_the_list_but_no_total(open_page, store):
    store.record(
        _trip("10", date(2026, 2, 1), place_from="Utrecht", place_to="Zwolle"),
        _trip("20", date(2026, 3, 1), memo="materiaal"),
        _trip("30", date(2026, 4, 1), back=True),
    )
    page = _of_year(open_page(store, PAGE), 2026)

    assert [row[2] for row in _table(page, 1)] == ["30", "20", "10"]
    for text, found in (("ZWOLLE", ["10"]), ("mater", ["20"]), ("april", ["30"])):
        page = next(one for one in page.text_input if one.key == "trips_text")
        page = page.set_value(text).run()
        assert [row[2] for row in _table(page, 1)] == found
        assert _metrics(page) == ["60", WORDS.show(eur("15"))]
    page = next(one for one in page.text_input if one.key == "trips_text").set_value("xyz").run()
    assert WORDS("trips.nothing") in [one.value for one in page.markdown]
    assert len(page.table) == 1


def test_text_that_somebody_typed_is_shown_as_it_is(open_page, store):
    store.record(_trip("10", memo="*a* <b>b</b> [c](d)"))
    page = open_page(store, PAGE)

    assert plain("*a* <b>b</b> [c](d)") in _table(page, 1)[0][1]
    assert not page.exception


def test_many_trips_are_shown_in_pages(open_page, store):
    store.record(*(_trip("1", date(2026, 3, 1)) for _ in range(60)))
    page = _of_year(open_page(store, PAGE), 2026)

    assert len(_table(page, 1)) == 50
    page = next(one for one in page.number_input if one.key == "trips_page").set_value(2).run()
    assert len(_table(page, 1)) == 10


def test_hidden_amounts_are_nowhere_on_the_page(open_page, store):
    store.record(_trip("100", date(2026, 3, 1)))
    page = _of_year(open_page(store, PAGE, hide_amounts=True), 2026)
    shown = " ".join(str(one) for one in (*_metrics(page), *_table(page, 0), *_table(page, 1)))

    assert "•••" in shown
    assert "€25" not in shown


def test_a_changed_trip_is_a_new_version_entered_today_and_can_be_undone(open_page, store):
    old = date(2026, 3, 1)
    store.record(trip := _trip("24", old, back=True, memo="a"))
    page = _chosen(_of_year(open_page(store, PAGE), 2026), trip)

    assert _field(page.text_input, "trip_change-km-").value == "12"
    assert _field(page.checkbox, "trip_change-back-").value is True
    _field(page.text_input, "trip_change-km-").set_value("15,5")
    page = _press(page, "trip_keep")
    (after,) = store.facts(Trip)
    assert after == trip.model_copy(update={"km": Decimal(31), "entered": TODAY})
    assert len(store.history(trip.id)) == 2
    assert [one.value for one in page.success] == [WORDS("trips.kept", km=after.km, day=old)]

    page = _press(page, "undo")
    assert store.facts(Trip) == [trip]
    page = _chosen(page, trip)
    assert _field(page.text_input, "trip_change-km-").value == "12"


def test_another_day_moves_a_trip_to_the_rate_of_that_year(open_page, store):
    store.record(trip := _trip("100", date(2026, 1, 1)))
    page = _chosen(_of_year(open_page(store, PAGE), 2026), trip)
    _field(page.date_input, "trip_change-day-").set_value(date(2025, 12, 31))
    page = _of_year(_press(page, "trip_keep"), 2025)

    assert _metrics(page) == ["100", WORDS.show(eur("23"))]


def test_keeping_without_a_difference_makes_no_new_version(open_page, store):
    store.record(trip := _trip("15.1", TODAY - timedelta(days=3), back=True))
    page = _of_year(open_page(store, PAGE), trip.day.year)
    page = _press(_chosen(page, trip), "trip_keep")

    assert [one.value for one in page.success] == [WORDS("trips.unchanged")]
    assert len(store.history(trip.id)) == 1
    assert "undo" not in _keys(page)


@pytest.mark.parametrize(("text", "back", "key", "facts"), WRONG)
def test_a_wrong_change_gets_one_clear_sentence_and_changes_nothing(
    open_page, store, text, back, key, facts
):
    store.record(trip := _trip("24", back=back))
    page = _chosen(open_page(store, PAGE), trip)
    _field(page.text_input, "trip_change-km-").set_value(text)
    page = _press(page, "trip_keep")

    assert _errors(page) == [WORDS(f"error.{key}", **facts)]
    assert store.facts(Trip) == [trip]
    assert len(store.history(trip.id)) == 1


def test_a_removed_trip_comes_back_by_undo_and_both_stay_in_its_history(open_page, store):
    store.record(trip := _trip("24"), other := _trip("5"))
    page = _press(_chosen(open_page(store, PAGE), trip), "trip_remove")

    assert store.facts(Trip) == [other]
    told = WORDS("trips.removed", km=trip.km, day=trip.day)
    assert [one.value for one in page.success] == [told]
    page = _press(page, "undo")
    assert trip in store.facts(Trip)
    assert [version.withdrawn for version in store.history(trip.id)] == [False, True, False]
    page = _chosen(page, trip)
    lines = [one.value for one in page.markdown]
    assert sum(plain(WORDS.show(Decimal(24)) + " km") in line for line in lines) >= 3


def test_the_last_trip_can_be_removed(open_page, store):
    store.record(trip := _trip("24"))
    page = _press(_chosen(open_page(store, PAGE), trip), "trip_remove")

    assert WORDS("trips.empty") in [one.value for one in page.markdown]
    assert not page.exception


def test_the_last_trip_of_an_older_year_can_be_removed_and_comes_back(open_page, store):
    store.record(trip := _trip("24", date(2024, 3, 1)), _trip("5"))
    page = _chosen(_of_year(open_page(store, PAGE), 2024), trip)
    page = _press(page, "trip_remove")

    assert not page.exception
    assert _metrics(page)[0] == "5"
    page = _of_year(_press(page, "undo"), 2024)
    assert _metrics(page) == ["24", WORDS.show(eur("5.52"))]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_tap_writes_a_saved_trip_down_for_today(open_page, store, language):
    _keep_saved(store, SAVED)
    page = open_page(store, PAGE, language)
    button = next(one for one in page.button if one.key == "saved_trip-0")

    told = words_in(language)("trips.saved_button", name="Station", km=Decimal(24))
    assert button.label == plain(told)
    page = button.click().run()
    (trip,) = store.facts(Trip)
    assert (trip.day, trip.entered, trip.km, trip.back) == (TODAY, TODAY, Decimal(24), True)
    assert (trip.place_from, trip.place_to) == ("Utrecht", "Haarlem")
    _press(page, "undo")
    assert store.facts(Trip) == []
    assert _saved(store) == [SAVED]


def _fill_saved(page, name, km):
    _field(page.text_input, "trip_saved-name-").set_value(name)
    _field(page.text_input, "trip_saved-km-").set_value(km)
    return page


def test_a_saved_trip_is_kept_in_the_vault_and_can_be_undone(open_page, store):
    page = _fill_saved(open_page(store, PAGE), " Station ", "12")
    _field(page.checkbox, "trip_saved-back-").check()
    _field(page.text_input, "trip_saved-from-").set_value("Utrecht")
    _field(page.text_input, "trip_saved-to-").set_value("Haarlem")
    page = _press(page, "saved_keep")

    assert _saved(store) == [SAVED]
    assert "saved_trip-0" in _keys(page)
    assert _field(page.text_input, "trip_saved-name-").value == ""
    page = _press(page, "undo")
    assert _saved(store) == []
    assert "saved_trip-0" not in _keys(page)


def _picked(page, name):
    return _field(page.selectbox, "trip_saved-which").set_value(name).run()


def test_a_saved_trip_can_be_changed_and_the_others_stay(open_page, store):
    other = {**SAVED, "name": "Market", "km": "5.5", "back": False}
    _keep_saved(store, SAVED, other)
    page = _picked(open_page(store, PAGE), "Station")

    assert _field(page.text_input, "trip_saved-km-").value == "12"
    page = _press(_fill_saved(page, "Train", "13"), "saved_keep")
    assert _saved(store) == [{**SAVED, "name": "Train", "km": "26"}, other]
    _press(page, "undo")
    assert _saved(store) == [SAVED, other]


def test_a_saved_trip_can_be_removed_and_comes_back_by_undo(open_page, store):
    _keep_saved(store, SAVED)
    store.record(kept := _trip("24"))
    page = _press(_picked(open_page(store, PAGE), "Station"), "saved_remove")

    assert _saved(store) == []
    assert store.facts(Trip) == [kept]
    assert [one.value for one in page.success] == [WORDS("trips.saved_removed", name="Station")]
    page = _press(page, "undo")
    assert _saved(store) == [SAVED]
    assert "saved_trip-0" in _keys(page)


@pytest.mark.parametrize(
    ("name", "km", "key", "facts"),
    [
        ("", "12", "trip_name_empty", {}),
        ("  ", "12", "trip_name_empty", {}),
        ("STATION", "12", "trip_name_twice", {"name": "STATION"}),
        ("Market", "0", "trip_km_range", {"found": 0, "most": 5000}),
        ("Market", "-1", "trip_km_range", {"found": -1, "most": 5000}),
        ("Market", "abc", "trip_km", {"text": "abc"}),
        ("Market", "6000", "trip_km_range", {"found": 6000, "most": 5000}),
    ],
)
def test_a_wrong_saved_trip_gets_one_clear_sentence_and_keeps_nothing(
    open_page, store, name, km, key, facts
):
    _keep_saved(store, SAVED)
    page = _press(_fill_saved(open_page(store, PAGE), name, km), "saved_keep")

    assert _errors(page) == [WORDS(f"error.{key}", **facts)]
    assert _saved(store) == [SAVED]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pdf_and_csv_are_offered_under_names_that_tell_nothing(open_page, store, language):
    words = words_in(language)
    store.record(_trip("24"))
    page = open_page(store, PAGE, language)
    offered = {one.key: one.label for one in page.get("download_button")}

    assert offered == {"pdf-ba.pdf": words("trips.pdf"), "csv-ba.csv": words("trips.csv")}

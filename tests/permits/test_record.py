"""Which answers a trade, a town and a way of working get: sections 2.4 and 2.5 of the method."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.permits.checklist import checklist, rules_unknown
from portal.permits.choosing import Choice, NotAComparison, choice_from, records
from portal.permits.record import (
    ANYTHING,
    NOTHING,
    SEX_WORK,
    Range,
    UnknownPlace,
    UnknownTrade,
    record,
    trade_keys,
)
from portal.permits.score import MOST_WEIGHT, NoWeights, scored, usual_weights
from portal.rulebook.permits import WAYS, Cell, permit_book
from portal.rulebook.steps import steps
from tests.permits.method import DAY, asked, short, status_and_range, table

BOOK = permit_book()
SCORED = tuple(one.key for one in BOOK.criteria.scored)
NATIONAL_CELLS = {
    "national_permit": "0",
    "diploma_exam": "0",
    "health_check": "0",
    "client_liability": "3",
}
# the cells that a town's certainty about home work widens
WIDENED = {
    "municipal_permit",
    "home_based",
    "zoning",
    "screening",
    "intake_interview",
    "personal_refusal",
    "fees",
    "processing",
    "validity",
    "cap",
}
ELSEWHERE = set(SCORED) - set(NATIONAL_CELLS)
HOME_RECORDS = ("tilburg", "amsterdam", "rotterdam", "utrecht", "hilversum")
HEARSAY = [key for key, town in BOOK.towns.items() if town.home_work_certainty == "low"]
OWN_HOME_CELLS = [
    key for key, town in BOOK.towns.items() if town.sex_work["home"].state not in ("", "unknown")
]


def _shorts(found, keys=SCORED):
    return {key: short(found.answers[key]) for key in keys}


def _with_cells(trade, **cells):
    route = BOOK.trades[trade]
    changed = route.model_copy(update={"cells": {**route.cells, **cells}})
    return BOOK.model_copy(update={"trades": {**BOOK.trades, trade: changed}})


@pytest.mark.parametrize("row", table("routes.csv"), ids=lambda row: row["route"])
def test_every_route_describes_its_ways_and_its_town(row):
    route = BOOK.trades[row["route"]]

    assert " ".join(route.ways) == row["ways"]
    assert (route.town or "") == row["town"]


@pytest.mark.parametrize("work", ["window", "club", "premises"])
def test_a_rented_place_of_work_is_a_salon_for_a_hairdresser(work):
    found = asked("hairdresser", work=work)

    assert (found.route, found.work, found.work_used) == ("hairdresser-salon", work, "premises")


@pytest.mark.parametrize(
    ("work", "route"),
    [
        ("home", "hairdresser-home"),
        ("outcall", "hairdresser-mobile"),
        ("premises", "hairdresser-salon"),
        ("street", "hairdresser-home"),
    ],
)
def test_a_family_picks_its_route_by_the_way_and_else_the_first(work, route):
    assert asked("hairdresser", work=work).route == route


@pytest.mark.parametrize(
    ("trade", "work", "used"),
    [
        ("dog-walker", "home", "outcall"),
        ("dentist", "street", "home"),
        ("dentist", "window", "premises"),
        ("coach", "club", "home"),
        ("hairdresser", "street", "home"),
        ("sex-business-one-person", "window", "premises"),
    ],
)
def test_a_way_that_a_trade_does_not_describe_says_which_was_taken(trade, work, used):
    found = asked(trade, work=work)

    assert (found.work, found.work_used) == (work, used)


def test_own_premises_of_a_sex_worker_are_a_club():
    there, club = asked(SEX_WORK, "breda", "premises"), asked(SEX_WORK, "breda", "club")

    assert (there.work, there.work_used) == ("premises", "club")
    assert there.answers == club.answers


@pytest.mark.parametrize("work", ["outcall", "online"])
def test_where_no_client_comes_to_the_address_home_and_zoning_are_free(work):
    trade = {"outcall": "photographer", "online": "coach"}[work]
    at_home, away = asked(trade), asked(trade, work=work)

    for key in ("home_based", "zoning"):
        assert at_home.answers[key].range.level > 0
        assert away.answers[key].range == NOTHING
    assert _shorts(away, ELSEWHERE - {"home_based", "zoning"}) == _shorts(
        at_home, ELSEWHERE - {"home_based", "zoning"}
    )


def test_zoning_that_is_unknown_stays_unknown_where_no_client_comes():
    book = _with_cells("photographer", zoning=(Cell(status="unknown"),))

    assert asked("photographer", work="outcall", book=book).answers["zoning"].is_unknown


def test_zoning_counts_for_who_has_no_other_way_than_to_visit():
    assert asked("dog-walker").work_used == BOOK.trades["dog-walker"].ways[0] == "outcall"
    assert (
        asked("dog-walker").answers["zoning"].cell == BOOK.trades["dog-walker"].cells["zoning"][0]
    )
    book = _with_cells("dog-walker", zoning=BOOK.trades["dentist"].cells["zoning"])

    assert asked("dog-walker", book=book).answers["zoning"].range.level > 0


@pytest.mark.parametrize(("trade", "work"), [("dentist", "premises"), ("taxi-driver", "street")])
def test_the_rule_on_homes_is_not_asked_outside_the_home(trade, work):
    assert asked(trade, work=work).answers["home_based"].status == "not_applicable"


def test_a_national_pattern_is_the_same_in_every_town_and_says_so():
    nowhere = asked("tattooist")

    for town in BOOK.towns:
        found = asked("tattooist", town)
        assert found.answers == nowhere.answers
        assert found.national
        assert found.town == town


@pytest.mark.parametrize("trade", ["bnb-host-amsterdam", "holiday-rental-amsterdam"])
def test_a_route_of_one_town_is_elsewhere_unknown_save_for_national_law(trade):
    there, elsewhere = asked(trade, "amsterdam"), asked(trade, "tilburg")

    assert (there.national, elsewhere.national) == (False, True)
    assert {key for key in SCORED if elsewhere.answers[key].is_unknown} == ELSEWHERE
    for key in set(there.answers) - ELSEWHERE:
        assert elsewhere.answers[key] == there.answers[key]
    for key, cells in BOOK.trades[trade].cells.items():
        assert (there.answers[key].cell,) == cells


@pytest.mark.parametrize("name", ["Den Haag", "den-haag", "DEN HAAG"])
def test_a_town_answers_to_its_key_and_to_its_own_name(name):
    assert asked(SEX_WORK, name).town == "den-haag"


def test_every_town_answers_to_its_own_name():
    for key, town in BOOK.towns.items():
        assert asked(SEX_WORK, town.name).town == key


@pytest.mark.parametrize("trade", ["", "plumber", "Dentist", "tattoo", "hairdresser home"])
def test_an_unknown_trade_is_refused_by_name(trade):
    with pytest.raises(UnknownTrade) as refused:
        asked(trade)
    assert refused.value.facts == {"name": trade}


@pytest.mark.parametrize("trade", [SEX_WORK, "hairdresser", "dentist", "plumber"])
def test_an_unknown_place_is_refused_by_name(trade):
    with pytest.raises(UnknownPlace) as refused:
        asked(trade, "Antwerpen")
    assert refused.value.facts == {"name": "Antwerpen"}


def test_everything_that_can_be_compared_has_a_record_in_every_way():
    for trade in (*trade_keys(BOOK), "tattooist"):
        for work in WAYS:
            found = asked(trade, "tilburg", work)
            assert list(found.answers) == [one.key for one in BOOK.criteria.dimensions]
            assert found.trade == trade


def test_a_cell_with_dates_holds_between_them_and_is_unknown_outside():
    first, last = date(2020, 1, 1), date(2020, 12, 31)
    fee = BOOK.trades["tattooist-piercer"].cells["fees"][0]
    then = fee.model_copy(update={"since": first, "until": last})
    later = fee.model_copy(update={"level": 4, "since": date(2022, 1, 1)})
    book = _with_cells("tattooist-piercer", fees=(later, then))

    def on(day):
        return short(record(book, "tattooist", "", "home", day).answers["fees"])

    assert on(first) == on(last) == "2"
    assert on(first - timedelta(1)) == on(last + timedelta(1)) == "?"
    assert on(date(2022, 1, 1)) == on(DAY) == "4"


@pytest.mark.parametrize("town", HOME_RECORDS)
def test_a_researched_record_is_used_whole(town):
    found = asked(SEX_WORK, town)
    route = BOOK.trades[f"sex-worker-home-{town}"]

    assert found.route == route.key
    assert {key: (answer.cell,) for key, answer in found.answers.items()} == route.cells
    assert found.answers == asked(route.key, town).answers
    assert not found.national


def test_only_five_homes_and_the_windows_of_amsterdam_are_researched_records():
    assert [
        (town.key, way)
        for town in BOOK.towns.values()
        for way, found in town.sex_work.items()
        if found.record
    ] == [
        ("utrecht", "home"),
        ("amsterdam", "home"),
        ("amsterdam", "window"),
        ("hilversum", "home"),
        ("rotterdam", "home"),
        ("tilburg", "home"),
    ]
    assert asked(SEX_WORK, "amsterdam", "window").route == "sex-worker-window"


def test_without_a_town_a_visit_is_the_escort_and_online_the_webcam_in_every_town():
    assert asked(SEX_WORK, work="outcall").route == "sex-worker-escort"
    webcam = asked(SEX_WORK, work="online")

    assert webcam.route == "sex-worker-webcam"
    for town in BOOK.towns:
        assert asked(SEX_WORK, town, "online").answers == webcam.answers
        assert asked(SEX_WORK, town, "outcall").route == ""


@pytest.mark.parametrize("work", ["home", "window", "club", "street"])
def test_without_a_town_the_other_ways_are_national_law_and_unknown(work):
    found = asked(SEX_WORK, work=work)
    row = next(
        one for one in table("states.csv") if (one["way"], one["state"]) == (work, "unknown")
    )

    assert (found.town, found.route, found.state, found.heard) == ("", "", "unknown", "")
    assert _shorts(found) == {**NATIONAL_CELLS, **_cells_of(row), "minimum_age": "1:1-3"}


def _cells_of(row):
    return {key: cell for key, cell in row.items() if key not in ("way", "state")}


@pytest.mark.parametrize("town", BOOK.towns)
def test_what_no_fact_of_the_town_says_is_what_its_state_says(town):
    states = {(row["way"], row["state"]): _cells_of(row) for row in table("states.csv")}
    certainty = BOOK.towns[town].home_work_certainty
    for way, of_way in BOOK.towns[town].sex_work.items():
        found = asked(SEX_WORK, town, way)
        its = {} if of_way.record else states[way, of_way.state]
        widened = WIDENED if (way, certainty) == ("home", "medium") else ()
        for key, cell in its.items():
            if found.answers[key].cell.by == "state":
                told = _one_wider(cell) if key in widened else cell
                assert short(found.answers[key]) == told, (way, key)


def _one_wider(cell):
    if cell in ("?", "-"):
        return "?"
    _, (low, level, high) = status_and_range(cell)
    low, high = max(low - 1, 0), min(high + 1, 4)
    return f"{level}" if low == high else f"{level}:{low}-{high}"


@pytest.mark.parametrize("town", BOOK.towns)
def test_national_law_on_sex_work_holds_in_every_town_and_nobody_starts_under_18(town):
    for way in ("home", "outcall", "window", "club", "street"):
        found = asked(SEX_WORK, town, way)
        age = found.answers["minimum_age"].range

        if not found.route:
            assert _shorts(found, NATIONAL_CELLS) == NATIONAL_CELLS
        assert age.low >= 1
        assert way != "street" or age == Range(1, 1, 3)


def test_thirteen_towns_are_known_by_hearsay_alone():
    assert len(HEARSAY) == 13


@pytest.mark.parametrize("town", HEARSAY)
def test_hearsay_is_told_and_never_scored(town):
    found = asked(SEX_WORK, town)

    assert found.state == "unknown"
    assert found.heard == BOOK.towns[town].facts["home_work"] != "unknown"
    assert rules_unknown(found)
    assert all(found.answers[key].is_unknown for key in WIDENED)


def test_no_other_town_and_no_other_way_has_hearsay():
    assert {
        (key, way)
        for key, town in BOOK.towns.items()
        for way, found in town.sex_work.items()
        if found.heard
    } == {(key, "home") for key in HEARSAY}


@pytest.mark.parametrize("town", OWN_HOME_CELLS)
def test_whether_one_who_works_alone_needs_a_permit_bounds_the_permit(town):
    low, level, high = asked(SEX_WORK, town).answers["municipal_permit"].range
    needed = BOOK.towns[town].facts["independent_worker_permit_required"]

    assert {
        "true": min(low, level) >= 2,
        "false": high <= 2,
        "depends": low <= 1 and (level, high) == (3, 4),
        "unknown": True,
    }[needed]


def test_each_answer_to_whether_one_alone_needs_a_permit_occurs():
    assert {
        BOOK.towns[town].facts["independent_worker_permit_required"] for town in OWN_HOME_CELLS
    } == {"true", "false", "depends", "unknown"}


def test_a_cell_of_national_law_or_of_a_state_is_recalled_and_a_fact_is_as_sure_as_its_town():
    answers = asked(SEX_WORK, "groningen").answers

    assert answers["cap"].cell.by == "permit_cap"
    assert answers["cap"].is_seen
    assert answers["penalties"].cell.by == "state"
    assert not answers["penalties"].is_seen


choices = st.builds(
    Choice,
    trades=st.lists(st.sampled_from(trade_keys(BOOK)), min_size=1, max_size=6).map(tuple),
    towns=st.lists(st.sampled_from(list(BOOK.towns)), max_size=6).map(tuple),
    work=st.sampled_from(WAYS),
    weights=st.dictionaries(st.sampled_from(SCORED), st.integers(0, MOST_WEIGHT)),
)


@given(choices)
def test_a_choice_opens_again_from_its_text(choice):
    assert choice_from(choice.as_text(), BOOK) == choice


@given(choices, st.sampled_from([" ", "  ", "\t", "\n"]))
def test_spaces_around_and_between_the_words_of_a_choice_do_no_harm(choice, space):
    text = space + choice.as_text().replace(" ", space) + space

    assert choice_from(text, BOOK) == choice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "compare",
        "compare --work home",
        "compare coach dentist",
        "compare coach dentist --work",
        "compare coach dentist --work home outcall",
        "compare coach dentist --work home --work home",
        "compare coach dentist --work sleeping",
        "compare coach plumber --work home",
        "compare coach tattooist --work home",  # the short name is for who types
        "compare coach dentist --place antwerpen --work home",
        "compare coach dentist --place Tilburg --work home",
        "compare coach dentist --town tilburg --work home",
        "Compare coach dentist --work home",
        "coach dentist --work home",
        "compare coach dentist --work home --weights cap",
        "compare coach dentist --work home --weights cap=",
        "compare coach dentist --work home --weights cap=-1",
        "compare coach dentist --work home --weights cap=+1",
        "compare coach dentist --work home --weights cap=11",
        "compare coach dentist --work home --weights cap=1.5",
        "compare coach dentist --work home --weights cap=²",
        "compare coach dentist --work home --weights cap=٣",
        "compare coach dentist --work home --weights vat=1",
        "compare coach dentist --work home --weights caps=1",
        "compare coach dentist --work home --weights cap = 1",
    ],
)
def test_a_text_that_is_no_comparison_is_refused(text):
    with pytest.raises(NotAComparison):
        choice_from(text, BOOK)


def test_a_weight_with_more_digits_than_a_number_may_have_is_refused():
    with pytest.raises(NotAComparison):
        choice_from(f"compare coach dentist --work home --weights cap={'1' * 5000}", BOOK)


words = st.one_of(
    st.sampled_from(["compare", "coach", SEX_WORK, "tilburg", "home", "cap=1", "cap=11"]),
    st.sampled_from(["--place", "--work", "--weights", "--", "--html"]),
    st.text(max_size=6),
)


@given(st.lists(words, max_size=9).map(" ".join))
def test_any_text_at_all_is_a_choice_or_is_refused(text):
    try:
        choice = choice_from(text, BOOK)
    except NotAComparison:
        return
    assert choice_from(choice.as_text(), BOOK) == choice
    assert records(choice, BOOK, DAY)


def test_a_choice_with_all_weights_nought_is_refused_when_scored():
    choice = Choice(("coach", "dentist"), weights=dict.fromkeys(SCORED, 0))
    again = choice_from(choice.as_text(), BOOK)

    with pytest.raises(NoWeights):
        scored(
            asked("coach"),
            BOOK.criteria,
            {**usual_weights(BOOK.criteria), **again.weights},
        )


def _columns(choice):
    return [(one.trade, one.town) for one in records(choice, BOOK, DAY)]


def test_a_town_has_a_column_per_trade_and_a_national_pattern_stands_once():
    columns = _columns(Choice((SEX_WORK, "hairdresser"), ("tilburg", "amsterdam")))

    assert sorted(columns) == [
        ("hairdresser", "tilburg"),
        (SEX_WORK, "amsterdam"),
        (SEX_WORK, "tilburg"),
    ]


def test_without_towns_every_trade_has_one_column():
    assert _columns(Choice((SEX_WORK, "coach", "dentist"))) == [
        (SEX_WORK, ""),
        ("coach", ""),
        ("dentist", ""),
    ]


def test_the_order_of_the_towns_changes_nothing_of_what_stands_in_the_columns():
    trades = ("bnb-host-amsterdam", "coach")
    there = records(Choice(trades, ("amsterdam", "tilburg")), BOOK, DAY)
    back = records(Choice(trades, ("tilburg", "amsterdam")), BOOK, DAY)

    def told(found):
        return {(one.trade, tuple(_shorts(one).items())) for one in found}

    assert told(there) == told(back)


def _keys(found):
    return [due.step.key for due in checklist(found, steps())]


def _with_permit(cell, work="home"):
    found = asked(SEX_WORK, "tilburg", work)
    answer = found.answers["municipal_permit"].with_range(*status_and_range(cell))
    return found.changed({"municipal_permit": answer})


@pytest.mark.parametrize(
    ("cell", "sure"), [("1", True), ("4:1-4", True), ("0:0-1", False), ("2:0-4", False)]
)
def test_a_step_that_the_town_may_ask_stays_on_the_list(cell, sure):
    due = next(one for one in checklist(_with_permit(cell), steps()) if one.step.key == "permit")

    assert due.sure is sure
    assert short(due.answer) == cell


@pytest.mark.parametrize("cell", ["0", "-"])
def test_a_step_that_is_surely_not_asked_leaves_the_list(cell):
    assert "permit" in _keys(_with_permit("1"))
    assert _keys(_with_permit(cell)) == [key for key in _keys(_with_permit("1")) if key != "permit"]


def test_a_step_whose_rule_is_unknown_stays_and_is_not_sure():
    found = asked(SEX_WORK, "emmen")
    dues = {due.step.key: due for due in checklist(found, steps())}

    assert rules_unknown(found)
    for key in ("permit", "home-conditions", "zoning"):
        assert not dues[key].sure
        assert dues[key].answer.is_unknown


def test_where_the_town_asks_no_permit_of_who_visits_that_step_is_gone():
    found = asked(SEX_WORK, "hilversum", "outcall")

    assert not rules_unknown(found)
    assert "permit" not in _keys(found)


@pytest.mark.parametrize("work", ["home", "outcall", "window", "club", "online", "street"])
def test_a_list_has_the_steps_of_its_own_way_in_their_order_and_all_that_are_always_due(work):
    found = asked(SEX_WORK, "tilburg", work)
    listed = [due.step for due in checklist(found, steps())]

    assert listed == [one for one in steps() if one in listed]
    assert all(work in one.ways for one in listed)
    assert [one for one in listed if one.depends == "always"] == [
        one for one in steps() if one.depends == "always" and work in one.ways
    ]


def test_what_is_always_due_is_sure_and_rests_on_no_answer():
    for due in checklist(asked(SEX_WORK, "emmen"), steps()):
        if due.step.depends == "always":
            assert due.sure
            assert due.answer is None


def test_every_unknown_answer_spans_all_levels_and_none_that_is_not_asked_spans_any():
    for town in BOOK.towns:
        for answer in asked(SEX_WORK, town).answers.values():
            if answer.is_unknown:
                assert answer.range == ANYTHING
            if answer.status == "not_applicable":
                assert answer.range == NOTHING

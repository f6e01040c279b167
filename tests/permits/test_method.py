"""The figures of section 5 of the method come out of the data again, every one of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from portal.permits.compare import Verdict, compared
from portal.permits.first_year import first_year
from portal.permits.score import (
    Barred,
    barred,
    equal_weights,
    placed,
    scored,
    shown,
    usual_weights,
    weight_sets,
)
from portal.permits.what_if import age_18, as_trade, wrs_in_force
from portal.rulebook.permits import permit_book
from tests.permits.method import HOME_TOWNS, asked, short, status_and_range, table

NATIONAL = table("national_scores.csv")
CELLS = table("worked_cells.csv")
LINES = {row["line"]: row for row in table("worked_lines.csv")}
COLUMNS = [
    *((trade, town, trade) for trade in ("hairdresser", "tattooist") for town in HOME_TOWNS),
    *(("sex-worker", town, town) for town in HOME_TOWNS),
]
GROUPS = ("permission", "person", "privacy", "place", "cost_time", "consequence")
worked = pytest.mark.parametrize(("trade", "town", "column"), COLUMNS)


def _criteria():
    return permit_book().criteria


def _spread(low, level, high):
    return f"{shown(level)} [{shown(low)}-{shown(high)}]"


def _score_told(score):
    return _spread(score.low, score.score, score.high)


def _whole(points):
    return f"{points.level} [{points.low}-{points.high}]"


def _route(row):
    route = permit_book().trades[row["route"]]
    return asked(row["route"], route.town or "", route.ways[0])


@pytest.mark.parametrize("row", NATIONAL, ids=lambda row: row["route"])
def test_every_route_has_its_national_score(row):
    found = _route(row)
    score = scored(found, _criteria())
    equal = scored(found, _criteria(), equal_weights(_criteria()))

    assert found.work_used == row["way"]
    assert score.points.level == int(row["points"])
    assert [str(shown(one)) for one in (score.score, score.low, score.high)] == [
        row["score"],
        row["low"],
        row["high"],
    ]
    assert str(shown(score.known_share)) == row["known"]
    assert score.barred == row["barred"]
    assert str(shown(equal.score)) == row["equal_weights"]


def test_every_route_has_its_place_among_all_fifty_and_over_the_weight_sets():
    found = placed([_route(row) for row in NATIONAL], _criteria())

    assert {one.record.route: (one.place, one.best, one.worst) for one in found} == {
        row["route"]: (int(row["place"]), int(row["best"]), int(row["worst"])) for row in NATIONAL
    }


def test_the_table_of_national_scores_holds_every_route_once():
    assert sorted(row["route"] for row in NATIONAL) == sorted(permit_book().trades)


@worked
def test_every_cell_of_the_worked_example(trade, town, column):
    answers = asked(trade, town).answers
    weights = usual_weights(_criteria())

    assert {
        key: f"{short(answers[key])} = {weight * answers[key].range.level}"
        for key, weight in weights.items()
    } == {row["dimension"]: row[column] for row in CELLS}


def test_every_weight_of_the_worked_example():
    weights = usual_weights(_criteria())

    assert weights == {row["dimension"]: int(row["weight"]) for row in CELLS}
    assert str(sum(weights.values())) == LINES["points of 160"]["weight"]


@worked
@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_the_worked_example(trade, town, column, group):
    score = scored(asked(trade, town), _criteria())
    points = score.groups[group]
    part = _spread(*(score.of_hundred(one) for one in (points.low, points.level, points.high)))

    assert f"{points.level} = {part}" == LINES[group][column]


def test_there_are_no_other_groups():
    assert tuple(scored(asked("tattooist"), _criteria()).groups) == GROUPS


@worked
def test_every_total_of_the_worked_example(trade, town, column):
    found = asked(trade, town)
    score = scored(found, _criteria())
    equal = scored(found, _criteria(), equal_weights(_criteria()))

    assert {
        "points of 160": _whole(score.points),
        "score": _score_told(score),
        "equal weights": _score_told(equal),
        "known share": f"{shown(score.known_share)}%",
        "barred": score.barred.value,
        "seen share": f"{shown(score.seen_share)}%",
    } == {line: row[column] for line, row in LINES.items() if line not in GROUPS}
    assert score.maximum == 160


ALWAYS = {"minimum_age", "client_liability"}  # asked of her, and of neither of the others
SHOWN = {"premises_inspection", "advertising"}  # and of no hairdresser
PAPERS = {"national_permit", "screening", "named_register", "fees", "processing", "validity"}


@pytest.mark.parametrize(
    ("town", "other", "verdict", "kept", "any_weights", "hers", "perhaps", "theirs", "perhaps_not"),
    [
        ("tilburg", "hairdresser", "first", 45, False, ALWAYS | SHOWN, set(), set(), {"cap"}),
        ("tilburg", "tattooist", "second_certainly", 45, False, ALWAYS, set(), PAPERS, set()),
        (
            "amsterdam",
            "hairdresser",
            "first",
            45,
            True,
            ALWAYS | SHOWN,
            {"personal_refusal"},
            set(),
            set(),
        ),
        (
            "amsterdam",
            "tattooist",
            "first",
            44,
            False,
            ALWAYS,
            {"personal_refusal", "cap"},
            {"national_permit", "named_register"},
            {"screening"},
        ),
        ("rotterdam", "hairdresser", "first", 45, True, ALWAYS | SHOWN, set(), set(), set()),
        ("rotterdam", "tattooist", "first", 44, False, ALWAYS, {"cap"}, PAPERS, set()),
    ],
)
def test_every_verdict_of_the_worked_example(
    town, other, verdict, kept, any_weights, hers, perhaps, theirs, perhaps_not
):
    found = compared(asked("sex-worker", town), asked(other, town), _criteria())

    assert found.verdict is Verdict(verdict)
    assert (found.order_kept, found.weight_sets) == (kept, 45)
    assert found.any_weights is any_weights
    assert set(found.only_first) == hers
    assert set(found.only_first_possibly) == perhaps
    assert set(found.only_second) == theirs
    assert set(found.only_second_possibly) == perhaps_not


def test_rotterdam_and_the_tattooist_turn_only_where_the_place_is_left_out():
    hers, his = asked("sex-worker", "rotterdam"), asked("tattooist", "rotterdam")
    turned = [
        weights
        for weights in weight_sets(_criteria())
        if scored(hers, _criteria(), weights).score <= scored(his, _criteria(), weights).score
    ]

    assert [{key for key, weight in weights.items() if weight == 0} for weights in turned] == [
        {"home_based", "zoning", "cap", "advertising"}
    ]


@pytest.mark.parametrize(
    ("trade", "towns", "hours", "fees", "euros", "weeks"),
    [
        ("hairdresser", HOME_TOWNS, "4.0 [2.0-12.5]", (0, 750), (78, 1238), 0),
        ("tattooist", HOME_TOWNS, "15.0 [14.0-19.5]", (460, 659), (1006, 1420), 8),
        ("sex-worker", ["tilburg"], "5.0 [4.0-6.5]", (0, 0), (156, 254), 0),
        ("sex-worker", ["amsterdam"], "18.5 [5.5-24.5]", (0, None), (215, None), None),
        ("sex-worker", ["rotterdam"], "18.5 [4.0-18.5]", (0, 0), (156, 722), 0),
    ],
)
def test_hours_fees_euros_and_weeks_of_the_first_year(trade, towns, hours, fees, euros, weeks):
    for town in towns:
        year = first_year(asked(trade, town), _criteria())
        low, level, high = year.hours

        assert f"{level} [{low}-{high}]" == hours
        assert (year.fees, year.euros, year.weeks) == (fees, euros, weeks)


def _today(found):
    return found


def _as_a_hairdresser(found):
    return as_trade(asked("hairdresser", found.town))(found)


@pytest.mark.parametrize(
    ("town", "change", "score", "its_barred"),
    [
        ("tilburg", _today, "17.5 [13.8-21.3]", "no"),
        ("tilburg", _as_a_hairdresser, "13.1 [9.4-30.0]", "possible"),
        ("tilburg", age_18, "17.5 [13.8-18.8]", "no"),
        ("tilburg", wrs_in_force, "43.1 [39.4-58.8]", "no"),
        ("amsterdam", _today, "38.1 [16.3-64.4]", "possible"),
        ("amsterdam", _as_a_hairdresser, "14.4 [9.4-31.9]", "possible"),
        ("amsterdam", age_18, "36.9 [16.3-61.9]", "possible"),
        ("amsterdam", wrs_in_force, "56.9 [41.9-83.8]", "possible"),
        ("rotterdam", _today, "40.0 [13.8-41.9]", "likely"),
        ("rotterdam", _as_a_hairdresser, "14.4 [9.4-30.0]", "possible"),
        ("rotterdam", age_18, "38.8 [13.8-39.4]", "likely"),
        ("rotterdam", wrs_in_force, "64.4 [39.4-79.4]", "likely"),
    ],
)
def test_every_what_if_of_the_worked_example(town, change, score, its_barred):
    found = scored(change(asked("sex-worker", town)), _criteria())

    assert _score_told(found) == score
    assert found.barred == its_barred


def test_seventeen_towns_know_enough_of_home_sex_work_to_be_ranked():
    scores = [scored(asked("sex-worker", town), _criteria()) for town in permit_book().towns]

    assert sum(score.is_ranked for score in scores) == 17


def test_the_weight_sets_are_45_and_no_two_weigh_alike():
    sets = list(weight_sets(_criteria()))
    shares = {tuple(Fraction(weight, sum(one.values())) for weight in one.values()) for one in sets}

    assert len(sets) == len(shares) == 45


@pytest.mark.parametrize(
    ("points", "said"), [(Fraction(5, 4), "1.3"), (Fraction(25, 4), "6.3"), (Fraction(0), "0.0")]
)
def test_a_half_is_rounded_up(points, said):
    assert str(shown(points)) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("4", Barred.YES),
        ("4:1-4", Barred.LIKELY),
        ("4:0-4", Barred.POSSIBLE),
        ("1:0-4", Barred.POSSIBLE),
        ("?", Barred.POSSIBLE),
        ("3", Barred.NO),
        ("-", Barred.NO),
    ],
)
def test_a_gate_at_the_top_bars_as_surely_as_it_is_known(cell, said):
    for gate in ("municipal_permit", "home_based"):
        assert barred(_with(asked("accountant"), gate, cell)) is said


@pytest.mark.parametrize("work", ["premises", "online"])
def test_the_rule_on_homes_bars_only_who_works_from_home(work):
    trade = {"premises": "accountant", "online": "coach"}[work]

    assert barred(_with(asked(trade), "home_based", "4")) is Barred.YES
    assert barred(_with(asked(trade, work=work), "home_based", "4")) is Barred.NO


def test_who_is_barred_comes_before_who_scores_more():
    light = _with(asked("domestic-cleaner"), "municipal_permit", "4:1-4")
    found = placed([asked("bailiff"), light], _criteria())

    assert [one.record.trade for one in found] == ["domestic-cleaner", "bailiff"]
    assert found[0].score.score < found[1].score.score


def _with(found, dimension, cell):
    answer = found.answers[dimension].with_range(*status_and_range(cell))
    return found.changed({dimension: answer})


def test_what_is_unknown_adds_nothing_to_the_score_and_four_levels_to_its_top():
    before = scored(_with(asked("coach"), "cap", "0"), _criteria()).points
    after = scored(_with(asked("coach"), "cap", "?"), _criteria()).points

    assert (after.low, after.level) == (before.low, before.level)
    assert after.high == before.high + 4 * usual_weights(_criteria())["cap"]

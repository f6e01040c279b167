"""Own corrections change the cell they are about and no other; what they change can be told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from portal.basics.source import Confidence
from portal.language.words import words_in
from portal.permits.correcting import corrected, how_many, is_theirs
from portal.permits.record import ANYTHING, NOTHING, SEX_WORK, Range, trade_keys
from portal.permits.score import Barred, scored
from portal.permits.telling import Column, corrections_told, how_sure, is_old, level_told, told
from portal.rulebook.corrections import Correction
from portal.rulebook.permits import WAYS, permit_book
from tests.permits.method import DAY, asked

BOOK, WORDS = permit_book(), words_in("en")
WEIGHTS = {one.key: one.weight for one in BOOK.criteria.scored}
MAXIMUM = 4 * sum(WEIGHTS.values())
NATIONAL = {"national_permit", "diploma_exam", "health_check", "client_liability"}
TOLD = {
    "value": "Council decided otherwise.",
    "source": "Council decision 12",
    "as_of": "2026-10-01",
}


def _of_town(town="houten", work="home", dimension="fees", level=3, **more):
    known = {"status": "known", "level": level} if level is not None else {}
    whole = {"town": town, "work": work, "dimension": dimension, **TOLD, **known, **more}
    return Correction(**whole)


def _of_trade(trade, dimension="fees", level=3, **more):
    known = {"status": "known", "level": level} if level is not None else {}
    return Correction(trade=trade, dimension=dimension, **TOLD, **known, **more)


def _changed(before, after):
    return [key for key, answer in after.answers.items() if answer != before.answers[key]]


def _score(found):
    return scored(found, BOOK.criteria)


def test_a_correction_changes_its_cell_and_no_other():
    before = asked(SEX_WORK, "houten")
    after = corrected(before, [_of_town()])

    assert _changed(before, after) == ["fees"]
    assert after.answers["fees"].range == Range(3, 3, 3)
    assert (after.town, after.state, after.heard) == (before.town, before.state, before.heard)
    assert before == asked(SEX_WORK, "houten")


@pytest.mark.parametrize("dimension", WEIGHTS)
def test_every_scored_requirement_can_be_corrected(dimension):
    before = asked(SEX_WORK, "houten")
    after = corrected(before, [_of_town(dimension=dimension, low=1, high=4)])

    assert _changed(before, after) == [dimension]
    assert after.answers[dimension].range == Range(1, 3, 4)


def test_without_any_the_very_same_record_comes_back():
    found = asked(SEX_WORK, "houten")

    assert corrected(found, []) is found
    assert corrected(found, [_of_town("tilburg"), _of_trade("lawyer")]) is found
    assert how_many(found) == 0


@pytest.mark.parametrize("town", BOOK.towns)
def test_a_correction_of_a_town_holds_in_no_other(town):
    found = asked(SEX_WORK, town)

    assert (corrected(found, [_of_town("houten")]) is found) == (town != "houten")


@pytest.mark.parametrize("asked_for", WAYS)
@pytest.mark.parametrize("work", WAYS)
def test_a_correction_of_a_way_holds_in_no_other_save_that_own_premises_are_a_club(work, asked_for):
    found = asked(SEX_WORK, "houten", asked_for)
    same = {"premises": "club"}.get(work, work) == {"premises": "club"}.get(asked_for, asked_for)

    assert (corrected(found, [_of_town(work=work)]) is not found) == same


@pytest.mark.parametrize("town", ["tilburg", "amsterdam"])
def test_a_researched_record_of_a_town_can_be_corrected_like_any_other(town):
    before = asked(SEX_WORK, town)
    after = corrected(before, [_of_town(town)])

    assert before.route
    assert _changed(before, after) == ["fees"]


def test_without_a_town_no_correction_of_a_town_holds():
    for work in WAYS:
        found = asked(SEX_WORK, "", work)
        assert corrected(found, [_of_town(key, work) for key in BOOK.towns]) is found


def test_a_correction_of_sex_work_touches_no_other_trade():
    some = [_of_town("tilburg", work) for work in WAYS]
    for trade in trade_keys(BOOK):
        found = asked(trade, "tilburg")
        assert (corrected(found, some) is found) == (trade != SEX_WORK), trade


def test_a_correction_of_another_trade_touches_that_route_only():
    for trade in trade_keys(BOOK):
        found = asked(trade, "houten")
        touched = corrected(found, [_of_trade("lawyer")])
        assert _changed(found, touched) == (["fees"] if trade == "lawyer" else []), trade


def test_a_family_is_corrected_in_the_way_that_was_asked():
    some = [_of_trade("hairdresser-salon")]

    assert how_many(corrected(asked("hairdresser", work="premises"), some)) == 1
    assert how_many(corrected(asked("hairdresser", work="window"), some)) == 1
    assert how_many(corrected(asked("hairdresser", work="home"), some)) == 0


def test_a_national_pattern_that_was_corrected_is_so_in_every_town():
    some = [_of_trade("lawyer")]

    assert {how_many(corrected(asked("lawyer", town), some)) for town in ("", *BOOK.towns)} == {1}


def test_of_two_corrections_of_one_cell_the_later_holds():
    after = corrected(asked(SEX_WORK, "houten"), [_of_town(level=1), _of_town(level=4)])

    assert after.answers["fees"].range == Range(4, 4, 4)
    assert how_many(after) == 1


def test_what_is_not_ours_says_whose_it_is_and_rests_on_its_own_source():
    before = asked(SEX_WORK, "houten")
    after = corrected(before, [_of_town(url="https://example.org/1"), _of_town(dimension="cap")])
    (source,) = after.answers["fees"].cell.sources

    assert {key for key, answer in after.answers.items() if is_theirs(answer)} == {"fees", "cap"}
    assert how_many(after) == 2
    assert not any(map(is_theirs, before.answers.values()))
    assert (source.title, source.as_of) == (TOLD["source"], TOLD["as_of"])
    assert source.url == "https://example.org/1"
    assert after.answers["cap"].cell.sources[0].url is None


def test_what_is_not_ours_never_counts_as_seen():
    before = asked(SEX_WORK, "tilburg")
    after = corrected(before, [_of_town("tilburg", dimension=key, level=4) for key in WEIGHTS])

    assert _score(before).seen_share > 0
    assert _score(after).seen_share == 0
    assert {after.answers[key].cell.confidence for key in WEIGHTS} == {Confidence.RECALLED}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_not_ours_is_told_in_its_own_words(language):
    words = words_in(language)
    after = corrected(asked(SEX_WORK, "houten"), [_of_town(low=1)])
    answer = after.answers["fees"]

    assert told(answer, after, BOOK, words) == TOLD["value"]
    assert level_told(answer, BOOK, words) == words("permits.level_range", level=3, low=1, high=3)
    assert how_sure(answer, words) == words("permits.how_sure_theirs")


def test_the_score_follows_a_known_correction():
    before = asked(SEX_WORK, "houten")
    after = corrected(before, [_of_town(dimension="fees", level=3)])

    assert before.answers["fees"].is_unknown
    assert _score(after).score - _score(before).score == Fraction(
        100 * 3 * WEIGHTS["fees"], MAXIMUM
    )
    assert _score(after).high - _score(before).high == Fraction(-100 * WEIGHTS["fees"], MAXIMUM)
    assert _score(after).known_share > _score(before).known_share


@pytest.mark.parametrize("dimension", WEIGHTS)
def test_the_score_with_an_unknown_correction_widens(dimension):
    before = asked(SEX_WORK, "tilburg")
    unknown = _of_town("tilburg", dimension=dimension, level=None, status="unknown")
    after = corrected(before, [unknown])
    was, now = _score(before), _score(after)
    points = Fraction(100 * WEIGHTS[dimension], MAXIMUM)
    low, _, high = before.answers[dimension].range

    assert after.answers[dimension].range == ANYTHING
    assert now.low == was.low - points * low
    assert now.high == was.high + points * (4 - high)
    assert now.known_share == was.known_share - points * 4 * (
        not before.answers[dimension].is_unknown
    )


def test_what_does_not_arise_adds_nothing():
    before = asked(SEX_WORK, "tilburg")
    after = corrected(
        before, [_of_town("tilburg", dimension="zoning", level=None, status="not_applicable")]
    )

    assert before.answers["zoning"].range.level > 0
    assert after.answers["zoning"].range == NOTHING
    assert _score(after).score < _score(before).score
    assert _score(after).known_share == _score(before).known_share


def test_a_ban_that_somebody_writes_down_bars():
    before = asked(SEX_WORK, "tilburg")
    ban = _of_town("tilburg", dimension="home_based", level=4)

    assert _score(before).barred is Barred.NO
    assert _score(corrected(before, [ban])).barred is Barred.YES


# where the way of working or the town makes a cell of ours not count, one of theirs counts neither
def test_a_correction_of_the_rule_on_homes_counts_only_for_who_works_at_home():
    some = [_of_trade("dentist", "home_based")]
    away = asked("dentist", work="premises")

    assert how_many(corrected(asked("dentist"), some)) == 1
    assert corrected(away, some).answers["home_based"].status == "not_applicable"


def test_a_correction_of_zoning_counts_only_where_clients_come_to_the_address():
    some = [_of_trade("photographer", "zoning")]
    away = corrected(asked("photographer", work="outcall"), some)

    assert corrected(asked("photographer"), some).answers["zoning"].range.level == 3
    assert away.answers["zoning"].range == NOTHING


@pytest.mark.parametrize("trade", ["bnb-host-amsterdam", "holiday-rental-amsterdam"])
def test_a_correction_of_a_trade_of_one_town_holds_elsewhere_for_national_law_only(trade):
    some = [_of_trade(trade, key) for key in WEIGHTS]
    there, elsewhere = (corrected(asked(trade, town), some) for town in ("amsterdam", "tilburg"))

    assert how_many(there) == len(WEIGHTS)
    assert {key for key, answer in elsewhere.answers.items() if is_theirs(answer)} == NATIONAL


def test_what_corrections_do_to_a_score_is_told_with_and_without():
    ours, plain = asked(SEX_WORK, "houten"), asked("lawyer")
    theirs = corrected(ours, [_of_town(), _of_town(dimension="cap", level=4)])
    columns = [
        Column(theirs, _score(theirs), "Houten", _score(ours)),
        Column(plain, _score(plain), "Lawyer"),
    ]
    (line,) = corrections_told(columns, WORDS)

    assert line == WORDS(
        "permits.with_corrections",
        name="Houten",
        count=2,
        score=_one_place(_score(theirs).score),
        without=_one_place(_score(ours).score),
    )
    assert _score(theirs).score > _score(ours).score


def _one_place(score):
    return f"{float(score):.1f}"


def test_without_corrections_nothing_is_told_of_them():
    found = asked(SEX_WORK, "houten")

    assert corrections_told([Column(found, _score(found), "Houten")], WORDS) == []


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        ("2024-04", True),
        ("ca. 2023", True),
        ("undated copy", True),
        ("2018 / after 2022", True),
        (None, True),
        ("", True),
        ("2026-01-20", False),
        ("2024-10", True),
        ("2024-12", False),
        ("2024-12-31", False),
        ("2023", True),
        ("2024", False),
        ("2019, changed 2025-03", False),
        ("2025-03, first of 2019", False),
        ("1 April 2021", True),
        ("1 April 2025", False),
        ("ECLI:NL:RVS:2022:1", True),
        ("2026-13", False),
        ("12026", True),
        ("20260", True),
        ("1899", True),
        ("version 3", True),
    ],
)
def test_a_text_of_more_than_two_years_ago_or_without_a_date_is_to_be_checked_first(as_of, old):
    assert date(2026, 11, 25) == DAY
    assert is_old(as_of, DAY) is old


def test_what_was_new_grows_old():
    assert not is_old("2024-04", date(2026, 3, 31))
    assert is_old("2024-04", date(2026, 5, 1))

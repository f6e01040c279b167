"""Every organisation has its card; old numbers stay hidden, unknown hours unknown."""

from __future__ import annotations

import re
import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.basics.days_off import holidays
from portal.basics.errors import DataError
from portal.basics.source import Confidence
from portal.basics.toml import read_toml
from portal.rulebook.organisations import (
    FOLDER,
    Finding,
    Hours,
    national_help,
    organisations,
    read_national_help,
    read_organisations,
)

KEYS = read_toml(Path(__file__).parents[1] / "examples" / "rights_keys.toml")["organisations"]
UNKNOWN = ("", "unknown")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31))


def _open(*hours):
    """A line with these hours: days, from when, until when."""
    found = tuple(
        Hours(days=days, **{"from": begins, "until": ends}) for days, begins, ends in hours
    )
    return Finding(needs=("talk",), country=True, open=found)


OFFICE = _open((WEEK[:5], time(9), time(17)))
DAILY = _open((WEEK, time(11), time(21)))
DAY_AND_NIGHT = _open((WEEK, time(0), time(23, 59, 59)))


def test_every_organisation_of_the_research_is_there_and_no_other():
    assert len(set(KEYS)) == 74
    assert set(organisations()) == set(KEYS)


def test_every_organisation_has_what_the_filters_ask_and_none_is_without_organisation():
    finding = read_toml(FOLDER / "finding.toml")

    assert set(finding) == set(KEYS)
    for key, one in organisations().items():
        assert one.finding.needs, key
        assert one.finding.country or one.finding.provinces or one.finding.towns, key


def test_every_organisation_is_told_in_dutch():
    assert set(read_toml(FOLDER / "national.toml")["dutch"]) == set(KEYS)
    for key, one in organisations().items():
        assert one.dutch.what_for, key


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("opening_hours", "hours"),
        ("cost", "cost"),
        ("anonymous", "anonymous"),
        ("note", "note"),
        ("languages_note", "languages_note"),
        ("chat", "chat"),
    ],
)
def test_what_is_known_in_english_is_known_in_dutch(english, dutch):
    known = [one for one in organisations().values() if getattr(one, english) not in UNKNOWN]

    assert known
    assert [one.id for one in known if not getattr(one.dutch, dutch)] == []


def test_a_region_without_dutch_text_is_nothing_but_names():
    for key, one in organisations().items():
        words = re.findall(r"\w+", one.region("nl"))
        assert one.dutch.where or all(word.istitle() for word in words), key


def test_every_organisation_has_a_source_a_date_and_says_how_sure_it_is():
    for key, one in organisations().items():
        assert one.source, key
        assert one.as_of.strip(), key
        assert one.confidence in Confidence, key
        assert all(source.title.strip() for source in one.source), key


def test_what_is_recalled_of_an_organisation_has_no_day_on_which_it_was_read():
    for key, one in organisations().items():
        for source in one.source:
            assert (source.checked_on is None) is (one.confidence is Confidence.RECALLED), key


def test_a_number_that_may_be_old_is_never_shown():
    assert any(one.phone_stale_risk for one in organisations().values())
    for key, one in organisations().items():
        assert not (one.phone_stale_risk and one.may_show_phone), key
        assert not one.model_copy(update={"phone_stale_risk": True}).may_show_phone, key


@pytest.mark.parametrize("known", ["recalled", "none"])
def test_a_number_that_nobody_read_is_never_shown(known):
    for key, one in organisations().items():
        assert not one.model_copy(update={"phone_confidence": known}).may_show_phone, key


def test_the_national_lines_show_only_numbers_that_were_read_and_are_not_old():
    assert national_help()
    for one in national_help():
        assert (one.phone_confidence, one.phone_stale_risk) == ("seen", False), one.id


def test_a_national_line_whose_number_becomes_old_is_left_out():
    first = national_help()[0]
    old = first.model_copy(update={"phone_stale_risk": True})
    known = {**organisations(), first.id: old}

    assert read_national_help(FOLDER, known) == national_help()[1:]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        pytest.param(time(0), False, id="at midnight"),
        pytest.param(time(8, 59, 59, 999_999), False, id="just before it opens"),
        pytest.param(time(9), True, id="as it opens"),
        pytest.param(time(12, 30), True, id="at noon"),
        pytest.param(time(17), True, id="at the hour it closes"),
        pytest.param(time(17, 0, 1), False, id="a second after it closes"),
        pytest.param(time(23, 59, 59), False, id="at the end of the day"),
    ],
)
def test_a_line_is_open_from_its_first_hour_until_its_last(moment, is_open):
    assert OFFICE.open_at(datetime.combine(WEDNESDAY, moment)) is is_open


def test_a_line_is_closed_on_days_that_it_does_not_name():
    assert OFFICE.open_at(datetime.combine(SATURDAY, time(12))) is False


def test_a_line_with_other_hours_on_saturday_keeps_both():
    line = _open((WEEK[:5], time(9), time(17)), (("sat",), time(10), time(12)))

    assert line.open_at(datetime.combine(WEDNESDAY, time(16))) is True
    assert line.open_at(datetime.combine(SATURDAY, time(11))) is True
    assert line.open_at(datetime.combine(SATURDAY, time(16))) is False


PUBLIC_HOLIDAYS = {
    "New Year": date(2026, 1, 1),
    "Good Friday": date(2026, 4, 3),
    "Easter Monday": date(2026, 4, 6),
    "King's Day": date(2026, 4, 27),
    "King's Day on Saturday, as the 27th is a Sunday": date(2025, 4, 26),
    "Liberation Day": date(2026, 5, 5),
    "Ascension Day": date(2026, 5, 14),
    "Whit Monday": date(2026, 5, 25),
    "Christmas": date(2026, 12, 25),
    "the day after Christmas": date(2026, 12, 26),
}


@pytest.mark.parametrize("day", PUBLIC_HOLIDAYS.values(), ids=PUBLIC_HOLIDAYS.keys())
@pytest.mark.parametrize("hour", [time(3), time(12)])
def test_on_a_public_holiday_nobody_knows_unless_it_is_day_and_night(day, hour):
    assert DAILY.open_at(datetime.combine(day, hour)) is None
    assert DAY_AND_NIGHT.open_at(datetime.combine(day, hour)) is True


def test_the_27th_of_april_is_a_day_like_others_when_it_is_a_sunday():
    assert DAILY.open_at(datetime(2025, 4, 27, 12)) is True


def test_six_days_and_nights_are_not_all_week():
    line = _open((WEEK[:6], time(0), time(23, 59, 59)))

    assert line.open_at(datetime(2026, 4, 3, 12)) is None
    assert line.open_at(datetime(2026, 11, 29, 12)) is False


def test_day_and_night_may_be_written_in_two_lines():
    whole = (time(0), time(23, 59, 59))

    assert _open((WEEK[:5], *whole), (WEEK[5:], *whole)).is_always_open


@given(moments)
@example(datetime(2026, 11, 25, 23, 59, 59, 500_000))
def test_a_line_that_is_there_day_and_night_is_there_at_every_moment(moment):
    assert DAY_AND_NIGHT.open_at(moment) is True


@given(moments)
def test_hours_that_nobody_knows_stay_unknown_at_every_moment(moment):
    assert _open().open_at(moment) is None


@given(moments)
def test_no_organisation_is_said_open_or_closed_when_its_hours_are_unknown(moment):
    for key, one in organisations().items():
        known = bool(one.finding.open) and (
            one.finding.is_always_open or moment.date() not in holidays(moment.year)
        )
        assert (one.finding.open_at(moment) is not None) is known, key


def test_who_says_nothing_of_its_hours_has_none_in_the_filters():
    for key, one in organisations().items():
        if one.opening_hours in UNKNOWN:
            assert not one.finding.open, key


def test_hours_in_the_filters_say_how_sure_they_are_and_begin_before_they_end():
    for key, one in organisations().items():
        assert not one.finding.open or one.finding.hours_confidence, key
        assert all(hours.begins < hours.ends for hours in one.finding.open), key


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "help")


def _change(file, right, wrong):
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


ALL, FINDING, NATIONAL = "organisations.toml", "finding.toml", "national.toml"
SPOILED = {
    "an organisation that the filters do not know": (
        *(FINDING, "[org003]\n", "[org903]\n"),
        (FINDING, "org003", "none"),
    ),
    "a source that is none": (
        *(ALL, '"wwm_com"', '"wwm_cmo"'),
        (f"{ALL} [org001]", "source", "wwm_cmo"),
    ),
    "a confidence that is none": (
        *(ALL, '\nconfidence = "seen"', '\nconfidence = "sure"'),
        (f"{ALL} [org001]", "confidence", "sure"),
    ),
    "a misspelt key": (
        *(ALL, 'kind = "trafficking"\n', 'kind = "trafficking"\nknid = "trafficking"\n'),
        (f"{ALL} [org001]", "knid", "trafficking"),
    ),
    "a number of which nobody says whether it was read": (
        *(ALL, 'phone_confidence = "seen"\n', ""),
        (f"{ALL} [org001]", "phone_confidence", "org001"),
    ),
    "a misspelt key in Dutch": (
        *(NATIONAL, 'hours = "ma-vr 9-17"', 'huors = "ma-vr 9-17"'),
        (NATIONAL, "dutch.org001.huors", "ma-vr"),
    ),
    "organisations that are no TOML": (
        *(ALL, "[[organisations]]", "[[organisations]"),
        (ALL, "(the file)", "line"),
    ),
    "filters that are no TOML": (FINDING, "[org001]", "[org001", (FINDING, "(the file)", "line")),
}


def _refused(file, field, found, read):
    with pytest.raises(DataError) as refused:
        read()
    facts = refused.value.facts
    assert (facts["file"], facts["field"]) == (file, field)
    assert found in facts["found"]


def test_a_copy_that_nobody_spoiled_is_read(folder):
    assert read_organisations(folder) == organisations()


@pytest.mark.parametrize(("file", "right", "wrong", "told"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_organisation_is_refused_with_its_file_and_field(
    folder, file, right, wrong, told
):
    _change(folder / file, right, wrong)

    _refused(*told, lambda: read_organisations(folder))


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        pytest.param('"trafficking"', '"traficking"', "needs.0", id="an unknown need"),
        pytest.param('["mon"', '["mno"', "open.0.days.0", id="an unknown day"),
        pytest.param('free = "yes"', 'free = "maybe"', "free", id="an unknown price"),
        pytest.param("country = true", "cuontry = true", "country", id="a misspelt key"),
        pytest.param("until = 17:00:00\n", "", "open.0.until", id="hours without an end"),
    ],
)
def test_a_slip_in_the_filters_is_refused_with_the_file_where_it_stands(
    folder, right, wrong, field
):
    _change(folder / FINDING, right, wrong)

    with pytest.raises(DataError) as refused:
        read_organisations(folder)
    assert refused.value.facts["file"].startswith(FINDING)
    assert refused.value.facts["field"].endswith(field)


def test_a_first_line_that_nobody_knows_is_refused(folder):
    _change(folder / NATIONAL, '"org002"', '"org999"')

    _refused(NATIONAL, "first", "org999", lambda: read_national_help(folder, organisations()))

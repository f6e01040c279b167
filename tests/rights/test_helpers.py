"""Who helps: what is asked narrows the list, what is unknown never shuts anybody out."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rights.help import Wish, helpers, remark
from portal.rulebook.organisations import NEEDS, Group, organisations
from portal.rulebook.permits import permit_book

ALL = 74
LANGUAGES = ("nl", "en")
SPOKEN = sorted({code for one in organisations().values() for code in one.languages})
TUESDAY_AT_TEN = datetime(2026, 11, 24, 10, 0)
CHRISTMAS_AT_TEN = datetime(2026, 12, 25, 10, 0)
NUMBER = re.compile(r"\b0\d[\d -]{6,}\d")
OLD_NUMBERS = {
    "org010": ("088-208 40 00",),
    "org036": ("06-41 74 32 32",),
    "org037": ("06-21141959", "06-11471210"),
}
PLACES = [
    ("", ""),
    *((key, town.province) for key, town in permit_book().towns.items()),
    *(("", name) for name in sorted({town.province for town in permit_book().towns.values()})),
]
wishes = st.builds(
    lambda place, **rest: Wish(*place, **rest),
    st.sampled_from(PLACES),
    need=st.sampled_from(("", *NEEDS)),
    group=st.sampled_from(("", *get_args(Group))),
    speaks=st.sampled_from(("", *SPOKEN)),
    anonymous=st.booleans(),
    free=st.booleans(),
    open_at=st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
in_both = pytest.mark.parametrize("language", LANGUAGES)
each = pytest.mark.parametrize("one", organisations().values(), ids=lambda one: one.id)


def _ids(wish):
    return {match.organisation.id for match in helpers(wish)}


def _where(test):
    return {id for id, one in organisations().items() if test(one)}


def _maybe(wish, name):
    return {match.organisation.id for match in helpers(wish) if name in match.unknown}


def _sure(wish):
    return {match.organisation.id for match in helpers(wish) if match.is_sure}


def _digits(text):
    return re.sub(r"\D", "", text)


def test_who_asks_nothing_finds_all():
    found = helpers(Wish())

    assert len(found) == ALL
    assert all(match.is_sure for match in found)


@pytest.mark.parametrize("degree", ["free", "anonymous"])
def test_what_is_unknown_counts_as_maybe_and_never_as_no(degree):
    wish = Wish(**{degree: True})
    unknown = _where(lambda one: getattr(one.finding, degree) is None)

    assert unknown
    assert _maybe(wish, degree) == unknown
    assert _sure(wish) == _where(lambda one: getattr(one.finding, degree) in ("yes", "partly"))
    assert _ids(wish) == _where(lambda one: getattr(one.finding, degree) != "no")


def test_who_is_open_at_an_hour_that_nobody_told_is_maybe():
    wish = Wish(open_at=TUESDAY_AT_TEN)
    told = _where(lambda one: one.finding.open)

    assert _maybe(wish, "open") == set(organisations()) - told
    assert _sure(wish) == _where(lambda one: one.finding.open_at(TUESDAY_AT_TEN))
    assert _sure(wish) < told


def test_on_a_public_holiday_only_those_who_are_always_there_are_sure():
    assert _sure(Wish(open_at=CHRISTMAS_AT_TEN)) == _where(lambda one: one.finding.is_always_open)
    assert _ids(Wish(open_at=CHRISTMAS_AT_TEN)) == set(organisations())


@pytest.mark.parametrize("language", [code for code in SPOKEN if code != "nl"])
def test_a_language_that_nobody_named_is_maybe(language):
    wish = Wish(speaks=language)

    assert _ids(wish) == set(organisations())
    assert _sure(wish) == _where(lambda one: language in one.languages)


def test_dutch_is_spoken_by_all():
    assert _sure(Wish(speaks="nl")) == set(organisations())


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_finds_those_who_are_there_for_it(need):
    found = _ids(Wish(need=need))

    assert found
    assert found == _where(lambda one: need in one.finding.needs)


@pytest.mark.parametrize("group", get_args(Group))
def test_a_person_finds_those_who_are_there_for_them_or_for_all(group):
    found = _ids(Wish(group=group))

    assert found == _where(lambda one: {group, "all"} & set(one.target_groups))


@pytest.mark.parametrize(("town", "province"), PLACES[1:])
def test_a_place_finds_those_near_and_those_of_the_whole_country(town, province):
    near = _where(lambda one: town in one.finding.towns or province in one.finding.provinces)
    everywhere = _where(lambda one: one.finding.country)
    found = helpers(Wish(town=town, province=province))

    assert {match.organisation.id for match in found if match.near} == near
    assert {match.organisation.id for match in found} == near | everywhere


@given(wishes)
def test_the_surest_come_first_and_among_them_the_near_before_the_far(wish):
    for one, next_one in pairwise(helpers(wish)):
        assert (len(one.unknown), not one.near) <= (len(next_one.unknown), not next_one.near)


def test_somebody_in_tilburg_sees_tilburg_first():
    first, second, *_ = helpers(Wish(town="tilburg"))

    assert {first.organisation.id, second.organisation.id} == {"org025", "org026"}


@given(wishes)
def test_nobody_is_found_twice(wish):
    found = [match.organisation.id for match in helpers(wish)]

    assert len(found) == len(set(found))


@given(wishes)
def test_who_asks_more_never_finds_more(wish):
    place = Wish(town=wish.town, province=wish.province)
    parts = [
        place,
        Wish(need=wish.need),
        Wish(group=wish.group),
        Wish(speaks=wish.speaks),
        Wish(anonymous=wish.anonymous),
        Wish(free=wish.free),
        Wish(open_at=wish.open_at),
    ]

    assert _ids(wish) == set.intersection(*map(_ids, parts))
    assert _sure(wish) == set.intersection(*map(_sure, parts))


@in_both
@pytest.mark.parametrize(("id", "numbers"), OLD_NUMBERS.items())
def test_a_number_that_may_be_old_is_left_out_of_a_remark(id, numbers, language):
    one = organisations()[id]

    for number in numbers:
        assert number in one.remark(language)
        assert _digits(number) not in _digits(remark(one, language))
    assert "…" in remark(one, language)


@in_both
@each
def test_a_remark_names_no_number_that_no_card_shows(one, language):
    shown = {
        _digits(number)
        for other in organisations().values()
        if other.may_show_phone
        for number in NUMBER.findall(other.phone)
    }

    assert {_digits(number) for number in NUMBER.findall(remark(one, language))} <= shown


@in_both
@each
def test_a_remark_without_a_number_stays_as_it_is(one, language):
    if not NUMBER.search(one.remark(language)):
        assert remark(one, language) == one.remark(language)

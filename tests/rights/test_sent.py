"""The log of letters comes back as it was kept, and says what is due first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.rights.sent import (
    SentLetter,
    State,
    answered,
    from_note,
    in_order,
    is_late,
    sent,
    to_note,
)

MONDAY = date(2026, 11, 2)
maybe_days = st.none() | st.dates()
letters = st.builds(
    SentLetter,
    id=st.text(max_size=16),
    key=st.text(max_size=30),
    state=st.sampled_from(State),
    to=st.text(max_size=40),
    send_by=maybe_days,
    sent_on=maybe_days,
    answer_due=maybe_days,
    answered_on=maybe_days,
    text=st.text(),
)
logs = st.lists(letters, max_size=8)


def _to_send(id="a", **more):
    return SentLetter(id=id, key="letter_objection", state=State.TO_SEND, **more)


def _after(days):
    return MONDAY + timedelta(days=days)


@given(logs)
def test_any_log_comes_back_from_its_note(log):
    assert from_note(to_note(log)) == log


def test_where_nothing_was_kept_the_log_is_empty():
    assert from_note("") == []


@given(logs)
def test_what_is_due_first_stands_first_and_what_waits_for_nothing_last(log):
    days = [one.next_day or date.max for one in in_order(log)]

    assert days == sorted(days)


@given(logs)
def test_putting_the_log_in_order_loses_nothing(log):
    assert sorted(map(repr, in_order(log))) == sorted(map(repr, log))


@given(st.lists(letters, max_size=5, unique_by=lambda one: one.id), st.randoms())
def test_the_order_is_the_same_however_the_log_was_kept(log, chance):
    other = list(log)
    chance.shuffle(other)

    assert in_order(other) == in_order(log)


def test_a_letter_to_send_waits_for_the_last_day_to_send_it():
    assert _to_send(send_by=_after(42)).next_day == _after(42)


def test_a_letter_that_was_sent_waits_for_its_answer():
    one = sent(_to_send(send_by=_after(42)), MONDAY, _after(14))

    assert (one.state, one.sent_on, one.answer_due) == (State.WAITING, MONDAY, _after(14))
    assert one.next_day == _after(14)


def test_a_letter_to_which_no_answer_is_due_waits_for_nothing():
    assert sent(_to_send(send_by=_after(42)), MONDAY, None).next_day is None


def test_a_letter_that_was_answered_waits_for_nothing():
    one = answered(sent(_to_send(send_by=_after(42)), MONDAY, _after(14)), _after(7))

    assert (one.state, one.answered_on) == (State.ANSWERED, _after(7))
    assert one.next_day is None


@given(letters, st.dates(), maybe_days)
def test_sending_and_answering_change_nothing_else(one, on, due):
    done = answered(sent(one, on, due), on)

    assert (done.id, done.key, done.to, done.send_by, done.text) == (
        *(one.id, one.key, one.to),
        *(one.send_by, one.text),
    )


@pytest.mark.parametrize(("today", "late"), [(41, False), (42, False), (43, True)])
def test_a_letter_is_late_from_the_day_after_its_last_day(today, late):
    assert is_late(_to_send(send_by=_after(42)), _after(today)) is late


def test_an_answer_is_late_by_the_day_it_was_due_not_by_the_day_to_send():
    one = sent(_to_send(send_by=_after(2)), MONDAY, _after(14))

    assert not is_late(one, _after(14))
    assert is_late(one, _after(15))


@given(letters, st.dates())
def test_what_waits_for_nothing_is_never_late(one, today):
    assert not is_late(answered(one, today), date.max)

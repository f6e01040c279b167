"""Ask for hours: a month on a calendar, a usual week, one line to change or take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from portal.basics.errors import PortalError
from portal.basics.period import Period
from portal.books.checks import personal_detail
from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import (
    Change,
    HourLine,
    Pattern,
    change_of,
    check_days,
    field_text,
    hours_text,
    proposal,
    sum_of,
    typed_minutes,
    week_of,
    weeks_of,
)
from portal.language.words import Words
from portal.ui import desk, views
from portal.vault.store import Store, Version

FORM, WEEK_FORM, LINE_FORM = "hours", "hours_week", "hours_line"
NOTE = "hours_pattern"
_KINDS = list(HourKind)
# seven fields side by side on a phone, as on any calendar
_CSS = """
<style>
[class*="st-key-calendar"] [data-testid="stTextInputRootElement"] input { padding: .4rem .3rem;
  text-align: center; min-width: 0; }
[class*="st-key-calendar"] [data-testid="InputInstructions"] { display: none; }
[class*="st-key-calendar"] [data-testid="stColumn"] { min-width: 0; }
@media (max-width: 640px) {
  [class*="st-key-calendar"] label p { font-size: .75rem; white-space: nowrap; }
  [class*="st-key-calendar"] [data-testid="stForm"] { padding: .5rem; }
  [class*="st-key-calendar"] [data-testid="stTextInputRootElement"] input { padding: .4rem .1rem; }
}
</style>
"""


def kind_input(words: Words, name: str) -> HourKind:
    """Which kind of work, and what counts as it."""
    chosen = st.selectbox(
        words("hours.kind"), _KINDS, format_func=lambda kind: kind_name(kind, words), key=name
    )
    kind = HourKind(chosen or HourKind.CLIENTS)
    st.caption(words(f"hours.counts_{kind}"))
    return kind


def kind_name(kind: HourKind, words: Words) -> str:
    """A kind of work in the reader's language, on screen as on paper."""
    return words(f"hours.kind_{kind}")


def month_form(
    month: Period, known: Sequence[WorkedHours], words: Words
) -> tuple[HourKind, Change] | None:
    """The days that were just filled, or none yet. Raises PortalError for what is wrong."""
    st.html(_CSS)
    kind = kind_input(words, "hours_kind")
    memo = _memo(words, FORM)
    with st.container(key="calendar-month"), st.form("hours_month_form"):
        typed: dict[date, str] = {}
        for monday in weeks_of(month):
            _week_row(monday, month, kind, known, typed, words)
        pressed = st.form_submit_button(
            words("hours.save"), type="primary", icon=":material/edit:", key="hours_save"
        )
    st.caption(words("hours.grid_line"))
    if not pressed:
        return None
    change = change_of(typed, kind, known, desk.today(), memo)
    if not change:
        raise PortalError("error.hours_nothing")
    return kind, change


def _week_row(
    monday: date,
    month: Period,
    kind: HourKind,
    known: Sequence[WorkedHours],
    typed: dict[date, str],
    words: Words,
) -> None:
    for column, day in zip(st.columns(7, gap="xxsmall", wrap=False), week_of(monday), strict=True):
        if day not in month:
            continue
        minutes = sum_of(line for line in known if line.day == day and line.work is kind)
        # what is known stands in the key: an undo elsewhere never leaves an old text in the field
        name = f"{_KINDS.index(kind)}-{day}-{minutes}"
        typed[day] = (
            column.text_input(
                f"{words(f'hours.weekday_{day.weekday()}')} {day.day}",
                value=field_text(minutes),
                disabled=day > desk.today() and not minutes,
                autocomplete="off",
                key=desk.form_key(FORM, name),
            )
            or ""
        )


def week_question(
    books: Store, monday: date, pattern: Pattern, known: Sequence[WorkedHours], words: Words
) -> None:
    """What the usual week proposes for one week; nothing is recorded until she says so."""
    lines = proposal(pattern, monday, known, desk.today())
    if not lines:
        return
    days = list(dict.fromkeys(line.day for line in lines))
    with st.container(border=True):
        st.markdown(f"**{views.plain(words('hours.week_from', day=monday))}**")
        if any(HourLine(line).late for line in lines):
            st.caption(words("hours.week_late"))
        chosen = st.pills(
            words("hours.week_days"),
            days,
            selection_mode="multi",
            default=days,
            format_func=lambda day: _proposed(day, lines, words),
            key=f"hours-week-{monday}-{len(days)}",
        )
        if st.button(words("hours.week_confirm"), icon=":material/check:", key=f"confirm-{monday}"):
            _confirm(books, pattern, [line for line in lines if line.day in chosen], days, words)


def pattern_form(pattern: Pattern, words: Words) -> Pattern | None:
    """Another usual week, or none yet. Raises PortalError for what is wrong."""
    st.write(words("hours.pattern_line"))
    kind = kind_input(words, "hours_pattern_kind")
    minutes = pattern.minutes.get(kind, (0,) * 7)
    with st.container(key="calendar-pattern"), st.form("hours_pattern_form"):
        typed = [
            column.text_input(
                words(f"hours.weekday_{number}"),
                value=field_text(minutes[number]),
                autocomplete="off",
                key=desk.form_key(WEEK_FORM, f"{_KINDS.index(kind)}-{number}-{minutes[number]}"),
            )
            or ""
            for number, column in enumerate(st.columns(7, gap="xxsmall", wrap=False))
        ]
        pressed = st.form_submit_button(
            words("hours.pattern_save"), icon=":material/edit:", key="hours_pattern_save"
        )
    return pattern.with_kind(kind, typed) if pressed else None


def line_form(books: Store, shown: Sequence[WorkedHours], words: Words) -> None:
    """One line of the list: change it, take it away, see what happened to it."""
    line = st.selectbox(
        words("hours.which_line"),
        shown,
        index=None,
        format_func=lambda one: line_name(one, words),
        placeholder=words("hours.choose_line"),
        key=desk.form_key(LINE_FORM, "line"),
    )
    if line is None:
        return
    versions = books.history(line.id)
    now = f"{line.id}-{len(versions)}"  # of this version: an undo gives fresh fields
    hours = st.text_input(
        words("hours.line_hours"),
        value=field_text(line.minutes),
        autocomplete="off",
        key=desk.form_key(LINE_FORM, f"hours-{now}"),
    )
    work = st.selectbox(
        words("hours.kind"),
        _KINDS,
        index=_KINDS.index(line.work),
        format_func=lambda kind: kind_name(kind, words),
        key=desk.form_key(LINE_FORM, f"kind-{now}"),
    )
    memo = _memo_field(words, LINE_FORM, line.memo, f"memo-{now}")
    with st.container(horizontal=True):
        if st.button(words("hours.line_save"), icon=":material/edit:", key="hours_line_save"):
            _keep_line(books, line, hours or "", HourKind(work or line.work), memo, words)
        st.button(
            words("hours.line_remove"),
            icon=":material/delete:",
            key="hours_line_remove",
            on_click=_remove,
            args=(books, line, words),
        )
    _history(versions, words)


def line_name(line: WorkedHours, words: Words) -> str:
    """A line in a few words."""
    day = views.day_text(line.day, words)
    return f"{day} · {hours_text(line.minutes)} · {kind_name(line.work, words)}"


def undo_of(books: Store, change: Change) -> None:
    """Take a whole change back: old versions return, new lines go."""
    books.replace([*change.before, *change.gone], change.new_ids)


def _memo(words: Words, form: str) -> str:
    with st.expander(words("hours.memo_more"), icon=":material/notes:"):
        return _memo_field(words, form, "", "memo")


def _memo_field(words: Words, form: str, value: str, name: str) -> str:
    memo = st.text_input(
        words("hours.memo"),
        value=value,
        help=words("inputs.memo_help"),
        autocomplete="off",
        max_chars=200,
        key=desk.form_key(form, name),
    )
    if found := personal_detail(memo or ""):
        st.warning(words("inputs.personal", found=found), icon=":material/person_alert:")
    return memo or ""


def _proposed(day: date, lines: Sequence[WorkedHours], words: Words) -> str:
    minutes = sum_of(line for line in lines if line.day == day)
    return f"{words(f'hours.weekday_{day.weekday()}')} {day.day}: {hours_text(minutes)}"


def _confirm(
    books: Store,
    pattern: Pattern,
    lines: Sequence[WorkedHours],
    proposed: Sequence[date],
    words: Words,
) -> None:
    """Record the days that were left ticked; the others are not proposed again."""
    skipped = set(proposed) - {line.day for line in lines}
    if skipped:
        desk.note(NOTE, pattern.without(skipped).note())
    if lines:
        books.record(*lines)

    def undo() -> None:
        books.withdraw(*(line.id for line in lines))
        desk.note(NOTE, pattern.note())

    told = words("hours.confirmed", count=len(lines), hours=hours_text(sum_of(lines)))
    desk.say(told, undo=undo)
    st.rerun()


def _keep_line(
    books: Store, line: WorkedHours, hours: str, work: HourKind, memo: str, words: Words
) -> None:
    minutes = typed_minutes(hours, line.day)
    if not minutes:
        raise PortalError("error.hours_line_empty")
    update: Mapping[str, object] = {"minutes": minutes, "work": work, "memo": memo}
    newer = line.model_copy(update=update)
    if newer == line:
        raise PortalError("error.hours_nothing")
    check_days([newer], books.facts(WorkedHours, Period(line.day, line.day)), desk.today())
    books.record(newer)
    desk.empty_form(LINE_FORM)
    desk.say(words("hours.line_saved"), undo=lambda: books.record(line))
    st.rerun()


def _remove(books: Store, line: WorkedHours, words: Words) -> None:
    books.withdraw(line.id)
    desk.empty_form(LINE_FORM)
    desk.say(
        words("hours.removed", line=line_name(line, words)),
        undo=lambda: books.restore(line.id),
    )


def _history(versions: Sequence[Version], words: Words) -> None:
    with st.expander(words("hours.history"), icon=":material/history:"):
        for version in versions:
            told = "list.removed_on" if version.withdrawn else "list.written_on"
            moment = words(told, moment=version.recorded_at)
            memo = f" · {version.fact.memo}" if version.fact.memo else ""
            st.write(views.plain(f"{moment}: {line_name(version.fact, words)}{memo}"))

"""How worked hours are shown: against the hours criterion, what counts, sums, and each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import streamlit as st

from portal.basics.period import month_of
from portal.basics.source import Source
from portal.books.facts import HourKind, WorkedHours
from portal.books.hours import (
    HOUR,
    HourLine,
    Outlook,
    changed_on,
    hours_text,
    outlook,
    per_kind,
    per_month,
    per_week,
    sum_of,
)
from portal.language.words import Words
from portal.rulebook.income_rules import cited, income_rules, rule
from portal.rulebook.income_tax import hours_criterion
from portal.ui import desk, views
from portal.ui.forms.hours import kind_name
from portal.vault.store import Store

_RULES = ("more_than_half", "no_pro_rata", "pregnancy")  # of [rules.urencriterium], a line each


def gauge(lines: Sequence[WorkedHours], year: int, words: Words) -> None:
    """How a year stands against the hours criterion, and what each line of that rests on."""
    found = outlook(lines, year, desk.today(), hours_criterion().hours.value)
    worked, needed = hours_text(found.worked), found.needed // HOUR
    told = words("hours.worked_of", worked=worked, needed=needed, year=str(year))
    st.subheader(words("hours.gauge", year=str(year)))
    st.progress(min(1.0, found.worked / found.needed), text=told)
    st.write(_said(found, words))
    if found.days_left and found.worked:
        st.write(words("hours.forecast", hours=hours_text(found.expected)))
        st.caption(words("hours.forecast_line"))
    with st.expander(words("hours.rule"), icon=":material/gavel:"):
        _rules(words)


def _said(found: Outlook, words: Words) -> str:
    if not found.missing:
        return words("hours.met")
    missing = hours_text(found.missing)
    if not found.days_left:
        return words("hours.missed", missing=missing)
    if not found.within_reach:
        return words("hours.out_of_reach", missing=missing)
    name = "hours.need_a_week" if found.days_left >= 7 else "hours.need_rest"
    return words(name, missing=missing, hours=found.hours_a_week)


def _rules(words: Words) -> None:
    criterion, sources = hours_criterion(), rule_sources()
    st.write(words("hours.rule_needed", hours=criterion.hours.value))
    views.source_lines(criterion.hours.source, words)
    for name in _RULES:
        st.write(words(f"hours.rule_{name}"))
        views.source_lines(sources[name], words)
    st.write(words("hours.rule_reduced", hours=criterion.reduced.value))
    views.source_lines(criterion.reduced.source, words)


def what_counts(words: Words) -> None:
    """Which hours count, kind by kind, and which do not."""
    sources = rule_sources()
    with st.expander(words("hours.what_counts"), icon=":material/help:"):
        for kind in HourKind:
            name, told = kind_name(kind, words), words(f"hours.counts_{kind}")
            st.markdown(f"**{views.plain(name)}**: {views.plain(told)}")
        views.source_lines(sources["counts"], words)
        st.write(words("hours.not_reachable"))
        views.source_lines(sources["waiting_time"], words)
        st.write(words("hours.not_employee"))
        st.write(words("hours.not_others"))
        views.source_lines(sources["does_not_count"], words)
        st.write(words("hours.on_time"))
        views.source_lines(sources["duty"], words)


def month_sums(lines: Iterable[WorkedHours], words: Words) -> None:
    """Sums of a month and its weeks, in a sentence each; all kinds together."""
    of_month = list(lines)
    if not of_month:
        return
    weeks = " · ".join(
        words("hours.week_sum", week=monday.isocalendar().week, hours=hours_text(minutes))
        for monday, minutes in per_week(of_month).items()
    )
    st.caption(words("hours.month_sum", hours=hours_text(sum_of(of_month)), weeks=weeks))


def filtered(lines: Sequence[WorkedHours], words: Words) -> tuple[int, list[WorkedHours]]:
    """The year that is asked for, and its lines of the kinds asked for, newest first."""
    now = desk.today().year
    years = sorted({now, *(line.day.year for line in lines)}, reverse=True)
    with st.container(horizontal=True):
        year = st.selectbox(
            words("inputs.year"),
            years,
            index=years.index(now),
            format_func=str,
            key="hours_year",
        )
        kinds = st.multiselect(
            words("hours.kinds"),
            list(HourKind),
            format_func=lambda kind: kind_name(kind, words),
            placeholder=words("hours.all_kinds"),
            key="hours_kinds",
        )
    found = [line for line in lines if line.day.year == year and (not kinds or line.work in kinds)]
    return year or now, found[::-1]


def totals(lines: Sequence[WorkedHours], words: Words) -> None:
    """Sums per month and per kind, as tables."""
    hours = words("hours.column_hours")
    months = [
        {words("hours.column_month"): words.show(month_of(first)), hours: hours_text(minutes)}
        for first, minutes in per_month(lines).items()
    ]
    kinds = [
        {words("hours.column_kind"): kind_name(kind, words), hours: hours_text(minutes)}
        for kind, minutes in per_kind(lines).items()
    ]
    st.write(words("hours.total", hours=hours_text(sum_of(lines))))
    views.table(months, alt=words("hours.per_month"))
    views.table(kinds, alt=words("hours.per_kind"))


def line_table(books: Store, lines: Sequence[WorkedHours], words: Words) -> None:
    """Lines with the day each was entered and, where it was, changed; a page at a time."""
    first = views.page_picker(words, len(lines), "hours_page")
    shown = lines[first : first + views.PAGE]
    columns = [words(f"hours.column_{name}") for name in ("day", "what", "entered", "hours")]
    views.table(
        [dict(zip(columns, _cells(line, words), strict=True)) for line in evidence(books, shown)],
        alt=words("hours.list_alt"),
    )


def evidence(books: Store, lines: Iterable[WorkedHours]) -> list[HourLine]:
    """Lines with the day of their last later change, out of their history."""
    return [HourLine(line, changed_on(books.history(line.id))) for line in lines]


def _cells(one: HourLine, words: Words) -> tuple[str, str, str, str]:
    line = one.line
    kind = kind_name(line.work, words)
    entered = [views.day_text(line.entered, words)]
    if one.late:
        entered.append(words("hours.days_later", count=one.days_later))
    if one.changed:
        entered.append(words("hours.changed", day=one.changed))
    return (
        views.day_text(line.day, words),
        views.plain(f"{kind} · {line.memo}" if line.memo else kind),
        ", ".join(entered),
        hours_text(line.minutes),
    )


@cache
def rule_sources() -> dict[str, tuple[Source, ...]]:
    """Where the rules on hours stand, by their names in data/tax/income_rules.toml."""
    kept = income_rules()["procedure"]["hours_administration"]
    return {
        "duty": cited(kept["source"], kept["confidence"]),
        "counts": cited(kept["counts_source"], kept["counts_confidence"]),
        "does_not_count": cited(kept["source"], kept["does_not_count_confidence"]),
        "waiting_time": rule("procedure", "hours_administration", "waiting_time")["source"],
        **{name: rule("rules", "urencriterium", name)["source"] for name in _RULES},
    }

"""The comparison on screen: a real table whose cells unfold to rule, source, date and certainty."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from portal.documents.permit_charts import Bar, Tile, bars, tiles
from portal.language.words import Words
from portal.permits.compare import only
from portal.permits.correcting import is_theirs
from portal.permits.record import Answer
from portal.permits.score import Placed, Weights, equal_weights, scored, shown
from portal.permits.telling import (
    Column,
    corrections_told,
    heard,
    how_sure,
    is_old,
    level_told,
    number,
    score_told,
    short,
    state_told,
    told,
)
from portal.rulebook.permits import Dimension, PermitBook
from portal.ui import desk, views

_CSS = """
<style>
[data-testid="stMainBlockContainer"] { max-width: 84rem; }
.cmp table { width: 100%; border-collapse: collapse; font-size: .9rem; table-layout: fixed; }
.cmp th, .cmp td { border-bottom: 1px solid #8C867B; padding: .35rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
.cmp thead th { position: sticky; top: 3.75rem; background: var(--cmp-paper); z-index: 1; }
.cmp caption { position: absolute; left: -999rem; }
img.chart { width: 100%; max-width: 46rem; border-radius: .5rem; }
.cmp tbody th { width: 22%; font-weight: 600; }
.cmp tr.group th { background: var(--cmp-raised); font-weight: 650; }
.cmp small { display: block; font-weight: 400; color: var(--cmp-muted); }
.cmp summary { cursor: pointer; min-height: 1.5rem; }
.cmp summary:hover { text-decoration: underline; }
.cmp .steps { letter-spacing: .1em; white-space: nowrap; font-family: monospace; }
.cmp .mark { display: inline-block; border: 1px solid currentColor; border-radius: .3rem;
  padding: 0 .3rem; font-size: .75rem; font-weight: 600; }
.cmp .l0 { background: transparent; }
.cmp .l1 { background: rgba(0, 114, 178, .08); }
.cmp .l2 { background: rgba(0, 114, 178, .16); }
.cmp .l3 { background: rgba(0, 114, 178, .26); }
.cmp .l4 { background: rgba(0, 114, 178, .38); }
.cmp .u { background: repeating-linear-gradient(45deg, transparent 0 6px,
  rgba(140, 134, 123, .25) 6px 8px); }
.cmp details p { margin: .4rem 0; }
.cmp details ul { margin: .3rem 0; padding-left: 1.1rem; font-size: .8rem; }
.cmp { --cmp-paper: #FBFAF7; --cmp-raised: #F0EDE6; --cmp-muted: #5B6472; }
@media (prefers-color-scheme: dark) {
  .cmp { --cmp-paper: #15191D; --cmp-raised: #1F252B; --cmp-muted: #A8B0BA; }
  .cmp .l1 { background: rgba(86, 180, 233, .10); }
  .cmp .l2 { background: rgba(86, 180, 233, .18); }
  .cmp .l3 { background: rgba(86, 180, 233, .27); }
  .cmp .l4 { background: rgba(86, 180, 233, .36); }
}
@media (max-width: 640px) {
  .cmp table, .cmp tbody, .cmp tr, .cmp td, .cmp tbody th { display: block; width: auto; }
  .cmp thead { position: absolute; left: -999rem; }
  .cmp tr { margin-bottom: .75rem; }
  .cmp tbody th { border: 0; background: var(--cmp-raised); }
  .cmp tr.group th { background: none; font-size: 1.05rem; padding-left: 0; }
  .cmp td::before { content: attr(data-name); display: block; font-size: .78rem;
    color: var(--cmp-muted); }
}
</style>
"""
_STEPS = 4
PATTERNS = {
    "allowed": "full",
    "allowed_with_conditions": "half",
    "recognition": "half",
    "tolerated": "dots",
    "permit": "dots",
    "not_allowed": "hatched",
    "unknown": "empty",
}
SIGNS = {
    "allowed": "allowed",
    "allowed_with_conditions": "conditions",
    "recognition": "conditions",
    "tolerated": "tolerated",
    "permit": "permit",
    "not_allowed": "barred",
    "unknown": "unknown",
}


def put_style() -> None:
    """The look of the comparison; it needs more width than a form."""
    st.html(_CSS)


def matrix(
    columns: Sequence[Column], book: PermitBook, words: Words, *, differences: bool = False
) -> None:
    """One row per requirement, grouped; each cell unfolds."""
    st.html(f"<div class='cmp'>{_table(columns, book, words, differences)}</div>")


def stacked(rows: Sequence[Mapping[str, str]], alt: str) -> None:
    """A table of ready text that stands in cards on a phone; the first column names the row."""
    if not rows:
        return
    names = list(rows[0])
    heads = "".join(f"<th scope='col' role='columnheader'>{escape(name)}</th>" for name in names)
    body = "".join(
        f"<tr role='row'><th scope='row' role='rowheader'>{escape(row[names[0]])}</th>"
        + "".join(
            f"<td role='cell' data-name='{escape(name)}'>{escape(row[name])}</td>"
            for name in names[1:]
        )
        + "</tr>"
        for row in rows
    )
    st.html(
        f"<div class='cmp'><table role='table'><caption>{escape(alt)}</caption>"
        f"<thead role='rowgroup'><tr role='row'>{heads}</tr></thead>"
        f"<tbody role='rowgroup'>{body}</tbody></table></div>"
    )


def picture(chart: str, alt: str) -> None:
    """A chart, no wider than can be read and no wider than the window."""
    source = b64encode(chart.encode()).decode()
    st.html(f"<img class='chart' alt='{escape(alt)}' src='data:image/svg+xml;base64,{source}'>")


def score_chart(columns: Sequence[Column], words: Words) -> str:
    """The scores as a picture."""
    found = [
        Bar(
            name=column.name,
            score=column.score.score,
            low=column.score.low,
            high=column.score.high,
            label=number(shown(column.score.score), words),
            note=words(f"permits.barred_{column.score.barred}")
            if column.score.barred.comes_first
            else words("permits.national_here")
            if column.record.national
            else "",
            hatched=column.score.barred.comes_first,
        )
        for column in columns
    ]
    return bars(words("permits.chart_alt"), found)


def town_chart(listed: Sequence[Placed], book: PermitBook, words: Words) -> str:
    """All towns by province, barred first, each with the pattern of its home-work rule."""
    by_province: dict[str, list[Tile]] = {}
    for one in sorted(listed, key=lambda one: _barred_then_name(one, book)):
        town = book.towns[one.record.town]
        state = "not_allowed" if one.score.barred.comes_first else one.record.state
        by_province.setdefault(town.province, []).append(_tile(town.name, state, words))
    legend = [
        Tile(words(f"towns.sign.{SIGNS[state]}"), "", PATTERNS[state])
        for state in ("not_allowed", "permit", "allowed_with_conditions", "allowed", "unknown")
    ]
    return tiles(words("towns.map_alt"), sorted(by_province.items()), legend)


def score_table(columns: Sequence[Column], book: PermitBook, words: Words) -> None:
    """The chart in words: score, range, how much is known, whether it can be done at all."""
    heads = ("trades", "score", "equal", "known", "seen", "barred")
    trade, score, equal, known, seen, lawful = (words(f"permits.column_{head}") for head in heads)
    alike = equal_weights(book.criteria)
    rows = [
        {
            trade: column.name,
            score: score_told(column.score, words),
            equal: score_told(scored(column.record, book.criteria, alike), words),
            known: _percent(column.score.known_share, words),
            seen: _percent(column.score.seen_share, words),
            lawful: words(f"permits.barred_{column.score.barred}"),
        }
        for column in columns
    ]
    stacked(rows, words("permits.chart_table"))
    for line in corrections_told(columns, words):
        st.warning(views.plain(line), icon=":material/edit_note:")
    for column in columns:
        lines = asides(column, book, words)
        if not column.score.is_ranked:
            lines.append(words("permits.too_little"))
        if lines:
            st.caption(views.plain(f"{column.name}: {' · '.join(lines)}"))


def arithmetic(
    columns: Sequence[Column], book: PermitBook, words: Words, weights: Weights | None
) -> None:
    """Weight times level, line by line, per column; only made once it is unfolded."""
    box = st.expander(words("permits.arithmetic"), key="permit_arithmetic", on_change="rerun")
    if not box.open:
        return
    with box:
        st.write(words("permits.arithmetic_line", maximum=columns[0].score.maximum))
        views.table(
            [_sum_row(one, columns, weights, words) for one in book.criteria.scored]
            + [_group_row(name, columns, words) for name in columns[0].score.groups]
            + [_total_row(columns, words)],
            alt=words("permits.arithmetic"),
            amounts=len(columns),
        )


def _sum_row(
    one: Dimension, columns: Sequence[Column], weights: Weights | None, words: Words
) -> dict[str, str]:
    weight = weights[one.key] if weights else one.weight or 0
    row = {words("permits.requirement"): one.label(words.language)}
    for column in columns:
        answer = column.record.answers[one.key]
        level = "?" if answer.is_unknown else str(answer.range.level)
        row[column.name] = f"{weight} × {level} = {weight * answer.range.level}"
    return row


def _group_row(name: str, columns: Sequence[Column], words: Words) -> dict[str, str]:
    row = {words("permits.requirement"): words(f"permits.group.{name}").upper()}
    for column in columns:
        points = column.score.groups[name]
        row[column.name] = f"{points.level} ({points.low}–{points.high})"
    return row


def _total_row(columns: Sequence[Column], words: Words) -> dict[str, str]:
    row = {words("permits.requirement"): words("permits.score").upper()}
    for column in columns:
        points = column.score.points
        shares = number(shown(column.score.score), words)
        row[column.name] = f"{points.level} ({points.low}–{points.high}) → {shares}"
    return row


def _percent(share: Fraction, words: Words) -> str:
    return f"{number(shown(share), words)} %"


def _barred_then_name(one: Placed, book: PermitBook) -> tuple[bool, str]:
    return not one.score.barred.comes_first, book.towns[one.record.town].name


def asides(column: Column, book: PermitBook, words: Words) -> list[str]:
    """What must be known to read a column."""
    found = column.record
    lines = [words(f"permits.barred_{column.score.barred}")] if column.score.barred != "no" else []
    if found.national:
        lines.append(words("permits.national_here"))
    if found.work_used != found.work:
        lines.append(words("permits.work_used", work=words(f"permits.way.{found.work_used}")))
    lines += [line for line in (state_told(found, words), heard(found, book, words)) if line]
    return lines


def _tile(name: str, state: str, words: Words) -> Tile:
    return Tile(name, words(f"towns.sign.{SIGNS[state]}"), PATTERNS[state])


def _table(columns: Sequence[Column], book: PermitBook, words: Words, differences: bool) -> str:
    heads = "".join(
        f"<th scope='col' role='columnheader'>{escape(column.name)}"
        f"<small>{escape(score_told(column.score, words))}</small></th>"
        for column in columns
    )
    rows = []
    group = None
    for dimension in book.criteria.dimensions:
        answers = [column.record.answers[dimension.key] for column in columns]
        differs = len({(one.status, one.range.level) for one in answers}) > 1
        if differences and len({_shown(one, dimension, words) for one in answers}) == 1:
            continue
        if dimension.group != group:
            group = dimension.group
            name = words(f"permits.group.{group}") if group else words("permits.unscored")
            rows.append(
                f"<tr class='group' role='row'><th colspan='{len(columns) + 1}' "
                f"role='rowheader'>{escape(name)}</th></tr>"
            )
        rows.append(_row(dimension, columns, differs, book, words))
    return (
        f"<table role='table'><caption>{escape(words('permits.title'))}</caption>"
        f"<thead role='rowgroup'><tr role='row'><th scope='col' role='columnheader'>"
        f"{escape(words('permits.requirement'))}</th>{heads}</tr></thead>"
        f"<tbody role='rowgroup'>{''.join(rows)}</tbody></table>"
    )


def _row(
    dimension: Dimension,
    columns: Sequence[Column],
    differs: bool,
    book: PermitBook,
    words: Words,
) -> str:
    mark = f"<span class='mark'>≠ {escape(words('permits.differs'))}</span>" if differs else ""
    cells = "".join(_cell(dimension, column, columns, book, words) for column in columns)
    return (
        f"<tr role='row'><th scope='row' role='rowheader'>"
        f"{escape(dimension.label(words.language))} {mark}</th>{cells}</tr>"
    )


def _cell(
    dimension: Dimension,
    column: Column,
    columns: Sequence[Column],
    book: PermitBook,
    words: Words,
) -> str:
    answer = column.record.answers[dimension.key]
    others = [other.record for other in columns if other is not column]
    alone = bool(others) and dimension.key in only(column.record, others, book.criteria)
    mark = f" <span class='mark'>● {escape(words('permits.only_here'))}</span>" if alone else ""
    if is_theirs(answer):
        mark += f" <span class='mark'>✎ {escape(words('permits.theirs'))}</span>"
    return (
        f"<td role='cell' class='{_shade(answer, dimension)}' data-name='{escape(column.name)}'>"
        f"<details><summary>{_steps(answer, dimension)} "
        f"{escape(short(answer, book, words))}{mark}</summary>"
        f"{_unfolded(answer, column, book, words)}</details></td>"
    )


def _shown(answer: Answer, dimension: Dimension, words: Words) -> tuple[object, ...]:
    """What tells one answer from another: level and range, or the words where none is counted."""
    text = answer.cell.value(words.language) if dimension.weight is None else ""
    return (answer.status, answer.range, text)


def _shade(answer: Answer, dimension: Dimension) -> str:
    if answer.is_unknown:
        return "u"
    return f"l{answer.range.level}" if dimension.weight is not None else "l0"


def _steps(answer: Answer, dimension: Dimension) -> str:
    """Four boxes, filled as far as the level: the same without colour."""
    if dimension.weight is None or answer.status != "known":
        return ""
    level = answer.range.level
    return f"<span class='steps' aria-hidden='true'>{'■' * level}{'□' * (_STEPS - level)}</span>"


def _unfolded(answer: Answer, column: Column, book: PermitBook, words: Words) -> str:
    cell, today = answer.cell, desk.today()
    day = words("permits.as_of", day=cell.as_of) if cell.as_of else ""
    to_find = cell.to_find_nl if words.language == "nl" and cell.to_find_nl else cell.to_find_en
    lines = [
        told(answer, column.record, book, words),
        level_told(answer, book, words),
        words("permits.to_find", text=to_find) if to_find else "",
        words("permits.national_here") if column.record.national and not answer.is_unknown else "",
        " ".join(part for part in (how_sure(answer, words), day) if part),
        words("towns.older") if answer.status == "known" and is_old(cell.as_of, today) else "",
    ]
    sources = "".join(
        f"<li>{escape(' · '.join(part for part in (one.title, one.law, one.url) if part))}</li>"
        for one in dict.fromkeys(cell.sources)
    )
    told_lines = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return told_lines + (f"<ul>{sources}</ul>" if sources else "")

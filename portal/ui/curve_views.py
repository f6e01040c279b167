"""Tax over profit as a picture with its table, and two choices side by side."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from html import escape

import streamlit as st

from portal.documents.income_tax import whole, year_told
from portal.documents.permit_charts import BAR, INK, LINE, MUTED, PAPER
from portal.language.words import Words
from portal.rulebook.income_tax import Figures, hours_criterion, tax_year, years
from portal.taxes.curve import STEP, TOP, Point, Start, cliffs, either_side, starts, whole_curve
from portal.taxes.income_tax import MARGIN, Assessment, assess
from portal.taxes.situation import Situation
from portal.ui import income_views, views
from portal.ui.set_aside_views import rate

_FIRST_PROFIT = 40_000  # where the slider begins; nobody's own figure
_ROW_STEP = 5_000  # the table has a row for each of these
_PER_MILLE = Decimal("0.1")
_WIDTH, _LEFT, _RIGHT = 420, 72, 12
_EUROS, _RATES = (24, 284), (330, 430)  # top and bottom of the two panels
_HEIGHT = 476
_TICK, _MOST = 50_000, 100_000  # euros between the lines of the grid; where the panel ends
_SHARES, _RATE_TOP = (0, 250, 500), 700  # thousandths: lines of the grid; where the panel ends
_FONT = "font-family='system-ui, Segoe UI, Noto Sans, sans-serif'"


@dataclass(frozen=True, slots=True)
class _Curve:
    """One line of the picture: its word, what it shows, colour and dashes: never colour alone."""

    key: str
    of: Callable[[Point], int]
    colour: str
    dash: str


_CURVES = (
    _Curve("net", lambda point: point.net, INK, ""),
    _Curve("column_tax", lambda point: point.income_tax, BAR, "9 4"),
    _Curve("health", lambda point: point.health_contribution, "#D55E00", "2 4"),
)


def ask(today_year: int, words: Words) -> tuple[Situation, int]:
    """Which year, starter or not, hours or not; and the profit."""
    known = years()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.selectbox(
            words("curve.year"),
            known,
            index=known.index(today_year) if today_year in known else len(known) - 1,
            format_func=str,
            key="curve_year",
        )
        enough = hours_criterion().hours.value
        meets = st.segmented_control(
            words("curve.hours"),
            [True, False],
            default=True,
            required=True,
            format_func=lambda one: words(
                "curve.hours_met" if one else "curve.hours_below", hours=enough
            ),
            key="curve_hours",
        )
        starter = st.toggle(words("curve.starter"), key="curve_starter")
    profit = st.slider(
        words("curve.profit"), 0, TOP, _FIRST_PROFIT, STEP, format="€ %d", key="curve_profit"
    )
    # the whole criterion rather than None: what is asked here is not taken for granted
    hours = enough if meets else enough - 1
    return Situation(year=year or known[-1], starter=starter, hours=hours), int(profit)


def chosen(point: Point, base: Situation, words: Words) -> None:
    """The figures of the chosen profit in large type."""
    with st.container(horizontal=True):
        st.metric(words("curve.net"), whole(point.net, words))
        st.metric(words("curve.income_tax"), whole(point.income_tax, words))
        st.metric(words("curve.health"), whole(point.health_contribution, words))
        st.metric(words("curve.marginal"), _rate(point, words))
    st.write(
        words(
            "curve.marginal_line",
            more=whole(MARGIN, words),
            part=whole(point.of_next, words),
            kept=whole(MARGIN - point.of_next, words),
        )
    )
    income_views.proposal(tax_year(base.year), words)


def chart(base: Situation, point: Point, words: Words) -> None:
    """The picture, what falls in it, and the same as a table."""
    st.subheader(words("curve.chart"), anchor=False)
    if words.hide_amounts:
        st.caption(words("curve.chart_hidden"))
    else:
        source = b64encode(picture(base, point, words).encode()).decode()
        st.html(
            "<style>img.curve { width: 100%; max-width: 36rem; border-radius: .5rem; }</style>"
            f"<img class='curve' alt='{escape(_alt(point, words))}' "
            f"src='data:image/svg+xml;base64,{source}'>"
        )
    _cliffs(base, words)
    _table(base, words)


def unfold(base: Situation, profit: int, words: Words) -> None:
    """How the chosen figures come about, each down to law and source; made when unfolded."""
    box = st.expander(
        words("curve.unfold"), icon=":material/list:", key="curve_unfold", on_change="rerun"
    )
    if box.open:
        with box:
            income_views.put_style()
            income_views.parts(assess(replace(base, profit=profit)), None, words)


def hours_side(base: Situation, profit: int, words: Words) -> None:
    """One hour below the hours criterion beside just enough."""
    criterion = hours_criterion().hours
    below, enough = either_side(replace(base, profit=profit))
    st.subheader(words("curve.hours_title", hours=criterion.value), anchor=False)
    gain = enough.net - below.net
    if gain:
        st.write(words("curve.hours_line", amount=whole(gain, words)))
    else:
        st.write(words("curve.hours_no_difference"))
    columns = [
        (words("curve.column_hours", hours=found.situation.hours), found)
        for found in (below, enough)
    ]
    views.table(
        _side_by_side(columns, words),
        alt=words("curve.hours_title", hours=criterion.value),
        amounts=2,
    )
    rules = tax_year(base.year)
    _law(
        {
            words("curve.hours"): criterion,
            words("curve.self_employed"): rules.self_employed_deduction,
        },
        "hours",
        words,
    )


def start_side(base: Situation, profit: int, words: Words) -> None:
    """The first year as a starter: in this year beside the next."""
    enough = hours_criterion().hours.value
    found = starts(replace(base, profit=profit, hours=enough))
    st.subheader(words("curve.start_title"), anchor=False)
    if len(found) < 2:
        st.write(words("curve.start_one", year=str(base.year + 1)))
        return
    st.write(words("curve.start_line"))
    _which_is_more(found, words)
    columns = [(year_told(one.rules, words), one.found) for one in found]
    views.table(_side_by_side(columns, words), alt=words("curve.start_title"), amounts=2)
    st.caption(words("curve.start_more"))
    _law(
        {
            f"{words(f'curve.{part}')} {one.year}": figures
            for one in found
            for part, figures in (
                ("self_employed", one.rules.self_employed_deduction),
                ("starter_line", one.rules.starter_deduction),
            )
        },
        "start",
        words,
    )


def picture(base: Situation, point: Point, words: Words) -> str:
    """The picture as SVG, the chosen point marked."""
    names = tuple(words(f"curve.{one.key}") for one in _CURVES)
    heads = tuple(words(f"curve.{key}") for key in ("chart", "axis_profit", "axis_rate"))
    ticks = tuple(whole(amount, words) for amount in range(0, TOP + 1, _TICK))
    return f"{_drawn(base, names, heads, ticks)}{_mark(point)}</svg>"


@lru_cache(maxsize=32)
def _drawn(
    base: Situation, names: tuple[str, ...], heads: tuple[str, ...], ticks: tuple[str, ...]
) -> str:
    """All but the mark: it stays the same while the slider moves. It holds rules, no bookings."""
    points = whole_curve(base)
    title, profit, of_next = heads
    parts = [_head(title), _axes(ticks, profit, of_next)]
    for curve, name in zip(_CURVES, names, strict=True):
        heights = [_euro_height(curve.of(point)) for point in points]
        dash = f" stroke-dasharray='{curve.dash}'" if curve.dash else ""
        parts.append(
            f"<path d='{_path(points, heights)}' fill='none' stroke='{curve.colour}' "
            f"stroke-width='2.2'{dash}/>"
        )
        parts.append(_text(_WIDTH - _RIGHT, heights[-1] - 8, name, end=True, weight=600))
    rates = [_rate_height(point.of_next) for point in points]
    parts.append(
        f"<path d='{_path(points, rates)}' fill='none' stroke='{INK}' stroke-width='1.8'/>"
    )
    parts += [_fall(high) for _, high in cliffs(points)]
    return "".join(parts)


def _mark(point: Point) -> str:
    """A line through both panels, and a dot where it meets each curve."""
    across = _across(point.profit)
    dots = [_euro_height(curve.of(point)) for curve in _CURVES]
    dots.append(_rate_height(point.of_next))
    line = (
        f"<path d='M{across:.1f} {_EUROS[0]}V{_RATES[1]}' stroke='{INK}' stroke-width='1' "
        "stroke-dasharray='3 3'/>"
    )
    return line + "".join(
        f"<circle cx='{across:.1f}' cy='{down:.1f}' r='5' fill='{PAPER}' stroke='{INK}' "
        "stroke-width='2'/>"
        for down in dots
    )


def _fall(high: Point) -> str:
    """A cliff: a full triangle that points down, on the curve of what is kept."""
    across, down = _across(high.profit), _euro_height(high.net)
    return f"<path d='M{across - 6:.1f} {down - 14:.1f}h12l-6 10z' fill='{INK}'/>"


def _head(title: str) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' "
        f"width='{_WIDTH}' height='{_HEIGHT}' role='img'><title>{escape(title)}</title>"
        f"<rect width='100%' height='100%' fill='{PAPER}'/>"
    )


def _axes(ticks: Sequence[str], profit_name: str, rate_name: str) -> str:
    parts = [_text(_LEFT, _RATES[0] - 12, rate_name, colour=MUTED)]
    for number, name in enumerate(ticks):
        across, down = _across(number * _TICK), _euro_height(number * _TICK)
        for top, bottom in (_EUROS, _RATES):
            parts.append(_grid(f"M{across:.1f} {top}V{bottom}"))
        parts.append(_text(across, _RATES[1] + 18, name, end=number > 0, size=12))
        if number * _TICK <= _MOST:
            parts.append(_grid(f"M{_LEFT} {down:.1f}H{_WIDTH - _RIGHT}"))
            parts.append(_text(_LEFT - 5, down + 4, name, end=True, size=12))
    for share in _SHARES:
        down = _rate_height(share)
        parts.append(_grid(f"M{_LEFT} {down:.1f}H{_WIDTH - _RIGHT}"))
        parts.append(_text(_LEFT - 5, down + 4, f"{share // 10}%", end=True, size=12))
    parts.append(_text(_WIDTH - _RIGHT, _RATES[1] + 36, profit_name, end=True, colour=MUTED))
    return "".join(parts)


def _grid(path: str) -> str:
    return f"<path d='{path}' stroke='{LINE}' stroke-width='.5' fill='none'/>"


def _text(
    left: float,
    top: float,
    text: str,
    *,
    end: bool = False,
    size: int = 13,
    weight: int = 400,
    colour: str = INK,
) -> str:
    anchor = " text-anchor='end'" if end else ""
    return (
        f"<text x='{left:.1f}' y='{top:.1f}' {_FONT} font-size='{size}' font-weight='{weight}' "
        f"fill='{colour}'{anchor} stroke='{PAPER}' stroke-width='4' stroke-linejoin='round' "
        f"paint-order='stroke'>{escape(text)}</text>"
    )


def _path(points: Sequence[Point], heights: Sequence[float]) -> str:
    steps = (
        f"{_across(point.profit):.1f} {down:.1f}"
        for point, down in zip(points, heights, strict=True)
    )
    return "M" + "L".join(steps)


def _across(profit: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * profit / TOP


def _euro_height(amount: int) -> float:
    top, bottom = _EUROS
    return bottom - (bottom - top) * min(amount, _MOST) / _MOST


def _rate_height(of_next: int) -> float:
    top, bottom = _RATES
    return bottom - (bottom - top) * min(of_next, _RATE_TOP) / _RATE_TOP


def _alt(point: Point, words: Words) -> str:
    return words(
        "curve.chart_alt",
        profit=whole(point.profit, words),
        tax=whole(point.income_tax, words),
        health=whole(point.health_contribution, words),
        net=whole(point.net, words),
        rate=_rate(point, words),
    )


def _cliffs(base: Situation, words: Words) -> None:
    found = cliffs(whole_curve(base))
    if not found:
        st.caption(words("curve.no_cliffs"))
    for low, high in found:
        said = words(
            "curve.cliff",
            low=whole(low.profit, words),
            high=whole(high.profit, words),
            less=whole(low.net - high.net, words),
        )
        st.warning(said, icon=":material/trending_down:")


def _table(base: Situation, words: Words) -> None:
    box = st.expander(
        words("curve.table"), icon=":material/table:", key="curve_table", on_change="rerun"
    )
    if not box.open:  # text for so many amounts takes longer than the page itself
        return
    heads = ("profit", "tax", "health", "net", "marginal")
    names = [words(f"curve.column_{head}") for head in heads]
    rows = []
    for point in whole_curve(base):
        if point.profit % _ROW_STEP == 0:
            amounts = (point.profit, point.income_tax, point.health_contribution, point.net)
            shown = [*(whole(amount, words) for amount in amounts), _rate(point, words)]
            rows.append(dict(zip(names, shown, strict=True)))
    with box:
        views.table(rows, alt=words("curve.table"), amounts=len(heads))


def _rate(point: Point, words: Words) -> str:
    return rate(point.of_next * _PER_MILLE, words)


def _side_by_side(columns: Sequence[tuple[str, Assessment]], words: Words) -> list[dict[str, str]]:
    parts: tuple[tuple[str, Callable[[Assessment], int]], ...] = (
        ("curve.self_employed", lambda one: one.business.self_employed_deduction),
        ("curve.starter_line", lambda one: one.business.starter_deduction),
        ("curve.income_tax", lambda one: one.income_tax),
        ("curve.health", lambda one: one.health_contribution),
        ("curve.net", lambda one: one.net),
    )
    line = words("curve.column_line")
    return [
        {line: words(key)} | {name: whole(of(found), words) for name, found in columns}
        for key, of in parts
    ]


def _which_is_more(found: Sequence[Start], words: Words) -> None:
    best = max(found, key=lambda one: one.found.net)
    other = min(found, key=lambda one: one.found.net)
    more = best.found.net - other.found.net
    if not more:
        st.write(words("curve.start_same"))
        return
    said = words(
        "curve.start_difference",
        year=year_told(best.rules, words),
        amount=whole(more, words),
        other=year_told(other.rules, words),
    )
    st.write(said)


def _law(named: dict[str, Figures], key: str, words: Words) -> None:
    """What two columns rest on, folded. named: what it is called, and its figures."""
    with st.expander(words("curve.law"), icon=":material/gavel:", key=f"curve_law_{key}"):
        for name, figures in named.items():
            st.markdown(f"**{views.plain(name)}** · {views.plain(figures.law)}")
            views.source_lines(figures.source, words)

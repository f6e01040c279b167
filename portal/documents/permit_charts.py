"""Pictures of scores and towns as SVG: readable without colour, each said in words as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

INK, PAPER, MUTED, BAR, LINE = "#1C2430", "#FBFAF7", "#5B6472", "#0072B2", "#8C867B"
_WIDTH, _LEFT, _ROW, _TOP = 720, 230, 46, 34
_SCALE = (_WIDTH - _LEFT - 60) / 100
_FONT = "font-family='system-ui, Segoe UI, Noto Sans, sans-serif'"
_HATCH = (
    "<defs><pattern id='h' width='7' height='7' patternUnits='userSpaceOnUse' "
    f"patternTransform='rotate(45)'><rect width='7' height='7' fill='{PAPER}'/>"
    f"<rect width='3' height='7' fill='{INK}'/></pattern></defs>"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One score with its range; `note` stands under its name, `hatched` means barred."""

    name: str
    score: Fraction
    low: Fraction
    high: Fraction
    label: str
    note: str = ""
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One town: its name, and the sign and pattern of its rule."""

    name: str
    sign: str
    pattern: str  # hatched, full, half, dots, empty


def bars(title: str, found: Sequence[Bar]) -> str:
    """A bar per score from 0 to 100, its range as a line with ends."""
    height = _TOP + _ROW * len(found) + 30
    parts = [_head(title, height), _axis(height)]
    for number, bar in enumerate(found):
        parts.append(_bar(bar, _TOP + _ROW * number))
    return "".join([*parts, "</svg>"])


def tiles(title: str, groups: Sequence[tuple[str, Sequence[Tile]]], legend: Sequence[Tile]) -> str:
    """Towns as tiles under the name of their province, with a legend of the patterns."""
    parts: list[str] = []
    top = 16
    for name, some in (*groups, ("", legend)):
        if name:
            parts.append(_text(12, top + 14, name, size=14, weight=600))
        top += 24
        for number, tile in enumerate(some):
            across, down = number % 5, number // 5
            parts.append(_tile(tile, 12 + across * 140, top + down * 44))
        top += (len(some) + 4) // 5 * 44 + 10
    return "".join([_head(title, top + 8), *parts, "</svg>"])


def _tile(tile: Tile, left: float, top: float) -> str:
    fill = {"hatched": "url(#h)", "full": BAR, "half": "#56B4E9", "dots": "#E69F00"}.get(
        tile.pattern, PAPER
    )
    dash = " stroke-dasharray='3 3'" if tile.pattern == "empty" else ""
    name = tile.name if len(tile.name) <= 16 else f"{tile.name[:15]}…"
    return (
        f"<rect x='{left}' y='{top}' width='132' height='38' rx='5' fill='{PAPER}' "
        f"stroke='{INK}'{dash}/><rect x='{left + 4}' y='{top + 4}' width='12' height='30' "
        f"fill='{fill}' stroke='{INK}' stroke-width='.5'/>"
        + _text(left + 22, top + 16, name, size=11, weight=600)
        + _text(left + 22, top + 31, tile.sign, size=11, colour=MUTED)
    )


def _bar(bar: Bar, top: float) -> str:
    start, middle = _LEFT, top + 15
    at = {name: start + float(getattr(bar, name)) * _SCALE for name in ("score", "low", "high")}
    fill = "url(#h)" if bar.hatched else BAR
    whisker = (
        f"<path d='M{at['low']:.1f} {middle}H{at['high']:.1f}M{at['low']:.1f} {middle - 6}v12"
        f"M{at['high']:.1f} {middle - 6}v12' stroke='{INK}' stroke-width='1.5' fill='none'/>"
    )
    name = bar.name if len(bar.name) <= 30 else f"{bar.name[:29]}…"
    note = _text(8, top + 34, bar.note, size=11, colour=MUTED) if bar.note else ""
    return (
        _text(8, top + 19, name, weight=600)
        + note
        + f"<rect x='{start}' y='{top + 4}' width='{max(at['score'] - start, 1):.1f}' "
        f"height='22' fill='{fill}' stroke='{INK}' stroke-width='.5'/>"
        + whisker
        + _text(max(at["high"], at["score"]) + 8, top + 19, bar.label, weight=600)
    )


def _axis(height: float) -> str:
    parts = []
    for mark in range(0, 101, 20):
        across = _LEFT + mark * _SCALE
        parts.append(
            f"<path d='M{across:.1f} {_TOP - 6}V{height - 26}' stroke='{LINE}' "
            "stroke-width='.5'/>" + _text(across - 6, height - 10, str(mark), size=11)
        )
    return "".join(parts)


def _head(title: str, height: float) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {height:.0f}' "
        f"width='{_WIDTH}' height='{height:.0f}' role='img'><title>{escape(title)}</title>{_HATCH}"
        f"<rect width='100%' height='100%' fill='{PAPER}'/>"
    )


def _text(
    left: float, top: float, text: str, size: int = 13, weight: int = 400, colour: str = INK
) -> str:
    return (
        f"<text x='{left:.1f}' y='{top:.1f}' {_FONT} font-size='{size}' font-weight='{weight}' "
        f"fill='{colour}'>{escape(text)}</text>"
    )

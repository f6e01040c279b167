"""Plain Markdown of ours with its sources cited: front matter in TOML, lines that end in [f1].

A line cites facts and steps of its own right as [f1] or [s2], of another as [home_entry.f3].
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.basics.errors import DataError

_FENCE = "+++\n"
_CITED = re.compile(r"\s*\[((?:[a-z_0-9]+\.)?[fs]\d+)\]")
_POINT = re.compile(r"(?:-|\d+\.)\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text and the names of the facts and steps behind it."""

    text: str
    cites: tuple[str, ...]


def said(text: str, own: str) -> Said:
    """A line with its marks taken out; `own` is the right that short marks speak of."""
    cites = (mark if "." in mark else f"{own}.{mark}" for mark in _CITED.findall(text))
    return Said(_CITED.sub("", text).strip(), tuple(dict.fromkeys(cites)))


def front_and_body(file: Path, name: str) -> tuple[dict[str, Any], str]:
    """The TOML between two lines of +++, and what follows. Raises DataError, which says `name`."""
    try:
        whole = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        kind = type(problem).__name__
        raise DataError(name, "(the file)", "a readable UTF-8 file", kind) from problem
    if not whole.startswith(_FENCE) or _FENCE not in whole[len(_FENCE) :]:
        raise DataError(name, "(the file)", "TOML between two lines of +++", whole[:20])
    front, _, body = whole[len(_FENCE) :].partition(_FENCE)
    try:
        return tomllib.loads(front), body
    except tomllib.TOMLDecodeError as problem:
        raise DataError(name, "(the front)", "TOML", str(problem)) from problem


def parts(body: str) -> dict[str, str]:
    """The text under each heading of the second level, by heading."""
    found: dict[str, str] = {}
    for block in re.split(r"^## ", body, flags=re.MULTILINE)[1:]:
        heading, _, text = block.partition("\n")
        found[heading.strip()] = text.strip()
    return found


def points(text: str) -> list[str]:
    """The points of a list, or the paragraphs where it is none; a point may run on."""
    found: list[str] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
        elif (mark := _POINT.match(line)) or fresh or not found:
            found.append(line[mark.end() :] if mark else line.strip())
            fresh = False
        else:
            found[-1] += f" {line.strip()}"
    return found

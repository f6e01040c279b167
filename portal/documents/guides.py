"""A guide on paper: the plain Markdown of `guides/` as sections."""

from __future__ import annotations

import re
from itertools import groupby

from portal.documents.model import Column, Row, Section, Table

_MARKS = re.compile(r"\*\*|`|(?<!\w)\*|\*(?!\w)")
_RULE = re.compile(r"[\s|:-]+")


def guide_sections(text: str) -> list[Section]:
    """One section per heading; lists as lines with a dash, tables as tables."""
    sections = []
    for heading, lines in _parts(text):
        paragraphs, table = _content(lines)
        sections.append(Section(heading=heading, paragraphs=tuple(paragraphs), table=table))
    return sections


def _parts(text: str) -> list[tuple[str, list[str]]]:
    parts: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            parts.append((_plain(line.lstrip("# ")), []))
        elif parts:
            parts[-1][1].append(line)
    return parts


def _content(lines: list[str]) -> tuple[list[str], Table | None]:
    paragraphs, rows = [], []
    for is_table, some in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            rows += [_cells(line) for line in some if not _RULE.fullmatch(line)]
        else:
            paragraphs += _paragraphs(list(some))
    return paragraphs, _table(rows) if rows else None


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines that follow one another are one paragraph; each point of a list is its own."""
    found: list[str] = []
    fresh = True
    for line in lines:
        text = _plain(line.strip())
        if not text:
            fresh = True
        elif text.startswith("- ") or fresh or not found:
            found.append(f"– {text[2:]}" if text.startswith("- ") else text)
            fresh = False
        else:
            found[-1] = f"{found[-1]} {text}"
    return found


def _table(rows: list[tuple[str, ...]]) -> Table:
    head, *rest = rows
    columns = tuple(Column(heading) for heading in head)
    return Table(columns, tuple(Row(row) for row in rest if len(row) == len(head)))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_plain(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _plain(text: str) -> str:
    return _MARKS.sub("", text)

"""Guides and the permit comparison, one thing at a time, for a room that looks on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.documents.permit_comparison import only_lines, verdicts
from portal.language.words import Words
from portal.permits.telling import Column, score_told
from portal.rights.explained import Explained, Line
from portal.rights.telling import helper_told, lines, todo_told
from portal.rulebook.permits import PermitBook

_MOST_LINES = 4  # on one slide: more is read, not looked at


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. `small`: what stands below in small letters, such as sources."""

    heading: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    small: tuple[str, ...] = ()


def guide_slides(told: Explained, words: Words) -> list[Slide]:
    """A guide: an invented person's question, the answer, what to do, what is the same, sources."""
    guide = told.guide
    opening = Slide(
        guide.title,
        (words("show.invented"),),
        quote=words("show.said", text=guide.situations[0]),
    )
    found = [opening, Slide(guide.title, tuple(lines(told.short, words)))]
    for part in ("may", "must", "others_may_not"):
        some: tuple[Line, ...] = getattr(told, part)
        found += _cut(words(f"rights.{part}"), lines(some, words))
    found += _cut(words("rights.steps"), [todo_told(one, words) for one in told.steps])
    found += _cut(words("rights.who_helps"), [helper_told(one, words) for one in told.helps])
    verdict = words(f"rights.verdict_{told.right.compare.verdict}")
    found += _cut(words("rights.compared"), [verdict, *lines(told.compared, words)])
    found.append(_sources(told, words))
    return found


def permit_slides(
    columns: Sequence[Column], place: str, book: PermitBook, words: Words
) -> list[Slide]:
    """The comparison: where, how heavy, what is asked of one and not of the other, the method."""
    method = words("permits.data_line", version=book.criteria.meta.version, checksum=book.checksum)
    scores = [f"{one.name}: {score_told(one.score, words)}" for one in columns]
    found = [
        Slide(words("page.compare"), (place,), quote=words("show.invented"), small=(method,)),
        *_cut(words("show.scores"), scores, (method,)),
        *_cut(words("show.verdict"), verdicts(columns, book, words), (method,)),
    ]
    for name, asked in only_lines(columns, book, words):
        found += _cut(name, [asked], (method,))
    return found


def _cut(heading: str, some: Sequence[str], small: tuple[str, ...] = ()) -> list[Slide]:
    return [
        Slide(heading, tuple(some[start : start + _MOST_LINES]), small=small)
        for start in range(0, len(some), _MOST_LINES)
    ]


def _sources(told: Explained, words: Words) -> Slide:
    named = dict.fromkeys(
        f"{source.title} · {source.url or source.url_note or ''} · "
        + words(f"rights.confidence_{source.confidence}")
        for source in told.sources()
    )
    return Slide(words("document.sources"), small=tuple(named))

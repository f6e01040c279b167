"""The guides to rights, in words: card, short answer, what to do. From guides/<language>/<topic>.

Facts, terms and sources are not in them: those are in data/rights, and each line cites them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.toml import ROOT, checked
from portal.rulebook.cited import Said, front_and_body, parts, points, said
from portal.rulebook.rights import Right, claims, rights

FOLDER = ROOT / "guides"
_FALLBACK = "en"
PARTS = ("short", "may", "must", "others_may_not", "steps", "compared")
_NEEDED = ("short", "may", "steps", "compared")


class _Front(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    card: tuple[str, ...] = Field(min_length=2, max_length=6)
    action: str
    situations: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=3)
    checked_on: date


@dataclass(frozen=True, slots=True)
class RightGuide:
    """One guide in one language.

    card:       the first layer, a few short lines, and one action.
    situations: how a reader would say what is going on; words: what else they might type.
    short, may, must, others_may_not, steps, compared: the second layer, each line with its facts.
    """

    key: str
    topic: str
    language: str
    title: str
    card: tuple[Said, ...]
    action: Said
    situations: tuple[str, ...]
    words: tuple[str, ...]
    checked_on: date
    short: tuple[Said, ...]
    may: tuple[Said, ...]
    must: tuple[Said, ...]
    others_may_not: tuple[Said, ...]
    steps: tuple[Said, ...]
    compared: tuple[Said, ...]

    def lines(self) -> Iterator[Said]:
        """Every line that claims something."""
        yield from (*self.card, self.action)
        for part in PARTS:
            yield from getattr(self, part)


@cache
def right_guides(language: str) -> dict[str, RightGuide]:
    """Every guide by the key of its right; in English where this language has none yet."""
    return {
        key: read_guide(right, language, FOLDER)
        if guide_file(right, language, FOLDER).is_file()
        else read_guide(right, _FALLBACK, FOLDER)
        for key, right in rights().items()
    }


def guide_file(right: Right, language: str, folder: Path) -> Path:
    """Where the guide to a right stands."""
    return folder / language / right.topic / f"{right.id}.md"


def read_guide(right: Right, language: str, folder: Path) -> RightGuide:
    """One guide, checked: each line cites a fact or step that is there. Raises DataError."""
    file = guide_file(right, language, folder)
    where = f"{language}/{right.topic}/{file.name}"
    table, body = front_and_body(file, where)
    front = checked(_Front, table, where)
    found = parts(body)
    for heading in found:
        if heading not in PARTS:
            raise DataError(where, heading, f"a heading of {', '.join(PARTS)}", heading)
    for heading in _NEEDED:
        if not found.get(heading):
            raise DataError(where, heading, "some lines", "none")
    guide = RightGuide(
        key=right.id,
        topic=right.topic,
        language=language,
        title=front.title,
        card=tuple(said(line, right.id) for line in front.card),
        action=said(front.action, right.id),
        situations=front.situations,
        words=front.words,
        checked_on=front.checked_on,
        **{
            part: tuple(said(line, right.id) for line in points(found.get(part, "")))
            for part in PARTS
        },
    )
    _well_cited(guide, where)
    return guide


def _well_cited(guide: RightGuide, where: str) -> None:
    for line in guide.lines():
        if not line.cites:
            raise DataError(where, line.text, "the fact or step behind it, such as [f1]", "none")
        for name in line.cites:
            if name not in claims():
                raise DataError(where, line.text, "the name of a fact or step", name)

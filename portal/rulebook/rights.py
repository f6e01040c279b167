"""What a person may claim: each right with its facts, steps and sources. From data/rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import DATA, checked, read_toml
from portal.rulebook.sources import sourced

FOLDER = DATA / "rights"
_NOT_RIGHTS = ("meta", "sources", "values", "horizon", "words", "finding", "questions")
Verdict = Literal["same", "partly", "different"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def text(self, name: str, language: str) -> str:
        """One of its texts; readers of other languages than Dutch get English."""
        found: str = getattr(self, f"{name}_{'nl' if language == 'nl' else 'en'}")
        return found


class Claim(_Frozen):
    """Something that is so by law or by somebody's account: the part that has a source."""

    source: tuple[Source, ...] = Field(min_length=1)
    confidence: Confidence

    @property
    def is_recalled(self) -> bool:
        """Nobody read it for this project: shown as "check this first"."""
        return self.confidence is Confidence.RECALLED


class RightFact(Claim):
    """One fact. `as_of` is the date that the source speaks for, as it gives it.

    caution, note: what to know before relying on it; stale_risk: it may have changed since.
    """

    id: str
    fact_en: str
    fact_nl: str
    as_of: str
    note_en: str = ""
    note_nl: str = ""
    caution_en: str = ""
    caution_nl: str = ""
    stale_risk: bool = False
    check: bool = False
    derived: bool = False


class RightStep(Claim):
    """What to do, and by when. `days`: calendar days of the term; None where it has none."""

    n: int
    do_en: str
    do_nl: str
    term_en: str = ""
    term_nl: str = ""
    days: int | None = None


class Comparison(_Frozen):
    """Whether another self-employed person, such as a hairdresser, is treated the same."""

    verdict: Verdict
    why_en: str
    why_nl: str


class LetterOf(_Frozen):
    """Which letter gets it done, as the research names it."""

    useful: bool
    letter_id: str = ""
    addressed_to_en: str = ""
    must_contain_en: tuple[str, ...] = ()


class Right(_Frozen):
    """One right. `body`: who decides; `helps`: ids of organisations; `see_also`: other rights."""

    id: str
    topic: str
    title_en: str
    title_nl: str
    who_has_it_en: str
    who_has_it_nl: str
    body_en: str
    body_nl: str
    cost_en: str
    cost_nl: str
    check_before_use: bool = False
    see_also: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    compare: Comparison
    letter: LetterOf
    facts: tuple[RightFact, ...] = Field(min_length=1)
    steps: tuple[RightStep, ...] = Field(min_length=1)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Each fact and step under the name by which a guide cites it."""
        for fact in self.facts:
            yield fact.id, fact
        for step in self.steps:
            yield f"{self.id}.s{step.n}", step


@cache
def rights() -> dict[str, Right]:
    """All rights by key, loaded once. Raises DataError."""
    return read_rights(FOLDER)


@cache
def claims() -> dict[str, Claim]:
    """Each fact and step of every right, by the name by which a text cites it."""
    return {name: claim for right in rights().values() for name, claim in right.claims()}


def read_rights(folder: Path) -> dict[str, Right]:
    """The rights of one folder, checked. Raises DataError."""
    known = read_toml(folder / "sources.toml")["sources"]
    read_on = date.fromisoformat(read_toml(folder / "meta.toml")["meta"]["compiled"])
    found = {}
    for file in sorted(folder.glob("*.toml")):
        if file.stem in _NOT_RIGHTS:
            continue
        one = checked(Right, _cited(read_toml(file), known, file.name, read_on), file.name)
        if one.id != file.stem:
            raise DataError(file.name, "id", file.stem, one.id)
        found[one.id] = one
    return _known_to_each_other(found)


def _cited(
    table: dict[str, Any], known: dict[str, Any], file: str, read_on: date
) -> dict[str, Any]:
    parts = {
        part: [sourced(one, known, f"{file} [{part}]", read_on) for one in table.get(part, [])]
        for part in ("facts", "steps")
    }
    return {**table, **parts}


def _known_to_each_other(found: dict[str, Right]) -> dict[str, Right]:
    for one in found.values():
        for other in one.see_also:
            if other not in found:
                raise DataError(f"{one.id}.toml", "see_also", "the key of a right", other)
    return found

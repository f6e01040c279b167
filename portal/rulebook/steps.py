"""What one does, in order, to work lawfully. From data/permits/steps.toml."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.source import Source
from portal.basics.toml import checked, read_toml
from portal.rulebook.permits import FOLDER, Way, permit_book


class Step(BaseModel):
    """One step. A fee or a term that is missing is unknown.

    depends: "always", or the requirement on which it depends whether the step is needed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title_en: str
    title_nl: str
    what_en: str
    what_nl: str
    who_learns_en: str
    who_learns_nl: str
    form_en: str = ""
    form_nl: str = ""
    fee_eur_low: int | None = None
    fee_eur_high: int | None = None
    weeks: int | None = None
    ways: tuple[Way, ...] = Field(min_length=1)
    depends: Literal["always", "municipal_permit", "home_based", "zoning"]
    facts: tuple[str, ...] = Field(min_length=1)

    def text(self, name: Literal["title", "what", "who_learns", "form"], language: str) -> str:
        """One of its texts; readers of other languages get English."""
        found: str = getattr(self, f"{name}_{'nl' if language == 'nl' else 'en'}")
        return found

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the facts behind it."""
        national = permit_book().national
        return tuple(source for id in self.facts for source in national[id].source)


@cache
def steps() -> tuple[Step, ...]:
    """All steps in order. Raises DataError."""
    file = FOLDER / "steps.toml"
    known = permit_book().national
    found = []
    for table in read_toml(file)["steps"]:
        one = checked(Step, table, f"{file.name} [{table.get('key', '')}]")
        for id in one.facts:
            if id not in known:
                raise DataError(f"{file.name} [{one.key}]", "facts", "the id of a fact", id)
        found.append(one)
    return tuple(found)

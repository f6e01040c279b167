"""A guide and the facts behind it in one value: what page, paper and command all tell from."""

from __future__ import annotations

from dataclasses import dataclass

from portal.basics.errors import PortalError
from portal.basics.source import Source
from portal.rulebook.cited import Said
from portal.rulebook.letters import Letter, letters
from portal.rulebook.organisations import Organisation, organisations
from portal.rulebook.right_guides import RightGuide, right_guides
from portal.rulebook.rights import Right, RightStep, claims, rights


class UnknownRight(PortalError):
    """A key that no guide has."""

    def __init__(self, key: str) -> None:
        super().__init__("error.unknown_right", name=key)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a guide. check: one of the facts behind it was not read for this project."""

    text: str
    check: bool
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """A step: what to do, and by when where there is a term."""

    line: Line
    terms: tuple[str, ...]
    days: int | None


@dataclass(frozen=True, slots=True)
class Explained:
    """One right, told in three layers: card, page, sources."""

    right: Right
    guide: RightGuide
    card: tuple[Line, ...]
    action: Line
    short: tuple[Line, ...]
    may: tuple[Line, ...]
    must: tuple[Line, ...]
    others_may_not: tuple[Line, ...]
    steps: tuple[Todo, ...]
    compared: tuple[Line, ...]
    letter: Letter | None
    helps: tuple[Organisation, ...]

    def sources(self) -> tuple[Source, ...]:
        """Every source behind the right, each once."""
        every = (source for _, claim in self.right.claims() for source in claim.source)
        return tuple(dict.fromkeys(every))


def explained(key: str, language: str) -> Explained:
    """A right in a language. Raises UnknownRight."""
    if key not in rights():
        raise UnknownRight(key)
    right, guide = rights()[key], right_guides(language)[key]
    known = organisations()
    return Explained(
        right=right,
        guide=guide,
        card=_lines(guide.card),
        action=line(guide.action),
        short=_lines(guide.short),
        may=_lines(guide.may),
        must=_lines(guide.must),
        others_may_not=_lines(guide.others_may_not),
        steps=tuple(_todo(said, language) for said in guide.steps),
        compared=_lines(guide.compared),
        letter=letters().get(right.letter.letter_id),
        helps=tuple(known[id] for id in right.helps),
    )


def _lines(said: tuple[Said, ...]) -> tuple[Line, ...]:
    return tuple(line(one) for one in said)


def line(said: Said) -> Line:
    """A line and whether a fact behind it was not read."""
    return Line(said.text, any(claims()[name].is_recalled for name in said.cites), said.cites)


def _todo(said: Said, language: str) -> Todo:
    """A step with the terms of the steps it cites; `days` where they agree on one number."""
    behind = [claims()[name] for name in said.cites]
    steps = [one for one in behind if isinstance(one, RightStep)]
    terms = tuple(term for one in steps if (term := one.text("term", language)))
    days = {one.days for one in steps if one.days is not None}
    return Todo(line(said), terms, days.pop() if len(days) == 1 else None)

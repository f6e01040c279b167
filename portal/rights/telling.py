"""A right told in words: the same sentences on page, paper and command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from portal.basics.period import period_named
from portal.language.words import Words
from portal.rights.explained import Line, Todo
from portal.rulebook.organisations import Organisation
from portal.rulebook.rights import RightFact

_NOT_BEFORE = "not before "
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def lines(some: Sequence[Line], words: Words) -> list[str]:
    """Each line, with "check this first" where a fact behind it was not read."""
    return [checked_line(one, words) for one in some]


def checked_line(line: Line, words: Words) -> str:
    """A line, and whether to check it first."""
    return f"{line.text} ({words('rights.check')})" if line.check else line.text


def todo_told(one: Todo, words: Words) -> str:
    """A step and by when."""
    told = checked_line(one.line, words)
    return f"{told} {words('rights.term', text='; '.join(one.terms))}" if one.terms else told


def fact_told(fact: RightFact, words: Words) -> str:
    """A fact as it was found, with what to know before relying on it."""
    language = words.language
    parts = [
        fact.text("fact", language),
        fact.text("note", language),
        fact.text("caution", language),
    ]
    if fact.stale_risk:
        parts.append(words("rights.stale"))
    if fact.check:
        parts.append(words("rights.to_check"))
    if fact.derived:
        parts.append(words("rights.derived"))
    return " ".join(part for part in parts if part)


def helper_told(one: Organisation, words: Words) -> str:
    """Name, what for, and the number where it may be shown, else the site."""
    language = words.language
    reach = one.reach() or words("help.no_way")
    return f"{one.title(language)}: {one.what(language)} · {reach}"


def when_told(when: str, words: Words) -> str:
    """When a change comes: a day, a month, a year, or that no date is known."""
    if when in ("open", "closed"):
        return words(f"coming.{when}")
    if when.startswith(_NOT_BEFORE):
        return words("coming.not_before", year=when.removeprefix(_NOT_BEFORE))
    if _DAY.fullmatch(when):
        return words.show(date.fromisoformat(when))
    return words.show(period_named(when))

"""Who helps: the organisations that fit a place, a need and a person, the surest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.rulebook.organisations import Organisation, organisations

EVERYONE = "all"
_NUMBER = re.compile(r"\b0\d{1,3}[- ]?\d[\d ]{2,}\d")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; what is empty is not asked.

    town and province: where one is; province is that of the town where a town is given.
    """

    town: str = ""
    province: str = ""
    need: str = ""
    group: str = ""
    speaks: str = ""
    anonymous: bool = False
    free: bool = False
    open_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that fits. `unknown`: what was asked and is not known of it."""

    organisation: Organisation
    unknown: tuple[str, ...]
    near: bool

    @property
    def is_sure(self) -> bool:
        """All that was asked is known to fit."""
        return not self.unknown


def helpers(wish: Wish, known: Mapping[str, Organisation] | None = None) -> list[Match]:
    """Who fits: those that surely do first, those near before those of the whole country."""
    found = []
    for one in (known or organisations()).values():
        answers = _answers(one, wish)
        if False not in answers.values():
            unknown = tuple(name for name, answer in answers.items() if answer is None)
            found.append(Match(one, unknown, _is_near(one, wish)))
    return sorted(
        found,
        key=lambda match: (
            len(match.unknown),
            not match.near,
            not match.organisation.may_show_phone,
            match.organisation.id,
        ),
    )


def remark(one: Organisation, language: str) -> str:
    """What else to know before calling; a number in it that may be old or wrong is left out."""
    shown = {_digits(number) for other in organisations().values() for number in _may_show(other)}
    return _NUMBER.sub(
        lambda found: found[0] if _digits(found[0]) in shown else "…", one.remark(language)
    )


def _may_show(one: Organisation) -> list[str]:
    return _NUMBER.findall(one.phone) if one.may_show_phone else []


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def _answers(one: Organisation, wish: Wish) -> dict[str, bool | None]:
    """Whether it fits each thing that is asked; None where that is not known."""
    asked: dict[str, bool | None] = {}
    if wish.town or wish.province:
        asked["place"] = one.finding.country or _is_near(one, wish)
    if wish.need:
        asked["need"] = wish.need in one.finding.needs
    if wish.group:
        asked["group"] = wish.group in one.target_groups or EVERYONE in one.target_groups
    if wish.speaks:
        asked["language"] = _speaks(one, wish.speaks)
    if wish.anonymous:
        asked["anonymous"] = _degree(one.finding.anonymous)
    if wish.free:
        asked["free"] = _degree(one.finding.free)
    if wish.open_at:
        asked["open"] = one.finding.open_at(wish.open_at)
    return asked


def _is_near(one: Organisation, wish: Wish) -> bool:
    return bool(wish.town and wish.town in one.finding.towns) or bool(
        wish.province and wish.province in one.finding.provinces
    )


def _speaks(one: Organisation, language: str) -> bool | None:
    """Dutch is safe to assume; a language that nobody named is not known, and one may ask."""
    return True if language == "nl" or language in one.languages else None


def _degree(found: str | None) -> bool | None:
    return None if found is None else found != "no"

"""What if a rule went, or followed another trade? The cells change, and all is recomputed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from portal.permits.record import ANYTHING, NOTHING, Answer, Range, Record

Change = Callable[[Record], Record]
NATIONAL = ("national_permit", "diploma_exam", "health_check", "client_liability", "minimum_age")
# the bill Wet regulering sekswerk (Kamerstuk 35715), as the method reads it; not in force
WRS = {
    "national_permit": Range(3, 3, 4),
    "minimum_age": Range(3, 3, 3),
    "intake_interview": Range(4, 4, 4),
    "named_register": Range(4, 4, 4),
    "personal_refusal": Range(4, 4, 4),
    "fees": ANYTHING,
    "processing": ANYTHING,
    "validity": ANYTHING,
}


def as_trade(other: Record) -> Change:
    """Every rule as for another trade, save national law and the age."""

    def change(found: Record) -> Record:
        return found.changed(
            {key: answer for key, answer in other.answers.items() if key not in NATIONAL}
        )

    return change


def wrs_in_force(found: Record) -> Record:
    """The bill adds and takes nothing away: per cell the heavier of now and the bill."""
    return found.changed({key: _heavier(found.answers[key], asked) for key, asked in WRS.items()})


def age_18(found: Record) -> Record:
    """The national age everywhere."""
    age = found.answers["minimum_age"].with_range("known", Range(1, 1, 1))
    return found.changed({"minimum_age": age})


def without(dimension: str) -> Change:
    """One rule switched off."""

    def change(found: Record) -> Record:
        answer = found.answers[dimension].with_range("known", NOTHING)
        return found.changed({dimension: answer})

    return change


@dataclass(frozen=True, slots=True)
class Affected:
    """How many records a change touches; where nothing is known now is counted apart."""

    changed: int
    unknown: int
    unchanged: int


def affected(found: Sequence[Record], change: Change, dimensions: Iterable[str]) -> Affected:
    """Over many towns: where a cell changes, and where it is unknown so that nobody can say."""
    asked = tuple(dimensions)
    changed = unknown = 0
    for one in found:
        new = change(one)
        moved = any(
            not one.answers[key].is_unknown and one.answers[key].range != new.answers[key].range
            for key in asked
        )
        blank = any(one.answers[key].is_unknown for key in asked)
        changed += moved
        unknown += blank and not moved
    return Affected(changed, unknown, len(found) - changed - unknown)


def _heavier(now: Answer, asked: Range) -> Answer:
    found = Range(*(max(pair) for pair in zip(now.range, asked, strict=True)))
    unknown = found == ANYTHING and (now.is_unknown or now.range == NOTHING)
    return now.with_range("unknown" if unknown else "known", found)

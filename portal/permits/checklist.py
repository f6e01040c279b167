"""Which steps somebody takes in a town and a way of working; what is not known stays in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.permits.record import Answer, Record
from portal.rulebook.steps import Step


@dataclass(frozen=True, slots=True)
class Due:
    """One step. `answer`: what the town asks, where the step depends on it.

    sure: False where nobody knows whether the town asks it; then one asks first.
    """

    step: Step
    sure: bool
    answer: Answer | None = None


def checklist(found: Record, steps: Sequence[Step]) -> list[Due]:
    """The steps of this way of working, without those that the town surely does not ask."""
    listed = []
    for step in steps:
        if found.work_used not in step.ways:
            continue
        if step.depends == "always":
            listed.append(Due(step, sure=True))
            continue
        answer = found.answers[step.depends]
        if answer.range.high > 0:
            listed.append(Due(step, sure=answer.range.low > 0, answer=answer))
    return listed


def rules_unknown(found: Record) -> bool:
    """True where the town's rule on this way of working is not known: ask, never assume."""
    return found.answers["municipal_permit"].is_unknown

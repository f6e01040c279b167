"""Walk through the questions: answers are kept, so that one can go back and forth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.rulebook.questions import FIRST, Option, Question, questions


@dataclass(frozen=True, slots=True)
class Step:
    """A question on the way, and the answer given to it; None where none was given yet."""

    question: Question
    chosen: Option | None


def way(answers: Mapping[str, str]) -> list[Step]:
    """The questions that were answered, in order, and the one that comes now.

    answers: question → key of the answer. Answers to questions that are not on the way are kept
    by the caller, and count again when one comes back to them.
    """
    steps: list[Step] = []
    key = FIRST
    while True:
        question = questions()[key]
        chosen = next((one for one in question.options if one.key == answers.get(key)), None)
        steps.append(Step(question, chosen))
        if chosen is None or not chosen.to:
            return steps
        key = chosen.to


def reached(steps: Sequence[Step]) -> Option | None:
    """The answer that leads to guides, or None while a question is open."""
    last = steps[-1].chosen
    return last if last and last.rights else None

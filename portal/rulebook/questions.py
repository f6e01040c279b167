"""A few questions that lead to the right guide. From data/rights/questions.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.toml import checked, read_toml
from portal.rulebook.rights import FOLDER, rights

FIRST = "start"
UNSURE = "unsure"  # the answer "I don't know", which every question has


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def text(self, language: str) -> str:
        """What is asked or answered; readers of other languages than Dutch get English."""
        found: str = getattr(self, f"text_{'nl' if language == 'nl' else 'en'}")
        return found


class Option(_Frozen):
    """An answer. It leads to another question, or to guides; `help` puts those who help first."""

    key: str
    text_en: str
    text_nl: str
    to: str = ""
    rights: tuple[str, ...] = ()
    help: bool = False


class Question(_Frozen):
    """A question and its answers; the last is always that one does not know."""

    key: str
    text_en: str
    text_nl: str
    options: tuple[Option, ...] = Field(min_length=2)


@cache
def questions() -> dict[str, Question]:
    """All questions by key. Raises DataError."""
    return read_questions(FOLDER / "questions.toml")


def read_questions(file: Path) -> dict[str, Question]:
    """The questions of one file: every answer leads to a question or guide that is there."""
    found = {}
    for table in read_toml(file)["questions"]:
        one = checked(Question, table, f"{file.name} [{table.get('key', '')}]")
        found[one.key] = one
    if FIRST not in found:
        raise DataError(file.name, "key", f"a question {FIRST}", "none")
    for one in found.values():
        _leads_on(one, found, file.name)
    _ends_somewhere(FIRST, found, (), file.name)
    return found


def _ends_somewhere(
    key: str, found: dict[str, Question], before: tuple[str, ...], file: str
) -> None:
    """No answer leads back to a question that was on the way."""
    if key in before:
        raise DataError(file, key, "a way that does not lead back", " → ".join((*before, key)))
    for option in found[key].options:
        if option.to:
            _ends_somewhere(option.to, found, (*before, key), file)


def _leads_on(one: Question, found: dict[str, Question], file: str) -> None:
    where = f"{file} [{one.key}]"
    if one.options[-1].key != UNSURE:
        raise DataError(where, "options", f"{UNSURE} as the last", one.options[-1].key)
    for option in one.options:
        if bool(option.to) == bool(option.rights):
            raise DataError(where, option.key, "either `to` or `rights`", option.to)
        if option.to and option.to not in found:
            raise DataError(where, option.key, "the key of a question", option.to)
        for wrong in _unknown(option):
            raise DataError(where, option.key, "the key of a right", wrong)


def _unknown(option: Option) -> Iterator[str]:
    return (key for key in option.rights if key not in rights())

"""Letters: whom to, what they must hold, which blanks, which term. From data/letters.

The texts are Markdown: nl.md goes out, en.md is the copy to read beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.errors import DataError
from portal.basics.toml import DATA, checked, read_as, read_toml
from portal.rulebook.cited import Said, front_and_body, said
from portal.rulebook.rights import claims, rights

FOLDER = DATA / "letters"
COMMON = "common.toml"
SENT_IN = "nl"  # letters go out in Dutch; the other text is to read along
_BLANK = re.compile(r"\{([a-z_]+)\}")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def text(self, name: str, language: str) -> str:
        """One of its texts; readers of other languages than Dutch get English."""
        found: str = getattr(self, f"{name}_{'nl' if language == 'nl' else 'en'}")
        return found


class Blank(_Frozen):
    """Something only the writer knows. A line of which all blanks stay empty is left out.

    from_sender: what the profile may fill in, only when the writer asks for it.
    """

    name: str
    kind: Literal["line", "text", "date", "amount"] = "line"
    required: bool = False
    label_en: str
    label_nl: str
    help_en: str = ""
    help_nl: str = ""
    from_sender: Literal["", "name", "legal_name", "address", "contact", "place"] = ""


class Term(_Frozen):
    """A stretch of time. `law`: who says so, which decides how it ends on a day off.

    dutch: a Dutch act (Algemene termijnenwet). eu: Union law (Regulation 1182/71).
    asked: the writer asks for it herself.
    """

    count: int = Field(gt=0)
    unit: Literal["days", "working_days", "weeks", "months", "years"]
    law: Literal["dutch", "eu", "asked"]
    cites: tuple[str, ...] = Field(min_length=1)


class OtherTerm(Term):
    """The term in a special case, such as a residence permit."""

    key: str
    label_en: str
    label_nl: str


class Letter(_Frozen):
    """One kind of letter.

    name:     which name it needs: the one that is used, or the legal one.
    address:  whether the writer's address belongs in it.
    not_asked: parts of the frame that would tell the receiver too much, such as a phone number.
    may_name_the_work: has a blank {work}, which is neutral unless the writer chooses otherwise.
    received: the term to send it, counted from the day on the letter that was received.
    received_if: other terms to send it in special cases.
    answer:   the term of the answer, counted from the day it is sent.
    """

    key: str
    used_by: tuple[str, ...] = Field(min_length=1)
    to_en: str
    to_nl: str
    must_contain_en: tuple[str, ...]
    must_contain_nl: tuple[str, ...]
    never_contain_en: tuple[str, ...]
    never_contain_nl: tuple[str, ...]
    name: Literal["used", "legal"]
    address: Literal["needed", "if_wished", "never"]
    not_asked: tuple[Literal["contact", "place", "receiver"], ...] = ()
    may_name_the_work: bool = False
    received: Term | None = None
    received_if: tuple[OtherTerm, ...] = ()
    answer: Term | None = None
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter in one language.

    does: in plain words, what the letter does. next: what to do when no answer comes.
    """

    title: str
    does: tuple[Said, ...]
    next: tuple[Said, ...]
    subject: str
    salutation: str
    closing: str
    paragraphs: tuple[str, ...]

    def blanks(self) -> set[str]:
        """The names of all blanks in it."""
        whole = " ".join((self.subject, self.salutation, *self.paragraphs))
        return set(_BLANK.findall(whole))


class _Front(_Frozen):
    title: str
    does: tuple[str, ...] = Field(min_length=1)
    next: tuple[str, ...] = Field(min_length=1)
    subject: str
    salutation: str = ""
    closing: str = ""


class Common(_Frozen):
    """What every letter has: its sender and its frame, and the neutral word for the work."""

    blanks: tuple[Blank, ...]
    salutation_en: str
    salutation_nl: str
    closing_en: str
    closing_nl: str
    work_en: str
    work_nl: str
    work_named_en: str
    work_named_nl: str


@cache
def letters() -> dict[str, Letter]:
    """All letters by key, loaded once. Raises DataError."""
    return read_letters(FOLDER)


@cache
def common() -> Common:
    """The frame of every letter. Raises DataError."""
    return read_as(Common, FOLDER / COMMON)


@cache
def letter_text(key: str, language: str) -> LetterText:
    """A letter in a language, else in English. Raises DataError."""
    folder = FOLDER / slug(key)
    found = folder / f"{language}.md"
    return read_text(letters()[key], found if found.is_file() else folder / "en.md")


def slug(key: str) -> str:
    """The folder of a letter: its key without the word letter."""
    return key.removeprefix("letter_")


def read_letters(folder: Path) -> dict[str, Letter]:
    """The letters of one folder, checked. Raises DataError."""
    found = {}
    for file in sorted(folder.glob("*/letter.toml")):
        where = f"{file.parent.name}/{file.name}"
        one = checked(Letter, read_toml(file, where), where)
        _fits(one, file.parent.name, where)
        found[one.key] = one
    return found


def read_text(letter: Letter, file: Path) -> LetterText:
    """One text, checked against the blanks of its letter. Raises DataError."""
    where = f"{file.parent.name}/{file.name}"
    table, body = front_and_body(file, where)
    front = checked(_Front, table, where)
    own, language = letter.used_by[0], file.stem
    text = LetterText(
        title=front.title,
        does=_cited(front.does, own, where),
        next=_cited(front.next, own, where),
        subject=front.subject,
        salutation=front.salutation or common().text("salutation", language),
        closing=front.closing or common().text("closing", language),
        paragraphs=tuple(part.strip() for part in body.split("\n\n") if part.strip()),
    )
    _known_blanks(letter, text, where)
    return text


def _cited(lines: tuple[str, ...], own: str, where: str) -> tuple[Said, ...]:
    found = tuple(said(line, own) for line in lines)
    for line in found:
        for name in line.cites:
            if name not in claims():
                raise DataError(where, line.text, "the name of a fact or step", name)
    return found


def _fits(letter: Letter, folder: str, where: str) -> None:
    if slug(letter.key) != folder:
        raise DataError(where, "key", f"letter_{folder}", letter.key)
    for right in letter.used_by:
        if right not in rights():
            raise DataError(where, "used_by", "the key of a right", right)
    for term in (letter.received, *letter.received_if, letter.answer):
        for name in term.cites if term else ():
            if name not in claims():
                raise DataError(where, "cites", "the name of a fact or step", name)


def _known_blanks(letter: Letter, text: LetterText, where: str) -> None:
    own = {blank.name for blank in letter.blanks}
    shared = {blank.name for blank in common().blanks}
    work = {"work"} if letter.may_name_the_work else set()
    if unknown := text.blanks() - own - shared - work - {"today", "received", "answer_by"}:
        raise DataError(where, "(the text)", "a blank of letter.toml", ", ".join(sorted(unknown)))
    if unused := (own | work) - text.blanks():
        raise DataError(where, "(the text)", "each blank used", ", ".join(sorted(unused)))

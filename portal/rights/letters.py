"""Fill a letter in: frame, blanks, dates; neutral unless the writer chooses otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.basics.errors import PortalError
from portal.basics.euro import Euro
from portal.language.formats import show
from portal.language.words import words_in
from portal.rights.terms import Ending, ends
from portal.rulebook.letters import (
    Blank,
    Letter,
    LetterText,
    Term,
    common,
    letter_text,
    letters,
    slug,
)

Answers = Mapping[str, str | date | Euro | None]
_BLANK = re.compile(r"\{([a-z_]+)\}")


class UnknownLetter(PortalError):
    """A key that no letter has."""

    def __init__(self, key: str) -> None:
        super().__init__("error.unknown_letter", name=key)


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it goes out. `missing`: labels of blanks that it cannot do without."""

    language: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    place_and_day: str
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    name: str
    missing: tuple[str, ...]

    def text(self) -> str:
        """All of it as plain text, to paste."""
        blocks = (
            "\n".join(self.sender),
            "\n".join(self.receiver),
            self.place_and_day,
            self.subject,
            self.salutation,
            *self.paragraphs,
            f"{self.closing}\n\n{self.name}",
        )
        return "\n\n".join(block for block in blocks if block) + "\n"


def letter_named(key: str) -> Letter:
    """A letter by its key, with or without the word letter. Raises UnknownLetter."""
    found = letters().get(f"letter_{slug(key)}")
    if found is None:
        raise UnknownLetter(key)
    return found


def asked(letter: Letter) -> tuple[Blank, ...]:
    """What this letter asks of its writer, in the order of the page; no more than it needs."""
    unused = {"legal_name" if letter.name == "used" else "name", *letter.not_asked}
    if letter.address == "never":
        unused.add("address")
    frame = (_own_rule(blank, letter) for blank in common().blanks if blank.name not in unused)
    return (*letter.blanks, *frame)


def _own_rule(blank: Blank, letter: Letter) -> Blank:
    """The address is required where the letter cannot do without it."""
    needed = blank.name == "address" and letter.address == "needed"
    return blank.model_copy(update={"required": True}) if needed else blank


def written(
    letter: Letter,
    language: str,
    answers: Answers,
    today: date,
    *,
    received: date | None = None,
    name_the_work: bool = False,
) -> Written:
    """The letter in one language. Blanks that stay empty show what belongs there, in brackets."""
    text, frame = letter_text(letter.key, language), common()
    blanks = {blank.name: blank for blank in asked(letter)}
    values = {name: _shown(answers.get(name), language) for name in blanks}
    work = frame.text("work_named" if name_the_work else "work", language)
    values |= dict.fromkeys(letter.not_asked, "")
    values |= {
        "today": show(today, language),
        "received": show(received, language) if received else "",
        "answer_by": _answer_by(letter, language, today),
        "work": work,
    }
    fill = _Filling(values, blanks, language)
    who = fill.line("{legal_name}" if letter.name == "legal" else "{name}")
    place = values["place"]
    return Written(
        language=language,
        sender=tuple(
            line for line in (who, *fill.lines("address"), *fill.lines("contact")) if line
        ),
        receiver=fill.lines("receiver"),
        place_and_day=", ".join(part for part in (place, values["today"]) if part),
        subject=fill.line(text.subject),
        salutation=fill.line(text.salutation),
        paragraphs=tuple(part for raw in text.paragraphs if (part := fill.paragraph(raw))),
        closing=text.closing,
        name=who,
        missing=(*_no_day(text, received, language), *_unfilled(blanks, values, language)),
    )


def _unfilled(
    blanks: Mapping[str, Blank], values: Mapping[str, str], language: str
) -> tuple[str, ...]:
    return tuple(
        blank.text("label", language)
        for name, blank in blanks.items()
        if blank.required and not values[name]
    )


def _no_day(text: LetterText, received: date | None, language: str) -> tuple[str, ...]:
    """The day on the letter that came, where this letter names it and it is not known."""
    if received or "received" not in text.blanks():
        return ()
    return (words_in(language)("letter.received"),)


def term_to_send(letter: Letter, case: str = "") -> Term | None:
    """The term in which to send it; in a special case another one."""
    return next((term for term in letter.received_if if term.key == case), letter.received)


def send_by(letter: Letter, received: date | None, case: str = "") -> Ending | None:
    """The last day to send it, counted from the day on the letter that came; None without one."""
    term = term_to_send(letter, case)
    return ends(term, received) if term and received else None


def answer_due(letter: Letter, sent: date) -> Ending | None:
    """The day by which an answer is due; None where there is no term for it."""
    return ends(letter.answer, sent) if letter.answer else None


def _answer_by(letter: Letter, language: str, today: date) -> str:
    due = answer_due(letter, today)
    return show(due.last, language) if due else ""


def _shown(value: str | date | Euro | None, language: str) -> str:
    return show(value, language).strip() if value is not None else ""


@dataclass(frozen=True, slots=True)
class _Filling:
    values: Mapping[str, str]
    blanks: Mapping[str, Blank]
    language: str

    def line(self, text: str) -> str:
        """A line with its blanks filled; empty when all of them are empty and may be."""
        names = _BLANK.findall(text)
        if names and not any(self.values[name] or self._required(name) for name in names):
            return ""
        return _BLANK.sub(lambda mark: self.values[mark[1]] or f"[{self._label(mark[1])}]", text)

    def lines(self, name: str) -> tuple[str, ...]:
        """What was filled in for a blank of the frame, line by line."""
        if name not in self.blanks:
            return ()
        return tuple(line.strip() for line in self.line(f"{{{name}}}").splitlines() if line.strip())

    def paragraph(self, text: str) -> str:
        return "\n".join(filled for line in text.splitlines() if (filled := self.line(line)))

    def _required(self, name: str) -> bool:
        return name not in self.blanks or self.blanks[name].required

    def _label(self, name: str) -> str:
        if name in self.blanks:
            return self.blanks[name].text("label", self.language)
        return words_in(self.language)(f"letter.{name}")

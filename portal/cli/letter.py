"""A letter: its text, its term, and its PDF. What is personal comes from a file or is asked."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from datetime import date
from pathlib import Path

from portal.basics.errors import PortalError
from portal.cli.asking import json_argument, pdf_argument, print_json, read_file, write_file
from portal.language.words import words_in
from portal.rights.letters import Written, asked, letter_named, send_by, written
from portal.rulebook.letters import SENT_IN, Blank, Letter, letter_text, letters

HELP = "write a letter: what it says, by when it must be sent, and its PDF"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "key", nargs="?", default="", metavar="KEY", help="which letter; see --list"
    )
    parser.add_argument("--list", action="store_true", help="list all letters and their blanks")
    parser.add_argument(
        "--received", type=_day, metavar="DAY", help="day on the letter that came: 2026-11-02"
    )
    parser.add_argument("--case", default="", help="a special case with its own term; see --list")
    parser.add_argument(
        "--blanks", type=Path, metavar="FILE", help="TOML or JSON with what to fill in, by name"
    )
    parser.add_argument(
        "--name-the-work", action="store_true", help="say in the letter that it is sex work"
    )
    json_argument(parser)
    pdf_argument(parser)
    parser.add_argument("--docx", metavar="FILE", type=Path, help="write a .docx too")


def run(given: argparse.Namespace) -> None:
    language = given.language or SENT_IN
    if given.list or not given.key:
        _list(language)
        return
    letter = letter_named(given.key)
    _known_case(letter, given.case)
    answers = _answers(letter, given, language)
    made = written(
        letter,
        language,
        answers,
        date.today(),
        received=given.received,
        name_the_work=given.name_the_work,
    )
    _write(made, given)
    due = send_by(letter, given.received, given.case)
    if given.json:
        print_json(
            {"key": letter.key, "term_ends": str(due.last) if due else None, "text": made.text()}
        )
        return
    print(made.text())
    words = words_in(language)
    if due:
        print(f"{words('letter.send_by')}: {words.show(due.last)}", file=sys.stderr)
    if made.missing:
        print(words("letter.missing", names=", ".join(made.missing)), file=sys.stderr)


def _known_case(letter: Letter, case: str) -> None:
    cases = [term.key for term in letter.received_if]
    if case and case not in cases:
        raise PortalError("error.unknown_case", name=case, names=", ".join(cases) or "-")


def _write(made: Written, given: argparse.Namespace) -> None:
    if given.pdf:
        from portal.documents.letter import letter_to_pdf

        write_file(given.pdf, letter_to_pdf(made))
    if given.docx:
        from portal.exchange.letter_docx import letter_docx

        write_file(given.docx, letter_docx(made))


def _list(language: str) -> None:
    for key, letter in letters().items():
        blanks = ", ".join(blank.name for blank in asked(letter))
        cases = "".join(f" --case {term.key}" for term in letter.received_if)
        print(f"{key}: {letter_text(key, language).title} ({blanks}){cases}")


def _answers(letter: Letter, given: argparse.Namespace, language: str) -> dict[str, str | date]:
    """From the file, else typed at the prompt; without either every blank shows what belongs."""
    if given.blanks:
        return _from_file(given.blanks, letter)
    if not sys.stdin.isatty() or given.json:
        return {}
    typed = {
        blank.name: input(f"{blank.text('label', language)}: ").strip() for blank in asked(letter)
    }
    return {blank.name: _typed(blank, typed[blank.name]) for blank in asked(letter)}


def _from_file(file: Path, letter: Letter) -> dict[str, str | date]:
    content = read_file(file)
    try:
        read = json.loads if file.suffix == ".json" else tomllib.loads
        found = read(content.decode("utf-8-sig"))
    except ValueError as problem:
        raise PortalError("error.blanks_file", file=file.name, found=str(problem)) from problem
    if not isinstance(found, dict):
        raise PortalError("error.blanks_file", file=file.name, found=type(found).__name__)
    blanks = {blank.name: blank for blank in asked(letter)}
    for name, value in found.items():
        if name not in blanks:
            raise PortalError(
                "error.unknown_blank", file=file.name, name=name, names=", ".join(blanks)
            )
        if not isinstance(value, str | date):
            raise PortalError("error.blank_not_text", file=file.name, name=name)
    return {
        name: _typed(blanks[name], value) if isinstance(value, str) else value
        for name, value in found.items()
    }


def _typed(blank: Blank, text: str) -> str | date:
    """What was typed; a day as a day, so that the letter writes it out."""
    if blank.kind != "date" or not text:
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise PortalError("error.not_a_day", name=blank.name, text=text) from problem


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}” is no day like 2026-11-02") from problem

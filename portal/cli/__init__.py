"""Commands: a screen like the pages, thin, one file per command.

Each ends with exit code 0, or with one line on stderr and 2.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from portal import __version__
from portal.basics.errors import PortalError

COMMANDS = (
    "new",
    "load",
    "dump",
    "import",
    "vat",
    "figures",
    "estimate",
    "kia",
    "annuity-room",
    "depreciation",
    "compare",
    "trades",
    "places",
    "rights",
    "letter",
    "help",
    "backup",
    "restore",
)
_MODULES = {  # names that no module can have
    "import": "bank_import",
    "annuity-room": "annuity_room",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        """One line, and the exit code of every other mistake."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: list[str]) -> int:
    """Run one command. Returns its exit code."""
    name = next((word for word in arguments if word in COMMANDS), None)
    parser = _parser(name)
    try:
        asked = parser.parse_args(arguments)
        if not hasattr(asked, "run"):
            parser.print_help()
            return 0
        asked.run(asked)
        sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    except PortalError as problem:
        print(sentence(problem, _language(arguments)), file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 0


def sentence(problem: PortalError, language: str) -> str:
    """What is wrong, in one line."""
    from portal.language.words import words_in

    return " ".join(words_in(language).show(problem).split())


def _parser(name: str | None) -> argparse.ArgumentParser:
    """The parser; only the command that was asked for is imported, so that it starts fast."""
    parser = _Parser(
        prog="python3 -m portal",
        description="Without a command: open the app in the browser.",
        epilog="`python3 -m portal test` runs the tests.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    below = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=_Parser)
    for command in COMMANDS if name is None else (name,):
        module = import_module(f"portal.cli.{_MODULES.get(command, command)}")
        sub = below.add_parser(command, help=module.HELP, description=module.HELP)
        sub.add_argument(
            "--language",
            choices=("nl", "en"),
            help="language of what is printed (default: that of the vault, else nl)",
        )
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


def _language(arguments: list[str]) -> str:
    for number, word in enumerate(arguments):
        if word == "--language" and arguments[number + 1 : number + 2] in (["nl"], ["en"]):
            return arguments[number + 1]
        if word in ("--language=nl", "--language=en"):
            return word[-2:]
    return "nl"

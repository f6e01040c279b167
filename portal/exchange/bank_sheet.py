"""The text of one bank file: decoded, with its name for errors and whom to tell how far we are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.exchange.bank_file import (
    LONGEST_LINE,
    MOST_LINES,
    BankFileError,
    NotABankFile,
    Progress,
)

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
_CONTROL = re.compile(b"[" + _CONTROLS + b"]")
_LINE_END = re.compile(r"\r+\n?")  # banks write LF, CRLF and even CR CR LF
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
TELL_EVERY = 500  # lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decoded file with line ends LF. Errors are made here, so that each one names the file."""

    name: str
    text: str
    progress: Progress | None = None

    @property
    def head(self) -> str:
        """Enough of the start to know the format by."""
        return self.text[:_HEAD]

    def lines(self) -> list[str]:
        """Every line without its end. Raises BankFileError for too many or too long ones."""
        if self.text.count("\n") > MOST_LINES:
            raise self.wrong("error.bank_too_many_lines", expected=str(MOST_LINES))
        lines = self.text.split("\n")
        if len(max(lines, key=len)) > LONGEST_LINE:
            number = next(n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE)
            raise self.wrong(
                "error.bank_line_too_long", line=number, column=1, expected=str(LONGEST_LINE)
            )
        return lines

    def tell(self, done: int, of: int) -> None:
        """Report progress."""
        if self.progress is not None:
            self.progress(done, of)

    def wrong(
        self,
        key: str,
        *,
        line: int = 0,
        column: int = 0,
        field: str = "",
        expected: str = "",
        found: str = "",
    ) -> BankFileError:
        """The error to raise for this file."""
        return BankFileError(
            key, self.name, line=line, column=column, field=field, expected=expected, found=found
        )


def decoded(content: bytes, name: str) -> str:
    """UTF-8 with or without BOM, else Windows-1252; line ends LF.

    Raises NotABankFile for UTF-16 and for bytes that no bank writes.
    """
    if content.startswith(_WIDE):
        raise _not_text(content, 0, name, "UTF-16")
    if len(content.translate(None, _CONTROLS)) < len(content) and (odd := _CONTROL.search(content)):
        raise _not_text(content, odd.start(), name, f"0x{odd[0][0]:02X}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _windows(content, name)
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _windows(content: bytes, name: str) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as problem:
        byte = content[problem.start]
        raise _not_text(content, problem.start, name, f"0x{byte:02X}") from problem


def _not_text(content: bytes, offset: int, name: str, found: str) -> NotABankFile:
    return NotABankFile(
        "error.bank_wrong_encoding",
        name,
        line=content.count(b"\n", 0, offset) + 1,
        column=offset - content.rfind(b"\n", 0, offset),
        expected="UTF-8, Windows-1252",
        found=found,
    )

"""CAMT.053 of .02 to .08, one XML or a zip of them. One booking per entry of the bank.

Read as a stream by defusedxml's sax: no DTD, no entities, and a third of the time a tree takes.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import errors
from xml.sax import SAXException
from xml.sax.handler import feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from portal.exchange.bank_camt_reader import CamtReader
from portal.exchange.bank_file import (
    MOST_BYTES,
    BankFile,
    BankFileError,
    NotABankFile,
    Progress,
    Statement,
    bank_file,
)

FORMAT = "camt053"
_HEAD = re.compile(rb"<(?:\w+:)?Document\b[^>]*camt\.05[0-9]", re.DOTALL)
_STATEMENT = re.compile(rb"camt\.053\.001\.0[2-9]")
_MOST_FILES = 2_000
# tags, entities and line ends: each takes its time, whatever little it holds
_MOST_MARKS = 3_500_000  # in one file or zip: some 35,000 bookings, read within a few seconds
# all that the library raises for one that is cut, spoilt, or locked with a password
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_ENDS_EARLY = {
    errors.codes[name]
    for name in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
_ODD_ENCODING = {
    errors.codes[name]
    for name in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING)
}


def matches(content: bytes) -> bool:
    """True for XML of this family."""
    return _HEAD.search(content[:4096]) is not None


def read(content: bytes, name: str, progress: Progress | None = None) -> BankFile:
    """Every statement of one XML file. Raises BankFileError."""
    _needs_bearable(_marks(content), name)
    return bank_file(FORMAT, _statements(content, name, progress))


def read_zip(content: bytes, name: str, progress: Progress | None = None) -> BankFile:
    """Every statement of all XML files in a zip, in its order. Raises BankFileError.

    What unpacks too large is refused while it is being unpacked; a zip in a zip is not opened.
    """
    statements: list[Statement] = []
    for inner, text in _unpacked(content, name):
        if not matches(text):
            raise NotABankFile("error.bank_zip_inside", name, expected="CAMT.053", found=inner)
        statements += _statements(text, f"{name}: {inner}", None)
        if progress:
            progress(len(statements), len(statements) + 1)
    return bank_file(FORMAT, statements)


def _statements(content: bytes, name: str, progress: Progress | None) -> list[Statement]:
    if not _STATEMENT.search(content[:4096]):
        raise NotABankFile("error.bank_not_statement", name, line=1, expected="camt.053")
    reader = CamtReader(name, content, progress)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, False)
    parser.setContentHandler(reader)
    try:
        parser.parse(io.BytesIO(content))
    except DefusedXmlException as problem:
        raise reader.wrong("error.bank_unsafe", expected="XML") from problem
    except SAXException as problem:
        raise _misread(reader, content, problem) from problem
    except (LookupError, ValueError) as problem:  # an encoding that only its name is known of
        raise reader.wrong("error.bank_wrong_encoding", expected="UTF-8") from problem
    return reader.statements


def _misread(reader: CamtReader, content: bytes, problem: SAXException) -> BankFileError:
    """Whether XML ended too early, has a byte that its encoding forbids, or is wrong otherwise."""
    code = getattr(problem.getException(), "code", None)
    if code in _ENDS_EARLY:
        return reader.wrong("error.bank_cut_off", expected="</Document>")
    odd = _not_utf8(content)
    if code in _ODD_ENCODING or (code == errors.codes[errors.XML_ERROR_INVALID_TOKEN] and odd):
        return reader.wrong(
            "error.bank_wrong_encoding", expected="UTF-8", found=odd or reader.here()
        )
    return reader.wrong("error.bank_unreadable", expected="XML", found=reader.here())


def _not_utf8(content: bytes) -> str:
    """The first byte that is no UTF-8; empty when all are."""
    try:
        content.decode()
    except UnicodeDecodeError as problem:
        return f"0x{content[problem.start]:02X}"
    return ""


def _unpacked(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    left, marks = MOST_BYTES, 0
    if content.count(b"PK\x01\x02") > _MOST_FILES:  # before a long list of names takes memory
        raise BankFileError("error.bank_too_large", name, expected=str(_MOST_FILES))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [info for info in archive.infolist() if not info.is_dir()]
            for info in inside:
                with archive.open(info) as stream:
                    text = stream.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise BankFileError("error.bank_too_large", name, expected="60 MB")
                marks += _marks(text)
                _needs_bearable(marks, name)
                yield info.filename, text
    except _BROKEN_ZIP as problem:
        raise BankFileError("error.bank_cut_off", name, expected="zip") from problem


def _marks(content: bytes) -> int:
    return sum(content.count(mark) for mark in (b"<", b"&", b"\n"))


def _needs_bearable(marks: int, name: str) -> None:
    """Small elements by the million take long to read: no bank sends that many."""
    if marks > _MOST_MARKS:
        raise BankFileError("error.bank_too_many_lines", name, expected=str(_MOST_MARKS))

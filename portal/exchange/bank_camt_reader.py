"""The bookings and balances of CAMT.053, taken out of the stream of its elements."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.sax.handler import ContentHandler

from portal.basics.euro import Euro
from portal.exchange.bank_file import (
    MOST_BOOKINGS,
    BankFileError,
    BankLine,
    Progress,
    Statement,
)
from portal.exchange.bank_table import read_day
from portal.exchange.bank_text import squeezed

_DEEPEST = 40
_LONGEST_TEXT = 20_000
_AMOUNT = re.compile(r"(\d{1,12})(?:\.(\d{1,5}))?", re.ASCII)

# The way down to each field that we want, by the names of the elements; a text is where it goes.
# What stands inside a field belongs to it: in .08 the status is one element deeper than in .02.
_Tree = dict[str, "str | _Tree"]
_DAY_OR_TIME: _Tree = {"Dt": "day", "DtTm": "day"}
_ACCOUNT_ID: _Tree = {"IBAN": "account", "Othr": {"Id": "account"}}
_DEBTOR_ID: _Tree = {"IBAN": "debtor account", "Othr": {"Id": "debtor account"}}
_CREDITOR_ID: _Tree = {"IBAN": "creditor account", "Othr": {"Id": "creditor account"}}
_DETAIL: _Tree = {
    "RltdPties": {
        "Dbtr": {"Nm": "debtor", "Pty": {"Nm": "debtor"}},
        "Cdtr": {"Nm": "creditor", "Pty": {"Nm": "creditor"}},
        "DbtrAcct": {"Id": _DEBTOR_ID},
        "CdtrAcct": {"Id": _CREDITOR_ID},
    },
    "RmtInf": {"Ustrd": "text", "Strd": {"CdtrRefInf": {"Ref": "text"}}},
    "AddtlTxInf": "text",
}
_ENTRY: _Tree = {
    "NtryRef": "own reference",
    "Amt": "amount",
    "CdtDbtInd": "credit",
    "Sts": "status",
    "BookgDt": _DAY_OR_TIME,
    "ValDt": {"Dt": "value day", "DtTm": "value day"},
    "AcctSvcrRef": "reference",
    "NtryDtls": {"TxDtls": _DETAIL},
    "AddtlNtryInf": "added",
}
_BALANCE: _Tree = {
    "Tp": {"CdOrPrtry": {"Cd": "kind"}},
    "Amt": "amount",
    "CdtDbtInd": "credit",
}
_STATEMENT_TREE: _Tree = {
    "Acct": {"Id": _ACCOUNT_ID, "Ccy": "account currency"},
    "Bal": _BALANCE,
    "Ntry": _ENTRY,
}
_DOCUMENT: _Tree = {"Document": {"BkToCstmrStmt": {"Stmt": _STATEMENT_TREE}}}
_NOWHERE: _Tree = {}

_Fields = dict[str, list[str]]


class CamtReader(ContentHandler):
    """Follows the tree above; what lies beside it is passed over."""

    def __init__(self, name: str, content: bytes, progress: Progress | None) -> None:
        super().__init__()
        self.statements: list[Statement] = []
        self._name, self._content, self._progress = name, content, progress
        self._place = 0  # how far the bookings have been found back in the file
        self._prefix = ""  # "ns2:" where the bank writes one before each element
        self._entry = _entry_of("")
        self._node = _DOCUMENT
        self._above: list[_Tree] = []
        self._field: str | None = None
        self._text: list[str] = []
        self._length = 0
        self._fields: _Fields = {}
        self._locator: Any = None
        self._begin_statement()

    def wrong(
        self, key: str, *, field: str = "", expected: str = "", found: str = ""
    ) -> BankFileError:
        """The error to raise, with the place where the reader is."""
        line = self._locator.getLineNumber() or 0 if self._locator else 0
        column = (self._locator.getColumnNumber() or 0) + 1 if self._locator else 0
        return BankFileError(
            key, self._name, line=line, column=column, field=field, expected=expected, found=found
        )

    def here(self) -> str:
        """What stands in the file from where the reader is to the end of the line."""
        line = self._locator.getLineNumber() or 1
        column = self._locator.getColumnNumber() or 0
        return self._content.split(b"\n")[line - 1][column:].decode("utf-8", "replace")

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - the name is sax's
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        if not self._above:
            self._prefix = name[: name.find(":") + 1]
            self._entry = _entry_of(self._prefix)
        node = self._node
        self._above.append(node)
        child = node.get(name.removeprefix(self._prefix)) if node else None
        if child is None:
            self._node = _NOWHERE
            if len(self._above) > _DEEPEST:
                raise self.wrong("error.bank_unsafe", expected=f"< {_DEEPEST}")
        elif isinstance(child, str):
            self._node = _NOWHERE
            self._field, self._text, self._length = child, [], 0
            if child == "amount":
                self._fields["currency"] = [attrs.get("Ccy", "")]
        else:
            self._node = child
            self._open(child)

    def characters(self, content: str) -> None:
        if self._field is None:
            return
        self._length += len(content)
        if self._length > _LONGEST_TEXT:
            raise self.wrong("error.bank_line_too_long", expected=str(_LONGEST_TEXT))
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002 - the tree knows the name
        node = self._node
        above = self._node = self._above.pop()
        if node:
            self._close(node)
        elif above and self._field is not None:
            self._fields.setdefault(self._field, []).append("".join(self._text).strip())
            self._field = None

    def _open(self, node: _Tree) -> None:
        if node is _ENTRY or node is _BALANCE:
            self._fields = {}
        elif node is _DETAIL:
            self._details += 1
        elif node is _STATEMENT_TREE:
            self._begin_statement()

    def _close(self, node: _Tree) -> None:
        if node is _ENTRY:
            self._end_entry(self._fields)
        elif node is _BALANCE:
            self._end_balance(self._fields)
        elif node is _STATEMENT_TREE:
            self._end_statement()
        else:
            return
        self._fields, self._details = self._of_statement, 0

    def _begin_statement(self) -> None:
        self._lines: list[BankLine] = []
        self._balances: dict[str, Euro] = {}
        self._of_statement: _Fields = {}
        self._fields = self._of_statement
        self._details = 0

    def _end_balance(self, fields: _Fields) -> None:
        kind = _first(fields, "kind")
        if kind in ("OPBD", "PRCD", "CLBD"):
            self._balances[kind] = self._money(fields, "Bal/Amt")

    def _end_entry(self, fields: _Fields) -> None:
        raw = self._raw()
        if _first(fields, "status") not in ("BOOK", ""):
            return  # announced, for information, or of a day to come
        if len(self._lines) >= MOST_BOOKINGS:
            raise self.wrong("error.bank_too_many_lines", expected=str(MOST_BOOKINGS))
        other = "debtor" if _first(fields, "credit") == "CRDT" else "creditor"
        single = self._details <= 1  # a batch is one booking, of many others
        texts, added = fields.get("text", []), _first(fields, "added")
        told = " ".join(texts) or added if single else added or " ".join(texts[:1])
        self._lines.append(
            BankLine(
                amount=self._money(fields, "Ntry/Amt"),
                day=self._day(_first(fields, "day") or _first(fields, "value day")),
                counterparty=squeezed(_first(fields, other)) if single else "",
                iban=_first(fields, f"{other} account") if single else "",
                description=squeezed(told),
                raw=raw,
                reference=_first(fields, "reference") or _first(fields, "own reference"),
            )
        )
        if self._progress and not len(self._lines) % 500:
            self._progress(self._place, len(self._content))

    def _raw(self) -> str:
        """The entry as it stands in the file."""
        start, end = self._entry
        begin = start.search(self._content, self._place)
        close = end.search(self._content, begin.end()) if begin else None
        if begin is None or close is None:
            return ""
        self._place = close.end()
        entry = self._content[begin.start() : self._place]
        try:
            return entry.decode()
        except UnicodeDecodeError:
            return entry.decode("cp1252", "replace")

    def _end_statement(self) -> None:
        account = _first(self._of_statement, "account")
        if not account:
            raise self.wrong("error.bank_missing_field", field="Acct", expected="IBAN")
        currency = _first(self._of_statement, "account currency") or "EUR"
        self._needs_euro(currency, "Acct/Ccy")
        opening = self._balances.get("OPBD", self._balances.get("PRCD"))
        closing = self._balances.get("CLBD")
        self.statements.append(Statement(account, currency, opening, closing, tuple(self._lines)))

    def _needs_euro(self, currency: str, field: str) -> None:
        if currency != "EUR":
            raise self.wrong("error.bank_currency", field=field, expected="EUR", found=currency)

    def _money(self, fields: _Fields, field: str) -> Euro:
        """An amount has no sign of its own: the element beside it says which way it went."""
        self._needs_euro(_first(fields, "currency"), field)
        text, credit = _first(fields, "amount"), _first(fields, "credit")
        found = _AMOUNT.fullmatch(text)
        part = (found[2] or "").rstrip("0") if found else ""
        if not found or len(part) > 2:
            raise self.wrong("error.bank_not_an_amount", field=field, expected="12.50", found=text)
        if credit not in ("CRDT", "DBIT"):
            raise self.wrong(
                "error.bank_not_a_sign", field="CdtDbtInd", expected="CRDT, DBIT", found=credit
            )
        amount = Euro(int(found[1] + part.ljust(2, "0")))
        return amount if credit == "CRDT" else -amount

    def _day(self, text: str) -> date:
        day = read_day(text[:10])
        if day is None:
            raise self.wrong(
                "error.bank_not_a_date", field="BookgDt", expected="2026-01-31", found=text
            )
        return day


def _first(fields: _Fields, name: str) -> str:
    """The first that was written; banks repeat a name or an account, and mean the same one."""
    return fields[name][0] if name in fields else ""


def _entry_of(prefix: str) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Where an entry begins and ends, and not the elements in it whose names begin alike."""
    name = re.escape(f"{prefix}Ntry").encode()
    return re.compile(rb"<%b[\s>]" % name), re.compile(rb"</%b[\s>]" % name)

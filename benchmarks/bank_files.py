"""Reading a bank file, against its yardstick, in turn in one run. Argument: how many lines.

Yardsticks: csv.reader for tables, the library's own reading for MT940, expat with handlers for
CAMT.053. "read" is the file alone, "marked" has every line looked up too, in books that know all.
"""

from __future__ import annotations

import csv
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import mt940

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from portal.books.bank_matching import keyed, sort_out
from portal.exchange.bank import read_bank_file

Known = dict[str, list[tuple[str, bool]]]  # as the store answers: near key → (key, still stands)

LINES = 10_000
ROUNDS = 7
OWN, OTHER = "NL20INGB0001234567", "NL44RABO0123456789"
logging.getLogger("mt940").setLevel(logging.CRITICAL)


class Case(NamedTuple):
    """One made file, what to measure it by, and how many times that long is allowed."""

    name: str
    content: bytes
    yardstick: Callable[[bytes], object]
    allowed: float


def main(lines: int) -> None:
    print(f"{lines} lines, best of {ROUNDS}, times the yardstick\n")
    print(f"{'format':<10}{'MB':>7}{'yardstick ms':>14}{'read':>8}{'marked':>8}{'allowed':>9}")
    for case in cases(lines):
        plain, read, marked = _in_turn(case)
        print(
            f"{case.name:<10}{len(case.content) / 1e6:>7.1f}{plain * 1000:>14.1f}"
            f"{read / plain:>8.2f}{marked / plain:>8.2f}{case.allowed:>9.1f}"
        )


def cases(lines: int) -> list[Case]:
    return [
        Case("ING", ing(lines), _csv(";"), 8),
        Case("Rabobank", rabobank(lines), _csv(","), 8),
        Case("ABN TAB", abn(lines), _csv("\t"), 8),
        Case("MT940", mt940_text(lines), _library, 1.5),
        Case("CAMT.053", camt(lines), _expat, 3),
    ]


def _in_turn(case: Case) -> tuple[float, float, float]:
    known: Known = {}
    for line in keyed(read_bank_file(case.content, case.name).statements):
        known.setdefault(line.near, []).append((line.key, True))
    steps = (
        lambda: case.yardstick(case.content),
        lambda: read_bank_file(case.content, case.name),
        lambda: sort_out(keyed(read_bank_file(case.content, case.name).statements), known),
    )
    best = [float("inf")] * len(steps)
    for _ in range(ROUNDS):
        for place, step in enumerate(steps):
            start = time.perf_counter()
            step()
            best[place] = min(best[place], time.perf_counter() - start)
    return best[0], best[1], best[2]


def _csv(separator: str) -> Callable[[bytes], object]:
    return lambda content: list(
        csv.reader(content.decode().splitlines(keepends=True), delimiter=separator)
    )


def _library(content: bytes) -> object:
    tag = mt940.tags.StatementASNB()
    return mt940.parse(content.decode(), tags={tag.id: tag})


def _expat(content: bytes) -> object:
    """Every element, attribute and text handed over to Python, and kept for a moment."""
    texts: list[str] = []
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: seen.append(name)
    parser.CharacterDataHandler = texts.append
    parser.EndElementHandler = lambda name: seen.pop()
    parser.Parse(content, True)
    return texts


def _cents(number: int) -> int:
    return 100 + number * 37 % 25_000


def _comma(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _day(number: int) -> str:
    return f"2026{number % 12 + 1:02d}{number % 28 + 1:02d}"


def ing(lines: int) -> bytes:
    """Newest first, as ING does: each balance is the one before it less the next amount."""
    rows = [
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)"'
        ';"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"'
    ]
    balance = 100_000 + sum(map(_cents, range(lines)))
    for number in range(lines):
        text = f"Naam: J. de Wit Omschrijving: Rekening {number} IBAN: {OTHER} Kenmerk: K{number}"
        rows.append(
            f'"{_day(number)}";"J. de Wit";"{OWN}";"{OTHER}";"OV";"Bij";"{_comma(_cents(number))}"'
            f';"Overschrijving";"{text} Valutadatum: 01-02-2026";"{_comma(balance)}";""'
        )
        balance -= _cents(number)
    return "\n".join([*rows, ""]).encode()


def rabobank(lines: int) -> bytes:
    """Oldest first, 26 columns, all quoted."""
    headings = [
        "IBAN/BBAN",
        "Munt",
        "BIC",
        "Volgnr",
        "Datum",
        "Rentedatum",
        "Bedrag",
        "Saldo na trn",
        "Tegenrekening IBAN/BBAN",
        "Naam tegenpartij",
        "Naam uiteindelijke partij",
        "Naam initiërende partij",
        "BIC tegenpartij",
        "Code",
        "Batch ID",
        "Transactiereferentie",
        "Machtigingskenmerk",
        "Incassant ID",
        "Betalingskenmerk",
        "Omschrijving-1",
        "Omschrijving-2",
        "Omschrijving-3",
        "Reden retour",
        "Oorspr bedrag",
        "Oorspr munt",
        "Koers",
    ]
    rows = [headings]
    balance = 100_000
    for number in range(lines):
        balance += _cents(number)
        day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        start = [OTHER, "EUR", "RABONL2U", f"{number:018d}", day, day]
        money = [f"+{_comma(_cents(number))}", f"+{_comma(balance)}", OWN, "J. de Wit"]
        rest = ["", "", "INGBNL2A", "cb", "", f"T{number}", "", "", "", f"Rekening {number}", " "]
        rows.append([*start, *money, *rest, "", "", "", "", ""])
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def abn(lines: int) -> bytes:
    """No header; the description in blocks of 33."""
    rows = []
    balance = 100_000
    for number in range(lines):
        before, balance = balance, balance + _cents(number)
        blocks = ("SEPA Overboeking", f"IBAN: {OTHER}", "BIC: RABONL2U", "Naam: J. de Wit")
        text = "".join(f"{block:<33}" for block in (*blocks, f"Omschrijving: Rekening {number}"))
        money = (_comma(before), _comma(balance), _day(number), _comma(_cents(number)))
        rows.append("\t".join(("123456789", "EUR", _day(number), *money, text)))
    return "\n".join([*rows, ""]).encode()


def mt940_text(lines: int) -> bytes:
    """One statement in ING's structured dialect, texts wrapped at 65."""
    closing = _comma(100_000 + sum(map(_cents, range(lines))))
    rows = [":20:P260101000000001", f":25:{OWN}EUR", ":28C:1", ":60F:C260101EUR1000,00"]
    for number in range(lines):
        day = _day(number)
        rows.append(f":61:{day[2:]}{day[4:]}C{_comma(_cents(number))}NTRFEREF//{number:014d}")
        rows.append("/TRCD/00100/")
        text = f":86:/EREF/E{number}//CNTP/{OTHER}/RABONL2U/J. de Wit///REMI/USTD//Rekening"
        rows += [text[:69], f"{text[69:]} {number}/"]
    return "\n".join([*rows, f":62F:C261231EUR{closing}", "-", ""]).encode()


def camt(lines: int) -> bytes:
    """One statement of .02, an entry with one detail each."""
    closing = 100_000 + sum(map(_cents, range(lines)))
    entries = "".join(_entry(number) for number in range(lines))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>1</MsgId></GrpHdr>\n<Stmt><Id>1</Id>"
        f"<Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
        f"{_balance('OPBD', 100_000)}{_balance('CLBD', closing)}{entries}"
        "</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


def _balance(kind: str, cents: int) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt>'
        "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-01</Dt></Dt></Bal>\n"
    )


def _entry(number: int) -> str:
    day, cents = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}", _cents(number)
    return f"""<Ntry>
  <NtryRef>{number}</NtryRef>
  <Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt>
  <CdtDbtInd>CRDT</CdtDbtInd>
  <Sts>BOOK</Sts>
  <BookgDt><Dt>{day}</Dt></BookgDt>
  <ValDt><Dt>{day}</Dt></ValDt>
  <AcctSvcrRef>{number:014d}</AcctSvcrRef>
  <BkTxCd>
    <Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>
    <Prtry><Cd>102</Cd><Issr>BANK</Issr></Prtry>
  </BkTxCd>
  <NtryDtls>
    <TxDtls>
      <Refs><EndToEndId>E{number}</EndToEndId></Refs>
      <AmtDtls><TxAmt><Amt Ccy="EUR">{cents // 100}.{cents % 100:02d}</Amt></TxAmt></AmtDtls>
      <RltdPties>
        <Dbtr><Nm>J. de Wit</Nm></Dbtr>
        <DbtrAcct><Id><IBAN>{OTHER}</IBAN></Id></DbtrAcct>
      </RltdPties>
      <RltdAgts><DbtrAgt><FinInstnId><BIC>RABONL2U</BIC></FinInstnId></DbtrAgt></RltdAgts>
      <RmtInf><Ustrd>Rekening {number}</Ustrd></RmtInf>
    </TxDtls>
  </NtryDtls>
</Ntry>
"""


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)

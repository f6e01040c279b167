"""Bank files of every format, made by hand: what they hold, and how wrong ones are refused."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from portal.basics.errors import PortalError
from portal.basics.euro import eur
from portal.exchange.bank import preview, read_bank_file
from portal.exchange.bank_file import MOST_BYTES
from portal.language.words import words_in

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "bank"
GOOD = sorted(EXAMPLES.glob("*/good_*"))
WRONG = sorted(EXAMPLES.glob("*/wrong_*"))
ING, RABO, ABN, ASN = (
    "NL20INGB0001234567",
    "NL44RABO0123456789",
    "NL02ABNA0123456789",
    "NL57ASNB0123456789",
)
# file → format, lines, sum, (account, opening, closing, lines) per statement: all counted by hand
ING_NEW = ("ing_csv", 7, "176.90", [(ING, "1056.60", "1233.50", 7)])
RABOBANK = ("rabobank_csv", 6, "202.00", [(RABO, "500.00", "702.00", 6)])
ABN_TAB = (
    "abn_tab",
    6,
    "257.80",
    [("123456789", "500.00", "732.80", 5), ("987654321", "0.00", "25.00", 1)],
)
MT940_DAYS = [
    (ASN, "500.00", "621.00", 1),
    (ASN, "621.00", "621.00", 0),
    (ASN, "621.00", "608.40", 1),
]
CAMT_2 = [(ASN, "500.00", "315.50", 4), ("NL12SNSB0123456789", "10.00", "10.00", 0)]
CAMT_8 = [(ING, "500.00", "595.80", 3)]
EXPECTED = {
    "ing/good_nl_2023_semicolon.csv": ING_NEW,
    "ing/good_nl_2023_bom_crlf.csv": ING_NEW,
    "ing/good_nl_2023_windows1252.csv": ING_NEW,
    "ing/good_nl_2023_comma.csv": ING_NEW,
    "ing/good_en_2023_comma.csv": ("ing_csv", 2, "41.00", [(ING, "1080.00", "1121.00", 2)]),
    "ing/good_en_2023_semicolon_unquoted.csv": (
        "ing_csv",
        2,
        "41.00",
        [(ING, "1080.00", "1121.00", 2)],
    ),
    "ing/good_nl_2022_old.csv": ("ing_csv", 2, "71.00", [(ING, None, None, 2)]),
    "ing/good_no_bookings.csv": ("ing_csv", 0, "0.00", []),
    "rabobank/good_nl.csv": RABOBANK,
    "rabobank/good_en.csv": RABOBANK,
    "rabobank/good_nl_damaged_header.csv": RABOBANK,
    "rabobank/good_lost_quote.csv": RABOBANK,
    "rabobank/good_no_bookings.csv": ("rabobank_csv", 0, "0.00", []),
    "abn/good_two_accounts.tab": ABN_TAB,
    "abn/good_crlf_windows1252.tab": ABN_TAB,
    "abn/good_does_not_add_up.tab": ABN_TAB,
    "mt940/good_ing.sta": ("mt940", 3, "-252.00", [(ING, "500.00", "248.00", 3)]),
    "mt940/good_does_not_add_up.sta": ("mt940", 3, "-252.00", [(ING, "500.00", "249.00", 3)]),
    "mt940/good_abn.sta": ("mt940", 3, "-242.50", [("123456789", "500.00", "257.50", 3)]),
    "mt940/good_rabobank.swi": ("mt940", 2, "-242.00", [(RABO, "500.00", "258.00", 2)]),
    "mt940/good_asn.940": ("mt940", 2, "108.40", MT940_DAYS),
    "camt053/good_02_two_statements.xml": ("camt053", 4, "-184.50", CAMT_2),
    "camt053/good_08.xml": ("camt053", 3, "95.80", CAMT_8),
    "camt053/good_08_prefixed.xml": ("camt053", 3, "95.80", CAMT_8),
    "camt053/good_does_not_add_up.xml": ("camt053", 3, "95.80", [(ING, "500.00", "595.81", 3)]),
    "camt053/good_two_days.zip": ("camt053", 7, "-88.70", CAMT_2 + CAMT_8),
}
# file → key of the error, line, column (0: the format has none)
REFUSED = {
    "ing/wrong_cut_off.csv": ("bank_cut_off", 8, 9),
    "ing/wrong_column.csv": ("bank_missing_column", 1, 0),
    "ing/wrong_row.csv": ("bank_wrong_columns", 3, 13),
    "ing/wrong_amount.csv": ("bank_not_an_amount", 7, 7),
    "ing/wrong_date.csv": ("bank_not_a_date", 7, 1),
    "ing/wrong_sign.csv": ("bank_not_a_sign", 7, 6),
    "ing/wrong_encoding_utf16.csv": ("bank_wrong_encoding", 1, 1),
    "ing/wrong_control_bytes.csv": ("bank_wrong_encoding", 2, 16),
    "ing/wrong_empty.csv": ("bank_empty", 0, 0),
    "ing/wrong_dollars.csv": ("bank_currency", 1, 7),
    "ing/wrong_balance_list.csv": ("bank_balance_list", 1, 0),
    "ing/wrong_pdf.csv": ("bank_not_a_bank_file", 0, 0),
    "rabobank/wrong_cut_off.csv": ("bank_cut_off", 7, 14),
    "rabobank/wrong_column.csv": ("bank_missing_column", 1, 0),
    "rabobank/wrong_amount.csv": ("bank_not_an_amount", 3, 7),
    "rabobank/wrong_encoding_utf16.csv": ("bank_wrong_encoding", 1, 1),
    "rabobank/wrong_empty.csv": ("bank_empty", 0, 0),
    "rabobank/wrong_dollars.csv": ("bank_currency", 4, 2),
    "rabobank/wrong_balance_list.csv": ("bank_not_a_bank_file", 1, 1),
    "rabobank/wrong_credit_card.csv": ("bank_credit_card", 1, 0),
    "rabobank/wrong_pdf.csv": ("bank_not_a_bank_file", 0, 0),
    "abn/wrong_cut_off.tab": ("bank_cut_off", 6, 7),
    "abn/wrong_column.tab": ("bank_wrong_columns", 2, 9),
    "abn/wrong_amount.tab": ("bank_not_an_amount", 2, 7),
    "abn/wrong_date.tab": ("bank_not_a_date", 5, 3),
    "abn/wrong_encoding_utf16.tab": ("bank_wrong_encoding", 1, 1),
    "abn/wrong_empty.tab": ("bank_empty", 0, 0),
    "abn/wrong_dollars.tab": ("bank_currency", 6, 2),
    "abn/wrong_balance_list.tab": ("bank_cut_off", 1, 4),
    "abn/wrong_pdf.tab": ("bank_not_a_bank_file", 0, 0),
    "mt940/wrong_cut_off.sta": ("bank_cut_off", 15, 1),
    "mt940/wrong_booking.sta": ("bank_unreadable", 11, 5),
    "mt940/wrong_balance.sta": ("bank_unreadable", 7, 5),
    "mt940/wrong_no_account.sta": ("bank_unreadable", 4, 0),
    "mt940/wrong_encoding_utf16.sta": ("bank_wrong_encoding", 1, 1),
    "mt940/wrong_empty.sta": ("bank_empty", 0, 0),
    "mt940/wrong_dollars.sta": ("bank_currency", 7, 13),
    "mt940/wrong_balance_list.sta": ("bank_cut_off", 5, 1),
    "mt940/wrong_pdf.sta": ("bank_not_a_bank_file", 0, 0),
    "camt053/wrong_cut_off.xml": ("bank_cut_off", 28, 139),
    "camt053/wrong_zip_cut_off.zip": ("bank_cut_off", 0, 0),
    "camt053/wrong_amount.xml": ("bank_not_an_amount", 23, 7),
    "camt053/wrong_date.xml": ("bank_not_a_date", 23, 7),
    "camt053/wrong_sign.xml": ("bank_not_a_sign", 23, 7),
    "camt053/wrong_encoding.xml": ("bank_wrong_encoding", 21, 105),
    "camt053/wrong_empty.xml": ("bank_empty", 0, 0),
    "camt053/wrong_dollars.xml": ("bank_currency", 23, 7),
    "camt053/wrong_balance_list.xml": ("bank_not_statement", 1, 0),
    "camt053/wrong_no_account.xml": ("bank_missing_field", 31, 5),
    "camt053/wrong_pdf.xml": ("bank_not_a_bank_file", 0, 0),
    "camt053/wrong_zip_of_csv.zip": ("bank_zip_inside", 0, 0),
}


def _name(file):
    return str(file.relative_to(EXAMPLES))


def _read(name):
    return read_bank_file((EXAMPLES / name).read_bytes(), name)


def test_every_example_is_expected_and_every_expectation_has_its_example():
    assert {_name(file) for file in GOOD} == set(EXPECTED)
    assert {_name(file) for file in WRONG} == set(REFUSED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_good_file_is_read_to_the_cent(name):
    form, count, total, statements = EXPECTED[name]
    read = _read(name)

    assert (read.format, read.count, str(read.total)) == (form, count, total)
    assert [
        (
            one.account,
            *(str(b) if b is not None else None for b in (one.opening, one.closing)),
            len(one.lines),
        )
        for one in read.statements
    ] == statements


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_file_is_refused_with_file_line_and_column(name):
    with pytest.raises(PortalError) as problem:
        _read(name)

    facts = problem.value.facts
    assert (problem.value.key, facts["line"], facts["column"]) == (
        "error." + REFUSED[name][0],
        *REFUSED[name][1:],
    )
    assert facts["file"] == name
    for language in ("nl", "en"):
        assert name in words_in(language).show(problem.value)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("ing/good_nl_2023_semicolon.csv", 0, ("Bakker A", RABO, "factuur 7")),
        ("ing/good_nl_2023_semicolon.csv", 5, ("Kamerverhuur De Brug", ABN, "kamerhuur week 27")),
        ("ing/good_en_2023_comma.csv", 0, ("Bakker A", RABO, "factuur 7")),
        ("rabobank/good_nl.csv", 1, ("Kamerverhuur De Brug", ABN, "kamerhuur week 27")),
        ("rabobank/good_nl.csv", 5, ("Belastingdienst", "NL36INGB0007654321", "1234567890123456")),
        ("abn/good_two_accounts.tab", 0, ("A. Bakker", ING, "factuur 7")),
        ("abn/good_two_accounts.tab", 1, ("Kamerverhuur De Brug", RABO, "kamerhuur week 27")),
        ("mt940/good_ing.sta", 0, ("A. Bakker", RABO, "factuur 7")),
        ("mt940/good_ing.sta", 2, ("", "", "terugboeking")),
        ("mt940/good_abn.sta", 0, ("A. BAKKER", ING, "FACTUUR 7")),
        ("mt940/good_abn.sta", 1, ("KAMERVERHUUR DE BRUG", RABO, "KAMERHUUR WEEK 27")),
        ("mt940/good_rabobank.swi", 0, ("A. Bakker", ING, "factuur 7")),
        ("mt940/good_rabobank.swi", 1, ("Kamerverhuur De Brug", ABN, "kamerhuur week 27")),
        ("mt940/good_asn.940", 0, ("a bakker", ING, "factuur 7")),
        (
            "camt053/good_02_two_statements.xml",
            1,
            ("Kamerverhuur De Brug", ABN, "kamerhuur & week 27"),
        ),
        ("camt053/good_02_two_statements.xml", 3, ("", "", "verzamelpost")),
        ("camt053/good_08.xml", 1, ("Café Zuid", "", "lunch")),
    ],
)
def test_who_and_what_are_found_in_each_bank_s_own_text(name, line, told):
    found = _read(name).statements[0].lines[line]

    assert (found.counterparty, found.iban, found.description) == told


def test_a_card_payment_at_abn_names_the_shop():
    assert _read("abn/good_two_accounts.tab").statements[0].lines[2].counterparty == "Café Zuid"


def test_a_reversed_credit_takes_money_out():
    assert _read("mt940/good_ing.sta").statements[0].lines[2].amount == -eur("10.00")


def test_two_equal_payments_on_one_day_are_two_lines():
    lines = _read("ing/good_nl_2023_semicolon.csv").statements[0].lines

    assert [(line.day, line.amount) for line in lines].count((date(2026, 7, 8), -eur("12.60"))) == 2


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("mt940/good_does_not_add_up.sta", ["bank_file.closing_differs"]),
        ("camt053/good_does_not_add_up.xml", ["bank_file.closing_differs"]),
        ("abn/good_does_not_add_up.tab", ["bank_file.row_differs"]),
        ("ing/good_no_bookings.csv", ["bank_file.no_bookings"]),
        ("camt053/good_two_days.zip", []),
    ],
)
def test_what_does_not_add_up_is_said_with_both_figures(name, keys):
    words = words_in("en")
    remarks = _read(name).remarks

    assert [remark.key for remark in remarks] == keys
    for remark in remarks:
        assert words(remark.key, **remark.facts).count("€") == (0 if "no_" in remark.key else 2)


def test_the_preview_has_exactly_its_fields():
    told = preview(_read("camt053/good_08.xml"), lambda remark: remark.key)
    (statement,) = told["statements"]

    assert list(told) == ["format", "count", "sum", "statements", "warnings"]
    assert list(statement) == [
        "account",
        "currency",
        "opening_balance",
        "closing_balance",
        "count",
        "sum",
        "transactions",
    ]
    assert statement["transactions"][0] == {
        "date": "2026-07-01",
        "amount": eur("121.00"),
        "counterparty": "A. Bakker",
        "iban": ABN,
        "description": "factuur 7",
    }


def test_progress_is_told_up_to_the_end():
    rows = (EXAMPLES / "rabobank/good_nl.csv").read_bytes().splitlines()
    content = b"\r\n".join([rows[0], *rows[1:] * 500])
    told = []
    read_bank_file(content, "x.csv", lambda done, of: told.append((done, of)))

    assert len(told) > 3
    assert told[-1][0] == told[-1][1]


def _zip(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


CAMT = (EXAMPLES / "camt053/good_08.xml").read_text(encoding="utf-8")
HEAD = CAMT[: CAMT.index("<BkToCstmrStmt>")]
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
BOMBS = {
    "billion laughs": CAMT.replace(
        "<Document", f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><Document', 1
    ).replace("factuur 7", "&a9;"),
    "outside entity": CAMT.replace(
        "<Document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Document', 1
    ).replace("factuur 7", "&e;"),
    "deep": HEAD + "<a>" * 100_000,
    "giant field": CAMT.replace("factuur 7", "x" * 20_000_000),
    "zip bomb": _zip(**{"a.xml": CAMT + " " * 80_000_000}),
    "zip in zip": _zip(**{"a.zip": _zip(**{"b.xml": CAMT})}),
    "many files": _zip(**{f"{n}.xml": "" for n in range(2_100)}),
    "long csv line": (EXAMPLES / "ing/good_en_2023_comma.csv").read_text() + '"' + "x" * 5_000_000,
    "many quotes": (EXAMPLES / "ing/good_en_2023_comma.csv").read_text() + '"' * 2_000_001,
    "huge amount": (EXAMPLES / "ing/good_en_2023_comma.csv")
    .read_text()
    .replace("121,00", "9" * 40),
    "many tags": (EXAMPLES / "mt940/good_ing.sta").read_text() + ":61:\n" * 500_000,
    "too large": b"x" * (MOST_BYTES + 1),
    "rubbish": random.Random(1).randbytes(50_000_000),
    "rubbish in letters": b"lorem;ipsum,\n" * 3_800_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_little_memory(name):
    content = BOMBS[name]
    content = content.encode() if isinstance(content, str) else content

    done = _in_a_small_process([content])

    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert done.stdout == b"refused"


SLOW = {
    "blanks at a shop": "123456789\tEUR\t20260303\t1,00\t2,00\t20260303\t1,00\tBEA, "
    + " " * 90_000
    + "\n",
    "words at a shop": "123456789\tEUR\t20260303\t1,00\t2,00\t20260303\t1,00\tBEA, "
    + "a  " * 30_000
    + "\n",
    "line ends in a text": CAMT.replace("factuur 7", "\n" * 15_000, 1),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_text_made_to_be_slow_is_read_all_the_same(name):
    done = _in_a_small_process([SLOW[name].encode()])

    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert done.stdout == b"read"


MUTATIONS = 500
SEED = 20260704


def mutated(seed: int) -> bytes:
    """A good file spoilt in one of many ways; the same seed spoils the same way."""
    chance = random.Random(seed)
    content = bytearray(chance.choice(GOOD).read_bytes())
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) or 1)
        other = chance.randrange(len(content) or 1)
        match chance.randrange(6):
            case 0:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[place : place + chance.randint(1, 200)]
            case 2:
                content[place:place] = content[other : other + chance.randint(1, 200)]
            case 3:
                content[place : place + 1] = chance.choice(
                    [b",", b";", b'"', b"\n", b"<", b":", b"\t", b"-"]
                )
            case 4:
                del content[place:]
            case 5:
                content[place:place] = bytes(
                    chance.choices(b"0123456789.,-+EUR", k=chance.randint(1, 30))
                )
    return bytes(content)


def test_500_spoilt_files_are_read_or_refused_and_nothing_else():
    done = _in_a_small_process([mutated(SEED + number) for number in range(MUTATIONS)])

    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert not done.stderr  # a library that logs what it could not read would print a booking


_CHILD = """
import pickle, sys, time
from portal.basics.errors import PortalError
from portal.exchange.bank import read_bank_file
from portal.language.words import words_in
for content in pickle.load(sys.stdin.buffer):
    start = time.process_time()
    try:
        read_bank_file(content, "x")
        said = "read"
    except PortalError as problem:
        words_in("nl").show(problem)
        said = "refused"
    assert time.process_time() - start < 5, "too slow"
sys.stdout.write(said)
"""
_MEMORY = 400 * 1024 * 1024


def _in_a_small_process(contents):
    """Read files where no more than 400 MB may be used beside the files themselves."""
    import pickle

    told = pickle.dumps(contents)
    most = (
        _MEMORY + 2 * sum(len(content) for content in contents)
        if len(contents) > 1
        else _MEMORY + len(told)
    )

    return subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=told,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
        timeout=120,
        check=False,
    )

"""Bank files that look right and are not, or look wrong and are right: no booking goes astray."""

from __future__ import annotations

import pytest

from portal.basics.errors import PortalError
from portal.basics.euro import eur
from portal.exchange.bank import read_bank_file

ING, RABO = "NL20INGB0001234567", "NL44RABO0123456789"


def _ing(amount="12,50", balance="87,50", account=ING):
    return (
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij"'
        ';"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"\n'
        f'"20260303";"Drogist";"{account}";"";"BA";"Af";"{amount}";"";"";"{balance}";""\n'
    )


def _abn(*texts):
    return "".join(
        f"123456789\tEUR\t20260303\t{100 - n},00\t{99 - n},00\t20260303\t-1,00\t{text}\n"
        for n, text in enumerate(texts)
    )


BOOKING = (
    ":61:2603030303D10,00NTRFEREF//12345678901234\n/TRCD/00100/\n"
    f":86:/EREF/E1//CNTP/{RABO}/RABONL2U/Kamerverhuur De Brug///REMI/USTD//kamerhuur/\n"
)


def _mt940(bookings=BOOKING, closing="90,00"):
    return (
        f":20:P1\n:25:{ING}EUR\n:28C:1\n:60F:C260301EUR100,00\n"
        f"{bookings}:62F:C260331EUR{closing}\n-\n"
    )


def _camt(entry):
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><IBAN>{ING}</IBAN></Id></Acct>\n{entry}\n</Stmt></BkToCstmrStmt></Document>"
    )


def _entry(status="BOOK", day="<BookgDt><Dt>2026-03-03</Dt></BookgDt>", details=""):
    return (
        f'<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{status}</Sts>{day}'
        f"<AcctSvcrRef>R1</AcctSvcrRef>{details}</Ntry>"
    )


def _lines(text):
    (statement,) = read_bank_file(text.encode(), "x").statements
    return statement.lines


def _problem(text):
    with pytest.raises(PortalError) as problem:
        read_bank_file(text.encode(), "x")
    facts = problem.value.facts
    return problem.value.key, facts["line"], facts["column"]


def test_a_quote_in_abn_s_text_never_swallows_the_next_booking():
    lines = _lines(_abn('"Hotel', 'Scherm 5"', "Koffie"))

    assert [line.description for line in lines] == ['"Hotel', 'Scherm 5"', "Koffie"]


def test_abn_s_account_may_be_an_iban():
    assert len(_lines(_abn("Koffie").replace("123456789", "NL02ABNA0123456789"))) == 1


def test_an_ing_amount_with_a_sign_is_refused_since_af_and_bij_say_it():
    assert _problem(_ing(amount="-12,50")) == ("error.bank_not_an_amount", 2, 7)


def test_a_balance_that_is_no_amount_is_refused():
    assert _problem(_ing(balance="saldo")) == ("error.bank_not_an_amount", 2, 10)


def test_a_row_without_own_account_is_refused():
    assert _problem(_ing(account="")) == ("error.bank_missing_field", 2, 3)


def test_mt940_and_csv_name_one_account_alike():
    (statement,) = read_bank_file(_mt940().encode(), "x").statements

    assert statement.account == ING


def test_an_mt940_line_keeps_its_own_text_and_the_bank_s_reference():
    (line,) = _lines(_mt940())

    assert line.raw == BOOKING.rstrip()
    assert line.reference == "12345678901234"


def test_a_long_mt940_text_is_kept_whole():
    text = "".join(f"{number:065d}\n" for number in range(14))
    (line,) = _lines(_mt940(f":61:2603030303D10,00NTRFNONREF\n:86:{text}"))

    assert len(line.description) == 14 * 65


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("260303DD10,00NTRF", id="another currency's letter, which hid the minus"),
        pytest.param("260303D10,005NTRF", id="parts of a cent"),
        pytest.param("261303D10,00NTRF", id="month 13"),
        pytest.param("260431D10,00NTRF", id="31 April"),
        pytest.param("2603030399D10,00NTRF", id="entry day 99"),
        pytest.param("260303D10,00//", id="no kind"),
    ],
)
def test_a_wrong_mt940_booking_is_refused_by_its_own_line(mark):
    second = BOOKING.replace("2603030303D10,00NTRF", mark)

    assert _problem(_mt940(BOOKING + second, "80,00")) == ("error.bank_unreadable", 8, 5)


def test_a_value_day_of_30_february_is_no_mistake():
    assert len(_lines(_mt940(BOOKING.replace("2603030303", "2602300303")))) == 1


@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR"])
def test_what_is_not_booked_yet_is_left_out(status):
    assert not _lines(_camt(_entry(status)))


def test_a_camt_entry_without_booking_day_has_its_value_day():
    (line,) = _lines(_camt(_entry(day="<ValDt><DtTm>2026-03-04T10:00:00</DtTm></ValDt>")))

    assert (str(line.day), line.amount) == ("2026-03-04", -eur("10.00"))


def test_a_camt_line_keeps_its_own_text():
    first, second = _entry(), _entry().replace("R1", "R2")
    lines = _lines(_camt(first + second))

    assert [line.raw for line in lines] == [first, second]
    assert [line.reference for line in lines] == ["R1", "R2"]


def test_an_entry_inside_unknown_elements_is_no_booking():
    assert not _lines(_camt(f"<Other>{_entry()}</Other>"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_camt("<a/>" * 4_000_000), id="small elements"),
        pytest.param(_camt("\n" * 4_000_000), id="line ends"),
        pytest.param(_camt("&amp;" * 4_000_000), id="entities"),
        pytest.param(_camt("<Ntry>" * 30), id="entries in entries"),
        pytest.param(":20:x\n:25:1\n:62F:C260101EUR1,00\n" * 100_000, id="statements"),
        pytest.param(_mt940(BOOKING + ":86:x\n" * 20_000), id="texts of one booking"),
    ],
)
def test_much_of_little_is_refused(text):
    assert _problem(text)[0].startswith("error.bank_")


def _page(opening, closing, first="60F", last="62F"):
    return (
        f":20:P1\n:25:{ING}\n:28C:1\n:{first}:C260301EUR{opening}\n"
        f"{BOOKING}:{last}:C260331EUR{closing}\n-\n"
    )


def test_pages_of_one_mt940_statement_are_one():
    pages = _page("100,00", "90,00", last="62M") + _page("90,00", "80,00", first="60M")
    read = read_bank_file(pages.encode(), "x")
    (statement,) = read.statements

    assert (statement.opening, statement.closing) == (eur("100"), eur("80"))
    assert not read.remarks


def test_a_page_that_was_lost_shows_in_the_closing_balance():
    pages = _page("100,00", "90,00", last="62M") + _page("70,00", "60,00", first="60M")
    read = read_bank_file(pages.encode(), "x")

    assert [remark.facts["computed"] for remark in read.remarks] == [eur("80")]


def test_mt940_of_two_days_is_two_statements():
    days = _page("100,00", "90,00") + _page("90,00", "80,00")

    assert len(read_bank_file(days.encode(), "x").statements) == 2


@pytest.mark.parametrize(
    ("days", "booked"), [("2601021231", "2025-12-31"), ("2512310102", "2026-01-02")]
)
def test_a_booking_around_new_year_is_in_the_right_year(days, booked):
    (line,) = _lines(_mt940(BOOKING.replace("2603030303", days)))

    assert str(line.day) == booked


def test_dollars_in_a_tag_broken_over_two_lines_are_no_euros():
    broken = _mt940().replace(":60F:C260301EUR", ":\n60F:C260301USD")

    assert _problem(broken)[0] == "error.bank_unreadable"


def _rows(form, *bookings):
    """Bookings of one day, each an amount and the balance after it."""
    if form == "ing":
        head = (
            "Datum;Naam / Omschrijving;Rekening;Tegenrekening;Code;Af Bij;Bedrag (EUR)"
            ";Mutatiesoort;Mededelingen;Saldo na mutatie;Tag\n"
        )
        return head + "".join(
            f"20260303;A;{ING};;OV;{'Af' if amount < 0 else 'Bij'};{abs(amount)},00;;;{after},00;\n"
            for amount, after in bookings
        )
    return "".join(
        f"123456789\tEUR\t20260303\t{after - amount},00\t{after},00\t20260303\t{amount},00\tx\n"
        for amount, after in bookings
    )


@pytest.mark.parametrize(
    ("form", "bookings", "opening", "closing"),
    [
        pytest.param("ing", [(10, 115), (5, 105)], "100", "115", id="ING: newest first"),
        pytest.param("ing", [(5, 105), (10, 115)], "100", "115", id="ING, turned round"),
        pytest.param("ing", [(-10, 100), (10, 110)], "100", "100", id="ING: a pair undone"),
        pytest.param("abn", [(10, 110), (-10, 100)], "100", "100", id="ABN: a pair undone"),
        pytest.param("abn", [(0, 100)], "100", "100", id="a waived charge of nought"),
    ],
)
def test_opening_and_closing_follow_from_the_balances_of_one_day(form, bookings, opening, closing):
    read = read_bank_file(_rows(form, *bookings).encode(), "x")
    (statement,) = read.statements

    assert (statement.opening, statement.closing) == (eur(opening), eur(closing))
    assert len(statement.lines) == len(bookings)
    assert not read.remarks


def test_a_row_that_was_taken_out_shows_in_the_closing_balance():
    read = read_bank_file(
        _rows("ing", (-1, 96), (-1, 97), (-1, 99)).replace("20260303", "20260302", 1).encode(), "x"
    )

    assert [remark.key for remark in read.remarks] == ["bank_file.closing_differs"]


def test_an_empty_balance_before_is_refused_in_the_first_row_too():
    assert _problem(_rows("abn", (1, 101)).replace("100,00", "")) == (
        "error.bank_not_an_amount",
        1,
        4,
    )


def test_an_account_with_a_wrong_check_digit_is_read_as_printed():
    wrong = ING.replace("NL20", "NL21")

    assert read_bank_file(_ing(account=wrong).encode(), "x").statements[0].account == wrong


def test_a_camt_line_keeps_its_whole_text_though_an_element_in_it_begins_alike():
    entry = _entry().replace("<Amt", "<NtryRef>R1</NtryRef><Amt", 1)
    lines = _lines(_camt(entry + entry))

    assert [line.raw for line in lines] == [entry, entry]


def test_camt_in_another_encoding_keeps_its_accents():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + _camt(
        _entry(details="<AddtlNtryInf>café</AddtlNtryInf>")
    )
    (statement,) = read_bank_file(text.encode("latin-1"), "x").statements

    assert statement.lines[0].description == "café"
    assert "café" in statement.lines[0].raw


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        pytest.param("</Ntry>", "", "bank_unreadable", id="an element left open"),
        pytest.param("R1", "R1 & Co", "bank_unreadable", id="a bare ampersand"),
        pytest.param(
            "<Document", '<?xml version="1.0" encoding="x"?><Document', "bank_wrong_encoding"
        ),
        pytest.param("</Stmt></BkToCstmrStmt></Document>", "", "bank_cut_off", id="cut off"),
    ],
)
def test_xml_that_is_wrong_is_told_apart_from_xml_that_was_cut_off(old, new, key):
    assert _problem(_camt(_entry()).replace(old, new))[0] == f"error.{key}"

"""Our own bookings file: what goes in comes out byte for byte; what is wrong is said exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.basics.errors import PortalError
from portal.basics.euro import Euro, eur
from portal.books.accounts import PLACES
from portal.books.facts import Money, VatCode
from portal.books.ledger import Balances
from portal.books.posting import REVERSE, entry_for
from portal.exchange.bookings_csv import HEADER, read_bookings, write_bookings
from portal.rulebook.costs import category_named, cost_categories
from portal.rulebook.vat import vat_rules
from portal.taxes.vat import COST_CODES, TAKING_CODES
from portal.taxes.writing import cost
from tests.strategies import RATES, books

SHORT = [
    "rent",
    "advertising",
    "supplies",
    "clothing",
    "health",
    "travel",
    "phone",
    "security",
    "commission",
    "bank",
    "training",
    "other",
]
NAMES = (*SHORT, *cost_categories())
text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30
)
days = st.dates(date(2019, 1, 1), date(2030, 12, 31)).map(str)
amounts = st.integers(-(10**11), 10**11).map(lambda cents: str(Euro(cents)))
accounts = st.sampled_from(["cash", "bank"])


def _row(kind, category="", code="", account=accounts):
    def of(value):
        return value if isinstance(value, st.SearchStrategy) else st.just(value)

    return st.tuples(days, st.just(kind), of(account), of(category), amounts, of(code), text)


rows = st.one_of(
    _row("taking", st.sampled_from(["", "tip", "deposit"]), st.sampled_from(TAKING_CODES)),
    _row("cost", st.sampled_from(NAMES), st.sampled_from(COST_CODES)),
    _row("private_in"),
    _row("private_out", "", st.sampled_from(["", *REVERSE])),
    _row("transfer", "bank", "", "cash"),
    _row(
        "transfer",
        st.sampled_from([place.value for place in PLACES if place != "bank"]),
        "",
        "bank",
    ),
    _row("vat_paid"),
    _row("income_tax_paid"),
    _row("opening", "", "", st.sampled_from(PLACES)),
    _row("cash_difference", "", "", "cash"),
)


def _file(rows_):
    lines = (",".join(_quoted(str(field)) for field in row) for row in (HEADER, *rows_))
    return "".join(f"{line}\n" for line in lines).encode()


def _quoted(field):
    needs = any(sign in field for sign in ',"\r\n')
    return '"' + field.replace('"', '""') + '"' if needs else field


def _read(content, batch=""):
    return read_bookings(content, vat_rules(), category_named, batch)


@given(st.lists(rows, max_size=12))
def test_what_is_loaded_comes_out_byte_for_byte(rows_):
    content = _file(rows_)

    assert write_bookings(_read(content)) == content


@given(books)
def test_whatever_was_typed_or_imported_gives_the_same_books_when_loaded_again(facts):
    again = _read(write_bookings(facts))

    for_all = Balances.of(entry_for(fact) for fact in facts)
    assert Balances.of(entry_for(fact) for fact in again) == for_all


def test_a_cost_with_a_private_part_goes_out_as_two_rows():
    fact = cost(
        date(2026, 7, 6),
        eur("100.00"),
        "phone",
        RATES,
        vat_code=VatCode.STANDARD,
        private_share=Decimal("0.25"),
        money=Money.CASH,
    )

    assert write_bookings([fact]).decode().splitlines()[1:] == [
        "2026-07-06,cost,cash,phone,75.00,21,",
        "2026-07-06,private_out,cash,,25.00,,",
    ]


def test_short_and_long_names_of_a_category_mean_the_same():
    pairs = [(name, category_named(name).key) for name in SHORT]

    assert pairs[:3] == [
        ("rent", "room_rent"),
        ("advertising", "advertising_nl"),
        ("supplies", "supplies"),
    ]
    assert all(category_named(long).key == long for _, long in pairs)


def test_restaurant_vat_is_never_deducted_and_stays_in_the_cost():
    # art. 15 lid 5 Wet OB (recalled in our data)
    (fact,) = _read(
        _file([("2026-07-06", "cost", "cash", "meals_with_contacts", "54.50", "9", "")])
    )

    assert fact.vat_deducted == Euro()
    assert write_bookings([fact]).decode().splitlines()[1].endswith("54.50,9,")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("2026-02-30", "taking", "cash", "", "1.00", "21", ""), "date"),
        (("06-07-2026", "taking", "cash", "", "1.00", "21", ""), "date"),
        (("2018-12-31", "taking", "cash", "", "1.00", "21", ""), "date"),
        (("2026-07-06", "income", "cash", "", "1.00", "21", ""), "kind"),
        (("2026-07-06", "taking", "till", "", "1.00", "21", ""), "account"),
        (("2026-07-06", "taking", "cash", "rent", "1.00", "21", ""), "category"),
        (("2026-07-06", "cost", "cash", "", "1.00", "21", ""), "category"),
        (("2026-07-06", "cost", "cash", "yacht", "1.00", "21", ""), "category"),
        (("2026-07-06", "taking", "cash", "", "1,00", "21", ""), "gross"),
        (("2026-07-06", "taking", "cash", "", "1.005", "21", ""), "gross"),
        (("2026-07-06", "taking", "cash", "", "NaN", "21", ""), "gross"),
        (("2026-07-06", "taking", "cash", "", "", "21", ""), "gross"),
        (("2026-07-06", "taking", "cash", "", "1.00", "6", ""), "vat_rate"),
        (("2026-07-06", "taking", "cash", "", "1.00", "reverse_eu", ""), "vat_rate"),
        (("2026-07-06", "cost", "cash", "rent", "1.00", "services_eu", ""), "vat_rate"),
        (("2026-07-06", "private_in", "cash", "", "1.00", "21", ""), "vat_rate"),
        (("2026-07-06", "vat_paid", "bank", "rent", "1.00", "", ""), "category"),
        (("2026-07-06", "transfer", "cash", "cash", "1.00", "", ""), "category"),
        (("2026-07-06", "taking", "cash", "", "1.00", "21"), "-"),
    ],
)
def test_a_wrong_field_is_named_with_its_line_and_the_file_is_refused(row, field):
    good = ("2026-07-06", "taking", "cash", "", "1.00", "21", "two\nlines")

    with pytest.raises(PortalError) as problem:
        _read(_file([good, row]))

    assert problem.value.key == "error.bookings_field"
    assert (problem.value.facts["line"], problem.value.facts["field"]) == ("4", field)


@pytest.mark.parametrize(
    "content", [b"", b"date,kind\n", b"\xff\xfe\x00", b'date,"kind', b"a,b,c,d,e,f,g\n"]
)
def test_what_is_no_bookings_file_is_refused(content):
    with pytest.raises(PortalError):
        _read(content)


def test_a_file_from_a_spreadsheet_with_a_mark_and_other_line_ends_is_read():
    content = _file([("2026-07-06", "taking", "cash", "", "5", "21", "")])

    (fact,) = _read(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert fact.gross == eur("5")


def test_bookings_outside_vat_need_no_rates_of_that_day():
    (fact,) = _read(_file([("2015-07-06", "private_in", "cash", "", "5.00", "", "")]))

    assert fact.day == date(2015, 7, 6)

"""The VAT return: boxes, rounding, and a whole quarter worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given

from portal.basics.euro import Euro, eur, total
from portal.basics.period import quarter
from portal.books.facts import BankLine, Money, Transfer, VatCode
from portal.books.ledger import Balances
from portal.books.posting import entry_for
from portal.taxes.vat_return import BASE_ONLY, DUE, FORM, vat_return
from portal.taxes.writing import cost, taking
from portal.vault.engine import in_memory
from portal.vault.store import Store
from tests.strategies import RATES, books


def _return(facts):
    return vat_return(Balances.of(entry_for(fact) for fact in facts))


def test_a_whole_quarter_equals_the_calculation_by_hand():
    """Third quarter of 2026, by hand.

    Rates: 21 % (Wet OB art. 9 lid 1), 9 % (art. 9 lid 2 a), reverse charge (art. 12 lid 2, 3),
    deduction (art. 15 lid 1), rounding in the filer's favour per box (Fiscanet, tax-office text).

    Takings at 21 %: 121.00 + 242.00 + 181.50 + a tip of 60.50 = 605.00; VAT 105.00, base 500.00.
    A refund of 50.00: VAT -8.68 (50 * 21/121 = 8.677...), base -41.32.      1a: 458.68 / 96.32
    A talk at 9 % for 109.00: base 100.00, VAT 9.00.                        1b: 100 / 9
    Exempt 75.00: in no box.
    Service to a firm in Cyprus 300.00, reverse charge there.               3b: 300
    Service to a platform in the United States 400.00: in no box.
    Advert from Cyprus 80.00: base 80.00, VAT 16.80.                        4b: 80 / 16
    Software from the United States 33.33: VAT 6.9993 = 7.00.               4a: 33 / 7
    Work by a subcontractor, reverse charge NL 50.00: VAT 10.50.            2a: 50 / 10
    Rent 363.00 with btw on the invoice: VAT 63.00.
    Phone 48.40, half private: business 24.20, VAT 4.20.
    Rent 100.00 without btw on the invoice: none.
    5b: 63.00 + 4.20 + 16.80 + 7.00 + 10.50 = 101.50, up to 102.
    5a: 96 + 9 + 10 + 7 + 16 = 138. Payable: 138 - 102 = 36.
    Cash of 500 brought to the bank, and the bank's line of it: in no box.
    """
    july, august, september = date(2026, 7, 6), date(2026, 8, 7), date(2026, 9, 30)
    facts = [
        taking(july, eur("121.00"), RATES),
        taking(july, eur("242.00"), RATES, money=Money.BANK),
        taking(august, eur("181.50"), RATES),
        taking(august, eur("60.50"), RATES),
        taking(september, -eur("50.00"), RATES),
        taking(september, eur("109.00"), RATES, vat_code=VatCode.REDUCED),
        taking(september, eur("75.00"), RATES, vat_code=VatCode.EXEMPT),
        taking(september, eur("300.00"), RATES, vat_code=VatCode.SERVICES_EU),
        taking(september, eur("400.00"), RATES, vat_code=VatCode.SERVICES_WORLD),
        cost(july, eur("80.00"), "advertising_foreign", RATES, vat_code=VatCode.REVERSE_EU),
        cost(july, eur("33.33"), "website_software", RATES, vat_code=VatCode.REVERSE_WORLD),
        cost(july, eur("50.00"), "helpers", RATES, vat_code=VatCode.REVERSE_NL),
        cost(august, eur("363.00"), "room_rent", RATES, vat_code=VatCode.STANDARD),
        cost(
            august,
            eur("48.40"),
            "phone",
            RATES,
            vat_code=VatCode.STANDARD,
            private_share=Decimal("0.5"),
        ),
        cost(august, eur("100.00"), "room_rent", RATES, vat_code=VatCode.NONE),
        Transfer(day=september, gross=eur("500.00"), money=Money.CASH, to="bank"),
        BankLine(day=september, gross=eur("500.00")),
        taking(date(2026, 10, 1), eur("999.00"), RATES),  # the next quarter
    ]
    store = Store(in_memory())
    store.record(*facts)

    result = vat_return(store.balances(quarter(3, 2026)))

    assert {box.code: (_whole(box.base), _whole(box.vat)) for box in result.boxes} == {
        "1a": (458, 96),
        "1b": (100, 9),
        "1c": (0, 0),
        "1d": (0, 0),
        "1e": (0, None),
        "2a": (50, 10),
        "3a": (0, None),
        "3b": (300, None),
        "3c": (0, None),
        "4a": (33, 7),
        "4b": (80, 16),
        "5a": (None, 138),
        "5b": (None, 102),
        "5g": (None, 36),
    }
    assert result.payable == eur("36.00")


def test_rounding_favours_the_filer_for_credits_too():
    # By hand: -17.35 VAT due becomes -18, not -17 (Moneybird helpcenter, recalled)
    result = _return([taking(date(2026, 7, 6), -eur("99.97"), RATES)])

    assert result["1a"].exact_vat == -eur("17.35")
    assert result["1a"].vat == -eur("18.00")


def test_a_quarter_without_bookings_is_a_nil_return():
    assert _return([]).is_nil


@given(books)
def test_boxes_equal_the_sum_of_their_bookings_within_a_euro(facts):
    result = _return(facts)
    singles = [_return([fact]) for fact in facts]

    for code in (*DUE, *BASE_ONLY, "5b"):
        box = result[code]
        for exact, rounded, parts in (
            (box.exact_base, box.base, [single[code].exact_base for single in singles]),
            (box.exact_vat, box.vat, [single[code].exact_vat for single in singles]),
        ):
            if exact is None:
                continue
            assert exact == total(part for part in parts if part is not None)
            assert abs(exact - rounded) < eur("1.00")


@given(books)
def test_rounding_never_costs_the_filer(facts):
    result = _return(facts)

    assert result.rounding_gain >= Euro()


@given(books)
def test_the_total_is_what_is_due_less_what_is_deducted(facts):
    result = _return(facts)

    assert tuple(box.code for box in result.boxes) == FORM
    assert result.payable == result["5a"].vat - result["5b"].vat


def _whole(amount):
    return None if amount is None else amount.euros

"""The chart of accounts (rekeningschema): what each is called in the books, and its RGS code.

RGS codes follow the MKB selection 3.7; source: data/costs (rgs_accounts), confidence seen.
"""

from __future__ import annotations

from enum import StrEnum

COST = "cost."  # a cost account is this and the key of its category: "cost.room_rent"


class Account(StrEnum):
    """Every account but those of the cost categories. The value is its name in files."""

    CASH = "cash"
    BANK = "bank"
    SUSPENSE = "suspense"  # bank lines that nobody has judged yet (vraagposten)
    UNDER_WAY = "under_way"
    DEBTORS = "debtors"
    DEPOSITS_PAID = "deposits_paid"
    OTHER_CLAIMS = "other_claims"
    EQUIPMENT = "equipment"
    DEPOSITS_RECEIVED = "deposits_received"
    CREDITORS = "creditors"
    OTHER_DEBTS = "other_debts"
    LOANS = "loans"
    VAT_1A = "vat.1a"
    VAT_1B = "vat.1b"
    VAT_2A = "vat.2a"
    VAT_4A = "vat.4a"
    VAT_4B = "vat.4b"
    VAT_5B = "vat.5b"
    VAT_SETTLED = "vat.settled"  # paid to and received from the tax office
    EQUITY = "equity"
    PRIVATE_IN = "private_in"
    PRIVATE_OUT = "private_out"
    INCOME_TAX = "income_tax"
    TURNOVER_STANDARD = "turnover.standard"
    TURNOVER_REDUCED = "turnover.reduced"
    TURNOVER_ZERO = "turnover.zero"
    TURNOVER_UNTAXED = "turnover.untaxed"
    TURNOVER_EU = "turnover.services_eu"
    TURNOVER_WORLD = "turnover.services_world"
    CASH_DIFFERENCE = "cost.cash_difference"


RGS: dict[Account, str] = {
    Account.CASH: "BLimKasKas",
    Account.BANK: "BLimBanRba",
    Account.SUSPENSE: "BSchOvsOvs",
    Account.UNDER_WAY: "BLimKruSto",
    Account.DEBTORS: "BVorDebHad",
    Account.DEPOSITS_PAID: "BVorOvrWbs",
    Account.OTHER_CLAIMS: "BVorOvaOoa",
    Account.EQUIPMENT: "BMvaBeiVvp",
    Account.DEPOSITS_RECEIVED: "BSchVobVob",
    Account.CREDITORS: "BSchCreHac",
    Account.OTHER_DEBTS: "BSchOvsOvs",
    Account.LOANS: "BLasSakLvl",
    Account.VAT_1A: "BSchBepBla",
    Account.VAT_1B: "BSchBepBlv",
    Account.VAT_2A: "BSchBepBlw",
    Account.VAT_4A: "BSchBepBlb",
    Account.VAT_4B: "BSchBepBlu",
    Account.VAT_5B: "BSchBepBoo",
    Account.VAT_SETTLED: "BSchBepBaf",
    Account.EQUITY: "BEivKapOnd",
    Account.PRIVATE_IN: "BEivKapPrs",
    Account.PRIVATE_OUT: "BEivKapPro",
    Account.INCOME_TAX: "BEivKapPbe",
    Account.TURNOVER_STANDARD: "WOmzNodOdh",
    Account.TURNOVER_REDUCED: "WOmzNodOdl",
    Account.TURNOVER_ZERO: "WOmzNodOdg",
    Account.TURNOVER_UNTAXED: "WOmzNodNod",
    Account.TURNOVER_EU: "WOmzNodOdi",
    Account.TURNOVER_WORLD: "WOmzNodOdb",
    Account.CASH_DIFFERENCE: "WBedAdlKav",
}

# What an owner may name when money moves to or from a place, or when a year is opened.
PLACES = (
    Account.CASH,
    Account.BANK,
    Account.UNDER_WAY,
    Account.DEBTORS,
    Account.DEPOSITS_PAID,
    Account.OTHER_CLAIMS,
    Account.EQUIPMENT,
    Account.DEPOSITS_RECEIVED,
    Account.CREDITORS,
    Account.OTHER_DEBTS,
    Account.LOANS,
    Account.VAT_SETTLED,
    Account.SUSPENSE,
)


def is_result(account: str) -> bool:
    """True for accounts of the profit and loss account."""
    return account.startswith(("turnover.", COST))


def is_drawing(account: str) -> bool:
    """True for what the owner put in or took out, income tax included."""
    return account in (Account.PRIVATE_IN, Account.PRIVATE_OUT, Account.INCOME_TAX)


def is_vat(account: str) -> bool:
    """True for the accounts that together are the VAT still to pay or to get back."""
    return account.startswith("vat.")

"""What the app remembers: every kind of fact. Frozen, dated, and without client names.

A fact holds what was decided when it was written down, the VAT in euros included, so that
the journal follows from the facts alone and a later rule never changes an old booking.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from secrets import token_hex
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.basics.euro import Euro


class Money(StrEnum):
    """Where money lies: the cash box or the business bank account."""

    CASH = "cash"
    BANK = "bank"


class VatCode(StrEnum):
    """How VAT has a part in it; the value is the `vat_rate` of our CSV."""

    STANDARD = "21"
    REDUCED = "9"
    ZERO = "0"
    EXEMPT = "exempt"
    OUTSIDE = "outside"
    REVERSE_NL = "reverse_nl"
    REVERSE_EU = "reverse_eu"
    REVERSE_WORLD = "reverse_world"
    SERVICES_EU = "services_eu"
    SERVICES_WORLD = "services_world"
    NONE = ""


class Nature(StrEnum):
    """What a taking is. A refund is a service with a negative amount."""

    SERVICE = ""
    TIP = "tip"
    DEPOSIT = "deposit"  # a debt until the booking; VAT is due on receipt (art. 13, 14 Wet OB)
    DEPOSIT_USED = "deposit_used"  # the booking took place: no money moves
    DEPOSIT_KEPT = "deposit_kept"  # it did not: no money moves either


class Proof(StrEnum):
    """Does the invoice show btw? Only a yes lets any be deducted."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class BankOrigin(BaseModel):
    """The bank's own record behind a fact: what it says, and how it is known again.

    key:  account, day, amount and text (or the bank's own reference), for finding doubles.
    near: account, day and amount only: the same line written by another format.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    account: str
    amount: Euro
    counterparty: str = ""
    iban: str = ""
    description: str = ""
    raw: str = ""
    key: str
    near: str


def new_id() -> str:
    """A name for a new fact that no other has."""
    return token_hex(16)


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(default_factory=new_id)
    day: date
    memo: str = ""
    bank: BankOrigin | None = None
    batch: str = ""  # the import or load that brought it, so that the whole can be undone


class Taking(_Fact):
    """Money a client paid (ontvangst). `gross` has VAT within; negative is a refund."""

    kind: Literal["taking"] = "taking"
    money: Money = Money.CASH
    nature: Nature = Nature.SERVICE
    gross: Euro
    vat_code: VatCode = VatCode.STANDARD
    vat: Euro = Euro()


class Cost(_Fact):
    """Spent for the business (zakelijke kosten).

    gross:        as paid, VAT within; under reverse charge the base. Negative is money back.
    private:      the part of gross that is not for the business.
    vat_due:      VAT that the buyer owes (reverse charge: boxes 2a, 4a, 4b), over all of gross.
    vat_private:  the part of vat_due that belongs to the private part.
    vat_deducted: input VAT taken in box 5b.
    """

    kind: Literal["cost"] = "cost"
    money: Money = Money.BANK
    category: str
    spelled: str = ""  # the category as the loaded file wrote it, so that it goes out the same
    gross: Euro
    private: Euro = Euro()
    vat_code: VatCode = VatCode.NONE
    vat_due: Euro = Euro()
    vat_private: Euro = Euro()
    vat_deducted: Euro = Euro()
    proof: Proof = Proof.YES


class PrivateIn(_Fact):
    """Own money put into the business (privéstorting)."""

    kind: Literal["private_in"] = "private_in"
    money: Money = Money.CASH
    gross: Euro


class PrivateOut(_Fact):
    """Money taken out for oneself (privéonttrekking).

    With a reverse-charge code: the private part of something bought abroad, on which VAT is due.
    """

    kind: Literal["private_out"] = "private_out"
    money: Money = Money.CASH
    gross: Euro
    vat_code: VatCode = VatCode.NONE
    vat_due: Euro = Euro()


class Transfer(_Fact):
    """Money from one place to another: cash to bank, a deposit paid, equipment bought."""

    kind: Literal["transfer"] = "transfer"
    money: Money = Money.CASH
    to: str
    gross: Euro
    vat_code: VatCode = VatCode.NONE
    vat_deducted: Euro = Euro()


class VatPaid(_Fact):
    """VAT paid to the tax office; negative is VAT received."""

    kind: Literal["vat_paid"] = "vat_paid"
    money: Money = Money.BANK
    gross: Euro


class IncomeTaxPaid(_Fact):
    """Income tax and health contribution paid: private, never a cost. Negative is money back."""

    kind: Literal["income_tax_paid"] = "income_tax_paid"
    money: Money = Money.BANK
    gross: Euro


class BankLine(_Fact):
    """A line of the bank that nobody has judged: it waits on the suspense account."""

    kind: Literal["bank_line"] = "bank_line"
    gross: Euro  # in is plus, out is minus


class OpeningBalance(_Fact):
    """What stood on an account when the books began; debit is plus, a debt is minus."""

    kind: Literal["opening"] = "opening"
    account: str
    gross: Euro


class CashCount(_Fact):
    """The cash box counted. `gross` is what was counted less what the book said."""

    kind: Literal["cash_difference"] = "cash_difference"
    counted: Euro | None = None
    gross: Euro


class HourKind(StrEnum):
    """What hours went to. Being reachable by phone at home is none of them."""

    CLIENTS = "clients"
    PREPARING = "preparing"
    ADVERTISING = "advertising"
    BOOKS = "books"
    TRAVEL = "travel"
    TRAINING = "training"
    BUYING = "buying"
    WAITING = "waiting"


class WorkedHours(_Fact):
    """Time spent on the business on one day (urenadministratie). It moves no money.

    entered: the day it was written down, which the evidence shows: a list made afterwards often
    fails in court.
    """

    kind: Literal["hours"] = "hours"
    minutes: int = Field(gt=0, le=24 * 60)
    work: HourKind = HourKind.CLIENTS
    entered: date


class Trip(_Fact):
    """Kilometres driven for the business in one's own vehicle, there and back where `back`.

    km: all of it. Places are optional and coarse: a town, never an address.
    """

    kind: Literal["trip"] = "trip"
    km: Decimal = Field(gt=0, le=5000, decimal_places=1)
    place_from: str = ""
    place_to: str = ""
    back: bool = False
    entered: date


class Asset(_Fact):
    """Something bought that serves the business for years (bedrijfsmiddel).

    day:      the day it was ordered, which decides on the year of the investment deduction (KIA).
    cost:     what counts: without VAT where that was deducted, with it where not.
    residual: what it will still be worth at the end. months: how long it is depreciated.
    bought_by: the booking of the purchase. private: the share of private use, 0 to 1.
    counts:   whether it counts for KIA. disposed, proceeds: when it left, and for how much.
    """

    kind: Literal["asset"] = "asset"
    cost: Euro
    residual: Euro = Euro()
    in_use: date
    months: int = Field(ge=60, le=600)
    bought_by: str = ""
    private: Decimal = Field(Decimal(0), ge=0, le=1)
    counts: bool = True
    disposed: date | None = None
    proceeds: Euro | None = None


class VatPeriod(StrEnum):
    """How often the VAT return is filed (aangiftetijdvak)."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Profile(_Fact):
    """What rules ask about the owner; a fact, since rules ask what held then."""

    kind: Literal["profile"] = "profile"
    language: str = "nl"
    vat_period: VatPeriod = VatPeriod.QUARTER


Fact = (
    Taking
    | Cost
    | PrivateIn
    | PrivateOut
    | Transfer
    | VatPaid
    | IncomeTaxPaid
    | BankLine
    | OpeningBalance
    | CashCount
    | WorkedHours
    | Trip
    | Asset
    | Profile
)
Booking = (
    Taking
    | Cost
    | PrivateIn
    | PrivateOut
    | Transfer
    | VatPaid
    | IncomeTaxPaid
    | BankLine
    | OpeningBalance
    | CashCount
)
NO_BOOKINGS = ("hours", "trip", "asset", "profile")  # kinds that move no money
AnyFact = Annotated[Fact, Field(discriminator="kind")]

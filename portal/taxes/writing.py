"""From what a person says to a fact with its VAT worked out: the same for page, file and bank."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from portal.basics.euro import Euro
from portal.books.accounts import Account
from portal.books.facts import (
    BankOrigin,
    Cost,
    Money,
    Nature,
    PrivateOut,
    Proof,
    Taking,
    Transfer,
    VatCode,
    new_id,
)
from portal.books.posting import REVERSE
from portal.taxes.vat import (
    COST_CODES,
    TAKING_CODES,
    Rates,
    needs_code,
    vat_on_top,
    vat_within,
)


def taking(
    day: date,
    gross: Euro,
    rates: Rates,
    *,
    vat_code: VatCode = VatCode.STANDARD,
    money: Money = Money.CASH,
    nature: Nature = Nature.SERVICE,
    memo: str = "",
    id: str = "",
    bank: BankOrigin | None = None,
    batch: str = "",
) -> Taking:
    """A taking; gross has VAT within. Raises PortalError for a code or a day without rules.

    A deposit that is kept as damages (outside VAT) gives back the VAT declared on receipt;
    whether it is damages is disputed: data/tax, supplies.deposits_and_no_show.
    """
    needs_code(vat_code, "taking", TAKING_CODES)
    damages = nature is Nature.DEPOSIT_KEPT and vat_code is VatCode.OUTSIDE
    within = VatCode.STANDARD if damages else vat_code
    return Taking(
        id=id or new_id(),
        day=day,
        gross=gross,
        vat_code=vat_code,
        vat=vat_within(gross, within, day, rates),
        money=money,
        nature=nature,
        memo=memo,
        bank=bank,
        batch=batch,
    )


def cost(
    day: date,
    gross: Euro,
    category: str,
    rates: Rates,
    *,
    vat_code: VatCode = VatCode.NONE,
    money: Money = Money.BANK,
    private_share: Decimal | Fraction = Decimal(0),
    deductible: bool = True,
    proof: Proof = Proof.YES,
    memo: str = "",
    spelled: str = "",
    id: str = "",
    bank: BankOrigin | None = None,
    batch: str = "",
) -> Cost:
    """A cost with its input VAT, and the VAT that a reverse charge makes the buyer owe.

    private_share: 0 to 1, the part that is not for the business; never deducted.
    deductible:    False where the law shuts the VAT out (food and drink, art. 15 lid 5 Wet OB).
    proof:         anything but YES deducts nothing: VAT is never guessed out of an amount.
    """
    needs_code(vat_code, "cost", COST_CODES)
    private = gross.times(private_share, ROUND_HALF_UP)
    business = gross - private
    if vat_code in REVERSE:
        due_on_business = vat_on_top(business, day, rates)
        vat_private = vat_on_top(private, day, rates)
        deducted = due_on_business if deductible else Euro()
    else:
        due_on_business = vat_private = Euro()
        proven = deductible and proof is Proof.YES
        deducted = vat_within(business, vat_code, day, rates) if proven else Euro()
    return Cost(
        id=id or new_id(),
        day=day,
        gross=gross,
        category=category,
        money=money,
        private=private,
        vat_code=vat_code,
        vat_due=due_on_business + vat_private,
        vat_private=vat_private,
        vat_deducted=deducted,
        proof=proof,
        memo=memo,
        spelled=spelled,
        bank=bank,
        batch=batch,
    )


def private_out(
    day: date,
    gross: Euro,
    rates: Rates,
    *,
    vat_code: VatCode = VatCode.NONE,
    money: Money = Money.CASH,
    memo: str = "",
    batch: str = "",
) -> PrivateOut:
    """A drawing; with a reverse-charge code the private part of a purchase abroad."""
    needs_code(vat_code, "private_out", (VatCode.NONE, *REVERSE))
    due = vat_on_top(gross, day, rates) if vat_code in REVERSE else Euro()
    return PrivateOut(
        day=day, gross=gross, vat_code=vat_code, vat_due=due, money=money, memo=memo, batch=batch
    )


def transfer(
    day: date,
    gross: Euro,
    to: str,
    rates: Rates,
    *,
    vat_code: VatCode = VatCode.NONE,
    money: Money = Money.CASH,
    memo: str = "",
    id: str = "",
    bank: BankOrigin | None = None,
    batch: str = "",
) -> Transfer:
    """Money moved; only equipment can have VAT within, which is deducted."""
    allowed = (VatCode.NONE, VatCode.STANDARD) if to == Account.EQUIPMENT else (VatCode.NONE,)
    needs_code(vat_code, "transfer", allowed)
    return Transfer(
        id=id or new_id(),
        day=day,
        gross=gross,
        to=to,
        vat_code=vat_code,
        vat_deducted=vat_within(gross, vat_code, day, rates),
        money=money,
        memo=memo,
        bank=bank,
        batch=batch,
    )


def revised(fact: Any, rates: Rates, *, deductible: bool | None = None, **changes: Any) -> Any:
    """The next version of a booking with some parts changed, its VAT worked out anew.

    changes: any of day, gross, category, memo. The share that was private stays private.
    A cost keeps whether its VAT was deducted, unless `deductible` says otherwise.
    """
    new = fact.model_copy(update=changes)
    kept: dict[str, Any] = {"id": fact.id, "bank": fact.bank, "batch": fact.batch}
    match fact.kind:
        case "taking":
            return taking(
                new.day,
                new.gross,
                rates,
                vat_code=fact.vat_code,
                money=fact.money,
                nature=fact.nature,
                memo=new.memo,
                **kept,
            )
        case "cost":
            share = Fraction(fact.private.cents, fact.gross.cents) if fact.gross else Fraction(0)
            if deductible is None:
                deductible = bool(fact.vat_deducted) or not fact.gross
            same = new.category == fact.category
            return cost(
                new.day,
                new.gross,
                new.category,
                rates,
                vat_code=fact.vat_code,
                money=fact.money,
                private_share=share,
                deductible=deductible,
                proof=fact.proof,
                memo=new.memo,
                spelled=fact.spelled if same else "",
                **kept,
            )
        case "transfer":
            return transfer(
                new.day,
                new.gross,
                fact.to,
                rates,
                vat_code=fact.vat_code,
                money=fact.money,
                memo=new.memo,
                **kept,
            )
        case "private_out":
            due = vat_on_top(new.gross, new.day, rates) if fact.vat_code in REVERSE else Euro()
            return new.model_copy(update={"vat_due": due})
    return new

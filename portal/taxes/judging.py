"""A bank line judged: the same fact, now saying what it was. The bank's record stays with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.basics.errors import PortalError
from portal.books.facts import (
    BankLine,
    Fact,
    IncomeTaxPaid,
    Money,
    Nature,
    PrivateIn,
    PrivateOut,
    Proof,
    VatCode,
    VatPaid,
)
from portal.taxes.vat import Rates
from portal.taxes.writing import cost, taking, transfer


class NotJudged(PortalError):
    """Nobody said what this line is."""

    def __init__(self) -> None:
        super().__init__("error.not_judged")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person says a line is. `category` is a cost category, or the place of a transfer."""

    kind: str
    category: str = ""
    vat_code: VatCode = VatCode.STANDARD
    nature: Nature = Nature.SERVICE
    proof: Proof = Proof.UNKNOWN
    private_share: Decimal = Decimal(0)
    deductible: bool = True


def judged(line: BankLine, choice: Choice, rates: Rates) -> Fact:
    """The fact that a line becomes; its history shows both. Raises NotJudged."""
    out = -line.gross
    kept: dict[str, Any] = {"id": line.id, "bank": line.bank, "batch": line.batch}
    plain: dict[str, Any] = {**kept, "day": line.day, "money": Money.BANK}
    match choice.kind:
        case "taking":
            return taking(
                line.day,
                line.gross,
                rates,
                vat_code=choice.vat_code,
                nature=choice.nature,
                money=Money.BANK,
                **kept,
            )
        case "cost":
            return cost(
                line.day,
                out,
                choice.category,
                rates,
                vat_code=choice.vat_code,
                private_share=choice.private_share,
                deductible=choice.deductible,
                proof=choice.proof,
                **kept,
            )
        case "transfer":
            return transfer(line.day, out, choice.category, rates, money=Money.BANK, **kept)
        case "private_in":
            return PrivateIn(gross=line.gross, **plain)
        case "private_out":
            return PrivateOut(gross=out, **plain)
        case "vat_paid":
            return VatPaid(gross=out, **plain)
        case "income_tax_paid":
            return IncomeTaxPaid(gross=out, **plain)
    raise NotJudged


def unjudged(fact: Fact) -> BankLine:
    """Back to the line as the bank wrote it. Raises NotJudged for a fact that no bank brought."""
    if fact.bank is None:
        raise NotJudged
    return BankLine(
        id=fact.id, day=fact.day, gross=fact.bank.amount, bank=fact.bank, batch=fact.batch
    )

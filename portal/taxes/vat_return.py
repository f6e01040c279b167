"""The VAT return (btw-aangifte): its boxes in whole euros, as on the form.

Rounding is in the filer's favour, box by box: turnover and VAT due down, input VAT up.
Source: data/tax return_form.rounding (Belastingdienst text via Fiscanet; Moneybird; Jortt).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.basics.euro import Euro, total
from portal.books.ledger import Balances

BASE_ONLY = ("1e", "3a", "3b", "3c")
DUE = ("1a", "1b", "1c", "1d", "2a", "4a", "4b")
FORM = ("1a", "1b", "1c", "1d", "1e", "2a", "3a", "3b", "3c", "4a", "4b", "5a", "5b", "5g")
_BOUGHT = ("2a", "4a", "4b")  # boxes of what was bought; the others are of what was sold


@dataclass(frozen=True, slots=True)
class Box:
    """One box: what the books hold to the cent, and what the form gets in whole euros.

    None is a field that the form does not have, never an unknown amount.
    """

    code: str
    exact_base: Euro | None = None
    exact_vat: Euro | None = None
    base: Euro | None = None
    vat: Euro | None = None


@dataclass(frozen=True, slots=True)
class VatReturn:
    """All boxes in the form's order."""

    boxes: tuple[Box, ...]

    def __getitem__(self, code: str) -> Box:
        return next(box for box in self.boxes if box.code == code)

    @property
    def payable(self) -> Euro:
        """To pay, or (negative) to get back: box 5g."""
        return self["5g"].vat or Euro()

    @property
    def rounding_gain(self) -> Euro:
        """What rounding leaves with the filer: exact less declared."""
        return (self["5g"].exact_vat or Euro()) - self.payable

    @property
    def is_nil(self) -> bool:
        """True when every field is nought. A nil return must be filed too (art. 8 AWR)."""
        return not any(box.base or box.vat for box in self.boxes)


def vat_return(balances: Balances) -> VatReturn:
    """The return over the stretch of time that the balances are of."""
    boxes = {code: _box(code, balances) for code in (*DUE, *BASE_ONLY)}
    boxes["5a"] = _sum("5a", (boxes[code] for code in DUE))
    input_vat = balances.in_box("5b", vat=True)
    boxes["5b"] = Box("5b", exact_vat=input_vat, vat=input_vat.whole_up())
    boxes["5g"] = _difference(boxes["5a"], boxes["5b"])
    return VatReturn(tuple(boxes[code] for code in FORM))


def _box(code: str, balances: Balances) -> Box:
    base = balances.in_box(code, vat=False)
    exact_base = base if code in _BOUGHT else -base
    if code in BASE_ONLY:
        return Box(code, exact_base=exact_base, base=exact_base.whole_down())
    vat = -balances.in_box(code, vat=True)
    return Box(code, exact_base, vat, exact_base.whole_down(), vat.whole_down())


def _sum(code: str, boxes: Iterable[Box]) -> Box:
    parts = tuple(boxes)
    return Box(
        code,
        exact_vat=total(box.exact_vat or Euro() for box in parts),
        vat=total(box.vat or Euro() for box in parts),
    )


def _difference(due: Box, input_vat: Box) -> Box:
    return Box(
        "5g",
        exact_vat=(due.exact_vat or Euro()) - (input_vat.exact_vat or Euro()),
        vat=(due.vat or Euro()) - (input_vat.vat or Euro()),
    )

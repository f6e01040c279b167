"""The worksheet of a VAT return: the form's boxes, to the cent beside whole euros."""

from __future__ import annotations

from datetime import date

from portal.basics.euro import Euro
from portal.basics.period import Period
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.words import Words
from portal.rulebook.vat import VatRules
from portal.taxes.vat_return import Box, VatReturn

_TOTALS = {"5a": Weight.SUBTOTAL, "5g": Weight.TOTAL}


def vat_return_document(
    result: VatReturn, period: Period, due: tuple[date, date], rules: VatRules, words: Words
) -> Document:
    """due: the day to file by, and the day by which the money must be there."""
    name = "vat.to_get_back" if result.payable < Euro() else "vat.to_pay"
    rows = tuple(_row(box, rules, words) for box in result.boxes)
    return document(
        words,
        words("page.vat_return"),
        words.show(period),
        (
            Section(
                paragraphs=(
                    f"{words(name)}: {words.show(abs(result.payable))}",
                    words("vat.by_when", file_by=due[0], pay_by=due[1]),
                    *((words("vat.nil"),) if result.is_nil else ()),
                ),
                table=Table(_columns(words), rows),
            ),
        ),
        notes=(words("vat.rounded"), words("vat.files_nothing")),
        sources=(
            *(source for box in result.boxes for source in rules.box(box.code).sources),
            *rules.rounding,
            *rules.deadline,
        ),
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("vat.column_box"), 0.8),
        Column(words("vat.what"), 4.6),
        Column(words("vat.column_base"), 1.7, amounts=True),
        Column(words("vat.column_vat"), 1.7, amounts=True),
        Column(words("vat.column_exact"), 2.0, amounts=True),
    )


def _row(box: Box, rules: VatRules, words: Words) -> Row:
    exact = box.exact_vat if box.exact_vat is not None else box.exact_base
    cells = (
        box.code,
        rules.box(box.code).name(words.language),
        _whole(box.base),
        _whole(box.vat),
        words.show(exact),
    )
    return Row(cells, _TOTALS.get(box.code, Weight.PLAIN))


def _whole(amount: Euro | None) -> str:
    """Whole euros as typed into the form; nothing where the form has no field."""
    return "" if amount is None else str(amount.euros)

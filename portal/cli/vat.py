"""The VAT return of a period."""

from __future__ import annotations

import argparse

from portal.basics.euro import Euro
from portal.basics.period import Period, period_named
from portal.cli.asking import (
    json_argument,
    open_vault,
    pdf_argument,
    print_json,
    vault_argument,
    words_for,
    write_file,
)
from portal.language.words import Words
from portal.taxes.deadlines import file_by, pay_by
from portal.taxes.vat_return import Box, VatReturn, vat_return
from portal.vault.searching import Search
from portal.vault.store import Store

HELP = "the VAT return of a period, in whole euros as on the form"


def arguments(parser: argparse.ArgumentParser) -> None:
    vault_argument(parser)
    parser.add_argument(
        "--period", required=True, metavar="PERIOD", help="2026-Q3, 2026-07 (a month) or 2026"
    )
    json_argument(parser)
    pdf_argument(parser)


def run(asked: argparse.Namespace) -> None:
    period = period_named(asked.period)
    with open_vault(asked) as vault:
        words = words_for(asked, vault)
        result = vat_return(vault.store.balances(period))
        notes = _notes(vault.store, result, period, words)
    if asked.pdf:
        _write_pdf(asked, result, period, words)
    if asked.json:
        print_json(_as_json(result, period, notes))
        return
    for box in result.boxes:
        print(f"{box.code:>3} {_whole(box.base):>12} {_whole(box.vat):>12}")
    print("\n".join(notes))


def _as_json(result: VatReturn, period: Period, notes: list[str]) -> dict[str, object]:
    return {
        "period": period.name,
        "boxes": {box.code: _fields(box) for box in result.boxes},
        "payable": result.payable.euros,
        "notes": notes,
    }


def _fields(box: Box) -> dict[str, int]:
    fields = {"turnover": box.base, "vat": box.vat}
    return {name: amount.euros for name, amount in fields.items() if amount is not None}


def _notes(store: Store, result: VatReturn, period: Period, words: Words) -> list[str]:
    name = "vat.to_get_back" if result.payable < Euro() else "vat.to_pay"
    notes = [
        f"{words(name)}: {words.show(abs(result.payable))}",
        words("vat.by_when", file_by=file_by(period), pay_by=pay_by(period)),
        words("vat.files_nothing"),
    ]
    search = Search(kinds=("bank_line",), period=period)
    if waiting := store.count(search):
        amount = store.total(search)
        notes.append(words("vat.waiting", count=waiting, amount=amount))
    elif result.is_nil:
        notes.append(words("vat.nil"))
    return notes


def _write_pdf(asked: argparse.Namespace, result: VatReturn, period: Period, words: Words) -> None:
    from portal.documents.pdf import to_pdf
    from portal.documents.vat_return import vat_return_document
    from portal.rulebook.vat import vat_rules

    due = file_by(period), pay_by(period)
    write_file(asked.pdf, to_pdf(vat_return_document(result, period, due, vat_rules(), words)))


def _whole(amount: Euro | None) -> str:
    return "" if amount is None else str(amount.euros)

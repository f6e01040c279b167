"""What to fill in for a provisional assessment on paper, line by line; and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from portal.basics.source import Confidence, Source
from portal.documents.income_tax import whole
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.words import Words
from portal.rulebook.allowances import allowances
from portal.rulebook.provisional import provisional
from portal.rulebook.regimes import Claim
from portal.taxes.allowances import Care, Side
from portal.taxes.income_tax import Assessment
from portal.taxes.provisional import Fill, Item, Known, Outcome, items, outcome

_HOURS = "hours"
_ON_PAPER = ("duty_to_report", "payment_term", "not_objectionable")


def provisional_document(
    found: Assessment,
    known: Known | None,
    allowance: Care | None,
    made_on: date,
    words: Words,
) -> Document:
    """An estimate, and it says so; without the name of anybody. allowance: None where unknown."""
    year = found.situation.year
    told = [one for one in provisional().about if one.id in _ON_PAPER]
    return document(
        words,
        words("provisional.pdf_title"),
        words("provisional.pdf_subtitle", year=str(year), day=made_on),
        (
            Section(table=_result(outcome(found, made_on), words)),
            Section(
                words("provisional.fill_in"),
                (words("provisional.order_line"),),
                _lines(items(found, known), words),
            ),
            *_allowance(allowance, words),
        ),
        notes=(
            words("provisional.estimate"),
            " ".join(claim_told(one, words) for one in told),
        ),
        sources=_sources(allowance),
    )


def cells(item: Item, words: Words) -> tuple[str, str]:
    """The year so far and the whole year, as text."""
    if item.fill is Fill.AMOUNT:
        now = words("provisional.year_only")
        if item.so_far is not None:
            now = whole(item.so_far, words)
        return now, whole(item.forecast or 0, words)
    if item.fill is Fill.WORKED_OUT:
        return "", words("provisional.fill.worked_out", amount=whole(item.forecast or 0, words))
    said = words(f"provisional.fill.{item.fill}")
    if item.key != _HOURS or item.forecast is None:
        return "", said
    now = "" if item.so_far is None else _hours(item.so_far, words)
    return now, f"{said}, {_hours(item.forecast, words)}"


def item_name(item: Item, words: Words) -> str:
    """What a line is called; the choice screen names the parts of the form in short."""
    if item.step != "choices":
        return words(f"provisional.item.{item.key}")
    return words(f"provisional.choice.{item.key}")


def result_rows(found: Outcome, words: Words) -> tuple[tuple[str, str], ...]:
    """What comes out, in lines that add up to the last one."""
    amounts = {
        "income_tax": found.tax,
        "health": found.health,
        "paid": -found.paid,
        "left": found.left,
    }
    return tuple(
        (words(f"provisional.{name}"), whole(amount, words)) for name, amount in amounts.items()
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the indication. sure: of the figures in it; None where it says unknown."""

    text: str
    sure: Confidence | None


def care_told(found: Care, words: Words) -> tuple[Sentence, ...]:
    """The indication: income, wealth, the most there is, the amount or why it is not known."""
    more = () if found.is_out else tuple(_care_more(found, words))
    return (
        _care_income(found, words),
        _care_wealth(found, words),
        *more,
        _care_amount(found, words),
    )


def claim_told(claim: Claim, words: Words) -> str:
    """What a claim is about, and its text as one sentence."""
    text = claim.text(words.language)
    stop = "" if text.endswith(".") else "."
    return f"{words(f'provisional.claim.{claim.id}')}: {text[:1].upper()}{text[1:]}{stop}"


def _care_income(found: Care, words: Words) -> Sentence:
    joint = found.household.joint
    blanks = {} if joint is None else {"income": whole(joint, words)}
    limit = whole(found.income_limit, words)
    key = f"provisional.care_income.{found.income}"
    return Sentence(
        words(key, **_about(found, words), limit=limit, **blanks), found.limits.confidence
    )


def _care_wealth(found: Care, words: Words) -> Sentence:
    about = _about(found, words)
    if found.wealth_limit is None:
        return Sentence(words("provisional.care_wealth.no_limit", **about), None)
    limit = whole(found.wealth_limit, words)
    told = words(f"provisional.care_wealth.{found.wealth}", **about, limit=limit)
    return Sentence(told, found.limits.confidence)


def _care_more(found: Care, words: Words) -> Iterator[Sentence]:
    if found.most_a_month is not None:
        most = whole(found.most_a_month, words)
        told = words("provisional.care_more.most", **_about(found, words), amount=most)
        yield Sentence(told, found.limits.confidence)
    if found.own_share is not None:
        share = whole(found.own_share, words)
        told = words("provisional.care_more.own_share", amount=share)
        yield Sentence(told, Confidence.DERIVED)


def _care_amount(found: Care, words: Words) -> Sentence:
    if found.is_out:
        return Sentence(words("provisional.care_amount.none"), found.limits.confidence)
    if found.income is Side.UNKNOWN:
        return Sentence(words("provisional.care_amount.unknown_partner"), None)
    if found.amount is None:
        year = str(found.limits.year)
        return Sentence(words("provisional.care_amount.unknown", year=year), None)
    amount = whole(found.amount, words)
    return Sentence(words("provisional.care_amount.found", amount=amount), Confidence.DERIVED)


def _about(found: Care, words: Words) -> dict[str, str]:
    who = words(f"provisional.who.{_who(found)}")
    return {"year": str(found.limits.year), "who": who}


def _who(found: Care) -> str:
    return "together" if found.household.partner else "alone"


def _hours(count: int, words: Words) -> str:
    return words("provisional.hours_count", count=count)


def _result(found: Outcome, words: Words) -> Table:
    rows = result_rows(found, words)
    last = len(rows) - 1
    made = [
        Row(row, Weight.TOTAL if number == last else Weight.PLAIN)
        for number, row in enumerate(rows)
    ]
    if found.per_month is not None:
        made.append(Row((words("provisional.month"), whole(found.per_month, words))))
    columns = (
        Column(words("provisional.column_what"), 5.0),
        Column(words("provisional.column_amount"), 1.5, amounts=True),
    )
    return Table(columns, tuple(made))


def _lines(every: Iterable[Item], words: Words) -> Table:
    columns = tuple(
        Column(words(f"provisional.column_{name}"), width)
        for name, width in (("line", 4.4), ("so_far", 1.6), ("forecast", 2.4))
    )
    some = tuple(every)
    rows: list[Row] = []
    for number, step in enumerate(provisional().order.steps, start=1):
        title = f"{number}. {step.told.text(words.language)}"
        rows.append(Row((title, "", ""), Weight.SUBTOTAL))
        rows += [
            Row((item_name(one, words), *cells(one, words))) for one in some if one.step == step.key
        ]
    return Table(columns, tuple(rows))


def _allowance(found: Care | None, words: Words) -> tuple[Section, ...]:
    if found is None:
        return ()
    return (
        Section(
            words("provisional.pdf_allowance"),
            (" ".join(one.text for one in care_told(found, words)),),
        ),
    )


def _sources(allowance: Care | None) -> Iterable[Source]:
    """Of the claims on the paper, the order, and the limits."""
    claims = [one for one in provisional().about if one.id in _ON_PAPER]
    rules = allowances().rules
    return chain(
        (source for one in claims for source in one.source),
        provisional().order.source,
        *(
            (
                rules["toetsingsinkomen"].source,
                allowance.limits.source,
                rules["care_formula"].source,
            )
            if allowance
            else ()
        ),
    )

"""The year for the income tax return: its fields in the order of the return, Dutch labels beside.

For who fills the return in. It names nobody, and costs are told by field only.
"""

from __future__ import annotations

from collections.abc import Iterable

from portal.basics.source import Confidence, Source
from portal.documents.income_tax import whole, year_told
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document, ledger_name
from portal.language.words import Words
from portal.rulebook.income_tax import hours_criterion, tax_year
from portal.rulebook.return_order import ReturnField, ReturnScreen, return_order
from portal.taxes.income_lines import lines
from portal.taxes.income_tax import Assessment
from portal.taxes.return_fields import RESULT, Filled, FilledScreen, ForReturn

Cells = tuple[tuple[str, ...], Weight]
_TOTALS = (RESULT, "bs_a_total", "bs_l_total", "bx_equity_compare")
_TOLD_BEFORE = ("profit", "investment_deduction", "disposals")  # in the steps to fiscal profit
CAUTIONS = ("not_yet", "labels", "empty")


def return_report_document(given: ForReturn, words: Words, reason: str = "") -> Document:
    """reason: why there is profit and loss only, as a sentence; empty where all is there."""
    return document(
        words,
        words("for_return.title"),
        words("for_return.subtitle", year=_year(given, words)),
        (
            Section(
                paragraphs=(
                    *opening(given, words),
                    *((reason,) if reason else ()),
                    *(words(f"for_return.{key}") for key in CAUTIONS),
                )
            ),
            *(
                Section(
                    screen_label(one.screen, words),
                    table=Table(_columns(words), _rows(fields(one, given, words))),
                )
                for one in given.screens
            ),
            *_corrected(given, words),
            *_deducted(given, words),
            *_estimated(given, words),
        ),
        notes=(words("for_return.recalled"),),
        sources=_sources(given),
    )


def opening(given: ForReturn, words: Words) -> tuple[str, ...]:
    """What one should know before typing anything over."""
    told = [words("for_return.line")]
    if given.found:
        told.append(words("for_return.apart"))
        told.append(words("for_return.equipment"))
        if tax_year(given.year).status == "proposal":
            told.append(words("income.proposal"))
    if not given.agree:
        told.append(words("figures.disagree"))
    if given.rounding:
        told.append(words("for_return.rounding", amount=whole(given.rounding, words)))
    if given.unplaced:
        names = ", ".join(dict.fromkeys(ledger_name(one, words) for one in given.unplaced))
        told.append(words("for_return.unplaced", names=names))
    return tuple(told)


def screen_label(screen: ReturnScreen, words: Words) -> str:
    """The name of a screen; the Dutch one always, since the return is Dutch."""
    return screen.nl if words.language == "nl" else f"{screen.label(words.language)} ({screen.nl})"


def headings(words: Words) -> tuple[str, ...]:
    """Columns of a screen: what is asked, its Dutch label, where the label is from, the answer."""
    names = ("field", "dutch", "from", "answer")
    return tuple(
        words(f"for_return.column_{name}")
        for name in names
        if name != "dutch" or words.language != "nl"
    )


def fields(screen: FilledScreen, given: ForReturn, words: Words) -> tuple[Cells, ...]:
    """The rows of a screen as ready text."""
    return tuple(
        (
            (*_labels(one.field, words), _label_from(one.field, words), answer(one, given, words)),
            Weight.TOTAL if one.field.key in _TOTALS else Weight.PLAIN,
        )
        for one in screen.fields
    )


def answer(one: Filled, given: ForReturn, words: Words) -> str:
    """What goes in a field: whole euros, a few words, or that it is not filled in."""
    if one.amount is not None:
        return whole(one.amount, words)
    if one.said:
        hours = str((given.minutes or 0) // 60)
        least = str(hours_criterion().hours.value)
        return words(f"for_return.said.{one.said}", year=str(given.year), hours=hours, least=least)
    return words(f"for_return.{'not_filled_in' if one.field.usual_for_zzp else 'usually_empty'}")


def steps(given: ForReturn, words: Words) -> tuple[Cells, ...]:
    """From the profit of the books to the fiscal profit, and the field that asks for each line."""
    return tuple(
        (
            (
                words(f"for_return.step.{one.key}"),
                one.field.nl if one.field else "",
                whole(one.amount, words),
            ),
            Weight.TOTAL if one.is_sum else Weight.PLAIN,
        )
        for one in given.steps
    )


def step_headings(words: Words) -> tuple[str, ...]:
    """Columns of the steps to the fiscal profit."""
    names = ("for_return.column_step", "for_return.column_asked_in", "income.column_amount")
    return tuple(words(name) for name in names)


def deductions(found: Assessment, words: Words) -> tuple[Cells, ...]:
    """From the fiscal profit to the taxable profit."""
    own = [one for one in lines(found) if one.part == "profit" and one.key not in _TOLD_BEFORE]
    return (
        (
            (words("for_return.step.fiscal_profit"), whole(found.business.profit, words)),
            Weight.PLAIN,
        ),
        *(
            (
                (words(f"income.line.{one.key}"), whole(one.amount, words)),
                Weight.TOTAL if one.is_sum else Weight.PLAIN,
            )
            for one in own
        ),
    )


def hours_told(given: ForReturn, words: Words) -> str:
    """The hours of the books beside those that the law asks."""
    least = str(hours_criterion().hours.value)
    if given.minutes is None:
        return words("for_return.no_hours", least=least)
    met = given.found is not None and given.found.business.meets_hours
    key = "for_return.hours_met" if met else "for_return.hours_not_met"
    return words(key, hours=str(given.minutes // 60), least=least)


def estimate(found: Assessment, words: Words) -> tuple[Cells, ...]:
    """The sum of each part."""
    sums = [one for one in lines(found) if one.is_sum and one.part != "profit"]
    return tuple(
        (
            (words(f"income.line.{one.key}"), whole(one.amount, words)),
            Weight.TOTAL if one is sums[-1] else Weight.PLAIN,
        )
        for one in sums
    )


def line_headings(words: Words) -> tuple[str, ...]:
    """Columns of deductions and estimate."""
    return (words("for_return.column_step"), words("income.column_amount"))


def _year(given: ForReturn, words: Words) -> str:
    return year_told(tax_year(given.year), words) if given.found else str(given.year)


def _labels(field: ReturnField, words: Words) -> tuple[str, ...]:
    return (field.nl,) if words.language == "nl" else (field.label(words.language), field.nl)


def _label_from(field: ReturnField, words: Words) -> str:
    told = words(f"for_return.from_{field.label_from}")
    if field.confidence is Confidence.RECALLED:
        return f"{told}; {words('for_return.check')}"
    return told


def _columns(words: Words) -> tuple[Column, ...]:
    widths = (3.6, 1.5, 1.5) if words.language == "nl" else (2.5, 3.0, 1.3, 1.3)
    return _widths(headings(words), widths)


def _widths(names: tuple[str, ...], widths: tuple[float, ...]) -> tuple[Column, ...]:
    last = len(names) - 1
    return tuple(
        Column(name, width, amounts=at == last)
        for at, (name, width) in enumerate(zip(names, widths, strict=True))
    )


def _rows(cells: Iterable[Cells]) -> tuple[Row, ...]:
    return tuple(Row(told, weight) for told, weight in cells)


def _corrected(given: ForReturn, words: Words) -> tuple[Section, ...]:
    if not given.steps:
        return ()
    return (
        Section(
            words("for_return.fiscal"),
            (words("for_return.fiscal_line"), words("for_return.both_ways")),
            Table(_widths(step_headings(words), (3.2, 3.4, 1.2)), _rows(steps(given, words))),
        ),
    )


def _deducted(given: ForReturn, words: Words) -> tuple[Section, ...]:
    if given.found is None:
        return ()
    table = Table(_widths(line_headings(words), (5, 2)), _rows(deductions(given.found, words)))
    return (Section(words("for_return.deductions"), (hours_told(given, words),), table),)


def _estimated(given: ForReturn, words: Words) -> tuple[Section, ...]:
    if given.found is None:
        return ()
    told = (words("for_return.estimate_line"),)
    table = Table(_widths(line_headings(words), (5, 2)), _rows(estimate(given.found, words)))
    return (Section(words("for_return.estimate"), told, table),)


def _sources(given: ForReturn) -> Iterable[Source]:
    """Where the labels on this paper are from, and what was found on rounding."""
    for screen in given.screens:
        for one in screen.fields:
            yield from one.field.source
    yield from return_order().whole_euros.source

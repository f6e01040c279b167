"""The estimate of income tax on one page: every line with its law and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from portal.basics.euro import Euro
from portal.basics.source import Confidence, Source
from portal.documents.model import Column, Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.words import Words
from portal.rulebook.income_tax import Box1, Figures, TaxYear
from portal.taxes.income_lines import PARTS, TaxLine, assumptions, lines
from portal.taxes.income_tax import Assessment

_NO_CENTS = (",00", ".00")
_CARRIED = {  # the sums of parts before, with which a part begins
    "box1": ("from_business",),
    "credits": ("before_credits",),
    "result": ("income_tax", "health_contribution"),
}


def income_document(found: Assessment, rules: TaxYear, words: Words) -> Document:
    """An estimate, and it says so; without the name of anybody."""
    every = tuple(one for one in lines(found) if not is_carried(one))
    return document(
        words,
        words("income.pdf_title"),
        words("income.pdf_subtitle", year=year_told(rules, words)),
        (
            Section(
                paragraphs=(
                    words("income.pdf_answer", amount=whole(found.total, words)),
                    *left_over(found, words),
                    *((words("income.proposal"),) if rules.status == "proposal" else ()),
                ),
                table=Table(_columns(words), tuple(_row(one, words) for one in every)),
            ),
        ),
        notes=(
            # one paragraph, so that all of it stays on one page
            " ".join(words(f"income.assumed.{key}") for key in assumptions(found, rules)),
            words("income.left_out"),
        ),
        sources=_sources(every),
    )


def year_told(rules: TaxYear, words: Words) -> str:
    """The year, and that it is a proposal where it is one."""
    if rules.status == "proposal":
        return words("income.year_proposal", year=str(rules.year))
    return str(rules.year)


def whole(euros: int, words: Words) -> str:
    """An amount of the assessment, which has no cents; dots while amounts are hidden."""
    shown = words.show(Euro(euros * 100))
    return shown[:-3] if shown.endswith(_NO_CENTS) else shown


def is_carried(line: TaxLine) -> bool:
    """Whether a line only repeats the sum of a part before."""
    return line.key in _CARRIED.get(line.part, ())


def how_sure(figures: Figures) -> Confidence:
    """Derived too where the tax below a bracket of box 1, which the law prints, was not found."""
    if figures.confidence is Confidence.SEEN and isinstance(figures, Box1):
        printed = all(one.column_iii is not None for one in figures.brackets)
        marks = (figures.column_iii_confidence, *(one.tax_confidence for one in figures.brackets))
        if not printed or Confidence.DERIVED in marks:
            return Confidence.DERIVED
    return figures.confidence


def left_over(found: Assessment, words: Words) -> tuple[str, ...]:
    """What goes on to other years: deductions not used, and losses."""
    given, business = found.situation, found.business
    kept = (
        ("unused", business.unused),
        ("carried_on", given.carried_in - business.carried_in),
        ("loss", found.loss),
        ("losses_left", given.losses - min(given.losses, max(0, found.box1_income))),
    )
    return tuple(
        words(f"income.left_over.{key}", amount=whole(amount, words))
        for key, amount in kept
        if amount > 0
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("income.column_line"), 4.6),
        Column(words("income.column_law"), 2.5),
        Column(words("income.column_sure"), 1.4),
        Column(words("income.column_amount"), 1.1, amounts=True),
    )


def _row(line: TaxLine, words: Words) -> Row:
    figures = line.figures
    weight = Weight.SUBTOTAL if line.is_sum and not figures else Weight.PLAIN
    return Row(
        (
            words(f"income.line.{line.key}"),
            figures.law if figures else "",
            words(f"income.sure.{how_sure(figures)}") if figures else "",
            whole(line.amount, words),
        ),
        Weight.TOTAL if line.is_sum and line.part == PARTS[-1] else weight,
    )


def _sources(every: tuple[TaxLine, ...]) -> Iterable[Source]:
    """Each page once: the articles stand in the table."""
    for line in every:
        if line.figures:
            for source in line.figures.source:
                yield source.model_copy(update={"law": None})

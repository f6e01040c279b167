"""The estimate of the regime on one page: the outcome, the reasons, the year in euros.

Paper goes to others. Of opting-in it cites the tax act only: titles of other pages on it would
tell what the work is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.basics.euro import eur
from portal.basics.source import Confidence, Source
from portal.documents.model import Column, Document, Row, Section, Table
from portal.documents.parts import document
from portal.language.words import Words
from portal.rulebook.income_tax import tax_year
from portal.rulebook.regimes import claims
from portal.taxes.regime import Kind, Outcome, Placed, Reason, Status, after
from portal.taxes.regime_compare import Compared

_CITED = {  # claims whose sources may stand on paper, by what is said
    Kind.BUSINESS: ("business",),
    Kind.WAGES: ("wages", "dba_criteria"),
    Kind.OTHER_WORK: ("other_work",),
    Kind.OPTING_IN: ("oi_ib",),
    Kind.NO_SOURCE: ("order",),
}
_NOTES = ("reading", "disputed.together", "decides.office", "decides.court", "paper_sources")
_ALWAYS = ("order", "objection")


def regime_document(
    found: Outcome, compared: Sequence[Compared], made_on: date, words: Words
) -> Document:
    """One page. compared: the year in euros; none where no amount was typed."""
    return document(
        words,
        words("page.regime"),
        words.show(made_on),
        (
            Section(paragraphs=_outcome(found, words), table=_reasons(found.reasons, words)),
            *_follows(found, words),
            *_euros(compared, words),
        ),
        notes=(" ".join(words(f"regime.{key}") for key in _NOTES),),
        sources=_sources(found, compared),
    )


def _outcome(found: Outcome, words: Words) -> tuple[str, ...]:
    places = _places(found, words)
    if found.kind:
        kind = words(f"regime.kind_{found.kind}")
        only = () if found.possible else (words("regime.apart_only"),)
        return (words("regime.estimate", kind=kind), *only, places)
    kinds = "; ".join(words(f"regime.kind_{kind}") for kind in found.possible)
    is_open = found.status is Status.OPEN
    line = (
        words("regime.open_line", count=len(found.open))
        if is_open
        else words("regime.not_clear_line")
    )
    said = words("regime.open" if is_open else "regime.not_clear")
    return (f"{said}. {line} {words('regime.possible')}: {kinds}.", places)


def _places(found: Outcome, words: Words) -> str:
    """Places that are alike in one sentence: there may be six of them."""
    alike: dict[Placed, list[str]] = {}
    for number, placed in enumerate(found.places, start=1):
        alike.setdefault(placed, []).append(str(number))
    return " ".join(
        words(f"regime.paper_{placed}", number=", ".join(numbers))
        for placed, numbers in alike.items()
    )


def _reasons(reasons: Sequence[Reason], words: Words) -> Table | None:
    if not reasons:
        return None
    columns = (
        Column(words("regime.paper_answer"), 1.3),
        Column(words("regime.paper_points"), 3.4),
        Column(words("regime.paper_sign"), 4.6),
    )
    alike: dict[tuple[str, str], list[str]] = {}  # the signs that do the same
    for one in reasons:
        does = words(f"regime.answer_{one.answer}"), words(f"regime.{one.sentence}")
        alike.setdefault(does, []).append(words(f"regime.name.{one.key}"))
    return Table(columns, tuple(Row((*does, ", ".join(of))) for does, of in alike.items()))


def _follows(found: Outcome, words: Words) -> tuple[Section, ...]:
    """What follows, where one regime is left; with more it would not fit on the page."""
    if found.kind is None:
        return ()
    told = " ".join(words(f"regime.{one}") for one in after(found.kind))
    return (Section(words("regime.follows"), (told,)),)


def _euros(compared: Sequence[Compared], words: Words) -> tuple[Section, ...]:
    if not compared:
        return ()
    given = compared[0].assessment
    columns = (
        Column(words("regime.column_regime"), 2.4),
        Column(words("regime.column_burden"), 2.4, amounts=True),
        Column(words("regime.column_kept"), 2.0, amounts=True),
    )
    rows = tuple(
        Row(
            (
                words(f"regime.short_{one.kind}"),
                words.show(eur(one.burden)),
                words.show(eur(one.kept)),
            )
        )
        for one in compared
    )
    hours = "regime.enough_hours" if given.business.meets_hours else "regime.too_few_hours"
    first = words("regime.paper_amount", year=str(given.situation.year), amount=eur(given.income))
    told = f"{first} {words(hours)} {words('regime.paper_employer')}"
    return (Section(words("regime.euros"), (told,), Table(columns, rows)),)


def _sources(found: Outcome, compared: Sequence[Compared]) -> list[Source]:
    """Each page once, as read; and once more where an article of it is only recalled.

    With more than one regime left there is room for what all of them rest on.
    """
    names = [*(_CITED[found.kind] if found.kind else ()), *_ALWAYS]
    cited = [source for name in names for source in claims()[name].source]
    if compared:
        rules = tax_year(compared[0].assessment.situation.year)
        cited += [*rules.box1.source, *rules.health_contribution.source]
    once: dict[tuple[str, bool], Source] = {}
    for source in sorted(cited, key=lambda one: one.confidence is not Confidence.SEEN):
        once.setdefault((source.title, source.confidence is Confidence.RECALLED), source)
    return list(once.values())

"""How an answer, a score and a record are said in words; the same on screen, on paper, in files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from portal.basics.source import Confidence, Source
from portal.language.formats import one_place
from portal.language.words import Words
from portal.permits.compare import compared
from portal.permits.correcting import how_many, is_theirs
from portal.permits.first_year import FirstYear, first_year
from portal.permits.record import FAMILIES, SEX_WORK, SHORT, Answer, Record
from portal.permits.score import Score, shown
from portal.rulebook.permits import Dimension, PermitBook, Town

_CONDITION = "condition: "
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?(?!\d)")
_OLD_MONTHS = 24
_ALONE = "independent_worker_permit_required"


@dataclass(frozen=True, slots=True)
class Column:
    """One record with its score and its name at the head of a column.

    ours: the score without somebody's own corrections, where the record holds any.
    """

    record: Record
    score: Score
    name: str
    ours: Score | None = None


def trade_name(book: PermitBook, key: str, words: Words) -> str:
    """What a trade is called: a family by its own word, a route by its name in the data."""
    if key == SEX_WORK:
        return words("permits.family_sex_worker")
    if key in FAMILIES:
        return words(f"permits.family_{key}")
    return book.trades[SHORT.get(key, key)].name(words.language)


def column_name(book: PermitBook, found: Record, words: Words, *, with_town: bool = False) -> str:
    """The name of a record: its trade, and its town where several are shown."""
    name = trade_name(book, found.trade, words)
    if with_town and found.town and not found.national:
        return words("permits.column", trade=name, town=book.towns[found.town].name)
    return name


def place_name(book: PermitBook, towns: Sequence[str], work: str, words: Words) -> str:
    """Where and how, for the head of a page."""
    names = ", ".join(book.towns[key].name for key in towns) or words("permits.no_town")
    return f"{names} · {words(f'permits.way.{work}')}"


def told(answer: Answer, found: Record, book: PermitBook, words: Words) -> str:
    """The rule in plain words; what is unknown says so."""
    if answer.is_unknown:
        return words("permits.unknown_long")
    if answer.status == "not_applicable":
        return words("permits.not_applicable_long")
    value = answer.cell.value(words.language)
    if value and answer.is_as_found:
        return value
    level = _dimension(book, answer.dimension).level(answer.range.level, words.language)
    if not answer.is_as_found:
        return f"{words('permits.changed')} {_sentence(level)}"
    return f"{_by(answer, found, book, words)} {_sentence(level)}".strip()


def level_told(answer: Answer, book: PermitBook, words: Words) -> str:
    """How heavy: the level, and its range where that is not one."""
    if _dimension(book, answer.dimension).weight is None:
        return words("permits.unscored")
    if answer.is_unknown:
        return words("permits.unknown")
    if answer.status == "not_applicable":
        return words("permits.not_applicable")
    low, level, high = answer.range
    if low == high:
        return words("permits.level", level=level)
    return words("permits.level_range", level=level, low=low, high=high)


def short(answer: Answer, book: PermitBook, words: Words) -> str:
    """An answer in a few words, for a cell of a table."""
    if answer.is_unknown:
        return words("permits.unknown")
    if answer.status == "not_applicable":
        return words("permits.not_applicable")
    dimension = _dimension(book, answer.dimension)
    if dimension.weight is None:
        return answer.cell.value(words.language)
    return _sentence(dimension.level(answer.range.level, words.language))


def how_sure(answer: Answer, words: Words) -> str:
    """Read, or to be checked first; nothing for what is unknown."""
    if is_theirs(answer):
        return words("permits.how_sure_theirs")
    if answer.cell.confidence is None or answer.is_unknown or not answer.is_as_found:
        return ""
    seen = answer.cell.confidence is Confidence.SEEN
    return words("permits.how_sure_seen" if seen else "permits.how_sure_recalled")


def is_old(as_of: str | None, today: date) -> bool:
    """True for a text of more than two years ago, or without a date: then check first."""
    years = [date(int(year), int(month or 12), 1) for year, month in _YEAR.findall(as_of or "")]
    return not years or max(years) < today - relativedelta(months=_OLD_MONTHS)


def heard(found: Record, book: PermitBook, words: Words) -> str:
    """What hearsay says of home work in this town; it counts for nothing."""
    if not found.heard:
        return ""
    notes = book.towns[found.town].notes(words.language)
    if notes:
        return words("permits.heard", text=notes)
    state = words(f"permits.state.home.{found.heard}")
    return words("permits.heard_state", state=state)


def state_told(found: Record, words: Words) -> str:
    """Which state of the town gave the cells; nothing for a researched record."""
    return words(f"permits.state.{found.work_used}.{found.state}") if found.state else ""


def score_told(score: Score, words: Words) -> str:
    """The score and its range."""
    return words(
        "permits.score_line",
        score=number(shown(score.score), words),
        low=number(shown(score.low), words),
        high=number(shown(score.high), words),
    )


def number(value: Decimal, words: Words) -> str:
    """A number with one place, as the language writes it."""
    return one_place(value, words.language)


def pairs(columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """What is laid beside what: the first trade in each town, and each other trade there.

    Of one trade in several towns: the first town beside each other.
    """
    trade = columns[0].record.trade
    others = [one for one in columns if one.record.trade != trade]
    if not others:
        return [(columns[0], one) for one in columns[1:]]
    return [
        (one, other)
        for one in columns
        if one.record.trade == trade
        for other in others
        if other.record.national or one.record.national or other.record.town == one.record.town
    ]


def question_text(columns: Sequence[Column], place: str, book: PermitBook, words: Words) -> str:
    """A question to a council about what is asked of the first and not of the second."""
    first, second = pairs(columns)[0]
    asked = compared(first.record, second.record, book.criteria).only_first
    work = words(f"permits.way.{first.record.work}")
    if not asked:
        return words("permits.question_ask", town=place, work=work)
    names = {one.key: one.label(words.language) for one in book.criteria.dimensions}
    return words(
        "permits.question_text",
        town=place,
        first=_within(trade_name(book, first.record.trade, words)),
        second=_within(trade_name(book, second.record.trade, words)),
        list=", ".join(names[key].lower() for key in asked),
    )


def corrections_told(columns: Sequence[Column], words: Words) -> list[str]:
    """What somebody's own corrections do to each score: with them, and without."""
    return [
        words(
            "permits.with_corrections",
            name=column.name,
            count=how_many(column.record),
            score=number(shown(column.score.score), words),
            without=number(shown(column.ours.score), words),
        )
        for column in columns
        if column.ours is not None
    ]


def first_year_told(column: Column, book: PermitBook, words: Words) -> str:
    """Hours, fees and euros of the first year; of who is barred: before being refused."""
    told = _first_year(first_year(column.record, book.criteria), book, words)
    if column.score.barred.comes_first:
        return words("permits.before_refusal", text=told)
    return told


def _first_year(year: FirstYear, book: PermitBook, words: Words) -> str:
    low, _, high = year.hours
    return words(
        "permits.first_year_line",
        low=low,
        high=high,
        fees=_between(year.fees, words),
        euros=_between(year.euros, words),
        rate=book.criteria.meta.rate_eur_per_hour,
        weeks=_weeks(year.weeks, words),
    )


def sources_of(columns: Sequence[Column]) -> tuple[Source, ...]:
    """All sources behind some columns, each once."""
    return tuple(
        dict.fromkeys(
            source
            for column in columns
            for answer in column.record.answers.values()
            for source in answer.cell.sources
        )
    )


def _by(answer: Answer, found: Record, book: PermitBook, words: Words) -> str:
    by = answer.cell.by
    town = book.towns.get(found.town)
    if by == "state":
        return state_told(found, words)
    if by in ("national", "") or town is None:
        return words("permits.by_national")
    if by.startswith(_CONDITION):
        return words("permits.by_condition", fact=_condition(town, by, words))
    if by == _ALONE:
        return words(f"permits.by_alone_{town.facts[by]}")
    return words("permits.by_fact", fact=_fact(town, by, words))


def _fact(town: Town, name: str, words: Words) -> str:
    fact = town.fact(name, words.language)
    if name != "minimum_age":
        return fact
    scope = town.fact("minimum_age_scope", words.language)
    return fact if scope == "unknown" else f"{fact}: {scope}"


def _condition(town: Town, by: str, words: Words) -> str:
    english = by.removeprefix(_CONDITION)
    told = dict(zip(town.conditions_en, town.conditions(words.language), strict=False))
    return told.get(english, english)


def _between(span: tuple[int, int | None], words: Words) -> str:
    low, high = span
    if high is None:
        return words("permits.euros_from", low=low)
    return words("permits.euros_between", low=low, high=high)


def _weeks(weeks: int | None, words: Words) -> str:
    if weeks is None:
        return words("permits.weeks_unknown")
    return words("permits.weeks", count=weeks) if weeks else words("permits.weeks_none")


def _dimension(book: PermitBook, key: str) -> Dimension:
    return next(one for one in book.criteria.dimensions if one.key == key)


def _within(name: str) -> str:
    """A name as it is written within a sentence; a capital that belongs to it stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _sentence(text: str) -> str:
    """A level begins with a capital and ends with a point."""
    if not text:
        return text
    whole = text[0].upper() + text[1:]
    return whole if whole[-1] in ".!?" else f"{whole}."

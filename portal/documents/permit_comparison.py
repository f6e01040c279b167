"""What trades are asked, side by side: one page, or the full report with every source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from portal.documents.model import Column as TableColumn
from portal.documents.model import Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.words import Words
from portal.permits.compare import Comparison, Verdict, compared
from portal.permits.record import Answer
from portal.permits.score import Weights, equal_weights, scored, shown
from portal.permits.telling import (
    Column,
    corrections_told,
    first_year_told,
    heard,
    how_sure,
    is_old,
    level_told,
    number,
    pairs,
    score_told,
    short,
    sources_of,
    state_told,
    told,
)
from portal.rulebook.permits import PermitBook

_FEW = 4  # columns: with more, what is asked of one only would not fit on the page


def one_page(
    columns: Sequence[Column],
    book: PermitBook,
    place: str,
    words: Words,
    weights: Weights | None = None,
) -> Document:
    """Each pair in a sentence or two, and one table; the texts are in the full report."""
    told = [
        _pair_told(one, other, book, words, weights, with_lists=len(columns) <= _FEW)
        for one, other in pairs(columns)
    ]
    first = (
        *corrections_told(columns, words),
        *([words("permits.weights_own")] if weights else []),
        *(told if len(columns) <= _FEW else [" ".join(told)]),
        words("permits.compact_key"),
    )
    return document(
        words,
        words("permits.title"),
        place,
        (Section(paragraphs=first, table=_levels(columns, book, words)),),
        notes=(_data_line(book, words),),
    )


def full_report(
    columns: Sequence[Column],
    book: PermitBook,
    place: str,
    method: Sequence[Section],
    today: date,
    words: Words,
    weights: Weights | None = None,
) -> Document:
    """The same, then every cell in full, the arithmetic, the method, and all sources."""
    return document(
        words,
        words("permits.title"),
        place,
        (
            _scores(columns, book, words, weights),
            *_only(columns, book, words),
            _matrix(columns, book, words),
            *(_in_full(column, book, today, words) for column in columns),
            *(_arithmetic(column, book, words, weights) for column in columns),
            *method,
        ),
        notes=_notes(columns, book, words),
        sources=sources_of(columns),
    )


def verdicts(
    columns: Sequence[Column], book: PermitBook, words: Words, weights: Weights | None = None
) -> list[str]:
    """Each pair in one or two sentences.

    Under weights of one's own nothing is said of the fixed sets: they are about another order.
    """
    return [
        _verdict(
            compared(one.record, other.record, book.criteria, weights),
            one,
            other,
            words,
            with_sets=weights is None,
        )
        for one, other in pairs(columns)
    ]


def only_lines(columns: Sequence[Column], book: PermitBook, words: Words) -> list[tuple[str, str]]:
    """Per pair: whose it is and how surely, and which requirements."""
    lines: dict[str, str] = {}
    for first, other in pairs(columns):
        found = compared(first.record, other.record, book.criteria)
        for key, one, beside, asked in (
            ("permits.only_of", first, other, found.only_first),
            ("permits.only_possibly", first, other, found.only_first_possibly),
            ("permits.only_of", other, first, found.only_second),
            ("permits.only_possibly", other, first, found.only_second_possibly),
        ):
            if asked or key == "permits.only_of":
                whose = words(key, trade=one.name, other=beside.name)
                lines[whose] = _labels(asked, book, words)
    return list(lines.items())


def _verdict(
    found: Comparison, first: Column, other: Column, words: Words, *, with_sets: bool
) -> str:
    surely = found.verdict in (Verdict.FIRST_CERTAINLY, Verdict.SECOND_CERTAINLY)
    if not surely and not (first.score.is_ranked and other.score.is_ranked):
        return words("permits.verdict_too_little", first=first.name, second=other.name)
    line = words(f"permits.verdict_{found.verdict}", first=first.name, second=other.name)
    if found.any_weights:
        return f"{line} {words('permits.any_weights')}"
    if not with_sets:
        return line
    kept = words("permits.order_kept", kept=found.order_kept, sets=found.weight_sets)
    return f"{line} {kept}"


def _labels(keys: Sequence[str], book: PermitBook, words: Words) -> str:
    names = {one.key: one.label(words.language) for one in book.criteria.dimensions}
    return ", ".join(names[key] for key in keys) or words("permits.only_none")


def _scores(
    columns: Sequence[Column],
    book: PermitBook,
    words: Words,
    weights: Weights | None,
) -> Section:
    rows, alike = [], equal_weights(book.criteria)
    for column in columns:
        score = column.score
        rows.append(
            Row(
                (
                    column.name,
                    score_told(score, words),
                    score_told(scored(column.record, book.criteria, alike), words),
                    words("permits.known_share", share=number(shown(score.known_share), words)),
                    words(f"permits.barred_{score.barred}"),
                )
            )
        )
    table = Table(
        (
            TableColumn(words("permits.trades"), 2.2),
            TableColumn(words("permits.score"), 2.0),
            TableColumn(words("permits.column_equal"), 2.0),
            TableColumn(words("permits.unknown"), 1.2),
            TableColumn(words("permits.barred"), 1.9),
        ),
        tuple(rows),
    )
    paragraphs = [
        *corrections_told(columns, words),
        words("permits.intro"),
        *([words("permits.weights_own")] if weights else []),
        *verdicts(columns, book, words, weights),
    ]
    for column in columns:
        paragraphs += _asides(column, book, words)
    return Section(heading=words("permits.score"), paragraphs=tuple(paragraphs), table=table)


def _asides(column: Column, book: PermitBook, words: Words) -> list[str]:
    """What must be known to read a column: a pattern, another way, a state, hearsay, the cost."""
    found = column.record
    lines = []
    if found.national:
        lines.append(words("permits.national_here"))
    if found.work_used != found.work:
        lines.append(words("permits.work_used", work=words(f"permits.way.{found.work_used}")))
    lines += [line for line in (state_told(found, words), heard(found, book, words)) if line]
    lines.append(first_year_told(column, book, words))
    return [f"{column.name}: {' · '.join(lines)}"]


def _only(columns: Sequence[Column], book: PermitBook, words: Words) -> list[Section]:
    if len(columns) < 2:
        return []
    rows = tuple(Row(line) for line in only_lines(columns, book, words))
    table = Table((TableColumn("", 2.2), TableColumn(words("permits.requirement"), 4.0)), rows)
    return [Section(heading=words("permits.only_title"), table=table)]


def _pair_told(
    one: Column,
    other: Column,
    book: PermitBook,
    words: Words,
    weights: Weights | None,
    *,
    with_lists: bool,
) -> str:
    """The verdict on two, and what is certainly asked of each and not of the other."""
    found = compared(one.record, other.record, book.criteria, weights)
    lines = [_verdict(found, one, other, words, with_sets=False)]
    for name, asked in ((one.name, found.only_first), (other.name, found.only_second)):
        if asked and with_lists:
            labels = _labels(asked, book, words)
            lines.append(words("permits.only_short", trade=name, list=labels))
    return " ".join(lines)


def _levels(columns: Sequence[Column], book: PermitBook, words: Words) -> Table:
    """Scores, and how heavy each requirement is, in a few signs: six trades fit on one page."""
    alike = equal_weights(book.criteria)
    rows = [
        _score_row("column_score", [one.score.score for one in columns], words),
        Row(
            (
                words("permits.range"),
                *(
                    f"{number(shown(one.score.low), words)}–{number(shown(one.score.high), words)}"
                    for one in columns
                ),
            )
        ),
        _score_row(
            "column_equal",
            [scored(one.record, book.criteria, alike).score for one in columns],
            words,
        ),
        _score_row("column_known", [one.score.known_share for one in columns], words, " %"),
        _score_row("column_seen", [one.score.seen_share for one in columns], words, " %"),
        Row(
            (
                words("permits.column_barred"),
                *(words(f"permits.lawful_{one.score.barred}") for one in columns),
            ),
            Weight.SUBTOTAL,
        ),
    ]
    for dimension in book.criteria.scored:
        answers = [column.record.answers[dimension.key] for column in columns]
        cells = (_sign(answer) + _mark(answer, words) for answer in answers)
        rows.append(Row((dimension.label(words.language), *cells)))
    pattern = (f"{column.name} †" if column.record.national else column.name for column in columns)
    heads = (
        TableColumn(words("permits.requirement"), 3.4),
        *(TableColumn(name, 1.3) for name in pattern),
    )
    return Table(heads, tuple(rows))


def _score_row(key: str, found: Sequence[Fraction], words: Words, unit: str = "") -> Row:
    weight = Weight.SUBTOTAL if key == "column_score" else Weight.PLAIN
    cells = (f"{number(shown(one), words)}{unit}" for one in found)
    return Row((words(f"permits.{key}"), *cells), weight)


def _sign(answer: Answer) -> str:
    if answer.is_unknown:
        return "?"
    return "–" if answer.status == "not_applicable" else _compact(answer)


def _mark(answer: Answer, words: Words) -> str:
    return " *" if how_sure(answer, words) == words("permits.how_sure_recalled") else ""


def _matrix(columns: Sequence[Column], book: PermitBook, words: Words) -> Section:
    rows = []
    for dimension in book.criteria.dimensions:
        cells = [dimension.label(words.language)]
        for column in columns:
            answer = column.record.answers[dimension.key]
            level = _compact(answer)
            text = short(answer, book, words)
            if answer.status == "known" and dimension.weight is not None:
                text = f"{text} {level}"
            cells.append(text + _mark(answer, words))
        rows.append(Row(tuple(cells)))
    heads = (
        TableColumn(words("permits.requirement"), 1.6),
        *(TableColumn(column.name, 2.0) for column in columns),
    )
    note = f"* {words('permits.how_sure_recalled')}"
    return Section(
        heading=words("permits.requirement"), paragraphs=(note,), table=Table(heads, tuple(rows))
    )


def _compact(answer: Answer) -> str:
    """Level and range in a few signs: 3/4, or 3/4 [1–4]."""
    low, level, high = answer.range
    return f"{level}/4" if low == high else f"{level}/4 [{low}–{high}]"


def _in_full(column: Column, book: PermitBook, today: date, words: Words) -> Section:
    rows = []
    for dimension in book.criteria.dimensions:
        answer = column.record.answers[dimension.key]
        pages = "; ".join(dict.fromkeys(source.title for source in answer.cell.sources))
        sure = how_sure(answer, words)
        day = answer.cell.as_of
        dated = words("permits.as_of", day=day) if day else words("permits.as_of_unknown")
        if answer.status == "known" and is_old(day, today):
            dated = f"{dated} ({words('towns.older')})"
        told_here = told(answer, column.record, book, words)
        rows.append(
            Row(
                (
                    dimension.label(words.language),
                    level_told(answer, book, words),
                    told_here,
                    " · ".join(part for part in (pages, dated if pages else "", sure) if part),
                )
            )
        )
    table = Table(
        (
            TableColumn(words("permits.requirement"), 1.4),
            TableColumn(words("permits.points"), 1.0),
            TableColumn(words("towns.rule"), 3.2),
            TableColumn(words("permits.sources"), 2.6),
        ),
        tuple(rows),
    )
    pattern = (words("permits.national_here"),) if column.record.national else ()
    return Section(heading=column.name, paragraphs=pattern, table=table)


def _arithmetic(column: Column, book: PermitBook, words: Words, weights: Weights | None) -> Section:
    rows = []
    for dimension in book.criteria.scored:
        found = column.record.answers[dimension.key].range
        weight = weights[dimension.key] if weights else dimension.weight or 0
        rows.append(
            Row(
                (
                    dimension.label(words.language),
                    str(weight),
                    "?" if column.record.answers[dimension.key].is_unknown else str(found.level),
                    str(weight * found.level),
                    f"{weight * found.low}–{weight * found.high}",
                )
            )
        )
    points = column.score.points
    rows.append(
        Row(
            (
                words("permits.score"),
                "",
                "",
                str(points.level),
                f"{points.low}–{points.high}",
            ),
            Weight.TOTAL,
        )
    )
    table = Table(
        (
            TableColumn(words("permits.requirement"), 3.0),
            TableColumn(words("permits.weight"), 1.0, amounts=True),
            TableColumn(words("permits.level_short"), 1.0, amounts=True),
            TableColumn(words("permits.points"), 1.0, amounts=True),
            TableColumn(words("permits.range"), 1.0, amounts=True),
        ),
        tuple(rows),
    )
    line = words("permits.arithmetic_line", maximum=column.score.maximum)
    return Section(
        heading=f"{words('permits.arithmetic')}: {column.name}",
        paragraphs=(line, score_told(column.score, words)),
        table=table,
    )


def _notes(columns: Sequence[Column], book: PermitBook, words: Words) -> tuple[str, ...]:
    recalled = any(
        how_sure(answer, words) == words("permits.how_sure_recalled")
        for column in columns
        for answer in column.record.answers.values()
    )
    return (
        *((words("permits.how_sure_recalled"),) if recalled else ()),
        words("permits.first_year_assumed"),
        _data_line(book, words),
    )


def _data_line(book: PermitBook, words: Words) -> str:
    version = book.criteria.meta.version
    return words("permits.data_line", version=version, checksum=book.checksum)

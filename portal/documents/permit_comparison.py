"""What trades are asked, side by side: one page, or the full report with every source."""

from __future__ import annotations

from collections.abc import Sequence

from portal.documents.model import Column as TableColumn
from portal.documents.model import Document, Row, Section, Table, Weight
from portal.documents.parts import document
from portal.language.words import Words
from portal.permits.compare import Comparison, compared
from portal.permits.first_year import first_year
from portal.permits.score import Weights, shown
from portal.permits.telling import (
    Column,
    first_year_told,
    heard,
    how_sure,
    level_told,
    number,
    score_told,
    short,
    sources_of,
    state_told,
    told,
)
from portal.rulebook.permits import PermitBook


def one_page(columns: Sequence[Column], book: PermitBook, place: str, words: Words) -> Document:
    """Scores, what is asked of one only, and one row per requirement."""
    return document(
        words,
        words("permits.title"),
        place,
        (
            _scores(columns, book, words),
            *_only(columns, book, words),
            _matrix(columns, book, words),
        ),
        notes=_notes(columns, book, words),
    )


def full_report(
    columns: Sequence[Column],
    book: PermitBook,
    place: str,
    method: Sequence[Section],
    words: Words,
    weights: Weights | None = None,
) -> Document:
    """The same, then every cell in full, the arithmetic, the method, and all sources."""
    return document(
        words,
        words("permits.title"),
        place,
        (
            _scores(columns, book, words),
            *_only(columns, book, words),
            _matrix(columns, book, words),
            *(_in_full(column, book, words) for column in columns),
            *(_arithmetic(column, book, words, weights) for column in columns),
            *method,
        ),
        notes=_notes(columns, book, words),
        sources=sources_of(columns),
    )


def verdicts(columns: Sequence[Column], book: PermitBook, words: Words) -> list[str]:
    """The first column beside each of the others, in sentences."""
    first = columns[0]
    lines = []
    for other in columns[1:]:
        found = compared(first.record, other.record, book.criteria)
        lines += _verdict(found, first, other, words)
    return lines


def only_lines(columns: Sequence[Column], book: PermitBook, words: Words) -> list[tuple[str, str]]:
    """Per pair: whose it is and how surely, and which requirements."""
    first = columns[0]
    lines = []
    for other in columns[1:]:
        found = compared(first.record, other.record, book.criteria)
        for key, name, asked in (
            ("permits.only_of", first.name, found.only_first),
            ("permits.only_possibly", first.name, found.only_first_possibly),
            ("permits.only_of", other.name, found.only_second),
            ("permits.only_possibly", other.name, found.only_second_possibly),
        ):
            if asked or key == "permits.only_of":
                lines.append((words(key, trade=name), _labels(asked, book, words)))
    return lines


def _verdict(found: Comparison, first: Column, other: Column, words: Words) -> list[str]:
    lines = [words(f"permits.verdict_{found.verdict}", first=first.name, second=other.name)]
    if found.any_weights:
        lines.append(words("permits.any_weights"))
    else:
        kept = words("permits.order_kept", kept=found.order_kept, sets=found.weight_sets)
        lines.append(kept)
    return [" ".join(lines)]


def _labels(keys: Sequence[str], book: PermitBook, words: Words) -> str:
    names = {one.key: one.label(words.language) for one in book.criteria.dimensions}
    return ", ".join(names[key] for key in keys) or words("permits.only_none")


def _scores(columns: Sequence[Column], book: PermitBook, words: Words) -> Section:
    rows = []
    for column in columns:
        score = column.score
        rows.append(
            Row(
                (
                    column.name,
                    score_told(score, words),
                    words("permits.known_share", share=number(shown(score.known_share), words)),
                    words(f"permits.barred_{score.barred}"),
                )
            )
        )
    table = Table(
        (
            TableColumn(words("permits.trades"), 2.2),
            TableColumn(words("permits.score"), 2.4),
            TableColumn(words("permits.unknown"), 1.2),
            TableColumn(words("permits.barred"), 1.9),
        ),
        tuple(rows),
    )
    paragraphs = [words("permits.intro"), *verdicts(columns, book, words)]
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
    year = first_year(found, book.criteria)
    lines.append(first_year_told(year, book, words))
    return [f"{column.name}: {' · '.join(lines)}"]


def _only(columns: Sequence[Column], book: PermitBook, words: Words) -> list[Section]:
    if len(columns) < 2:
        return []
    rows = tuple(Row(line) for line in only_lines(columns, book, words))
    table = Table((TableColumn("", 2.2), TableColumn(words("permits.requirement"), 4.0)), rows)
    return [Section(heading=words("permits.only_title"), table=table)]


def _matrix(columns: Sequence[Column], book: PermitBook, words: Words) -> Section:
    rows = []
    for dimension in book.criteria.dimensions:
        cells = [dimension.label(words.language)]
        for column in columns:
            answer = column.record.answers[dimension.key]
            mark = "" if how_sure(answer, words) != words("permits.how_sure_recalled") else " *"
            level = level_told(answer, book, words)
            text = short(answer, book, words)
            if answer.status == "known" and dimension.weight is not None:
                text = f"{text} ({level})"
            cells.append(text + mark)
        rows.append(Row(tuple(cells)))
    heads = (
        TableColumn(words("permits.requirement"), 1.6),
        *(TableColumn(column.name, 2.0) for column in columns),
    )
    note = f"* {words('permits.how_sure_recalled')}"
    return Section(
        heading=words("permits.requirement"), paragraphs=(note,), table=Table(heads, tuple(rows))
    )


def _in_full(column: Column, book: PermitBook, words: Words) -> Section:
    rows = []
    for dimension in book.criteria.dimensions:
        answer = column.record.answers[dimension.key]
        pages = "; ".join(dict.fromkeys(source.title for source in answer.cell.sources))
        sure = how_sure(answer, words)
        day = answer.cell.as_of
        dated = words("permits.as_of", day=day) if day else words("permits.as_of_unknown")
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
    return Section(heading=column.name, table=table)


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
    meta = book.criteria.meta
    recalled = any(
        how_sure(answer, words) == words("permits.how_sure_recalled")
        for column in columns
        for answer in column.record.answers.values()
    )
    return (
        *((words("permits.how_sure_recalled"),) if recalled else ()),
        words("permits.first_year_assumed"),
        words("permits.data_line", version=meta.version, checksum=book.checksum),
    )

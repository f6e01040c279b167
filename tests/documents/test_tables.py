from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.documents import style
from portal.documents.fonts import BOLD, REGULAR, width_of
from portal.documents.laying import lay
from portal.documents.model import Column, Row, Table, Weight
from tests.documents.paper import inked, long_table, opened, picture, table_of, texts, top_of

cells = st.text(st.characters(codec="utf-8"), max_size=400)
rows = st.lists(st.builds(Row, st.tuples(cells, cells, cells), st.sampled_from(Weight)), min_size=1)


def test_fifty_pages_repeat_their_headings_and_lose_no_row():
    pages = texts(long_table(2300))
    assert len(pages) >= 50
    assert all("Line" in text and "2026" in text for text in pages)
    printed = [line for text in pages for line in text.splitlines() if line.startswith("Row ")]
    assert len(printed) == 2300


def test_a_sum_stands_on_the_page_of_the_row_it_closes():
    for reader_page in texts(long_table(600))[1:]:
        first = next(line for line in reader_page.splitlines() if line.startswith("Row "))
        assert int(first.split()[1].removesuffix("€")) % 9 != 0


def test_a_long_table_begins_under_the_title_and_a_short_one_stays_whole():
    long, short = long_table(90), long_table(12)
    assert "Row 1 " in texts(long)[0]
    for rows_before in range(20, 50):
        document = replace(
            long_table(rows_before),
            sections=(
                *long_table(rows_before).sections,
                replace(short.sections[0], heading="Short"),
            ),
        )
        (page,) = (text for text in texts(document) if "Short" in text)
        assert "Row 12 " in page[page.index("Short") :]


def test_no_page_ends_with_a_heading_alone():
    for rows_before in range(30, 60):
        first, second = long_table(rows_before), long_table(60)
        document = replace(first, sections=(*first.sections, *second.sections))
        for text in texts(document):
            lines = [line for line in text.splitlines() if line]
            if "Heading" in lines:
                assert len(lines) - lines.index("Heading") > 3


def test_amounts_end_at_the_right_and_texts_begin_at_the_left(tmp_path):
    document = table_of(Row(("Ijl", "1", "1")), Row(("Ijl", "€ 1.000.000,00", "€ 1.000,00")))
    drawn = picture(document, tmp_path)
    edge = style.PAGE[0] - style.MARGIN
    top = top_of(document, "Ijl") - 1
    for row in (top, top + 16.5):
        assert inked(drawn, style.MARGIN, row, style.MARGIN + 8, row + 12)
        assert inked(drawn, edge - 9, row, edge, row + 12)
    assert not inked(drawn, edge - 60, top, edge - 10, top + 12)


def test_an_amount_is_never_broken_nor_runs_into_its_neighbour():
    wide = "€ 123.456.789.012,00"
    columns = (Column("What", 9), Column("This year", amounts=True), Column("b", amounts=True))
    text = texts(table_of(Row(("Long words " * 9, wide, wide)), columns=columns))[0]
    assert text.count(wide) == 2


def test_a_heading_is_not_broken_within_a_word():
    columns = (Column("Description", 0.2), Column("What", 4), Column("2026", amounts=True))
    assert "Description What 2026" in texts(table_of(Row(("1a", "x", "1")), columns=columns))[0]


@given(
    st.lists(
        st.builds(Column, st.text("ab ", max_size=60), st.floats(0.1, 9), amounts=st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_columns_always_fill_the_width_of_the_paper_and_no_more(columns):
    row = Row(tuple("€ 1.000,00" for _ in columns))
    places, _, _ = lay(Table(tuple(columns), (row,)))
    assert places[-1].right == pytest.approx(style.WIDTH - 3)
    assert all(place.left <= place.right + 6 for place in places)


def test_long_texts_break_between_words_and_stay_in_their_column():
    document = table_of(Row(("pneumonoultramicroscopic " * 12 + "x" * 300, "1", "2")))
    places, _, (row, *_) = lay(document.sections[0].table)
    room = places[0].right - places[0].left
    assert all(width_of(line, REGULAR, style.SIZE) <= room for line in row.cells[0])
    assert "".join(row.cells[0]).count("pneumonoultramicroscopic") == 12


def test_a_text_longer_than_a_page_runs_on():
    pages = texts(table_of(Row(("word " * 6000, "1", "2"))))
    assert sum(text.count("word") for text in pages) == 6000
    assert all("Line" in text for text in pages)


def test_totals_are_bold_and_stand_under_a_line(tmp_path):
    plain, total = (
        table_of(Row(("Plain", "1", "2")), Row(("Sum", "3", "4"), weight))
        for weight in (Weight.PLAIN, Weight.TOTAL)
    )
    assert _fonts(opened(total)) == 2 == _fonts(opened(plain))
    _, _, laid = lay(total.sections[0].table)
    assert [row.font for row in laid] == [REGULAR, BOLD]
    top = top_of(total, "Sum") - 5
    assert inked(picture(total, tmp_path), 200, top - 3, 300, top + 3)
    assert not inked(picture(plain, tmp_path), 200, top - 3, 300, top + 3)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_any_table_prints(found):
    assert texts(table_of(*found))


def _fonts(reader: PdfReader) -> int:
    return len(reader.pages[0]["/Resources"]["/Font"])

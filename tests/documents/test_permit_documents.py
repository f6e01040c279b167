"""What the papers on permits say: the comparison, the checklist, the method, the charts."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from portal.documents.guides import guide_sections
from portal.documents.parts import source_line
from portal.documents.permit_charts import Bar, Tile, bars, tiles
from portal.documents.permit_checklist import checklist_document
from portal.documents.permit_comparison import full_report, one_page
from portal.language.words import words_in
from portal.permits.checklist import checklist, rules_unknown
from portal.permits.record import record
from portal.permits.score import equal_weights, scored
from portal.permits.telling import Column, column_name, sources_of
from portal.rulebook.guides import guide
from portal.rulebook.permits import permit_book
from portal.rulebook.steps import steps
from tests.documents.paper import texts

BOOK, WORDS = permit_book(), words_in("en")
SVG = "{http://www.w3.org/2000/svg}"
METHOD = guide_sections(guide("permit_score_method", "en"))
REPORTS = {
    "one page": one_page,
    "full report": lambda columns, book, place, words, weights=None: full_report(
        columns, book, place, METHOD, date.today(), words, weights
    ),
}


def _column(trade, town="tilburg", words=WORDS, weights=None):
    found = record(BOOK, trade, town, "home", date.today())
    name = column_name(BOOK, found, words)
    return Column(found, scored(found, BOOK.criteria, weights), name)


def _columns(town="tilburg", words=WORDS, weights=None):
    trades = ("sex-worker", "hairdresser", "tattooist-piercer")
    return [_column(trade, town, words, weights) for trade in trades]


def _cells(document):
    """Every cell of every table, as the document says it."""
    tables = [section.table for section in document.sections if section.table]
    return [cell for table in tables for row in table.rows for cell in row.cells]


def _rows(document, label):
    """The rows of a requirement, without its name."""
    tables = [section.table for section in document.sections if section.table]
    return [row.cells[1:] for table in tables for row in table.rows if row.cells[0] == label]


def _listed(document):
    return [row.cells for row in document.sections[0].table.rows]


def _read(document):
    return " ".join(" ".join(texts(document)).split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_every_requirement_has_its_row(report, language):
    words = words_in(language)
    document = REPORTS[report](_columns(words=words), BOOK, "Tilburg", words)
    # the one page leaves out what is shown and never counted
    wanted = BOOK.criteria.scored if report == "one page" else BOOK.criteria.dimensions

    for one in wanted:
        assert _rows(document, one.label(language)), one.key


def test_one_page_gives_scores_verdicts_and_what_is_asked_of_one_only():
    document = one_page(_columns(), BOOK, "Tilburg", WORDS)
    text = _read(document)

    assert _rows(document, WORDS("permits.column_score")) == [("17.5", "10.0", "30.0")]
    assert _rows(document, WORDS("permits.range")) == [("13.8–21.3", "6.3–24.4", "28.1–33.1")]
    assert "Tattooist or piercer is certainly asked more than Sex worker" in text
    assert "Certainly only of Sex worker: Minimum age, Consequence for the client." in text
    assert BOOK.checksum in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("number", range(2, 7))
def test_one_page_is_one_page(number, language):
    words = words_in(language)
    trades = ("sex-worker", "hairdresser", "tattooist", "childminder", "lawyer", "taxi-driver")
    columns = [_column(trade, "amsterdam", words) for trade in trades[:number]]

    assert len(texts(one_page(columns, BOOK, "Amsterdam", words))) == 1


@pytest.mark.parametrize(("report", "sign"), [("one page", "?"), ("full report", "Unknown")])
def test_what_is_unknown_is_written_as_unknown(report, sign):
    document = REPORTS[report](_columns("houten"), BOOK, "Houten", WORDS)
    column, *_ = _columns("houten")
    unknown = [one for one in BOOK.criteria.scored if column.record.answers[one.key].is_unknown]

    assert len(unknown) > 9
    for one in unknown:
        first, *_ = _rows(document, one.label("en"))
        assert first[0] == sign, one.key
    assert "unknown" in _read(document).lower()


def test_an_unknown_level_is_a_question_mark_in_the_arithmetic():
    document = REPORTS["full report"](_columns("houten"), BOOK, "Houten", WORDS)

    assert ("3", "?", "0", "0–12") in _rows(document, "Municipal permit")


def test_the_full_report_prints_every_source_once():
    columns = _columns()
    document = REPORTS["full report"](columns, BOOK, "Tilburg", WORDS)
    # a source may run over to the next page, with the foot of the page in between
    foot = r"Madeontheowner'scomputer\.Itisnoadvice\.Page\d+of\d+"
    text = re.sub(foot, "", "".join(_read(document).split()))

    assert len(set(document.sources)) == len(document.sources) > 10
    for source in sources_of(columns):
        assert "".join(source_line(source, WORDS).split()) in text


def test_the_full_report_holds_the_method_and_a_column_each_in_full():
    columns = _columns()
    headings = [one.heading for one in REPORTS["full report"](columns, BOOK, "", WORDS).sections]

    assert {one.heading for one in METHOD} <= set(headings)
    for column in columns:
        assert column.name in headings
        assert f"{WORDS('permits.arithmetic')}: {column.name}" in headings


@pytest.mark.parametrize("report", REPORTS)
def test_weights_of_ones_own_are_said_and_decide_the_verdict(report):
    weights = {**dict.fromkeys(equal_weights(BOOK.criteria), 0), "minimum_age": 1}
    columns = [_column(trade, weights=weights) for trade in ("tattooist-piercer", "sex-worker")]
    text = _read(REPORTS[report](columns, BOOK, "Tilburg", WORDS, weights))
    usual = _read(REPORTS[report](_columns(), BOOK, "Tilburg", WORDS))

    # by weight the tattooist is asked more; by the minimum age alone the sex worker is
    assert WORDS("permits.weights_own") in text
    assert WORDS("permits.weights_own") not in usual
    assert "Sex worker is certainly asked more than Tattooist or piercer" in text
    assert "fixed sets of weights" not in text.partition(WORDS("permits.only_title"))[0]


def test_the_checklist_ticks_what_is_done_and_nothing_else():
    found = record(BOOK, "sex-worker", "tilburg", "home", date.today())
    due = checklist(found, steps())
    done = {due[0].step.key, due[2].step.key}
    document = checklist_document(due, done, "Tilburg", False, "data 1", WORDS)

    assert [(row[0], row[1], row[3]) for row in _listed(document)] == [
        ("☑" if one.step.key in done else "☐", one.step.title_en, one.step.who_learns_en)
        for one in due
    ]
    assert "☑" in _read(document)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("town", ["", "houten"])
def test_the_checklist_of_an_unknown_town_says_to_ask_first(town, language):
    words = words_in(language)
    found = record(BOOK, "sex-worker", town, "home", date.today())
    due = checklist(found, steps())
    document = checklist_document(due, (), town, rules_unknown(found), "data 1", words)
    maybe = [row for row, one in zip(_listed(document), due, strict=True) if not one.sure]

    assert words("steps.not_known_here") in _read(document)
    assert len(maybe) > 1
    assert all(words("steps.maybe") in row[2] for row in maybe)


def test_the_checklist_of_a_known_town_does_not_say_that_it_is_unknown():
    found = record(BOOK, "sex-worker", "tilburg", "home", date.today())
    text = _read(
        checklist_document(checklist(found, steps()), (), "Tilburg", False, "data 1", WORDS)
    )

    assert not rules_unknown(found)
    assert WORDS("steps.not_known_here") not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_method_becomes_sections_without_marks_of_markdown(language):
    text = guide("permit_score_method", language)
    sections = guide_sections(text)
    said = [
        part
        for one in sections
        for part in (
            one.heading,
            *one.paragraphs,
            *((column.heading for column in one.table.columns) if one.table else ()),
            *((cell for row in one.table.rows for cell in row.cells) if one.table else ()),
        )
    ]

    assert len(sections) == len(re.findall(r"^#+ ", text, re.MULTILINE))
    assert all(one.heading for one in sections)
    assert [part for part in said if re.search(r"[*`#|]|\]\(|^- |^\s|\s$", part)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_method_loses_no_point_of_a_list_and_no_row_of_a_table(language):
    text = guide("permit_score_method", language)
    sections = guide_sections(text)
    points = [line for one in sections for line in one.paragraphs if line.startswith("– ")]
    rows = [row for one in sections if one.table for row in one.table.rows]
    lines = re.findall(r"^\|(?![-\s|:]+$).*", text, re.MULTILINE)

    assert len(points) == len(re.findall(r"^- ", text, re.MULTILINE)) > 20
    assert len(rows) + sum(one.table is not None for one in sections) == len(lines) > 20


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_method_says_all_its_words_in_their_order(language):
    text = guide("permit_score_method", language)
    # tables stand under the paragraphs of their section, so that only the words are counted
    said = sorted(re.findall(r"\w+", text))
    found = []
    for one in guide_sections(text):
        found += [one.heading, *one.paragraphs]
        if one.table:
            found += [column.heading for column in one.table.columns]
            found += [cell for row in one.table.rows for cell in row.cells]

    assert sorted(re.findall(r"\w+", " ".join(found))) == said


def test_a_point_of_a_list_that_runs_on_stays_one_point():
    (section,) = guide_sections("# A\n\nOne\ntwo.\n\n- a **b**\n  c\n- `d`\n")

    assert section.paragraphs == ("One two.", "– a b c", "– d")


def _bar(name, hatched=False):
    score = Fraction(35, 2)
    return Bar(name, score, score - 4, score + 4, "17.5", note=name, hatched=hatched)


def _texts(picture):
    return [one.text for one in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def _fills(picture):
    """What the bars and tiles are filled with; the pattern itself left out."""
    return [one.get("fill") for one in ElementTree.fromstring(picture).findall(f"{SVG}rect")]


def test_charts_are_well_formed_and_say_their_title():
    for picture in (
        bars("Scores", [_bar("Hairdresser")]),
        tiles("Towns", [("Utrecht", [Tile("Houten", "unknown", "empty")])], []),
    ):
        root = ElementTree.fromstring(picture)
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title").text in ("Scores", "Towns")


@pytest.mark.parametrize("name", ["<b>&", "'\"><script>", "a" * 29 + "&&&&"])
def test_a_name_in_a_chart_is_text_and_nothing_else(name):
    for picture in (
        bars(name, [_bar(name)]),
        tiles(name, [(name, [Tile(name, name, "full")])], [Tile(name, "", "empty")]),
    ):
        root = ElementTree.fromstring(picture)
        assert root.find(f"{SVG}title").text == name
        assert any(one and one.startswith(name[:10]) for one in _texts(picture))
        assert {one.tag for one in root} <= {
            f"{SVG}{tag}" for tag in ("title", "defs", "rect", "path", "text")
        }


def test_a_barred_score_is_hatched_and_others_are_not():
    assert "url(#h)" in _fills(bars("", [_bar("a", hatched=True)]))
    assert "url(#h)" not in _fills(bars("", [_bar("a")]))
    assert "url(#h)" in _fills(tiles("", [("", [Tile("a", "not allowed", "hatched")])], []))
    assert "url(#h)" not in _fills(tiles("", [("", [Tile("a", "unknown", "empty")])], []))


def test_a_bar_is_as_long_as_its_score_and_stays_in_the_picture():
    def wide(score):
        bar = Bar("a", Fraction(score), Fraction(score), Fraction(score), "x")
        *_, rect = ElementTree.fromstring(bars("", [bar])).findall(f"{SVG}rect")
        return float(rect.get("width"))

    assert wide(100) == pytest.approx(2 * wide(50), abs=0.2)
    assert wide(100) < 720 - 230
    assert wide(0) == 1

"""Slides for a room: little on each, an invented person first, the sources last."""

from __future__ import annotations

from datetime import date

import pytest

from portal.documents.slides import guide_slides, permit_slides
from portal.language.words import words_in
from portal.permits.record import record
from portal.permits.score import scored
from portal.permits.telling import Column, column_name
from portal.rights.explained import explained
from portal.rulebook.organisations import organisations
from portal.rulebook.permits import permit_book
from portal.rulebook.right_guides import right_guides
from portal.rulebook.rights import rights

BOOK = permit_book()
LANGUAGES = ("nl", "en")
MOST_LINES = 4
INVENTED = "Sam"


def _guide(key, language):
    return guide_slides(explained(key, language), words_in(language))


def _permits(language, town="tilburg"):
    words = words_in(language)
    found = [
        record(BOOK, trade, town, "home", date.today()) for trade in ("sex-worker", "hairdresser")
    ]
    columns = [
        Column(one, scored(one, BOOK.criteria), column_name(BOOK, one, words)) for one in found
    ]
    return permit_slides(columns, "Tilburg", BOOK, words)


def _lines(slides):
    return [line for slide in slides for line in slide.lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_a_slide_has_a_heading_and_at_most_four_lines(key, language):
    for slide in _guide(key, language):
        assert slide.heading
        assert len(slide.lines) <= MOST_LINES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_a_guide_begins_with_an_invented_person_in_a_situation(key, language):
    first, *others = _guide(key, language)
    guide = right_guides(language)[key]

    assert first.heading == guide.title
    assert INVENTED in first.quote
    assert guide.situations[0] in first.quote
    assert first.lines == (words_in(language)("show.invented"),)
    assert not any(slide.quote for slide in others)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_a_guide_ends_with_every_source_behind_it(key, language):
    words = words_in(language)
    *_, last = _guide(key, language)
    sources = [source for _, claim in rights()[key].claims() for source in claim.source]

    assert last.heading == words("document.sources")
    assert len(set(last.small)) == len(last.small)
    for source in sources:
        address = source.url or source.url_note or ""
        sure = words(f"rights.confidence_{source.confidence}")
        assert f"{source.title} · {address} · {sure}" in last.small


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_slides_leave_out_no_line_of_the_guide(key, language):
    shown = iter(_lines(_guide(key, language)))
    guide = right_guides(language)[key]
    parts = ("short", "may", "must", "others_may_not", "steps", "compared")

    for said in (line for part in parts for line in getattr(guide, part)):
        assert any(line.startswith(said.text) for line in shown), said.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_slides_name_who_helps_and_the_verdict(key, language):
    words, slides = words_in(language), _guide(key, language)
    helping = _lines([slide for slide in slides if slide.heading == words("rights.who_helps")])
    compared = _lines([slide for slide in slides if slide.heading == words("rights.compared")])

    assert [line.split(": ")[0] for line in helping] == [
        organisations()[id].title(language).split(": ")[0] for id in rights()[key].helps
    ]
    assert compared[0] == words(f"rights.verdict_{rights()[key].compare.verdict}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_from_memory_says_to_check_it_first(language):
    words = words_in(language)
    guide = right_guides(language)["bank_closing"]
    line = next(said for said in guide.must if "bank_closing.f2" in said.cites)

    assert f"{line.text} ({words('rights.check')})" in _lines(_guide("bank_closing", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comparison_begins_with_an_invented_person_in_a_place(language):
    first, *_ = _permits(language)

    assert INVENTED in first.quote
    assert first.lines == ("Tilburg",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("town", ["tilburg", "houten"])
def test_each_slide_of_the_comparison_names_the_method_and_its_data(town, language):
    _, *slides = _permits(language, town)

    assert len(slides) > 2
    for slide in slides:
        assert len(slide.lines) <= MOST_LINES
        (method,) = slide.small
        assert str(BOOK.criteria.meta.version) in method
        assert BOOK.checksum in method


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comparison_gives_both_scores(language):
    _, scores, *_ = _permits(language)

    # by hand, as in the method: 28 and 16 points of 160
    for line, score in zip(scores.lines, ("17", "10"), strict=True):
        assert score in line

"""What letters and guides say on paper: all of it, and nothing of who made it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.basics.euro import Euro
from portal.basics.source import Confidence
from portal.documents.fonts import printable
from portal.documents.letter import letter_to_pdf
from portal.documents.parts import source_line
from portal.documents.right_guide import right_document, same_document
from portal.language.words import words_in
from portal.rights.explained import explained
from portal.rights.letters import asked, letter_named, written
from portal.rulebook.letters import letters
from portal.rulebook.organisations import organisations
from portal.rulebook.right_guides import right_guides
from portal.rulebook.rights import claims, rights
from tests.documents.paper import texts

TODAY = date(2026, 11, 25)
LANGUAGES = ("nl", "en")
FILLED = {"line": "Ilse Őry", "text": "Kade 1\n1234 AB Ons Dorp", "date": TODAY, "amount": Euro(12)}
# every letter from Latin to Cyrillic that both fonts have
LETTERS = [sign for sign in map(chr, range(0x530)) if sign.isalpha() and printable(sign) == sign]
WITHOUT_LETTER, WITHOUT_MUST = "ioaz", "home_entry"
GUIDES = ("bank_closing", "police_check", "objection", WITHOUT_LETTER, WITHOUT_MUST)


def _letter(key, language="nl", **answers):
    letter = letter_named(key)
    filled = {blank.name: FILLED[blank.kind] for blank in asked(letter)}
    return written(letter, language, {**filled, **answers}, TODAY, received=TODAY)


def _read(letter):
    return PdfReader(BytesIO(letter_to_pdf(letter)))


def _said(reader):
    return _close("".join(page.extract_text() for page in reader.pages))


def _close(text):
    """Without white space: where a line ends is the paper's business."""
    return "".join(text.split())


@pytest.mark.parametrize("key", letters())
def test_a_printed_letter_says_its_text_and_nothing_else(key):
    letter = _letter(key)

    assert letter.missing == ()
    # all of the text in its order and no other sign: so no number or name at the foot either
    assert _said(_read(letter)) == _close(letter.text())


@pytest.mark.parametrize(("language", "word"), [("nl", "Brief"), ("en", "Letter")])
@pytest.mark.parametrize("key", letters())
def test_the_file_of_a_letter_tells_only_that_it_is_a_letter(key, language, word):
    letter = _letter(key, language)

    assert _read(letter).metadata == {"/Title": word}
    assert _read(letter).xmp_metadata is None
    for made in (b"/CreationDate", b"/ModDate", b"/Producer", b"/Author", b"/Creator"):
        assert made not in letter_to_pdf(letter)


def test_a_letter_with_open_blanks_shows_what_belongs_there():
    letter = written(letter_named("objection"), "nl", {}, TODAY)

    assert letter.missing
    for label in letter.missing:
        assert _close(f"[{label}]") in _said(_read(letter))


def test_a_long_letter_runs_over_pages_whole():
    reasons = "\n".join(f"Reden {number}: " + "zo ging het die dag. " * 30 for number in range(40))
    letter = _letter("objection", reasons=reasons)

    assert len(_read(letter).pages) > 3
    assert _said(_read(letter)) == _close(letter.text())


@pytest.mark.parametrize("name", ["Erdős Őry", "Ionuț Țăran", "Anna Weiß", "Юлия Щърбова"])
def test_a_name_in_the_letters_of_its_owner_survives(name):
    for letter in (_letter("objection", legal_name=name), _letter("medical_file", name=name)):
        assert _said(_read(letter)).startswith(_close(name))
        assert _said(_read(letter)).endswith(_close(name))


def test_every_letter_of_the_fonts_survives():
    every = "".join(LETTERS)
    rows = "\n".join(every[start : start + 40] for start in range(0, len(every), 40))

    assert {"ő", "ț", "ß", "ж", "Ł"} <= set(LETTERS)
    assert _close(every) in _said(_read(_letter("objection", reasons=rows)))


@settings(max_examples=30)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=30))
def test_any_name_survives(name):
    assert _said(_read(_letter("objection", legal_name=name))).endswith(f"groet,{name}")


@cache
def _paper(key, language):
    return right_document(explained(key, language), words_in(language))


def _section(document, heading):
    return next((one for one in document.sections if one.heading == heading), None)


@cache
def _printed(key, language):
    """All of a guide on paper, without the foot of a page: a sentence may run over it."""
    document, words = _paper(key, language), words_in(language)
    pages = [_close(text) for text in texts(document)]
    columns = _close("".join(words(f"rights.column_{one}") for one in ("fact", "as_of", "sure")))
    text = ""
    for number, page in enumerate(pages, start=1):
        foot = document.footer + document.page.format(page=number, pages=len(pages))
        text += page.removesuffix(_close(foot)).replace(columns, "")
    return text


def _told(said, words):
    """A line as it must stand on paper."""
    recalled = any(claims()[name].confidence is Confidence.RECALLED for name in said.cites)
    return f"{said.text} ({words('rights.check')})" if recalled else said.text


def _step_told(said, words):
    """A step as it must stand on paper: by when it must be done too, where there is a term."""
    behind = [claims()[name] for name in said.cites if re.search(r"\.s\d+$", name)]
    terms = [term for one in behind if (term := one.text("term", words.language))]
    by_when = words("rights.term", text="; ".join(terms)) if terms else ""
    return f"{_told(said, words)} {by_when}".strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_says_all_of_its_lines(key, language):
    guide, text = right_guides(language)[key], _printed(key, language)

    assert text.startswith(_close(guide.title))
    for said in guide.lines():
        assert _close(said.text) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_begins_with_the_short_answer(key, language):
    guide, words = right_guides(language)[key], words_in(language)
    top = (guide.title, words("rights.not_advice"), guide.short[0].text)

    assert _printed(key, language).startswith(_close("".join(top)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_a_line_from_memory_says_to_check_it_first_and_no_other_line_does(key, language):
    document, words, guide = _paper(key, language), words_in(language), right_guides(language)[key]
    lists = {"card": (*guide.card, guide.action)}
    lists |= {part: getattr(guide, part) for part in ("may", "must", "others_may_not")}
    short, *_ = document.sections
    _, *compared = _section(document, words("rights.compared")).paragraphs

    assert list(short.paragraphs) == [_told(said, words) for said in guide.short]
    assert compared == [_told(said, words) for said in guide.compared]
    for part, some in lists.items():
        section = _section(document, words(f"rights.{part}"))
        printed = list(section.paragraphs) if section else []
        assert printed == [f"– {_told(said, words)}" for said in some]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_every_step_has_its_number_and_its_term(key, language):
    words, steps = words_in(language), right_guides(language)[key].steps
    printed = _section(_paper(key, language), words("rights.steps")).paragraphs

    assert len(printed) >= len(rights()[key].steps)
    assert list(printed) == [
        f"{number}. {_step_told(said, words)}" for number, said in enumerate(steps, start=1)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_gives_each_step_with_its_term(key, language):
    steps = _section(_paper(key, language), words_in(language)("rights.steps")).paragraphs

    for step in steps:
        assert _close(step) in _printed(key, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_names_who_helps_and_how_to_reach_them(key, language):
    helps = [organisations()[id] for id in rights()[key].helps]

    assert helps
    for one in helps:
        reach = one.phone if one.may_show_phone else one.url
        assert _close(f"{one.title(language)}: {one.what(language)} · {reach}") in _printed(
            key, language
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_that_may_be_old_is_printed(language):
    known = organisations()
    hidden = [
        (key, known[id].phone)
        for key, right in rights().items()
        for id in right.helps
        if known[id].phone_stale_risk and re.search(r"\d", known[id].phone)
    ]

    assert hidden
    for key, phone in hidden:
        printed = [text for one in _paper(key, language).sections for text in one.paragraphs]
        assert not any(phone in text for text in printed), (key, phone)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_gives_each_fact_with_its_date_and_how_sure_it_is(key, language):
    facts = _section(_paper(key, language), words_in(language)("rights.facts"))

    for row in facts.table.rows:
        assert _close("".join(row.cells)) in _printed(key, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_every_fact_of_every_guide_has_its_row(key, language):
    words = words_in(language)
    rows = [row.cells for row in _section(_paper(key, language), words("rights.facts")).table.rows]

    for fact, (told, as_of, sure) in zip(rights()[key].facts, rows, strict=True):
        for name in ("fact", "note", "caution"):
            assert fact.text(name, language) in told
        assert as_of == fact.as_of
        assert sure == words(f"rights.confidence_{fact.confidence}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GUIDES)
def test_a_printed_guide_ends_with_every_source_behind_it(key, language):
    words = words_in(language)
    _, _, last = _printed(key, language).rpartition(_close(words("document.sources")))

    for _, claim in rights()[key].claims():
        for source in claim.source:
            assert _close(source_line(source, words)) in last


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "left_out", "there"),
    [(WITHOUT_LETTER, "letter", "must"), (WITHOUT_MUST, "must", "letter")],
)
def test_a_guide_leaves_out_what_it_does_not_have(key, left_out, there, language):
    document, words = _paper(key, language), words_in(language)

    assert _section(document, words(f"rights.{left_out}")) is None
    assert _section(document, words(f"rights.{there}")) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_what_is_the_same_holds_every_right(language):
    words, guides = words_in(language), right_guides(language)
    document = same_document([(right, guides[key].title) for key, right in rights().items()], words)
    rows = {
        verdict: [
            row.cells
            for row in _section(document, words(f"same.{verdict}", count=count)).table.rows
        ]
        for verdict, count in (("different", 12), ("partly", 9), ("same", 40))
    }

    assert sum(map(len, rows.values())) == len(rights()) == 61
    for key, right in rights().items():
        cells = (guides[key].title, right.compare.text("why", language))
        assert cells in rows[right.compare.verdict], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_what_is_the_same_is_printed_whole(language):
    words, guides = words_in(language), right_guides(language)
    document = same_document([(right, guides[key].title) for key, right in rights().items()], words)
    text = "".join(map(_close, texts(document)))

    for key, right in rights().items():
        assert _close(guides[key].title) in text
        assert _close(right.compare.text("why", language)) in text

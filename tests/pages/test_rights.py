"""The rights pages: found in one's own words, each guide whole; letters and help keep nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

import pytest

from portal.basics.source import Confidence
from portal.language.words import words_in
from portal.rights.sent import LETTER_LOG, SentLetter, State, from_note, to_note
from portal.rulebook.horizon import changing, horizon
from portal.rulebook.letters import letter_text, letters
from portal.rulebook.organisations import national_help, organisations
from portal.rulebook.questions import FIRST, UNSURE, questions
from portal.rulebook.right_guides import right_guides
from portal.rulebook.rights import claims, rights
from portal.ui.finding_views import LAYERS
from portal.ui.forms.letter import SENDER
from portal.ui.sitemap import PLACES
from portal.vault.engine import reading
from portal.vault.notes import read_note, write_note

WORDS, RIGHTS, IN_ENGLISH = words_in("en"), rights(), right_guides("en")
GUIDES, QUESTIONS, LETTERS, SENT, SAME, COMING, SHOW = (
    f"rights/{name}"
    for name in ("guides", "questions", "letters", "sent", "same", "coming", "show")
)
HELP = "start/help"
OURS = (GUIDES, QUESTIONS, LETTERS, SENT, SAME, COMING, SHOW, HELP)
PUBLIC = [name for name in OURS if name != SENT]
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
PARTS = ("short", "may", "must", "others_may_not", "steps", "compared")
OBJECTION, RULES, HOME_WORK = (
    "letter_objection",
    "letter_operator_rules",
    "letter_question_home_work",
)
TODAY = date.today()
# the letter about rules of a club asks for an answer within 14 days; its writer sets that herself
DUE = TODAY + timedelta(days=14)
_DRAWN = {}


@dataclass(frozen=True)
class Seen:
    """What a page showed."""

    titles: list[str]
    headings: list[str]
    said: str
    html: str


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Where a vault would be kept; there is none."""
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def late_store(store):
    """Books with one letter whose answer should have come yesterday."""
    yesterday = TODAY - timedelta(days=1)
    one = SentLetter(
        id="a1", key=RULES, state=State.WAITING, sent_on=date(2026, 1, 2), answer_due=yesterday
    )
    write_note(store.engine, LETTER_LOG, to_note([one]))
    return store


@pytest.fixture
def read_all(open_page):
    """Every guide in one language and layer as it stands on screen; drawn once for all tests."""

    def read(language, layer):
        if (language, layer) not in _DRAWN:
            page = open_page(None, GUIDES, language)
            _DRAWN[language, layer] = {key: _seen(_read(page, key, layer)) for key in RIGHTS}
        return _DRAWN[language, layer]

    return read


def _seen(page):
    assert not page.exception
    return Seen(_titles(page), [one.value for one in page.subheader], _said(page), _html(page))


def _named(widgets, key):
    return next(one for one in widgets if one.key == key)


def _ends(widgets, end):
    return next(one for one in widgets if (one.key or "").endswith(end))


def _keys(widgets, start=""):
    return [one.key for one in widgets if (one.key or "").startswith(start)]


def _press(page, key):
    return _named(page.button, key).click().run()


def _press_label(page, label):
    return next(one for one in page.button if one.label == label).click().run()


def _go(page, name):
    return page.switch_page(PLACES[name].path).run()


def _desk(page):
    return page.session_state["desk"]


def _titles(page):
    return [one.value for one in page.title]


def _plain(text):
    """As it is read: no tags, no signs that keep Markdown away, one space between words."""
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(re.sub(r"\\(?=[^a-zA-Z0-9\s])", "", text).split())


def _html(page):
    return _plain(" ".join(one.value for one in page.get("html") if "<style>" not in one.value))


def _said(page):
    elements = (
        *page.markdown,
        *page.caption,
        *page.info,
        *page.warning,
        *page.success,
        *page.subheader,
        *page.text,
        *page.code,
    )
    folded = (one.label for one in page.expander)
    return " ".join(_plain(text) for text in (*(one.value for one in elements), *folded))


def _everything(store):
    """Every row of every table of the books."""
    with reading(store.engine) as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables]
        return {
            name: connection.exec_driver_sql(f"SELECT * FROM [{name}]").fetchall() for name in names
        }


def _log(store):
    return from_note(read_note(store.engine, LETTER_LOG) or "")


def _read(page, key, layer="page"):
    _desk(page).guide = key
    page.session_state["rights_layer"] = layer
    return page.run()


def _recalled(line):
    return any(claims()[name].is_recalled for name in line.cites)


def _as_marked(line, words):
    check = f" {words('rights.check')}" if _recalled(line) else ""
    return _plain(line.text) + check


def _lacking(some, shown):
    return [one for one in some if _plain(one) not in shown]


def _search(page, typed):
    return _named(page.text_input, "find_search").set_value(typed).run()


def _choose(page, key):
    return _named(page.selectbox, f"letter_choice-{_desk(page).letter}").set_value(key).run()


def _letter(open_page, key, store=None, language="en"):
    return _choose(open_page(store, LETTERS, language), key)


def _fill(page, **blanks):
    fields = (*page.text_input, *page.text_area, *page.date_input)
    for name, value in blanks.items():
        _ends(fields, f"-{name}-0").set_value(value)
    return page.run()


def _send_today(open_page, store, *, with_text=False, **blanks):
    page = _fill(_letter(open_page, RULES, store), **blanks)
    if with_text:
        page = _named(page.checkbox, "letter_keep_text").check().run()
    return _press(page, "letter_sent")


def _answer(page, key):
    return _press(page.radio[0].set_value(key).run(), "question_next")


def _wish(page, **asked):
    for name, value in asked.items():
        page = _named(page.selectbox, f"help_{name}").set_value(value).run()
    return page


def _helpers(page):
    """The names on the cards."""
    cards = (re.match(r"\*\*(.+?)\*\* · ", _plain(one.value)) for one in page.markdown)
    return [card[1] for card in cards if card]


def _present(open_page, *keys, store=None, language="en"):
    page = open_page(store, SHOW, language)
    page = _named(page.multiselect, "show_guides").set_value(list(keys)).run()
    return _press(page, "show_start")


def _digits(text):
    return "".join(sign for sign in text if sign.isdigit())


def _old_numbers():
    """Numbers that may be old or wrong, and that nobody else has as a number to show."""
    shown = _digits(" ".join(one.phone for one in organisations().values() if one.may_show_phone))
    hidden = (
        _digits(number)
        for one in organisations().values()
        if not one.may_show_phone
        for number in one.phone.split("/")
    )
    return [number for number in hidden if number and number not in shown]


# finding a guide


@LANGUAGES
@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_opens_while_the_books_are_locked(open_page, name, language):
    page = open_page(None, name, language)

    assert not page.exception
    assert _titles(page) == [words_in(language)(PLACES[name].key)]


def test_typing_shows_guides_with_their_short_answer(open_page):
    page = _search(open_page(None, GUIDES), "the bank closes my account")

    found = _keys(page.button, "guide-found-")
    assert found[0] == "guide-found-bank_closing"
    assert _plain(IN_ENGLISH["bank_closing"].short[0].text) in _said(page)
    assert WORDS("find.count", count=len(found)) in _said(page)


def test_a_typing_slip_finds_the_guide_all_the_same(open_page):
    page = _search(open_page(None, GUIDES, "nl"), "de bnak sluit mijn rekenning")

    assert "guide-found-bank_closing" in _keys(page.button, "guide-found-")[:3]


def test_where_nothing_is_found_the_page_says_so(open_page):
    page = _search(open_page(None, GUIDES), "xqzzv wkkpq")

    assert [one.value for one in page.info] == [WORDS("find.nothing")]
    assert _keys(page.button, "guide-") == []


def test_before_anything_is_typed_nothing_is_said_to_be_missing(open_page):
    page = _search(open_page(None, GUIDES), "   ")

    assert len(page.info) == 0
    assert _keys(page.button, "guide-") == []


@LANGUAGES
def test_every_topic_shows_its_situations(open_page, language):
    page, guides = open_page(None, GUIDES, language), right_guides(language)
    for topic in {guide.topic for guide in guides.values()}:
        page = _named(page.pills, "find_topic").set_value(topic).run()
        shown = {_plain(one.label) for one in page.button if one.key.startswith("guide-said")}

        expected = (guide.situations for guide in guides.values() if guide.topic == topic)
        assert shown == {_plain(one) for some in expected for one in some}


def test_a_situation_opens_its_guide_and_back_returns_to_the_list(open_page):
    page = _named(open_page(None, GUIDES).pills, "find_topic").set_value("bank").run()
    page = _press(page, "guide-said0-bank_closing")
    assert _titles(page) == [IN_ENGLISH["bank_closing"].title]

    page = _press(page, "find_back")
    assert _titles(page) == [WORDS("page.guides")]
    assert "find_search" in _keys(page.text_input)


def test_a_guide_that_was_found_by_typing_opens(open_page):
    page = _press(_search(open_page(None, GUIDES), "objection"), "guide-found-objection")

    assert _titles(page) == [IN_ENGLISH["objection"].title]


def test_whoever_leaves_for_another_page_comes_back_to_the_list(open_page):
    page = _read(open_page(None, GUIDES), "objection")
    page = _go(_go(page, SAME), GUIDES)

    assert _titles(page) == [WORDS("page.guides")]


def test_the_way_to_the_questions_is_one_press(open_page):
    page = _press(open_page(None, GUIDES), "find_questions")

    assert _titles(page) == [WORDS("page.questions")]


# the three layers


@LANGUAGES
def test_every_card_shows_its_lines_and_its_action_and_no_more(read_all, language):
    words = words_in(language)
    for key, seen in read_all(language, "card").items():
        guide = right_guides(language)[key]
        lines = [_as_marked(one, words) for one in (*guide.card, guide.action)]

        assert seen.titles == [guide.title]
        assert _lacking(lines, seen.html) == [], key
        assert seen.headings == []


@LANGUAGES
def test_every_page_shows_all_that_the_guide_says(read_all, language):
    for key, seen in read_all(language, "page").items():
        guide = right_guides(language)[key]
        lines = [line.text for part in PARTS for line in getattr(guide, part)]

        assert seen.titles == [guide.title]
        assert _lacking(lines, f"{seen.said} {seen.html}") == [], key


@LANGUAGES
def test_a_page_says_unknown_where_nothing_was_found_and_only_there(read_all, language):
    words, parts = words_in(language), ("may", "must", "others_may_not")
    for key, seen in read_all(language, "page").items():
        guide = right_guides(language)[key]
        empty = {words(f"rights.no_{part}") for part in parts if not getattr(guide, part)}

        assert {one for part in parts if (one := words(f"rights.no_{part}")) in seen.said} == empty


@LANGUAGES
def test_every_page_says_who_helps_what_it_costs_and_how_it_compares(read_all, language):
    words = words_in(language)
    for key, seen in read_all(language, "page").items():
        right = RIGHTS[key]
        facts = [right.text(name, language) for name in ("who_has_it", "body", "cost")]
        helps = [organisations()[id].title(language) for id in right.helps]
        verdict = words(f"rights.verdict_{right.compare.verdict}")

        assert _lacking([*facts, *helps, verdict], seen.said) == [], key


@LANGUAGES
def test_every_page_says_by_when(read_all, language):
    for key, seen in read_all(language, "page").items():
        lines = right_guides(language)[key].steps
        steps = (claims()[name] for line in lines for name in line.cites if ".s" in name)

        assert _lacking([step.text("term", language) for step in steps], seen.html) == [], key


@LANGUAGES
def test_where_a_fact_is_recalled_its_line_says_check_this_first_and_elsewhere_not(
    read_all, language
):
    check = words_in(language)("rights.check")
    for key, seen in read_all(language, "page").items():
        guide = right_guides(language)[key]
        lines = [line for part in PARTS if part != "short" for line in getattr(guide, part)]
        recalled = {_plain(line.text) for line in lines if _recalled(line)}
        sure = {_plain(line.text) for line in lines} - recalled

        assert [one for one in recalled if f"{one} {check}" not in seen.html] == [], key
        assert [one for one in sure if f"{one} {check}" in seen.html] == [], key


@LANGUAGES
def test_a_short_answer_from_memory_says_check_this_first(read_all, language):
    words = words_in(language)
    marked = f"{words('rights.behind')} {words('rights.check')}"
    for key, seen in read_all(language, "page").items():
        short = right_guides(language)[key].short

        assert (marked in seen.html) == any(_recalled(line) for line in short), key


@LANGUAGES
def test_every_fact_and_step_is_shown_with_the_day_it_speaks_of(read_all, language):
    words = words_in(language)
    for key, seen in read_all(language, "sources").items():
        facts = [fact.text("fact", language) for fact in RIGHTS[key].facts]
        dates = [words("rights.as_of", day=fact.as_of) for fact in RIGHTS[key].facts]
        steps = [step.text("do", language) for step in RIGHTS[key].steps]

        assert _lacking([*facts, *dates, *steps], seen.html) == [], key


@LANGUAGES
def test_every_source_is_shown_with_its_address_and_how_sure_it_is(read_all, language):
    words = words_in(language)
    for key, seen in read_all(language, "sources").items():
        for source in (one for _, claim in RIGHTS[key].claims() for one in claim.source):
            recalled = source.confidence is Confidence.RECALLED
            sure = (
                words("rights.confidence_recalled")
                if recalled
                else words("source.read_on", day=source.checked_on)
            )
            told = (source.title, source.url or source.url_note, sure)

            assert " · ".join(_plain(part) for part in told if part) in seen.html, key


@pytest.mark.parametrize("layer", LAYERS)
def test_the_layers_are_one_press_and_each_offers_the_pdf(open_page, layer):
    page = _read(open_page(None, GUIDES), "objection")
    page = _named(page.segmented_control, "rights_layer").set_value(layer).run()

    assert _keys(page.get("download_button")) == ["pdf-f1.pdf"]
    assert WORDS("rights.not_advice") in _said(page)


def test_a_guide_opens_its_letter(open_page):
    page = _press(_read(open_page(None, GUIDES), "objection"), "open_letter")

    assert _titles(page) == [WORDS("page.letters")]
    assert _named(page.selectbox, f"letter_choice-{OBJECTION}").value == OBJECTION


# questions


def test_no_answer_leads_nowhere(open_page):
    page = open_page(None, QUESTIONS)

    assert _named(page.button, "question_next").disabled
    assert "question_back" not in _keys(page.button)


def test_an_answer_leads_to_the_next_question_and_back_keeps_the_answer(open_page):
    page = _answer(open_page(None, QUESTIONS), "money")
    assert questions()["money"].text("en") in _said(page)

    page = _press(page, "question_back")
    assert questions()[FIRST].text("en") in _said(page)
    assert page.radio[0].value == "money"
    assert not _named(page.button, "question_next").disabled


def test_answers_are_there_again_after_another_page(open_page):
    page = _answer(open_page(None, QUESTIONS), "money")
    page = _go(_go(page, GUIDES), QUESTIONS)

    assert questions()["money"].text("en") in _said(page)


@pytest.mark.parametrize("first", [option.key for option in questions()[FIRST].options])
def test_not_knowing_leads_to_guides_from_every_first_answer(open_page, first):
    page = _answer(open_page(None, QUESTIONS), first)
    for _ in questions():
        if not page.radio:
            break
        page = _answer(page, UNSURE)

    assert WORDS("questions.found") in _said(page)
    assert _keys(page.button, "guide-asked-")


def test_a_guide_that_the_questions_led_to_opens(open_page):
    page = _answer(open_page(None, QUESTIONS), "stop")
    page = _press(page, "guide-asked-exit")

    assert _titles(page) == [IN_ENGLISH["exit"].title]


def test_from_the_guides_back_goes_to_the_last_question_with_its_answer(open_page):
    page = _press(_answer(open_page(None, QUESTIONS), "stop"), "question_back")

    assert page.radio[0].value == "stop"
    page = _press(page, "question_next")
    assert WORDS("questions.found") in _said(page)


def test_start_again_forgets_the_answers(open_page):
    page = _press(_answer(open_page(None, QUESTIONS), "money"), "question_again")

    assert questions()[FIRST].text("en") in _said(page)
    assert page.radio[0].value is None
    assert _desk(page).answers == {}


# letters


@LANGUAGES
def test_every_letter_says_what_it_does_and_stands_in_dutch_beside_a_copy(open_page, language):
    page = open_page(None, LETTERS, language)
    for key in letters():
        page = _choose(page, key)
        does = " ".join(line.text for line in letter_text(key, language).does)

        assert not page.exception, key
        assert _plain(page.info[0].value) == _plain(does)
        assert letter_text(key, "nl").closing in page.code[0].value, key
        assert letter_text(key, "en").closing in page.text[0].value, key


def test_a_letter_is_saved_under_a_name_that_says_nothing(open_page):
    page = _letter(open_page, RULES)

    assert _keys(page.get("download_button")) == ["file-brief.pdf", "file-brief.docx"]


@LANGUAGES
def test_a_letter_says_check_this_first_where_it_rests_on_something_recalled(open_page, language):
    page, silent = open_page(None, LETTERS, language), []
    for key in letters():
        text, page = letter_text(key, language), _choose(page, key)
        marked = words_in(language)("rights.check") in _said(page)
        if any(map(_recalled, (*text.does, *text.next))) and not marked:
            silent.append(key)

    assert silent == []


def test_without_a_choice_there_is_no_letter_yet(open_page):
    page = open_page(None, LETTERS)

    assert [one.value for one in page.info] == [WORDS("letter.none_yet")]
    assert len(page.code) == 0


def test_filling_the_blanks_fills_the_letter_and_the_copy(open_page):
    page = _letter(open_page, OBJECTION)
    page = _fill(page, reference="ABC 12", decision_day=date(2026, 11, 3), legal_name="R. Roos")
    dutch, copy = page.code[0].value, page.text[0].value

    assert "Bezwaar tegen uw besluit van 3 november 2026, kenmerk ABC 12" in dutch
    assert "Objection to your decision of 3 November 2026, reference ABC 12" in copy
    assert dutch.startswith("R. Roos\n")
    assert dutch.endswith("Met vriendelijke groet,\n\nR. Roos")


def test_what_is_still_to_fill_in_is_named_until_it_is_filled_in(open_page):
    page = _letter(open_page, OBJECTION)
    assert "Reference of the decision" in page.warning[0].value
    assert "[Kenmerk van het besluit]" in page.code[0].value

    page = _fill(
        page,
        decision_day=date(2026, 11, 3),
        reference="ABC 12",
        decision_about="my request",
        legal_name="R. Roos",
        address="Postbus 1",
        receiver="Gemeente Ergens",
    )
    assert len(page.warning) == 0
    assert "[" not in page.code[0].value


def test_the_day_on_the_letter_gives_the_last_day_to_send(open_page):
    # by hand: Monday 2 November 2026 and six weeks is Monday 14 December
    page = _letter(open_page, OBJECTION)
    assert WORDS("letter.needs_day") in _said(page)

    page = _fill(page, received=date(2026, 11, 2))
    assert [one.value for one in page.metric] == ["14 December 2026"]
    assert WORDS("letter.counted", length=WORDS("letter.unit_weeks", count=6)) in _said(page)


def test_a_case_of_residence_has_a_shorter_term(open_page):
    # by hand: Monday 2 November 2026 and four weeks is Monday 30 November
    page = _fill(_letter(open_page, OBJECTION), received=date(2026, 11, 2))
    page = _ends(page.checkbox, "case-residence-0").check().run()

    assert [one.value for one in page.metric] == ["30 November 2026"]


def test_a_last_day_that_the_law_moves_says_from_when_to_when(open_page):
    # by hand: Friday 13 November 2026 and six weeks is Friday 25 December, then the second day of
    # Christmas, then a Sunday: Monday 28 December
    page = _fill(_letter(open_page, OBJECTION), received=date(2026, 11, 13))

    counted, last = "25 December 2026", "28 December 2026"
    assert [one.value for one in page.metric] == [last]
    assert WORDS("letter.moved", counted=counted, last=last) in _said(page)


def test_a_day_that_has_passed_is_said_with_what_to_do(open_page):
    page = _fill(_letter(open_page, OBJECTION), received=date(2026, 1, 5))

    assert WORDS("letter.too_late") in _said(page)


def test_it_is_said_when_an_answer_is_due(open_page):
    assert WORDS("letter.answer_due", day=DUE) in _said(_letter(open_page, RULES))


@pytest.mark.parametrize("key", [key for key, one in letters().items() if one.may_name_the_work])
def test_the_work_is_named_only_when_that_is_chosen(open_page, key):
    page = _letter(open_page, key)
    neutral = (page.code[0].value + page.text[0].value).casefold()
    page = _ends(page.toggle, f"{key}-work-0").set_value(True).run()

    assert "sekswerk" not in neutral
    assert "sex work" not in neutral
    assert "sekswerk" in page.code[0].value.casefold()
    assert "sex work" in page.text[0].value.casefold()


def test_a_letter_that_never_names_the_work_does_not_offer_it(open_page):
    assert _keys(_letter(open_page, OBJECTION).toggle) == []


# locked: nothing is kept


def test_while_locked_a_letter_can_be_written_and_nothing_is_kept(open_page, home):
    page = _fill(_letter(open_page, OBJECTION), reference="ABC 12")

    assert "ABC 12" in page.code[0].value
    assert WORDS("letter.needs_vault") in _said(page)
    assert _keys(page.button, "letter_") == []
    assert _keys(page.text_input, "sender-") == []
    assert list(home.iterdir()) == []


def test_what_was_filled_in_is_gone_after_another_page(open_page):
    page = _fill(_letter(open_page, OBJECTION), reference="ABC 12")
    page = _choose(_go(_go(page, GUIDES), LETTERS), OBJECTION)

    assert "ABC 12" not in page.code[0].value


def test_the_log_of_letters_is_behind_the_lock(open_page, late_store):
    page = open_page(None, SENT)
    title = letter_text(RULES, "en").title

    assert _titles(page) == ["Welcome"]
    assert title not in _said(page)
    assert title in _said(open_page(late_store, SENT))


def test_locking_the_books_takes_the_log_off_the_screen(open_page, late_store):
    page = _press(open_page(late_store, SENT), "lock")

    assert _titles(page) == ["Welcome"]
    assert letter_text(RULES, "en").title not in _said(page)


# open books: only when asked


@pytest.mark.parametrize("name", OURS)
def test_opening_a_page_writes_nothing_in_the_books(open_page, late_store, name):
    before = _everything(late_store)
    page = open_page(late_store, name)

    assert not page.exception
    assert _everything(late_store) == before


def test_searching_asking_writing_and_looking_for_help_write_nothing_in_the_books(open_page, store):
    before = _everything(store)
    page = _read(_search(open_page(store, GUIDES), "bank"), "bank_closing")
    _answer(_go(page, QUESTIONS), "stop")
    page = _choose(_go(page, LETTERS), OBJECTION)
    page = _fill(page, reference="ABC 12", legal_name="R. Roos", received=date(2026, 11, 2))
    _named(page.checkbox, "letter_keep_text").check().run()
    _wish(_go(page, HELP), need="shelter", group="men")

    assert _everything(store) == before


def test_details_are_kept_when_asked_and_filled_in_only_on_the_button(open_page, store):
    page = _letter(open_page, OBJECTION, store)
    assert "letter_fill_in" not in _keys(page.button)

    _named(page.text_input, "sender-legal_name").set_value("R. Roos")
    _named(page.text_area, "sender-address").set_value("Postbus 1")
    page = _press_label(page, WORDS("letter.sender_keep"))
    assert json.loads(read_note(store.engine, SENDER))["legal_name"] == "R. Roos"
    assert "R. Roos" not in page.code[0].value

    page = _press(page, "letter_fill_in")
    assert page.code[0].value.startswith("R. Roos\nPostbus 1\n")


def test_a_legal_name_stays_out_of_a_letter_that_does_not_need_it(open_page, store):
    kept = {"name": "Roos", "legal_name": "R. van der Echt", "address": "", "contact": "a@b.nl"}
    write_note(store.engine, SENDER, json.dumps(kept))
    page = _press(_letter(open_page, RULES, store), "letter_fill_in")

    assert page.code[0].value.startswith("Roos\na@b.nl\n")
    assert "Echt" not in page.code[0].value


def test_keeping_details_can_be_undone(open_page, store):
    page = _letter(open_page, OBJECTION, store)
    _named(page.text_input, "sender-name").set_value("Roos")
    page = _press(_press_label(page, WORDS("letter.sender_keep")), "undo")

    assert not any(json.loads(read_note(store.engine, SENDER)).values())
    assert "letter_fill_in" not in _keys(page.button)


def test_sent_today_stands_in_the_log_with_the_day_the_answer_is_due(open_page, store):
    page = _send_today(open_page, store, receiver="Club Ergens\nStraat 1")
    assert WORDS("letter.kept") in [one.value for one in page.success]

    shown = _said(_go(page, SENT))
    assert letter_text(RULES, "en").title in shown
    assert "Club Ergens" in shown
    assert WORDS("sent.sent_on", day=TODAY) in shown
    assert WORDS("sent.waiting", day=DUE) in shown


def test_the_text_of_a_letter_is_kept_only_when_that_is_chosen(open_page, store):
    _send_today(open_page, store, request="Haal de boete weg")
    _send_today(open_page, store, with_text=True, request="Haal de boete weg")

    assert sorted("Haal de boete weg" in one.text for one in _log(store)) == [False, True]


def test_a_letter_still_to_send_says_by_when_and_is_sent_later(open_page, store):
    page = _fill(_letter(open_page, OBJECTION, store), received=TODAY)
    (last,) = (one.value for one in page.metric)
    page = _go(_press(page, "letter_to_send"), SENT)
    assert WORDS("sent.to_send", day=last) in _said(page)

    page = _press_label(page, WORDS("sent.sent_today"))
    assert WORDS("sent.sent_on", day=TODAY) in _said(page)
    assert [one.state for one in _log(store)] == [State.WAITING]


def test_an_answer_closes_the_letter(open_page, store):
    page = _go(_send_today(open_page, store), SENT)
    page = _press_label(page, WORDS("sent.answered"))

    assert WORDS("sent.state_answered") in _said(page)
    assert WORDS("sent.waiting", day=DUE) not in _said(page)
    assert [(one.state, one.answered_on) for one in _log(store)] == [(State.ANSWERED, TODAY)]


def test_a_letter_can_be_removed_and_that_can_be_undone(open_page, store):
    page = _go(_send_today(open_page, store), SENT)
    kept = _log(store)
    page = _press_label(page, WORDS("sent.remove"))
    assert WORDS("sent.empty") in _said(page)
    assert _log(store) == []

    page = _press(page, "undo")
    assert letter_text(RULES, "en").title in _said(page)
    assert _log(store) == kept


def test_writing_a_letter_down_can_be_undone(open_page, store):
    _press(_send_today(open_page, store), "undo")

    assert _log(store) == []


def test_an_answer_that_did_not_come_says_what_to_do_next(open_page, late_store):
    page = open_page(late_store, SENT)

    assert WORDS("sent.late_waiting", day=TODAY - timedelta(days=1)) in _said(page)
    assert _lacking((line.text for line in letter_text(RULES, "en").next), _said(page)) == []


def test_the_calendar_is_offered_where_a_day_matters(open_page, store, late_store):
    page = open_page(late_store, SENT)
    assert _keys(page.get("download_button")) == ["file-dagen.ics"]

    page = _press_label(page, WORDS("sent.answered"))
    assert len(page.get("download_button")) == 0


def test_an_empty_log_leads_to_the_letters(open_page, store):
    page = _press(open_page(store, SENT), "sent_first")

    assert _titles(page) == [WORDS("page.letters")]


# the same, and what is coming


@LANGUAGES
def test_the_comparison_lists_every_right_with_its_reason(open_page, language):
    page, guides = open_page(None, SAME, language), right_guides(language)

    assert sorted(_plain(one.label) for one in page.expander) == sorted(
        _plain(guide.title) for guide in guides.values()
    )
    reasons = (right.compare.text("why", language) for right in RIGHTS.values())
    assert _lacking(reasons, _said(page)) == []
    assert sum(int(one.value) for one in page.metric) == len(RIGHTS) == 61


def test_the_comparison_opens_a_guide(open_page):
    page = _press(open_page(None, SAME), "guide-same-aov")

    assert _titles(page) == [IN_ENGLISH["aov"].title]


@LANGUAGES
def test_what_is_coming_lists_every_change_and_amount_with_its_source(open_page, language):
    page, words = open_page(None, COMING, language), words_in(language)
    every = (*horizon(), *changing())

    texts = [
        *(one.text("what", language) for one in horizon()),
        *(words(f"amount.{one.key}") for one in changing()),
        *(one.text("value", language) for one in changing()),
        *(words("rights.as_of", day=one.as_of) for one in every),
        *(source.title for one in every for source in one.source),
    ]
    assert _lacking(texts, _said(page)) == []


# who helps


@LANGUAGES
def test_danger_comes_first_and_then_the_national_lines_in_their_order(open_page, language):
    page = open_page(None, HELP, language)

    assert "112" in page.error[0].value
    assert [_plain(one.value) for one in page.subheader] == [one.phone for one in national_help()]


def test_help_is_one_press_from_the_closed_door_and_from_every_page(open_page):
    for name in ("start/home", *PUBLIC):
        assert _titles(_press(open_page(None, name), "help")) == [WORDS("page.help")], name


def test_everybody_who_helps_is_shown_on_demand(open_page):
    page = open_page(None, HELP)
    page = _named(page.toggle, "help_all").set_value(True).run()

    assert sorted(_helpers(page)) == sorted(one.title("en") for one in organisations().values())
    assert len(_helpers(page)) == 74


def test_a_filter_narrows_who_is_shown(open_page):
    page = open_page(None, HELP)
    assert len(_helpers(page)) > 1

    page = _wish(page, need="bank")
    assert _helpers(page) == ["Kifid"]
    assert WORDS("help.count", count=1) in _said(page)


def test_who_is_there_for_women_only_is_not_shown_to_a_man(open_page):
    women = [
        one.title("en")
        for one in organisations().values()
        if "shelter" in one.finding.needs and not {"men", "all"} & set(one.target_groups)
    ]
    page = _wish(open_page(None, HELP), need="shelter")
    assert women
    assert set(women) <= set(_helpers(page))

    page = _wish(page, group="men")
    assert _helpers(page)
    assert set(women) & set(_helpers(page)) == set()


def test_what_is_not_known_of_somebody_is_listed_apart(open_page):
    page = _wish(open_page(None, HELP), need="bank", language="ro")

    assert WORDS("help.count", count=0) in _said(page)
    assert WORDS("help.maybe", count=1) in [one.label for one in page.expander]
    assert WORDS("help.not_known", names=WORDS("help.asked_language")) in _said(page)


def test_open_now_shows_nobody_who_is_closed(open_page):
    page = open_page(None, HELP)
    page = _named(page.toggle, "help_now").set_value(True).run()

    assert WORDS("help.is_open") in _said(page)
    assert WORDS("help.is_closed") not in _said(page)


@LANGUAGES
def test_a_number_that_may_be_old_is_nowhere_on_the_page(open_page, language):
    page = open_page(None, HELP, language)
    page = _named(page.toggle, "help_all").set_value(True).run()
    shown = _digits(_said(page))

    assert len(_old_numbers()) > 25
    assert [one for one in _old_numbers() if one in shown] == []


@LANGUAGES
def test_a_number_that_may_be_old_is_in_no_guide_unless_a_fact_that_was_read_has_it(
    read_all, language
):
    facts = (fact for right in RIGHTS.values() for fact in right.facts if not fact.is_recalled)
    read = _digits(" ".join(fact.fact_en for fact in facts))
    old = [one for one in _old_numbers() if one not in read]
    for key, seen in read_all(language, "page").items():
        assert [one for one in old if one in _digits(f"{seen.said} {seen.html}")] == [], key


def test_each_number_says_that_nobody_called_it(open_page):
    page = open_page(None, HELP)
    told = [one.value for one in page.caption if "We have not called it" in _plain(one.value)]

    assert len(told) == len(national_help())
    assert WORDS("help.nothing_kept") in _said(page)


# presenting


def test_presenting_needs_a_choice(open_page):
    page = open_page(None, SHOW)
    assert not _named(page.button, "show_start").disabled

    page = _named(page.multiselect, "show_guides").set_value([]).run()
    assert _named(page.button, "show_start").disabled


def test_open_books_are_locked_before_anything_is_presented(open_page, store):
    page = open_page(store, SHOW)
    assert [one.value for one in page.info] == [WORDS("show.locks")]

    page = _press(page, "show_start")
    assert not _desk(page).is_open
    assert "lock" not in _keys(page.button)
    assert WORDS("show.invented") in _html(page)


def test_next_and_back_turn_the_slides_and_end_at_the_ends(open_page):
    page = _present(open_page, "objection")
    count = int(re.search(r"1 of (\d+)", _said(page))[1])
    assert _named(page.button, "show.previous").disabled

    first = _html(page)
    page = _press(page, "show.next")
    assert WORDS("show.number", number=2, count=count) in _said(page)
    assert _html(page) != first
    page = _press(page, "show.previous")
    assert _html(page) == first
    for _ in range(count - 1):
        page = _press(page, "show.next")
    assert WORDS("show.number", number=count, count=count) in _said(page)
    assert _named(page.button, "show.next").disabled


def test_the_arrow_keys_turn_the_slides(open_page):
    page = _present(open_page, "objection")

    shortcuts = [
        _named(page.button, f"show.{name}").proto.shortcut for name in ("previous", "next")
    ]
    assert [one.casefold() for one in shortcuts] == ["left", "right"]


@LANGUAGES
def test_every_slide_of_three_guides_is_shown_one_after_the_other(open_page, language):
    keys = ("home_entry", "bank_closing", "operator_contract")
    page, shown = _present(open_page, *keys, language=language), []
    while not _named(page.button, "show.next").disabled:
        shown.append(_html(page))
        page = _press(page, "show.next")

    guides = right_guides(language)
    lines = [line.text for key in keys for part in PARTS for line in getattr(guides[key], part)]
    assert not page.exception
    assert _lacking([*(guides[key].title for key in keys), *lines], " ".join(shown)) == []


@LANGUAGES
def test_the_permit_comparison_can_be_presented(open_page, language):
    page = open_page(None, SHOW, language)
    page = _named(page.multiselect, "show_guides").set_value([]).run()
    page = _named(page.checkbox, "show_permits").check().run()
    page = _press(_named(page.selectbox, "show_town").set_value("tilburg").run(), "show_start")

    assert not page.error
    assert not page.exception
    assert "Tilburg" in _html(page)


def test_stop_returns_to_the_choice(open_page):
    page = _press(_present(open_page, "objection"), "show_stop")

    assert _titles(page) == [WORDS("page.show")]
    assert _desk(page).shown == ()

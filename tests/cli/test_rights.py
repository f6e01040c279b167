"""Rights, letter and help: public commands, without a vault; what is personal comes from a file."""

from __future__ import annotations

import io
import json
import re

import docx
import pytest
from pypdf import PdfReader

from portal.cli import main
from portal.language.words import words_in
from portal.rights.letters import asked
from portal.rulebook.letters import letter_text, letters
from portal.rulebook.organisations import organisations
from portal.rulebook.right_guides import right_guides
from portal.rulebook.rights import claims, rights

WORDS = words_in("en")
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
GUIDE = {
    "key",
    "title",
    "short_answer",
    "may",
    "must",
    "others_may_not",
    "steps",
    "terms",
    "cost",
    "who_helps",
    "compared",
    "sources",
}
SOURCE = {"title", "url", "as_of", "confidence"}
HELPER = {"id", "name", "phone", "url", "not_known", "as_of", "confidence"}
OBJECTION = ["letter", "objection"]
FILLED = """decision_day = 2026-11-03
reference = "ABC 12"
legal_name = "R. Roos"
"""
WRONG = {
    "unknown.toml": 'colour = "red"\n',
    "unknown.json": '{"colour": "red"}',
    "day.toml": 'decision_day = "yesterday"\n',
    "number.toml": "reference = 12\n",
    "broken.toml": "reference = \n",
    "broken.json": '{"reference": ',
    "list.json": '["ABC 12"]',
    "bytes.toml": "\udcff",
}


@pytest.fixture
def file(tmp_path):
    """Writes a file of blanks and gives its name."""

    def write(name, text):
        place = tmp_path / name
        place.write_text(text, encoding="utf-8", errors="surrogateescape")
        return str(place)

    return write


def _told(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _printed(capsys, *arguments):
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def _refused(capsys, *arguments):
    """One line on stderr and nothing else."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err
    return captured.err


def _on_paper(place):
    text = " ".join(page.extract_text() for page in PdfReader(place).pages)
    return " ".join(text.split())


def _checked(line):
    recalled = any(claims()[name].is_recalled for name in line.cites)
    return f"{line.text} (check this first)" if recalled else line.text


# rights


@LANGUAGES
def test_words_give_the_guides_that_answer_with_exactly_these_keys(capsys, language):
    told = _told(capsys, "rights", "police at the door", "--language", language)

    assert set(told) == {"query", "language", "results"}
    assert (told["query"], told["language"]) == ("police at the door", language)
    assert told["results"]
    for one in told["results"]:
        assert set(one) == {"key", "title", "short_answer", "score"}
        assert one["title"] == right_guides(language)[one["key"]].title
        assert one["short_answer"].startswith(right_guides(language)[one["key"]].short[0].text)


def test_the_best_answer_comes_first(capsys):
    found = _told(capsys, "rights", "de bank sluit mijn rekening")["results"]

    assert found[0]["key"] == "bank_closing"
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all(0 < one["score"] <= 1 for one in found)


@pytest.mark.parametrize("typed", ["xqzzv wkkpq", "", "???"])
def test_words_that_nothing_answers_give_an_empty_list(capsys, typed):
    assert _told(capsys, "rights", typed)["results"] == []
    assert _printed(capsys, "rights", typed, "--language", "en").strip() == WORDS("find.nothing")


def test_without_json_each_guide_is_one_line_that_starts_with_its_key(capsys):
    found = _told(capsys, "rights", "police at the door", "--language", "en")["results"]
    printed = _printed(capsys, "rights", "police at the door", "--language", "en")

    assert printed.splitlines() == [f"{one['key']}: {one['title']}" for one in found]


@LANGUAGES
@pytest.mark.parametrize("key", rights())
def test_every_key_gives_its_guide(capsys, key, language):
    told = _told(capsys, "rights", key, "--language", language)

    assert set(told) >= GUIDE
    assert (told["key"], told["title"]) == (key, right_guides(language)[key].title)
    assert told["may"]
    assert told["steps"]
    assert told["cost"] == rights()[key].text("cost", language)


@pytest.mark.parametrize("key", rights())
def test_every_source_says_where_of_when_and_how_sure(capsys, key):
    sources = _told(capsys, "rights", key)["sources"]

    assert {fact.as_of for fact in rights()[key].facts} <= {one["as_of"] for one in sources}
    for one in sources:
        assert set(one) == SOURCE
        assert one["title"]
        assert one["url"] is None or re.fullmatch(r"https?://[^\s/]+\.\S+", one["url"])
        assert one["confidence"] in {"seen", "recalled"}


@pytest.mark.parametrize("key", rights())
def test_a_line_that_rests_on_something_recalled_says_check_this_first(capsys, key):
    told, guide = _told(capsys, "rights", key, "--language", "en"), right_guides("en")[key]

    for part in ("may", "must", "others_may_not", "steps"):
        assert told[part] == [_checked(line) for line in getattr(guide, part)]


def test_terms_are_told_with_their_step_and_their_days(capsys):
    first = _told(capsys, "rights", "objection", "--language", "en")["terms"][0]

    assert set(first) == {"step", "term", "days", "confidence"}
    assert first["step"] == 1
    assert rights()["objection"].steps[0].term_en in first["term"]


def test_the_comparison_gives_a_verdict_and_its_reason(capsys):
    told = _told(capsys, "rights", "objection", "--language", "en")["compared"]

    assert told["verdict"] == "same"
    assert right_guides("en")["objection"].compared[0].text in told["why"]


def test_no_guide_gives_a_number_that_may_be_old(capsys):
    hidden = {one.id for one in organisations().values() if not one.may_show_phone}
    helps = [one for key in rights() for one in _told(capsys, "rights", key)["who_helps"]]

    assert {one["id"] for one in helps} & hidden
    assert [one for one in helps if one["id"] in hidden and one["phone"]] == []


def test_without_json_a_guide_is_read_from_top_to_bottom(capsys):
    printed, guide = _printed(capsys, "rights", "objection", "--language", "en"), right_guides("en")

    assert printed.startswith(guide["objection"].title + "\n")
    assert all(f"\n{number}. " in printed for number in (1, 2, 3, 4))


@LANGUAGES
def test_a_guide_goes_to_a_pdf(tmp_path, capsys, language):
    place = tmp_path / "a.pdf"
    _printed(capsys, "rights", "objection", "--language", language, "--pdf", str(place))

    text, guide = _on_paper(place), right_guides(language)["objection"]
    assert guide.title in text
    assert guide.action.text in text


def test_a_pdf_that_cannot_be_written_is_refused(tmp_path, capsys):
    place = tmp_path / "x" / "a.pdf"

    assert "a.pdf" in _refused(capsys, "rights", "objection", "--pdf", str(place))


# letters


def test_a_letter_gives_its_last_day_and_its_text(capsys):
    # by hand: Monday 2 November 2026 and six weeks is Monday 14 December
    told = _told(capsys, *OBJECTION, "--received", "2026-11-02")

    assert set(told) == {"key", "term_ends", "text"}
    assert (told["key"], told["term_ends"]) == ("letter_objection", "2026-12-14")
    assert "Hierbij maak ik bezwaar" in told["text"]


def test_a_special_case_has_its_own_last_day(capsys):
    # by hand: Monday 2 November 2026 and four weeks is Monday 30 November
    told = _told(capsys, *OBJECTION, "--received", "2026-11-02", "--case", "residence")

    assert told["term_ends"] == "2026-11-30"


def test_a_case_that_the_letter_does_not_have_is_refused(capsys):
    _refused(capsys, *OBJECTION, "--received", "2026-11-02", "--case", "residense")


def test_without_a_day_there_is_no_last_day(capsys):
    assert _told(capsys, *OBJECTION)["term_ends"] is None


@pytest.mark.parametrize("key", letters())
def test_every_letter_is_known_with_and_without_its_prefix(capsys, key):
    told = _told(capsys, "letter", key)

    assert told == _told(capsys, "letter", key.removeprefix("letter_"))
    assert told["key"] == key
    assert letter_text(key, "nl").closing in told["text"]


def test_without_json_the_text_alone_is_on_stdout(capsys):
    assert main([*OBJECTION, "--received", "2026-11-02", "--language", "en"]) == 0
    captured = capsys.readouterr()

    assert captured.out == _told(capsys, *OBJECTION, "--language", "en")["text"] + "\n"
    assert f"{WORDS('letter.send_by')}: 14 December 2026" in captured.err
    assert "Reference of the decision" in captured.err


def test_a_letter_in_english_is_the_copy_to_read(capsys):
    told = _told(capsys, *OBJECTION, "--language", "en")

    assert "I hereby object to your decision" in told["text"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("blanks.toml", FILLED),
        ("blanks.toml", FILLED.replace("2026-11-03", '"2026-11-03"')),
        (
            "blanks.json",
            '{"decision_day": "2026-11-03", "reference": "ABC 12", "legal_name": "R. Roos"}',
        ),
        ("blanks.json", '\ufeff{"decision_day": "2026-11-03", "reference": "ABC 12"}'),
    ],
)
def test_blanks_are_filled_in_from_a_file(capsys, file, name, text):
    told = _told(capsys, *OBJECTION, "--blanks", file(name, text))

    assert "uw besluit van 3 november 2026, kenmerk ABC 12" in told["text"]


def test_blanks_are_typed_at_the_prompt_where_there_is_no_file(capsys, monkeypatch):
    class Typed(io.StringIO):
        def isatty(self):
            return True

    names = [blank.name for blank in asked(letters()["letter_objection"])]
    typed = {"decision_day": "2026-11-03", "reference": "ABC 12"}
    monkeypatch.setattr("sys.stdin", Typed("".join(f"{typed.get(one, '')}\n" for one in names)))

    assert "besluit van 3 november 2026, kenmerk ABC 12" in _printed(capsys, *OBJECTION)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_of_blanks_is_refused_and_nothing_is_written(capsys, file, tmp_path, name):
    blanks, pdf, paper = file(name, WRONG[name]), tmp_path / "a.pdf", tmp_path / "a.docx"

    _refused(capsys, *OBJECTION, "--blanks", blanks, "--pdf", str(pdf), "--docx", str(paper))
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_an_unknown_blank_is_named_with_those_that_there_are(capsys, file):
    error = _refused(capsys, *OBJECTION, "--blanks", file("a.toml", WRONG["unknown.toml"]))

    assert "colour" in error
    assert "decision_day" in error


@pytest.mark.parametrize(
    "arguments",
    [
        [*OBJECTION, "--received", "soon"],
        [*OBJECTION, "--received", "2026-02-30"],
        [*OBJECTION, "--blanks", "/nowhere.toml"],
        ["letter", "love"],
        ["help", "--place", "atlantis"],
        ["help", "--need", "gold"],
        ["help", "--for", "kings"],
        ["rights"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_mistake_is_one_line_on_stderr_and_exit_2(capsys, arguments, form):
    _refused(capsys, *arguments, *form)


@pytest.mark.parametrize("option", ["--pdf", "--docx"])
def test_a_mistake_writes_no_file(capsys, tmp_path, option):
    _refused(capsys, *OBJECTION, "--received", "soon", option, str(tmp_path / "a"))
    _refused(capsys, "letter", "love", option, str(tmp_path / "a"))

    assert list(tmp_path.iterdir()) == []


def test_the_list_has_every_letter_with_its_blanks(capsys):
    listed = _printed(capsys, "letter", "--list", "--language", "en").splitlines()

    assert [line.split(":")[0] for line in listed] == list(letters())
    for line, letter in zip(listed, letters().values(), strict=True):
        assert letter_text(letter.key, "en").title in line
        assert all(blank.name in line for blank in letter.blanks)


def test_the_list_names_special_cases(capsys):
    listed = _printed(capsys, "letter", "--list").splitlines()

    (line,) = (one for one in listed if one.startswith("letter_objection:"))
    assert line.endswith("--case residence")


def test_a_letter_goes_to_a_pdf_with_its_blanks(capsys, file, tmp_path):
    place = tmp_path / "a.pdf"
    _printed(capsys, *OBJECTION, "--blanks", file("a.toml", FILLED), "--pdf", str(place))

    assert "Bezwaar tegen uw besluit van 3 november 2026, kenmerk ABC 12" in _on_paper(place)


def test_a_letter_goes_to_a_docx_with_its_blanks(capsys, file, tmp_path):
    place = tmp_path / "a.docx"
    _printed(capsys, *OBJECTION, "--blanks", file("a.toml", FILLED), "--docx", str(place))

    text = "\n".join(one.text for one in docx.Document(place).paragraphs)
    assert "Bezwaar tegen uw besluit van 3 november 2026, kenmerk ABC 12" in text


@pytest.mark.parametrize("key", [key for key, one in letters().items() if one.may_name_the_work])
def test_the_work_is_named_only_when_that_is_chosen(capsys, key):
    neutral = _told(capsys, "letter", key)["text"].casefold()
    named = _told(capsys, "letter", key, "--name-the-work")["text"].casefold()

    assert "sekswerk" not in neutral
    assert "sekswerk" in named


# who helps


def test_who_helps_fits_all_that_was_asked(capsys):
    asked_for = ["--place", "tilburg", "--need", "shelter", "--for", "men", "--speaks", "en"]
    found = _told(capsys, "help", *asked_for)["results"]

    assert found
    for one in found:
        assert set(one) >= HELPER
        assert "shelter" in one["needs"]
        assert {"men", "all"} & set(one["for"])
        assert "en" in one["languages"] or "language" in one["not_known"]


def test_those_who_surely_fit_stand_first(capsys):
    found = _told(capsys, "help", "--need", "shelter", "--speaks", "en", "--free")["results"]
    unknown = [len(one["not_known"]) for one in found]

    assert unknown == sorted(unknown)
    assert unknown[0] == 0 < unknown[-1]


@pytest.mark.parametrize(
    "more", [["--anonymous"], ["--free"], ["--for", "women"], ["--need", "bank"]], ids=" ".join
)
def test_each_filter_leaves_some_out(capsys, more):
    every = _told(capsys, "help")["results"]

    assert 0 < len(_told(capsys, "help", *more)["results"]) < len(every) == 74


def test_open_now_lists_nobody_who_is_closed(capsys):
    found = _told(capsys, "help", "--open-now")["results"]

    assert [one for one in found if one["open_now"] is False] == []
    assert all("open" in one["not_known"] for one in found if one["open_now"] is None)


@pytest.mark.parametrize("name", ["tilburg", "Tilburg", "den-haag", "Den Haag", "Limburg"])
def test_a_place_is_known_by_its_key_by_its_name_and_by_its_province(capsys, name):
    assert _told(capsys, "help", "--place", name)["results"]


def test_a_place_leaves_out_who_works_elsewhere_only(capsys):
    here = {one["id"] for one in _told(capsys, "help", "--place", "tilburg")["results"]}

    for one in organisations().values():
        finding = one.finding
        near = "tilburg" in finding.towns or "Noord-Brabant" in finding.provinces
        assert (one.id in here) == (finding.country or near), one.id


def test_a_number_that_may_be_old_is_never_given(capsys):
    found = {one["id"]: one for one in _told(capsys, "help")["results"]}
    hidden = [one.id for one in organisations().values() if not one.may_show_phone]

    assert len(hidden) > 25
    assert {found[id]["phone"] for id in hidden} == {None}
    assert all(one["called_on"] is None for one in found.values())


def test_help_for_people_says_that_nobody_called_the_numbers(capsys):
    *lines, last = _printed(capsys, "help", "--need", "bank", "--language", "en").splitlines()

    assert last == WORDS("help.not_called")
    assert any(line.startswith("Kifid: ") for line in lines)


def test_help_for_people_says_what_is_not_known(capsys):
    printed = _printed(capsys, "help", "--need", "bank", "--speaks", "ro", "--language", "en")

    assert f"({WORDS('help.asked_language')}?)" in printed

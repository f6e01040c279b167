"""Every right has its guide in two languages, and every line of it a source; slips are refused."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal.basics.errors import DataError
from portal.basics.toml import DATA, read_toml
from portal.rulebook import right_guides
from portal.rulebook.cited import front_and_body
from portal.rulebook.horizon import changing, horizon
from portal.rulebook.organisations import organisations
from portal.rulebook.right_guides import PARTS, guide_file, read_guide
from portal.rulebook.rights import FOLDER, RightFact, claims, read_rights, rights

KEYS = read_toml(Path(__file__).parents[1] / "examples" / "rights_keys.toml")["rights"]
GUIDES = right_guides.FOLDER
LANGUAGES = ("nl", "en")
NO_PAGE = "none"  # what a source without a page has for an address
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_MARKS = re.compile(r"\[(?:[a-z_0-9]+\.)?[fs]\d+\]|^## .*$|^(?:-|\d+\.)\s", re.MULTILINE)


@pytest.fixture(params=LANGUAGES)
def guides(request):
    return {key: read_guide(right, request.param, GUIDES) for key, right in rights().items()}


def _change(file, right, wrong):
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def _cited_by(guide):
    return {name for line in guide.lines() for name in line.cites}


def _refused(file, field, found, read):
    with pytest.raises(DataError) as refused:
        read()
    facts = refused.value.facts
    assert (facts["file"], facts["field"]) == (file, field)
    assert found in facts["found"]


def test_every_right_of_the_research_is_there_and_no_other():
    assert len(set(KEYS)) == 61
    assert set(rights()) == set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_right_has_its_guide_and_every_guide_its_right(language):
    expected = {guide_file(right, language, GUIDES) for right in rights().values()}

    assert len(expected) == 61
    assert set((GUIDES / language).glob("*/*.md")) == expected


def test_every_line_of_every_guide_cites_facts_or_steps_that_exist(guides):
    for guide in guides.values():
        for line in guide.lines():
            assert line.cites, (guide.key, line.text)
            assert set(line.cites) <= set(claims()), (guide.key, line.text)
            assert "[" not in line.text, (guide.key, line.text)


def test_every_fact_and_step_of_a_right_is_cited_by_its_guide(guides):
    for key, right in rights().items():
        assert {name for name, _ in right.claims()} <= _cited_by(guides[key]), key


def test_a_guide_cites_the_same_in_dutch_and_english():
    for key, right in rights().items():
        dutch, english = (_cited_by(read_guide(right, language, GUIDES)) for language in LANGUAGES)
        assert dutch == english, key


def test_no_word_of_a_guide_is_lost_on_the_way_to_the_page(guides):
    for key, guide in guides.items():
        _, body = front_and_body(guide_file(rights()[key], guide.language, GUIDES), key)
        shown = [line.text for part in PARTS for line in getattr(guide, part)]
        assert Counter(_MARKS.sub("", body).split()) == Counter(" ".join(shown).split()), key


def test_no_two_facts_or_steps_bear_one_name():
    names = [name for right in rights().values() for name, _ in right.claims()]

    assert len(names) == len(set(names)) == len(claims())


def _all_claims():
    return [*claims().items(), *((one.key, one) for one in (*horizon(), *changing()))]


def test_every_claim_has_a_source_and_says_how_sure_it_is():
    for name, claim in _all_claims():
        assert claim.source, name
        for source in claim.source:
            assert source.title.strip(), name
            assert source.confidence is claim.confidence, name
            assert source.url or source.url_note or claim.is_recalled, name


def test_every_fact_says_for_which_date_it_speaks():
    for name, claim in _all_claims():
        if isinstance(claim, RightFact) or name not in claims():
            assert claim.as_of.strip(), name


def test_what_was_read_has_the_day_on_which_it_was_and_what_is_recalled_has_none():
    for name, claim in _all_claims():
        for source in claim.source:
            assert (source.checked_on is None) is claim.is_recalled, name


def _tables(found):
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    for part in found if isinstance(found, list) else ():
        yield from _tables(part)


def _is_well_formed(url):
    parts = urlsplit(url)
    return (
        parts.scheme in ("http", "https")
        and bool(_HOST.fullmatch(parts.netloc))
        and not re.search(r"[\s<>\"]", url)
    )


@pytest.mark.parametrize("folder", ["rights", "help"])
def test_every_address_is_well_formed(folder):
    addresses = [
        table["url"]
        for file in (DATA / folder).glob("*.toml")
        for table in _tables(read_toml(file))
        if table.get("url", NO_PAGE) != NO_PAGE and table.get("url_confidence") != NO_PAGE
    ]

    assert addresses
    assert [url for url in addresses if not _is_well_formed(url)] == []


def test_who_helps_with_a_right_is_known():
    for key, right in rights().items():
        assert right.helps, key
        assert set(right.helps) <= set(organisations()), key


@pytest.fixture
def guide(tmp_path):
    """A copy of one guide, and how to read it."""
    right = rights()["home_entry"]
    file = guide_file(right, "en", tmp_path)
    file.parent.mkdir(parents=True)
    shutil.copy(guide_file(right, "en", GUIDES), file)
    return file, lambda: read_guide(right, "en", tmp_path)


THE_GUIDE = "en/government/home_entry.md"
SPOILED_GUIDES = {
    "a line of the card without a mark": (
        *("You may say no. [f1] [s2]", "You may say no."),
        ("You may say no.", "none"),
    ),
    "an action without a mark": (
        *("I do not consent. [s2]", "I do not consent."),
        ("Say calmly: I do not consent.", "none"),
    ),
    "a point without a mark": (
        *("when you work at home. [f1]", "when you work at home."),
        ("You may refuse. You may also do so when you work at home.", "none"),
    ),
    "a fact that is none": (
        *("An inspector may not just walk in. [f1]", "An inspector may not just walk in. [f99]"),
        ("An inspector may not just walk in.", "home_entry.f99"),
    ),
    "a step that is none": (
        *("Stay safe: do not use force. [s2]", "Stay safe: do not use force. [s99]"),
        ("Stay safe: do not use force.", "home_entry.s99"),
    ),
    "a fact of a right that is none": (
        *("You may say no. [f1] [s2]", "You may say no. [no_such_right.f1]"),
        ("You may say no.", "no_such_right.f1"),
    ),
    "an unknown heading": ("## others_may_not", "## others_may", ("others_may", "others_may")),
    "a heading in Dutch": ("## may\n", "## mag\n", ("mag", "mag")),
    "a misspelt key of the front": ("checked_on =", "checked_no =", ("checked_on", "card")),
    "no front": ("+++\n", "", ("(the file)", "title =")),
    "a front without an end": ("+++\n\n## short", "\n## short", ("(the file)", "+++")),
    "a front that is no TOML": ("card = [", "card = ", ("(the front)", "line")),
}


@pytest.mark.parametrize(
    ("right", "wrong", "told"), SPOILED_GUIDES.values(), ids=SPOILED_GUIDES.keys()
)
def test_a_spoiled_guide_is_refused_with_its_file_and_the_line(guide, right, wrong, told):
    file, read = guide
    _change(file, right, wrong)

    _refused(THE_GUIDE, *told, read)


def _part(file, name):
    return re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", file.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("name", ["short", "may", "steps", "compared"])
def test_a_guide_without_one_of_its_parts_is_refused(guide, name):
    file, read = guide
    _change(file, _part(file, name)[0], "")

    _refused(THE_GUIDE, name, "none", read)


@pytest.mark.parametrize("name", ["short", "may", "steps", "compared"])
def test_a_heading_with_nothing_under_it_is_refused(guide, name):
    file, read = guide
    _change(file, _part(file, name)[1], "\n")

    _refused(THE_GUIDE, name, "none", read)


def test_a_guide_that_is_not_utf_8_is_refused(guide):
    file, read = guide
    file.write_bytes(file.read_bytes() + "é".encode("latin-1"))

    _refused(THE_GUIDE, "(the file)", "UnicodeDecodeError", read)


def test_a_guide_that_is_missing_is_named(guide):
    file, read = guide
    file.unlink()

    _refused(THE_GUIDE, "(the file)", "FileNotFoundError", read)


@pytest.fixture
def folder(tmp_path):
    kept = ("meta", "sources", "home_entry", "business_account", "basic_account", "bank_closing")
    for name in kept:
        shutil.copy(FOLDER / f"{name}.toml", tmp_path)
    return tmp_path


ENTRY, ACCOUNT = "home_entry.toml", "business_account.toml"
ITS_SOURCE = 'source = [\n    "gmb47588",\n]\n'
SPOILED_RIGHTS = {
    "an id that is not its file": (
        *(ENTRY, 'id = "home_entry"', 'id = "home_enter"'),
        (ENTRY, "id", "home_enter"),
    ),
    "another right to see that is none": (
        *(ACCOUNT, '    "bank_closing",', '    "bank_clsoing",'),
        (ACCOUNT, "see_also", "bank_clsoing"),
    ),
    "a fact that forgets its source": (
        *(ENTRY, ITS_SOURCE, ""),
        (f"{ENTRY} [facts]", "source", "home_entry.f1"),
    ),
    "a fact without a source": (
        *(ENTRY, ITS_SOURCE, "source = []\n"),
        (ENTRY, "facts.0.source", "()"),
    ),
    "a source that is none": (
        *(ENTRY, '"gmb47588"', '"gmb47589"'),
        (f"{ENTRY} [facts]", "source", "gmb47589"),
    ),
    "a source of a step that is none": (
        *(ENTRY, '    "mem",', '    "mme",'),
        (f"{ENTRY} [steps]", "source", "mme"),
    ),
    "a confidence that is none": (
        *(ENTRY, 'confidence = "seen"', 'confidence = "sure"'),
        (f"{ENTRY} [facts]", "confidence", "sure"),
    ),
    "a fact without a date": (
        *(ENTRY, 'as_of = "2018"\n', ""),
        (ENTRY, "facts.0.as_of", "home_entry.f1"),
    ),
    "a misspelt key": (
        *(ENTRY, "[compare]\n", "check_befor_use = true\n\n[compare]\n"),
        (ENTRY, "check_befor_use", "True"),
    ),
    "a misspelt key of a fact": (
        *(ENTRY, 'as_of = "2018"\n', 'as_of = "2018"\nstale_rsik = true\n'),
        (ENTRY, "facts.0.stale_rsik", "True"),
    ),
    "a misspelt key of a step": (
        *(ENTRY, "days = 4\n", "dasy = 4\n"),
        (ENTRY, "steps.2.dasy", "4"),
    ),
    "a verdict that is none": (
        *(ENTRY, 'verdict = "same"', 'verdict = "smae"'),
        (ENTRY, "compare.verdict", "smae"),
    ),
    "a file that is no TOML": (ENTRY, "[compare]", "[compare", (ENTRY, "(the file)", "line")),
}


def test_a_copy_that_nobody_spoiled_is_read(folder, guide):
    assert read_rights(folder)["home_entry"] == rights()["home_entry"]
    assert guide[1]() == read_guide(rights()["home_entry"], "en", GUIDES)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"), SPOILED_RIGHTS.values(), ids=SPOILED_RIGHTS.keys()
)
def test_a_spoiled_right_is_refused_with_its_file_and_field(folder, file, right, wrong, told):
    _change(folder / file, right, wrong)

    _refused(*told, lambda: read_rights(folder))


@pytest.mark.parametrize("name", ["meta.toml", "sources.toml"])
def test_a_folder_of_rights_that_lacks_a_file_is_told_which(folder, name):
    (folder / name).unlink()

    _refused(name, "(the file)", "FileNotFoundError", lambda: read_rights(folder))

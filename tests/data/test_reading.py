"""What rights, letters and pages say: easy to read, no word that judges or reveals, nothing false.

The guards of the claims that must never be made look at sentences, so each is tried on planted
ones first. They catch the plain ways to say it, not every way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.basics.toml import ROOT, read_toml
from portal.language.words import sentences as words_of_pages
from portal.language.words import words_in
from portal.rulebook import letters as letter_data
from portal.rulebook.letters import common, letter_text, letters
from portal.rulebook.right_guides import PARTS, RightGuide, right_guides
from portal.rulebook.rights import FOLDER, claims, rights
from portal.ui.sitemap import SECTIONS
from tests.reading import CARD, PAGE, Gate, sentences, too_hard, words_of

LANGUAGES = ("nl", "en")
WORDS = read_toml(FOLDER / "words.toml")
NEVER = {one["key"]: one["rule_en"] for one in read_toml(FOLDER / "meta.toml")["never_claim"]}
LONGEST_IN_A_LETTER = 30
# (key, language, layer): why this text may be harder than its gate
EXCEPTIONS: dict[tuple[str, str, str], str] = {}


def _layers(guide: RightGuide) -> dict[str, tuple[list[str], Gate]]:
    card = [*(line.text for line in guide.card), guide.action.text]
    page = [line.text for part in PARTS for line in getattr(guide, part)]
    return {"card": (card, CARD), "page": (page, PAGE)}


def _hard(key: str, language: str, layer: str) -> list[str]:
    """What is too hard in one layer of a guide or letter."""
    if key in rights():
        texts, gate = _layers(right_guides(language)[key])[layer]
        return too_hard(texts, language, gate)
    text = letter_text(key, language)
    if layer == "about":
        return too_hard([line.text for line in (*text.does, *text.next)], language, PAGE)
    return [one for one in sentences(text.paragraphs) if len(words_of(one)) > LONGEST_IN_A_LETTER]


def _every(keys: object, *layers: str) -> list[tuple[str, str, str]]:
    return [(key, language, layer) for key in keys for language in LANGUAGES for layer in layers]


ALL = [*_every(rights(), "card", "page"), *_every(letters(), "about", "letter")]


@pytest.mark.parametrize(("key", "language", "layer"), ALL)
def test_every_text_is_as_easy_as_its_layer_asks(key, language, layer):
    if (key, language, layer) not in EXCEPTIONS:
        assert _hard(key, language, layer) == []


def test_every_exception_has_a_reason_and_is_still_needed():
    for (key, language, layer), reason in EXCEPTIONS.items():
        assert len(reason.split()) > 2
        assert _hard(key, language, layer), f"{key} {language} {layer} passes now"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", rights())
def test_a_guide_is_a_question_that_can_be_found_in_other_words(key, language):
    guide = right_guides(language)[key]

    assert guide.language == language
    assert guide.title.endswith("?")
    assert len(set(guide.situations)) >= 2
    assert len(set(guide.words)) >= 8


def _beginnings(entries: list[str]) -> re.Pattern[str]:
    """Each entry as the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entries))})\w*", re.IGNORECASE)


def _files(language: str) -> list[Path]:
    guides = sorted((ROOT / "guides" / language).rglob("*.md"))
    return [*guides, *sorted(letter_data.FOLDER.glob(f"*/{language}.md"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_guide_and_no_letter_holds_a_word_that_judges(language):
    judging = _beginnings(WORDS["judging"][language])
    texts = {file: file.read_text(encoding="utf-8") for file in _files(language)}

    assert len(texts) > len(rights()) + len(letters())
    assert {
        str(file.relative_to(ROOT)): found
        for file, text in texts.items()
        if (found := judging.findall(text))
    } == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_a_word_that_judges(language):
    judging = _beginnings(WORDS["judging"][language])
    written = {str(file): file.read_text(encoding="utf-8") for file in ROOT.glob("pages/*/*.py")}
    texts = {**words_of_pages(language), **written}

    assert {key: found for key, text in texts.items() if (found := judging.findall(text))} == {}


def _goes_out(key: str, language: str) -> str:
    """All that others may see of a letter while its blanks are neutral."""
    text, frame = letter_text(key, language), common()
    blanks = (*letters()[key].blanks, *frame.blanks)
    labels = [blank.text("label", language) for blank in blanks]
    parts = (text.title, text.subject, text.salutation, *text.paragraphs, text.closing, *labels)
    return "\n".join((*parts, frame.text("work", language)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", letters())
def test_no_letter_reveals_the_work(key, language):
    assert _beginnings(WORDS["revealing"][language]).findall(_goes_out(key, language)) == []


def test_a_listed_word_is_noticed_at_the_beginning_of_a_word_only():
    listed = _beginnings(["vice", "wal en schip"])

    assert listed.findall("Vices. Tussen wal en schip, (vice)") == ["Vices", "wal en schip", "vice"]
    assert listed.findall("Advice and service") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_and_no_tab_of_a_rights_page_names_a_topic(language):
    words = words_in(language)
    names = " ".join(words(f"topic.{right.topic}") for right in rights().values())
    telling = _beginnings([*WORDS["revealing"][language], *re.findall(r"\w{4,}", names)])
    titles = [words(place.key) for place in SECTIONS["rights"]] + [words("frame.tab_title")]

    assert [place.address for place in SECTIONS["rights"]] == [f"f{n}" for n in range(1, 8)]
    assert [title for title in titles if telling.search(title)] == []


def test_no_file_that_a_rights_page_saves_names_a_topic():
    code = [*ROOT.glob("pages/rights/*.py"), *ROOT.glob("portal/ui/*_views.py")]
    # not `words("rights.pdf")`, which is what a button says
    saved = re.compile(r"""(?<!words\()["']([^"'\s]*\.(?:pdf|docx|ics|csv|svg))["']""")
    found = {name for file in code for name in saved.findall(file.read_text(encoding="utf-8"))}

    assert found >= {"f1.pdf", "f5.pdf", "brief.pdf", "brief.docx", "dagen.ics"}
    for name in found - {"brief.pdf", "brief.docx", "dagen.ics"}:
        assert re.fullmatch(r"[a-z]\d\.\w+", name)


def _statements(text: str) -> list[str]:
    """Sentences; a question and its answer are one: "An entry ban? Then staying is a crime."."""
    found: list[str] = []
    for one in re.split(r"(?<=[.!?])\s+", text):
        if found and found[-1].endswith("?"):
            found[-1] += f" {one}"
        else:
            found.append(one)
    return found


Guard = Callable[[str, str], bool]  # the key of a guide and a line: whether it makes the claim


def _says(wrong: str, *, about: str = "", unless: str = "(?!)") -> Guard:
    """A line about this says so, without the words that make it true. A question says nothing."""
    wrong_, about_, unless_ = (re.compile(one, re.IGNORECASE) for one in (wrong, about, unless))
    return lambda key, line: (
        bool(about_.search(f"{key}: {line}"))
        and any(
            wrong_.search(one) and not unless_.search(one) and not one.endswith("?")
            for one in _statements(line)
        )
    )


def _any(*some: Guard) -> Guard:
    return lambda key, line: any(one(key, line) for one in some)


_NOT = r"\b(?:niet|niets|geen|nooit|niemand|not|no|never|nobody|cannot|n't)\b"
_POLICE = r"politie|aangifte|melding|melden|police|report"
_PAPERS = r"verblij|papieren|residence|right to stay|your stay|papers"
_ACT = r"AWGB|Algemene wet gelijke|Equal Treatment Act"
_HOME = r"\b(?:thuis\w*|aan huis|(?:at|from) home|home work)\b"
_ANYWHERE = (
    r"overal|nergens|in (?:heel|elke|iedere|alle|geen)\b"
    r"|everywhere|nowhere|anywhere|in (?:every|all|any|no)\b"
)
_SCHEME = r"\bBbz\b|\bIOAZ\b"
# Amounts of 2025 in the facts, in cents; round ones only in the guides that have them
_OF_2025: dict[str, tuple[str, ...]] = {
    "247000": (),
    "134545": (),
    "136906": (),
    "2000000": ("bookkeeping_tax",),
    "2500000": ("nonpayment_business", "privacy_complaint"),
}
_AMOUNT = re.compile(r"(?:€|EUR)\s?(\d[\d.,]*\d)|(\d[\d.,]*\d)\s+euros?\b")
_YEAR = re.compile(r"\b20[12]\d\b")


def _cents(amount: str) -> str:
    whole, cents = re.fullmatch(r"(.*?)(?:[.,](\d\d))?", amount).groups()
    return re.sub(r"\D", "", whole) + (cents or "00")


def _wrong_year(key: str, line: str) -> bool:
    """An amount of 2025 without that year: just after it in brackets, else last before it."""
    for one in _statements(line):
        for found in _AMOUNT.finditer(one):
            where = _OF_2025.get(_cents(found[1] or found[2]))
            if where is None or (where and key not in where):
                continue
            after = re.match(r"[^€()\d]*\(([^€()]*)\)", one[found.end() :])
            years = _YEAR.findall(after[1] if after else "") or _YEAR.findall(one[: found.start()])
            if years[-1:] != ["2025"]:
                return True
    return False


GUARDS: dict[str, Guard] = {
    "never1": _says(
        r"(?:\bgeen|\bno)\b[^?.]{0,30}(?:gevolg|invloed|effect|risico|consequence|influence|risk)"
        rf"|{_NOT}[^?.]{{0,30}}(?:doorge|controle|affect|chang|pass|check)"
        r"|\b(?:veilig|safe)\b",
        about=rf"(?=.*(?:{_POLICE}))(?=.*(?:{_PAPERS}))",
        unless=r"beloven|promise|weten niet|do not know|als (?:dat|het) (?:voor jou )?veilig"
        r"|niet veilig|not safe|if (?:that|it) is safe|when (?:that|it) is safe",
    ),
    "never2": _any(
        _says(
            r"\bkrijg|recht op|keert uit|zeker|altijd|you (?:will |do )?get|you receive|entitled"
            r"|right to|guarantee|certain|always|for sure",
            about=_SCHEME,
            unless=rf"misschien|maybe|\bmay\b|\bkan\b|\bkun|\bcan\b|perhaps|{_NOT}",
        ),
        _says(
            r"(?:mist|zonder|ontbreekt|missing|without).*(?:vergunning|permit)"
            r"|(?:vergunning|permit).*(?:mist|zonder|ontbreekt|missing|without)",
            about=rf"^bbz:|^ioaz:|{_SCHEME}",
            unless=r"\bkan\b.*\bnee\b|\bmay\b.*\bno\b|misschien|maybe|niet zeker|not certain",
        ),
    ),
    "never3": _says(
        rf"(?=.*{_HOME})(?=.*(?:{_ANYWHERE}))"
        r".*(?:\bmag\b|mogen|verboden|toegestaan|\bmay\b|allowed|forbidden|banned|illegal)",
        unless=r"niet (?:overal|in elke)|not (?:everywhere|in every|in all)",
    ),
    "never4": _any(
        _says(r"(?=.*(?:\bBAZ\b|basisverzekering arbeids))(?=.*2027)"),
        lambda key, line: (
            key == "baz"
            and "2027" in line
            and not re.search(r"klopt niet|verouderd|achterhaald|out of date|abandoned", line)
        ),
    ),
    "never5": _says(
        r"bindend|gebonden|\bbind(?:t|s|ing)?\b|moet(?:en)? .*(?:oordeel|opvolgen)"
        r"|(?:must|has to|have to) (?:follow|obey)",
        about=r"College|oordelen",
        unless=_NOT,
    ),
    "never6": _says(
        r"(?=.*(?:\bwerk\b|beroep|sekswerk|\bwork\b|profession|occupation|\bjob\b))"
        r".*(?:noem|\bgrond|lijst|bescherm|verbied|\blist|\bground|protect|names|forbid)",
        about=_ACT,
        unless=_NOT,
    ),
    "never7": _any(
        _says(r"Kifid", about=r"^business_account:", unless=_NOT),
        _says(
            r"(?=.*Kifid).*(?:zakelijk|\bzaak\b|bedrij|ondernem|business|firm|compan)",
            unless=rf"{_NOT}|sommige|\bsome\b",
        ),
    ),
    "never8": _wrong_year,
    "never9": _says(
        r"(?:verblij|blijven|zonder papieren|zonder recht|\bstay|without papers|residence)"
        r".*(?:strafbaar|(?:is|zijn) een misdrijf|(?:is|are) (?:a crime|a criminal|an offence))"
        r"|(?:strafbaar|een misdrijf|a crime|an offence) (?:om|to) .*(?:blijven|stay)",
        unless=r"inreisverbod|ongewenst|entry ban|undesirable"
        r"|geen misdrijf|niet strafbaar|not a crime|no crime|not an offence",
    ),
    "never10": _says(
        r"\bWrs\b|Wet regulering sekswerk",
        unless=rf"{_NOT}|voorstel|\bplan\b|\bbill\b",
    ),
}
PLANTED = {
    "never1": (
        ("report_crime", "Aangifte doen heeft geen gevolgen voor je verblijf."),
        ("undocumented", "Geen papieren? De politie zal je niet controleren."),
        ("report_crime", "A report to the police has no effect on your residence."),
        ("undocumented", "It is safe to go to the police. They do not look at your papers."),
    ),
    "never2": (
        ("bbz", "Zonder vergunning krijg je Bbz."),
        ("bbz", "Mist er een vergunning? Dat maakt voor de gemeente niets uit."),
        ("ioaz", "Je hebt recht op IOAZ."),
        ("bbz", "You will get the Bbz."),
        ("ioaz", "Do you work without a permit? The municipality pays."),
    ),
    "never3": (
        ("home_work_rules", "Thuis werken mag overal."),
        ("home_work_rules", "Sekswerk aan huis is in heel Nederland verboden."),
        ("home_work_rules", "You may work at home everywhere."),
        ("tenancy", "In no town is work from home allowed."),
    ),
    "never4": (
        ("baz", "De BAZ begint in 2027."),
        ("baz", "Betaal vanaf 2027."),
        ("aov", "From 2027 you pay for the BAZ."),
    ),
    "never5": (
        ("equal_treatment", "Het College geeft een oordeel. Dat is bindend."),
        ("equal_treatment", "De verhuurder moet het oordeel van het College opvolgen."),
        ("say_no", "An opinion of the College is binding."),
        ("equal_treatment", "Everybody has to follow what the College says."),
    ),
    "never6": (
        ("equal_treatment", "De AWGB noemt je beroep."),
        ("say_no", "Sekswerk is een grond in de Algemene wet gelijke behandeling."),
        ("equal_treatment", "The Equal Treatment Act protects your work."),
        ("aov", "Your profession is a ground in the Equal Treatment Act (AWGB)."),
    ),
    "never7": (
        ("business_account", "Zegt de bank nee? Ga naar Kifid."),
        ("business_account", "Complain to Kifid."),
        ("bank_closing", "Kifid helpt ook met een zakelijke rekening."),
        ("psp", "Is it for your business? Go to Kifid."),
    ),
    "never8": (
        ("bookkeeping_tax", "In 2026 is de zelfstandigenaftrek € 2.470."),
        ("bijstand", "In juli 2026 was de bijstand € 1.369,06 per maand."),
        ("bijstand", "Social assistance is €1,369.06 a month."),
        ("bookkeeping_tax", "Is your turnover at most EUR 20,000 a year (2026)?"),
        ("privacy_complaint", "In 2025 was dat anders. Nu is het tot € 25.000."),
    ),
    "never9": (
        ("undocumented", "Zonder papieren blijven is strafbaar."),
        ("undocumented", "Onrechtmatig verblijf is een misdrijf."),
        ("report_crime", "It is a crime to stay here."),
        ("undocumented", "Being here without papers is a crime."),
        ("non_eu", "No right to stay? That is an offence."),
    ),
    "never10": (
        ("home_work_rules", "Volgens de Wrs heb je een vergunning nodig."),
        ("operator_contract", "The Wet regulering sekswerk applies since 2026."),
    ),
}


def _lines(language: str) -> Iterator[tuple[str, str]]:
    """Every line that may claim something, with the key of its guide or letter."""
    for key, guide in right_guides(language).items():
        yield key, guide.title
        yield from ((key, line.text) for line in guide.lines())
    for key in letters():
        text = letter_text(key, language)
        about = (line.text for line in (*text.does, *text.next))
        yield from ((key, line) for line in (text.title, text.subject, *about, *text.paragraphs))


def test_everything_that_must_never_be_claimed_has_its_guard():
    assert set(GUARDS) == set(PLANTED) == set(NEVER)


@pytest.mark.parametrize(
    ("rule", "key", "line"),
    [(rule, key, line) for rule, some in PLANTED.items() for key, line in some],
)
def test_a_false_sentence_would_be_noticed(rule, key, line):
    assert GUARDS[rule](key, line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", NEVER)
def test_no_guide_and_no_letter_claims_what_must_never_be_claimed(rule, language):
    found = [(key, line) for key, line in _lines(language) if GUARDS[rule](key, line)]
    assert found == [], NEVER[rule]


def test_the_amounts_of_2025_are_those_of_the_facts():
    told = [getattr(one, "fact_en", "") or getattr(one, "do_en", "") for one in claims().values()]
    known = {_cents(amount) for amount in re.findall(r"\d[\d.,]*\d", "\n".join(told))}

    assert set(_OF_2025) <= known
    assert {key for keys in _OF_2025.values() for key in keys} <= set(rights())


@pytest.mark.parametrize(("language", "hedge"), [("nl", "Misschien."), ("en", "Maybe.")])
@pytest.mark.parametrize("key", ["bbz", "ioaz"])
def test_help_that_depends_on_a_permit_begins_with_maybe(key, language, hedge):
    first, *_ = right_guides(language)[key].short
    assert first.text.startswith(hedge)

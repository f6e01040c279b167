from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, WrongPasswordError
from pypdf.generic import BooleanObject

from portal.documents import style
from portal.documents.model import Document, Section
from portal.documents.pdf import to_pdf
from tests.documents.paper import inked, letter, long_table, opened, picture, texts

WHOLE = Document(
    title="Year figures",
    language="nl",
    subtitle="2026",
    sections=(*long_table(120).sections, Section("Ways", ("First.", "Second."), big="AB-CD")),
    notes=("A note.",),
    sources_heading="Sources",
    sources=("Wet op de omzetbelasting 1968 · art. 15",),
    footer="Made at home.",
    page="Page {page} of {pages}",
)
ALPHABETS = {
    "Romanian": "Înțelegere, șapte, învățătură, Țară, ĂÂÎȘȚ",
    "Bulgarian": "Жълтият щъркел яде фъстъци, ЮЯЪЬЩЙ",
    "Hungarian": "Árvíztűrő tükörfúrógép, ŐŰÖÜÓÚÉÁÍ",
    "Polish": "Zażółć gęślą jaźń, ŁŚŻŹĆŃĄĘÓ",
}


@pytest.mark.parametrize("text", ALPHABETS.values(), ids=ALPHABETS)
def test_the_letters_of_our_readers_can_be_read_back(text):
    assert text in texts(letter(text))[0]


def test_signs_that_mean_something_in_a_markup_stay_what_they_are():
    text = "Costs < 10 & > 5 <b>bold</b> &amp; “quoted”"
    assert text in texts(letter(text))[0]


def test_a_letter_no_font_has_becomes_a_visible_sign():
    assert "Name \ufffd!" in texts(letter("Name \U0001f984!"))[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_prints(text, title):
    document = Document(title, "en", text, (Section(title, (text,), big=text),), (text,))
    assert to_pdf(document)


def test_everything_a_document_says_is_printed():
    text = "\n".join(texts(WHOLE))
    for said in ("Year figures", "2026", "Row 120", "First.", "Second.", "AB-CD", "A note."):
        assert said in text
    assert "Wet op de omzetbelasting 1968 · art. 15" in text


def test_every_page_says_which_it_is_and_of_how_many():
    pages = texts(WHOLE)
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Made at home." in text


def test_every_font_is_embedded():
    for page in opened(WHOLE).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_file_tells_what_it_is_and_nothing_of_its_owner():
    assert opened(WHOLE).metadata == {"/Title": "Year figures"}
    assert b"/CreationDate" not in to_pdf(WHOLE)


def test_a_screen_reader_learns_language_and_title():
    root = opened(WHOLE).trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)


def test_the_same_document_gives_the_same_bytes():
    assert to_pdf(WHOLE) == to_pdf(WHOLE)


def test_a_password_opens_it_and_nothing_else_does():
    locked = to_pdf(letter("Quiet words"), "long password")
    assert b"Quiet words" not in locked
    with pytest.raises(FileNotDecryptedError):
        _read(locked).pages[0].extract_text()
    with pytest.raises(WrongPasswordError):
        _read(locked, "another")
    assert "Quiet words" in _read(locked, "long password").pages[0].extract_text()


def test_with_or_without_a_password_it_says_the_same():
    opened_again = opened(WHOLE, "long password")
    assert [page.extract_text() for page in opened_again.pages] == texts(WHOLE)


def test_the_margins_stay_white_and_the_page_does_not(tmp_path):
    width, height = style.PAGE
    drawn = picture(WHOLE, tmp_path)
    for part in (
        (0, 0, style.MARGIN - 1, height),
        (width - style.MARGIN + 1, 0, width, height),
        (0, 0, width, style.MARGIN - 1),
    ):
        assert not inked(drawn, *part)
    assert inked(drawn, style.MARGIN, style.MARGIN, width - style.MARGIN, height / 2)


def _read(pdf: bytes, password: str | None = None) -> PdfReader:
    return PdfReader(BytesIO(pdf), password=password)

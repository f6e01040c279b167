"""A letter on paper, as one would type it: no colour, no name of a program, nothing at the foot."""

from __future__ import annotations

from html import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from portal.documents import style
from portal.documents.fonts import printable, register
from portal.documents.model import Document
from portal.documents.paper import print_story
from portal.rights.letters import Written

_GAP = 6 * mm


def letter_to_pdf(letter: Written) -> bytes:
    """The letter on A4. Its only metadata is the plain word that stands for any letter."""
    register()
    blocks = (
        *(("\n".join(lines)) for lines in (letter.sender, letter.receiver)),
        letter.place_and_day,
    )
    story: list[Flowable] = []
    for block in blocks:
        if block:
            story += [_paragraph(block), Spacer(1, _GAP)]
    story += [_paragraph(letter.subject, bold=True), Spacer(1, _GAP / 2)]
    story += [_paragraph(text) for text in (letter.salutation, *letter.paragraphs)]
    story += [Spacer(1, _GAP / 2), _paragraph(letter.closing), Spacer(1, 2 * _GAP)]
    story.append(_paragraph(letter.name))
    paper = Document(title=_NEUTRAL[letter.language], language=letter.language, page="")
    return print_story(paper, story, None)


_NEUTRAL = {"nl": "Brief", "en": "Letter"}


def _paragraph(text: str, *, bold: bool = False) -> Flowable:
    look = style.LETTER_BOLD if bold else style.LETTER
    return Paragraph(escape(printable(text)).replace("\n", "<br/>"), look)

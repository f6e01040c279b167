"""A letter as .docx, to write on in a word processor. No name, no date, no program in it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt

from portal.rights.letters import Written

_NEVER = datetime(2000, 1, 1)


def letter_docx(letter: Written) -> bytes:
    """The letter as a file of Word or LibreOffice."""
    paper = docx.Document()
    _without_traces(paper)
    paper.styles["Normal"].font.size = Pt(11)
    for lines in (letter.sender, letter.receiver, (letter.place_and_day,)):
        if any(lines):
            paper.add_paragraph("\n".join(lines))
    paper.add_paragraph().add_run(letter.subject).bold = True
    for text in (letter.salutation, *letter.paragraphs):
        paper.add_paragraph(text)
    paper.add_paragraph(f"{letter.closing}\n\n\n{letter.name}")
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _without_traces(paper: Document) -> None:
    """What the template says of itself: its author, its maker, its days."""
    about = paper.core_properties
    about.author = about.last_modified_by = about.comments = about.title = about.keywords = ""
    about.created = about.modified = _NEVER

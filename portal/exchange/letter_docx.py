"""A letter as .docx, to write on in a word processor. No name, no day, no program in it."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Pt

from portal.rights.letters import Written

_NEVER = datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can hold
_SAYS_TOO_MUCH = ("/extended-properties", "/thumbnail")  # which program made the template
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def letter_docx(letter: Written) -> bytes:
    """The letter as a file of Word or LibreOffice."""
    paper = docx.Document()
    _without_traces(paper)
    paper.styles["Normal"].font.size = Pt(11)
    for lines in (letter.sender, letter.receiver, (letter.place_and_day,)):
        if any(lines):
            paper.add_paragraph(_writable("\n".join(lines)))
    paper.add_paragraph().add_run(_writable(letter.subject)).bold = True
    for text in (letter.salutation, *letter.paragraphs):
        paper.add_paragraph(_writable(text))
    paper.add_paragraph(_writable(f"{letter.closing}\n\n\n{letter.name}"))
    out = BytesIO()
    paper.save(out)
    return _undated(out.getvalue())


def _writable(text: str) -> str:
    """Signs that XML cannot hold, such as a page break pasted along, become a space."""
    return _NOT_IN_XML.sub(" ", text)


def _without_traces(paper: Document) -> None:
    """What the template says of itself: its author, its maker, its days."""
    about = paper.core_properties
    about.author = about.last_modified_by = about.comments = about.title = about.keywords = ""
    about.created = about.modified = _NEVER
    parts = paper.part.package.rels
    for name in [name for name, part in parts.items() if part.reltype.endswith(_SAYS_TOO_MUCH)]:
        del parts[name]


def _undated(content: bytes) -> bytes:
    """The same file, with no word of when it was made."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(out, "w") as undated:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, date_time=_ZIPPED)
            undated.writestr(entry, made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

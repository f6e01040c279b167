"""Parts that several documents share: source lines, the frame of a document."""

from __future__ import annotations

from collections.abc import Iterable

from portal.basics.source import Confidence, Source
from portal.documents.model import Document, Section
from portal.language.words import Words
from portal.rulebook.accounts import rgs_accounts
from portal.rulebook.costs import cost_categories

_OTHER = "WBedAlkOal"  # general costs


def document(
    words: Words,
    title: str,
    subtitle: str,
    sections: tuple[Section, ...],
    *,
    notes: tuple[str, ...] = (),
    sources: Iterable[Source] = (),
    file_title: str = "",
) -> Document:
    """A document in the reader's language, its sources without doubles."""
    return Document(
        title=title,
        language=words.language,
        subtitle=subtitle,
        sections=sections,
        notes=notes,
        sources_heading=words("document.sources"),
        sources=tuple(dict.fromkeys(source_line(source, words) for source in sources)),
        footer=words("document.footer"),
        page=words("document.page", page="{page}", pages="{pages}"),
        file_title=file_title,
    )


def source_line(source: Source, words: Words) -> str:
    """One source: title, article, address, when it was read, and whether to check it first."""
    parts = [source.title, source.law or "", source.url or source.url_note or ""]
    if source.confidence is Confidence.RECALLED:
        parts.append(words("source.recalled"))
    elif source.confidence is Confidence.DERIVED:
        parts.append(words("source.derived"))
    else:
        parts.append(words("source.read_on", day=source.checked_on))
    return " · ".join(part for part in parts if part)


def ledger_name(category: str, words: Words) -> str:
    """What a kind of cost is called on paper: the plain name of its ledger account (RGS).

    Paper goes to others; the names of our categories would tell them what the work is.
    """
    known = cost_categories().get(category)
    if known is None:
        return words(f"account.cost.{category}")
    account = rgs_accounts().get(known.rgs.code) or rgs_accounts()[_OTHER]
    return account.name_nl if words.language == "nl" else account.name_en

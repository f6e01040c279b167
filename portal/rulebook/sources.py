"""Source ids of a data file, resolved to the sources themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source

_NO_PAGE = "none"  # what a source without a page has for an address


def resolved(
    ids: Iterable[str],
    known: Mapping[str, Mapping[str, Any]],
    file: str,
    *,
    confidence: Confidence,
    checked_on: date,
    law: str | None = None,
    as_of: str | None = None,
) -> tuple[Source, ...]:
    """The sources of one fact. Raises DataError for an id that the file does not have.

    A recalled fact was not read, so it has no day on which it was.
    """
    found = []
    for name in ids:
        if name not in known:
            raise DataError(file, "source", "an id from [sources]", name)
        source = known[name]
        url = source.get("url")
        found.append(
            Source(
                title=source["title"],
                law=law,
                url=None if url == _NO_PAGE else url,
                url_note=source.get("url_note"),
                as_of=as_of,
                checked_on=checked_on if confidence is Confidence.SEEN else None,
                confidence=confidence,
            )
        )
    return tuple(found)

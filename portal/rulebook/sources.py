"""Source ids of a data file, resolved to the sources themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from portal.basics.errors import DataError
from portal.basics.source import Confidence, Source
from portal.basics.toml import checked

_NO_PAGE = "none"  # what a source without a page has for an address


class _Cited(BaseModel):
    """What every fact says of itself, whatever else it holds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: tuple[str, ...]
    confidence: Confidence
    law: str | None = None
    as_of: str | None = None


def sourced(
    fact: Mapping[str, Any],
    known: Mapping[str, Mapping[str, Any]],
    file: str,
    checked_on: date,
    law: str | None = None,
) -> dict[str, Any]:
    """A fact with its source ids replaced by the sources. Raises DataError where it has none."""
    cited = checked(_Cited, fact, file)
    sources = resolved(
        cited.source,
        known,
        file,
        confidence=cited.confidence,
        checked_on=checked_on,
        law=law or cited.law,
        as_of=cited.as_of,
    )
    return {**fact, "source": sources}


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

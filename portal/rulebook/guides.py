"""Texts to read, in Markdown, per language. From guides/<language>/."""

from __future__ import annotations

from functools import cache

from portal.basics.errors import DataError
from portal.basics.toml import ROOT

FOLDER = ROOT / "guides"
_FALLBACK = "en"


@cache
def guide(name: str, language: str) -> str:
    """A guide in a language, else in English. Raises DataError where there is none."""
    for one in (language, _FALLBACK):
        file = FOLDER / one / f"{name}.md"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise DataError(f"{name}.md", "(the file)", "a guide", language)

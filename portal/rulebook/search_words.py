"""Words that say nothing in a search, per language. From data/rights/words.toml."""

from __future__ import annotations

from functools import cache

from portal.basics.toml import read_toml
from portal.rulebook.rights import FOLDER

_FALLBACK = "en"


@cache
def search_words(language: str) -> frozenset[str]:
    """Small words that are passed over: articles, pronouns, auxiliaries."""
    found = read_toml(FOLDER / "words.toml")["passed_over"]
    return frozenset(found.get(language, found[_FALLBACK]))

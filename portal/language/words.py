"""Sentences by key, per language, falling back to English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from portal.basics.errors import DataError, PortalError
from portal.basics.euro import Euro
from portal.basics.toml import DATA, read_toml
from portal.language.formats import show

FALLBACK = "en"
HIDDEN = "€ •••"  # what stands for every amount while amounts are hidden


class Words:
    """`words("takings.saved", amount=…, day=…)`: one sentence, its blanks filled and formatted."""

    def __init__(self, language: str, hide_amounts: bool = False) -> None:
        self.language = language
        self.hide_amounts = hide_amounts
        self._own = sentences(language)
        self._fallback = sentences(FALLBACK)

    def __call__(self, key: str, **blanks: object) -> str:
        """The sentence. Raises KeyError for a key that no language has: that is our mistake."""
        sentence = self._own.get(key) or self._fallback[key]
        shown = {name: self.show(value) for name, value in blanks.items()}
        return sentence.format_map(shown) if shown else sentence

    def __contains__(self, key: str) -> bool:
        return key in self._own or key in self._fallback

    def show(self, value: object) -> str:
        """A value as this language writes it; None is "unknown"."""
        if value is None:
            return self("common.unknown")
        if isinstance(value, PortalError):
            return self(value.key, **value.facts)
        if self.hide_amounts and isinstance(value, Euro):
            return HIDDEN
        return show(value, self.language)


def languages() -> tuple[str, ...]:
    """Every language there are words for, Dutch and English first."""
    found = sorted(folder.name for folder in (DATA / "words").iterdir() if folder.is_dir())
    first = [name for name in ("nl", "en") if name in found]
    return (*first, *(name for name in found if name not in first))


@cache
def words_in(language: str, hide_amounts: bool = False) -> Words:
    """The words of one language, loaded once."""
    return Words(language, hide_amounts)


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All sentences of one language by key. Raises DataError for a key that stands twice."""
    found: dict[str, str] = {}
    for file in sorted((DATA / "words" / language).glob("*.toml")):
        for key, sentence in _flat(read_toml(file), "", file):
            if key in found:
                raise DataError(file.name, key, "a key that stands in one file only", "a second")
            found[key] = sentence
    return found


def _flat(tables: Mapping[str, Any], prefix: str, file: Path) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for name, value in tables.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            flat.extend(_flat(value, f"{key}.", file))
        elif isinstance(value, str):
            flat.append((key, value.strip()))
        else:
            raise DataError(file.name, key, "a sentence", value)
    return flat

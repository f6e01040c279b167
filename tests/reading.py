"""How hard a text is to read: the gates for cards and pages, in Dutch and English.

Flesch-Douma for Dutch, Flesch for English, by syllables from hyphenation patterns. A score is no
proof that somebody understands; it catches long sentences and long words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from readsight import ReadSight

_CODE = {"nl": "nl", "en": "en-gb"}
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_SHORT = re.compile(r"\b(art|nr|bijv|ca|lid|sub)\.\s", re.IGNORECASE)


@dataclass(frozen=True)
class Gate:
    """What a layer may ask of its reader."""

    mean: float
    longest: int
    ease: float
    words: int | None = None
    paragraph: int | None = None


CARD = Gate(mean=8, longest=12, ease=80, words=60)
PAGE = Gate(mean=15, longest=22, ease=60, paragraph=50)


def sentences(texts: Sequence[str]) -> list[str]:
    """Each sentence, a line that ends without a stop too."""
    whole = (_SHORT.sub(lambda short: short[1] + " ", text) for text in texts)
    return [one for text in whole for one in _SENTENCE.split(text.strip()) if _WORD.search(one)]


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def too_hard(texts: Sequence[str], language: str, gate: Gate) -> list[str]:
    """What is wrong with these paragraphs or lines, in words; nothing when they pass."""
    every = sentences(texts)
    lengths = [len(words_of(one)) for one in every]
    found = [
        f"sentence of {length} words (at most {gate.longest}): {one}"
        for one, length in zip(every, lengths, strict=True)
        if length > gate.longest
    ]
    mean = sum(lengths) / len(lengths)
    if mean > gate.mean:
        found.append(f"{mean:.1f} words a sentence (at most {gate.mean})")
    if gate.words is not None and sum(lengths) > gate.words:
        found.append(f"{sum(lengths)} words (at most {gate.words})")
    if gate.paragraph is not None:
        found += [
            f"paragraph of {len(words_of(text))} words (at most {gate.paragraph}): {text}"
            for text in texts
            if len(words_of(text)) > gate.paragraph
        ]
    ease = reading_ease(every, language)
    if ease < gate.ease:
        found.append(f"reading ease {ease:.0f} (at least {gate.ease})")
    return found


def reading_ease(every: Sequence[str], language: str) -> float:
    """Flesch, as adapted by Douma for Dutch."""
    whole = " ".join(one.rstrip(".!?:;,") + "." for one in every)
    return float(_measure(language).flesch_reading_ease(whole).score)


@cache
def _measure(language: str) -> ReadSight:
    return ReadSight(_CODE[language])

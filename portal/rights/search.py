"""Find a guide by what somebody types: in their words, in their language, slips and all.

Each word that is typed looks for the nearest words of the guides (rapidfuzz); a word that few
guides have says more than one that many have. No network, no model: the same words find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from rapidfuzz import fuzz, process

from portal.rulebook.right_guides import RightGuide, right_guides
from portal.rulebook.search_words import search_words

_WORD = re.compile(r"[a-z0-9]+")
_NEAR = 80.0  # of 100: how much alike two words must be to be taken for one with a slip
_SHORT = 4  # letters: shorter words must be the same
_PART = 0.75  # what a word counts that stands inside another, as bank does in bankrekening
_WEIGHTS = {"situations": 3.0, "title": 3.0, "words": 2.5, "short": 1.0, "rest": 0.5}
_PHRASE = 0.5  # how much the likeness of the whole sentence adds
_LEAST = 0.2  # of the most that could be reached: less is no answer
_BESIDE = 0.5  # of the best answer: less is left out


@dataclass(frozen=True, slots=True)
class Hit:
    """A guide that answers, and how well: 0 to 1."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class _Index:
    weights: Mapping[str, Mapping[str, float]]  # word → guide → weight
    phrases: Mapping[str, tuple[str, ...]]  # guide → titles, situations and search words
    rare: Mapping[str, float]  # word → how much it says
    stops: frozenset[str]


def search(query: str, language: str, most: int = 10) -> list[Hit]:
    """The guides that answer, best first. Nothing typed, or nothing near: an empty list."""
    index = _index(language)
    asked = [word for word in words_in(query) if word not in index.stops] or words_in(query)
    if not asked:
        return []
    scores: dict[str, float] = defaultdict(float)
    reachable = 0.0
    for word in dict.fromkeys(asked):
        found = _near(word, index)
        says = index.rare[max(found, key=lambda one: found[one])] if found else _most(index)
        reachable += says
        for key, fits in _best(found, index).items():
            scores[key] += says * fits
    whole = " ".join(asked)
    hits = []
    for key, points in scores.items():
        alike = max(_alike(whole, phrase) for phrase in index.phrases[key])
        score = (points / reachable + _PHRASE * alike) / (1 + _PHRASE)
        hits.append(Hit(key, round(min(score, 1.0), 4)))
    least = max(_LEAST, _BESIDE * max((hit.score for hit in hits), default=0.0))
    hits = [hit for hit in hits if hit.score >= least]
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:most]


def words_in(text: str) -> list[str]:
    """The words of a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _alike(typed: str, phrase: str) -> float:
    """0 to 1: how much of one stands in the other, and how little else does."""
    return (fuzz.token_set_ratio(typed, phrase) + fuzz.token_sort_ratio(typed, phrase)) / 200


def _near(word: str, index: _Index) -> dict[str, float]:
    """Words of the guides that this one may mean, and how sure that is: 0 to 1."""
    if word in index.weights:
        found = {word: 1.0}
    elif len(word) < _SHORT:
        return {}
    else:
        close = process.extract(
            word, index.weights.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=8
        )
        found = {one: (score / 100) ** 2 for one, score, _ in close if len(one) >= _SHORT}
    if len(word) >= _SHORT:
        inside = (
            one for one in index.weights if word in one or (len(one) > _SHORT and one in word)
        )
        for one in inside:
            found.setdefault(one, _PART)
    return found


def _best(found: Mapping[str, float], index: _Index) -> dict[str, float]:
    """How well each guide has the word: the best of those that were found, 0 to 1."""
    best: dict[str, float] = {}
    for word, sure in found.items():
        for key, weight in index.weights[word].items():
            best[key] = max(best.get(key, 0.0), sure * weight)
    return best


def _most(index: _Index) -> float:
    return max(index.rare.values())


@cache
def _index(language: str) -> _Index:
    return _indexed(right_guides(language).values(), search_words(language))


def _indexed(guides: Iterable[RightGuide], stops: frozenset[str]) -> _Index:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    phrases = {}
    for guide in guides:
        fields = _fields(guide)
        phrases[guide.key] = tuple(
            " ".join(word for word in words_in(text) if word not in stops)
            for text in (guide.title, *guide.situations, *guide.words)
        )
        for name, texts in fields.items():
            for word in {word for text in texts for word in words_in(text)} - stops:
                known = weights[word].get(guide.key, 0.0)
                weights[word][guide.key] = max(known, _WEIGHTS[name] / max(_WEIGHTS.values()))
    many = len(phrases)
    rare = {word: log(1 + many / len(keys)) for word, keys in weights.items()}
    return _Index(dict(weights), phrases, rare, stops)


def _fields(guide: RightGuide) -> dict[str, Sequence[str]]:
    rest = (
        line.text
        for part in ("may", "must", "others_may_not", "steps")
        for line in getattr(guide, part)
    )
    return {
        "title": (guide.title,),
        "situations": guide.situations,
        "words": guide.words,
        "short": tuple(line.text for line in guide.short),
        "rest": tuple(rest),
    }

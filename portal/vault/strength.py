"""How hard a passphrase is to guess, as zxcvbn estimates it."""

from __future__ import annotations

from dataclasses import dataclass

from zxcvbn import zxcvbn

_LOOKED_AT = 72  # signs; zxcvbn slows down on long texts, and these are strong already
_SHORTEST = 10
_GOOD = 3
_WARNINGS = {
    "dictionary": "strength.warning.known_word",
    "spatial": "strength.warning.keyboard",
    "repeat": "strength.warning.repeat",
    "sequence": "strength.warning.sequence",
    "regex": "strength.warning.year",
    "date": "strength.warning.date",
}


@dataclass(frozen=True, slots=True)
class Strength:
    """score: 0 (very weak) to 4 (very strong). `warning` and `advice` are word keys or empty."""

    score: int
    guesses: int
    accepted: bool
    warning: str = ""
    advice: str = ""


def strength(passphrase: str) -> Strength:
    """The strength of a passphrase while it is being typed."""
    looked_at = passphrase[:_LOOKED_AT]
    if not looked_at:
        return Strength(0, 1, accepted=False, advice="strength.advice.four_words")
    found = zxcvbn(looked_at)
    score, guesses = int(found["score"]), int(found["guesses"])
    if score < _GOOD:
        return Strength(score, guesses, False, _warning(found), "strength.advice.four_words")
    if len(passphrase) < _SHORTEST:
        return Strength(score, guesses, False, advice="strength.advice.longer")
    return Strength(score, guesses, accepted=True)


def _warning(found: dict[str, object]) -> str:
    """What makes it easy: the longest part that a guesser would try first."""
    parts = found["sequence"]
    if not isinstance(parts, list):
        return ""
    longest = max(parts, key=lambda part: len(part["token"]))
    return _WARNINGS.get(longest["pattern"], "")

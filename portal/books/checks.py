"""What looks wrong in what somebody typed: small named checks."""

from __future__ import annotations

import re

_PHONE = re.compile(r"(?:\+|00|\b0)[\d\s().-]{7,}\d|\b\d{8,}\b")
_MAIL = re.compile(r"\S+@\S+")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][a-zà-ÿ]{2,}\b")
_TITLE = re.compile(r"\b(?:mr|mrs|dhr|mevr|meneer|mevrouw|klant|client)\.?\s+[A-Z]", re.IGNORECASE)
# Words with a capital that name no person: months, days and firms that stand in notes.
_NO_NAME = frozenset(
    """Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December
    January February March May June July August October Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday Maandag Dinsdag Woensdag Donderdag Vrijdag Zaterdag Zondag Action Kruidvat
    Etos Hema Amsterdam Rotterdam Utrecht Haag Groningen Eindhoven""".split()  # noqa: SIM905
)


def personal_detail(note: str) -> str | None:
    """The part of a note that seems to be a name, phone number or address of somebody, or None.

    The books need the amount, not the person (AVG art. 5: no more than is needed).
    """
    for pattern in (_PHONE, _MAIL, _TITLE):
        if found := pattern.search(note):
            return found[0].strip()
    for found in _NAME.finditer(note):
        if found[0] not in _NO_NAME:
            return found[0]
    return None

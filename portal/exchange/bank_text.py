"""Who and what a booking was, out of the one text in which a bank writes it all."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDTH = 65  # signs in a line of an MT940 text; a full line breaks in mid-word

_SLASHES = re.compile(
    r"/(TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|PREF|CSID|MARF|BENM|ORDP|ISDT|CNTP|PURP|ULTC|ULTD|ULTB"
    r"|RTRN|ADDR|SUM)/"
)
_ABN_KEYS = re.compile(
    r"(?:^|(?<=\s))(IBAN|BIC|Naam|Omschrijving|Kenmerk|Incassant|Machtiging|Betalingskenm\.):",
    re.IGNORECASE,
)
_ABN_CARD = re.compile(
    r"(?:BEA|GEA)(?:,\s*[\w ]+?\s{2,}|\s+NR:\S*\s+[\d.]+/[\d.:]+\s+)(?P<shop>.+?),\s*PAS"
)
_ING_KEYS = re.compile(
    r"(?:^|(?<=\s))(Naam|Name|Omschrijving|Description|IBAN|Kenmerk|Reference|Machtiging ID"
    r"|Mandate ID|Incassant ID|Creditor ID|Doorlopende incasso|Valutadatum|Value date|Pasvolgnr"
    r"|Card sequence no\.|Transactie|Transaction)(?::|(?<=incasso))"
)
_ACCOUNT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|[0-9]{7,10}")
_NOTHING = ("", "NOTPROVIDED", "NONREF", "EREF", "MARF", "PREF")


class Told(NamedTuple):
    """What a text tells: the other side's name and account as printed, and what it was for."""

    name: str
    iban: str
    text: str


def squeezed(text: str) -> str:
    """Runs of blanks as one space."""
    return " ".join(text.split())


def joined(lines: list[str]) -> str:
    """Lines of an MT940 text as one: a full line goes on in mid-word, a shorter one ended."""
    parts = [line if len(line) >= _WIDTH else line + " " for line in lines]
    return "".join(parts).strip()


def ing_text(notifications: str) -> Told:
    """ING's Mededelingen: keys one after another, without separators."""
    told = _by_key(_ING_KEYS, notifications)
    purpose = told.get("omschrijving") or told.get("description")
    reference = told.get("kenmerk") or told.get("reference")
    return Told(
        told.get("naam") or told.get("name") or "",
        told.get("iban", ""),
        purpose or reference or squeezed(notifications),
    )


def abn_text(text: str) -> Told:
    """ABN AMRO's description: a card payment, keys with colons, keys in slashes, or plain words."""
    if text.startswith("/"):
        return slashed(text)
    if card := _ABN_CARD.match(text):
        return Told(squeezed(card["shop"]), "", squeezed(text))
    told = _by_key(_ABN_KEYS, text)
    purpose = told.get("omschrijving") or told.get("betalingskenm.") or told.get("kenmerk")
    return Told(told.get("naam", ""), told.get("iban", ""), purpose or squeezed(text))


def slashed(text: str) -> Told:
    """Keys in slashes: /NAME/…/REMI/…, as Rabobank, ING, ABN AMRO and bunq write them."""
    parts = _SLASHES.split(text)
    told = {
        key: squeezed(value.strip("/ "))
        for key, value in zip(parts[1::2], parts[2::2], strict=True)
    }
    name, iban = told.get("NAME", ""), told.get("IBAN", "")
    if "CNTP" in told:  # account/BIC/name/city
        iban, _, rest = told["CNTP"].partition("/")
        name = name or rest.partition("/")[2].partition("/")[0].strip()
    return Told(name, iban, _purpose(told) or squeezed(parts[0]))


def opening_account(text: str) -> Told:
    """A text that starts with the other side's account number (ING of old, ASN, SNS)."""
    first, _, rest = text.partition(" ")
    if _ACCOUNT.fullmatch(first):
        return Told("", first, squeezed(rest))
    return Told("", "", squeezed(text))


def is_account(text: str) -> bool:
    """True for the look of an account number; check digits are not asked for."""
    return _ACCOUNT.fullmatch(text) is not None


def _purpose(told: dict[str, str]) -> str:
    remittance = told.get("REMI", "").removeprefix("USTD/").removeprefix("STRD/").strip("/ ")
    choices = (remittance, told.get("EREF", ""), told.get("TRTP", ""))
    return next((choice for choice in choices if choice not in _NOTHING), "")


def _by_key(keys: re.Pattern[str], text: str) -> dict[str, str]:
    parts = keys.split(text)
    return {
        key.lower(): squeezed(value) for key, value in zip(parts[1::2], parts[2::2], strict=True)
    }

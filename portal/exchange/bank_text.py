"""Who and what a booking was, out of the one text in which a bank writes it all."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDTH = 65  # signs in a line of an MT940 text; a full line breaks in mid-word

_SLASHES = re.compile(
    r"/(TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|PREF|CSID|MARF|BENM|ORDP|ISDT|CNTP|PURP|ULTC|ULTD|ULTB"
    r"|RTRN|ADDR|SUM)/"
)
# a key stands after a space; the texts get one in front, so that a search can jump from space to
# space
_ABN_NEXT = re.compile(
    r" (?:IBAN|BIC|Naam|NAAM|Omschrijving|OMSCHRIJVING|Kenmerk|KENMERK|Incassant|INCASSANT"
    r"|Machtiging|MACHTIGING|Betalingskenm\.|BETALINGSKENM\.):"
)
# each of these has one way only to match: a long run of blanks must not cost a search through all
_CARD_ENDS = re.compile(r",\s*PAS")
_CARD_OF_OLD = re.compile(r"[BG]EA\s+NR:\S*\s+[\d.]+/[\d.:]+\s")
_ING_NEXT = re.compile(
    r" (?:Naam|Name|Omschrijving|Description|IBAN|Kenmerk|Reference|Machtiging ID|Mandate ID"
    r"|Incassant ID|Creditor ID|Valutadatum|Value date|Pasvolgnr|Card sequence no\.|Transactie"
    r"|Transaction):| Doorlopende incasso"
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


def ing_text(notifications: str) -> str:
    """What for, out of ING's Mededelingen: keys one after another, without separators."""
    text = f" {notifications}"
    return squeezed(
        _after(text, " Omschrijving:", " Description:", _ING_NEXT)
        or _after(text, " Kenmerk:", " Reference:", _ING_NEXT)
        or text
    )


def ing_name(notifications: str) -> str:
    """The other side's name, for a row whose own column for it is empty."""
    return squeezed(_after(f" {notifications}", " Naam:", " Name:", _ING_NEXT))


def ing_account(notifications: str) -> str:
    """The other side's account, for a row whose own column for it is empty."""
    return _after(f" {notifications}", " IBAN:", " IBAN:", _ING_NEXT)


def abn_text(text: str) -> Told:
    """ABN AMRO's description: a card payment, keys with colons, keys in slashes, or plain words."""
    if text.startswith("/"):
        return slashed(text)
    plain = squeezed(text)
    if text.startswith(("BEA", "GEA")) and (shop := _shop(text)):
        return Told(shop, "", plain)
    spaced = f" {plain}"
    purpose = (
        _after(spaced, " Omschrijving:", " OMSCHRIJVING:", _ABN_NEXT)
        or _after(spaced, " Betalingskenm.:", " BETALINGSKENM.:", _ABN_NEXT)
        or _after(spaced, " Kenmerk:", " KENMERK:", _ABN_NEXT)
    )
    return Told(
        _after(spaced, " Naam:", " NAAM:", _ABN_NEXT),
        _after(spaced, " IBAN:", " IBAN:", _ABN_NEXT),
        purpose or plain,
    )


def _shop(text: str) -> str:
    """Where a card was used: between the kind or the moment and the number of the card."""
    end = _CARD_ENDS.search(text)
    if end is None:
        return ""
    before = text[: end.start()]
    if text[3] == ",":
        return squeezed(before.partition("  ")[2])
    moment = _CARD_OF_OLD.match(before)
    return squeezed(before[moment.end() :]) if moment else ""


def _after(text: str, key: str, other: str, following: re.Pattern[str]) -> str:
    """What stands behind a key, in either of its two spellings, up to the next key."""
    place = text.find(key)
    if place < 0:
        key = other
        place = text.find(key)
    if place < 0:
        return ""
    start = place + len(key)
    end = following.search(text, start)
    return (text[start : end.start()] if end else text[start:]).strip()


def slashed(text: str) -> Told:
    """Keys in slashes: /NAME/…/REMI/…, as Rabobank, ING, ABN AMRO and bunq write them."""
    parts = _SLASHES.split(text)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    name, iban = _value(told, "NAME"), _value(told, "IBAN")
    if "CNTP" in told:  # account/BIC/name/city
        iban, _, rest = _value(told, "CNTP").partition("/")
        name = name or rest.partition("/")[2].partition("/")[0].strip()
    return Told(name, iban, _purpose(told) or squeezed(parts[0]))


def _value(told: dict[str, str], key: str) -> str:
    found = told.get(key)
    return squeezed(found.strip("/ ")) if found else ""


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
    remittance = _value(told, "REMI").removeprefix("USTD/").removeprefix("STRD/").strip("/ ")
    if remittance not in _NOTHING:
        return remittance
    choices = (_value(told, key) for key in ("EREF", "TRTP"))
    return next((choice for choice in choices if choice not in _NOTHING), "")

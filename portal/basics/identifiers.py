"""Account numbers in the forms banks print them; checks by python-stdnum."""

from __future__ import annotations

from stdnum import iban as _iban


def compact(account: str) -> str:
    """Without spaces, dots and hyphens, in capitals."""
    return "".join(sign for sign in account.upper() if sign.isalnum())


def is_iban(account: str) -> bool:
    """True when the length and the check digits are right."""
    return bool(_iban.is_valid(compact(account)))


def account_core(account: str) -> str:
    """What an IBAN and the domestic number of the same Dutch account share: its digits, unpadded.

    "NL91 ABNA 0417 1643 00" and "417164300" both give "417164300".
    """
    plain = compact(account)
    if plain.startswith("NL") and len(plain) == 18:
        plain = plain[8:]
    return plain.lstrip("0") or plain

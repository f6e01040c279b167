"""The printed recovery code: seven groups of four signs, forgiving about how they are typed.

26 random signs hold 130 bits; two more check them. The alphabet leaves out I, L, O and U, so
that no sign is taken for another.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

from portal.vault.errors import MistypedRecoveryCode

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM, _CHECK, _GROUP = 26, 2, 4
_READ_AS = str.maketrans("OILU", "011V", " -–—._\t\r\n\u00a0")


def new_code() -> str:
    """A fresh code as it is printed: "7K2M-…-9XQD"."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_RANDOM))
    whole = signs + _check(signs)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def read_code(typed: str) -> bytes:
    """What was meant by a typed code. Raises MistypedRecoveryCode where it cannot be one."""
    plain = typed.upper().translate(_READ_AS)
    signs, check = plain[:_RANDOM], plain[_RANDOM:]
    if len(plain) != _RANDOM + _CHECK or set(plain) - set(_SIGNS) or check != _check(signs):
        raise MistypedRecoveryCode
    return signs.encode()


def _check(signs: str) -> str:
    """Two signs that follow from the others: a slip goes unnoticed once in a thousand times."""
    digest = sha256(signs.encode()).digest()
    return "".join(_SIGNS[byte % len(_SIGNS)] for byte in digest[:_CHECK])

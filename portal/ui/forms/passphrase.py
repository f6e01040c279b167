"""Ask for a new passphrase; its strength is shown while typing."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from portal.basics.errors import PortalError
from portal.language.words import Words
from portal.ui import desk
from portal.vault.strength import Strength, strength


def new_passphrase(words: Words, form: str) -> Callable[[], str]:
    """Fields for a passphrase, typed twice. Call the answer for it: it raises what is wrong."""
    first_key, again_key = desk.form_key(form, "first"), desk.form_key(form, "again")

    typed = st.text_input(
        words("passphrase.new"),
        type="password",
        live=True,
        help=words("passphrase.help"),
        autocomplete="new-password",
        key=first_key,
    )
    _meter(words, strength(typed or ""))
    st.text_input(
        words("passphrase.again"), type="password", autocomplete="new-password", key=again_key
    )

    def answer() -> str:
        first, again = (str(st.session_state.get(key) or "") for key in (first_key, again_key))
        if first != again:
            raise PortalError("error.passphrases_differ")
        if not strength(first).accepted:
            raise PortalError("error.passphrase_weak")
        return first

    return answer


def _meter(words: Words, found: Strength) -> None:
    """Always there, in one line: fields that move while one types make a click miss."""
    told = [words("strength.shown", level=words(f"strength.level_{found.score}"))]
    told += [words(key) for key in (found.warning, found.advice) if key]
    share = (found.score + 1) / 5 if found.guesses > 1 else 0.0
    st.progress(share, text=". ".join(one.rstrip(".") for one in told) + ".")

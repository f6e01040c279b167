"""The way in: make a vault, open one, use the recovery code, restore a backup, or look around."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from portal.documents.recovery_sheet import recovery_sheet
from portal.language.words import Words
from portal.ui import desk, downloads
from portal.ui.forms.passphrase import new_passphrase
from portal.vault import places
from portal.vault.backup import restore_bytes
from portal.vault.places import VaultPlace


def way_in() -> None:
    """Locked: choose what to do."""
    words = desk.words()
    vaults = places.vaults()
    if not vaults:
        _welcome(words)
        return
    st.title(words("door.title"))
    _open(words, vaults)
    with st.expander(words("door.forgotten"), icon=":material/key:"):
        _recover(words, vaults)
    with st.expander(words("door.another"), icon=":material/add:"):
        _create(words)
    _restore_and_look(words)


def show_recovery_code(code: str) -> None:
    """The code of a new key, until the owner says that it is kept."""
    words = desk.words()
    st.title(words("door.code_title"))
    st.write(words("door.code_why"))
    st.code(code, language=None)
    downloads.pdf(words("door.code_pdf"), lambda: recovery_sheet(code, words), "a0.pdf")
    kept = st.checkbox(words("door.code_kept"), key="code_kept")
    if st.button(words("door.go_on"), type="primary", disabled=not kept, key="code_done"):
        desk.code_is_kept()
        st.rerun()


def _welcome(words: Words) -> None:
    st.title(words("door.welcome"))
    st.write(words("door.welcome_line"))
    _create(words)
    _restore_and_look(words)


def _open(words: Words, vaults: list[VaultPlace]) -> None:
    with st.form("open"):
        place = _which(words, vaults, "open_which")
        passphrase = _secret(words("door.passphrase"), "open_passphrase", "current-password")
        if st.form_submit_button(words("door.open"), type="primary", icon=":material/lock_open:"):
            _try(lambda: desk.unlock(place, passphrase), words("door.opening"))


def _create(words: Words) -> None:
    passphrase = new_passphrase(words, "create")
    _button(
        words("door.create"),
        "create",
        lambda: desk.create(places.new_place(), passphrase()),
        type="primary",
        icon=":material/lock:",
    )


def _recover(words: Words, vaults: list[VaultPlace]) -> None:
    st.write(words("door.recover_line"))
    place = _which(words, vaults, "recover_which")
    st.text_input(words("door.code"), autocomplete="off", key="recover_code")
    passphrase = new_passphrase(words, "recover")
    _button(
        words("door.recover"),
        "recover",
        lambda: desk.recover(place, st.session_state["recover_code"] or "", passphrase()),
        icon=":material/key:",
    )


def _restore_and_look(words: Words) -> None:
    with st.expander(words("door.restore"), icon=":material/restore:"):
        st.write(words("door.restore_line"))
        file = st.file_uploader(words("door.backup_file"), key="restore_file")
        passphrase = _secret(words("door.backup_passphrase"), "restore_passphrase", "off")
        if st.button(words("door.restore_now"), key="restore", disabled=file is None) and file:
            content = file.getvalue()
            _try(lambda: _restore(content, passphrase), words("door.restoring"))
    st.subheader(words("door.look"))
    st.write(words("door.look_line"))
    if st.button(words("door.look_now"), icon=":material/visibility:", key="look"):
        _try(desk.look_around, words("door.opening"))


def _restore(content: bytes, passphrase: str) -> None:
    place = places.new_place()
    restore_bytes(content, place, passphrase)
    desk.unlock(place, passphrase)


def _button(label: str, key: str, deed: Callable[[], object], **look: Any) -> None:
    """A button whose deed no other field can cut short; below it what went wrong."""
    if st.button(label, key=key, on_click=desk.attempt, args=(deed,), **look):
        desk.tell_problem()


def _try(deed: Callable[[], object], doing: str) -> None:
    """Do it while saying so; go on where it worked, one sentence where it did not."""
    with desk.trying():
        with st.spinner(doing):
            deed()
        st.rerun()


def _which(words: Words, vaults: list[VaultPlace], key: str) -> Path:
    if len(vaults) == 1:
        return vaults[0].folder
    chosen = st.selectbox(
        words("door.which"),
        vaults,
        format_func=lambda place: words("door.vault_name", name=place.name),
        key=key,
    )
    return (chosen or vaults[0]).folder


def _secret(label: str, key: str, autocomplete: str) -> str:
    return st.text_input(label, type="password", autocomplete=autocomplete, key=key) or ""

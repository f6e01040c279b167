"""This tab's open books, language, rules and today; the only session state.

Pages ask the desk, never the vault: `desk.books()` ends a page whose books are locked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from portal.basics.errors import PortalError
from portal.language.words import Words, languages, words_in
from portal.permits.choosing import Choice
from portal.rulebook.rulebook import Rulebook, rulebook
from portal.ui import presence
from portal.ui.streamlit_internals import drop_media_and_uploads, this_session
from portal.vault import demo, places
from portal.vault.backup import backup_bytes
from portal.vault.notes import read_note, write_note
from portal.vault.opened import OpenVault
from portal.vault.store import Store
from portal.vault.vault import Vault

_DUTCH = ZoneInfo("Europe/Amsterdam")
IDLE_MINUTES = 10  # the screen locks itself after so long without a click


@dataclass(slots=True)
class Desk:
    """What one browser tab works with. `store` is None while the books are locked."""

    store: Store | None = None
    vault: OpenVault | None = None
    language: str = "nl"
    hide_amounts: bool = False
    demo: bool = False
    notice: str = ""
    undo: Callable[[], None] | None = None
    problem: PortalError | None = None  # what an attempt ran into, until it was shown
    recovery_code: str = ""  # of a key just made, until the owner says that it is kept
    backup_file: bytes = b""  # made and checked, until it is saved or the books are locked
    last_seen: float = field(default_factory=time.time)
    choice: Choice | None = None  # what was compared last
    weights: dict[str, int] = field(default_factory=dict)  # that differ from the method's
    forms: dict[str, int] = field(default_factory=dict)  # how often each form was emptied
    at: str = ""  # the address of the page that is shown
    guide: str = ""  # the right that is read about
    letter: str = ""  # the letter that is written
    answers: dict[str, str] = field(default_factory=dict)  # to the questions that find a guide
    question: str = ""  # that is shown now; none once they lead to guides
    shown: tuple[str, ...] = ()  # the guides that are presented
    shown_town: str = ""  # the town whose permits are presented
    slide: int = 0

    @property
    def is_open(self) -> bool:
        return self.store is not None

    def idle_for(self) -> float:
        """Seconds since the last click; a clock put back counts as idle too."""
        return abs(time.time() - self.last_seen)


def current() -> Desk:
    """The desk of this tab, laid out when first asked for."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(language=_preferred())
    desk: Desk = st.session_state["desk"]
    return desk


def arrived(address: str) -> None:
    """Another page is shown: what was read on the one before is closed."""
    desk = current()
    if desk.at != address:
        desk.at, desk.guide, desk.letter = address, "", ""


def books() -> Store:
    """The open books. A locked vault ends the page here."""
    store = current().store
    if store is None:
        st.stop()
    return store


def words() -> Words:
    """The words of this tab's language; amounts hidden where asked."""
    desk = current()
    return words_in(desk.language, desk.hide_amounts)


def rules() -> Rulebook:
    """What the law says."""
    return rulebook()


def today() -> date:
    """The only clock of the pages."""
    return date.today()


def now() -> datetime:
    """The time in the Netherlands, where the help lines are."""
    return datetime.now(_DUTCH)


def noted(name: str) -> str:
    """What the open books remember under a name; empty where nothing is, or they are locked."""
    store = current().store
    return (read_note(store.engine, name) or "") if store else ""


def note(name: str, said: str) -> None:
    """Let the open books remember something. Raises NotWritten."""
    write_note(books().engine, name, said)


def create(folder: Path, passphrase: str) -> None:
    """A new vault, opened; its recovery code waits on the desk to be shown once."""
    vault, code = Vault.create(folder, passphrase, language=current().language)
    _take(vault)
    current().recovery_code = code


def unlock(folder: Path, passphrase: str) -> None:
    """Open a vault with its passphrase."""
    _take(Vault.open(folder, passphrase))


def recover(folder: Path, code: str, passphrase: str) -> None:
    """Open a vault with its recovery code and give it a new passphrase and a new code."""
    vault, next_code = Vault.recover(folder, code, passphrase)
    _take(vault)
    current().recovery_code = next_code


def code_is_kept() -> None:
    """The owner has the recovery code on paper: forget it."""
    current().recovery_code = ""


def look_around() -> None:
    """An invented worker's year, in memory only."""
    desk = current()
    desk.store, desk.demo = demo.demo_store(today(), desk.language), True


def lock() -> None:
    """Close the books, drop the key, and everything this tab showed or uploaded."""
    desk = current()
    _close(desk)
    presence.forget()
    drop_media_and_uploads()
    for key in [key for key in st.session_state if key != "desk"]:
        del st.session_state[key]


def last_backup() -> date | None:
    """The day of the last backup that was opened and checked."""
    vault = current().vault
    return vault.last_backup() if vault else None


def folder() -> str:
    """Where the open vault lies."""
    vault = current().vault
    return str(vault.folder) if vault else ""


def backup() -> bytes:
    """One encrypted file with everything, opened and checked. Raises PortalError."""
    return backup_bytes(_vault())


def check() -> None:
    """Read and check every page of the vault. Raises VaultDamaged."""
    _vault().check()


def change_passphrase(old: str, new: str) -> None:
    """Raises WrongPassphrase when `old` does not open the vault."""
    _vault().change_passphrase(old, new)


def new_recovery_code(passphrase: str) -> None:
    """A fresh recovery code, to be shown once; the old one stops working."""
    current().recovery_code = _vault().new_recovery_code(passphrase)


def remember_language(language: str) -> None:
    """Speak another language, and keep that in the books that are open."""
    desk = current()
    desk.language = language
    if desk.store is not None and not desk.demo:
        profile = desk.store.profile()
        desk.store.record(profile.model_copy(update={"language": language}))


def say(sentence: str, undo: Callable[[], None] | None = None) -> None:
    """Show a sentence after the next rerun, with a button that takes the deed back."""
    desk = current()
    desk.notice, desk.undo = sentence, undo


def form_key(form: str, name: str) -> str:
    """The key of a field; a new one after the form was emptied."""
    return f"{form}-{name}-{current().forms.get(form, 0)}"


def empty_form(form: str) -> None:
    """Give a form fresh fields on the next rerun."""
    forms = current().forms
    forms[form] = forms.get(form, 0) + 1


def attempt(deed: Callable[[], object]) -> None:
    """Do it from a button's callback, or keep what is wrong for `tell_problem`.

    A callback is never cut short; the body of a run is, when a field that is still being typed
    in speaks up at that moment.
    """
    try:
        deed()
    except PortalError as problem:
        current().problem = problem


def tell_problem() -> None:
    """Show what an attempt ran into, once."""
    here = current()
    if here.problem is not None:
        st.error(words().show(here.problem), icon=":material/error:")
        here.problem = None


@contextmanager
def trying() -> Iterator[None]:
    """Do it, or show in one sentence what is wrong; the rest of the page is still drawn."""
    try:
        yield
    except PortalError as problem:
        st.error(words().show(problem), icon=":material/error:")


def _vault() -> OpenVault:
    vault = current().vault
    if vault is None:
        raise PortalError("error.locked")
    return vault


def _take(vault: OpenVault) -> None:
    desk = current()
    _close(desk)
    desk.vault, desk.store, desk.demo = vault, vault.store, False
    desk.language = vault.store.profile().language
    places.opened(vault.folder)
    session = this_session()

    def gone() -> None:
        _close(desk)
        drop_media_and_uploads(session)

    presence.watch(gone)


def _close(desk: Desk) -> None:
    if desk.vault is not None:
        desk.vault.lock()
    desk.vault, desk.store, desk.demo = None, None, False
    desk.notice, desk.undo, desk.recovery_code = "", None, ""
    desk.backup_file = b""
    desk.forms.clear()


def _preferred() -> str:
    asked = (st.context.locale or "").split("-")[0].lower()
    return asked if asked in languages() else "nl"

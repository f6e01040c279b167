"""Which browser tabs are there: the books of a tab that is gone are locked within half a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

from portal.ui.streamlit_internals import is_connected, this_session

GRACE_SECONDS = 25  # for a socket that drops and comes back by itself; the promise is 30

_lock = threading.Lock()
_locks: dict[str, Callable[[], None]] = {}
_leaving: dict[str, threading.Timer] = {}
_left = threading.Event()


def watch(lock: Callable[[], None]) -> None:
    """Call `lock` when this tab is gone, from another thread."""
    session = this_session()
    with _lock:
        _locks[session] = lock
    here()


def here() -> None:
    """This tab is there: each run of the app says so."""
    session = this_session()
    with _lock:
        timer = _leaving.pop(session, None)
        watched = session in _locks
    if timer:
        timer.cancel()
    if watched:
        _seat(session)


def forget() -> None:
    """This tab has nothing open any more."""
    with _lock:
        _locks.pop(this_session(), None)


def lock_all() -> None:
    """Lock what every tab has open, now."""
    with _lock:
        locks = list(_locks.values())
        _locks.clear()
    for lock in locks:
        lock()


def leave() -> None:
    """The quick exit: lock everything, and let whoever presses Back find the way in only."""
    lock_all()
    _left.set()


def comes_back() -> bool:
    """True once after the quick exit: the next tab that comes starts at the door."""
    was_left = _left.is_set()
    _left.clear()
    return was_left


@st.cache_resource(scope="session", on_release=lambda session: _gone(session), show_spinner=False)
def _seat(session: str) -> str:
    """Held by the session: let go of when its socket closes, which nothing else tells in time."""
    return session


def _gone(session: str) -> None:
    timer = threading.Timer(GRACE_SECONDS, _lock_one, (session,))
    timer.daemon = True
    with _lock:
        if session not in _locks or session in _leaving:
            return
        _leaving[session] = timer
    timer.start()


def _lock_one(session: str) -> None:
    with _lock:
        _leaving.pop(session, None)
    if is_connected(session):  # it came back by itself and has not run since: look again
        _gone(session)
        return
    with _lock:
        lock = _locks.pop(session, None)
    if lock:
        lock()

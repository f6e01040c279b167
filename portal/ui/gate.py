"""Who may come in: one browser, by a one-time ticket, and nobody else. No web code in here.

The gate of a process has a random path and a random cookie; both end with the process.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie

TICKET_SECONDS = 600
COOKIE = "seat"


class Gate:
    """Tickets given out, the cookie they buy, and how many sockets are open.

    `clock` gives seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = "/" + secrets.token_urlsafe(16)
        self.secret = secrets.token_urlsafe(32)  # asks for a ticket from outside the browser
        self._cookie = secrets.token_urlsafe(32)
        self._tickets: dict[str, float] = {}
        self._clock = clock
        self._lock = threading.Lock()
        self._sockets = 0
        self._last_closed = clock()

    def new_ticket(self) -> str:
        """A ticket that lets one browser in, once, within ten minutes."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[ticket] = self._clock() + TICKET_SECONDS
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """The cookie header that a good ticket buys, or None. A ticket is good once."""
        with self._lock:
            known = next((one for one in self._tickets if _same(one, ticket)), None)
            until = self._tickets.pop(known) if known else 0.0
        if not known or until < self._clock():
            return None
        return f"{COOKIE}={self._cookie}; Path={self.path}; HttpOnly; SameSite=Strict"

    def knows(self, cookie_header: str) -> bool:
        """True for a request that carries our cookie."""
        try:
            morsel = SimpleCookie(cookie_header).get(COOKIE)
        except CookieError:
            return False
        return morsel is not None and _same(self._cookie, morsel.value)

    def is_secret(self, secret: str) -> bool:
        """True for who read the private file of the running app."""
        return _same(self.secret, secret)

    def socket_opened(self) -> None:
        with self._lock:
            self._sockets += 1

    def socket_closed(self) -> None:
        with self._lock:
            self._sockets -= 1
            self._last_closed = self._clock()

    def seconds_alone(self) -> float:
        """How long no browser tab has been there; nought while one is."""
        with self._lock:
            return 0.0 if self._sockets else self._clock() - self._last_closed


def _same(known: str, given: str) -> bool:
    return hmac.compare_digest(known.encode(), given.encode())


GATE = Gate()  # of this process

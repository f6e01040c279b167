"""Who may come in: one browser, by a one-time ticket, and nobody else. No web code in here.

The gate of a process has a random path and a random cookie; both end with the process.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable

TICKET_SECONDS = 600
COOKIE = "seat"


class Gate:
    """Tickets given out, the cookie they buy, and how many sockets are open.

    `clock` gives seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = "/" + secrets.token_urlsafe(16)
        self.secret = secrets.token_urlsafe(32)  # buys a ticket outside of the browser; never sent
        self._cookie = secrets.token_urlsafe(32)
        self._tickets: dict[str, float] = {}
        self._clock = clock
        self._lock = threading.Lock()
        self._sockets = 0
        self._last_closed = clock()

    def new_ticket(self) -> str:
        """A ticket that lets one browser in, once, within ten minutes."""
        ticket = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            good = {one: until for one, until in self._tickets.items() if until >= now}
            self._tickets = {**good, ticket: now + TICKET_SECONDS}
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """The cookie header that a good ticket buys, or None. A ticket is good once."""
        with self._lock:
            known = next((one for one in self._tickets if same(one, ticket)), None)
            until = self._tickets.pop(known) if known else 0.0
        if not known or until < self._clock():
            return None
        return f"{COOKIE}={self._cookie}; Path={self.path}; HttpOnly; SameSite=Strict"

    def expects_someone(self) -> bool:
        """True while a ticket that is still good was not used."""
        with self._lock:
            return any(until >= self._clock() for until in self._tickets.values())

    def knows(self, cookie_header: str) -> bool:
        """True for a request that carries our cookie.

        Other programs at other ports put cookies there too, of any form and also of our name:
        each is looked at by itself.
        """
        pairs = (part.strip().partition("=") for part in cookie_header.split(";"))
        return any(name == COOKIE and same(self._cookie, value) for name, _, value in pairs)

    def ticket_for(self, nonce: str, proof: str) -> str | None:
        """A ticket and our own proof, for who read the private note of this app; else None."""
        if not nonce or not same(prove(self.secret, "ask", nonce), proof):
            return None
        ticket = self.new_ticket()
        return f"{ticket} {prove(self.secret, 'give', nonce, ticket)}"

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


def prove(secret: str, *told: str) -> str:
    """What only somebody who knows the secret can say of these words."""
    return hmac.new(secret.encode(), " ".join(told).encode(), "sha256").hexdigest()


def same(known: str, given: str) -> bool:
    """Equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(known.encode(), given.encode())


GATE = Gate()  # of this process

"""In front of every request and socket: exact host, own origin, our cookie; and the headers.

Pure ASGI, no Streamlit inside. What is not let in gets a page that says how to get in, and
nothing else: no page, no download, no byte of the books.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from typing import Any

from portal.ui.gate import Gate
from portal.ui.refusal import BLANK, entered, refused

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_SAFE = ("GET", "HEAD")
_OWN_SITE = ("", "same-origin", "none")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NO_FRAME = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_OURS = f"default-src 'none'; style-src 'unsafe-inline'; {_NO_FRAME}"


class Guard:
    """The middleware. `index` is Streamlit's page: its one inline script is let run by its hash."""

    def __init__(self, app: App, gate: Gate, index: str, on_leave: Callable[[], None]) -> None:
        self._app = app
        self._gate = gate
        self._on_leave = on_leave
        self._scripts = " ".join(f"'sha256-{_hash(one)}'" for one in _INLINE.findall(index))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        host = _host(scope, headers)
        own = host is not None and headers.get("origin") == f"http://{host}"
        if not own or not self._gate.knows(headers.get("cookie", "")):
            await send({"type": "websocket.close", "code": 1008})
            return
        self._gate.socket_opened()
        try:
            await self._app(scope, receive, send)
        finally:
            self._gate.socket_closed()

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        host = _host(scope, headers)
        if host is None:
            await _answer(send, 421, refused())
            return
        if await self._own_route(scope, headers, send):
            return
        if not self._may_pass(scope, headers, host):
            await _answer(send, 403, refused())
            return
        await self._app(scope, receive, self._with_headers(scope, host, send))

    async def _own_route(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Tickets and the blank page: ours, and answered before Streamlit sees them."""
        path, base = scope["path"], self._gate.path
        if path.startswith(f"{base}/enter/") and scope["method"] in _SAFE:
            cookie = self._gate.redeem(path.removeprefix(f"{base}/enter/"))
            # a redirect would lose the strict cookie; a page of ours that refreshes keeps it
            body = entered(base) if cookie else refused()
            await _answer(send, 200 if cookie else 403, body, cookie)
            return True
        if path == f"{base}/leave" and scope["method"] in _SAFE:
            if self._gate.knows(headers.get("cookie", "")):
                self._on_leave()
            await _answer(send, 200, BLANK)
            return True
        if path == f"{base}/ticket" and scope["method"] == "POST":
            nonce, proof = headers.get("x-nonce", ""), headers.get("x-proof", "")
            ticket = self._gate.ticket_for(nonce, proof)
            await _answer(send, 200 if ticket else 403, ticket or "")
            return True
        return False

    def _may_pass(self, scope: Scope, headers: dict[str, str], host: str) -> bool:
        origin = headers.get("origin")
        own_origin = origin == f"http://{host}"
        if scope["method"] not in _SAFE and not own_origin:
            return False
        if origin is not None and not own_origin:
            return False
        own_site = headers.get("sec-fetch-site", "") in _OWN_SITE
        return own_site and self._gate.knows(headers.get("cookie", ""))

    def _with_headers(self, scope: Scope, host: str, send: Send) -> Send:
        static = scope["path"].startswith(f"{self._gate.path}/static/")
        ours = _security(self._policy(host), keep=static)
        names = {name for name, _ in ours}

        async def wrapped(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                theirs = [pair for pair in message["headers"] if pair[0].lower() not in names]
                message = {**message, "headers": [*theirs, *ours]}
            await send(message)

        return wrapped

    def _policy(self, host: str) -> str:
        return (
            f"default-src 'none'; script-src 'self' {self._scripts}; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            f"connect-src 'self' ws://{host}; worker-src 'self' blob:; manifest-src 'self'; "
            f"{_NO_FRAME}"
        )


async def _answer(send: Send, status: int, body: str, cookie: str | None = None) -> None:
    content = body.encode()
    headers = [
        *_security(_OURS, keep=False),
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
    ]
    if cookie:
        headers.append((b"set-cookie", cookie.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _security(policy: str, *, keep: bool) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-security-policy", policy.encode()),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    return headers if keep else [*headers, (b"cache-control", b"no-store")]


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by small-letter name; one that comes twice is empty, so nothing can hide in it."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = "" if key in found else value.decode("latin-1")
    return found


def _host(scope: Scope, headers: dict[str, str]) -> str | None:
    """The host that was asked for when it is ours by name and port, else None."""
    port = (scope.get("server") or ("", 0))[1]
    host = headers.get("host", "")
    return host if host in (f"127.0.0.1:{port}", f"localhost:{port}") else None


def _hash(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode()

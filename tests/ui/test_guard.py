"""A stranger gets nothing: not from page, socket, media, metrics or health."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from portal.ui.gate import TICKET_SECONDS, Gate, prove
from portal.ui.running import Note, found, link_into_running_app
from tests.ui.conftest import ROOT, Running, start, stop, until

PLACES = (
    "/",
    "/index.html",
    "/media/x.pdf",
    "/_stcore/health",
    "/_stcore/metrics",
    "/a1",
    "/static/js/x.js",
)
HEADERS = {
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize("path", PLACES)
def test_without_our_cookie_there_is_only_the_page_that_says_how_to_get_in(shared, path):
    app, _ = shared
    answer = app.ask(app.base + path)

    assert answer.status == 403
    assert "python3 -m portal" in answer.body
    assert "streamlit" not in answer.body.lower()


@pytest.mark.parametrize("path", PLACES)
def test_outside_the_random_path_there_is_nothing(shared, path):
    app, cookie = shared

    assert app.ask(path, Cookie=cookie).status in (403, 404)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", "[::1]"]
)
def test_another_host_is_refused_even_with_the_cookie(shared, host):
    app, cookie = shared

    assert app.ask(f"{app.base}/", Cookie=cookie, Host=host).status == 421
    assert app.socket(Cookie=cookie, Host=host, Origin=f"http://{host}").status == 403


def test_with_the_cookie_the_page_opens_and_carries_every_header(shared):
    app, cookie = shared
    answer = app.ask(f"{app.base}/", Cookie=cookie)

    assert answer.status == 200
    assert HEADERS.items() <= answer.headers.items()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert f"connect-src 'self' ws://127.0.0.1:{app.port};" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", None]
)
def test_a_socket_from_elsewhere_does_not_open(shared, origin):
    app, cookie = shared
    headers = {"Origin": origin} if origin else {}

    assert app.socket(Cookie=cookie, **headers).status == 403


def test_a_socket_without_the_cookie_does_not_open_even_with_a_session_to_take_over(shared):
    app, _ = shared
    answer = app.socket(
        Origin=f"http://127.0.0.1:{app.port}",
        Sec_WebSocket_Protocol="streamlit, x, 6f1f8a0e-0000-4000-8000-000000000000",
    )

    assert answer.status == 403


def test_our_own_socket_opens(shared):
    app, cookie = shared

    assert app.socket(Cookie=cookie, Origin=f"http://127.0.0.1:{app.port}").status == 101


def test_a_request_that_another_site_made_the_browser_send_is_refused(shared):
    app, cookie = shared

    assert app.ask(f"{app.base}/", Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403
    assert app.ask(f"{app.base}/", Cookie=cookie, Origin="http://evil.example").status == 403
    assert app.ask(f"{app.base}/x", "POST", Cookie=cookie).status == 403


def test_cookies_that_other_programs_left_keep_nobody_out_and_let_nobody_in(shared):
    app, cookie = shared

    for theirs in ("seat=x", 'a={"b": "c, d"}', "é=ü", "="):
        assert app.ask(f"{app.base}/", Cookie=f"{theirs}; {cookie}; {theirs}").status == 200
        assert app.ask(f"{app.base}/", Cookie=f"{theirs}; {cookie}x").status == 403
        assert app.ask(f"{app.base}/", Cookie=f"{theirs}; x{cookie}").status == 403


def test_a_ticket_works_once_and_its_cookie_is_strict(app):
    first = app.ask(f"{app.base}/enter/{app.ticket}")
    second = app.ask(f"{app.base}/enter/{app.ticket}")

    assert first.status == 200
    assert f"Path={app.base}; HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
    assert second.status == 403
    assert "set-cookie" not in second.headers


def test_the_blank_page_of_the_quick_exit_says_nothing_and_needs_no_cookie(shared):
    app, _ = shared
    answer = app.ask(f"{app.base}/leave")

    assert answer.status == 200
    assert answer.body.endswith("<body></body></html>")


def test_a_second_start_gets_a_ticket_when_it_proves_that_it_read_the_private_note(app):
    note = app.home / "running"
    secret = json.loads(note.read_text())["secret"]

    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    for headers in (
        {},
        {"X_Nonce": "n", "X_Proof": ""},
        {"X_Nonce": "", "X_Proof": prove(secret, "ask", "")},
        {"X_Nonce": "n", "X_Proof": prove(secret, "ask", "m")},
        {"X_Nonce": "n", "X_Proof": prove("x", "ask", "n")},
    ):
        assert app.ask(f"{app.base}/ticket", "POST", **headers).status == 403
    answer = app.ask(f"{app.base}/ticket", "POST", X_Nonce="n", X_Proof=prove(secret, "ask", "n"))
    ticket, _, proof = answer.body.partition(" ")
    assert proof == prove(secret, "give", "n", ticket)
    assert app.ask(f"{app.base}/enter/{ticket}").status == 200


def test_starting_again_opens_the_running_app(app):
    link = start_again(app).stdout.split()[-1]

    assert app.ask(link.partition(str(app.port))[2]).status == 200


def test_a_stranger_at_the_old_port_leads_nobody_to_a_page_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        Note(server.server_port, "/old", "secret").leave()
        threading.Thread(target=server.handle_request).start()

        assert link_into_running_app() is None
    assert Stranger.told
    assert "secret" not in str(Stranger.told)


def test_the_browser_is_opened_through_a_private_file_that_goes_once_it_was_used(tmp_path):
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(
        '#!/bin/sh\nfile="${1#file://}"\n'
        f'{{ echo "$@"; stat -c %a "$file"; cat "$file"; }} > {seen}\n'
    )
    browser.chmod(0o700)
    home = tmp_path / "home"
    running = start(home, PORTAL_NO_BROWSER="", BROWSER=str(browser))
    try:
        assert until(lambda: seen.exists() and running.ticket in seen.read_text(), 10)
        command, mode, page = seen.read_text().split("\n", 2)
        assert running.ticket not in command
        assert mode == "600"
        assert f"url=http://127.0.0.1:{running.port}{running.base}/enter/{running.ticket}" in page
        assert list(home.glob("open-*"))
        running.enter()
        assert until(lambda: not list(home.glob("open-*")), 10)
    finally:
        stop(running)


def test_the_end_of_the_app_leaves_no_note(app):
    app.process.terminate()
    app.process.wait(20)

    assert list(app.home.iterdir()) == []


def test_ctrl_c_ends_the_app_without_a_traceback_and_leaves_no_note(app):
    app.process.send_signal(signal.SIGINT)
    app.process.wait(20)

    assert list(app.home.iterdir()) == []
    assert "Traceback" not in "".join(app.lines)


def test_the_end_of_one_app_leaves_the_note_of_another(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    first, second = Note(1, "/a", "x"), Note(2, "/b", "y")
    first.leave()
    second.leave()
    first.take_away()

    assert found() == second
    second.take_away()
    assert found() is None


def test_the_log_holds_no_path_cookie_or_session(shared):
    app, cookie = shared
    app.ask(f"{app.base}/", Cookie=cookie)
    app.socket(Cookie=cookie, Origin="http://evil.example")
    time.sleep(0.5)
    log = "".join(app.lines[3:])

    assert app.base not in log
    assert cookie not in log


def test_a_ticket_grows_old():
    now = [0.0]
    gate = Gate(clock=lambda: now[0])
    young, old = gate.new_ticket(), gate.new_ticket()

    assert gate.redeem(young)
    now[0] = TICKET_SECONDS + 1
    assert gate.redeem(old) is None


def test_the_app_is_alone_from_the_moment_the_last_tab_closes():
    now = [0.0]
    gate = Gate(clock=lambda: now[0])
    gate.socket_opened()
    now[0] = 100.0

    assert gate.seconds_alone() == 0
    gate.socket_closed()
    now[0] = 130.0
    assert gate.seconds_alone() == 30


class Stranger(BaseHTTPRequestHandler):
    """Another user's program, where the app once was: says yes to everything."""

    told: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.told.append(f"{self.path} {self.headers}")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ticket " + self.headers["X-Proof"].encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


def start_again(app: Running) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal.ui.start"],
        cwd=ROOT,
        env={"PORTAL_HOME": str(app.home), "PORTAL_NO_BROWSER": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

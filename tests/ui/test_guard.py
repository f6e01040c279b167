"""A stranger gets nothing: not from page, socket, media, metrics or health."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import time

import pytest

from portal.ui.gate import TICKET_SECONDS, Gate
from tests.ui.conftest import ROOT

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


def test_a_cookie_sent_twice_is_no_cookie(shared):
    app, cookie = shared

    assert app.ask(f"{app.base}/", Cookie=f"seat=x; {cookie}x").status == 403


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


def test_a_second_start_gets_a_ticket_with_the_secret_of_the_private_note_only(app):
    note = app.home / "running"
    told = json.loads(note.read_text())

    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert app.ask(f"{app.base}/ticket", "POST").status == 403
    ticket = app.ask(f"{app.base}/ticket", "POST", X_Secret=told["secret"]).body
    assert app.ask(f"{app.base}/enter/{ticket}").status == 200


def test_starting_again_opens_the_running_app(app):
    done = subprocess.run(
        [sys.executable, "-m", "portal.ui.start"],
        cwd=ROOT,
        env={"PORTAL_HOME": str(app.home), "PORTAL_NO_BROWSER": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    link = done.stdout.split()[-1]

    assert app.ask(link.partition(str(app.port))[2]).status == 200


def test_the_end_of_the_app_leaves_no_note(app):
    app.process.terminate()
    app.process.wait(20)

    assert list(app.home.iterdir()) == []


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

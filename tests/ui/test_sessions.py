"""What one tab leaves behind: nothing after lock, nothing in the log, nothing on the disk."""

from __future__ import annotations

import resource
import socket
import sys
import time
from http.client import HTTPConnection

import pytest

from tests.ui.conftest import Running, until
from tests.ui.small_app import SECRET
from tests.ui.tab import open_tab


def log(app: Running) -> str:
    return "".join(app.lines)


def test_after_lock_downloads_and_uploads_are_gone_at_once(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        media = app.base + tab.shown["now"].url
        assert app.ask(media, Cookie=cookie).body.endswith(SECRET)
        assert app.ask(media).status == 403
        assert upload(app, cookie, tab.upload_address("x.csv"), b"x" * 3_000_000) == 204
        tab.run(press="lock")

        assert app.ask(media, Cookie=cookie).status == 404
        assert until(lambda: "HELD 1\nHELD 0\n" in log(app), 5)


def test_a_tab_that_is_locked_from_elsewhere_leaves_no_download_either(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        media = app.base + tab.shown["now"].url
        app.ask(f"{app.base}/leave", Cookie=cookie)

        assert until(lambda: "LOCKED" in log(app), 5)
        assert app.ask(media, Cookie=cookie).status == 404


def test_an_error_leaves_its_kind_and_line_in_the_log_and_not_what_it_says(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        answer = tab.ask_for_download("later")
        tab.run(press="callback")
        tab.run(press="fail")

    assert answer.error_msg
    assert until(lambda: log(app).count("ValueError at small_app.py:") >= 2, 5)
    assert SECRET not in log(app)
    assert "Traceback" not in log(app)
    assert tab.session not in log(app)


def test_an_upload_never_touches_the_disk(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        address = tab.upload_address("x.csv")
        # from here on the system lets this process write no file of more than 100 kB
        resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (100_000, 100_000))

        assert upload(app, cookie, address, b"x" * 20_000_000) == 204


def test_a_tab_that_is_gone_is_locked_within_half_a_minute_and_not_at_once(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
    time.sleep(15)

    assert "LOCKED" not in log(app)
    assert until(lambda: "LOCKED" in log(app), 15)


def test_a_socket_that_drops_and_comes_back_keeps_its_books_open_and_is_still_watched(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        session = tab.session
    with open_tab(app, cookie, session):  # comes back, and does nothing at all
        assert not until(lambda: "LOCKED" in log(app), 32)
    assert until(lambda: "LOCKED" in log(app), 30)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can keep programs out")
def test_other_programs_of_the_user_cannot_read_the_memory_and_a_crash_leaves_no_copy(small):
    app, cookie = small
    with open_tab(app, cookie) as tab:
        tab.run()
        tab.run(press="guarded")

    assert until(lambda: "DUMPABLE 0 CORE (0, 0)" in log(app), 5)


def test_quit_ends_the_app_at_once_even_when_a_tab_does_not_answer(small):
    app, cookie = small
    origin = f"http://127.0.0.1:{app.port}"
    with socket.create_connection(("127.0.0.1", app.port)) as silent:
        silent.sendall(
            f"GET {app.base}/_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n"
            f"Origin: {origin}\r\nCookie: {cookie}\r\nConnection: Upgrade\r\n"
            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        assert b" 101 " in silent.recv(30)
        with open_tab(app, cookie) as tab:
            tab.run()
            tab.run(press="quit")

            assert app.process.wait(15) == 0
    assert "LOCKED" in log(app)
    assert list(app.home.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", app.port), timeout=5)


def upload(app: Running, cookie: str, address: str, content: bytes) -> int:
    token = app.ask(f"{app.base}/_stcore/health", Cookie=cookie)
    xsrf = token.headers.get("set-cookie", "").partition(";")[0]
    body = (
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n'
        + content
        + b"\r\n--b--\r\n"
    )
    connection = HTTPConnection("127.0.0.1", app.port, timeout=20)
    connection.request(
        "PUT",
        app.base + address,
        body,
        {
            "Cookie": f"{cookie}; {xsrf}",
            "X-Xsrftoken": xsrf.partition("=")[2],
            "Origin": f"http://127.0.0.1:{app.port}",
            "Content-Type": "multipart/form-data; boundary=b",
        },
    )
    return connection.getresponse().status

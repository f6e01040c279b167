"""A running app on loopback, asked with plain sockets: what a stranger would see."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/\S+)/enter/(\S+)")


@dataclass
class Answer:
    """Status, headers by small-letter name, and body of one answer."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Running:
    """The app's process and what it printed."""

    process: subprocess.Popen[str]
    home: Path
    lines: list[str] = field(default_factory=list)
    port: int = 0
    base: str = ""
    ticket: str = ""

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; `Host` is right unless said otherwise, `_` in names is `-`."""
        told = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            connection.settimeout(5)
            content = b""
            try:
                while part := connection.recv(65536):
                    content += part
                    if b" 101 " in content[:30]:
                        break
            except TimeoutError:
                pass
        head, _, body = content.decode("utf-8", "replace").partition("\r\n\r\n")
        first, *rest = head.split("\r\n")
        pairs = (line.partition(": ") for line in rest)
        return Answer(
            int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body
        )

    def socket(self, **headers: str) -> Answer:
        """Ask for the app's own socket, as a browser would."""
        return self.ask(
            f"{self.base}/_stcore/stream",
            Connection="Upgrade",
            Upgrade="websocket",
            Sec_WebSocket_Version="13",
            Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
            **headers,
        )

    def enter(self) -> str:
        """Use the one-time ticket; gives the cookie."""
        answer = self.ask(f"{self.base}/enter/{self.ticket}")
        return answer.headers["set-cookie"].partition(";")[0]


def until(seen: Callable[[], object], seconds: float) -> bool:
    """True as soon as `seen()` is; False when it was not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if seen():
            return True
        time.sleep(0.2)
    return False


def start(home: Path, script: str = "streamlit_app.py", **more: str) -> Running:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PORTAL_HOME": str(home),
        "PORTAL_NO_BROWSER": "1",
        "PYTHONUNBUFFERED": "1",
        **more,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Running(process, home)
    ready = threading.Event()

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            running.lines.append(line)
            if found := _LINK.search(line):
                running.port, running.base, running.ticket = int(found[1]), found[2], found[3]
                ready.set()

    threading.Thread(target=listen, daemon=True).start()
    assert ready.wait(60), "".join(running.lines)
    return running


def stop(running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(20)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Running]:
    """One app for one test."""
    running = start(tmp_path)
    yield running
    stop(running)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[Running, str]]:
    """The smallest app behind the real guard, and the cookie of the browser that is in it."""
    running = start(tmp_path, "tests/ui/small_app.py")
    yield running, running.enter()
    stop(running)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """One app for many tests, and the cookie of the browser that is in it."""
    running = start(tmp_path_factory.mktemp("home"))
    yield running, running.enter()
    stop(running)

"""A real app on loopback, and a real Chromium before it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # the browser's own question to its maker about the shape of forms: not a request of ours
    "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter",
]
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, but never where CI counts on them."""
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@dataclass
class App:
    """A running app: `link()` gives the one-time link that it printed last."""

    process: subprocess.Popen[str]
    home: Path
    lines: list[str] = field(default_factory=list)

    def link(self) -> str:
        for line in reversed(self.lines):
            if found := _LINK.search(line):
                return found[0]
        raise AssertionError("the app printed no link: " + "".join(self.lines))

    @property
    def log(self) -> str:
        return "".join(self.lines)


def start_app(home: Path) -> App:
    """Start it as a user would, with its data in a folder of its own."""
    environment = {
        **os.environ,
        "PORTAL_HOME": str(home),
        "PORTAL_NO_BROWSER": "1",
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    app = App(process, home)
    ready = threading.Event()

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            app.lines.append(line)
            if _LINK.search(line):
                ready.set()

    threading.Thread(target=listen, daemon=True).start()
    assert ready.wait(60), app.log
    return app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    running = start_app(home)
    yield running
    running.process.send_signal(signal.SIGTERM)
    running.process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(app: App, browser: Browser) -> Iterator[object]:
    """Open the app through its one-time link, in a window of a given width and scheme."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 1280, scheme: str = "light", locale: str = "en-GB") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            locale=locale,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(app.link())
        page.get_by_test_id("stApp").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()

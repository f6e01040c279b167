"""The house holds: a room imports only rooms on lower floors, and each library has its doors."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = [
    {"pages", "streamlit_app", "cli"},
    {"ui"},
    {"vault", "documents", "exchange"},
    {"taxes", "permits", "rights"},
    {"books", "rulebook", "language"},
    {"basics"},
]
DOORS = {
    "streamlit": {"pages", "streamlit_app", "ui"},
    "starlette": {"streamlit_app", "ui"},
    "uvicorn": {"ui"},
    "sqlmodel": {"vault"},
    "sqlalchemy": {"vault"},
    "sqlcipher3": {"vault"},
    "cryptography": {"vault"},
    "platformdirs": {"vault", "ui"},
    "filelock": {"vault", "ui"},
    "zxcvbn": {"vault"},
    "reportlab": {"documents"},
    "pandas": {"ui"},
    "defusedxml": {"exchange"},
    "mt940": {"exchange"},
    "xlsxwriter": {"exchange"},
    "docx": {"exchange"},
    "icalendar": {"exchange"},
    "rapidfuzz": {"rights"},
    "babel": {"language"},
    "stdnum": {"basics"},
    "dateutil": {"basics", "rulebook", "taxes", "permits", "rights"},
    "pydantic": {"basics", "books", "rulebook"},
    "pydantic_core": {"basics"},
}  # a library that stands in no row fails the test
CLOSED = {("pages", "vault"), ("cli", "ui")}  # the desk hands pages the open books
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def _room(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "portal" and len(parts) > 2 else parts[0]


def _imports(file: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: say the whole name"
            found += [f"{node.module}.{name.name}" for name in node.names]
    return found


def _wrong(room: str, name: str) -> str | None:
    top, _, rest = name.partition(".")
    if top in sys.stdlib_module_names or top == "__future__":
        return None
    if top != "portal":
        return None if room in DOORS.get(top, set()) else f"{room} has no door to {top}"
    other = rest.partition(".")[0]
    if other == room or other == "__version__":
        return None
    closed = (room, other) in CLOSED or FLOOR.get(other, -1) <= FLOOR[room]
    return f"{room} may not import {other}" if closed else None


FILES = sorted(
    [ROOT / "streamlit_app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("portal/*/**/*.py")]
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_imports_only_what_it_may(file):
    assert [found for name in _imports(file) if (found := _wrong(_room(file), name))] == []


def test_pages_lie_one_folder_down():
    # a script directly in pages/ would be run without the front door
    assert list((ROOT / "pages").glob("*.py")) == []

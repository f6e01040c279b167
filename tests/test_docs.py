"""What the texts say of the project is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_house import DOORS

ROOT = Path(__file__).resolve().parents[1]


def _doors_in_text() -> dict[str, set[str]]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("| library | comes in through | reason |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (\w+) \| ([\w, ]+) \| \S", table, re.MULTILINE)
    return {library: set(rooms.split(", ")) for library, rooms in rows}


def test_every_library_stands_in_the_text_with_its_doors_and_its_reason():
    assert _doors_in_text() == DOORS


@pytest.mark.parametrize(
    "folder", sorted(one.name for one in (ROOT / "data").iterdir() if one.is_dir())
)
def test_every_folder_of_data_has_its_paragraph(folder):
    assert f"\n**`{folder}/`**" in (ROOT / "data" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.nl.md"])
def test_readmes_name_the_two_commands_and_files_that_exist(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")

    assert "python3 -m portal\n" in text
    assert "python3 -m portal test" in text
    for name in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (ROOT / name).exists(), name


def test_the_text_names_the_files_that_it_speaks_of():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:ui|vault|books|taxes|exchange|documents|basics)/\w+\.py)`", text):
        assert (ROOT / "portal" / name).exists(), name

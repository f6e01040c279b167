"""What the texts say of the project is so."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from portal.cli import COMMANDS, main
from tests.test_house import DOORS

ROOT = Path(__file__).resolve().parents[1]
HEADER = "date,kind,account,category,gross,vat_rate,memo"


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


def _commands(readme: str) -> list[str]:
    """The lines of a README's code blocks."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]


def test_both_readmes_give_the_same_commands():
    assert _commands("README.md") == _commands("README.nl.md")


def test_the_commands_of_the_readme_work_one_after_the_other(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTAL_PASSPHRASE", "korrekt paard batterij nietje 7")
    Path("bookings.csv").write_text(
        f"{HEADER}\n2026-07-06,taking,cash,,121.00,21,\n", encoding="utf-8"
    )
    shutil.copy(ROOT / "tests/examples/bank/ing/good_nl_2023_comma.csv", "bank.csv")
    start = "python3 -m portal "
    named = [
        shlex.split(line.removeprefix(start))
        for line in _commands("README.md")
        if line.startswith(start)
    ]

    assert {words[0] for words in named} == set(COMMANDS)
    assert [(words, main(words)) for words in named] == [(words, 0) for words in named], (
        capsys.readouterr().err
    )
    assert Path("copy.csv").read_text(encoding="utf-8").startswith(HEADER)

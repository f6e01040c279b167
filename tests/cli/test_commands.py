"""Commands from the first to the last, as a person types them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import portal
from portal.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
SECRET = "korrekt paard batterij nietje 7"
BOOKINGS = """date,kind,account,category,gross,vat_rate,memo
2026-07-06,taking,cash,,121.00,21,"a, b"
2026-07-06,cost,bank,rent,363.00,21,
2026-07-07,cost,bank,advertising,80.00,reverse_eu,=1+1
2026-07-08,transfer,cash,bank,100.00,,
2026-07-09,cost,cash,room_rent,10.10,,é
2026-08-08,taking,cash,,-12.10,21,
"""


@pytest.fixture
def vault(tmp_path, monkeypatch, capsys):
    """A new vault with a few bookings."""
    monkeypatch.setenv("PORTAL_PASSPHRASE", SECRET)
    (tmp_path / "in.csv").write_text(BOOKINGS, encoding="utf-8")
    folder = tmp_path / "vault"
    assert main(["new", "--vault", str(folder), "--language", "en"]) == 0
    assert main(["load", str(tmp_path / "in.csv"), "--vault", str(folder)]) == 0
    capsys.readouterr()
    return folder


def _json(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_new_prints_the_recovery_code_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_PASSPHRASE", SECRET)

    assert main(["new", "--vault", str(tmp_path / "v"), "--vat-period", "month"]) == 0
    assert re.search(r"^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$", capsys.readouterr().out, re.MULTILINE)


def test_a_weak_passphrase_is_warned_of_and_an_empty_one_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_PASSPHRASE", "password")
    assert main(["new", "--vault", str(tmp_path / "v")]) == 0
    assert capsys.readouterr().err.count("\n") == 1

    monkeypatch.setenv("PORTAL_PASSPHRASE", "")
    assert main(["new", "--vault", str(tmp_path / "w")]) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["v"]


def test_dump_gives_back_byte_for_byte_what_was_loaded(vault, tmp_path):
    out = tmp_path / "out.csv"

    assert main(["dump", "--vault", str(vault), "--output", str(out)]) == 0
    assert out.read_bytes() == BOOKINGS.encode()


def test_loading_a_second_time_books_it_again(vault, tmp_path):
    out = tmp_path / "out.csv"
    main(["load", str(tmp_path / "in.csv"), "--vault", str(vault)])
    main(["dump", "--vault", str(vault), "--output", str(out)])
    header, rest = BOOKINGS.encode().split(b"\n", 1)

    assert out.read_bytes() == header + b"\n" + rest + rest


def test_vat_gives_whole_euros_in_the_order_of_the_form(vault, capsys):
    # By hand: 121 - 12.10 holds 18.90 VAT over 90; rent 63 VAT; 4b 80 and 16.80; 5b 79.80
    told = _json(capsys, "vat", "--vault", str(vault), "--period", "2026-Q3")

    assert told["period"] == "2026-Q3"
    assert list(told["boxes"]) == [
        "1a",
        "1b",
        "1c",
        "1d",
        "1e",
        "2a",
        "3a",
        "3b",
        "3c",
        "4a",
        "4b",
        "5a",
        "5b",
        "5g",
    ]
    assert told["boxes"]["1a"] == {"turnover": 90, "vat": 18}
    assert told["boxes"]["4b"] == {"turnover": 80, "vat": 16}
    assert told["boxes"]["3b"] == {"turnover": 0}
    assert told["boxes"]["5b"] == {"vat": 80}
    assert told["payable"] == told["boxes"]["5g"]["vat"] == 34 - 80
    assert any("files nothing" in note for note in told["notes"])


@pytest.mark.parametrize(("period", "vat"), [("2026-07", 21), ("2026-08", -3), ("2026", 18)])
def test_vat_of_a_month_and_of_a_year(vault, capsys, period, vat):
    told = _json(capsys, "vat", "--vault", str(vault), "--period", period)

    assert told["boxes"]["1a"]["vat"] == vat


def test_figures_are_exact_to_the_cent_and_sum_to_nought(vault, capsys):
    main(["figures", "--vault", str(vault), "--year", "2026", "--json"])
    text = capsys.readouterr().out
    told = json.loads(text, parse_float=str)

    assert told["turnover"] == "90.00"
    assert told["costs"] == {"advertising": "80.00", "rent": "310.10"}
    assert told["profit"] == "-300.10"
    sheet = json.loads(text)["balance_sheet"]
    assert round(sum(sheet.values()), 2) == 0
    assert sheet["cash"] == -1.20
    assert sheet["vat"] == 44.10


def test_a_year_without_bookings_is_nought_and_no_error(vault, capsys):
    told = _json(capsys, "figures", "--vault", str(vault), "--year", "2019")

    assert (told["turnover"], told["costs"], told["profit"]) == (0, {}, 0)


def test_pdfs_are_written_whole(vault, tmp_path, capsys):
    for command in (
        ["vat", "--period", "2026-Q3", "--pdf", str(tmp_path / "a.pdf")],
        ["figures", "--year", "2026", "--pdf", str(tmp_path / "b.pdf")],
    ):
        assert main([*command, "--vault", str(vault)]) == 0

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_in_a_folder_that_is_not_there_is_refused_in_one_line(vault, tmp_path, capsys):
    command = [
        "vat",
        "--vault",
        str(vault),
        "--period",
        "2026",
        "--pdf",
        str(tmp_path / "x" / "a.pdf"),
    ]

    assert main(command) == 2
    assert "a.pdf" in capsys.readouterr().err


def test_a_backup_restores_to_the_same_bookings_in_a_new_place_only(vault, tmp_path):
    file, place, out = tmp_path / "backup", tmp_path / "again", tmp_path / "out.csv"

    assert main(["backup", "--vault", str(vault), str(file)]) == 0
    assert main(["restore", str(file), "--vault", str(place)]) == 0
    assert main(["restore", str(file), "--vault", str(place)]) == 2
    assert main(["dump", "--vault", str(place), "--output", str(out)]) == 0
    assert out.read_bytes() == BOOKINGS.encode()


def test_a_wrong_row_is_named_and_nothing_is_loaded(vault, tmp_path, capsys):
    bad = tmp_path / "bad.csv"
    bad.write_text(BOOKINGS + "2026-07-06,taking,cash,,12.345,21,\n", encoding="utf-8")

    assert main(["load", str(bad), "--vault", str(vault)]) == 2
    error = capsys.readouterr().err
    assert "8" in error
    assert "gross" in error
    assert _json(capsys, "figures", "--vault", str(vault), "--year", "2026")["turnover"] == 90


@pytest.mark.parametrize(
    "arguments",
    [
        ["vat", "--period", "2026-Q5"],
        ["vat"],
        ["figures", "--year", "soon"],
        ["load", "/nowhere.csv"],
        ["frobnicate"],
    ],
)
def test_a_mistake_is_one_line_on_stderr_and_exit_2(vault, capsys, arguments):
    assert main([*arguments, "--vault", str(vault)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err


def test_a_wrong_passphrase_is_said_in_the_language_that_was_asked_for(vault, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_PASSPHRASE", "not this one")
    command = ["figures", "--vault", str(vault), "--year", "2026"]
    main([*command, "--language", "nl"])
    dutch = capsys.readouterr().err
    main([*command, "--language", "en"])

    assert dutch != capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    without_vault = {"compare", "trades", "places", "rights", "letter", "help"}
    without_vault |= {"estimate", "kia", "annuity-room", "depreciation"}

    assert main([command, "--help"]) == 0
    assert ("--vault" in capsys.readouterr().out) is (command not in without_vault)


def test_version_and_help_end_well(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == portal.__version__
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


def test_the_whole_way_in_a_process_of_its_own(vault):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "portal.cli",
            "vat",
            "--vault",
            str(vault),
            "--period",
            "2026-Q3",
            "--json",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout)["payable"] == -46


def test_figures_start_without_the_heavy_libraries():
    code = (
        "import sys; from portal.cli import figures; "
        "print([name for name in ('streamlit', 'pandas', 'reportlab') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"

"""The launcher: one environment for each lock, outside the repository; and where words lead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from portal import __main__ as launcher


def test_no_words_start_the_app_and_the_word_test_starts_the_tests():
    assert launcher.command([]) == ["-m", "portal.ui.start"]
    assert launcher.command(["test", "-k", "x"]) == ["-m", "pytest", "-k", "x"]
    assert launcher.command(["vat", "--help"]) == ["-m", "portal.cli", "vat", "--help"]


def test_a_changed_lock_is_another_environment(tmp_path):
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("x==1")
    two.write_text("x==2")

    assert launcher.fingerprint((one,)) == launcher.fingerprint((one,))
    assert len({launcher.fingerprint(locks) for locks in ((one,), (two,), (one, two))}) == 3


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_environments_lie_outside_the_repository_on_every_system(monkeypatch, platform):
    monkeypatch.delenv("PORTAL_ENVIRONMENTS", raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    assert not launcher.shelf().is_relative_to(launcher.ROOT)


def test_a_finished_environment_is_used_and_an_unfinished_one_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_ENVIRONMENTS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text("")
    made = []

    def make(folder: Path, locks: tuple[Path, ...]) -> None:
        made.append(locks)
        python = launcher._python_in(folder)
        python.parent.mkdir(parents=True)
        python.touch()
        (folder / "ready").touch()

    monkeypatch.setattr(launcher, "_make", make)
    first = launcher.environment((lock,))

    assert launcher.environment((lock,)) == first
    assert made == [(lock,)]
    (first.parents[1] / "ready").unlink()
    first.unlink()
    first.parent.rmdir()
    launcher.environment((lock,))
    assert len(made) == 2


def test_a_failed_install_leaves_nothing_and_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PORTAL_ENVIRONMENTS", str(tmp_path / "shelf"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text(f"nothing-like-this==1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(launcher, "APP", lock)

    assert launcher.main([]) == 2
    assert list((tmp_path / "shelf").iterdir()) == []
    assert "Nothing was changed" in capsys.readouterr().err


def test_the_launcher_needs_only_the_standard_library():
    code = (
        "import sys, portal.__main__\n"
        "tops = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(tops & {'streamlit', 'pydantic', 'sqlmodel'}))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=launcher.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"


def test_locks_are_pinned_and_hashed_and_name_no_host():
    for lock in (launcher.APP, launcher.TESTS):
        lines = lock.read_text(encoding="utf-8").splitlines()
        names = [line for line in lines if line[:1].isalnum()]
        assert all("==" in line for line in names)
        assert sum("--hash=sha256:" in line for line in lines) > len(names)
        assert not any("://" in line or line.startswith("--index") for line in lines)

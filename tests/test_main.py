"""The launcher: one environment for each lock, outside the repository; and where words lead."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest

from portal import __main__ as launcher
from portal import environments, installing


def test_no_words_start_the_app_and_the_word_test_starts_the_tests():
    assert launcher.command([]) == ["-m", "portal.ui.start"]
    assert launcher.command(["test", "-k", "x"]) == ["-m", "pytest", "-k", "x"]
    assert launcher.command(["test"])[:2] == ["-m", "pytest"]
    assert launcher.command(["vat", "--help"]) == ["-m", "portal.cli", "vat", "--help"]


def test_a_changed_lock_is_another_environment(tmp_path):
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("x==1")
    two.write_text("x==2")

    assert environments.fingerprint((one,)) == environments.fingerprint((one,))
    assert len({environments.fingerprint(locks) for locks in ((one,), (two,), (one, two))}) == 3


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_environments_lie_outside_the_repository_on_every_system(monkeypatch, platform):
    monkeypatch.delenv("PORTAL_ENVIRONMENTS", raising=False)
    monkeypatch.setattr(sys, "platform", platform)

    assert not environments.shelf().is_relative_to(launcher.ROOT)


def test_a_finished_environment_is_used_and_an_unfinished_one_is_not(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_ENVIRONMENTS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text("")
    made = []

    def make(folder: Path, locks: tuple[Path, ...]) -> None:
        made.append(locks)
        python = environments.python_in(folder)
        python.parent.mkdir(parents=True)
        python.touch()
        (folder / "ready").touch()

    monkeypatch.setattr(installing, "make", make)
    first = environments.environment((lock,))

    assert environments.environment((lock,)) == first
    assert made == [(lock,)]
    (first.parents[1] / "ready").unlink()
    first.unlink()
    first.parent.rmdir()
    environments.environment((lock,))
    assert len(made) == 2


def test_a_start_that_was_broken_off_keeps_nobody_waiting(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from portal import installing\n"
        "with installing._one_at_a_time(Path(sys.argv[1])):\n"
        "    print('in', flush=True); time.sleep(60)"
    )
    lock = tmp_path / "lock"
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(lock)], cwd=launcher.ROOT, stdout=subprocess.PIPE
    )
    assert first.stdout
    assert first.stdout.readline() == b"in\n"
    with lock.open("a") as held:
        assert not installing._taken(held.fileno())
        first.kill()
        first.communicate()
        assert installing._taken(held.fileno())


def test_remains_and_long_unused_environments_go_and_recent_ones_stay(tmp_path):
    for name, days in (("ours", 0), ("recent", 59), ("old", 61)):
        ready = tmp_path / name / "ready"
        ready.parent.mkdir()
        ready.touch()
        os.utime(ready, (time.time() - days * 86400,) * 2)
    (tmp_path / "broken-off").mkdir()
    (tmp_path / "lock").touch()
    installing._remove_old(tmp_path / "ours")

    assert {one.name for one in tmp_path.iterdir()} == {"ours", "recent", "lock"}


def test_a_python_that_has_everything_in_these_versions_is_used_as_it_is(tmp_path):
    here = f"pytest=={metadata.version('pytest')}"
    for text, wanted in (
        (f"{here} \\\n    --hash=sha256:00\nnot-there==1 ; sys_platform == 'win32'\n", True),
        (f"{here}\nnot-there==1\n", False),
        (f"{here}.1\n", False),
        (f"{here}.1 ; sys_platform == 'linux'\n", False),
        ("", False),
    ):
        lock = tmp_path / "lock.txt"
        lock.write_text(text)
        assert installing.installed_here((lock,)) is wanted


def test_a_failed_install_leaves_nothing_and_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PORTAL_ENVIRONMENTS", str(tmp_path / "shelf"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text(f"nothing-like-this==1 --hash=sha256:{'0' * 64}\n")
    monkeypatch.setattr(launcher, "APP", lock)

    assert launcher.main([]) == 2
    assert not [one for one in (tmp_path / "shelf").iterdir() if one.is_dir()]
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

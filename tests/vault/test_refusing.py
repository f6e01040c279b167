"""A disk that is full or broken at any single write: old or new, never between, one sentence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault.refusing import DEEDS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
ABLE = sys.platform == "linux" and COMPILER is not None


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    """refusing.c, compiled for this machine."""
    if not ABLE and not os.environ.get("CI"):
        pytest.skip("needs Linux and a C compiler")
    made = tmp_path_factory.mktemp("shim") / "refusing.so"
    options = ["-shared", "-fPIC", "-o", str(made), str(HERE / "refusing.c"), "-ldl"]
    subprocess.run([str(COMPILER), *options], check=True)
    return made


@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_refuses_at_any_write_leaves_old_or_new_and_says_so(deed, shim, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.refusing", str(tmp_path), deed],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    rounds = [json.loads(line) for line in done.stdout.splitlines()]

    assert len(rounds) == 4  # full and broken, once and lasting
    for found in rounds:
        assert set(found) <= {"not_written, old", "done, new", "not_written, new"}
        # The one write after which a booking is kept but not proven to be: told as not kept.
        assert found.get("not_written, new", 0) <= 1
        assert found["not_written, old"] > 3

"""Keep the memory of this process from the user's other programs, where the system can."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4  # prctl(2): no core file, and no ptrace by the same user


def harden() -> None:
    """Linux and macOS: no core dumps. Linux: not readable by other programs of the user."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

"""Run as a module: the command line."""

from __future__ import annotations

import sys

from portal.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

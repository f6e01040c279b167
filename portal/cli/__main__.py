"""Run as a module: the command line."""

from __future__ import annotations

import os
import sys

from portal.cli import main

if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # all is closed; taking the libraries down piece by piece costs 50 ms

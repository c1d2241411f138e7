"""The commands at the prompt: validate, show and explain."""

from __future__ import annotations

import signal
import sys

from guarantee_claims import _native


def main() -> int:
    """Runs the program with the arguments of the process; its exit code."""
    # Ctrl-C ends it as any program: nothing of Python's runs meanwhile that could see the signal.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _native.run(["claims", *sys.argv[1:]])

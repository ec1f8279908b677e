"""Which state of the project a stored result is of."""

from __future__ import annotations

import subprocess
from pathlib import Path


def commit() -> str:
    """The commit that is checked out; "with changes" if the package or its tests differ from it."""
    def git(*args: str) -> str:
        return subprocess.run(["git", *args], cwd=Path(__file__).parent, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--", ".", "../fuseflow")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")

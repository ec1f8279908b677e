"""What is stored beside the numbers: machine, versions, commit, date."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

import numpy as np

import fuseflow
from fuseflow.cosim import native


def surroundings() -> dict:
    """Where and with what this is measured: plain data."""
    module = native.load()
    return {
        "machine": {"cpu": _cpu(), "cores": os.cpu_count(), "architecture": platform.machine(),
                    "system": platform.platform(), "load": list(os.getloadavg())},
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "fuseflow": fuseflow.__version__,
                     "compiler": _compiler(Path(module.__file__))},
        "isa": int(module.__name__.rsplit("v", 1)[1]),
        "commit": commit(),
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def _cpu() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.M)
    return found[1] if found else platform.processor()


def _compiler(library: Path) -> str | None:
    """What compilers write into what they make."""
    found = re.search(rb"(GCC: |clang version )[\x20-\x7e]+", library.read_bytes())
    return found[0].decode() if found else None


def commit() -> str | None:
    """With "+" where files differ from it."""
    def git(*args: str) -> str:
        return subprocess.run(["git", *args], capture_output=True, text=True, check=True,
                              cwd=Path(__file__).parent).stdout.strip()

    try:
        return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return None

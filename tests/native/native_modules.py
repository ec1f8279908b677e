"""The native modules that the tests run on: the installed ones, or that of the folder `--native-dir`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from fuseflow.cosim import native

LOAD = native.load


def given(config) -> Path | None:
    folder = config.getoption("native_dir", None)
    return Path(folder) if folder else None


def modules(config) -> dict:
    """By name."""
    folder = given(config)
    if folder is None:
        most = LOAD(1).cpu_level()
        return {f"v{n}": LOAD(n) for n in native.built() if n <= most}
    name = "_native_v1"
    if name not in sys.modules:
        # With several, somebody forgot to clean up: whichever it is would be the wrong one.
        (path,) = folder.glob(f"{name}*.so")
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return {folder.name: sys.modules[name]}

"""The prototype that the floors of issue 3 come from, on this machine: ../shared/prototypes/engine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.case import Outcome, Skip, Stopwatch

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "prototypes" / "engine" / "sam2p"


@cache
def modules():
    """Its graph builder and its engine; compiled by g++, with -march=native, in a temporary folder.

    Raises
    ------
    Skip
        If it is not there.
    """
    if not SOURCE.exists():
        raise Skip(f"{SOURCE} is missing")
    folder = tempfile.mkdtemp(prefix="fuseflow-prototype-")
    shutil.copytree(SOURCE, Path(folder) / "sam2p", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    sys.path.insert(0, folder)
    try:
        from sam2p import cpp, graph
    finally:
        sys.path.remove(folder)
        # The library is loaded: its file is not needed any more.
        shutil.rmtree(folder)
    return graph, cpp


def simulation(order: str, a, b, format: str, depth: int) -> Callable:
    """`Case.run` of its SpMM: functional phase, then timing phase."""
    graph, cpp = modules()
    g = getattr(graph, f"spmm_{order}")(a, b, format, format)

    def run(loaded: Callable[[], None]) -> Outcome:
        loaded()
        watch = Stopwatch()
        functional = cpp.Func(g).run()
        timer = cpp.Timer(g, depth)
        cycles, end = timer.run(functional.acts())
        assert end == "done"
        return watch.outcome(sum(timer.pushed()), cycles)

    return run

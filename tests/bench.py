"""Measure this machine: python tests/bench.py [FILE.json]. Medians of five runs, one thread."""

from __future__ import annotations

import json
import platform
import statistics
import sys
import time

import numpy as np
import scipy.sparse as sp

import fuseflow as ff
from fuseflow.results import format_table

RUNS = 5


def median(work) -> float:
    """Median seconds of `RUNS` calls, after one to warm up."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def spmm(order: str, size: int, density: float) -> ff.Compiled:
    rng = np.random.default_rng(0)
    a, b = (sp.random(size, size, density, format="csr", dtype=np.float32, random_state=rng) for _ in "ab")
    formats = {"ikj": (ff.CSR, ff.CSR), "ijk": (ff.CSR, ff.CSC)}[order]
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), dict(zip("AB", map(ff.tensor, (a, b), formats))))


def main() -> None:
    rows, record = [], {"machine": platform.machine(), "python": platform.python_version(), "cases": []}
    for order, size in (("ikj", 64), ("ikj", 128), ("ijk", 64)):
        compiled = spmm(order, size, 0.05)
        program, tensors = compiled.program, compiled.bound
        result = compiled.simulate()
        seconds = median(compiled.simulate)
        case = {
            "case": f"SpMM {order} {size}, 5%", "cycles": result.cycles, "tokens": result.kernels[0].tokens,
            "compile_ms": round(1000 * median(lambda p=program, t=tensors: ff.compile(p, t)), 2),
            "simulate_s": round(seconds, 4), "tokens_per_s": round(result.kernels[0].tokens / seconds),
        }
        record["cases"].append(case)
        rows.append(tuple(str(v) if isinstance(v, float) else v for v in case.values()))
    print(format_table(tuple(record["cases"][0]), rows))
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w") as file:
            json.dump(record, file, indent=1)


if __name__ == "__main__":
    main()

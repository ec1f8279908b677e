"""Compiling a statement takes some milliseconds: the median over random statements, without conversion of data."""

import statistics
import time

import fuseflow as ff
from tests.fuzz.check import REFUSED
from tests.fuzz.generator import draw

BUDGET = 0.005
"""Seconds per statement, in the median."""

LOAD = 2
"""How much slower this machine may be while other tests run."""

STATEMENTS = 100
REPEATS = 3


def programs():
    """Programs of fuzz cases that compile, with Specs for tensors."""
    found, seed = [], 0
    while sum(len(c.program.statements) for c, _ in found) < STATEMENTS:
        case, seed = draw(seed), seed + 1
        specs = {n: t.spec for n, t in case.tensors.items()}
        try:
            ff.compile(case.program, specs, schedule=case.schedule, formats=dict(case.formats))
        except (ff.Unsupported, ff.ScheduleError) as error:
            assert error.code in REFUSED | {"FF-E202"}, error
            continue
        found.append((case, specs))
    return found


def test_median_per_statement():
    times = []
    for case, specs in programs():
        program, schedule, formats = case.program, case.schedule, dict(case.formats)
        best = float("inf")
        for _ in range(REPEATS):
            start = time.perf_counter()
            ff.compile(program, specs, schedule=schedule, formats=formats)
            best = min(best, time.perf_counter() - start)
        times += [best / len(program.statements)] * len(program.statements)
    assert statistics.median(times) < LOAD * BUDGET, f"{statistics.median(times) * 1000:.2f} ms"

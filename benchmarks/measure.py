"""Running cases: rounds over a group, the calibration before each run, peak memory in a process of its own."""

from __future__ import annotations

import json
import math
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.case import Case, Group, Outcome
from fuseflow.cosim import native

RUNS = 5

LONG = 5.0
"""Seconds: a case that takes longer is run twice only; four times as long: once, without another to warm up."""

SHORT, MOST = 0.1, 20
"""Seconds, times: a case that takes less than the first is run several times in a row, up to the second; what counts is
their mean. Else one interruption would decide."""

ROOT = Path(__file__).resolve().parents[1]


def measure(cases: Sequence[Case], runs: int = RUNS) -> list[dict]:
    """Medians of some runs of each case, in turn, after one to warm up.

    Returns
    -------
    list of dict
        name, tokens, cycles; seconds, cpu_seconds (medians); tokens_per_s; runs (wall seconds of each, the mean of
        `repeats`); calibrations (seconds of the calibration before each); calibrated (median of their ratios); whole
        (of a model: seconds with the host's work between kernels); versus, times (how many times faster than that case,
        by tokens/s: median over the rounds); floor; met, and met_cpu: would it be, if CPU seconds counted? That tells
        a slow engine from a busy machine. None where there is none.
    """
    warm = {c.name: c.run(_nothing) for c in cases}
    done = {c.name: _runs_of(warm[c.name], runs) for c in cases}
    repeats = {c.name: min(math.ceil(SHORT / warm[c.name].seconds), MOST) for c in cases}
    outcomes: dict[str, list[Outcome]] = {c.name: [warm[c.name]] if done[c.name] == 0 else [] for c in cases}
    beside: dict[str, list[float]] = {c.name: [calibrate()] if done[c.name] == 0 else [] for c in cases}
    for k in range(runs):
        for c in cases:
            if k < done[c.name]:
                beside[c.name].append(calibrate())
                outcomes[c.name].append(_mean([c.run(_nothing) for _ in range(repeats[c.name])]))
    return [_summary(c, outcomes, beside[c.name], repeats[c.name]) for c in cases]


def _nothing() -> None:
    pass


def _mean(outcomes: list[Outcome]) -> Outcome:
    first = outcomes[0]
    if any((o.tokens, o.cycles) != (first.tokens, first.cycles) for o in outcomes):
        raise AssertionError("tokens or cycles differ from run to run")
    whole = statistics.mean(o.whole for o in outcomes) if first.whole else None
    return Outcome(statistics.mean(o.seconds for o in outcomes), statistics.mean(o.cpu for o in outcomes),
                   first.tokens, first.cycles, whole)


def calibrate() -> float:
    """Seconds of the fixed piece of work in the native module, about 0.05."""
    return native.load().calibrate()


def _runs_of(warm: Outcome, runs: int) -> int:
    return 0 if warm.seconds > 4 * LONG else min(runs, 2) if warm.seconds > LONG else runs


def _summary(case: Case, all_outcomes: dict[str, list[Outcome]], beside: list[float], repeats: int) -> dict:
    outcomes = all_outcomes[case.name]
    seconds = statistics.median(o.seconds for o in outcomes)
    tokens = outcomes[0].tokens
    if any((o.tokens, o.cycles) != (tokens, outcomes[0].cycles) for o in outcomes):
        raise AssertionError(f"{case.name}: tokens or cycles differ from run to run")
    out = {
        "name": case.name, "tokens": tokens, "cycles": outcomes[0].cycles, "seconds": seconds,
        "cpu_seconds": statistics.median(o.cpu for o in outcomes),
        "tokens_per_s": tokens / seconds if tokens else None,
        "runs": [o.seconds for o in outcomes], "repeats": repeats, "calibrations": beside,
        "calibrated": statistics.median(o.seconds / c for o, c in zip(outcomes, beside, strict=True)),
        "whole": statistics.median(o.whole for o in outcomes) if outcomes[0].whole else None,
        "versus": case.versus, "times": None, "floor": None, "met": None, "met_cpu": None,
        "peak_mb": None, "grown_mb": None,
    }
    on_cpu = {"seconds": out["cpu_seconds"], "tokens_per_s": tokens / out["cpu_seconds"] if tokens else None}
    if case.versus:
        out["times"], on_cpu["times"] = (_times(outcomes, all_outcomes[case.versus], x) for x in ("seconds", "cpu"))
    if case.floor:
        out["floor"] = {"kind": case.floor.kind, "value": case.floor.value}
        out["met"] = case.floor.met(out)
        out["met_cpu"] = None if case.parallel else case.floor.met(on_cpu)
    return out


def _times(mine: list[Outcome], others: list[Outcome], clock: str) -> float:
    """How many times faster, round by round, by `seconds` or `cpu`."""
    def rate(o: Outcome) -> float:
        return (o.tokens or 1) / getattr(o, clock)

    return statistics.median(rate(a) / rate(b) for a, b in zip(mine, others))


def memory(group: Group) -> dict:
    """Peak memory of a fresh process that runs the case `group.memory` once.

    Returns
    -------
    dict
        peak_mb: of the whole process; grown_mb: how much it rose above what was there when the data were loaded, None
        where the system does not say.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--memory", group.memory], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"measuring the memory of {group.memory}:\n{done.stderr}")
    return json.loads(done.stdout)


def own_memory(case: Case) -> dict:
    """`memory`, of this process."""
    before: list[float] = []

    def loaded() -> None:
        if STATUS.exists():
            before.extend((_status("VmHWM"), _status("VmRSS")))
            # The peak so far is that of loading; this makes Linux forget it.
            Path("/proc/self/clear_refs").write_text("5")

    case.run(loaded)
    if before:
        # Not what `resource` says: that begins with the parent's memory.
        peak = max(before[0], _status("VmHWM"))
        return {"peak_mb": round(peak, 1), "grown_mb": round(max(_status("VmHWM") - before[1], 0), 1)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"peak_mb": round(peak, 1), "grown_mb": None}


STATUS = Path("/proc/self/status")


def _status(key: str) -> float:
    """MB, as Linux says."""
    return int(next(line for line in STATUS.read_text().splitlines() if line.startswith(key)).split()[1]) / 1024

"""What is printed: the table, the comparison with an earlier run."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fuseflow.results import format_table

SAME = 0.05
"""Ratios nearer to 1 than this are not called faster or slower."""


def table(cases: Sequence[dict]) -> str:
    """One line a case."""
    head = ("case", "tokens", "cycles", "seconds", "CPU s", "runs", "Mtok/s", "/ calibr.", "times", "peak MB", "floor",
            "met")
    return format_table(head, [_row(c) for c in cases])


def _row(c: dict) -> tuple:
    # Numbers are text here: some rows have none, and columns of text are not aligned to the right by themselves.
    numbers = [
        (f"{c['tokens']:,}" if c["tokens"] else "", 13), (f"{c['cycles']:,}" if c["cycles"] else "", 11),
        (f"{c['seconds']:.4f}", 8), (f"{c['cpu_seconds']:.4f}", 8), (str(len(c["runs"])), 4),
        (f"{c['tokens_per_s'] / 1e6:.1f}" if c["tokens_per_s"] else "", 6), (f"{c['calibrated']:.3f}", 9),
        (f"{c['times']:.2f}" if c["times"] else "", 5), (_memory(c), 12), (_floor(c["floor"]), 11),
    ]
    met = {None: "", True: "yes", False: "NO, on CPU time yes" if c["met_cpu"] else "NO"}[c["met"]]
    return c["name"], *(text.rjust(width) for text, width in numbers), met


def _memory(c: dict) -> str:
    if c["peak_mb"] is None:
        return ""
    return f"{c['peak_mb']:.0f}" + ("" if c["grown_mb"] is None else f" (+{c['grown_mb']:.0f})")


def _floor(floor: dict | None) -> str:
    if floor is None:
        return ""
    value = floor["value"]
    return {"tokens_per_s": f"{value / 1e6:.0f} Mtok/s", "seconds": f"<= {value:g} s", "times": f"{value:g} times"}[
        floor["kind"]]


def floors(cases: Sequence[dict]) -> str:
    """How many floors are met, and which are not."""
    missed = [c for c in cases if c["met"] is False]
    total = sum(c["met"] is not None for c in cases)
    lines = [f"floors met: {total - len(missed)} of {total}"]
    for c in missed:
        lines.append(f"  not: {c['name']}" + (" (on CPU time it is: the machine is busy)" if c["met_cpu"] else ""))
    return "\n".join(lines)


def beside_prototype(cases: Sequence[dict]) -> str:
    """Million tokens per second of the engine and of the prototype, by wall and CPU time; empty without."""
    by_name = {c["name"]: c for c in cases}
    rows = []
    for theirs in (c for c in cases if c["name"].endswith("/prototype")):
        pair, row = (by_name[theirs["versus"]], theirs), [theirs["versus"]]
        for seconds in ("seconds", "cpu_seconds"):
            ours, other = (c["tokens"] / c[seconds] / 1e6 for c in pair)
            row += [f"{ours:.1f}".rjust(6), f"{other:.1f}".rjust(9), f"{ours / other:.2f}"]
        rows.append(tuple(row))
    head = ("case", "wall", "prototype", "ratio", "CPU", "prototype", "ratio")
    return "million tokens per second\n" + format_table(head, rows) if rows else ""


def compare(old: dict, new: dict) -> dict[str, float]:
    """How many times faster each case is than in an earlier record, by calibrated times: case name -> ratio.

    Only cases that both have.
    """
    before = {c["name"]: c["calibrated"] for c in old["cases"]}
    return {c["name"]: before[c["name"]] / c["calibrated"] for c in new["cases"] if c["name"] in before}


def total(ratios: dict[str, float]) -> float:
    """Their geometric mean; 1 for none."""
    return math.exp(sum(map(math.log, ratios.values())) / len(ratios)) if ratios else 1.0


def comparison(old: dict, new: dict) -> str:
    """The ratios of `compare` as text, with a total."""
    ratios = compare(old, new)
    lines = [f"compared with {(old['commit'] or 'an unknown commit')[:12]} of {old['date'][:10]} "
             f"({old['machine']['cpu']}, instruction set {old['isa']}), as ratios of calibrated times:"]
    if not ratios:
        return f"{lines[0]} it has none of these cases"
    width = max(map(len, ratios))
    lines += [f"  {name.ljust(width)}  {_words(r)}" for name, r in ratios.items()]
    lines.append(f"  {f'total, {len(ratios)} cases (geometric mean)'.ljust(width)}  {_words(total(ratios))}")
    return "\n".join(lines)


def _words(ratio: float) -> str:
    if abs(math.log(ratio)) < SAME:
        return f"{ratio:.2f}  same"
    return f"{ratio:.2f}  " + ("faster" if ratio > 1 else "slower")

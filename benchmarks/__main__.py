"""``python -m bench``: the command behind ``make bench``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks import cases, measure, prototype, report
from benchmarks.case import Group, Skip
from benchmarks.record import surroundings

LATEST = measure.ROOT / "bench_out" / "latest.json"

BASELINE = Path(__file__).parent / "baseline.json"


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="make bench", description="Measure the engine; compare with an earlier run.")
    p.add_argument("--quick", action="store_true", help="small cases, less than a minute")
    p.add_argument("--long", action="store_true", help="more than 1e9 tokens as well, and how memory grows with them")
    p.add_argument("--prototype", action="store_true", help="the prototype of the floors beside SpMM")
    p.add_argument("--only", metavar="GLOB", help="groups of that name, as in 'spmm/ikj-1024*'")
    p.add_argument("--runs", type=int, default=measure.RUNS, help="of each case (default: %(default)s)")
    p.add_argument("--json", type=Path, default=LATEST, metavar="FILE", help="where to store the numbers")
    p.add_argument("--baseline", type=Path, default=BASELINE, metavar="FILE", help="what to compare with")
    p.add_argument("--fail-below", type=float, metavar="RATIO",
                   help="exit with 1 if a case is less than so many times as fast as before")
    p.add_argument("--list", action="store_true", help="print the names of the groups")
    p.add_argument("--memory", metavar="CASE", help=argparse.SUPPRESS)
    return p


def main(argv: Sequence[str] | None = None) -> int:
    options = parser().parse_args(argv)
    if options.memory:
        print(json.dumps(memory_of(options.memory)))
        return 0
    skipped = {}
    if options.prototype and not options.list:
        try:
            prototype.modules()
        except Skip as why:
            skipped["prototype"], options.prototype = str(why), False
    groups = [g for g in cases.every(options.quick, options.long, options.prototype)
              if options.only is None or fnmatchcase(g.name, options.only)]
    if options.list:
        print(*(g.name for g in groups), sep="\n")
        return 0
    if not groups:
        parser().error(f"no group is called {options.only!r}: see --list")
    record = {**surroundings(), "runs": options.runs, "cases": [], "skipped": skipped}
    run(groups, options.runs, record)
    # The comparison comes before the file is written: they may be the same one.
    old = json.loads(options.baseline.read_text()) if options.baseline.exists() else None
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(record, indent=1) + "\n")
    parts = (report.table, report.floors, report.beside_prototype)
    print("\n\n".join(text for part in parts if (text := part(record["cases"]))))
    for name, why in record["skipped"].items():
        print(f"skipped: {name}: {why}")
    print(f"stored in {options.json}\n")
    if old is None:
        print(f"nothing to compare with: {options.baseline} is missing")
        return 0
    print(report.comparison(old, record))
    ratios = report.compare(old, record)
    slower = {name: r for name, r in ratios.items() if options.fail_below and r < options.fail_below}
    for name, r in slower.items():
        print(f"slower than allowed: {name}: {r:.2f} < {options.fail_below:g}")
    return 1 if slower else 0


def run(groups: Sequence[Group], runs: int, record: dict) -> None:
    """Measure all groups into the record, saying how far it is."""
    start = time.monotonic()
    for k, group in enumerate(groups, 1):
        print(f"step {k} of {len(groups)}, {time.monotonic() - start:.0f} s: {group.name}", file=sys.stderr, flush=True)
        try:
            found = measure.measure(group.prepare(), runs)
        except Skip as why:
            record["skipped"][group.name] = str(why)
            continue
        if group.memory:
            next(c for c in found if c["name"] == group.memory).update(measure.memory(group))
        record["cases"] += found


def memory_of(name: str) -> dict:
    """Peak memory of this process after one run of a case."""
    for quick in (False, True):
        for group in cases.every(quick, long=True):
            if group.memory == name:
                return measure.own_memory(next(c for c in group.prepare() if c.name == name))
    raise SystemExit(f"the memory of {name} is not measured")


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.fuzz 20000 --seed 0 --jobs 2 --shrink``: run the fuzzer, print what it covered and what failed."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from tests.commit import commit
from tests.fuzz.case import reproducer
from tests.fuzz.check import run
from tests.fuzz.coverage import Histogram
from tests.fuzz.generator import draw
from tests.fuzz.pool import run_all
from tests.fuzz.shrink import shrink

EVERY = 10
"""Seconds between two lines of progress."""


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    histogram, failures, start, last = Histogram(), [], time.monotonic(), 0.0
    for found in run_all(range(options.seed, options.seed + options.n), options.jobs):
        histogram.add(found["facts"])
        if found["seconds"]:
            histogram.compile_seconds.append(found["seconds"])
        if found["failed"]:
            failures.append({k: found[k] for k in ("seed", "kind", "label", "detail")})
            print(f"seed {found['seed']}: {found['kind']} {found['label']}", flush=True)
        elapsed = time.monotonic() - start
        if elapsed - last > EVERY:
            last, rate = elapsed, histogram.cases / elapsed
            print(f"{histogram.cases:,} of {options.n:,} cases, {rate:.0f} a second, "
                  f"{(options.n - histogram.cases) / rate:.0f} s left, {len(failures)} failures", flush=True)
    if options.n:
        print(histogram)
    missing = histogram.missing() if options.n else []
    for line in missing:
        print(f"not covered: {line}")
    rtl = _rtl(options) if options.rtl else None
    for failure in failures:
        _tell(failure, options.shrink)
    seconds = time.monotonic() - start
    if options.o:
        result = {"commit": commit(), "seed": options.seed, "n": options.n, "seconds": round(seconds),
                  "failures": failures, "missing": missing, "rtl": rtl, "covered": histogram.to_dict()}
        Path(options.o).write_text(json.dumps(result, indent=1) + "\n")
    bad_rtl = rtl is not None and rtl["unequal"]
    print(f"{histogram.cases:,} cases in {seconds:.0f} s: {len(failures)} failures, {len(missing)} things not covered")
    return 1 if failures or bad_rtl or (missing and options.require_coverage) else 0


def _options(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("n", type=int, help="number of cases")
    parser.add_argument("--seed", type=int, default=0, help="of the first case; they count up from it")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shrink", action="store_true", help="make failing cases small; print reproducers of them")
    parser.add_argument("--rtl", type=int, default=0, metavar="K", help="run K kernels in RTL, too")
    parser.add_argument("--simulator", default="verilator", choices=("verilator", "icarus"))
    parser.add_argument("--require-coverage", action="store_true", help="fail if something is covered too little")
    parser.add_argument("-o", metavar="FILE", help="write what came of it as JSON")
    return parser.parse_args(arguments)


def _tell(failure: dict, small: bool) -> None:
    """Print a failing case; its reproducer, too, where asked for."""
    case = draw(failure["seed"])
    print(f"\n=== {failure['kind']} {failure['label']}\n{case}\n{failure['detail']}")
    if small and failure["label"] not in ("cycles", "the process died", "without an answer"):
        case = shrink(case, lambda c: run(c).category)
        failure["reproducer"] = reproducer(case)
        print(f"--- shrunk\n{case}\n--- reproducer\n{failure['reproducer']}", flush=True)


def _rtl(options) -> dict:
    from tests.fuzz.rtl import sample

    return sample(options.seed, options.rtl, options.simulator, say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    sys.exit(main())

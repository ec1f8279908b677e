"""The models of the FuseFlow paper at full size: cycles, bytes, seconds, memory, beside the paper's speedups.

    python -m benchmarks.paper                 run what is not stored yet, store it, print the tables
    python -m benchmarks.paper --fresh         run all of it
    python -m benchmarks.paper --only 'gcn/*'  some of it
    python -m benchmarks.paper --tables        print the stored tables

Every run is a process of its own, two at a time; what it computes is compared with PyTorch. The graphs are read from
../shared/data/graphs; without them, their runs are left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path
from threading import Lock

from benchmarks.paper_cases import CASES, FUSIONS, Run, run
from benchmarks.record import commit

STORED = Path(__file__).with_name("paper.json")
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m benchmarks.paper", description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--only", default="*", metavar="GLOB", help="names of runs, as in 'gcn/cora/*'")
    p.add_argument("--fresh", action="store_true", help="also what is stored")
    p.add_argument("--tables", action="store_true", help="run nothing")
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--run", metavar="NAME", help=argparse.SUPPRESS)
    options = p.parse_args()
    if options.run:
        print(json.dumps(run(options.run)))
        return
    stored = read()
    chosen = [name for case in CASES for name in case.runs if fnmatchcase(name, options.only)]
    if not chosen:
        p.error(f"no run is called {options.only!r}: --tables names them")
    due = [] if options.tables else [name for name in chosen if options.fresh or name not in stored]
    try:
        failed = execute(due, stored, options.jobs)
    except KeyboardInterrupt:
        sys.exit("interrupted: what is listed above is stored")
    print(tables(stored))
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def read() -> dict:
    """What is stored, by name of the run."""
    return json.loads(STORED.read_text()) if STORED.exists() else {}


def execute(due: list[str], stored: dict, jobs: int) -> list[str]:
    """Run, store every result when it is there; the names of those that failed."""
    state = commit()
    failed, lock = [], Lock()

    def one(name: str) -> None:
        done = subprocess.run([sys.executable, "-m", "benchmarks.paper", "--run", name], cwd=ROOT, capture_output=True,
                              text=True, check=False)
        lines = done.stdout.strip().splitlines()
        if done.returncode:
            failed.append(name)
            print(f"{name}: FAILED: {(done.stderr.strip().splitlines() or ['?'])[-1]}", file=sys.stderr, flush=True)
            return
        found = json.loads(lines[-1])
        if "skipped" in found:
            print(f"{name}: skipped: {found['skipped']}", file=sys.stderr, flush=True)
            return
        with lock:
            # Somebody else may have stored something meanwhile.
            stored.update(read())
            stored[name] = {**found, "commit": state}
            STORED.write_text(json.dumps(dict(sorted(stored.items())), indent=1) + "\n")
        print(f"{len(stored)} stored; {name}: {found['cycles']:,} cycles in {found['seconds']:.0f} s", file=sys.stderr,
              flush=True)

    with ThreadPoolExecutor(jobs) as pool:
        try:
            list(pool.map(one, due))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return failed


def tables(stored: dict) -> str:
    """Every run, and the speedups beside the paper's."""
    from fuseflow.results import format_table

    rows, headline = [], []
    for case in CASES:
        base = stored.get(f"{case.name}/unfused")
        for fuse in FUSIONS:
            found: Run | None = stored.get(f"{case.name}/{fuse}")
            if found:
                rows.append((f"{case.name}/{fuse}", found["kernels"], f"{found['cycles']:,}",
                             f"{found['bytes_read']:,}", f"{found['bytes_written']:,}", f"{found['tokens']:,}",
                             f"{found['compile_seconds']:.1f}", f"{found['seconds']:.1f}", found["memory_mb"]))
        if base:
            speed = [f"{base['cycles'] / stored[n]['cycles']:.2f}" if (n := f"{case.name}/{f}") in stored else "-"
                     for f in FUSIONS[1:]]
            moved = [_ratio(base, stored.get(f"{case.name}/{f}")) for f in FUSIONS[1:]]
            headline.append((case.name, *speed, *moved, *(f"{x:.2f}" if x else "-" for x in case.paper)))
    left = [(case.name + "/" + fuse, why) for case in CASES for fuse, why in case.left_out.items()]
    return "\n\n".join([
        format_table(("run", "kernels", "cycles", "bytes read", "bytes written", "tokens", "compile s", "simulate s",
                      "MB"), rows),
        "Cycles of unfused / cycles of the fusion, bytes likewise; the paper's cycles.",
        format_table(("case", "partial", "full", "bytes partial", "bytes full", "paper partial", "paper full"),
                     headline),
        "Left out:", format_table(("run", "why"), left)])


def _ratio(base: dict, other: dict | None) -> str:
    if other is None:
        return "-"
    total = [x["bytes_read"] + x["bytes_written"] for x in (base, other)]
    return f"{total[0] / total[1]:.2f}"


if __name__ == "__main__":
    main()

"""``make crosscheck``: every case; figures to docs/crosscheck.json, their table to docs/crosscheck.md, as they come."""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

import fuseflow
from fuseflow.cosim import simulators
from tests.commit import commit
from tests.crosscheck.cases import cases
from tests.crosscheck.run import crosscheck

DOCS = Path(__file__).parents[2] / "docs"
FIGURES, PAGE = DOCS / "crosscheck.json", DOCS / "crosscheck.md"

HEAD = ("kernel", "nodes", "channels", "tokens", "cycles RTL", "cycles simulator", "difference", "Verilator cycles/s",
        "against")


def main() -> int:
    p = argparse.ArgumentParser(prog="python -m tests.crosscheck", description=__doc__)
    p.add_argument("--only", default="*", metavar="GLOB", help="only these cases")
    p.add_argument("--missing", action="store_true", help="only those without figures")
    p.add_argument("--list", action="store_true", help="only name the cases")
    options = p.parse_args()
    stored = json.loads(FIGURES.read_text()) if options.missing and FIGURES.exists() else {}
    chosen = [c for c in cases() if fnmatchcase(c.name, options.only)]
    if not chosen:
        p.error(f"no case is called {options.only!r}: see --list")
    chosen = [c for c in chosen if c.name not in stored]
    if options.list:
        print("\n".join(c.name for c in chosen))
        return 0
    missing = [c.name for c in chosen if c.needs and not c.needs.exists()]
    if missing:
        print(f"left out, for their files are not there: {', '.join(missing)}")
        chosen = [c for c in chosen if c.name not in missing]
    rows, wrong = [], []
    try:
        run(chosen, rows, wrong)
    except KeyboardInterrupt:
        print("interrupted: the figures of what is listed above are stored")
        return 130
    for text in wrong:
        print(text)
    print(summary(rows))
    return 1 if wrong else 0


def run(chosen: list, rows: list[dict], wrong: list[str]) -> None:
    """Run cases, two at a time; store the figures of each when it is done."""
    start = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        try:
            for k, (case, found) in enumerate(zip(chosen, pool.map(crosscheck, chosen)), 1):
                rows += found
                wrong += [f"{r['case']} {r['kernel']}: {r['wrong']}" for r in found if r["wrong"]]
                store(case.name, found)
                cycles = sum(r["cycles_rtl"] for r in found)
                print(f"{k}/{len(chosen)} {case.name}: {len(found)} kernels, {cycles:,} cycles, {len(wrong)} wrong so "
                      f"far, {time.monotonic() - start:.0f} s", flush=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def summary(rows: list[dict]) -> str:
    return (f"{len(rows)} kernels, {sum(r['channels'] for r in rows):,} channels, {sum(r['tokens'] for r in rows):,} "
            f"tokens, {sum(r['cycles_rtl'] for r in rows):,} cycles; "
            f"{sum(r['mismatches'] for r in rows)} pushes, pops or words differ")


def store(case: str, rows: list[dict]) -> None:
    """The figures of a case in place of its earlier ones, with the commit and the versions they are of."""
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    figures[case] = {"commit": commit(), "version": fuseflow.__version__, "python": platform.python_version(),
                     "verilator": simulators.version("verilator"), "kernels": rows}
    figures = {c.name: figures[c.name] for c in cases() if c.name in figures}
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    between = re.compile(r"(<!-- figures -->\n).*(<!-- end -->)", re.DOTALL)
    PAGE.write_text(between.sub(lambda m: m[1] + table(figures) + "\n" + m[2], PAGE.read_text()))


def table(figures: dict) -> str:
    """The figures as the page shows them."""
    every = [r for f in figures.values() for r in f["kernels"]]
    lines = [f"{len(figures)} of {sum(1 for _ in cases())} cases were run: {summary(every)}.", "",
             "| case | " + " | ".join(HEAD) + " | commit |", "|-" * (len(HEAD) + 2) + "|"]
    lines += [f"| {name} | {r['kernel']} | {r['nodes']} | {r['channels']} | {r['tokens']:,} | {r['cycles_rtl']:,} | "
              f"{r['cycles_sim']:,} | {r['cycles_rtl'] - r['cycles_sim']} | {r['rate']:,} | {r['against']} | "
              f"`{f['commit']}` |" for name, f in figures.items() for r in f["kernels"]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

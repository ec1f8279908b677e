"""``make crosscheck``: every case; figures to docs/crosscheck.json, their table to docs/crosscheck.md."""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

import fuseflow
from fuseflow.cosim import simulators
from tests.crosscheck.cases import cases
from tests.crosscheck.run import crosscheck

DOCS = Path(__file__).parents[2] / "docs"
FIGURES, PAGE = DOCS / "crosscheck.json", DOCS / "crosscheck.md"

HEAD = ("kernel", "nodes", "channels", "tokens", "cycles RTL", "cycles simulator", "difference", "Verilator cycles/s",
        "against")


def main() -> int:
    p = argparse.ArgumentParser(prog="python -m tests.crosscheck", description=__doc__)
    p.add_argument("--only", default="*", metavar="GLOB", help="only these cases; nothing is stored then")
    p.add_argument("--list", action="store_true", help="only name the cases")
    options = p.parse_args()
    chosen = [c for c in cases() if fnmatchcase(c.name, options.only)]
    if options.list:
        print("\n".join(c.name for c in chosen))
        return 0
    start, rows, wrong = time.monotonic(), [], []
    with ThreadPoolExecutor(2) as pool:
        for k, (case, found) in enumerate(zip(chosen, pool.map(crosscheck, chosen)), 1):
            rows += found
            wrong += [f"{r['case']} {r['kernel']}: {r['wrong']}" for r in found if r["wrong"]]
            cycles = sum(r["cycles_rtl"] for r in found)
            print(f"{k}/{len(chosen)} {case.name}: {len(found)} kernels, {cycles:,} cycles, {len(wrong)} wrong so far, "
                  f"{time.monotonic() - start:.0f} s", flush=True)
    for text in wrong:
        print(text)
    print(summary(rows))
    if options.only == "*":
        store(rows)
    return 1 if wrong else 0


def summary(rows: list[dict]) -> str:
    return (f"{len(rows)} kernels, {sum(r['channels'] for r in rows):,} channels, {sum(r['tokens'] for r in rows):,} "
            f"tokens, {sum(r['cycles_rtl'] for r in rows):,} cycles; "
            f"{sum(r['mismatches'] for r in rows)} pushes, pops or words differ")


def store(rows: list[dict]) -> None:
    figures = {"commit": _commit(), "version": fuseflow.__version__, "python": platform.python_version(),
               "verilator": simulators.version("verilator"), "kernels": rows}
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    between = re.compile(r"(<!-- figures -->\n).*(<!-- end -->)", re.DOTALL)
    PAGE.write_text(between.sub(lambda m: m[1] + table(figures) + "\n" + m[2], PAGE.read_text()))


def table(figures: dict) -> str:
    """The figures as the page shows them."""
    rows = figures["kernels"]
    lines = [f"At commit `{figures['commit']}`: {summary(rows)}.", ""]
    for name in dict.fromkeys(r["case"] for r in rows):
        of_case = [r for r in rows if r["case"] == name]
        lines += [f"**{name}**", "", "| " + " | ".join(HEAD) + " |", "|-" * len(HEAD) + "|"]
        lines += [f"| {r['kernel']} | {r['nodes']} | {r['channels']} | {r['tokens']:,} | {r['cycles_rtl']:,} | "
                  f"{r['cycles_sim']:,} | {r['cycles_rtl'] - r['cycles_sim']} | {r['rate']:,} | {r['against']} |"
                  for r in of_case]
        lines.append("")
    return "\n".join(lines[:-1])


def _commit() -> str:
    def git(*args: str) -> str:
        return subprocess.run(["git", *args], cwd=DOCS, capture_output=True, text=True).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + (" with changes" if git("status", "--porcelain") else "")


if __name__ == "__main__":
    sys.exit(main())

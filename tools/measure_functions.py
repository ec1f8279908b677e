"""Measures every function of one operand on all 2^32 float32: ``make functions``.

The native engine's own code runs against libm in double precision. The figures go to ``docs/functions.json`` as they
come, and their table into ``docs/functions.md``; with ``--only`` some functions are measured again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import struct
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuseflow.cosim.native import load
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.tables import sha256

DOCS = Path(__file__).parents[1] / "docs"
FIGURES, PAGE = DOCS / "functions.json", DOCS / "functions.md"

UNARY = tuple(name for name in FUNCTIONS if name not in BINARY)

PROMISED = {
    **dict.fromkeys(("neg", "abs", "relu", "not"), 0.0), "sqrt": 0.5,
    **dict.fromkeys(("exp", "log", "rsqrt", "reciprocal"), 2.0), **dict.fromkeys(("tanh", "sigmoid", "erf"), 4.0),
    "gelu": 1.0,
}
"""Largest error that is allowed, in units of `unit`."""

CHUNK = 1 << 24
"""Inputs of one piece of work."""

REFERENCE_ERROR = 1e-6
"""What libm may be wrong by, in ulp of float32."""


def unit(name: str) -> str:
    return "2^-22 max(1, abs x)" if name == "gelu" else "ulp"


def measure(name: str, threads: int, inputs: int = 1 << 32) -> dict:
    """Errors of one function on the operands from 0 up to `inputs`."""
    native, start = load(), time.monotonic()
    most, at, total, measured, wrong = 0.0, 0, 0.0, 0, 0
    pieces = range(0, inputs, CHUNK)
    with ThreadPoolExecutor(threads) as pool:
        results = pool.map(lambda first: native.measure(name, first, min(CHUNK, inputs - first)), pieces)
        for done, (own, where, sum_, count, bad, bad_at) in enumerate(results, start=1):
            if bad:
                print(f"{name}: {bad} results are NaN or infinite, or are not, wrongly; one at {bad_at:#010x}")
            if own > most:
                most, at = own, where
            total, measured, wrong = total + sum_, measured + count, wrong + bad
            if sys.stderr.isatty():
                left = (time.monotonic() - start) * (len(pieces) / done - 1)
                print(f"\r{name}: {done}/{len(pieces)}, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)
    return {
        "inputs": inputs, "unit": unit(name), "promised": PROMISED[name], "max": round(most, 6), "at": f"{at:#010x}",
        "x": struct.unpack("<f", struct.pack("<I", at))[0], "mean": round(total / max(1, measured), 6),
        "finite": measured, "wrong": wrong,
    }


def table(figures: dict) -> str:
    """The figures as the page shows them."""
    lines = ["| function | unit | promised | largest error | at x = | mean error | finite results |", "|-|-|-|-|-|-|-|"]
    for name, f in figures["functions"].items():
        lines.append(f"| {name} | {f['unit']} | {f['promised']:g} | {f['max']:.4f} | {f['x']:.9g} (`{f['at']}`) | "
                     f"{f['mean']:.4f} | {f['finite']:,} |")
    return "\n".join(lines)


def with_table(page: str, figures: dict) -> str:
    """The page, its table replaced."""
    return re.sub(r"(<!-- figures -->\n).*?(\n<!-- end -->)", lambda m: m[1] + table(figures) + m[2], page, flags=re.S)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="functions to measure again, with commas between them")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    chosen = options.only.split(",") if options.only else UNARY
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    same = kept.get("tables_sha256") == sha256()
    functions = kept["functions"] if same else {}
    for k, name in enumerate(chosen, start=1):
        start = time.monotonic()
        functions[name] = f = measure(name, options.threads)
        print(f"{k}/{len(chosen)} {name}: at most {f['max']:.4f} {f['unit']} at {f['x']:.9g}, mean {f['mean']:.4f}, "
              f"{f['wrong']} wrong ({time.monotonic() - start:.0f} s)", flush=True)
        ordered = {name: functions[name] for name in UNARY if name in functions}
        figures = {"tables_sha256": sha256(), "reference": f"libm, double ({' '.join(platform.libc_ver())})",
                   "functions": ordered}
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n")
    PAGE.write_text(with_table(PAGE.read_text(), figures))
    print(table(figures))
    bad = [n for n, f in functions.items() if f["wrong"] or f["max"] > f["promised"] + REFERENCE_ERROR]
    if bad:
        print(f"more than promised: {', '.join(bad)}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())

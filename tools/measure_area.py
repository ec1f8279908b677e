"""Measures area and speed of all primitives on an ECP5: ``make area``.

The figures go to ``docs/area.json`` as they come, with the commit that they were measured at, and their table into
``docs/area.md``; with ``--only`` some are measured again. Exit code 1 if a bound is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import fuseflow as ff
from fuseflow.errors import ToolError
from fuseflow.models import MODELS
from fuseflow.synth import CASES, DEVICE, Measurement, kernel, measure, versions
from fuseflow.synth.cases import failures

DOCS = Path(__file__).parents[1] / "docs"
FIGURES, PAGE = DOCS / "area.json", DOCS / "area.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"

LAYER = "gcn: layer 1, partially fused"
"""The kernel `relu` of the model gcn, fuse="partial", profile="pipelined"."""

LAYER_LEAST = 80
"""Its clock in MHz, at least."""


def commit() -> str:
    """The commit that is checked out; ``+`` if the hardware was changed since."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=DOCS, capture_output=True, text=True, check=True).stdout.strip()

    return git("rev-parse", "--short=12", "HEAD") + ("+" if git("status", "--porcelain", "--", "../fuseflow") else "")


def layer(**options) -> Measurement:
    module, args, *_ = MODELS["gcn"].load()()
    compiled = ff.compile(module, args=args, schedule=ff.Schedule(fuse="partial", profile="pipelined"))
    (chosen,) = compiled.select("relu")
    return kernel(chosen.graph, **options)


def figures(found: Measurement, about: str) -> dict:
    entry = found.to_dict()
    del entry["name"], entry["parts"]
    return {"about": about, **entry, "commit": commit()}


def table(stored: dict) -> str:
    """All figures, in the order of the cases."""
    lines = ["| what | | LUT4 | FF | LUT RAM | block RAM | DSP | MHz | least .. most | seeds | commit |",
             "|-|-|-|-|-|-|-|-|-|-|-|"]
    for name in [*CASES, LAYER]:
        if name in stored["designs"]:
            e = stored["designs"][name]
            a, clocks = e["area"], e["seeds_mhz"]
            lines.append(
                f"| {name} | {e['about']} | {a['lut4']} | {a['ff']} | {a['lut_ram']} | {a['block_ram']} | {a['dsp']} | "
                f"**{e['fmax_mhz']:.0f}** | {min(clocks):.0f} .. {max(clocks):.0f} | {len(clocks)} | {e['commit']} |")
    return "\n".join(lines)


def store(stored: dict) -> None:
    FIGURES.write_text(json.dumps(stored, indent=1) + "\n")
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table(stored)}\n{END}{rest.partition(END)[2]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="*", metavar="GLOB", help="these only; the kernel is called 'layer'")
    parser.add_argument("--seeds", type=int, default=5, metavar="N")
    options = parser.parse_args()
    names = [n for n in (*CASES, "layer") if fnmatchcase(n, options.only)]
    if not names:
        parser.error(f"nothing is called {options.only!r}: layer, {', '.join(CASES)}")
    stored = json.loads(FIGURES.read_text()) if FIGURES.exists() else {"designs": {}}
    try:
        stored |= {"device": DEVICE, "tools": versions()}
    except ToolError as error:
        sys.exit(str(error))
    missed = []

    def told(name):
        return lambda step: print(f"{name}: {step}", file=sys.stderr, flush=True)

    for case in CASES.values():
        if case.name in names:
            found = measure(case.make(), case.name, seeds=options.seeds, progress=told(case.name))
            stored["designs"][case.name] = figures(found, case.about)
            missed += failures(case, found.fmax, found.area.lut4)
            store(stored)
    if "layer" in names:
        found = layer(seeds=options.seeds, progress=told(LAYER))
        stored["designs"][LAYER] = figures(found, f"{len(found.parts)} parts")
        if found.fmax < LAYER_LEAST:
            missed.append(f"{LAYER}: {found.fmax:.1f} MHz, less than {LAYER_LEAST}")
        store(stored)
    for text in missed:
        print(f"MISSED: {text}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()

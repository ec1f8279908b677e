"""``make mutate``: every mutation of the hardware is seen. Writes ``docs/mutations.json`` and ``docs/mutations.md``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from fuseflow.cosim import simulators
from tests.commit import commit
from tests.mutate import checks
from tests.mutate.catalogue import MUTATIONS, Mutation

ROOT = Path(__file__).parents[2]


def seen(mutations: tuple[Mutation, ...], simulator: str) -> Iterator[tuple[Mutation, str | None]]:
    """Every mutation, and what was seen of it."""
    side = sorted((m for m in mutations if m.check == "together"), key=lambda m: m.profile.name)
    for _, group in groupby(side, key=lambda m: m.profile):
        group = list(group)
        found = checks.together(group, simulator)
        yield from ((m, found[m.name]) for m in group)
    for m in mutations:
        match m.check:
            case "alone":
                yield m, checks.alone(m, simulator)
            case "queue":
                yield m, checks.queue(m)
            case "deep":
                yield m, checks.deep(m)
            case "pause":
                yield m, checks.pause(m, simulator)


def page(record: dict) -> str:
    """The list as people read it."""
    rows = "\n".join(f"| {m['name']} | `{m['module']}` | `{m['seen_by']}` | {_cell(m['seen'])} |"
                     for m in record["mutations"])
    return f"""# Mutations of the hardware

{len(record["mutations"])} single-point mutations of the Amaranth source, and what the tests see of them: `make mutate`
plants them and does to each what the named tests do to the right hardware. Their texts stand in
`tests/mutate/catalogue.py` and `mutations.json`; `make formal` finds those of channels and of nodes without
arithmetic, too.

Run at commit `{record["commit"][:12]}` with {record["simulator"]} {record["version"]}, in {record["seconds"]} s.

| what is wrong | where | tests | what they see first |
|-|-|-|-|
{rows}
"""


def _cell(text: str | None) -> str:
    return "**nothing**" if text is None else text.replace("|", "\\|").replace("\n", " ")[:160]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description=__doc__)
    parser.add_argument("--simulator", choices=simulators.SIMULATORS, default="verilator")
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "docs", help="folder for mutations.json and .md")
    options = parser.parse_args()
    start, rows = time.monotonic(), {}
    for m, what in seen(MUTATIONS, options.simulator):
        print(f"{len(rows) + 1:3} of {len(MUTATIONS)}  {m.module}: {m.name}: {(what or 'NOT SEEN')[:150]}", flush=True)
        rows[m.name] = {"name": m.name, "module": m.module, "old": m.old, "new": m.new, "kind": m.kind,
                        "profile": m.profile.name, "seen_by": checks.TESTS[m.check], "seen": what}
    record = {"commit": commit(), "simulator": options.simulator,
              "version": simulators.version(options.simulator), "seconds": round(time.monotonic() - start),
              "mutations": [rows[m.name] for m in MUTATIONS]}
    (options.out / "mutations.json").write_text(json.dumps(record, indent=1) + "\n")
    (options.out / "mutations.md").write_text(page(record))
    missed = [name for name, row in rows.items() if row["seen"] is None]
    print("\n".join([f"{len(rows) - len(missed)} of {len(rows)} mutations seen", *(f"NOT SEEN: {m}" for m in missed)]))
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())

"""One case: the RTL of every kernel against the simulator, and what the RTL wrote against the references."""

from __future__ import annotations

import random
import threading
from dataclasses import replace

import fuseflow as ff
from fuseflow.cli.check import check, expected
from fuseflow.program import Compiled
from tests.crosscheck.cases import Case

TRACING = threading.Lock()
"""PyTorch traces one model at a time."""


def crosscheck(case: Case, kernels: str = "*") -> list[dict]:
    """A row for every kernel, or every one of `kernels` (globs).

    Its keys: case, kernel, nodes, channels, tokens, cycles_rtl, cycles_sim, mismatches, rate, against, wrong. ``rate``
    is in cycles a second, of the RTL alone, every channel watched; ``wrong`` says what is wrong, or is "".
    """
    with TRACING:
        model = case.model()
    compiled = ff.compile(model.program, dict(model.tensors), schedule=case.schedule)
    if case.random_depths:
        compiled = with_random_depths(compiled)
    verdict = compiled.cosim(kernels=kernels)
    outputs = {name: verdict.outputs[name] for name in model.program.outputs if name in verdict.outputs}
    compared = check(model, expected(model), outputs) if len(outputs) == len(model.program.outputs) else ()
    nodes = {k.name: len(k.graph.nodes) for k in compiled.kernels}
    rows = []
    for k in verdict.kernels:
        mine = [c for c in compared if c.output in outputs and c.output in k.outputs]
        wrong = [str(k.mismatches[0])] if k.mismatches else [c.reason for c in mine if not c.ok]
        rows.append({
            "case": case.name, "kernel": k.name, "nodes": nodes[k.name], "channels": k.channels, "tokens": k.tokens,
            "cycles_rtl": k.cycles_rtl, "cycles_sim": k.cycles_sim, "mismatches": len(k.mismatches),
            "rate": round(k.cycles_rtl / k.rtl_seconds), "wrong": "; ".join(wrong),
            "against": " and ".join(["simulator", *dict.fromkeys(c.against for c in mine)])})
    return rows


def with_random_depths(compiled: Compiled) -> Compiled:
    """Up to three slots more in every channel."""
    rng = random.Random(0)

    def deeper(graph):
        return graph.with_depth({c.name: c.depth + rng.randrange(4) for c in graph.channels})

    return replace(compiled, kernels=tuple(replace(k, graph=deeper(k.graph)) for k in compiled.kernels))

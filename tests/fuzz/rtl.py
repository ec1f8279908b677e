"""Kernels of random programs in RTL, equal to the simulator in every cycle.

Several kernels are built as one graph, side by side: one build of the simulator, which takes longer than all runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

from fuseflow.cosim import engine
from fuseflow.cosim.check import compare
from fuseflow.cosim.images import fresh
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.verdict import differences
from fuseflow.hw.verilog import emit
from fuseflow.machine.graph import Graph
from fuseflow.machine.primitives import KINDS
from tests.fuzz.check import run
from tests.fuzz.generator import draw

LARGEST = 45
"""Most nodes of a kernel that is built (the time of a build grows with them)."""

CYCLES = 3000
TOGETHER = 10
"""Kernels in one build."""


def kernels(seed: int, profile: str, largest: int = LARGEST) -> Iterator[tuple[int, bool, Graph, dict]]:
    """Kernels that can be built, one a case at most, every other one fused: (seed, is it fused?, graph, memories)."""
    must = False
    for s in count(seed):
        case = replace(draw(s), profile=profile)
        outcome = run(case)
        if outcome.kind != "right":
            continue
        good = {k.name: len(k.statements) > 1 for k, r in zip(outcome.compiled.kernels, outcome.result.kernels)
                if 8 <= len(k.graph.nodes) <= largest and r.cycles <= CYCLES}
        names = [name for name, fused in good.items() if fused or not must]
        if not names:
            continue
        must = not must
        found = {}

        def keep(kernel, memories, found=found):
            found[kernel.name] = kernel.graph, fresh(kernel.graph, memories)
            engine.run(kernel.graph, memories)

        outcome.compiled.walk(keep, {})
        name = names[s % len(names)]
        yield s, good[name], *found[name]


def together(graphs: Sequence[Graph]) -> Graph:
    """One graph with all of the kernels, which have nothing to do with each other."""
    nodes, channels, memories = [], [], []
    for k, g in enumerate(graphs):
        for n in g.nodes:
            params = {key: f"k{k}_{value}" if key in KINDS[n.kind].uses and value is not None else value
                      for key, value in n.params.items()}
            if "id" in params:
                params["id"] = f"k{k}_{params['id']}"
            nodes.append(replace(n, name=f"k{k}_{n.name}", params=params))
        channels += [replace(c, name=f"k{k}:{c.name}", src=(f"k{k}_{c.src[0]}", c.src[1]),
                             dst=(f"k{k}_{c.dst[0]}", c.dst[1])) for c in g.channels]
        memories += [replace(m, name=f"k{k}_{m.name}", tensor=f"k{k}_{m.tensor}") for m in g.memories]
    return Graph("many", graphs[0].profile, tuple(nodes), tuple(channels), tuple(memories))


def disagreements(jobs: Sequence[tuple[int, bool, Graph, dict]], simulator: str) -> tuple[int, int, list[str]]:
    """Channels, tokens, and what the RTL of some kernels does not do as the simulator says."""
    graph = together([g for *_, g, _ in jobs])
    images = {f"k{k}_{name}": words for k, (*_, memories) in enumerate(jobs) for name, words in memories.items()}
    after = fresh(graph, images)
    expected = engine.run(graph, after, log=True).log
    results = [m.name for m in graph.memories if m.direction == "out"]
    with RtlSimulation(graph, emit(graph), simulator) as simulation:
        actual, read, _ = simulation.run(images, read=results)
    found = compare(graph, expected, actual) + differences(after, read, actual.cycles)
    return len(graph.channels), expected.tokens, [str(m) for m in found]


def sample(seed: int, wanted: int, simulator: str = "verilator", say: Callable[[str], None] = print,
           largest: int = LARGEST, at_once: int = TOGETHER) -> dict:
    """Run `wanted` kernels in RTL, half of the builds in the ideal profile.

    Returns
    -------
    dict
        ``kernels``, ``fused``, ``channels``, ``tokens`` (counts), ``unequal`` (what differs: seeds -> texts).
    """
    out = {"kernels": 0, "fused": 0, "channels": 0, "tokens": 0, "unequal": {}}
    start = time.monotonic()
    build = 0
    while out["kernels"] < wanted:
        profile = ("ideal", "ideal", "pipelined", "slow")[build % 4]
        jobs = list(islice(kernels(seed, profile, largest), min(at_once, wanted - out["kernels"])))
        channels, tokens, unequal = disagreements(jobs, simulator)
        if unequal:
            out["unequal"][", ".join(str(s) for s, *_ in jobs)] = unequal[:20]
            say(f"kernels k0, k1, .. of seeds {[s for s, *_ in jobs]}, {profile}: {unequal[0]}")
        out["kernels"] += len(jobs)
        out["fused"] += sum(fused for _, fused, *_ in jobs)
        out["channels"] += channels
        out["tokens"] += tokens
        seed, build = jobs[-1][0] + 1, build + 1
        say(f"RTL: {out['kernels']} of {wanted} kernels, {out['fused']} fused, {out['channels']:,} channels, "
            f"{out['tokens']:,} tokens, {len(out['unequal'])} builds unequal, {time.monotonic() - start:.0f} s")
    return out

"""Blocks of random primitives in one design, run in RTL on random cases, against list functions and oracle."""

from __future__ import annotations

import random

import pytest

from fuseflow.cosim import oracle, simulators
from fuseflow.cosim.chains import CHAINS
from fuseflow.cosim.check import compare
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.testing import (
    BLOCK_KINDS,
    Block,
    block_ports,
    encode_port,
    expected,
    harness_many,
    load,
    outputs,
    parameters,
    stimuli,
    stored,
)
from fuseflow.hw.verilog import emit
from fuseflow.machine.functions import FUNCTIONS, REDUCTIONS
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile

CAPACITY = 256
"""Tokens of a source, words of a memory."""

ORDER_1 = {"sizes": [40], "perm": [0]}
ORDER_2 = {"sizes": [200, 100], "perm": [1, 0]}
ORDER_3 = {"sizes": [5, 3, 8], "perm": [2, 0, 1]}
"""Trees of accumulators."""

SLOW_MEMORY = Profile("slow_memory", memory=2, add=3, mul=2, compare=1)

SETS = {
    "ideal": (IDEAL, (1, 16), 26, "verilator"),
    "pipelined": (PIPELINED, ((2, 16, 1, 4),), 26, "verilator"),
    "slow_memory": (SLOW_MEMORY, (4,), 26, "verilator"),
    "icarus": (PIPELINED, (2,), 2, "icarus"),
}
"""Profile, depths of the channels of each variant of a kind (a sequence is dealt out in turn), cases, simulator."""

FILLS = (0, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0x40000000, 0xBFC00000, 0x3F000000,
         0x3F80000C, 1, 0xFF7FFFFF)
"""Zeros, ones, infinities, NaN; 2, -1.5, 1/2, nearly 1, the ends of the range: their powers differ in kind."""

REDUCING = ("reduce", "fold_absent", "accumulator", "accumulator_absent")


def block(kind, number, depth, rng, op=None, /, **fixed):
    """A random block; streams up to level 4, sometimes with unconnected outputs."""
    params = parameters(kind, rng, op=op)
    if params.get("level") and rng.random() < 0.3:
        params["level"] += 1
    params |= fixed
    # Of other chains, an output is the only way from some node to a sink.
    free = kind not in CHAINS or kind in ("scanner", "accumulator")
    free = free and op is None and not fixed
    outs = [p.name for p in block_ports(Block("x", kind, params))[1]] if free else []
    keep = rng.choice(outs) if outs else None
    unconnected = tuple(name for name in outs if name != keep and rng.random() < 0.25)
    return Block(f"{kind}_{number}", kind, params, depth, [rng.choice((1, 1, 2, 5)) for _ in range(4)], unconnected)


def stimulus(block, rng):
    """Random inputs that fit the memories of the sources."""
    while True:
        drawn = stimuli(block.kind, block.params, rng)
        ports = block_ports(block)[0]
        if all(len(encode_port(x, port)) <= CAPACITY for x, port in zip(drawn.inputs, ports, strict=True)):
            return drawn


def disagreements(graph, profile, cases, memories, run):
    """What list functions, oracle and RTL do not agree on, as text."""
    after = {name: list(words) for name, words in memories.items()}
    log = oracle.run(graph, after)
    found = [str(m) for m in compare(graph, log, run.log)]
    if run.second is not None:
        found += [f"second run: {m}" for m in compare(graph, log, run.second)]
    if found:
        return found
    for b, s in cases:
        streams, results = expected(b, s, profile, CAPACITY)
        if outputs(run.log, b) != streams:
            found.append(f"block {b}: {outputs(run.log, b)} instead of {streams} for {s}")
        for name, memory in (("oracle", after), ("RTL", run.results)):
            for short, words in stored(memory, b).items():
                if words != results[short]:
                    at = next(k for k, (x, y) in enumerate(zip(words, results[short])) if x != y)
                    found.append(f"block {b}: {name} has {words[at]} instead of {results[short][at]} in word {at} of "
                                 f"{short} for {s}")
    return found


def first_failure(blocks, profile, count, simulator, rng, folder=None):
    """Run random cases until list functions, oracle and RTL disagree: that case, and on what; or None."""
    graph = harness_many(blocks, profile, capacity=CAPACITY)
    results = [m.name for m in graph.memories if m.direction == "out"]
    held = {}
    with RtlSimulation(graph, emit(graph), simulator, folder) as rtl:
        for k in range(count):
            cases = [(b, stimulus(b, rng)) for b in blocks]
            memories = load(graph, cases, rng)
            images = {m: words for m, words in memories.items() if m in results or held.get(m) != words}
            held |= images
            run = rtl.run(
                images,
                read=results,
                gap=rng.choice((0, 0, 1, 5)),
                reset_after=rng.randrange(120) if k % 3 == 1 else None,
                second_start=k % 3 == 2,
                poke=rng.randrange(60) if k % 4 == 3 else None,
                limit=10_000,
            )
            found = disagreements(graph, profile, cases, memories, run)
            if found:
                return f"case {k}:\n" + "\n".join(found[:10])
    return None


def check_kinds(name):
    """Every kind of block, as `SETS` says."""
    profile, depths, count, simulator = SETS[name]
    if not simulators.installed(simulator):
        pytest.skip(f"{simulator} is not installed")
    rng = random.Random(f"primitives {name}")
    blocks = [block(kind, k, depth, rng) for kind in BLOCK_KINDS for k, depth in enumerate(depths)]
    blocks += [block("accumulator", f"of_{len(trees['sizes'])}", 2, rng, **trees) for trees in (ORDER_2, ORDER_3)]
    failure = first_failure(blocks, profile, count, simulator, rng)
    if failure:
        pytest.fail(failure)


def check_functions(profile):
    """Every function and every reduction."""
    if not simulators.installed("verilator"):
        pytest.skip("verilator is not installed")
    rng = random.Random(f"functions {profile.name}")
    blocks = [block("alu", op, (1, 4), rng, op) for op in sorted(FUNCTIONS)]
    blocks += [block(kind, op, (2, 16), rng, op) for kind in REDUCING for op in sorted(REDUCTIONS)]
    blocks += [block("fold_absent", f"prod_{fill:08x}", 2, rng, "prod", fill=fill) for fill in FILLS]
    failure = first_failure(blocks, profile, 20, "verilator", rng)
    if failure:
        pytest.fail(failure)

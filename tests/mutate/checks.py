"""Who must see the mutations: each check says of every mutation what it saw, or that it saw nothing (None)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fuseflow.cosim import oracle
from fuseflow.cosim.check import compare
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.testing import Block, harness_many, load, stored
from fuseflow.hw.channel import Channel
from fuseflow.hw.verilog import emit
from tests.hw.test_channel import WIDTH, Queue, simulate, traffic
from tests.hw.watchdog import check_pauses
from tests.mutate.catalogue import Mutation
from tests.mutate.plant import everywhere, in_blocks
from tests.primitives.rtl_harness import CAPACITY, block, first_failure, stimulus

CASES = 40
ROUNDS = 3
SHAPES = ((1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1))
"""Depths and latencies of channels: every structure of LUTs, and a queue long enough to go around."""

DEEP = ((65, 1), (66, 8))
"""The same of channels in block RAM."""

TESTS = {
    "together": "tests/primitives/test_rtl_*.py",
    "alone": "tests/primitives/test_rtl_*.py",
    "queue": "tests/hw/test_channel.py",
    "deep": "tests/hw/test_channel.py",
    "pause": "tests/hw/test_watchdog.py",
}
"""The tests of the suite that do to the right hardware what a check does to a mutant."""


def blocks_of(mutation: Mutation, name: str) -> list[Block]:
    """Two blocks of a mutation's primitive: with little room and with much; their sources do not hide what is wrong."""
    rng = random.Random(mutation.name)
    kind, params = mutation.kind, mutation.params
    return [replace(block(kind, 0, depth, rng, **params), name=f"{name}{k}", latency=1)
            for k, depth in enumerate(((1, 2), 16))]


def together(mutations: Sequence[Mutation], simulator: str, folder: Path | None = None) -> dict[str, str | None]:
    """Mutants of one profile, side by side in one design.

    One that blocks keeps the kernel from ending, and the others from a second start; so those that have not been seen
    run again without those that have.
    """
    seen: dict[str, str] = {}
    left = list(mutations)
    for _ in range(ROUNDS):
        found = _side_by_side(left, simulator, folder) if left else {}
        seen |= found
        if not found:
            break
        left = [m for m in left if m.name not in seen]
    return {m.name: seen.get(m.name) for m in mutations}


def _side_by_side(mutations: Sequence[Mutation], simulator: str, folder: Path | None) -> dict[str, str]:
    names = {f"m{k}": m for k, m in enumerate(mutations)}
    blocks = {b.name: (m, b) for name, m in names.items() for b in blocks_of(m, f"{name}v")}
    graph = harness_many([b for _, b in blocks.values()], mutations[0].profile, capacity=CAPACITY)
    with in_blocks({name: m for name, (m, _) in blocks.items()}):
        rtl = emit(graph)
    rng = random.Random("side by side")
    results = [m.name for m in graph.memories if m.direction == "out"]
    found: dict[str, str] = {}
    with RtlSimulation(graph, rtl, simulator, folder) as simulation:
        for k in range(CASES):
            memories = load(graph, [(b, stimulus(b, rng)) for _, b in blocks.values()], rng)
            run = simulation.run(memories, read=results, reset_after=rng.randrange(120) if k % 3 == 1 else None,
                                 second_start=k % 3 == 2, limit=10_000)
            after = {name: list(words) for name, words in memories.items()}
            log = oracle.run(graph, after)
            wrong = [(x.channel, str(x)) for x in compare(graph, log, run.log)]
            if run.second is not None and run.log.ending == "done":
                wrong += [(x.channel, f"second run: {x}") for x in compare(graph, log, run.second)]
            for name, (m, b) in blocks.items():
                own = [text for channel, text in wrong if channel.startswith((f"{name}_", f"{name}."))]
                own += [f"memory {short}" for short, words in stored(run.results, b).items()
                        if words != stored(after, b)[short]]
                if own:
                    found.setdefault(m.name, f"case {k}: {own[0]}")
            if len(found) == len(mutations):
                break
    return found


def alone(mutation: Mutation, simulator: str, folder: Path | None = None) -> str | None:
    """A mutant of the whole design."""
    with everywhere(mutation):
        return first_failure(blocks_of(mutation, "m"), mutation.profile, CASES, simulator,
                             random.Random(mutation.name), folder)


def queue(mutation: Mutation) -> str | None:
    """A mutant of a channel."""
    return _channels(mutation, SHAPES, 1000)


def deep(mutation: Mutation) -> str | None:
    """A mutant of a channel in block RAM: phases long enough to fill and to drain it."""
    return _channels(mutation, DEEP, 4000, phase=2 * DEEP[0][0])


def _channels(mutation: Mutation, shapes: Sequence[tuple[int, int]], cycles: int, **traffics) -> str | None:
    with everywhere(mutation):
        for depth, latency in shapes:
            try:
                wanted = traffic(mutation.name, **traffics)
                simulate(Channel(depth, latency, WIDTH), Queue(depth, latency), wanted, cycles)
            except AssertionError as error:
                return f"D={depth}, L={latency}: {str(error).partition(chr(10))[0]}"
    return None


def pause(mutation: Mutation, simulator: str, folder: Path | None = None) -> str | None:
    """A mutant of the watchdog."""
    with everywhere(mutation):
        try:
            check_pauses(simulator, folder)
        except AssertionError as error:
            return str(error).partition("\n")[0]
    return None

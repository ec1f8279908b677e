"""Re-timing: one functional run of a kernel, the cycles of many timings, sixteen in a pass."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.images import fresh
from fuseflow.cosim.session import Memories, Session, TooFar
from fuseflow.machine.graph import Graph
from fuseflow.machine.timing import Timing

LANES = 16
"""Timings of one pass."""


def retime(
    graph: Graph, memories: Memories, timings: Sequence[Timing], *, threads: int = 1, max_tokens: int | None = None
) -> list[int | None]:
    """Cycles of a kernel with each of several timings.

    Parameters
    ----------
    graph : Graph
    memories : mapping of memory name -> uint32 array
        As for a run: the writers store into those of results.
    timings : sequence of Timing
    threads : int
        Passes that run at the same time.
    max_tokens : int, optional
        `fuseflow.cosim.session.TooLong` is raised by a pass that pushes more.

    Returns
    -------
    list of int or None
        In the order of `timings`; None where the kernel deadlocks. If it always does, the results are not complete.
    """
    cycles: list[int | None] = [None] * len(timings)

    def total_depth(k: int) -> float:
        return sum(timings[k].depth.get(c.name, c.depth) for c in graph.channels)

    # A pass goes as far ahead as its shallowest lane: those of like depth share one.
    order = sorted(range(len(timings)), key=total_depth)
    passes = [order[k : k + LANES] for k in range(0, len(order), LANES)]
    lock = Lock()

    def work(lanes: list[int]) -> None:
        # Two passes must not write into the same arrays at the same time.
        own = memories if threads == 1 else fresh(graph, memories)
        found = _together(graph, own, [timings[k] for k in lanes], max_tokens)
        with lock:
            for k, n in zip(lanes, found, strict=True):
                cycles[k] = n
            if own is not memories and any(n is not None for n in found):
                for m in graph.memories:
                    if m.direction == "out":
                        memories[m.name][:] = own[m.name]

    if threads == 1:
        for lanes in passes:
            work(lanes)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, passes))
    return cycles


def _together(
    graph: Graph, memories: Memories, timings: list[Timing], max_tokens: int | None
) -> list[int | None]:
    """Cycles of up to sixteen timings. Where one of them stops all, each half is tried on its own."""
    try:
        with Session(graph, memories, *timings, check=False, figures=False) as session:
            session.finish(max_tokens=max_tokens)
            if len(timings) == 1:
                return [session.native.cycles]
            return session.native.lane_cycles[: len(timings)]
    except Deadlock:
        if len(timings) == 1:
            return [None]
    except TooFar:
        return [_together(graph, memories, [t], max_tokens)[0] for t in timings]
    half = len(timings) // 2
    return _together(graph, memories, timings[:half], max_tokens) + _together(
        graph, memories, timings[half:], max_tokens)

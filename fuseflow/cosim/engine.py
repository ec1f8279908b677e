"""The fast engine: the same cycles, tokens and figures as the oracle, computed in two phases by the native module.

The functional phase (`native/functional.h`) runs the primitives on token arrays and lists their actions; the timing
phase (`native/timing.h`) computes the cycle of every action from those lists. Both work chunk by chunk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.images import fresh
from fuseflow.cosim.remedy import candidates, remedy
from fuseflow.cosim.retime import retime
from fuseflow.cosim.run import Progress, Run
from fuseflow.cosim.session import CHUNK, Memories, Session, TooLong, arrays
from fuseflow.errors import GraphError
from fuseflow.machine.graph import Graph
from fuseflow.machine.timing import Timing

SMALL = 20_000_000
"""A deadlock is reported with its remedy if the kernel, freed, pushes no more tokens than this."""


def run(
    graph: Graph,
    memories: Memories,
    *,
    timing: Timing | None = None,
    max_cycles: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    check: bool = True,
    figures: bool = True,
    log: bool = False,
    threads: int = 1,
    chunk: int = CHUNK,
) -> Run:
    """Simulate one run of a kernel.

    Parameters
    ----------
    graph : Graph
    memories : dict of memory name -> uint32 array (or list of int)
        As for `fuseflow.cosim.oracle.run`; the writers store into those of results.
    timing : Timing, optional
        Depths, latencies, intervals and hazard distances in place of the graph's.
    max_cycles : int, optional
        Largest number of cycles that the kernel may take.
    progress : callable, optional
        Called about ten times a second.
    check : bool
        Check the grammar of all streams.
    figures : bool
        Count the stalls of nodes and the fill of channels.
    log : bool
        Keep every push and pop: `Run.log`.
    threads : int
        1, or 2: both phases at the same time. The result is the same.
    chunk : int
        Tokens per stream between the phases. The result does not depend on it.

    Raises
    ------
    GraphError
        FF-E303: a malformed stream; a reference outside a memory.
    Deadlock
        FF-E401
    SimulationError
        FF-E402 if a memory is missing; FF-E403 if the kernel takes more than `max_cycles`.
    """
    timing = timing or Timing()
    pristine = None
    with Session(graph, memories, timing, check=check, figures=figures, log=log, chunk=chunk) as session:
        try:
            session.finish(threads, max_cycles, progress)
        except Deadlock as error:
            blocked, pristine = error, fresh(graph, arrays(graph, memories))
        else:
            return session.result()
    raise _with_remedy(blocked, graph, pristine, timing)


def _with_remedy(error: Deadlock, graph: Graph, memories: Memories, timing: Timing) -> Deadlock:
    """The error of a blocked run with the depths that free it, unless that takes too long to find out."""

    def finishes(assignments):
        trials = [replace(timing, depth={**timing.depth, **depth}) for depth in assignments]
        return [n is not None for n in retime(graph, memories, trials, max_tokens=SMALL)]

    depths = {c.name: timing.depth.get(c.name, c.depth) for c in graph.channels}
    try:
        return error.with_remedy(remedy(candidates(graph, error.waits), depths, finishes), depths)
    except (TooLong, GraphError):
        # The tokens that come next may be malformed: no depth helps against that.
        return error

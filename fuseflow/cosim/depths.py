"""Measured depths: for the data of a run, slots of which no channel can spare one."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from fuseflow.cosim.retime import LANES, retime
from fuseflow.cosim.session import Memories, Session
from fuseflow.machine.graph import TYPES, Graph, is_lock
from fuseflow.machine.timing import Timing

KIND = 2
"""Bits of a token beside its data."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Depths that were measured.

    Attributes
    ----------
    depths : dict of channel name -> int
        Of all channels. None but a lock's can be one less without a deadlock or more than the allowed loss.
    cycles : int
        Of the kernel with these depths.
    cycles_unbounded : int
        With channels in which there is always room: the least that any depths reach.
    bits : int
        Of all slots together.
    """

    depths: dict[str, int]
    cycles: int
    cycles_unbounded: int
    bits: int


def measure(graph: Graph, memories: Memories, loss: float = 0.0, threads: int = 1) -> Measured:
    """Find depths for the data in the memories, by re-timing.

    More slots never make a kernel slower (the timing phase takes maxima of times that only fall), so what a channel
    cannot spare while the others are deep, it cannot spare when they are shallow: one sweep over the channels, the
    widest first, is enough for a set of which no member can shrink alone.

    Parameters
    ----------
    graph : Graph
        Its own depths do not matter.
    memories : mapping of memory name -> uint32 array
        The writers store into those of results.
    loss : float
        Share of the unbounded cycles that the kernel may be slower.
    threads : int
        1 or 2.
    """
    fixed = {c.name: 1 for c in graph.channels if is_lock(c)}
    free = [c for c in graph.channels if not is_lock(c)]
    unbounded = Timing(depth=dict.fromkeys((c.name for c in free), math.inf))
    with Session(graph, memories, unbounded, check=False) as session:
        session.finish(threads)
        run = session.result()
    allowed = math.floor(run.cycles * (1 + loss))

    def cycles(assignments: list[Mapping[str, int]]) -> list[int | None]:
        return retime(graph, memories, [Timing(depth=a) for a in assignments], threads=threads)

    # A slot is free from the cycle after its pop on: the one more holds what is popped while the next is pushed.
    enough = {c.name: run.channels[c.name].max_fill + 1 for c in free}
    depths = _evenly(enough, allowed, cycles)
    for c in sorted(free, key=lambda c: -depths[c.name] * width(c.type)):
        depths[c.name] = _least(c.name, depths, allowed, cycles)
    (final,) = cycles([depths])
    every = {c.name: fixed.get(c.name) or depths[c.name] for c in graph.channels}
    return Measured(every, final, run.cycles, bits(graph, every))


def _evenly(enough: Mapping[str, int], allowed: int, cycles) -> dict[str, int]:
    """The first guess: no channel deeper than the least power of two with which all channels are deep enough."""
    caps = [2**k for k in range(max(enough.values()).bit_length() + 1)]
    guesses = [{name: min(n, cap) for name, n in enough.items()} for cap in caps]
    return next(g for g, n in zip(guesses, cycles(guesses)) if n is not None and n <= allowed)


def _least(name: str, depths: dict[str, int], allowed: int, cycles) -> int:
    """The least depth of one channel, the others given; sixteen are tried in a pass."""
    low, high = 0, depths[name]
    while high - low > 1:
        tried = sorted({low + (high - low) * k // (LANES + 1) for k in range(1, LANES + 1)} - {low})
        found = cycles([{**depths, name: n} for n in tried])
        for depth, n in zip(tried, found):
            if n is not None and n <= allowed:
                high = depth
                break
            low = depth
    return high


def width(type: str) -> int:
    """Bits of one slot of a channel."""
    return TYPES[type] + KIND


def bits(graph: Graph, depths: Mapping[str, int]) -> int:
    """Bits of all slots of a graph's channels."""
    return sum(depths[c.name] * width(c.type) for c in graph.channels)


def data_hash(memories: Memories, graph: Graph) -> str:
    """Names the operands that depths were measured with."""
    digest = hashlib.sha256()
    for m in graph.memories:
        if m.direction == "in":
            digest.update(m.name.encode() + b"\0" + memories[m.name].tobytes())
    return digest.hexdigest()[:16]


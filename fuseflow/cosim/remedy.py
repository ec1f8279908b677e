"""The remedy of a deadlock: which channels need more depth, and how much.

A run that ends with some depths ends with larger ones: what is popped and pushed does not depend on time, and more
room makes nobody wait. So a set of channels that cannot be made smaller is found by giving up one channel after the
other, and the least depth of each by bisection. The same holds for what is asked for together: of depths in ascending
order, those from some position on free the run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from fuseflow.cosim.deadlock import ROOM, Waiting
from fuseflow.machine.graph import Graph, is_lock

Depths = Mapping[str, int | float]
Finishes = Callable[[list[Depths]], list[bool]]

WIDTH = 16
"""Depth assignments that are asked for together."""


def candidates(graph: Graph, waits: Sequence[Waiting]) -> list[str]:
    """The channels of a blocked graph whose depth may be raised: all but locks, those that are full last."""
    full = {w.channel for w in waits if w.why == ROOM}
    return sorted((c.name for c in graph.channels if not is_lock(c)), key=full.__contains__)


def remedy(
    channels: Sequence[str],
    depths: Depths,
    finishes: Finishes,
    width: int = WIDTH,
) -> dict[str, int]:
    """Depths that free a blocked run: an inclusion-minimal set of channels, each with the least depth.

    Parameters
    ----------
    channels : sequence of str
        Those whose depth may be raised. Where there is a choice, those that come last stay in the remedy.
    depths : mapping of channel name -> int or math.inf
        What they have in the blocked run.
    finishes : callable
        Runs with each of several assignments (channel -> depth; all other channels have the depth of the blocked run),
        and says of each if it ended.
    width : int
        How many assignments to ask for together at most: 1 where each costs a run of its own, more where several in
        one call cost little more than one.

    Returns
    -------
    dict of channel name -> int
        Empty if no depths help. None of the channels can be left out, and each depth is the least with the others.
    """
    raised = [name for name in channels if depths[name] != math.inf]
    if not raised or not finishes([dict.fromkeys(raised, math.inf)])[0]:
        return {}
    needed = _needed(raised, finishes, width)
    enough: dict[str, int | float] = dict.fromkeys(needed, math.inf)
    for name in needed:
        enough[name] = _least_depth(name, depths[name], enough, finishes, width)
    return enough


def _needed(raised: Sequence[str], finishes: Finishes, width: int) -> list[str]:
    """Those of the raised channels that are left when each that can be has been given up, in order."""
    needed: list[str] = []
    rest = list(raised)

    def blocks(counts: Sequence[int]) -> list[bool]:
        """For each count, if the run blocks once so many of the first of the rest are given up, too."""
        return [not ends for ends in finishes([dict.fromkeys([*needed, *rest[n:]], math.inf) for n in counts])]

    while rest:
        # It ends if none is given up, and blocks if all channels are; one more than there are stands for "never".
        first = _least(0, len(rest) + bool(needed), blocks, width)
        needed += rest[first - 1 : first]
        del rest[:first]
    return needed


def _least_depth(name: str, own: int, others: Depths, finishes: Finishes, width: int) -> int:
    """The least depth of a channel with which the run ends, those of the others given; `own` is too small."""

    def frees(slots: Sequence[int]) -> list[bool]:
        return finishes([{**others, name: n} for n in slots])

    low, high = own, None
    while high is None:
        asked = [low << k for k in range(1, width + 1)]
        low, high = _narrow(low, None, asked, frees(asked))
    return _least(low, high, frees, width)


def _least(low: int, high: int, holds: Callable[[Sequence[int]], list[bool]], width: int) -> int:
    """The least number that holds, where `low` does not, `high` does, and so does all above one that does."""
    while high - low > 1:
        asked = sorted({low + (high - low) * k // (width + 1) for k in range(1, width + 1)} - {low})
        low, high = _narrow(low, high, asked, holds(asked))
    return high


def _narrow(low: int, high: int | None, asked: Sequence[int], answers: Sequence[bool]) -> tuple[int, int | None]:
    """The bounds of the least number that holds, after some numbers between them were asked for."""
    for number, answer in zip(asked, answers, strict=True):
        if answer:
            return low, number
        low = number
    return low, high

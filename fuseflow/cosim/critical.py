"""The critical chain of a run: the actions that, each waiting for the one before, made it as long as it is.

The engine says of every action of a window which constraint bound it. That names its predecessor exactly:

===========  =========================================  ====================
bound by     predecessor                                cycles in between
===========  =========================================  ====================
head         the push of that token, by its producer    L of the channel
room         the pop that freed the slot, by the        1
             consumer
hazard       the same node's conflicting action         W of the node
interval     the same node's action before              II of the node
===========  =========================================  ====================

An action that nothing bound is the first of its node, in cycle 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fuseflow.cosim.session import distance
from fuseflow.machine.graph import Graph
from fuseflow.machine.primitives import SINKS
from fuseflow.machine.timing import HAZARDOUS, Timing

HEAD, ROOM, HAZARD, INTERVAL, START = range(5)
WHY = ("head", "room", "hazard", "interval", "start")
"""What bound an action; `start`: nothing, it is the first one of a run."""

KEPT = 16_000_000
"""Actions of a window that are held at once; a longer window is followed in slices, with a run for each."""


class BrokenChain(Exception):
    """An action has no predecessor where its constraint says that there is one: a bug of the engine."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive actions of one node on the chain.

    Attributes
    ----------
    node : str
    first, last : int
        Cycles of its first and last action.
    actions : int
    hazards : int
        How many of them, the first one not counted, kept the distance of a hazard; the rest came an interval after the
        one before.
    why : str
        What bound the first one: ``head``, ``room``, or ``start``. ``hazard`` or ``interval`` only where the chain is
        cut off by its window.
    channel : str or None
        Of head and room.
    """

    node: str
    first: int
    last: int
    actions: int
    hazards: int
    why: str
    channel: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """All links of a chain that are alike.

    Attributes
    ----------
    node : str
        Of the earlier action.
    why : str
        What bound the later one; ``end`` for the last action of the chain, which has none.
    channel : str or None
        Of head and room.
    cycles : int
        Between the two actions, summed; the last action counts one.
    count : int
    """

    node: str
    why: str
    channel: str | None
    cycles: int
    count: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A critical chain, in the order of time.

    Attributes
    ----------
    graph : Graph
    window : (int, int)
        The cycles that it was followed through: from the first to before the second one.
    node, cycle, why, channel : arrays
        One entry an action: index of its node, its cycle, index into `WHY`, index of the channel (-1: none).
    before : int
        Index of the node that the chain comes from, where it starts before the window; else -1.
    """

    graph: Graph
    window: tuple[int, int]
    node: np.ndarray
    cycle: np.ndarray
    why: np.ndarray
    channel: np.ndarray
    before: int

    @property
    def cycles(self) -> int:
        """From the start of the window to the chain's last action, that one included; of a whole run: the kernel's."""
        return int(self.cycle[-1]) + 1 - self.window[0] if len(self.cycle) else 0

    def links(self) -> list[Link]:
        """Where the cycles of the chain went; they sum to `cycles`. Most cycles first.

        Every cycle belongs to the latest action of the chain that it does not precede, and to what bound the next one.
        Those before the first action in the window belong to the node that it waited for.
        """
        if not len(self.cycle):
            return []
        node, why, channel, cycles = self.node, self.why[1:], self.channel[1:], np.diff(self.cycle)
        if self.before >= 0:
            node, why, channel = np.append(self.before, node), self.why, self.channel
            cycles = np.append(self.cycle[0] - self.window[0], cycles)
        end = len(WHY)
        key = np.stack([node, np.append(why, end), np.append(channel, -1)])
        kinds, which, counts = np.unique(key, axis=1, return_inverse=True, return_counts=True)
        sums = np.bincount(which.reshape(-1), np.append(cycles, 1), minlength=len(counts)).astype(np.int64)
        found = [
            Link(self.graph.nodes[v].name, (*WHY, "end")[w], self._channel(c), int(n), int(k))
            for v, w, c, n, k in zip(*kinds.tolist(), sums, counts, strict=True)
        ]
        return sorted(found, key=lambda x: -x.cycles)

    def segments(self, last: int | None = None) -> list[Segment]:
        """Stretches of one node each: all of them, or the `last` ones."""
        starts = np.flatnonzero(np.diff(self.node, prepend=-1))[-last if last else None:]
        ends = np.append(starts[1:], len(self.node))
        hazards = np.append(0, np.cumsum(self.why == HAZARD))
        return [
            Segment(self.graph.nodes[self.node[a]].name, int(self.cycle[a]), int(self.cycle[b - 1]), int(b - a),
                    int(hazards[b] - hazards[a + 1]), WHY[self.why[a]], self._channel(self.channel[a]))
            for a, b in zip(starts, ends, strict=True)
        ]

    def _channel(self, c: int) -> str | None:
        return self.graph.channels[c].name if c >= 0 else None


Steps = list[np.ndarray]
"""Per node, rows of (cycle, constraint, channel, distance of a hazard in actions) of the actions of a slice."""


def follow(
    graph: Graph, timing: Timing, cycles: int, window: tuple[int, int], steps_of: Callable[[int, int], Steps]
) -> Chain:
    """The chain back from the latest action of a window; from the pop of the last D if the window ends with the run.

    Parameters
    ----------
    cycles : int
        Of the run.
    window : (int, int)
    steps_of : callable (first cycle, cycle after the last) -> Steps
        Simulates, and says what bound the actions of a slice of the window.

    Raises
    ------
    BrokenChain
        If some action of the window has no predecessor where it must be.
    """
    first, end = window
    weights = _Weights.of(graph, timing)
    length = max(1, KEPT // max(1, len(graph.nodes)))
    found: list[tuple[np.ndarray, ...]] = []
    place: tuple[int, int] | None = None  # node and cycle of the next action; cycle -1: its latest one
    while end > first:
        start = max(first, end - length)
        if place is None or place[1] < 0 or place[1] >= start:
            slice_ = _Slice(graph, weights, start, steps_of(start, end))
            if place is None:
                place = slice_.last(SINKS if end >= cycles else None)
            if place is not None:
                part, place = slice_.back(*place)
                found.append(part)
                if place is None:
                    break
        end = start
    parts = [np.concatenate([p[k] for p in found])[::-1] if found else np.zeros(0, np.int64) for k in range(4)]
    return Chain(graph, window, *parts, before=-1 if place is None else place[0])


@dataclass(frozen=True, slots=True)
class _Weights:
    """Cycles between an action and its predecessor: by channel for heads, by node for the rest.

    `hazard` is 0 for sources and sinks, whose gaps are data.
    """

    latency: list[int]
    interval: list[int]
    hazard: list[int]
    producer: list[int]
    consumer: list[int]

    @staticmethod
    def of(graph: Graph, timing: Timing) -> _Weights:
        index = {n.name: v for v, n in enumerate(graph.nodes)}
        return _Weights(
            [timing.latency.get(c.name, c.latency) for c in graph.channels],
            [timing.interval.get(n.name, 1) for n in graph.nodes],
            [timing.hazard.get(n.name, distance(n, graph)) if n.kind in HAZARDOUS else 0 for n in graph.nodes],
            [index[c.src[0]] for c in graph.channels],
            [index[c.dst[0]] for c in graph.channels],
        )


class _Slice:
    """The actions of some cycles, numbered through node by node, each with the number of its predecessor.

    `before` holds, for the action at `k`, the number of its predecessor; -1 if that is earlier than the slice, -2 if
    there is none.
    """

    def __init__(self, graph: Graph, weights: _Weights, start: int, steps: Steps):
        self.graph, self.weights, self.start, self.steps = graph, weights, start, steps
        self.offsets = np.append(0, np.cumsum([len(s) for s in steps]))
        self.before = np.full(self.offsets[-1], -1, np.int64)
        for v in range(len(steps)):
            self._link(v)

    def _link(self, v: int) -> None:
        """Find the predecessors of a node's actions, all of them, whether they are on the chain or not."""
        cycle, why, channel, conflict = self.steps[v].T
        before = self.before[self.offsets[v]:self.offsets[v + 1]]
        here = np.arange(len(cycle))
        for c in np.unique(channel[why <= ROOM]).tolist():
            for kind, w, weight in ((HEAD, self.weights.producer[c], self.weights.latency[c]),
                                    (ROOM, self.weights.consumer[c], 1)):
                rows = np.flatnonzero((why == kind) & (channel == c))
                due = cycle[rows] - weight
                rows, due = rows[due >= self.start], due[due >= self.start]
                theirs = self.steps[w][:, 0]
                at = np.searchsorted(theirs, due)
                good = at < len(theirs)
                good[good] = theirs[at[good]] == due[good]
                self._insist(v, rows, good)
                before[rows] = self.offsets[w] + at
        for kind, weight, back in ((HAZARD, self.weights.hazard[v], conflict), (INTERVAL, self.weights.interval[v], 1)):
            rows = np.flatnonzero(why == kind)
            at = (here - back)[rows]
            inside = at >= 0
            # Where the gap is data it is not known here.
            apart = cycle[rows] - np.where(inside, cycle[np.maximum(at, 0)], self.start - 1)
            exact = apart == weight if weight else apart > 0
            none = (kind == INTERVAL) & (cycle[rows] == 0) & ~inside
            self._insist(v, rows, np.where(inside, exact, none | (apart <= weight) | (weight == 0)))
            before[rows] = np.where(inside, self.offsets[v] + at, np.where(none, -2, -1))

    def _insist(self, v: int, rows: np.ndarray, good: np.ndarray) -> None:
        if not good.all():
            cycle, why, channel, back = self.steps[v][rows[~good][0]].tolist()
            name = f" of {self.graph.channels[channel].name!r}" if channel >= 0 else ""
            raise BrokenChain(
                f"graph {self.graph.name!r}: no action explains what {self.graph.nodes[v].name!r} does in cycle "
                f"{cycle:,}, bound by {WHY[why]}{name}" + (f", {back} back" if back else ""))

    def last(self, kinds: frozenset[str] | None) -> tuple[int, int] | None:
        """Node and cycle of the latest action, of nodes of some kinds; None if there is none."""
        ends = [(int(s[-1, 0]), -v) for v, (n, s) in enumerate(zip(self.graph.nodes, self.steps))
                if len(s) and (kinds is None or n.kind in kinds)]
        cycle, v = max(ends, default=(0, None))
        return None if v is None else (-v, cycle)

    def back(self, v: int, cycle: int):
        """The chain from an action back: (node, cycle, why, channel), latest first; and where it goes on, or None."""
        theirs = self.steps[v][:, 0]
        if cycle < 0:
            at = len(theirs) - 1
        else:
            at = int(np.searchsorted(theirs, cycle))
            if at == len(theirs) or theirs[at] != cycle:
                raise BrokenChain(f"graph {self.graph.name!r}: {self.graph.nodes[v].name!r} does nothing in cycle "
                                  f"{cycle:,}, and something waits for it")
        if at < 0:
            return tuple(np.zeros(0, np.int64) for _ in range(4)), (v, cycle)
        k, chain, before = int(self.offsets[v]) + at, [], memoryview(self.before)
        while k >= 0:
            chain.append(k)
            k = before[k]
        number = np.array(chain)
        node = np.searchsorted(self.offsets, number, side="right") - 1
        rows = np.concatenate([self.steps[v][number[node == v] - self.offsets[v]] for v in range(len(self.steps))])
        rows = rows[np.argsort(-rows[:, 0], kind="stable")]
        if k == -2:
            rows[-1, 1] = START
            return (node, rows[:, 0], rows[:, 1], rows[:, 2]), None
        return (node, rows[:, 0], rows[:, 1], rows[:, 2]), self._outside(int(node[-1]), *rows[-1, :3].tolist())

    def _outside(self, v: int, cycle: int, why: int, channel: int) -> tuple[int, int]:
        """Node and cycle of a predecessor that is not in the slice."""
        w = self.weights
        match why:
            case 0:
                return w.producer[channel], cycle - w.latency[channel]
            case 1:
                return w.consumer[channel], cycle - 1
            case 2:
                return v, cycle - w.hazard[v] if w.hazard[v] else -1
        return v, cycle - w.interval[v]

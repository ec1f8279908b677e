"""Where the cycles of a kernel went: what bound each action, and the chain of actions that made the run so long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import numpy as np

from fuseflow.cosim.engine import run
from fuseflow.cosim.images import fresh
from fuseflow.cosim.run import Run
from fuseflow.cosim.session import Memories, Session, arrays
from fuseflow.machine.graph import Graph
from fuseflow.machine.primitives import SINKS
from fuseflow.machine.timing import Timing

WHOLE = 1_000_000
"""A run of at most so many cycles is followed from its end to its start by default."""

TAIL = 100_000
"""Of a longer one, so many cycles at its end are."""

HEAD, ROOM, HAZARD, INTERVAL = "head", "room", "hazard", "interval"
KINDS = (HEAD, ROOM, HAZARD, INTERVAL)


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive actions of one node on the chain, each bound in the same way.

    Attributes
    ----------
    node : str
    first, last : int
        Cycles of its first and last action.
    actions : int
    why : str
        ``head`` (a token arrived then), ``room`` (a slot was free then), ``hazard``, ``interval``; ``start`` for the
        first action of all.
    channel : str or None
        Of head and room.
    """

    node: str
    first: int
    last: int
    actions: int
    why: str
    channel: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a kernel's cycles went.

    Attributes
    ----------
    kernel : str
    run : Run
        With all figures.
    bounds : dict of node name -> {constraint: actions}
        What an action waited for last: ``head CHANNEL``, ``room CHANNEL``, ``hazard``, ``interval``. Of several that
        were met in the same cycle, the first one in that order is told.
    window : (int, int)
        Cycles that the chain was followed through: from the first to before the last.
    chain : list of Segment
        In the order of time. Every link is exact: an action came when its head arrived (L after the push before it in
        the chain), when its slot was free (1 after the pop), a hazard's distance or an interval after an earlier one.
    by_node : dict of node name -> int
        Cycles of the chain: every link counts for the node of its earlier action, the last action for one cycle. For
        the whole run they sum to the kernel's cycles.
    by_constraint : dict of str -> int
        The same cycles by the constraint of the link; ``end`` is the last cycle.
    """

    kernel: str
    run: Run
    bounds: dict[str, dict[str, int]]
    window: tuple[int, int]
    chain: list[Segment]
    by_node: dict[str, int]
    by_constraint: dict[str, int]
    kinds: Mapping[str, str] = field(repr=False)

    @property
    def bottleneck(self) -> str | None:
        """The node with most cycles on the chain."""
        return max(self.by_node, key=self.by_node.__getitem__, default=None)

    def to_dict(self) -> dict:
        nodes = {name: {"kind": self.kinds[name], **asdict(figures), "bound_by": self.bounds[name],
                        "chain": self.by_node.get(name, 0)} for name, figures in self.run.nodes.items()}
        return {
            "name": self.kernel, "cycles": self.run.cycles, "tokens": self.run.tokens,
            "bytes_read": self.run.bytes_read, "bytes_written": self.run.bytes_written, "bottleneck": self.bottleneck,
            "nodes": nodes, "channels": {name: asdict(c) for name, c in self.run.channels.items()},
            "window": list(self.window), "chain_by_constraint": self.by_constraint,
            "chain": [asdict(s) for s in self.chain],
        }


def explain(
    graph: Graph,
    memories: Memories,
    *,
    timing: Timing | None = None,
    window: tuple[int, int] | None = None,
    kernel: str | None = None,
) -> Explanation:
    """Simulate a kernel, and say where its cycles went.

    Parameters
    ----------
    graph : Graph
    memories : mapping of memory name -> uint32 array
        As for a run: the writers store into those of results.
    timing : Timing, optional
    window : (int, int), optional
        Follow the chain from the last action before the second cycle back to the first one. Default: the whole run if
        it has at most 1,000,000 cycles, else its last 100,000.
    kernel : str, optional
        Its name, if it is not the graph's.

    Raises
    ------
    GraphError, SimulationError
        As for a run.
    """
    timing = timing or Timing()
    figures = run(graph, fresh(graph, arrays(graph, memories)), timing=timing, check=False)
    first, end = window or (0 if figures.cycles <= WHOLE else figures.cycles - TAIL, figures.cycles)
    with Session(graph, memories, timing, check=False, window=(first, end)) as session:
        session.finish()
        steps = [session.native.steps(v).reshape(-1, 4) for v in range(len(graph.nodes))]
        bounds = {}
        for v, n in enumerate(graph.nodes):
            heads, rooms, hazard, interval = session.native.bounds(v)
            named = {f"{HEAD} {c.name}": int(k) for c, k in zip(graph.inputs_of(n), heads)}
            named |= {f"{ROOM} {c.name}": int(k) for c, k in zip(graph.outputs_of(n), rooms) if c is not None}
            bounds[n.name] = {why: k for why, k in {**named, HAZARD: hazard, INTERVAL: interval}.items() if k}
    chain, by_node, by_constraint = _follow(graph, steps, timing, figures.cycles, end)
    return Explanation(kernel or graph.name, figures, bounds, (first, end), chain, by_node, by_constraint,
                       {n.name: n.kind for n in graph.nodes})


def _follow(graph: Graph, steps: list[np.ndarray], timing: Timing, cycles: int, end: int):
    """The chain backwards from the last action before `end`: segments, and cycles by node and by constraint.

    `steps` holds, per node, rows of (cycle, constraint, channel, distance of a hazard) of the window's actions.
    """
    index = {n.name: v for v, n in enumerate(graph.nodes)}
    ends = [(index[c.src[0]], index[c.dst[0]], timing.latency.get(c.name, c.latency)) for c in graph.channels]
    names = [n.name for n in graph.nodes]
    found: list[tuple[int, int, str, int]] = []  # node, cycle, why, channel; the latest action first
    by_node: Counter[str] = Counter()
    by_constraint: Counter[str] = Counter()
    last = [v for v, n in enumerate(graph.nodes) if len(steps[v]) and (end < cycles or n.kind in SINKS)]
    if not last:
        return [], {}, {}
    v = max(last, key=lambda v: int(steps[v][-1, 0]))
    k = len(steps[v]) - 1
    by_node[names[v]] += 1
    by_constraint["end"] += 1
    while True:
        t, why, channel, distance = (int(x) for x in steps[v][k])
        if KINDS[why] == INTERVAL and k == 0 and t == 0:
            found.append((v, t, "start", -1))
            break
        found.append((v, t, KINDS[why], channel))
        if KINDS[why] in (HEAD, ROOM):
            producer, consumer, latency = ends[channel]
            w, before = (producer, t - latency) if KINDS[why] == HEAD else (consumer, t - 1)
            j = int(np.searchsorted(steps[w][:, 0], before))
            here = j < len(steps[w]) and int(steps[w][j, 0]) == before
        else:
            w, j = v, k - (distance if KINDS[why] == HAZARD else 1)
            here = j >= 0
        if not here:
            # What it waited for happened before the window.
            break
        by_node[names[w]] += t - int(steps[w][j, 0])
        by_constraint[KINDS[why]] += t - int(steps[w][j, 0])
        v, k = w, j
    return _segments(graph, found[::-1]), dict(by_node.most_common()), dict(by_constraint.most_common())


def _segments(graph: Graph, found: list[tuple[int, int, str, int]]) -> list[Segment]:
    out: list[Segment] = []
    for v, t, why, channel in found:
        node, name = graph.nodes[v].name, graph.channels[channel].name if channel >= 0 else None
        if out and (out[-1].node, out[-1].why, out[-1].channel) == (node, why, name):
            out[-1] = Segment(node, out[-1].first, t, out[-1].actions + 1, why, name)
        else:
            out.append(Segment(node, t, t, 1, why, name))
    return out

"""A kernel in the native module: its graph and memories as the module takes them, its run, what it says of it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping

import numpy as np

from fuseflow.cosim import native
from fuseflow.cosim.deadlock import ROOM, TOKEN, Blocked, Deadlock, Waiting
from fuseflow.cosim.log import ChannelLog, Log, NodeLog
from fuseflow.cosim.run import ChannelFigures, Progress, Run
from fuseflow.errors import GraphError, SimulationError
from fuseflow.machine.graph import Channel, Graph, Node, kind, ports
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP, Token

SLICE = 0.1
"""Seconds between two looks at signals and two calls of `progress`."""

CHUNK = 4096
"""Tokens of a stream that its consumers lag behind at most, unless a wider gap is needed."""

RUNNING, FINISHED, STUCK, TOO_FAR = 0, 1, 2, 3

Memories = Mapping[str, np.ndarray | list[int]]


class TooFar(Exception):
    """The times of several lanes lie further apart than 32 bits can tell."""


class TooLong(Exception):
    """More tokens were pushed than the caller wants to wait for."""


class Session:
    """A graph in the native engine, with its memories.

    With several timings, up to 16, all are computed at once; there are no figures then, only `native.lane_cycles`.
    Results are written back into what the caller gave when the session is left, also by an error.
    """

    def __init__(
        self, graph: Graph, memories: Memories, *timings: Timing, check: bool = True, figures: bool = True,
        log: bool = False, chunk: int = CHUNK, window: tuple[int, int] | None = None
    ):
        self.graph, self.given, self.figures, self.logged = graph, memories, figures, log
        self.timing = timings[0] if timings else Timing()
        for timing in timings:
            timing.check(graph)
        self.arrays = arrays(graph, memories)
        nodes, channels = specification(graph, self.arrays)
        first, last = window or (0, 0)
        self.native = native.load().Engine(
            nodes, channels, [parameters(graph, t) for t in timings or (self.timing,)], chunk=chunk, check=check,
            figures=figures, log=log, explain=window is not None, window_from=first, window_to=last)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_) -> None:
        for m in self.graph.memories:
            given = self.given[m.name]
            if m.direction == "out" and given is not self.arrays[m.name]:
                given[:] = self.arrays[m.name].tolist() if isinstance(given, list) else self.arrays[m.name]

    def finish(
        self, threads: int = 1, max_cycles: int | None = None, progress: Callable[[Progress], None] | None = None,
        max_tokens: int | None = None,
    ) -> None:
        """Run to the end.

        Raises
        ------
        GraphError, SimulationError
            As `fuseflow.cosim.engine.run`.
        TooLong
            After about `max_tokens`.
        TooFar
            With several timings whose times lie too far apart.
        """
        start, engine = time.perf_counter(), self.native
        state = RUNNING
        while state == RUNNING:
            try:
                state = engine.advance(SLICE, threads)
            except native.load().Malformed as error:
                raise GraphError("FF-E303", str(error)) from None
            if max_cycles is not None and engine.cycles > max_cycles:
                raise SimulationError("FF-E403", f"graph {self.graph.name!r} takes more than {max_cycles:,} cycles")
            if max_tokens is not None and state == RUNNING and engine.tokens > max_tokens:
                raise TooLong
            if progress is not None:
                progress(Progress(engine.latest, engine.tokens, engine.share, time.perf_counter() - start))
        if state == STUCK:
            raise self.deadlock()
        if state == TOO_FAR:
            raise TooFar

    def result(self) -> Run:
        cycles = self.native.cycles
        costs = [0, 0, 0]
        nodes = {}
        for n, (fired, stalled, last, _, *cost) in zip(self.graph.nodes, self.native.nodes(), strict=True):
            costs = [a + b for a, b in zip(costs, cost)]
            idle = cycles - 1 - last
            nodes[n.name] = NodeLog(fired, cycles - fired - stalled - idle, stalled, idle)
        channels = {}
        for c, (pushed, _, highest, residence) in zip(self.graph.channels, self.native.channels(), strict=True):
            fills = (highest, residence / cycles if cycles else 0.0) if self.figures else (None, None)
            channels[c.name] = ChannelFigures(pushed, *fills)
        if not self.figures:
            nodes = {}
        return Run(cycles, *costs, nodes, channels, self.log(cycles, nodes) if self.logged else None)

    def log(self, cycles: int, nodes: dict[str, NodeLog]) -> Log:
        """Every event so far."""
        channels = {}
        for k, c in enumerate(self.graph.channels):
            push, pop, tokens = self.native.log(k)
            channels[c.name] = ChannelLog(
                push.tolist(), pop.tolist(), [token(x, c) for x in tokens[: len(push)].tolist()])
        return Log(cycles, channels, nodes)

    def deadlock(self) -> Deadlock:
        """Who waits for whom, now that nobody can go on."""
        graph = self.graph
        waits: list[tuple[Node, str, int]] = []
        for n, (finished, known, tokens, room) in zip(graph.nodes, self.native.waits(), strict=True):
            if finished:
                continue
            into = [graph.channels.index(c) for c in graph.inputs_of(n)]
            if not known:
                # The stream ended before its D: nobody knows what the node would do.
                tokens = into
            lead = [c for c in tokens if c in {into[p] for p in leads(n)}]
            waits += [(n, TOKEN, c) for c in sorted(lead or tokens, key=into.index)]
            waits += [(n, ROOM, c) for c in room if not tokens]
        state = self.native.channels()
        places = sorted({c for _, _, c in waits})
        heads = self.native.probe([(c, state[c][1]) for c in places if state[c][0] > state[c][1]])
        next_token = dict(zip([c for c in places if state[c][0] > state[c][1]], heads))
        blocked = []
        for c in dict.fromkeys(c for _, _, c in waits):
            channel, x = graph.channels[c], next_token.get(c)
            depth = self.timing.depth.get(channel.name, channel.depth)
            blocked.append(Blocked(channel.name, state[c][0] - state[c][1], depth,
                                   None if x is None else token(x, channel), channel.type))
        ends = {TOKEN: lambda c: c.src[0], ROOM: lambda c: c.dst[0]}
        waiting = [Waiting(n.name, why, graph.channels[c].name, ends[why](graph.channels[c])) for n, why, c in waits]
        return Deadlock(graph.name, self.native.latest + 1, waiting, blocked)


def leads(node: Node) -> tuple[int, ...]:
    """Input ports that decide what a node does next: they are waited for first."""
    match node.kind:
        case "intersect" | "union":
            return 0, 1 + len(node.params["a"])
        case "left_join" | "lookup" | "realign":
            return 0, 1
        case "drop_empty":
            return 0, 1 + len(node.params["outer"])
        case "sacc":
            return (len(node.params["sizes"]),)
    return tuple(range(len(ports(node)[0])))


def arrays(graph: Graph, memories: Memories) -> dict[str, np.ndarray]:
    """Every memory of a graph as a uint32 array; those of results writable, and the caller's own where it can be."""
    out = {}
    for m in graph.memories:
        if m.name not in memories:
            raise SimulationError("FF-E402", f"memory {m.name!r} of graph {graph.name!r} is not given")
        words = memories[m.name]
        a = np.ascontiguousarray(words, np.uint32)
        out[m.name] = a.copy() if m.direction == "out" and not a.flags.writeable else a
    return out


def specification(graph: Graph, memories: Mapping[str, np.ndarray]) -> tuple[list[dict], list[tuple]]:
    """Nodes and channels as the native module takes them."""
    index = {n.name: k for k, n in enumerate(graph.nodes)}
    into = {c.dst: k for k, c in enumerate(graph.channels)}
    out = {c.src: k for k, c in enumerate(graph.channels)}
    directions = {m.name: m.direction for m in graph.memories}
    nodes = []
    for n in graph.nodes:
        inputs, outputs = ports(n)
        uses = {key: n.params[key] for key in kind(n).uses if n.params[key] is not None}
        nodes.append({
            "name": n.name, "kind": n.kind, "params": _plain(n, uses),
            "memories": {key: (name, memories[name], directions[name] == "out") for key, name in uses.items()},
            "inputs": [into[n.name, p.name] for p in inputs],
            "outputs": [out.get((n.name, p.name), -1) for p in outputs],
            "input_types": [p.type for p in inputs], "output_types": [p.type for p in outputs],
            "input_names": [p.name for p in inputs],
        })
    places = {n.name: [[p.name for p in side] for side in ports(n)] for n in graph.nodes}
    channels = [
        (c.name, index[c.src[0]], places[c.src[0]][1].index(c.src[1]), index[c.dst[0]],
         places[c.dst[0]][0].index(c.dst[1]), c.type, c.level)
        for c in graph.channels
    ]
    return nodes, channels


def _plain(node: Node, uses: Mapping) -> dict:
    """Parameters as ints, strings and lists of ints; payload types as their number."""
    out = {}
    for key, value in node.params.items():
        if key in uses:
            continue
        if key in ("a", "b", "outer", "inner"):
            out[f"{key}_payloads"] = len(value)
        elif isinstance(value, list | tuple):
            out[key] = [int(x) for x in value]
        elif key == "constant":
            out[key] = []
        else:
            out[key] = int(value) if isinstance(value, bool) else value
    return out


def parameters(graph: Graph, timing: Timing) -> tuple[list[int], list[int], list[int], list[int]]:
    """Interval and hazard distance of every node, depth (-1: unbounded) and latency of every channel."""
    depths = [timing.depth.get(c.name, c.depth) for c in graph.channels]
    return (
        [timing.interval.get(n.name, 1) for n in graph.nodes],
        [timing.hazard.get(n.name, distance(n, graph)) for n in graph.nodes],
        [-1 if d == math.inf else d for d in depths],
        [timing.latency.get(c.name, c.latency) for c in graph.channels],
    )


def distance(node: Node, graph: Graph) -> int:
    """W of the hazards of a node, in cycles (machine.md, section 4)."""
    profile = graph.profile
    match node.kind:
        case "sacc":
            return profile.memory + profile.registers(node.params["op"]) + 1
        case "drain":
            return 2 * (profile.memory + 1)
        case "racc":
            return profile.add + 1
    return 1


def token(x: int, channel: Channel) -> Token:
    """A token of the native module as kind and data."""
    if x == -1024:
        return (DONE, 0)
    if x == -1023:
        return (ABSENT, 0)
    if -1023 < x < 0:
        return (STOP, -1 - x)
    return (ITEM, x & 0xFFFFFFFF if channel.type == "val" else x)

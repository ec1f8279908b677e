"""The dataflow graph: nodes, channels, memories; its builder, its verifier.

A node is one state machine of `fuseflow.machine.primitives`; a channel joins one output port to one input port. The
simulator, the RTL and every picture are made from this one structure; names are the same everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from fuseflow.errors import GraphError
from fuseflow.machine.profile import Profile

TYPES = {"crd": 32, "ref": 32, "val": 32, "bounds": 64, "val+last": 33}
"""Width in bits of the data of a token, by channel type."""


@dataclass(frozen=True, slots=True)
class Port:
    """One port of a node: its name, the type of its tokens, and the depth of its stream."""

    name: str
    type: str
    level: int


Ports = tuple[tuple[Port, ...], tuple[Port, ...]]


@dataclass(frozen=True, slots=True)
class NodeKind:
    """What a kind of node is: one definition in `fuseflow.machine.primitives`.

    Attributes
    ----------
    name : str
    params : frozenset of str
        The parameters a node of this kind must have (others are errors).
    ports : callable params -> (inputs, outputs)
    apply : callable (params, memories, *inputs) -> tuple of outputs
        The list function: nested lists in, nested lists out (the specification of the tokens). `memories` maps
        names to lists of words; writers store into it.
    latency : callable (params, profile) -> {output port: L}, optional
        Outputs that are not mentioned have L = 1.
    uses : tuple of str
        Those of the parameters that name a memory.
    """

    name: str
    params: frozenset[str]
    ports: Callable[[Mapping], Ports]
    apply: Callable[..., tuple]
    latency: Callable[[Mapping, Profile], dict[str, int]] = lambda params, profile: {}
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    kind: str
    params: Mapping


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel with `depth` slots D and latency L in cycles, from output port `src` to input port `dst`.

    A depth of `math.inf` never makes anybody wait for room; it exists in simulation only.
    """

    name: str
    src: tuple[str, str]
    dst: tuple[str, str]
    type: str
    level: int
    depth: int | float
    latency: int


@dataclass(frozen=True, slots=True)
class Memory:
    """A memory of 32-bit words: one array of one level of a tensor, or its values.

    `role` is ``seg``, ``crd``, ``vals`` or ``present`` (one word: is the entry of a rank-0 tensor there?); `level`
    is None for values; `direction` is ``in`` for operands and ``out`` for results.
    """

    name: str
    words: int
    tensor: str
    role: str
    level: int | None
    direction: str


@dataclass(frozen=True, slots=True)
class Interface:
    """Shape, format (its text) and fill of a tensor that a graph reads or writes."""

    shape: tuple[int, ...]
    format: str
    fill: float


@dataclass(frozen=True, slots=True)
class Graph:
    """A verified dataflow graph. Build one with `Builder` or `fuseflow.machine.formats.from_json`."""

    name: str
    profile: Profile
    nodes: tuple[Node, ...]
    channels: tuple[Channel, ...]
    memories: tuple[Memory, ...]
    inputs: Mapping[str, Interface] = field(default_factory=dict)
    outputs: Mapping[str, Interface] = field(default_factory=dict)
    copies: tuple[str, ...] = ()

    def __post_init__(self):
        verify(self)

    def node(self, name: str) -> Node:
        return next(n for n in self.nodes if n.name == name)

    def inputs_of(self, node: Node) -> tuple[Channel | None, ...]:
        """Channels at the input ports of `node`, in port order."""
        into = {c.dst: c for c in self.channels}
        return tuple(into.get((node.name, p.name)) for p in ports(node)[0])

    def outputs_of(self, node: Node) -> tuple[Channel | None, ...]:
        """Channels at the output ports of `node`, in port order; None where a port is unconnected."""
        out = {c.src: c for c in self.channels}
        return tuple(out.get((node.name, p.name)) for p in ports(node)[1])

    def with_depth(self, depth: int | float | Mapping[str, int | float]) -> Graph:
        """The same graph with other channel depths (one for all, or by channel name); locks stay at 1.

        `math.inf` makes channels unbounded.
        """
        of = depth.get if isinstance(depth, Mapping) else lambda name, old: depth
        return replace(
            self, channels=tuple(c if is_lock(c) else replace(c, depth=of(c.name, c.depth)) for c in self.channels)
        )

    def to_json(self) -> str:
        from fuseflow.machine.formats import to_json

        return to_json(self)

    @staticmethod
    def from_json(text: str) -> Graph:
        from fuseflow.machine.formats import from_json

        return from_json(text)

    def to_dot(self) -> str:
        from fuseflow.machine.formats import to_dot

        return to_dot(self)

    def to_networkx(self):
        from fuseflow.machine.formats import to_networkx

        return to_networkx(self)


def kind(node: Node) -> NodeKind:
    from fuseflow.machine.primitives import KINDS

    return KINDS[node.kind]


def ports(node: Node) -> Ports:
    """Input and output ports of a node."""
    return kind(node).ports(node.params)


def is_lock(channel: Channel) -> bool:
    """True for the hand-over of a sparse accumulator: its one slot is the lock of a memory bank, not a buffer."""
    return channel.src[1] == "handover"


def is_slots(depth: object) -> bool:
    """True for what may be the depth of a channel: a positive int below 2^31, or `math.inf`."""
    if isinstance(depth, float):
        return depth == math.inf
    return isinstance(depth, int) and not isinstance(depth, bool) and 1 <= depth < 2**31


class Builder:
    """Collects nodes and connections; `finish` adds forks, types, latencies and depths."""

    def __init__(self, name: str, profile: Profile):
        self.name, self.profile = name, profile
        self.nodes: dict[str, Node] = {}
        self.edges: list[tuple[tuple[str, str], tuple[str, str]]] = []
        self.slots: dict[tuple[str, str], int] = {}
        self.memories: dict[str, Memory] = {}
        self.inputs: dict[str, Interface] = {}
        self.outputs: dict[str, Interface] = {}
        self.copies: list[str] = []

    def node(self, kind: str, name: str, /, **params) -> str:
        """Add a node; a name that is taken gets a number. Returns its name."""
        name = unique(identifier(name), self.nodes)
        self.nodes[name] = Node(name, kind, params)
        return name

    def memory(self, memory: Memory) -> str:
        self.memories.setdefault(memory.name, memory)
        return memory.name

    def connect(self, src: tuple[str, str], dst: tuple[str, str], slots: int = 1) -> None:
        """Lead a stream from an output to an input, whose channel has at least so many slots by default."""
        self.edges.append((src, dst))
        self.slots[dst] = slots

    def finish(self, depth: int | float | None = None) -> Graph:
        """The graph, every channel with `depth` slots (`math.inf`: unbounded), locks with 1.

        By default it is the profile's depth, or what the connection asks for, if that is more.
        """
        from fuseflow.machine.primitives import KINDS

        def port(end, side):
            node = self.nodes[end[0]]
            return next(p for p in KINDS[node.kind].ports(node.params)[side] if p.name == end[1])

        consumers: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for src, dst in self.edges:
            consumers.setdefault(src, []).append(dst)
        channels = []

        def channel(src, dst):
            node, out = self.nodes[src[0]], port(src, 1)
            latency = KINDS[node.kind].latency(node.params, self.profile).get(src[1], 1)
            slots = 1 if src[1] == "handover" else depth or max(self.profile.depth, self.slots.get(dst, 1))
            channels.append(
                Channel(f"{src[0]}.{src[1]}->{dst[0]}.{dst[1]}", src, dst, out.type, out.level, slots, latency)
            )

        for src, users in consumers.items():
            if len(users) == 1:
                channel(src, users[0])
                continue
            out = port(src, 1)
            fork = self.node("fork", f"fork_{src[0]}_{src[1]}", type=out.type, level=out.level, n=len(users))
            channel(src, (fork, "in"))
            for k, dst in enumerate(users):
                channel((fork, f"out{k}"), dst)
        return Graph(
            self.name, self.profile, tuple(self.nodes.values()), tuple(channels), tuple(self.memories.values()),
            self.inputs, self.outputs, tuple(self.copies),
        )


def identifier(text: str) -> str:
    """`text` as a Verilog identifier."""
    name = re.sub(r"\W+", "_", text).strip("_")
    return name if name[:1].isalpha() else f"n_{name}"


def unique(name: str, taken) -> str:
    """`name`, or `name` with the first number that makes it new."""
    if name not in taken:
        return name
    k = 2
    while f"{name}_{k}" in taken:
        k += 1
    return f"{name}_{k}"


def verify(graph: Graph) -> None:
    """Check a graph; called when one is built.

    Raises
    ------
    GraphError
        FF-E301, naming the node, port or channel: unknown kind, missing or superfluous parameter, a name used
        twice, a port that does not exist, an input that is unconnected or driven twice, an output that drives two
        channels, types or levels that disagree, an impossible depth or latency, an unknown or superfluous memory, a
        cycle, a node from which no writer can be reached.
    """
    from fuseflow.machine.primitives import KINDS, SINKS

    def fail(message, hint=None):
        raise GraphError("FF-E301", f"graph {graph.name!r}: {message}", hint=hint)

    nodes: dict[str, Node] = {}
    for n in graph.nodes:
        if n.name in nodes:
            fail(f"two nodes are called {n.name!r}")
        if n.name != identifier(n.name):
            fail(f"{n.name!r} is not an identifier")
        if n.kind not in KINDS:
            fail(f"node {n.name!r} is of unknown kind {n.kind!r}", f"kinds: {', '.join(sorted(KINDS))}")
        missing, extra = KINDS[n.kind].params - set(n.params), set(n.params) - KINDS[n.kind].params
        if missing or extra:
            fail(f"node {n.name!r} ({n.kind}) " + (f"lacks {sorted(missing)}" if missing else f"has {sorted(extra)}"))
        nodes[n.name] = n

    memories = {m.name for m in graph.memories}
    if len(memories) != len(graph.memories):
        fail("two memories have the same name")
    used = set()
    for n in graph.nodes:
        for key in KINDS[n.kind].uses:
            if n.params[key] is None:
                continue
            used.add(n.params[key])
            if n.params[key] not in memories:
                fail(f"node {n.name!r} uses the unknown memory {n.params[key]!r}")
    if memories - used:
        fail(f"memory {min(memories - used)!r} is used by no node")

    ends: list[dict[tuple[str, str], Port]] = [{}, {}]
    for n in graph.nodes:
        try:
            both = KINDS[n.kind].ports(n.params)
        except (TypeError, ValueError, KeyError, IndexError) as error:
            fail(f"node {n.name!r} ({n.kind}) has impossible parameters: {error}")
        for side in (0, 1):
            for p in both[side]:
                if p.level < 0:
                    fail(f"port {p.name!r} of node {n.name!r} has the negative level {p.level}")
                ends[side][n.name, p.name] = p
    seen: set = set()
    for c in graph.channels:
        for side, end in ((1, tuple(c.src)), (0, tuple(c.dst))):
            what = "output" if side else "input"
            if end not in ends[side]:
                fail(f"channel {c.name!r}: node {end[0]!r} has no {what} {end[1]!r}")
            if (side, end) in seen:
                fail(f"{what} {end[1]!r} of node {end[0]!r} has two channels", "fan-out is a fork")
            seen.add((side, end))
            p = ends[side][end]
            if (p.type, p.level) != (c.type, c.level):
                fail(f"channel {c.name!r} carries {c.type} at level {c.level}, but {what} {end[1]!r} of node "
                     f"{end[0]!r} is {p.type} at level {p.level}")
        source = nodes[c.src[0]]
        latency = KINDS[source.kind].latency(source.params, graph.profile).get(c.src[1], 1)
        if c.latency != latency:
            fail(f"channel {c.name!r} has latency {c.latency}; profile {graph.profile.name!r} makes it {latency}")
        if not is_slots(c.depth):
            fail(f"channel {c.name!r} has depth {c.depth!r}")
        if is_lock(c) and c.depth != 1:
            fail(f"channel {c.name!r} is the lock of a memory bank: its depth is 1, not {c.depth}")
        reader = nodes[c.dst[0]]
        if is_lock(c) and (reader.kind, reader.params.get("id")) != ("drain", source.params["id"]):
            fail(f"the hand-over of {c.src[0]!r} goes to {c.dst[0]!r}, which is not its drain")
        if reader.kind == "drain" and not is_lock(c):
            fail(f"{c.dst[0]!r} drains {c.src[0]!r}, which is no sparse accumulator")
    if len({c.name for c in graph.channels}) != len(graph.channels):
        fail("two channels have the same name")
    for kind_ in ("sacc", "drain"):
        ids = [n.params["id"] for n in graph.nodes if n.kind == kind_]
        if len(set(ids)) != len(ids):
            fail(f"two nodes of kind {kind_} have the same id")
    for end in ends[0]:
        if (0, end) not in seen:
            fail(f"input {end[1]!r} of node {end[0]!r} is unconnected")

    successors: dict[str, set[str]] = {n: set() for n in nodes}
    predecessors: dict[str, set[str]] = {n: set() for n in nodes}
    for c in graph.channels:
        successors[c.src[0]].add(c.dst[0])
        predecessors[c.dst[0]].add(c.src[0])
    waiting = {n: len(p) for n, p in predecessors.items()}
    ready = [n for n, k in waiting.items() if k == 0]
    while ready:
        for s in successors[ready.pop()]:
            waiting[s] -= 1
            if waiting[s] == 0:
                ready.append(s)
    if any(waiting.values()):
        fail(f"the channels through node {min(n for n, k in waiting.items() if k)!r} form a cycle")
    reached = [n.name for n in graph.nodes if n.kind in SINKS]
    reaching = set(reached)
    while reached:
        for p in predecessors[reached.pop()] - reaching:
            reaching.add(p)
            reached.append(p)
    if set(nodes) - reaching:
        fail(f"no writer can be reached from node {min(set(nodes) - reaching)!r}",
             "every node must feed a result, or it does not end with the kernel")

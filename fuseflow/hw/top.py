"""A whole graph in hardware: nodes, channels, memories, the host port, start and done."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from fuseflow.errors import GraphError
from fuseflow.hw.channel import Channel
from fuseflow.hw.host import host_map, span
from fuseflow.hw.memory import WORD, TensorMemory
from fuseflow.hw.node import Node, token_width
from fuseflow.hw.primitives import COMPONENTS
from fuseflow.hw.primitives.accumulate import extent
from fuseflow.hw.primitives.workspace import Workspace
from fuseflow.hw.shared import directions, place
from fuseflow.machine.graph import Graph, identifier, unique

WATCHDOG = 1024
"""Cycles without a push or a pop after which a kernel is stuck: more than any latency, interval or gap."""

PUSHING, POPPING = ("can_push", "push", "enq", "data"), ("visible", "head", "pop")
"""Ports of a channel on either side."""


class Top(wiring.Component):
    """The hardware of a graph.

    Parameters
    ----------
    graph : Graph
    heads : bool
        Build the port `heads`, for tests.
    watchdog : int
        Cycles without a push or a pop after which `stuck` is raised.

    Attributes
    ----------
    clk, rst : in
        `rst` is synchronous and resets control only; memories keep their words.
    start : Signal(1), in
        Ignored while busy; remembered while workspaces are cleared after a reset. The cycle after the accepted start
        is cycle 0.
    busy, done, stuck : Signal(1), out
        `done` rises in the cycle after the last writer's pop of D, `stuck` when the watchdog ends a run; both hold
        until the next start.
    cycles : Signal(64), out
        t in cycle t; held after the end.
    events : Signal(2 C), out
        Bit 2k: push of channel k; bit 2k + 1: its pop.
    heads : Signal, out
        Heads of all channels, channel 0 lowest.
    host_addr, host_wdata, host_we : in
        Word address (see `host_map`), word, write enable.
    host_rdata : Signal(32), out
        The word at the address of the cycle before.

    Raises
    ------
    Unsupported
        FF-U009 if the absent terms of a product have too many powers.
    """

    # A refusal in the constructor leaves an object that nobody elaborates.
    _MustUse__silence = True

    def __init__(self, graph: Graph, *, heads: bool = True, watchdog: int = WATCHDOG):
        self.graph, self.watchdog = graph, watchdog
        widths = [token_width(c.type) for c in graph.channels]
        super().__init__(
            {"start": In(1), "busy": Out(1), "done": Out(1), "cycles": Out(64), "stuck": Out(1),
             "events": Out(2 * len(widths))}
            | ({"heads": Out(sum(widths))} if heads else {})
            | {"host_addr": In(WORD), "host_wdata": In(WORD), "host_we": In(1), "host_rdata": Out(WORD)}
        )
        self.nodes = components(graph)

    def elaborate(self, platform) -> Module:
        m = Module()
        self._taken = {*self.nodes, *self.signature.members, "clk", "rst", "go"}
        self._wires: dict[str, dict[str, Value]] = {name: {} for name in self.nodes}
        self.go, ready = Signal(name="go"), Signal(name="workspaces_ready")
        events, heads = self._channels(m)
        m.d.comb += self.events.eq(Cat(*events))
        if "heads" in self.signature.members:
            m.d.comb += self.heads.eq(Cat(*heads))
        self._memories(m)
        readies = self._workspaces(m)
        finished = self._place_nodes(m)
        m.d.comb += ready.eq(Cat(*readies).all() if readies else 1)
        self._run(m, ready, finished)
        return m

    def _name(self, text: str) -> str:
        name = unique(identifier(text), self._taken)
        self._taken.add(name)
        return name

    def _channels(self, m: Module) -> tuple[list[Value], list[Value]]:
        """Place the channels; pushes and pops, and heads."""
        events, heads = [], []
        for c in self.graph.channels:
            channel, name = Channel(c.depth, c.latency, token_width(c.type)), self._name(c.name)
            wires = _wires(channel, name)
            m.submodules[name] = place(channel, wires)
            for (node, port), sides in ((c.src, PUSHING), (c.dst, POPPING)):
                self._wires[node] |= {f"{port}_{side}": wires[side] for side in sides}
            events += [wires["push"], wires["pop"]]
            heads.append(wires["head"])
        return events, heads

    def _memories(self, m: Module) -> None:
        base = host_map(self.graph.memories)
        selected = Signal(range(len(base) + 1))
        answers = []
        for number, memory in enumerate(self.graph.memories):
            reads, writes = self._users(memory.name)
            if len(writes) > 1:
                raise GraphError("FF-E301", f"graph {self.graph.name!r}: memory {memory.name!r} has two writers: "
                                 f"{' and '.join(node for node, _ in writes)}")
            component = TensorMemory(
                memory.words, tuple(self.nodes[node].read_latency for node, _ in reads), bool(writes)
            )
            name = self._name(f"mem_{memory.name}")
            wires = _wires(component, name)
            bits = (span(memory) - 1).bit_length()
            hit = Signal(name=f"{name}_selected")
            m.d.comb += hit.eq(self.host_addr[bits:] == base[memory.name] >> bits)
            wires |= {
                "host_addr": self.host_addr[:bits], "host_wdata": self.host_wdata, "host_we": self.host_we & hit,
            }
            for k, (node, port) in enumerate(reads):
                self._wires[node] |= {f"mem_{port}_{part}": wires[f"read{k}_{part}"] for part in ("addr", "word")}
            for node, port in writes:
                self._wires[node] |= {f"mem_{port}_{part}": wires[f"write_{part}"] for part in ("addr", "word", "en")}
            m.submodules[name] = place(component, wires)
            with m.If(hit):
                m.d.sync += selected.eq(number)
            answers.append(wires["host_rdata"])
        with m.Switch(selected):
            for number, answer in enumerate(answers):
                with m.Case(number):
                    m.d.comb += self.host_rdata.eq(answer)

    def _users(self, memory: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """(node, memory port) of those that read and of those that write a memory."""
        users = ([], [])
        for n in self.graph.nodes:
            component = self.nodes[n.name]
            for found, ports in zip(users, (component.reads(), component.writes()), strict=True):
                found += [(n.name, port) for port, parameter in ports.items() if n.params[parameter] == memory]
        return users

    def _workspaces(self, m: Module) -> list[Signal]:
        """Place the memories between every sacc and its drain; their `ready`."""
        drains = {n.params["id"]: n.name for n in self.graph.nodes if n.kind == "drain"}
        readies = []
        for n in self.graph.nodes:
            if n.kind != "sacc":
                continue
            drain = drains[n.params["id"]]
            counts = "count" in self.nodes[drain].connected
            component = Workspace(n.params["op"], extent(n.params), counts, self.graph.profile)
            name = self._name(f"{n.name}_workspace")
            wires = _wires(component, name)
            m.submodules[name] = place(component, wires)
            for node in (n.name, drain):
                self._wires[node] |= {p: w for p, w in wires.items() if p in directions(self.nodes[node])}
            readies.append(wires["ready"])
        return readies

    def _place_nodes(self, m: Module) -> list[Signal]:
        """Place the nodes; the signals that end a run."""
        finished = []
        for name, component in self.nodes.items():
            ports = directions(component)
            if "go" in ports:
                self._wires[name]["go"] = self.go
            if "finish" in ports:
                finished.append(Signal(name=f"{name}_finish"))
                self._wires[name]["finish"] = finished[-1]
            m.submodules[name] = place(component, self._wires[name])
        return finished

    def _run(self, m: Module, ready: Signal, finished: list[Signal]) -> None:
        """start, busy, done, cycles, stuck."""
        busy, waiting = Signal(name="running"), Signal(name="start_waits")
        finishes = Signal(len(finished))
        finished_before = Signal(len(finished))
        quiet = Signal(range(self.watchdog + 1))
        m.d.comb += [self.busy.eq(busy), finishes.eq(Cat(*finished) | finished_before)]
        m.d.sync += [self.go.eq(0), waiting.eq((self.start | waiting) & ~busy & ~ready)]
        with m.If(busy):
            m.d.sync += [
                self.cycles.eq(self.cycles + 1), finished_before.eq(finishes),
                quiet.eq(Mux(self.events.any(), 0, quiet + 1)),
            ]
            with m.If(finishes.all()):
                m.d.sync += [busy.eq(0), self.done.eq(1)]
            with m.Elif(quiet == self.watchdog):
                m.d.sync += [busy.eq(0), self.stuck.eq(1)]
        with m.Elif((self.start | waiting) & ready):
            m.d.sync += [
                self.go.eq(1), busy.eq(1), self.done.eq(0), self.stuck.eq(0), self.cycles.eq(0),
                finished_before.eq(0), quiet.eq(0),
            ]


def components(graph: Graph) -> dict[str, Node]:
    """The component of every node."""
    return {
        n.name: COMPONENTS[n.kind](
            n, graph.profile, [port for (name, port) in (c.src for c in graph.channels) if name == n.name]
        )
        for n in graph.nodes
    }


def _wires(component: wiring.Component, name: str) -> dict[str, Value]:
    """A signal for every port of a component."""
    return {
        path[0]: Signal(member.shape, name=f"{name}_{path[0]}")
        for path, member, _ in component.signature.flatten(component)
    }

"""Parts of the hardware alone, as they are measured on an FPGA: a block of nodes, and registers around anything."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from fuseflow.hw.channel import Channel
from fuseflow.hw.node import token_width
from fuseflow.hw.shared import Library, Shared, convert, directions
from fuseflow.hw.top import POPPING, PUSHING, Top, components
from fuseflow.hw.verilog import to_verilog
from fuseflow.machine.graph import Graph

TOP = "measured"
"""Module that `registered` makes."""

INSIDE = "inside_"
"""Name of the instance that `Registered` surrounds; `inside` is a keyword of SystemVerilog."""


class Fragment(Top):
    """A graph without its sources, sinks and tensor memories: what is connected to them is a port.

    Parameters
    ----------
    graph : Graph
        Of one block, as `fuseflow.cosim.testing.harness` makes it.

    Attributes
    ----------
    {source}_{side}, {sink}_{side}
        The sides of the channel there; see `Channel`.
    {node}_mem_{port}_{part}
        The side of a memory; see `Node`.
    go : in
    ready, finished : out
        As in `Top`; a bit for every workspace and every writer.
    """

    def __init__(self, graph: Graph):
        self.graph = graph
        ends = {n.name for n in graph.nodes if n.kind in ("source", "sink")}
        self.nodes = {name: c for name, c in components(graph).items() if name not in ends}
        workspaces = sum(n.kind == "sacc" for n in graph.nodes)
        writers = sum("finish" in directions(c) for c in self.nodes.values())
        ports = {"go": In(1), "ready": Out(workspaces), "finished": Out(writers)}
        self._free: dict[str, tuple[str, str]] = {}
        for c in graph.channels:
            of_channel = Channel(c.depth, c.latency, token_width(c.type)).signature.members
            for (node, port), sides in ((c.src, PUSHING), (c.dst, POPPING)):
                for side in sides if node in ends else ():
                    ports[f"{node}_{side}"] = of_channel[side]
                    self._free[f"{node}_{side}"] = node, f"{port}_{side}"
        for node, component in self.nodes.items():
            for port, member in component.signature.members.items():
                if port.startswith("mem_"):
                    ports[f"{node}_{port}"] = member
                    self._free[f"{node}_{port}"] = node, port
        wiring.Component.__init__(self, ports)

    def elaborate(self, platform) -> Module:
        m = Module()
        self._taken = {*self.nodes, *self.signature.members, "clk", "rst"}
        self._wires = {n.name: {} for n in self.graph.nodes}
        self._channels(m)
        m.d.comb += self.ready.eq(Cat(*self._workspaces(m)))
        for name, (node, port) in self._free.items():
            # A node's own ports are placed with it; those of a channel are there already.
            self._wires[node].setdefault(port, Signal(len(getattr(self, name)), name=f"{name}_inner"))
        m.d.comb += self.finished.eq(Cat(*self._place_nodes(m)))
        for name, (node, port) in self._free.items():
            outer, inner = getattr(self, name), self._wires[node][port]
            m.d.comb += inner.eq(outer) if self.signature.members[name].flow == In else outer.eq(inner)
        return m


class Registered(wiring.Component):
    """A component with a register at every bit of every port, so that all its paths lie between registers.

    Parameters
    ----------
    component : wiring.Component
    name : str
        Module of the component.

    Attributes
    ----------
    (those of the component)
        A cycle later on either side.
    """

    def __init__(self, component: wiring.Component, name: str):
        self.component, self.name = component, name
        super().__init__(dict(component.signature.members.items()))

    def elaborate(self, platform) -> Module:
        m = Module()
        ports = {}
        for port, flow in directions(self.component).items():
            outer = getattr(self, port)
            inner = ports[port] = Signal(len(outer), name=f"{port}_inner")
            m.d.sync += inner.eq(outer) if flow == In else outer.eq(inner)
        m.submodules[INSIDE] = Shared(("measured", self.name), self.name, self.name, lambda: self.component, ports)
        return m


def registered(component: wiring.Component, name: str) -> str:
    """Verilog of a component between registers: the module `TOP`, which has it as the instance `INSIDE`."""
    library = Library(reserved=TOP)
    top, _ = convert(Registered(component, name), TOP, library)
    return to_verilog("\n".join([*library.texts.values(), top]))

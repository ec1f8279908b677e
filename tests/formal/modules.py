"""The emitted modules of channels and nodes, one by one, as they stand in the Verilog of a kernel."""

from __future__ import annotations

from collections.abc import Hashable

from amaranth.hdl import Signal
from amaranth.lib import wiring

from fuseflow.hw.primitives import COMPONENTS
from fuseflow.hw.shared import Library, Shared, directions
from fuseflow.hw.verilog import split_modules, to_verilog
from fuseflow.machine import graph
from fuseflow.machine.profile import Profile
from tests.formal.table import Table


class Modules:
    """Components that are emitted together: starting Yosys is what takes time."""

    def __init__(self):
        self._library = Library("contract")
        self._names: dict[Hashable, str] = {}

    def add(self, key: Hashable, component: wiring.Component) -> None:
        ports = {p: Signal(len(getattr(component, p))) for p in directions(component)}
        shared = Shared((key, component.identity), component.module, component.about, lambda: component, ports)
        self._names[key] = self._library.instance(shared).type

    def emit(self) -> dict[Hashable, tuple[str, str]]:
        """For each key, the name of its module and the text."""
        texts = split_modules(to_verilog("\n".join(self._library.texts.values())))
        return {key: (name, texts[name]) for key, name in self._names.items()}


def node(kind: str, table: Table) -> wiring.Component:
    """A node with the parameters of a table, all of its outputs connected."""
    x = graph.Node("x", kind, table.params)
    return COMPONENTS[kind](x, Profile("formal", memory=table.rl), [p.name for p in graph.ports(x)[1]])

"""One module, many instances: how equal components become one module of the emitted Verilog.

Amaranth emits a module for every component object. Here a component is placed through `Shared`; a `Library`, handed
through elaboration as the platform, converts the first component of an identity to RTLIL and makes instances of it
for all others. Elsewhere (Amaranth's simulator) `Shared` is the component itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from amaranth.back import rtlil
from amaranth.hdl import ClockSignal, Elaboratable, Instance, Module, ResetSignal, Value, _ir
from amaranth.hdl._ast import SignalDict
from amaranth.lib import wiring
from amaranth.lib.wiring import In

from fuseflow.machine.graph import unique


class Shared(Elaboratable):
    """A component in its place.

    Parameters
    ----------
    identity : hashable
        Components of equal identity are equal hardware.
    module : str
        Name of the module; a number is added where two identities want the same.
    about : str
        One line on it, a comment in the Verilog.
    make : callable () -> wiring.Component
        Makes the component; called when the module is not there yet.
    ports : dict of str to Value
        What each of its ports is connected to.
    """

    # In a `Library` it is an instance at once, and never elaborated.
    _MustUse__silence = True

    def __init__(
        self, identity: Hashable, module: str, about: str, make: Callable[[], wiring.Component], ports: dict[str, Value]
    ):
        self.identity, self.module, self.about, self.make, self.ports = identity, module, about, make, ports

    def elaborate(self, platform):
        if isinstance(platform, Library):
            return platform.instance(self)
        m = Module()
        m.submodules.component = component = self.make()
        for name, flow in directions(component).items():
            mine, theirs = self.ports[name], getattr(component, name)
            m.d.comb += theirs.eq(mine) if flow == In else mine.eq(theirs)
        return m


def place(component, ports: dict[str, Value]) -> Shared:
    """`Shared` of a component that knows its own identity, module name and description."""
    return Shared(component.identity, component.module, component.about, lambda: component, ports)


class Library:
    """The modules of one design.

    Attributes
    ----------
    texts : dict of str to str
        RTLIL of each module, by name, in the order in which they were first needed.
    about : dict of str to str
        The line of description of each module.
    count : Counter
        Number of instances of each module.
    ports : dict of str to dict
        Names and directions of the ports of each module, but clock and reset.
    """

    def __init__(self, reserved: str):
        self.texts: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.count: Counter[str] = Counter()
        self._names: dict[Hashable, str] = {}
        self._taken = {reserved}
        self.ports: dict[str, dict[str, object]] = {}
        self._implicit: dict[str, set[str]] = {}

    def instance(self, shared: Shared) -> Instance:
        name = self._names.get(shared.identity)
        if name is None:
            name = self._names[shared.identity] = unique(shared.module, self._taken)
            self._taken.add(name)
            component = shared.make()
            self.texts[name], self._implicit[name] = convert(component, name, self)
            self.about[name] = shared.about
            self.ports[name] = directions(component)
        self.count[name] += 1
        connections = {
            f"{'i' if flow == In else 'o'}_{port}": shared.ports[port] for port, flow in self.ports[name].items()
        }
        for port, value in (("clk", ClockSignal()), ("rst", ResetSignal())):
            if port in self._implicit[name]:
                connections[f"i_{port}"] = value
        return Instance(name, **connections)


def directions(component: wiring.Component) -> dict[str, object]:
    """Ports of a component and their directions, In or Out."""
    return {path[0]: member.flow for path, member, _ in component.signature.flatten(component)}


class _Emitter(rtlil.ModuleEmitter):
    """Amaranth's, but memories that start with zeros have no initial contents.

    Amaranth writes every word of every memory. Here a word of such a memory is written before it counts, by the host
    or by the hardware, and there may be millions. What is left are tables.
    """

    def emit_memory(self, cell_idx, cell):
        if any(cell.init):
            super().emit_memory(cell_idx, cell)


def convert(component: wiring.Component, name: str, library: Library) -> tuple[str, set[str]]:
    """RTLIL of one module, and the names of its ports (`clk` and `rst` where it has registers)."""
    ports = {
        path: (
            Value.cast(getattr(component, path)),
            _ir.PortDirection.Input if flow == In else _ir.PortDirection.Output,
        )
        for path, flow in directions(component).items()
    }
    netlist = _ir.build_netlist(_ir.Fragment.get(component, library), ports=ports, name=name)
    empty = rtlil.EmptyModuleChecker(netlist)
    design = rtlil.Design(emit_src=False)
    for index, module in enumerate(netlist.modules):
        if not empty.is_empty(index):
            _Emitter(design.module(".".join(module.name)), netlist, module, SignalDict(), empty_checker=empty).emit()
    return str(design), set(netlist.modules[0].ports)

"""source and sink in hardware; their specification is `fuseflow.machine.primitives.stimulus`.

Both fetch the word for their next action ahead of it: the address already counts the action of this cycle.
"""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal
from amaranth.lib.wiring import In, Out

from fuseflow.hw.node import KIND, Node, act
from fuseflow.machine.token import DONE

GAPS = 64
"""Words of a sink's memory of gaps."""


class _Stimulus(Node):
    read_latency = 1

    def counted(self, m, bits: int, ends):
        """The number of the next action, and the same as it will be in the next cycle."""
        k, following = Signal(bits, name="k"), Signal(bits, name="following")
        m.d.comb += following.eq(Mux(self.fire, Mux(ends, 0, k + 1), k))
        m.d.sync += k.eq(following)
        return following


class Source(_Stimulus):
    parameters = ("type", "latency")
    controls = {"go": In(1)}

    def reads(self):
        return {"control": "tokens", "low": "tokens", "high": "tokens"}

    def actions(self, m):
        (out,) = self.outputs
        running, wait = Signal(name="running"), Signal(30, name="pause")
        ends = Signal()
        base = self.counted(m, 32, ends) * 3
        control, low, high = (self.read(m, port, base + n) for n, port in enumerate(("control", "low", "high")))
        kind = control[:KIND]
        m.d.comb += ends.eq(kind == DONE)
        with m.If(wait != 0):
            m.d.sync += wait.eq(wait - 1)
        with m.If(self.go):
            m.d.sync += running.eq(1)
        return (
            act(when=(self.go | running) & (wait == 0), push={out: Cat(kind, low, high)},
                then=[wait.eq(Mux(ends, 0, control[KIND:])), running.eq(~ends)]),
        )


class Sink(_Stimulus):
    parameters = ("type",)
    controls = {"finish": Out(1)}

    def reads(self):
        return {} if self.params["gaps"] is None else {"gap": "gaps"}

    def actions(self, m):
        (x,) = self.inputs
        wait = Signal(32)
        gap = Const(0, 32)
        if self.reads():
            gap = self.read(m, "gap", self.counted(m, (GAPS - 1).bit_length(), x.is_done))
        with m.If(wait != 0):
            m.d.sync += wait.eq(wait - 1)
        return (
            act(when=x.is_done, pop=x, hold=wait != 0, now=[self.finish.eq(1)], then=[wait.eq(0)]),
            act(pop=x, hold=wait != 0, then=[wait.eq(gap)]),
        )

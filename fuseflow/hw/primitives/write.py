"""The writers in hardware; their specification is `fuseflow.machine.primitives.write`."""

from __future__ import annotations

from amaranth.hdl import Const, Signal
from amaranth.lib.wiring import Out

from fuseflow.hw.node import Node, act

ZERO = Const(0, 32)


class WriteCrd(Node):
    controls = {"finish": Out(1)}

    def writes(self):
        return {"seg": "seg", "crd": "crd"}

    def actions(self, m):
        (crd,) = self.inputs
        p, i = Signal(32, name="next_crd"), Signal(32, name="next_seg", init=1)
        return (
            act(when=crd.is_item, pop=crd, now=self.write("crd", p, crd.data), then=[p.eq(p + 1)]),
            act(when=crd.is_stop_of(0), pop=crd, now=self.write("seg", i, p), then=[i.eq(i + 1)]),
            act(when=crd.is_done, pop=crd, now=[self.finish.eq(1)], then=[p.eq(0), i.eq(1)]),
            act(pop=crd),
        )


class WriteVal(Node):
    controls = {"finish": Out(1)}

    def writes(self):
        return {"vals": "vals"} | ({} if self.params["present"] is None else {"present": "present"})

    def tags(self):
        return ["present"] if "present" in self.writes() else []

    def actions(self, m):
        (val,) = self.inputs
        p = Signal(32, name="next_val")
        scalar = "present" in self.writes()
        mark = self.write("present", ZERO, val.is_item) if scalar else []
        return (
            act(when=val.is_item, pop=val, now=[*self.write("vals", p, val.data), *mark], then=[p.eq(p + 1)]),
            act(when=val.is_absent, pop=val, now=mark, then=[p.eq(p + 1)]),
            act(when=val.is_done, pop=val, now=[self.finish.eq(1)], then=[p.eq(0)]),
            act(pop=val),
        )


class WriteDense(Node):
    controls = {"finish": Out(1)}

    def writes(self):
        return {"vals": "vals"}

    def actions(self, m):
        ref, val = self.inputs
        return (
            act(when=ref.is_item & val.is_item, pop=(ref, val), now=self.write("vals", ref.data, val.data)),
            act(when=ref.is_done, pop=(ref, val), now=[self.finish.eq(1)]),
            act(pop=(ref, val)),
        )

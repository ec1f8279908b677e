"""where in hardware; its specification is `fuseflow.machine.primitives.where`."""

from __future__ import annotations

from amaranth.hdl import Const, Mux, Signal

from fuseflow.hw.node import Node, absent, act, item


class Where(Node):
    parameters = ("test", "need", "fill")

    def tags(self):
        return [flag for flag in ("test", "need") if self.params[flag]]

    def actions(self, m):
        (cond, x), (val,) = self.inputs, self.outputs
        fails = Signal()
        zero = cond.data[:31] == 0 if self.params["test"] else Const(0, 1)
        missing = x.is_absent if self.params["need"] else Const(0, 1)
        m.d.comb += fails.eq(cond.is_absent | zero | missing)
        return (
            act(when=cond.is_leaf & fails, pop=(cond, x), push={val: absent()}),
            act(when=cond.is_leaf, pop=(cond, x),
                push={val: item(Mux(x.is_absent, Const(self.params["fill"], 32), x.data))}),
            act(pop=(cond, x), push={val: cond.head}),
        )

"""root in hardware; its specification is `fuseflow.machine.primitives.root`."""

from __future__ import annotations

from amaranth.hdl import Const, Signal
from amaranth.lib.wiring import In

from fuseflow.hw.node import Node, act, done, item


class Root(Node):
    controls = {"go": In(1)}

    def actions(self, m):
        (ref,) = self.outputs
        sent = Signal()
        return (
            act(when=sent, push={ref: done()}, then=[sent.eq(0)]),
            act(when=self.go, push={ref: item(Const(0, 32))}, then=[sent.eq(1)]),
        )

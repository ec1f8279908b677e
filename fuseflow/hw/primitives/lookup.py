"""lookup in hardware; its specification is `fuseflow.machine.primitives.lookup`."""

from __future__ import annotations

from amaranth.hdl import Signal

from fuseflow.hw.node import Node, absent, act


class Lookup(Node):
    def actions(self, m):
        (want, crd, ref), (out,) = self.inputs, self.outputs
        found = Signal()
        return (
            act(when=crd.is_item & (crd.data == want.data), need=want, pop=(crd, ref), push={out: ref.head},
                then=[found.eq(1)]),
            act(when=crd.is_item, need=want, pop=(crd, ref)),
            act(when=crd.is_stop_of(0) & found, pop=self.inputs, then=[found.eq(0)]),
            act(when=crd.is_stop_of(0), pop=self.inputs, push={out: absent()}),
            act(pop=self.inputs, push={out: want.head}),
        )

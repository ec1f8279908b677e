"""repeat in hardware; its specification is `fuseflow.machine.primitives.repeat`."""

from __future__ import annotations

from fuseflow.hw.node import Node, act


class Repeat(Node):
    parameters = ("type",)

    def actions(self, m):
        (base, rep), (out,) = self.inputs, self.outputs
        return (
            act(when=rep.is_item, need=base, pop=rep, push={out: base.head}),
            act(pop=(base, rep), push={out: rep.head}),
        )

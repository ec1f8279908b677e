"""realign in hardware; its specification is `fuseflow.machine.primitives.realign`."""

from __future__ import annotations

from fuseflow.hw.node import Node, act, stop
from fuseflow.hw.primitives.join import first


class Realign(Node):
    parameters = ("type", "extra")

    def actions(self, m):
        (old, new, payload), (out,) = self.inputs, self.outputs
        last = self.params["extra"] - 1
        ends = payload.is_stop_of(last)
        lost = first(old, new)
        return (
            act(when=first(new, old), need=old, pop=new, push={out: stop(last)}),
            act(when=lost & ends, need=new, pop=(old, payload)),
            act(when=lost, need=(old, new), pop=payload),
            act(when=old.is_item & ~ends, need=(old, new), pop=payload, push={out: payload.head}),
            act(pop=(old, new, payload), push={out: payload.head}),
        )

"""The droppers in hardware; their specification is `fuseflow.machine.primitives.drop`."""

from __future__ import annotations

from amaranth.hdl import Signal

from fuseflow.hw.node import Node, act


class DropAbsent(Node):
    def actions(self, m):
        (crd, val), (crd_out, val_out) = self.inputs, self.outputs
        return (
            act(when=crd.is_item & val.is_absent, pop=(crd, val)),
            act(pop=(crd, val), push={crd_out: crd.head, val_out: val.head}),
        )


class DropEmpty(Node):
    parameters = ("outer", "inner")

    def tags(self):
        return ["_".join(self.params[side]) or "none" for side in ("outer", "inner")]

    def actions(self, m):
        n = 1 + len(self.params["outer"])
        outer, inner = self.inputs[0], self.inputs[n]
        everything = dict(zip(self.outputs, (x.head for x in self.inputs), strict=True))
        within = {out: everything[out] for out in self.outputs[n:]}
        is_open = Signal()
        return (
            act(when=is_open, pop=self.inputs[n:], push=within, then=[is_open.eq(~inner.is_stop)]),
            act(when=outer.is_item & inner.is_stop_of(0), pop=self.inputs),
            act(pop=self.inputs, push=everything, then=[is_open.eq(outer.is_item)]),
        )


class Squeeze(Node):
    parameters = ("type", "fiber")

    def tags(self):
        return [self.params["type"], f"s{self.params['fiber']}"]

    def actions(self, m):
        (x,), (out,) = self.inputs, self.outputs
        first = Signal(init=1)
        fiber = self.params["fiber"]
        closes = x.is_stop & (x.level >= fiber)
        return (
            act(when=x.is_stop_of(fiber) & first, pop=x),
            act(pop=x, push={out: x.head}, then=[first.eq(closes | x.is_done)]),
        )

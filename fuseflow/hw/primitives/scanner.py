"""The level scanner, bounds -> gen, in hardware; its specification is `fuseflow.machine.primitives.scanner`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.node import Node, act, delay, done, item, stop, with_data

FACTOR = 18
"""Bits of an operand of a multiplier of the FPGA."""


class Bounds(Node):
    parameters = ("kind", "size")

    def latencies(self):
        return {"rl": self.profile.memory}

    def reads(self):
        return {"lo": "seg", "hi": "seg"} if self.params["kind"] == "c" else {}

    def tags(self):
        size = [] if self.params["kind"] == "c" else [f"n{self.params['size']}"]
        return [self.params["kind"], *size, f"rl{self.profile.memory}"]

    def actions(self, m):
        (ref,), (bounds,) = self.inputs, self.outputs
        rl = self.profile.memory
        if self.params["kind"] == "c":
            lo, hi = self.read(m, "lo", ref.data), self.read(m, "hi", ref.data + 1)
        else:
            size = self.params["size"]
            # A register between the multipliers and the adder that joins their products.
            low, high = (
                delay(m, (part * size)[:32], 1, name)
                for part, name in ((ref.data[:FACTOR], "low_product"), (ref.data[FACTOR:], "high_product"))
            )
            lo = delay(m, (low + (high << FACTOR))[:32], rl - 1, "lo")
            hi = delay(m, (low + (high << FACTOR) + size)[:32], rl - 1, "hi")
        late = with_data(m, ref.head, rl, Cat(lo, hi))
        # N becomes an item, from 0 to 0.
        bounds.late = Cat(late[0] & late[1], late[1:])
        return (act(pop=ref, push={bounds: ref.head}),)


class Gen(Node):
    parameters = ("kind",)

    def latencies(self):
        return {"rl": self.profile.memory} if self.params["kind"] == "c" else {}

    def reads(self):
        return {"crd": "crd"} if self.params["kind"] == "c" and "crd" in self.connected else {}

    def actions(self, m):
        (bounds,), (crd, ref) = self.inputs, self.outputs
        lo, hi = bounds.data[:32], bounds.data[32:]
        run = Signal(name="run")
        position, index, end = (Signal(32, name=name, reset_less=True) for name in ("position", "index", "last"))
        if self.reads():
            word = self.read(m, "crd", Mux(run, position, lo))
            crd.late = with_data(m, crd.token, self.profile.memory, word, "crd_token")

        def or_end(more, coordinate, reference):
            """Items, or the stop behind the last one: what is compared late does not choose the action."""
            return {out: Mux(more, item(data), stop(0)) for out, data in ((crd, coordinate), (ref, reference))}

        more, some = Signal(name="more"), Signal(name="some")
        m.d.comb += [more.eq(position != end), some.eq(lo != hi)]
        return (
            act(when=run, push=or_end(more, index, position),
                then=[position.eq(position + 1), index.eq(index + 1), run.eq(more)]),
            act(when=bounds.is_item, pop=bounds, push=or_end(some, Const(0, 32), lo),
                then=[position.eq(lo + 1), index.eq(1), end.eq(hi), run.eq(some)]),
            act(when=bounds.is_stop, pop=bounds, push={crd: bounds.raised(), ref: bounds.raised()}),
            act(pop=bounds, push={crd: done(), ref: done()}),
        )

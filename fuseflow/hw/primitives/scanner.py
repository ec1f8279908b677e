"""The level scanner, bounds -> gen, in hardware; its specification is `fuseflow.machine.primitives.scanner`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.node import Node, Token, act, delay, done, item, stop, with_data


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
            product = delay(m, (ref.data * size)[:32], 1, "product")
            lo = delay(m, product, rl - 1, "lo")
            hi = delay(m, (product + size)[:32], rl - 1, "hi")
        token = Token(delay(m, bounds.token, rl, "token"))
        bounds.late = Mux(token.is_absent, item(Const(0, 64)), with_data(token, Cat(lo, hi)))
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
        run, close = Signal(name="run"), Signal(name="close")
        position, index, end = (Signal(32, name=name, reset_less=True) for name in ("position", "index", "last"))
        if self.reads():
            word = self.read(m, "crd", Mux(run, position, lo))
            crd.late = with_data(Token(delay(m, crd.token, self.profile.memory, "crd_token")), word)

        def onward(at, end):
            return [position.eq(at + 1), run.eq(at + 1 != end), close.eq(at + 1 == end)]

        return (
            act(when=run, push={crd: item(index), ref: item(position)},
                then=[*onward(position, end), index.eq(index + 1)]),
            act(when=close, push={crd: stop(0), ref: stop(0)}, then=[close.eq(0)]),
            act(when=bounds.is_item & (lo != hi), pop=bounds, push={crd: item(Const(0, 32)), ref: item(lo)},
                then=[*onward(lo, hi), index.eq(1), end.eq(hi)]),
            act(when=bounds.is_item, pop=bounds, push={crd: stop(0), ref: stop(0)}),
            act(when=bounds.is_stop, pop=bounds, push={crd: bounds.raised(), ref: bounds.raised()}),
            act(pop=bounds, push={crd: done(), ref: done()}),
        )

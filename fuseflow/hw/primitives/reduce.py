"""The reductions in hardware; their specification is `fuseflow.machine.primitives.reduce`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.node import (
    MINUS_ZERO,
    REDUCTIONS,
    Node,
    absent,
    act,
    arithmetic,
    delay,
    done,
    item,
    stop,
    with_data,
)


class Reduce(Node):
    parameters = ("op",)

    def actions(self, m):
        (x,), (val, *count) = self.inputs, self.outputs
        has = Signal()
        acc, n = (Signal(32, name=name, reset_less=True) for name in ("acc", "n"))
        total = arithmetic(m, REDUCTIONS[self.params["op"]], 0, acc, x.data)
        counting = [n.eq(Mux(has, n + 1, 1))] if "count" in self.connected else []
        return (
            act(when=x.is_item, pop=x,
                then=[acc.eq(Mux(has, total, x.data)), has.eq(1), *counting]),
            act(when=x.is_absent, pop=x),
            act(when=x.is_stop_of(0) & has, pop=x, push={val: item(acc), **_all(count, item(n))}, then=[has.eq(0)]),
            act(when=x.is_stop_of(0), pop=x, push={val: absent(), **_all(count, absent())}),
            act(when=x.is_stop, pop=x, push={val: x.lowered(), **_all(count, x.lowered())}),
            act(pop=x, push={val: done(), **_all(count, done())}),
        )


class Last(Node):
    def actions(self, m):
        (x,), (flagged, *count) = self.inputs, self.outputs
        has = Signal()
        held, n = (Signal(32, name=name, reset_less=True) for name in ("held", "n"))
        counting = [n.eq(Mux(has, n + 1, 1))] if "count" in self.connected else []
        return (
            act(when=x.is_item & ~has, pop=x, then=[held.eq(x.data), has.eq(1), *counting]),
            act(when=x.is_item, pop=x, push={flagged: item(Cat(held, Const(0, 1)))}, then=[held.eq(x.data), *counting]),
            act(when=x.is_absent, pop=x),
            act(when=x.is_stop_of(0) & has, pop=x,
                push={flagged: item(Cat(held, Const(1, 1))), **_all(count, item(n))}, then=[has.eq(0)]),
            act(when=x.is_stop_of(0), pop=x, push={flagged: stop(0), **_all(count, absent())}),
            act(when=x.is_stop, pop=x, push={flagged: x.head, **_all(count, x.lowered())}),
            act(pop=x, push={flagged: done(), **_all(count, done())}),
        )


class Fold(Node):
    def latencies(self):
        return {"p": self.profile.add}

    def actions(self, m):
        (x,), (flagged,) = self.inputs, self.outputs
        P = self.profile.add
        has, held, last = Signal(name="has"), Signal(32, name="held", reset_less=True), x.data[32]
        total = arithmetic(m, "add", P, Mux(has, held, MINUS_ZERO), x.data[:32])
        flagged.late = with_data(m, flagged.token, P, Cat(total, delay(m, last, P, "last")))
        return (
            act(when=x.is_item & ~has & ~last, pop=x, then=[held.eq(x.data[:32]), has.eq(1)]),
            act(when=x.is_item, pop=x, push={flagged: x.head}, then=[has.eq(0)]),
            act(pop=x, push={flagged: x.head}),
        )


class Racc(Node):
    def latencies(self):
        return {"p": self.profile.add}

    def actions(self, m):
        (x,), (val,) = self.inputs, self.outputs
        P = self.profile.add
        has, acc = Signal(name="has"), Signal(32, name="acc", reset_less=True)
        value, last = x.data[:32], x.data[32]
        total = arithmetic(m, "add", P, Mux(has, acc, MINUS_ZERO), value)
        val.late = with_data(m, val.token, P, total)

        # `wait` counts the cycles until the accumulator holds the sum on its way.
        adds, wait = Signal(name="adds"), Signal(range(P + 1), name="pause")
        with m.If(adds):
            m.d.sync += wait.eq(P)
        with m.Elif(wait != 0):
            m.d.sync += wait.eq(wait - 1)
        with m.If(delay(m, adds, P, "adds", reset=True)):
            m.d.sync += acc.eq(total)
        return (
            act(when=x.is_item & ~last & ~has, pop=x, then=[acc.eq(value), has.eq(1)]),
            act(when=x.is_item & ~last, pop=x, hold=wait != 0, now=[adds.eq(1)]),
            act(when=x.is_item & ~has, pop=x, push={val: item(value)}),
            act(when=x.is_item, pop=x, push={val: item(value)}, hold=wait != 0, then=[has.eq(0)]),
            act(when=x.is_stop_of(0), pop=x, push={val: absent()}),
            act(when=x.is_stop, pop=x, push={val: x.lowered()}),
            act(pop=x, push={val: done()}),
        )


def _all(outputs, token):
    return dict.fromkeys(outputs, token)

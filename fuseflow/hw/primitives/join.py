"""The joins in hardware; their specification is `fuseflow.machine.primitives.join`."""

from __future__ import annotations

from amaranth.hdl import Signal, Value

from fuseflow.hw.node import Case, Input, Node, absent, act


def below(x: Input, y: Input) -> Value:
    return x.data < y.data


def first(x: Input, y: Input) -> Value:
    """x is an item that stands before y."""
    return x.is_item & (~y.is_item | below(x, y))


class _Comparing(Node):
    """Joins: their actions follow from the order of two coordinates, `a` and `b`, in the three cases of it."""

    exclusive = True

    def cases(self, m):
        less, equal, greater = (Signal(name=name) for name in ("less", "equal", "greater"))
        m.d.comb += [
            less.eq(below(self.a, self.b)), equal.eq(self.a.data == self.b.data), greater.eq(~(less | equal)),
        ]
        return tuple(
            self._case(m, condition, least) for condition, least in ((less, self.a), (equal, None), (greater, self.b))
        )

    def _case(self, m, condition: Signal, least: Input | None) -> Case:
        self.least = least
        return Case(condition, self.actions(m), (condition.name,))

    def first(self, x: Input, y: Input) -> Value:
        """x is an item that stands before y, if `self.least` has the smaller coordinate."""
        return x.is_item & (~y.is_item | (self.least is x))


class _Join(_Comparing):
    """What intersect and union share: two sides, each a coordinate stream with payloads."""

    parameters = ("a", "b")

    @property
    def a(self) -> Input:
        return self.inputs[0]

    @property
    def b(self) -> Input:
        return self.inputs[1 + len(self.params["a"])]

    def tags(self):
        return ["_".join(self.params[side]) or "none" for side in "ab"]

    def sides(self):
        """Coordinates, all inputs, and payload outputs of either side; the output of coordinates."""
        n = 1 + len(self.params["a"])
        (a, *_), (b, *_) = all_a, all_b = self.inputs[:n], self.inputs[n:]
        crd, *payloads = self.outputs
        return (a, all_a, payloads[: n - 1]), (b, all_b, payloads[n - 1 :]), crd

    def both(self):
        (a, all_a, out_a), (_, all_b, out_b), crd = self.sides()
        heads = (x.head for x in (*all_a[1:], *all_b[1:]))
        return act(pop=all_a + all_b, push={crd: a.head, **dict(zip((*out_a, *out_b), heads, strict=True))})


class Intersect(_Join):
    def actions(self, m):
        first = self.first
        (a, all_a, _), (b, all_b, _), _ = self.sides()
        return (
            act(when=first(a, b), need=b, pop=all_a),
            act(when=first(b, a), need=a, pop=all_b),
            self.both(),
        )


class Union(_Join):
    def actions(self, m):
        side_a, side_b, crd = self.sides()

        def alone(side, other):
            (x, inputs, outputs), (y, _, missing) = side, other
            payloads = {out: payload.head for out, payload in zip(outputs, inputs[1:], strict=True)}
            return act(
                when=self.first(x, y), need=y, pop=inputs,
                push={crd: x.head, **payloads, **{out: absent() for out in missing}},
            )

        return alone(side_a, side_b), alone(side_b, side_a), self.both()


class LeftJoin(_Comparing):
    parameters = ("b",)

    @property
    def a(self) -> Input:
        return self.inputs[0]

    @property
    def b(self) -> Input:
        return self.inputs[1]

    def actions(self, m):
        first = self.first
        a, b, *payloads = self.inputs
        return (
            act(when=first(b, a), need=a, pop=(b, *payloads)),
            act(when=first(a, b), need=b, pop=a, push={out: absent() for out in self.outputs}),
            act(pop=(a, b, *payloads),
                push={out: x.head for out, x in zip(self.outputs, payloads, strict=True)}),
        )

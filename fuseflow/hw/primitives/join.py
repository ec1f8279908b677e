"""The joins in hardware; their specification is `fuseflow.machine.primitives.join`."""

from __future__ import annotations

from fuseflow.hw.node import Input, Node, absent, act


def first(x: Input, y: Input):
    """x is an item that stands before y."""
    return x.is_item & (~y.is_item | (x.data < y.data))


class _Join(Node):
    """What intersect and union share: two sides, each a coordinate stream with payloads."""

    parameters = ("a", "b")

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
                when=first(x, y), need=y, pop=inputs,
                push={crd: x.head, **payloads, **{out: absent() for out in missing}},
            )

        return alone(side_a, side_b), alone(side_b, side_a), self.both()


class LeftJoin(Node):
    parameters = ("b",)

    def actions(self, m):
        a, b, *payloads = self.inputs
        return (
            act(when=first(b, a), need=a, pop=(b, *payloads)),
            act(when=first(a, b), need=b, pop=a, push={out: absent() for out in self.outputs}),
            act(pop=(a, b, *payloads),
                push={out: x.head for out, x in zip(self.outputs, payloads, strict=True)}),
        )

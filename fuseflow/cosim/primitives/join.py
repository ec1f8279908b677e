"""The joins of two coordinate streams: intersect, union, left_join."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ITEM, N, Token, stop


class Join(Machine):
    """What the joins share: two leads decide, each side pops its lead with its payloads."""

    def reset(self):
        split = 1 + len(self.params.get("a", ()))
        self.a, self.b = self.every[:split], self.every[split:]

    def step(self, heads, cycle):
        a, b = heads[self.a[0]], heads[self.b[0]]
        if a is None or b is None:
            return lacking(heads, (self.a[0], self.b[0]))
        if first(a, b):
            ports, action = self.a, self.only_a
        elif first(b, a):
            ports, action = self.b, self.only_b
        elif a == b:
            ports, action = self.every, self.both
        else:
            self.malformed(heads, "the two sides are out of step")
        for side in (self.a, self.b):
            lead = heads[side[0]]
            for p in side[1:]:
                if p in ports and heads[p] is not None and not agree(lead, heads[p]):
                    self.malformed(heads, "a payload is out of step with its coordinates")
        if any(heads[p] is None for p in ports):
            return lacking(heads, ports)
        return action(heads)


class Intersect(Join):
    def only_a(self, heads):
        return Action(self.a, {})

    def only_b(self, heads):
        return Action(self.b, {})

    def both(self, heads):
        payloads = (*self.a[1:], *self.b[1:])
        return Action(self.every, {0: heads[0], **{1 + k: heads[p] for k, p in enumerate(payloads)}})


class Union(Intersect):
    def only_a(self, heads):
        payloads = [*(heads[p] for p in self.a[1:]), *(N for _ in self.b[1:])]
        return Action(self.a, dict(enumerate([heads[self.a[0]], *payloads])))

    def only_b(self, heads):
        payloads = [*(N for _ in self.a[1:]), *(heads[p] for p in self.b[1:])]
        return Action(self.b, dict(enumerate([heads[self.b[0]], *payloads])))


class LeftJoin(Join):
    def only_a(self, heads):
        return Action(self.a, self.all(N))

    def only_b(self, heads):
        return Action(self.b, {})

    def both(self, heads):
        return Action(self.every, {k: heads[p] for k, p in enumerate(self.b[1:])})


def first(a: Token, b: Token) -> bool:
    """True if a is a coordinate that comes before what b is: a larger one, or the end of the fiber."""
    return a[0] == ITEM and (b == stop(0) or b[0] == ITEM and a[1] < b[1])

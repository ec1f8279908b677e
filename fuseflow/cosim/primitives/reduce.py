"""Reductions: reduce in one node; last, fold and racc for a pipelined sum."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.number import REDUCTIONS, add
from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP, N, item, stop

FLAG = 1 << 32
BITS = FLAG - 1


class Reduce(Machine):
    def reset(self):
        self.acc, self.n = None, 0

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, data = head
        if kind == ITEM:
            return Action((0,), {}, partial(self.take, data))
        if kind == ABSENT:
            return Action((0,), {})
        if head == stop(0):
            if self.acc is None:
                return Action((0,), self.all(N))
            tokens = item(self.acc), item(self.n)
            return Action((0,), {k: tokens[k] for k in range(len(self.outputs))}, self.reset)
        if self.acc is not None:
            self.malformed(heads, "a fiber is not closed")
        return Action((0,), self.all(stop(data - 1) if kind == STOP else head))

    def take(self, x):
        self.acc = x if self.acc is None else REDUCTIONS[self.params["op"]](self.acc, x)
        self.n += 1


class Last(Machine):
    def reset(self):
        self.held, self.n = None, 0

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, data = head
        if kind == ITEM:
            return Action((0,), {} if self.held is None else {0: item(self.held)}, partial(self.hold, data))
        if kind == ABSENT:
            return Action((0,), {})
        if self.held is not None:
            if head != stop(0):
                self.malformed(heads, "a fiber is not closed")
            return Action((0,), self.with_count(item(self.held | FLAG), item(self.n)), self.reset)
        if kind == DONE:
            return Action((0,), self.with_count(head, head))
        return Action((0,), self.with_count(head, N if data == 0 else stop(data - 1)))

    def with_count(self, flagged, count):
        return {0: flagged, 1: count} if self.params["count"] else {0: flagged}

    def hold(self, x):
        self.held = x
        self.n += 1


class Fold(Machine):
    def reset(self):
        self.held = None

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, data = head
        if kind != ITEM:
            if kind == ABSENT or self.held is not None:
                self.malformed(heads, "N, or a fiber that is not closed")
            return Action((0,), {0: head})
        if self.held is not None:
            return Action((0,), {0: item(add(self.held, data & BITS) | data & FLAG)}, self.reset)
        if data & FLAG:
            return Action((0,), {0: head})
        return Action((0,), {}, partial(self.hold, data))

    def hold(self, x):
        self.held = x


class Racc(Machine):
    def reset(self):
        self.acc = None
        self.free = 0

    def own_distance(self):
        return self.profile.add + 1

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, data = head
        if kind == ITEM:
            x, last = data & BITS, data & FLAG
            if self.acc is None:
                return Action((0,), {0: item(x)} if last else {}, None if last else partial(self.store, x, 0))
            total = add(self.acc, x)
            after = partial(self.store, None if last else total, cycle + self.distance)
            return Action((0,), {0: item(total)} if last else {}, after, self.free)
        if kind == ABSENT or self.acc is not None:
            self.malformed(heads, "N, or a fiber that is not closed")
        if kind == DONE:
            return Action((0,), {0: head}, self.reset)
        return Action((0,), {0: N if data == 0 else stop(data - 1)})

    def store(self, acc, free):
        self.acc, self.free = acc, free

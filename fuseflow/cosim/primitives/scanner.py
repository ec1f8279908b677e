"""The two halves of a level scanner: bounds, gen."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import ABSENT, ITEM, STOP, item, stop

WORD = 0xFFFFFFFF


class Bounds(Machine):
    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, ref = head
        if kind == ABSENT:
            return Action((0,), {0: item(0)})
        if kind != ITEM:
            return Action((0,), {0: head})
        if self.params["kind"] == "d":
            lo = ref * self.params["size"]
            hi = lo + self.params["size"]
        else:
            lo, hi = self.read("seg", ref), self.read("seg", ref + 1)
        return Action((0,), {0: item(lo | hi << 32)})


class Gen(Machine):
    def reset(self):
        self.state = "idle"
        self.lo = self.cur = self.hi = 0

    def step(self, heads, cycle):
        if self.state == "run":
            return Action((), self.entry(self.lo, self.cur), partial(self.advance, self.lo, self.cur, self.hi))
        if self.state == "close":
            return Action((), self.all(stop(0)), self.reset)
        head = heads[0]
        if head is None:
            return lacking(heads)
        kind, data = head
        if kind == ITEM:
            lo, hi = data & WORD, data >> 32
            if lo > hi:
                self.malformed(heads, "a fiber ends before it starts")
            if lo == hi:
                return Action((0,), self.all(stop(0)))
            return Action((0,), self.entry(lo, lo), partial(self.advance, lo, lo, hi))
        if kind == ABSENT:
            self.malformed(heads, "bounds are never absent")
        return Action((0,), self.all(stop(data + 1) if kind == STOP else head))

    def entry(self, lo, k):
        """Tokens of entry `k` of the fiber that starts at `lo`."""
        return {0: item(k - lo if self.params["kind"] == "d" else self.read("crd", k)), 1: item(k)}

    def advance(self, lo, k, hi):
        if k + 1 < hi:
            self.state, self.lo, self.cur, self.hi = "run", lo, k + 1, hi
        else:
            self.reset()
            self.state = "close"

"""The writers: results into memories."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, DONE, ITEM, stop


class WriteCrd(Machine):
    def reset(self):
        self.p, self.i = 0, 1

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        if head[0] == ABSENT:
            self.malformed(heads, "a coordinate is absent")
        if head[0] == ITEM:
            return Action((0,), {}, partial(self.entry, head[1]))
        if head == stop(0):
            return Action((0,), {}, self.end)
        return Action((0,), {}, self.reset if head[0] == DONE else None)

    def entry(self, crd):
        self.write("crd", self.p, crd)
        self.p += 1

    def end(self):
        self.write("seg", self.i, self.p)
        self.i += 1


class WriteVal(Machine):
    def reset(self):
        self.p = 0

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        if head[0] == ABSENT:
            return Action((0,), {}, self.skip)
        if head[0] == ITEM:
            return Action((0,), {}, partial(self.entry, head[1]))
        return Action((0,), {}, self.reset if head[0] == DONE else None)

    def entry(self, x):
        self.write("vals", self.p, x)
        self.p += 1
        self.mark(1)

    def skip(self):
        self.p += 1
        self.mark(0)

    def mark(self, word):
        if self.params["present"] is not None:
            self.write("present", 0, word)


class WriteDense(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        ref, val = heads
        if not agree(ref, val) or (ref[0] == ABSENT and val[0] == ITEM):
            self.malformed(heads, "ref and val are out of step")
        if val[0] == ITEM:
            return Action((0, 1), {}, partial(self.write, "vals", ref[1], val[1]))
        return Action((0, 1), {})

"""source and sink: the stalling surroundings of a primitive under test."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import DONE

GAPS = 64


class Source(Machine):
    def reset(self):
        self.k = 0
        self.free = 0

    def step(self, heads, cycle):
        tag, low, high = (self.read("tokens", 3 * self.k + j) for j in range(3))
        token = tag & 3, low | high << 32
        after = self.reset if token[0] == DONE else partial(self.advance, cycle + 1 + (tag >> 2))
        return Action((), {0: token}, after, self.free)

    def advance(self, free):
        self.k += 1
        self.free = free


class Sink(Machine):
    def reset(self):
        self.k = 0
        self.free = 0

    def step(self, heads, cycle):
        if heads[0] is None:
            return lacking(heads)
        if heads[0][0] == DONE:
            return Action((0,), {}, self.reset, self.free)
        return Action((0,), {}, partial(self.advance, cycle + 1 + self.read("gaps", self.k)), self.free)

    def advance(self, free):
        self.k = (self.k + 1) % GAPS
        self.free = free

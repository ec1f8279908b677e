"""fork: every token to all consumers, when all have room."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine, lacking


class Fork(Machine):
    def step(self, heads, cycle):
        if heads[0] is None:
            return lacking(heads)
        return Action((0,), self.all(heads[0]))

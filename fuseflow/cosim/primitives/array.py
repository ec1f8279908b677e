"""array: the value behind a reference."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import ITEM, N, item


class Array(Machine):
    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        if head[0] != ITEM:
            return Action((0,), {0: head})
        if self.params["present"] is not None and not self.read("present", 0):
            return Action((0,), {0: N})
        return Action((0,), {0: item(self.read("vals", head[1]))})

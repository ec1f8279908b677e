"""lookup: the reference of one coordinate in each fiber."""

from __future__ import annotations

from fuseflow.cosim.primitives.repeat import below
from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, ITEM, N


class Lookup(Machine):
    def reset(self):
        self.found = False

    def step(self, heads, cycle):
        want, crd, ref = heads
        if want is None or crd is None:
            return lacking(heads, (0, 1))
        if want[0] == ABSENT or not below(want, crd):
            self.malformed(heads, "want and crd are out of step")
        if ref is None:
            return lacking(heads)
        if not agree(crd, ref):
            self.malformed(heads, "crd and ref are out of step")
        if crd[0] == ITEM:
            return Action((1, 2), {0: ref}, self.find) if crd == want else Action((1, 2), {})
        if want[0] == ITEM:
            return Action(self.every, {} if self.found else {0: N}, self.reset)
        return Action(self.every, {0: want})

    def find(self):
        self.found = True

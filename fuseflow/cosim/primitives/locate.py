"""locate: positions of given coordinates in a dense level."""

from __future__ import annotations

from fuseflow.cosim.primitives.repeat import below
from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, ITEM, N, item


class Locate(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        ref, crd = heads
        flat = self.params["flat"]
        if crd[0] == ABSENT or not (agree if flat else below)(ref, crd):
            self.malformed(heads, "ref and crd are out of step")
        if crd[0] != ITEM:
            return Action((0, 1), {0: crd})
        size = self.params["size"]
        if crd[1] >= size:
            self.malformed(heads, f"a coordinate is outside a level of size {size}")
        pops = (0, 1) if flat else (1,)
        return Action(pops, {0: N if ref[0] == ABSENT else item(ref[1] * size + crd[1])})

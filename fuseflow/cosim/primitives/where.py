"""where: a value where a condition holds, absent elsewhere."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, N, is_leaf, item

ZEROS = (0x00000000, 0x80000000)


class Where(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        cond, x = heads
        if not agree(cond, x):
            self.malformed(heads, "cond and x are out of step")
        if not is_leaf(cond):
            return Action((0, 1), {0: x})
        if cond[0] == ABSENT or (self.params["test"] and cond[1] in ZEROS):
            return Action((0, 1), {0: N})
        if x[0] == ABSENT and not self.params["need"]:
            return Action((0, 1), {0: item(self.params["fill"])})
        return Action((0, 1), {0: x})

"""repeat: the head of base for every item of a fiber of rep."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import DONE, ITEM, STOP, Token, is_leaf, stop


class Repeat(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        base, rep = heads
        if not below(base, rep):
            self.malformed(heads, "base and rep are out of step")
        if rep[0] == ITEM:
            return Action((1,), {0: base})
        return Action((0, 1), {0: rep})


def below(upper: Token, lower: Token) -> bool:
    """True if a head fits one of a stream that is one level deeper: inside or at the end of the fiber of an item."""
    if lower[0] == ITEM or lower == stop(0):
        return is_leaf(upper)
    if lower[0] == STOP:
        return upper == stop(lower[1] - 1)
    return lower[0] == upper[0] == DONE

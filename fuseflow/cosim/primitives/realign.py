"""realign: the trees below old coordinates, laid below new ones."""

from __future__ import annotations

from fuseflow.cosim.primitives.join import first
from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import DONE, ITEM, STOP, Token, is_leaf, stop


class Realign(Machine):
    def step(self, heads, cycle):
        old, new, payload = heads
        if old is None or new is None:
            return lacking(heads, (0, 1))
        end = stop(self.params["extra"] - 1)
        if first(new, old):
            return Action((1,), {0: end})
        lost = first(old, new)
        if not lost and old != new:
            self.malformed(heads, "old and new are out of step")
        if payload is None:
            return lacking(heads)
        if not under(old, payload, self.params["extra"]):
            self.malformed(heads, "payload is out of step with old")
        if lost:
            return Action((0, 2) if payload == end else (2,), {})
        if old[0] == ITEM and payload != end:
            return Action((2,), {0: payload})
        return Action(self.every, {0: payload})


def under(upper: Token, lower: Token, extra: int) -> bool:
    """True if a head fits one of a stream that is `extra` levels deeper: within the tree of an item, or at its end."""
    if upper[0] == ITEM:
        return is_leaf(lower) or lower[0] == STOP and lower[1] < extra
    if upper[0] == STOP:
        return lower == stop(upper[1] + extra)
    return upper[0] == lower[0] == DONE

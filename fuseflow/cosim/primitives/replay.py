"""replay: a tree of payload for every item of a fiber of rep, from a buffer after the first time."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.primitives.realign import under
from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import ITEM, STOP, item, stop


class Replay(Machine):
    def reset(self):
        self.stored = []
        self.sending = False
        self.next = 0

    def step(self, heads, cycle):
        payload, rep = heads
        if rep is None or (payload is None and not self.sending):
            return lacking(heads, (1,) if self.sending else None)
        return self.send(heads) if self.sending else self.pass_on(heads)

    def pass_on(self, heads):
        """The tree comes in; the first item of rep, or the end of its fiber, waits until it has passed."""
        payload, rep = heads
        extra, size = self.params["extra"], self.params["size"]
        inside = rep[0] == ITEM or rep == stop(0)
        # Of the stream whose items have the trees: rep is one level deeper.
        above = item(0) if inside else stop(rep[1] - 1) if rep[0] == STOP else rep
        if not under(above, payload, extra):
            self.malformed(heads, "payload and rep are out of step")
        ends = payload == stop(extra - 1)
        if rep[0] == ITEM:
            if len(self.stored) == size:
                self.malformed(heads, f"a tree of more than {size} tokens in a buffer of {size}")
            return Action(self.every if ends else (0,), {0: payload}, partial(self.store, payload, ends))
        if inside and not ends:
            return Action((0,), {})
        return Action(self.every, {0: stop(rep[1] + extra) if rep[0] == STOP else rep})

    def store(self, token, ends):
        self.stored.append(token)
        self.sending = ends

    def send(self, heads):
        """The tree is in the buffer; it is sent for every further item of the fiber of rep."""
        _, rep = heads
        if rep == stop(0):
            return Action((1,), {0: stop(self.params["extra"])}, self.reset)
        if rep[0] != ITEM:
            self.malformed(heads, "a fiber of rep is not closed by S0")
        last = self.next == len(self.stored) - 1
        after = partial(self.turn, 0 if last else self.next + 1)
        return Action((1,) if last else (), {0: self.stored[self.next]}, after)

    def turn(self, following):
        self.next = following

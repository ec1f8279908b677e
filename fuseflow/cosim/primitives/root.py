"""root: pushes the reference 0, then D."""

from __future__ import annotations

from fuseflow.cosim.step import Action, Machine
from fuseflow.machine.token import D, item


class Root(Machine):
    def reset(self):
        self.sent = False

    def step(self, heads, cycle):
        if not self.sent:
            return Action((), {0: item(0)}, self.send)
        return Action((), {0: D}, self.reset)

    def send(self):
        self.sent = True

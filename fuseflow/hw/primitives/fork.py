"""fork in hardware; its specification is `fuseflow.machine.primitives.fork`."""

from __future__ import annotations

from fuseflow.hw.node import Node, act


class Fork(Node):
    parameters = ("type", "n")

    def actions(self, m):
        (x,) = self.inputs
        return (act(pop=x, push=dict.fromkeys(self.outputs, x.head)),)

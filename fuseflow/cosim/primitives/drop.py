"""The droppers: drop_absent, drop_empty, squeeze."""

from __future__ import annotations

from fuseflow.cosim.primitives.repeat import below
from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP, stop


class DropAbsent(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        crd, val = heads
        if crd[0] == ABSENT or not agree(crd, val):
            self.malformed(heads, "crd and val are out of step")
        return Action((0, 1), {} if val[0] == ABSENT else {0: crd, 1: val})


class DropEmpty(Machine):
    def reset(self):
        self.open = False
        split = 1 + len(self.params["outer"])
        self.outer, self.inner = self.every[:split], self.every[split:]

    def step(self, heads, cycle):
        outer, inner = heads[self.outer[0]], heads[self.inner[0]]
        if self.open:
            if inner is None:
                return lacking(heads, self.inner)
            if inner[0] != ITEM and inner != stop(0):
                self.malformed(heads, "an inner fiber is not closed by S0")
            after = self.close if inner == stop(0) else None
            return self.passing(heads, self.inner, self.inner, after)
        if outer is None or inner is None:
            return lacking(heads, (self.outer[0], self.inner[0]))
        if outer[0] == ABSENT or inner[0] == ABSENT or not below(outer, inner):
            self.malformed(heads, "outer and inner are out of step")
        if outer[0] == ITEM:
            if inner == stop(0):
                return self.passing(heads, self.every, ())
            return self.passing(heads, self.every, self.every, self.begin)
        return self.passing(heads, self.every, self.every, self.reset if inner[0] == DONE else None)

    def passing(self, heads, pops, pushes, after=None):
        """Pop some ports and push the heads of others, once the popped heads are visible."""
        for ports in (self.outer, self.inner):
            for p in ports:
                if p in pops and heads[p] is not None and not agree(heads[ports[0]], heads[p]):
                    self.malformed(heads, "a payload is out of step with its coordinates")
        if any(heads[p] is None for p in pops):
            return lacking(heads, pops)
        return Action(pops, {p: heads[p] for p in pushes}, after)

    def begin(self):
        self.open = True

    def close(self):
        self.open = False


class Squeeze(Machine):
    def reset(self):
        self.first = True

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        fiber = self.params["fiber"]
        if self.first and head == stop(fiber):
            return Action((0,), {})
        if head[0] == DONE or (head[0] == STOP and head[1] >= fiber):
            return Action((0,), {0: head}, self.reset)
        return Action((0,), {0: head}, self.enter)

    def enter(self):
        self.first = False

"""The two halves of a sparse accumulator of order 1: sacc updates one bank while drain empties the other."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.number import REDUCTIONS
from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP, item, stop


def workspace(machine: Machine) -> list[dict[int, tuple[int, int]]]:
    """The two banks that both halves know: coordinate -> (value bits, number of items summed)."""
    return machine.workspaces.setdefault(machine.params["id"], [{}, {}])


class Sacc(Machine):
    def reset(self):
        self.banks, self.bank = workspace(self), 0
        self.updated = {}  # (bank, coordinate) -> cycle of its latest update

    def own_distance(self):
        return self.profile.memory + self.profile.registers(self.params["op"]) + 1

    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        crd, val = heads
        if crd[0] == ABSENT or not agree(crd, val):
            self.malformed(heads, "crd and val are out of step")
        if crd[0] == ITEM:
            if crd[1] >= self.params["size"]:
                self.malformed(heads, f"a coordinate is outside the extent {self.params['size']}")
            if val[0] == ABSENT:
                return Action((0, 1), {})
            free = self.updated.get((self.bank, crd[1]), -self.distance) + self.distance
            return Action((0, 1), {}, partial(self.update, crd[1], val[1], cycle), free)
        if crd == stop(0):
            return Action((0, 1), {})
        if crd == stop(1):
            return Action((0, 1), {0: crd}, self.swap)
        return Action((0, 1), {0: crd}, self.reset if crd[0] == DONE else None)

    def update(self, crd, x, cycle):
        bank = self.banks[self.bank]
        if crd in bank:
            old, n = bank[crd]
            bank[crd] = REDUCTIONS[self.params["op"]](old, x), n + 1
        else:
            bank[crd] = x, 1
        self.updated[self.bank, crd] = cycle

    def swap(self):
        self.bank ^= 1


class Drain(Machine):
    def reset(self):
        self.banks, self.bank = workspace(self), 0
        self.entries = None  # coordinates still to come, last one first, while running
        self.free = 0

    def own_distance(self):
        return 2 * (self.profile.memory + 1)

    def step(self, heads, cycle):
        head = heads[0]
        if head is None:
            return lacking(heads)
        if head[0] == DONE:
            return Action((0,), self.all(head), self.reset)
        if head[0] != STOP or head[1] == 0:
            self.malformed(heads, "a hand-over has stops above S0 only")
        if head[1] > 1:
            return Action((0,), self.all(stop(head[1] - 1)))
        if self.entries is None:
            return Action((), {}, partial(self.start, cycle))
        if not self.entries:
            return Action((0,), self.all(stop(0)), self.finish, self.free)
        crd = self.entries[-1]
        tokens = crd, *self.banks[self.bank][crd]
        return Action((), {k: item(tokens[k]) for k in range(len(self.outputs))}, self.take, self.free)

    def start(self, cycle):
        self.entries = sorted(self.banks[self.bank], reverse=True)
        self.free = cycle + self.distance

    def take(self):
        del self.banks[self.bank][self.entries.pop()]

    def finish(self):
        self.entries = None
        self.bank ^= 1

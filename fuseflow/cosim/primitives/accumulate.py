"""The two halves of a sparse accumulator of order n: sacc updates one bank while drain empties the other."""

from __future__ import annotations

from functools import partial

from fuseflow.cosim.number import REDUCTIONS
from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import DONE, ITEM, STOP, is_leaf, item, stop

Key = tuple[int, ...]
"""Coordinates of an entry, as they go out."""


def workspace(machine: Machine) -> list[dict[Key, tuple[int, int]]]:
    """The two banks that both halves know: key -> (value bits, number of items summed)."""
    return machine.workspaces.setdefault(machine.params["id"], [{}, {}])


class Sacc(Machine):
    def reset(self):
        self.banks, self.bank = workspace(self), 0
        self.order = len(self.params["sizes"])
        self.updated = {}  # (bank, key) -> cycle of its latest update

    def own_distance(self):
        return self.profile.memory + self.profile.registers(self.params["op"]) + 1

    def step(self, heads, cycle):
        n = self.order
        val = heads[n]
        if val is None:
            return lacking(heads, (n,))
        if is_leaf(val):
            needed, pops = self.every, (n - 1, n)
        else:
            pops = tuple(q for q in range(n) if self.closes(q, val)) + (n,)
            needed = pops
        for q in needed[:-1]:
            if heads[q] is not None and not self.fits(q, heads[q], val):
                self.malformed(heads, "crd and val are out of step")
        if any(heads[p] is None for p in needed):
            return lacking(heads, needed)
        if val[0] == DONE:
            return Action(pops, {0: val}, self.reset)
        if val[0] == STOP:
            if val[1] < n:
                return Action(pops, {})
            return Action(pops, {0: stop(val[1] - n + 1)}, self.swap if val[1] == n else None)
        for q, size in enumerate(self.params["sizes"]):
            if heads[q][1] >= size:
                self.malformed(heads, f"a coordinate is outside the extent {size}")
        if val[0] != ITEM:
            return Action(pops, {})
        key = tuple(heads[q][1] for q in self.params["perm"])
        free = self.updated.get((self.bank, key), -self.distance) + self.distance
        return Action(pops, {}, partial(self.update, key, val[1], cycle), free)

    def closes(self, q, end):
        """Does crdq lose its head to this control token on val: the same end of its own, or the item above it?"""
        return end[0] == DONE or end[1] >= self.order - 2 - q

    def fits(self, q, crd, val):
        """Can this head of crdq stand over that head of val?"""
        above = self.order - 1 - q
        if is_leaf(val) or val[0] == STOP and val[1] < above:
            return crd[0] == ITEM
        return crd == (val if val[0] == DONE else stop(val[1] - above))

    def update(self, key, x, cycle):
        bank = self.banks[self.bank]
        if key in bank:
            old, count = bank[key]
            bank[key] = REDUCTIONS[self.params["op"]](old, x), count + 1
        else:
            bank[key] = x, 1
        self.updated[self.bank, key] = cycle

    def swap(self):
        self.bank ^= 1


class Drain(Machine):
    def reset(self):
        self.banks, self.bank = workspace(self), 0
        self.order = len(self.params["sizes"])
        self.leaves = range(self.order, len(self.outputs))  # ports of val and count
        self.entries = None  # keys still to come, last one first, while running
        self.previous = None  # the key that was sent last
        self.closed = 0  # stops that were sent since then
        self.free = 0

    def own_distance(self):
        return 2 * (self.profile.memory + 1)

    def step(self, heads, cycle):
        head, n = heads[0], self.order
        if head is None:
            return lacking(heads)
        if head[0] == DONE:
            return Action((0,), self.all(head), self.reset)
        if head[0] != STOP or head[1] == 0:
            self.malformed(heads, "a hand-over has stops above S0 only")
        if head[1] > 1:
            return Action((0,), self.ends(head[1] - 1))
        if self.entries is None:
            return Action((), {}, partial(self.start, cycle))
        key = self.entries[-1] if self.entries else None
        changed = self.changed(key)
        if self.previous is not None and self.closed < n - 1 - changed:
            ports = [*range(changed + self.closed + 1, n), *self.leaves]
            return Action((), dict.fromkeys(ports, stop(self.closed)), self.close, self.free)
        if key is None:
            return Action((0,), self.ends(0), self.finish, self.free)
        tokens = *key, *self.banks[self.bank][key]
        ports = [*range(changed, n), *self.leaves]
        return Action((), {p: item(tokens[p]) for p in ports}, self.take, self.free)

    def changed(self, key):
        """The outermost level of which the entry before does not have the coordinate of this one."""
        if self.previous is None or key is None:
            return 0
        return next(q for q, (a, b) in enumerate(zip(self.previous, key)) if a != b)

    def ends(self, level):
        """Sq on crdq, S(n-1) on the others; all of them so many levels higher."""
        return {p: stop(level + min(p, self.order - 1)) for p in range(len(self.outputs))}

    def start(self, cycle):
        self.entries = sorted(self.banks[self.bank], reverse=True)
        self.free = cycle + self.distance

    def close(self):
        self.closed += 1

    def take(self):
        self.previous, self.closed = self.entries.pop(), 0
        del self.banks[self.bank][self.previous]

    def finish(self):
        self.entries, self.previous, self.closed = None, None, 0
        self.bank ^= 1

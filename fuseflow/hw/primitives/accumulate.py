"""The sparse accumulator in hardware; its specification is `fuseflow.machine.primitives.accumulate`.

sacc and drain are nodes that share a `Workspace`: two banks of words, of which sacc fills one while drain empties the
other. What was touched is marked in a three-level 32-ary bitmap. drain walks it in three steps, TOP -> MID -> LEAF,
joined by channels: TOP reads the words of the middle level that have marks, MID the words of the lowest level that
have marks, LEAF gives the keys. Every step pushes an END token behind its last word. A bitmap word is cleared
as it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib.wiring import In, Out

from fuseflow.hw.channel import Channel
from fuseflow.hw.node import Node, act, delay, done, item, stop, with_data
from fuseflow.hw.shared import place
from fuseflow.machine.primitives.accumulate import KEY_BITS, key_widths

KEY = KEY_BITS
"""Bits of a key, wherever it goes: three levels of 32."""

UPDATE = {"bank": 1, "update": 1, "update_key": KEY, "update_val": 32}
"""From sacc to the workspace: the bank that is filled; an item for it."""

CLEAR = {"top_clear": 32, "mid_addr": 5, "mid_clear": 1, "leaf_addr": 10, "leaf_clear": 1, "entry_addr": KEY}
"""From drain to the workspace: what it reads and clears."""

MARKS = {"top_marks": 32, "mid_marks": 32, "leaf_marks": 32, "entry_val": 32}
"""From the workspace to drain: marks and values of the other bank; all but `top_marks` rl cycles after the address."""

COUNT = {"entry_count": 32}
"""The same, where drain counts."""


def fields(params: Mapping) -> list[tuple[int, int]]:
    """Lowest bit and number of bits, in the key, of every coordinate in the order in which they go out."""
    widths = key_widths(params["sizes"])
    out = [widths[k] for k in params["perm"]]
    return [(sum(out[q + 1 :]), out[q]) for q in range(len(out))]


def extent(params: Mapping) -> int:
    """Keys of a workspace: one more than the largest."""
    return 1 + sum(max(0, params["sizes"][k] - 1) << low for k, (low, _) in zip(params["perm"], fields(params)))


class Sacc(Node):
    parameters = ("sizes", "perm")
    controls = {name: Out(width) for name, width in UPDATE.items()}

    def latencies(self):
        return {"w": self.profile.memory + self.profile.registers(self.params["op"]) + 1}

    def actions(self, m):
        *crds, val = self.inputs
        (handover,) = self.outputs
        n, outer, every = len(crds), crds[:-1], (*crds, val)
        bank, key = Signal(name="filled_bank"), Signal(KEY, name="key")
        inner_to_outer = reversed(list(zip(self.params["perm"], fields(self.params))))
        m.d.comb += [
            key.eq(Cat(crds[k].data[:bits] for k, (_, bits) in inner_to_outer)),
            self.bank.eq(bank), self.update_key.eq(key), self.update_val.eq(val.data),
        ]
        # An update needs the one before it at the same address, if that is still on its way.
        valid, address, conflicts = self.update, Cat(key, bank), []
        for back in range(1, self.timing["w"]):
            valid = delay(m, valid, 1, f"update{back}", reset=True)
            address = delay(m, address, 1, f"update{back}_key")
            conflicts.append(valid & (address == Cat(key, bank)))
        last = crds[-1], val
        return (
            act(when=val.is_item, need=outer, pop=last, hold=Cat(*conflicts).any(), now=[self.update.eq(1)]),
            act(when=val.is_absent, need=outer, pop=last),
            # A fiber that ends takes the coordinate above it along.
            *(act(when=val.is_stop_of(j), pop=(*crds[n - 2 - j :], val)) for j in range(n - 1)),
            act(when=val.is_stop_of(n - 1), pop=every),
            act(when=val.is_stop_of(n), pop=every, push={handover: stop(1)}, then=[bank.eq(~bank)]),
            act(when=val.is_stop, pop=every, push={handover: val.lowered(n - 1)}),
            act(pop=every, push={handover: done()}),
        )


class Drain(Node):
    parameters = ("sizes", "perm")

    @property
    def controls(self):
        inputs = MARKS | (COUNT if "count" in self.connected else {})
        return {name: Out(width) for name, width in CLEAR.items()} | {name: In(width) for name, width in inputs.items()}

    def latencies(self):
        return {"rl": self.profile.memory}

    def actions(self, m):
        (handover,), n = self.inputs, len(self.params["sizes"])
        crds, leaves = self.outputs[:n], self.outputs[n:]
        merged = handover.is_stop_of(1)
        starts, ends = Signal(name="starts"), Signal(name="ends")
        m.d.comb += starts.eq(handover.visible & merged)
        words = self._mid(m, self._top(m, starts, ends))

        marks, upper, end = words.head[:32], words.head[32:42], words.head[42]
        lower, last, walked = _walk(m, marks, "leaf")
        entry = Cat(lower, upper)
        m.d.comb += self.entry_addr.eq(entry)
        for output, word in zip(leaves, ("entry_val", "entry_count")):
            if output.connected:
                self._fetch(m, output, getattr(self, word))

        changed, closing, sent, finished = self._fibers(m, entry, end, merged)
        send = []
        for c, first in enumerate(changed):
            tokens = {crds[q]: item(entry[low : low + bits]) for q, (low, bits) in enumerate(fields(self.params))}
            push = {o: tokens.get(o, item(entry)) for o in self.outputs[c:]}
            send.append(act(when=merged & first, need=handover, push=push, hold=~words.visible,
                            now=[words.pop.eq(last)], then=[*walked, *sent]))

        def ended(level):
            """All outputs: Sq on crdq, S(n-1) on the others, raised by so much."""
            return {o: level(min(q, n - 1)) for q, o in enumerate(self.outputs)}

        return (
            *(act(when=due, need=handover, push=dict.fromkeys(self.outputs[c + j + 1 :], stop(j)), hold=~words.visible,
                  then=then)
              for c, j, due, then in closing),
            act(when=merged & end, pop=handover, push=ended(stop),
                hold=~words.visible, now=[ends.eq(1), words.pop.eq(1)], then=finished),
            *send,
            act(when=handover.is_stop, pop=handover, push=ended(lambda q: handover.lowered(1 - q))),
            act(pop=handover, push=dict.fromkeys(self.outputs, done())),
        )

    def _fibers(self, m: Module, entry: Value, end: Value, merged: Value) -> tuple[list, list, list, list]:
        """What an entry opens and closes.

        Returns
        -------
        changed : list of Value
            For each level: is it the outermost one whose coordinate the entry before does not have?
        closing : list of (c, j, due, then)
            Where level c is that one, Sj is due before the entry, or before the end of the bank; what then changes.
        sent, finished : lists of assignments
            What changes with an entry, and at the end of a bank.
        """
        n, places = len(self.params["sizes"]), fields(self.params)
        if n == 1:
            return [Const(1, 1)], [], [], []
        base, top = places[n - 2][0], sum(places[0])
        inside, closed = Signal(name="inside"), Signal(range(n), name="closed")
        previous = Signal(top - base, name="previous", reset_less=True)
        new = [
            end | ~inside | (entry[low:top] != previous[low - base :]) for low, _ in places[:-1]
        ] + [Const(1, 1)]
        changed = [new[q] & ~new[q - 1] if q else new[q] for q in range(n)]
        closing = [
            (c, j, merged & inside & changed[c] & (closed == j), [closed.eq(j + 1)])
            for c in range(n - 1) for j in range(n - 1 - c)
        ]
        sent = [inside.eq(1), closed.eq(0), previous.eq(entry[base:top])]
        return changed, closing, sent, [inside.eq(0), closed.eq(0)]

    def _fetch(self, m, output, word):
        output.late = with_data(m, output.token, self.profile.memory, word, f"{output.name}_token")

    def _top(self, m: Module, starts: Signal, ends: Signal) -> SimpleNamespace:
        """One word of the middle level for each mark of the highest; then END, once."""
        index, mark, _ = _lowest(m, self.top_marks, "top")
        empty, ended = Signal(name="top_empty"), Signal(name="top_ended")
        words = self._queue(m, "mid", index, empty, self.mid_marks)
        m.d.comb += [
            empty.eq(self.top_marks == 0),
            words.push.eq(starts & ~ended & words.can_push),
            self.mid_addr.eq(index),
            self.mid_clear.eq(words.push & ~empty),
            self.top_clear.eq(Mux(words.push, mark, 0)),
        ]
        with m.If(ends):
            m.d.sync += ended.eq(0)
        with m.Elif(words.push & empty):
            m.d.sync += ended.eq(1)
        return words

    def _mid(self, m: Module, words: SimpleNamespace) -> SimpleNamespace:
        """One word of the lowest level for each mark of a word of the middle one; END passes."""
        marks, upper, end = words.head[:32], words.head[32:37], words.head[37]
        lower, last, walked = _walk(m, marks, "mid")
        address = Cat(lower, upper)
        leaves = self._queue(m, "leaf", address, end, self.leaf_marks)
        m.d.comb += [
            leaves.push.eq(words.visible & leaves.can_push),
            words.pop.eq(leaves.push & (end | last)),
            self.leaf_addr.eq(address),
            self.leaf_clear.eq(leaves.push & ~end),
        ]
        with m.If(leaves.push & ~end):
            m.d.sync += walked
        return leaves

    def _queue(self, m: Module, name: str, address: Value, end: Value, marks: Value) -> SimpleNamespace:
        """A channel of words of one level of the bitmap: marks, the word's address, END.

        Its rl + 2 slots let one word a cycle through.
        """
        rl = self.profile.memory
        channel = Channel(rl + 2, rl + 1, len(marks) + len(address) + 1)
        ports = {p: Signal(len(getattr(channel, p)), name=f"{name}_words_{p}") for p in channel.signature.members}
        queue = SimpleNamespace(**ports)
        m.submodules[f"{name}_words"] = place(channel, ports)
        m.d.comb += [
            queue.enq.eq(delay(m, queue.push, rl, f"{name}_words_enq", reset=True)),
            queue.data.eq(Cat(marks, delay(m, Cat(address, end), rl, f"{name}_words_address"))),
        ]
        return queue


def _lowest(m: Module, marks: Value, name: str) -> tuple[Signal, Signal, Value]:
    """Index of the lowest mark; the mark alone; whether it is the only one (or there is none)."""
    mark, index = Signal(32, name=f"{name}_mark"), Signal(5, name=f"{name}_index")
    m.d.comb += mark.eq(marks & (~marks + 1))
    for bit in range(5):
        m.d.comb += index[bit].eq(Cat(*(mark[k] for k in range(32) if k >> bit & 1)).any())
    return index, mark, (marks & ~mark) == 0


def _walk(m: Module, marks: Value, name: str) -> tuple[Signal, Value, list]:
    """Index of the first mark not seen yet; whether it is the last; what has then been seen."""
    seen, left = Signal(32, name=f"{name}_seen"), Signal(32, name=f"{name}_left")
    m.d.comb += left.eq(marks & ~seen)
    index, mark, last = _lowest(m, left, name)
    return index, last, [seen.eq(Mux(last, 0, seen | mark))]

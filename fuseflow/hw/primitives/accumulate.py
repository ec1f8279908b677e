"""The sparse accumulator in hardware; its specification is `fuseflow.machine.primitives.accumulate`.

sacc and drain are nodes that share a `Workspace`: two banks of words, of which sacc fills one while drain empties the
other. What was touched is marked in a three-level 32-ary bitmap. drain walks it in three steps, TOP -> MID -> LEAF,
joined by channels: TOP reads the words of the middle level that have marks, MID the words of the lowest level that
have marks, LEAF gives the coordinates. Every step pushes an END token behind its last word. A bitmap word is cleared
as it is read.
"""

from __future__ import annotations

from types import SimpleNamespace

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib.wiring import In, Out

from fuseflow.hw.channel import Channel
from fuseflow.hw.node import Node, Token, act, delay, done, item, stop, with_data
from fuseflow.hw.shared import place

CRD = 15
"""Bits of a coordinate: three levels of 32."""

UPDATE = {"bank": 1, "update": 1, "update_crd": CRD, "update_val": 32}
"""From sacc to the workspace: the bank that is filled; an item for it."""

CLEAR = {"top_clear": 32, "mid_addr": 5, "mid_clear": 1, "leaf_addr": 10, "leaf_clear": 1, "entry_addr": CRD}
"""From drain to the workspace: what it reads and clears."""

MARKS = {"top_marks": 32, "mid_marks": 32, "leaf_marks": 32, "entry_val": 32}
"""From the workspace to drain: marks and values of the other bank; all but `top_marks` rl cycles after the address."""

COUNT = {"entry_count": 32}
"""The same, where drain counts."""


class Sacc(Node):
    controls = {name: Out(width) for name, width in UPDATE.items()}

    def latencies(self):
        return {"w": self.profile.memory + self.profile.registers(self.params["op"]) + 1}

    def actions(self, m):
        (crd, val), (handover,) = self.inputs, self.outputs
        bank = Signal(name="filled_bank")
        m.d.comb += [self.bank.eq(bank), self.update_crd.eq(crd.data), self.update_val.eq(val.data)]
        # An update needs the one before it at the same address, if that is still on its way.
        valid, key, conflicts = self.update, Cat(crd.data[:CRD], bank), []
        address = key
        for back in range(1, self.timing["w"]):
            valid = delay(m, valid, 1, f"update{back}", reset=True)
            address = delay(m, address, 1, f"update{back}_key")
            conflicts.append(valid & (address == key))
        return (
            act(when=crd.is_item & val.is_item, pop=(crd, val), hold=Cat(*conflicts).any(), now=[self.update.eq(1)]),
            act(when=crd.is_item | crd.is_stop_of(0), pop=(crd, val)),
            act(when=crd.is_stop_of(1), pop=(crd, val), push={handover: stop(1)}, then=[bank.eq(~bank)]),
            act(pop=(crd, val), push={handover: crd.head}),
        )


class Drain(Node):
    @property
    def controls(self):
        inputs = MARKS | (COUNT if "count" in self.connected else {})
        return {name: Out(width) for name, width in CLEAR.items()} | {name: In(width) for name, width in inputs.items()}

    def latencies(self):
        return {"rl": self.profile.memory}

    def actions(self, m):
        (handover,), outputs = self.inputs, self.outputs
        _, val, *count = outputs
        merged = handover.is_stop_of(1)
        starts, ends = Signal(), Signal()
        m.d.comb += starts.eq(handover.visible & merged)
        words = self._mid(m, self._top(m, starts, ends))

        marks, upper, end = words.head[:32], words.head[32:42], words.head[42]
        lower, last, walked = _walk(m, marks, "leaf")
        entry = Cat(lower, upper)
        m.d.comb += self.entry_addr.eq(entry)
        self._fetch(m, val, self.entry_val)
        if "count" in self.connected:
            self._fetch(m, count[0], self.entry_count)
        return (
            act(when=merged & end, pop=handover, push=dict.fromkeys(outputs, stop(0)),
                hold=~words.visible, now=[ends.eq(1), words.pop.eq(1)]),
            act(when=merged, need=handover, push=dict.fromkeys(outputs, item(entry)),
                hold=~words.visible, now=[words.pop.eq(last)], then=walked),
            act(when=handover.is_stop, pop=handover, push=dict.fromkeys(outputs, handover.lowered())),
            act(pop=handover, push=dict.fromkeys(outputs, done())),
        )

    def _fetch(self, m, output, word):
        output.late = with_data(Token(delay(m, output.token, self.profile.memory, f"{output.name}_token")), word)

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

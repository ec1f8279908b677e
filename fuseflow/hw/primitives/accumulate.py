"""The sparse accumulator in hardware; its specification is `fuseflow.machine.primitives.accumulate`.

sacc and drain are nodes that share a `Workspace`: two banks of words, of which sacc fills one while drain empties the
other. What was touched is marked in a three-level 32-ary bitmap. drain walks it in three steps, TOP -> MID -> LEAF,
joined by channels: TOP reads the words of the middle level that have marks, MID the words of the lowest level that
have marks, LEAF gives the coordinates. Every step pushes an END token behind its last word. A bitmap word is cleared
as it is read.
"""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out

from fuseflow.hw.channel import Channel
from fuseflow.hw.node import REDUCTIONS, Node, Token, act, arithmetic, delay, done, item, stop, with_data
from fuseflow.hw.primitives.reduce import MINUS_ZERO
from fuseflow.hw.shared import place
from fuseflow.machine.profile import Profile

CRD = 15
"""Bits of a coordinate: three levels of 32."""

UPDATE = {"bank": 1, "update": 1, "update_crd": CRD, "update_val": 32}
"""From sacc to the workspace: the bank that is filled; an item for it."""

CLEAR = {"top_clear": 32, "mid_addr": 5, "mid_clear": 1, "leaf_addr": 10, "leaf_clear": 1, "entry_addr": CRD}
"""From drain to the workspace: what it reads and clears."""

MARKS = {"top_marks": 32, "mid_marks": 32, "leaf_marks": 32, "entry_val": 32, "entry_count": 32}
"""From the workspace to drain: the marks and words of the other bank; all but `top_marks` rl cycles later."""


class Sacc(Node):
    controls = {name: Out(width) for name, width in UPDATE.items()}

    def latencies(self):
        return {"w": self.profile.memory + self.profile.registers(self.params["op"]) + 1}

    def actions(self, m):
        (crd, val), (handover,) = self.inputs, self.outputs
        key = Cat(crd.data[:CRD], self.bank)
        busy = [self._same(m, key, back) for back in range(1, self.timing["w"])]
        bank = Signal(name="filled_bank")
        m.d.comb += [self.bank.eq(bank), self.update_crd.eq(crd.data), self.update_val.eq(val.data)]
        return (
            act(when=crd.is_item & val.is_item, pop=(crd, val), hold=Cat(*busy).any(), now=[self.update.eq(1)]),
            act(when=crd.is_item | crd.is_stop_of(0), pop=(crd, val)),
            act(when=crd.is_stop_of(1), pop=(crd, val), push={handover: stop(1)}, then=[bank.eq(~bank)]),
            act(pop=(crd, val), push={handover: crd.head}),
        )

    def _same(self, m, key, back):
        """The update `back` cycles ago was to the same address."""
        self._past = (self.update, key) if back == 1 else self._past
        valid, address = self._past
        self._past = delay(m, valid, 1, f"past{back}", reset=True), delay(m, address, 1, f"past{back}_key")
        return self._past[0] & (self._past[1] == key)


class Drain(Node):
    controls = {name: Out(width) for name, width in CLEAR.items()} | {name: In(width) for name, width in MARKS.items()}

    def latencies(self):
        return {"rl": self.profile.memory}

    def actions(self, m):
        (handover,), (crd, val, *count) = self.inputs, self.outputs
        rl = self.profile.memory
        starts, finished = Signal(), Signal()
        m.d.comb += starts.eq(handover.visible & handover.is_stop_of(1))
        words = self._mid(m, self._top(m, starts, finished))

        marks, upper, end = words.head[:32], words.head[32:42], words.head[42]
        lower, last, following = _walk(m, marks, "leaf")
        entry = Cat(lower, upper)
        m.d.comb += self.entry_addr.eq(entry)
        for output, word in zip((val, *count), (self.entry_val, self.entry_count)):
            output.late = with_data(Token(delay(m, output.token, rl, f"{output.name}_token")), word)
        outputs = self.outputs
        return (
            act(when=handover.is_stop_of(1) & end, pop=handover, push=dict.fromkeys(outputs, stop(0)),
                hold=~words.visible, now=[finished.eq(1), words.pop.eq(1)]),
            act(when=handover.is_stop_of(1), need=handover, push=dict.fromkeys(outputs, item(entry)),
                hold=~words.visible, now=[words.pop.eq(last)], then=following),
            act(when=handover.is_stop, pop=handover, push=dict.fromkeys(outputs, handover.lowered())),
            act(pop=handover, push=dict.fromkeys(outputs, done())),
        )

    def _queue(self, m, name: str, address: int):
        """A channel of words from a bitmap: marks, the address of the word, END. One word a cycle through it."""
        rl = self.profile.memory
        queue = Channel(rl + 2, rl + 1, 32 + address + 1)
        ports = {p: Signal.like(getattr(queue, p), name=f"{name}_{p}") for p in queue.signature.members}
        m.submodules[name] = place(queue, ports)
        return _Queue(**ports)

    def _send(self, m, queue, address, end, marks):
        """Push the word that is being read, or END."""
        rl = self.profile.memory
        m.d.comb += [
            queue.enq.eq(delay(m, queue.push, rl, "sent", reset=True)),
            queue.data.eq(Cat(marks, delay(m, Cat(address, end), rl, "sent_word"))),
        ]

    def _top(self, m, starts, finished):
        """One word of the middle level for each mark of the highest; then END, once."""
        queue = self._queue(m, "mid", 5)
        index, mark, _ = _lowest(m, self.top_marks, "top")
        end, ended = Signal(name="top_end"), Signal(name="top_ended")
        m.d.comb += [
            end.eq(self.top_marks == 0),
            queue.push.eq(starts & ~ended & queue.can_push),
            self.mid_addr.eq(index),
            self.mid_clear.eq(queue.push & ~end),
            self.top_clear.eq(Mux(queue.push, mark, 0)),
        ]
        with m.If(finished):
            m.d.sync += ended.eq(0)
        with m.Elif(queue.push & end):
            m.d.sync += ended.eq(1)
        self._send(m, queue, index, end, self.mid_marks)
        return queue

    def _mid(self, m, words):
        """One word of the lowest level for each mark of a word of the middle one; END passes."""
        queue = self._queue(m, "leaf", 10)
        marks, upper, end = words.head[:32], words.head[32:37], words.head[37]
        lower, last, following = _walk(m, marks, "mid")
        m.d.comb += [
            queue.push.eq(words.visible & queue.can_push),
            words.pop.eq(queue.push & (end | last)),
            self.leaf_addr.eq(Cat(lower, upper)),
            self.leaf_clear.eq(queue.push & ~end),
        ]
        with m.If(queue.push & ~end):
            m.d.sync += following
        self._send(m, queue, self.leaf_addr, end, self.leaf_marks)
        return queue

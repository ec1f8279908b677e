"""A channel: a FIFO of D slots and latency L, exact in every cycle (machine.md section 2).

A token pushed in cycle t is visible from t + L. Its slot is taken in cycle t and free again from the cycle after the
pop. A pop never reaches `can_push` in the same cycle.
"""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out

SHALLOW = 64
"""Slots up to which a channel is built of LUTs; a deeper one takes a block RAM."""

RECENT = 16
"""Tokens that a deep channel also has in LUTs: the depth of one LUT RAM."""


class Channel(wiring.Component):
    """A FIFO in front of which the producer may hold tokens for L - 1 cycles.

    The producer owns the L - 1 registers between its action and the FIFO: memory outputs, arithmetic pipelines. They
    run freely, for the slot of a token is taken when it is pushed; so the FIFO is never written when it is full.

    Parameters
    ----------
    depth : int
        Slots D, in tokens.
    latency : int
        L in cycles, from the push to the visible head.
    width : int
        Bits of a token, its kind included.

    Attributes
    ----------
    can_push : Signal(1), out
        A slot is free. Registered.
    push : Signal(1), in
        The action that takes a slot.
    enq, data : Signal(1), Signal(width), in
        The token, L - 1 cycles after its push.
    visible, head : Signal(1), Signal(width), out
        The oldest token.
    pop : Signal(1), in
        Remove it.
    """

    # Channels of equal parameters share one module, so that most of these objects only lend their ports.
    _MustUse__silence = True

    def __init__(self, depth: int, latency: int, width: int):
        if depth < 1 or latency < 1:
            raise ValueError(f"a channel has depth >= 1 and latency >= 1, not {depth} and {latency}")
        self.depth, self.latency, self.width = depth, latency, width
        self.identity = ("channel", depth, latency, width)
        self.module = f"channel_d{depth}_l{latency}_w{width}"
        self.about = f"channel: depth {depth}, latency {latency}, {width} bits a token"
        super().__init__(
            {
                "can_push": Out(1),
                "push": In(1),
                "enq": In(1),
                "data": In(width),
                "visible": Out(1),
                "head": Out(width),
                "pop": In(1),
            }
        )

    def elaborate(self, platform) -> Module:
        m = Module()
        # In simulation X marks what is not there; the token's registers need no reset.
        full = Signal()
        head = Signal(self.width, name="oldest", reset_less=True)
        m.d.comb += [self.visible.eq(full), self.head.eq(head)]
        if self.depth == 1:
            m.d.sync += full.eq(self.enq | (full & ~self.pop))
            with m.If(self.enq):
                m.d.sync += head.eq(self.data)
        elif self.depth == 2:
            self._two(m, full, head)
        else:
            self._many(m, full, head)
        if self.latency > 1 or self.depth > 2:
            self._count(m)
        elif self.depth == 1:
            m.d.comb += self.can_push.eq(~full)
        return m

    def _two(self, m: Module, full: Signal, head: Signal) -> None:
        """Two registers, no multiplexer in front of the second one."""
        second = Signal()
        tail = Signal(self.width, reset_less=True)
        m.d.sync += [
            full.eq(second | self.enq | (full & ~self.pop)),
            second.eq(~self.pop & (second | (self.enq & full))),
        ]
        with m.If(~second):
            m.d.sync += tail.eq(self.data)
        with m.If(self.pop | ~full):
            m.d.sync += head.eq(Mux(second, tail, self.data))
        if self.latency == 1:
            m.d.comb += self.can_push.eq(~second)

    def _many(self, m: Module, full: Signal, head: Signal) -> None:
        """A head register and a queue behind it; a write passes an empty queue by."""
        slots = self.depth - 1
        used, following = (Signal(range(slots + 1), name=name) for name in ("used", "next_used"))
        empty = Signal(init=1)
        advance, write, read = (Signal(name=name) for name in ("advance", "write", "read"))
        m.d.comb += [
            advance.eq(self.pop | ~full),
            write.eq(self.enq & ~(advance & empty)),
            read.eq(advance & ~empty),
            following.eq(used + write - read),
        ]
        m.d.sync += [used.eq(following), empty.eq(following == 0)]
        if self.depth > SHALLOW:
            next_head = self._block_ram(m, slots, write, read, following, empty)
        else:
            next_head = Mux(empty, self.data, self._lut_ram(m, slots, write, read))
        with m.If(advance):
            m.d.sync += [head.eq(next_head), full.eq(self.enq | ~empty)]

    def _lut_ram(self, m: Module, slots: int, write: Signal, read: Signal) -> Value:
        """The oldest of the tokens in a RAM whose word can be seen in the cycle of the address."""
        m.submodules.tail = tail = memory.Memory(
            shape=self.width, depth=slots, init=[], attrs={"ram_style": "distributed"}
        )
        entry = tail.write_port()
        exit = tail.read_port(domain="comb")
        m.d.comb += [entry.data.eq(self.data), entry.en.eq(write)]
        for port, moves, name in ((entry, write, "write_at"), (exit, read, "read_at")):
            at = Signal(range(slots), name=name)
            m.d.comb += port.addr.eq(at)
            with m.If(moves):
                m.d.sync += at.eq(Mux(at == slots - 1, 0, at + 1))
        return exit.data

    def _block_ram(
        self, m: Module, slots: int, write: Signal, read: Signal, following: Value, empty: Signal
    ) -> Value:
        """The oldest of the tokens in a RAM whose word comes a cycle after the address; the new one, if it is empty.

        The address is that of the token which will be the oldest in the next cycle. That has been in the RAM for at
        least as many cycles as there are tokens behind it; where these are few, it is read from a copy of the latest
        tokens in LUTs.
        """
        recent = Signal(init=1)
        # A power of two, so that the place in the copy is the lower part of the place.
        places = 1 << (slots - 1).bit_length()
        write_at, read_at, next_read = (Signal(range(places), name=n) for n in ("write_at", "read_at", "next_read"))
        m.d.comb += next_read.eq(read_at + read)
        m.d.sync += [recent.eq(following <= RECENT), write_at.eq(write_at + write), read_at.eq(next_read)]
        # No word is read in the cycle in which it is written.
        m.submodules.tail = tail = memory.Memory(
            shape=self.width, depth=places, init=[], attrs={"ram_style": "block", "no_rw_check": 1}
        )
        m.submodules.latest = latest = memory.Memory(
            shape=self.width, depth=RECENT, init=[], attrs={"ram_style": "distributed"}
        )
        old = tail.read_port()
        new = latest.read_port(domain="comb")
        old_entry = tail.write_port()
        new_entry = latest.write_port()
        for entry in (old_entry, new_entry):
            m.d.comb += [
                entry.addr.eq(write_at[: len(entry.addr)]), entry.data.eq(self.data), entry.en.eq(write),
            ]
        m.d.comb += [old.addr.eq(next_read), new.addr.eq(read_at[: len(new.addr)])]
        # The word of the block RAM is late, so it is chosen last; an empty queue has few tokens, too.
        return Mux(recent, Mux(empty, self.data, new.data), old.data)

    def _count(self, m: Module) -> None:
        """Count the slots taken, tokens on their way included."""
        taken = Signal(range(self.depth + 1))
        room = Signal(init=1)
        following = Signal(range(self.depth + 2), name="next_taken")
        m.d.comb += [following.eq(taken + self.push - self.pop), self.can_push.eq(room)]
        m.d.sync += [taken.eq(following), room.eq(following < self.depth)]

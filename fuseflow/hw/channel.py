"""A channel: a FIFO of D slots and latency L, exact in every cycle (machine.md section 2).

A token pushed in cycle t is visible from t + L. Its slot is taken in cycle t and free again from the cycle after the
pop. A pop never reaches `can_push` in the same cycle.
"""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out


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
        head = Signal(self.width, reset_less=True)
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
        """A head register and a RAM behind it; a write passes an empty RAM by."""
        slots = self.depth - 1
        m.submodules.tail = tail = memory.Memory(
            shape=self.width, depth=slots, init=[], attrs={"ram_style": "distributed"}
        )
        write, read = tail.write_port(), tail.read_port(domain="comb")
        write_at, read_at, used = Signal(range(slots)), Signal(range(slots)), Signal(range(slots + 1))
        advance, bypass = Signal(), Signal()
        m.d.comb += [
            advance.eq(self.pop | ~full),
            bypass.eq(advance & (used == 0)),
            write.addr.eq(write_at),
            write.data.eq(self.data),
            write.en.eq(self.enq & ~bypass),
            read.addr.eq(read_at),
        ]
        with m.If(advance):
            m.d.sync += [head.eq(Mux(bypass, self.data, read.data)), full.eq(self.enq | ~bypass)]
        with m.If(advance & ~bypass):
            m.d.sync += read_at.eq(Mux(read_at == slots - 1, 0, read_at + 1))
        with m.If(write.en):
            m.d.sync += write_at.eq(Mux(write_at == slots - 1, 0, write_at + 1))
        m.d.sync += used.eq(used + write.en - (advance & ~bypass))

    def _count(self, m: Module) -> None:
        """Count the slots taken, tokens on their way included."""
        taken, room = Signal(range(self.depth + 1)), Signal(init=1)
        following = Signal(range(self.depth + 2))
        m.d.comb += [following.eq(taken + self.push - self.pop), self.can_push.eq(room)]
        m.d.sync += [taken.eq(following), room.eq(following < self.depth)]

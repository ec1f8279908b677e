"""replay in hardware; its specification is `fuseflow.machine.primitives.replay`."""

from __future__ import annotations

from amaranth.hdl import Const, Mux, Signal
from amaranth.lib import memory

from fuseflow.hw.node import LEVEL, Node, act, delay, stop


class Replay(Node):
    parameters = ("type", "extra", "size")

    def latencies(self):
        return {"rl": self.profile.memory}

    def actions(self, m):
        (payload, rep), (out,) = self.inputs, self.outputs
        extra, size, rl = self.params["extra"], self.params["size"], self.profile.memory
        # A tree is sent when it is whole: no word is read in the cycle in which it is written.
        m.submodules.buffer = buffer = memory.Memory(
            shape=len(payload.head), depth=max(2, size), init=[], attrs={"no_rw_check": 1}
        )
        write = buffer.write_port()
        read = buffer.read_port()
        stored, following = (Signal(range(size + 1), name=name) for name in ("stored", "following"))
        sending = Signal()
        ends, last = payload.is_stop_of(extra - 1), following + 1 == stored
        m.d.comb += [write.addr.eq(stored), write.data.eq(payload.head), read.addr.eq(following)]
        from_buffer = delay(m, sending & rep.is_item, rl, "from_buffer")
        out.late = Mux(from_buffer, delay(m, read.data, rl - 1, "sent"), delay(m, out.token, rl, "token"))
        store = {"push": {out: payload.head}, "hold": stored == size, "now": [write.en.eq(1)]}
        # Where a token comes from the buffer, the row need not say which.
        sent = {out: Const(0, len(payload.head))}
        return (
            act(when=sending & rep.is_item & last, pop=rep, push=sent, then=[following.eq(0)]),
            act(when=sending & rep.is_item, need=rep, push=sent, then=[following.eq(following + 1)]),
            act(when=sending, pop=rep, push={out: stop(extra)}, then=[sending.eq(0), stored.eq(0)]),
            act(when=rep.is_item & ends, pop=(payload, rep), then=[stored.eq(stored + 1), sending.eq(1)], **store),
            act(when=rep.is_item, need=rep, pop=payload, then=[stored.eq(stored + 1)], **store),
            act(when=rep.is_stop_of(0) & ~ends, need=rep, pop=payload),
            act(when=rep.is_stop, pop=(payload, rep), push={out: stop((rep.level + extra)[:LEVEL])}),
            act(pop=(payload, rep), push={out: rep.head}),
        )

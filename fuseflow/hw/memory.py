"""A memory of 32-bit words: one array of one level of a tensor, behind the host port and the nodes that use it."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out

WORD = 32


class TensorMemory(wiring.Component):
    """Words with a host port, read ports for nodes, and perhaps a write port for one.

    The host port and a node's write port are one port of the memory: the host keeps away while a kernel runs.

    Parameters
    ----------
    words : int
        Capacity.
    reads : tuple of int
        For each read port its latency in cycles, >= 1.
    written : bool
        Does a node write?

    Attributes
    ----------
    host_addr, host_wdata, host_we : Signal, in
    host_rdata : Signal(32), out
        The word at `host_addr`, one cycle later.
    read{k}_addr : Signal(32), in
    read{k}_word : Signal(32), out
        The word, `reads[k]` cycles later; not one that is written in the cycle of the address.
    write_addr, write_word, write_en : Signal, in
        If `written`.
    """

    _MustUse__silence = True

    def __init__(self, words: int, reads: tuple[int, ...], written: bool):
        self.words, self.reads, self.written = max(2, words), reads, written
        self.identity = ("memory", self.words, reads, written)
        self.module = "_".join(
            [f"memory_{self.words}", *(f"rl{latency}" for latency in reads), *(["w"] if written else [])]
        )
        self.about = f"memory: {self.words} words, read ports of latency {list(reads)}" + (
            ", a write port" if written else ""
        )
        ports = {"host_addr": In(WORD), "host_wdata": In(WORD), "host_we": In(1), "host_rdata": Out(WORD)}
        for k in range(len(reads)):
            ports |= {f"read{k}_addr": In(WORD), f"read{k}_word": Out(WORD)}
        if written:
            ports |= {"write_addr": In(WORD), "write_word": In(WORD), "write_en": In(1)}
        super().__init__(ports)

    def elaborate(self, platform) -> Module:
        m = Module()
        # Nobody reads in a run what is written in it.
        m.submodules.array = array = memory.Memory(
            shape=WORD, depth=self.words, init=[], attrs={"no_rw_check": 1}
        )
        write = array.write_port()
        host = array.read_port()
        m.d.comb += [host.addr.eq(self.host_addr), self.host_rdata.eq(host.data)]
        if self.written:
            m.d.comb += [
                write.addr.eq(Mux(self.write_en, self.write_addr, self.host_addr)),
                write.data.eq(Mux(self.write_en, self.write_word, self.host_wdata)),
                write.en.eq(self.write_en | self.host_we),
            ]
        else:
            m.d.comb += [
                write.addr.eq(self.host_addr),
                write.data.eq(self.host_wdata),
                write.en.eq(self.host_we),
            ]
        for k, latency in enumerate(self.reads):
            read = array.read_port()
            m.d.comb += read.addr.eq(getattr(self, f"read{k}_addr"))
            word = read.data
            for n in range(latency - 1):
                later = Signal(WORD, name=f"read{k}_later{n}", reset_less=True)
                m.d.sync += later.eq(word)
                word = later
            m.d.comb += getattr(self, f"read{k}_word").eq(word)
        return m

"""The memories between sacc and drain: two banks of values, perhaps counts, and three levels of marks."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out

from fuseflow.hw.float32.layout import ONE
from fuseflow.hw.node import MINUS_ZERO, REDUCTIONS, arithmetic, delay
from fuseflow.hw.primitives.accumulate import CLEAR, COUNT, MARKS, UPDATE
from fuseflow.machine.profile import Profile


class Workspace(wiring.Component):
    """sacc updates the bank `bank`, drain reads and clears the other one.

    An update reads the bank in its own cycle, together with its mark, which it sets in the same cycle; the new value
    is written rl + P cycles later. After a reset the marks are cleared, one lowest word a cycle.

    Parameters
    ----------
    op : str
        sum, prod, max or min.
    extent : int
        Keys.
    counts : bool
        Count the items of each key, too.
    profile : Profile

    Attributes
    ----------
    ready : Signal(1), out
        The marks are clear: a kernel may start.
    (others)
        See `UPDATE`, `CLEAR`, `MARKS` and `COUNT` in `accumulate`.
    """

    _MustUse__silence = True

    def __init__(self, op: str, extent: int, counts: bool, profile: Profile):
        self.op, self.extent, self.counts = op, extent, counts
        self.rl, self.P = profile.memory, profile.registers(op)
        self.identity = ("workspace", op, extent, counts, self.rl, self.P)
        self.module = f"workspace_{op}{'_count' if counts else ''}_n{extent}_rl{self.rl}_p{self.P}"
        self.about = f"workspace: op={op} extent={extent} counts={counts} rl={self.rl} p={self.P}, two banks"
        outputs = MARKS | (COUNT if counts else {})
        super().__init__(
            {name: In(width) for name, width in (UPDATE | CLEAR).items()}
            | {name: Out(width) for name, width in outputs.items()}
            | {"ready": Out(1)}
        )

    def elaborate(self, platform) -> Module:
        m = Module()
        rl, P, key = self.rl, self.P, self.update_key
        leaves = -(-self.extent // 32)
        sweep = Signal(range(leaves + 1))
        m.d.comb += self.ready.eq(sweep == leaves)
        with m.If(~self.ready):
            m.d.sync += sweep.eq(sweep + 1)

        new_val, new_count = (Signal(32, name=name) for name in ("new_val", "new_count"))
        write = {
            "addr": delay(m, key, rl + P, "write_key"), "bank": delay(m, self.bank, rl + P, "write_bank"),
            "en": delay(m, self.update, rl + P, "write_en", reset=True), "val": new_val, "count": new_count,
        }
        banks = [self._bank(m, k, sweep, write) for k in range(2)]

        # drain sees the bank that is not being filled
        for name, port in (("mid", self.mid_marks), ("leaf", self.leaf_marks), ("top", self.top_marks),
                           ("val", self.entry_val)):
            m.d.comb += port.eq(Mux(self.bank, banks[0][name], banks[1][name]))

        # The word of a block RAM comes late in its cycle: all else that the arithmetic waits for is known by then.
        marked = Signal(name="marked")
        m.d.comb += marked.eq(Mux(self.bank, banks[1]["marked"], banks[0]["marked"]))
        then = delay(m, Cat(self.bank, marked, self.update_val), rl, "read")
        bank, touched, item = then[0], then[1], then[2:]
        old = {name: Mux(bank, banks[1][name], banks[0][name]) for name in ("val", *(["count"] if self.counts else []))}
        # The first item of a key is stored: x + (-0), x * 1 and max(x, x) are x, bit for bit.
        first = {"sum": MINUS_ZERO, "prod": Const(ONE, 32)}.get(self.op, item)
        m.d.comb += new_val.eq(arithmetic(m, REDUCTIONS[self.op], P, Mux(touched, old["val"], first), item))
        if self.counts:
            m.d.comb += [
                self.entry_count.eq(Mux(self.bank, banks[0]["count"], banks[1]["count"])),
                new_count.eq(delay(m, (Mux(touched, old["count"], 0) + 1)[:32], P, "counted")),
            ]
        return m

    def _bank(self, m: Module, k: int, sweep: Signal, write: dict) -> dict:
        """Memories of bank k; what they give, rl cycles after the addresses.

        `marked`, whether the key of the update has a mark, is there in the cycle of the address.
        """
        filled, sets = Signal(name=f"filled_{k}"), Signal(name=f"sets_{k}")
        m.d.comb += [filled.eq(self.bank == k), sets.eq(filled & self.update)]
        key = self.update_key

        words = {"val": write["val"]} | ({"count": write["count"]} if self.counts else {})
        out = {}
        for name, word in words.items():
            # An update waits for one on its way to the same word.
            array = self._memory(m, f"{name}_{k}", self.extent, attrs={"no_rw_check": 1})
            read = array.read_port()
            port = array.write_port()
            m.d.comb += [
                read.addr.eq(Mux(filled, key, self.entry_addr)),
                port.addr.eq(write["addr"]), port.data.eq(word), port.en.eq(write["en"] & (write["bank"] == k)),
            ]
            out[name] = delay(m, read.data, self.rl - 1, f"{name}_{k}")

        levels = (("leaf", 5, self.leaf_addr, self.leaf_clear), ("mid", 10, self.mid_addr, self.mid_clear))
        for name, shift, address, clear in levels:
            array = self._memory(m, f"{name}_{k}", -(-self.extent >> shift))
            read = array.read_port()
            port = array.write_port(granularity=1)
            # drain finds an address late in a cycle, so the word is cleared in the next: the bank is still with drain.
            clear = delay(m, clear, 1, f"{name}_clear_{k}", reset=True)
            mine = Mux(filled, key[shift:], delay(m, address, 1, f"{name}_read_{k}"))
            m.d.comb += [read.addr.eq(address), port.addr.eq(Mux(self.ready, mine, sweep))]
            with m.If(~self.ready | (~filled & clear)):
                m.d.comb += [port.data.eq(0), port.en.eq(~0)]
            with m.Elif(sets):
                m.d.comb += [port.data.eq(~0), port.en.eq(1 << key[shift - 5 : shift])]
            out[name] = delay(m, read.data, self.rl - 1, f"{name}_{k}")
            if name == "leaf":
                mark = array.read_port(domain="comb")
                m.d.comb += mark.addr.eq(key[shift:])
                out["marked"] = mark.data.bit_select(key[:shift], 1)

        top = Signal(32, name=f"top_{k}")
        with m.If(sets):
            m.d.sync += top.eq(top | (1 << key[10:]))
        with m.Elif(~filled):
            m.d.sync += top.eq(top & ~self.top_clear)
        return out | {"top": top}

    def _memory(self, m: Module, name: str, words: int, attrs: dict | None = None) -> memory.Memory:
        m.submodules[name] = array = memory.Memory(shape=32, depth=max(2, words), init=[], attrs=attrs)
        return array

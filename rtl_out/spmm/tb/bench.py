"""The test bench: what runs inside the simulator. cocotb and the standard library only; also copied into a ``tb/``.

`Bench` drives the ports of a kernel: it loads memories through the host port, starts, and records the events of every
cycle. `serve`, next to it, does so for a parent process.

Time is counted at the falling edges of the clock: there everything that the last rising edge caused has settled, and
what is written there is seen by the next rising edge. A record, one for every cycle with an event, is::

    cycle (8 bytes, low byte first), events (one character 0 or 1 per bit, highest first), heads (likewise)

where heads are all zeros in a cycle without a pop: a token is read from the head of its channel in the cycle in which
it is popped.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from cocotb.clock import Clock
from cocotb.triggers import Timer

PERIOD = 2
CHUNK = 1 << 20
PATIENCE = 1 << 20
"""Cycles that an accepted start may take: after reset, hardware clears its workspaces first."""


@dataclass(slots=True)
class Ending:
    """How a run ended: ``done``, ``stuck``, ``limit`` or ``never started``; what `cycles` read then; the faults.

    A fault is (cycle, text): what the kernel did against the rules of start, busy, done and cycles.
    """

    how: str
    cycles: int
    faults: list[tuple[int, str]] = field(default_factory=list)


class Bench:
    """Drives a kernel `dut` with the ports of machine.md.

    Signals are read and written below cocotb's value types: they would take most of the time of a run.
    """

    def __init__(self, dut):
        read = {name: getattr(dut, name)._handle.get_signal_val_binstr for name in (
            "busy", "done", "stuck", "cycles", "events", "heads", "host_rdata")}
        self.busy, self.done, self.stuck = read["busy"], read["done"], read["stuck"]
        self.cycles, self.events, self.heads, self.rdata = (
            read["cycles"], read["events"], read["heads"], read["host_rdata"])
        self._set = {name: getattr(dut, name)._handle.set_signal_val_int for name in (
            "rst", "start", "host_addr", "host_wdata", "host_we")}
        self.quiet = "0" * len(dut.events)
        self._no_heads = b"0" * len(dut.heads)
        self.row = 8 + len(dut.events) + len(dut.heads)
        self._clock = Clock(dut.clk, PERIOD, "step", impl="gpi")
        self._tick = Timer(PERIOD, "step")

    def set(self, port: str, value: int) -> None:
        self._set[port](0, value)

    async def begin(self) -> None:
        """Start the clock, low, and reset."""
        for port in self._set:
            self.set(port, 0)
        self.set("rst", 1)
        self._clock.start(start_high=False)
        for _ in range(3):
            await self._tick
        self.set("rst", 0)
        await self._tick

    async def wait(self, cycles: int) -> None:
        for _ in range(cycles):
            await self._tick

    async def reset(self) -> list[tuple[int, str]]:
        """One cycle of reset; returns the faults seen after it."""
        self.set("rst", 1)
        await self._tick
        self.set("rst", 0)
        state = self.events().count("1"), self.busy(), self.done(), self.stuck()
        if state != (0, "0", "0", "0"):
            return [(0, f"after reset: {state[0]} events, busy={state[1]}, done={state[2]}, stuck={state[3]}")]
        return []

    async def load(self, base: int, words) -> None:
        """Write words, one a cycle, from address `base` on."""
        address, data, tick = self._set["host_addr"], self._set["host_wdata"], self._tick
        self.set("host_we", 1)
        for word in words:
            address(0, base)
            data(0, word)
            base += 1
            await tick
        self.set("host_we", 0)

    async def read(self, base: int, count: int) -> list[int]:
        """Read `count` words: the word of an address comes in the cycle after it."""
        out, address, tick, rdata = [], self._set["host_addr"], self._tick, self.rdata
        for k in range(base, base + count):
            address(0, k)
            await tick
            out.append(int(rdata().translate(UNKNOWN), 2))
        return out

    async def start(self) -> bool:
        """Pulse start; True if the cycle in which this returns is cycle 0."""
        self.set("start", 1)
        await self._tick
        self.set("start", 0)
        for _ in range(PATIENCE):
            if self.busy() == "1":
                return True
            if self.events() != self.quiet:
                return False
            await self._tick
        return False

    async def abort(self, cycles: int) -> list[tuple[int, str]]:
        """Start, reset in mid-run after `cycles` cycles; returns the faults."""
        self.set("start", 1)
        await self._tick
        self.set("start", 0)
        await self.wait(cycles)
        return await self.reset()

    async def record(self, emit, limit: int, second_start: bool = False, poke: int | None = None) -> Ending:
        """Record a run from cycle 0 (the present one) until it is done or stuck, or takes more than `limit` cycles.

        Parameters
        ----------
        emit : callable
            Takes the records, some at a time, as bytes. It is called now and then even if there are none, so that
            whoever sends them notices that nobody is listening any more.
        second_start : bool
            Present start in the very cycle in which done rises: on return this is cycle 0 of the next run.
        poke : int, optional
            Pulse start in this cycle, too, where it must be ignored.
        """
        events, heads, quiet, no_heads, tick = self.events, self.heads, self.quiet, self._no_heads, self._tick
        rows: list[bytes] = []
        room = rows_left = max(1, CHUNK // self.row)
        faults = self.beginning()
        checked, cycle = 64, 0
        while True:
            now = events()
            if now != quiet:
                rows.append(cycle.to_bytes(8, "little") + now.encode()
                            + (heads().encode() if "1" in now[::2] else no_heads))
                rows_left -= 1
                if not rows_left:
                    emit(b"".join(rows))
                    rows.clear()
                    rows_left = room
            elif self.done() != "0" or self.stuck() != "0":
                break
            if cycle < checked or not cycle & 255:
                if (count := self.cycles()) != f"{cycle:064b}":
                    faults.append((cycle, f"cycles reads {value(count)} in cycle {cycle}"))
                    checked = 0
                if self.done() != "0":
                    faults.append((cycle, f"done={self.done()} in cycle {cycle}, with events"))
            if cycle >= limit:
                break
            if not cycle & 0xFFFF:
                emit(b"")
            if poke is not None:
                self.set("start", int(cycle == poke))
            await tick
            cycle += 1
        if rows:
            emit(b"".join(rows))
        return await self.ending(cycle, faults, second_start)

    def beginning(self) -> list[tuple[int, str]]:
        """The faults seen in cycle 0, the present one."""
        if (self.done(), self.busy()) != ("0", "1"):
            return [(0, f"done={self.done()}, busy={self.busy()} in cycle 0, must be 0 and 1")]
        return []

    async def ending(self, cycle: int, faults: list[tuple[int, str]], second_start: bool) -> Ending:
        """End a run in the present cycle: see `record`. A cycle passes; its faults come on top of those given."""
        self.set("start", 0)
        how = "done" if self.done() == "1" else "stuck" if self.stuck() == "1" else "limit"
        count = self.cycles()
        ending = Ending(how, value(count), faults[:8])
        if how == "done" and (self.busy(), self.stuck()) != ("0", "0"):
            faults.append((cycle, f"busy={self.busy()}, stuck={self.stuck()} together with done"))
        if how == "done" and ending.cycles != cycle:
            faults.append((cycle, f"done in cycle {cycle}, but cycles reads {ending.cycles}"))
        if second_start and how == "done":
            if not await self.start():
                faults.append((cycle, "a start in the cycle in which done rises was not accepted"))
        else:
            await self._tick
            if how == "done" and (self.done(), self.cycles(), self.events()) != ("1", count, self.quiet):
                faults.append((cycle + 1, f"after the end: done={self.done()}, cycles={value(self.cycles())}, "
                                          f"{self.events().count('1')} events"))
        ending.faults = faults[:8]
        return ending


UNKNOWN = str.maketrans("xXzZuUwW-", "000000000")
"""Bits that nothing has written (Icarus knows them) read as 0."""


def value(bits: str) -> int:
    return int(bits.translate(UNKNOWN), 2)


def decode(records: bytes, widths: list[int]) -> list[tuple[array, array, list[tuple[int, int]]]]:
    """Records -> cycles of the pushes, cycles of the pops and tokens of every channel.

    `widths`: bits of data per channel. Plain Python; `fuseflow.cosim.record` does the same with numpy.
    """
    channels = [(array("Q"), array("Q"), []) for _ in widths]
    bits, heads = 2 * len(widths), sum(widths) + 2 * len(widths)
    ends, end = [], heads
    for width in widths:
        ends.append((end - width - 2, end - 2, end))
        end -= width + 2
    row = 8 + bits + heads
    for at in range(0, len(records), row):
        cycle = int.from_bytes(records[at : at + 8], "little")
        events = records[at + 8 : at + 8 + bits][::-1]
        head = records[at + 8 + bits : at + row]
        k = events.find(b"1")
        while k >= 0:
            push, pop, tokens = channels[k >> 1]
            if k & 1:
                low, middle, high = ends[k >> 1]
                pop.append(cycle)
                kind, data = head[middle:high].translate(NUMBERS), head[low:middle].translate(NUMBERS)
                tokens.append((int(kind, 2), int(data, 2)))
            else:
                push.append(cycle)
            k = events.find(b"1", k + 1)
    return channels


NUMBERS = bytes(c if c == 0x31 else 0x30 for c in range(256))

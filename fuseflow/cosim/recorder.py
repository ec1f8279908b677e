"""Records a run in a simulation by Verilator, where `recorder.cpp` watches every cycle: Python only starts and ends it.

Runs inside the simulator, next to `bench`; Icarus has no such interface, and is watched by `bench.Bench.record`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from bench import PERIOD, Bench, Ending
from cocotb.triggers import First, RisingEdge, Timer

SLEEP = 1 << 16
"""Cycles after which at the latest what was recorded is handed on."""


class Recorder:
    """The recorder of this process.

    Parameters
    ----------
    dut : handle
    bench : Bench
        Of the same kernel.
    widths : sequence of int
        Bits of data per channel.
    """

    def __init__(self, dut, bench: Bench, widths: Sequence[int]):
        self._bench, self._library = bench, ctypes.CDLL(None)
        self._library.fuseflow_cycle.restype = self._library.fuseflow_size.restype = ctypes.c_uint64
        self._widths = (ctypes.c_uint32 * len(widths))(*widths)
        self._ends = RisingEdge(dut.done), RisingEdge(dut.stuck)

    @staticmethod
    def present() -> bool:
        """Is this a simulation that has one?"""
        return hasattr(ctypes.CDLL(None), "fuseflow_begin")

    async def record(self, emit, limit: int, second_start: bool = False, poke: int | None = None) -> Ending:
        """As `Bench.record`; what it emits is written by `fuseflow_take`. `cycles` is looked at in every cycle."""
        bench, library = self._bench, self._library
        faults = bench.beginning()
        library.fuseflow_begin(self._widths, ctypes.c_uint64(len(self._widths)), ctypes.c_uint64(limit))
        cycle = 0
        while True:
            over = bench.done() != "0" or bench.stuck() != "0"
            if over and bench.events() == bench.quiet or cycle >= limit:
                break
            if poke is not None:
                bench.set("start", int(cycle == poke))
            sleep = min(SLEEP, limit - cycle)
            if over or cycle == poke:
                sleep = 1
            elif poke is not None and cycle < poke:
                sleep = min(sleep, poke - cycle)
            timer = Timer(sleep * PERIOD, "step")
            if over:
                await timer
            elif await First(timer, *self._ends) is not timer:
                await Timer(PERIOD // 2, "step")
            cycle = library.fuseflow_cycle()
            if not over:
                self._take(emit)
        # Also passes the edge at which the present cycle is recorded.
        ending = await bench.ending(cycle, faults, second_start)
        library.fuseflow_end()
        self._take(emit)
        ending.faults = sorted([*ending.faults, *self._faults()])[:8]
        return ending

    def _take(self, emit) -> None:
        size = self._library.fuseflow_size()
        words = (ctypes.c_uint64 * size)()
        self._library.fuseflow_take(words)
        emit(bytes(words))

    def _faults(self) -> list[tuple[int, str]]:
        found = (ctypes.c_uint64 * 3)()
        self._library.fuseflow_faults(found)
        wrong, count, early = found
        return [(wrong - 1, f"cycles reads {count} in cycle {wrong - 1}")] * bool(wrong) + [
            (early - 1, f"done=1 in cycle {early - 1}, with events")] * bool(early)

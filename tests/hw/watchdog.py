"""What the watchdog of a kernel must do, on a source and a sink: shared by its test and by its mutants."""

from __future__ import annotations

from pathlib import Path

from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.hw.top import WATCHDOG
from fuseflow.hw.verilog import emit
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.profile import IDEAL
from fuseflow.machine.token import encode

LONGEST = WATCHDOG - 1
"""Cycles in a row without any event that a kernel survives."""


def check_pauses(simulator: str, folder: Path | None = None) -> None:
    """The longest pause is survived, in the middle and again; one cycle more is not; after a reset all is well."""
    builder = Builder("pauses", IDEAL)
    for name, words in (("tokens", 64), ("gaps", 64)):
        builder.memory(Memory(name, words, name, "vals", None, "in"))
    builder.node("source", "source", type="val", level=1, tokens="tokens", latency=1)
    builder.node("sink", "sink", type="val", level=1, gaps="gaps")
    builder.connect(("source", "out"), ("sink", "in"))
    graph = builder.finish(2)
    tokens = encode([5, 6, 7], 1)
    with RtlSimulation(graph, emit(graph), simulator, folder) as kernel:
        # Token k is popped one cycle after its push; token k + 1 is pushed `gap` + 1 cycles after token k.
        for pauses, ending in (([LONGEST, LONGEST, 0, 0, 0], "done"), ([0, LONGEST + 1, 0, 0, 0], "stuck"),
                               ([LONGEST] * 4 + [0], "done")):
            gaps = [p + 1 if p else 0 for p in pauses]
            words = [w for (kind, data), gap in zip(tokens, gaps, strict=True) for w in (kind | gap << 2, data, 0)]
            log = kernel.run({"tokens": words, "gaps": [0] * 64}, limit=20_000).log
            (channel,) = log.channels.values()
            assert log.ending == ending, f"pauses of {pauses} cycles: {log.ending}, not {ending}"
            if ending == "done":
                assert not log.faults, log.faults
                assert [d for _, d in channel.tokens[:3]] == [5, 6, 7]
            else:
                assert log.cycles == channel.pop[1] + WATCHDOG + 2, f"stuck after {log.cycles} cycles"

"""Every primitive in RTL with memories of latency 2, as in `test_rtl_ideal`; what stops the hardware.

Each large build of RTL stands in a file of its own: tests that run in parallel are dealt out by file.
"""

from __future__ import annotations

import random

import pytest

from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.testing import Block, Stimulus, harness_many, load
from fuseflow.errors import Unsupported
from fuseflow.hw.primitives import fold_absent
from fuseflow.hw.verilog import emit
from fuseflow.machine.functions import power
from fuseflow.machine.profile import IDEAL
from tests.primitives.rtl_harness import CAPACITY, FILLS, block, check_kinds


@pytest.mark.slow
def test_primitives_agree_in_every_cycle():
    check_kinds("slow_memory")


@pytest.mark.parametrize("extent", [0, 1, 2, 3, 9, 4095, 4096, 2**31 - 1])
def test_tables_of_powers(extent):
    """As a node reads them, up to its longest power; few of the longest ones are all there is to say of any fill."""
    rng = random.Random(extent)
    for fill in FILLS:
        table = fold_absent.powers(fill, extent)
        if table is None:
            assert extent > 4095 and fill == 0x3F80000C
            continue
        assert len(table) <= 4096
        for k in {0, *range(1, min(extent, 700) + 1), *(rng.randint(0, extent) for _ in range(100)), extent}:
            row = table[k] if k < len(table) else table[len(table) - 2 | k & 1]
            assert row == (power(fill, k) if k else 0x3F800000)


def test_too_many_powers_are_refused():
    b = block("fold_absent", 0, 2, random.Random(1), "prod", fill=0x3F80000C, extent=5000)
    with pytest.raises(Unsupported) as refused:
        emit(harness_many([b], IDEAL))
    assert refused.value.code == "FF-U009" and "'fold_absent_0'" in refused.value.message


@pytest.mark.slow
def test_an_overflow_of_a_buffer_stops_the_hardware():
    """As many tokens as fit are passed on, then nothing fires; after the reset the next kernel runs."""
    b = Block("x", "replay", {"type": "crd", "level": 0, "extra": 1, "size": 4})
    graph = harness_many([b], IDEAL, capacity=CAPACITY)
    with RtlSimulation(graph, emit(graph), "verilator") as rtl:
        for tree, ending in (([1, 2, 3], "done"), ([1, 2, 3, 4], "stuck"), ([1, 2, 3], "done")):
            log = rtl.run(load(graph, [(b, Stimulus((tree, [0, 1])))], random.Random(1)), limit=10_000).log
            assert log.ending == ending
            assert len(log.channels["x.out->x_out_sink.in"].push) == (10 if ending == "done" else 4)

"""Every primitive in RTL in the pipelined profile, as in `test_rtl_ideal`; also in Icarus, where it is installed.

Each large build of RTL stands in a file of its own: tests that run in parallel are dealt out by file.
"""

from __future__ import annotations

import random

import pytest

from fuseflow.cosim import simulators
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.testing import Block, Stimulus, harness_many, load
from fuseflow.hw.verilog import emit
from fuseflow.machine.profile import PIPELINED
from tests.primitives.rtl_harness import check_kinds


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pipelined", "icarus"])
def test_primitives_agree_in_every_cycle(name):
    check_kinds(name)


@pytest.mark.slow
def test_a_pipelined_sum_takes_a_token_a_cycle():
    """Long fibers, and any number of any length: last, which stands first, pops in every cycle."""
    if not simulators.installed("verilator"):
        pytest.skip("verilator is not installed")
    rng = random.Random(8)
    b = Block("x", "sum", {"level": 2, "count": False})
    graph = harness_many([b], PIPELINED, capacity=1024)
    with RtlSimulation(graph, emit(graph), "verilator") as rtl:
        for lengths in ([300], [rng.randrange(41) for _ in range(40)], [8, 9, 16, 17] * 10, [1, 0, 2] * 60):
            fibers = [[0x3F800000] * length for length in lengths]
            log = rtl.run(load(graph, [(b, Stimulus((fibers,)))], rng, stall=0), limit=10_000).log
            pops = log.channels["x_val.out->x_last.val"].pop
            assert len(pops) == sum(lengths) + len(lengths) + 2
            assert pops == list(range(pops[0], pops[0] + len(pops)))

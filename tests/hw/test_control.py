"""start, busy, done, cycles, stuck and the host port of a whole kernel in RTL: one fused kernel, built once.

It has a workspace, which a reset clears, and streams that part and meet again: with the depths that some data need,
other data of the same shapes lock it up.
"""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import engine, simulators
from fuseflow.cosim.check import compare
from fuseflow.cosim.images import fresh, load
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.hw.top import WATCHDOG
from fuseflow.hw.verilog import emit

PROGRAM = """
  T[i,h] = A[i,k] * B[k,h]
  M[i] = max[h](T[i,h])
  E[i,h] = T[i,h] - M[i]
  output E
"""


def operands(seed: int, density: float) -> dict[str, ff.Tensor]:
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return np.where(rng.random(shape) < density, rng.standard_normal(shape), 0).astype(np.float32)

    return {"A": ff.tensor(draw(6, 5), ff.CSR), "B": ff.tensor(draw(5, 8), ff.CSR)}


class Kernel:
    """The kernel and its simulation; what the engine says of some operands."""

    def __init__(self):
        schedule = ff.Schedule(fuse="full", depth="measured", profile="pipelined")
        (kernel,) = ff.compile(ff.parse(PROGRAM), operands(1, 0.3), schedule=schedule).kernels
        self.graph = kernel.graph
        self.results = [m.name for m in self.graph.memories if m.direction == "out"]

    def expected(self, tensors):
        """Images before the run, memories after it, log."""
        images = load(self.graph, tensors)
        memories = fresh(self.graph, images)
        return images, memories, engine.run(self.graph, memories, log=True).log

    def check(self, rtl, tensors, **how):
        """A run that is as the engine says, in every cycle, and its results."""
        images, memories, log = self.expected(tensors)
        run = rtl.run(images, read=self.results, **how)
        assert run.log.ending == "done" and not run.log.faults
        for seen in (run.log, run.second) if how.get("second_start") else (run.log,):
            assert [str(m) for m in compare(self.graph, log, seen)] == []
        for name in self.results:
            assert run.results[name] == memories[name].tolist(), name
        return run


@pytest.fixture(scope="module")
def kernel():
    return Kernel()


@pytest.fixture(scope="module", params=["verilator", "icarus"])
def rtl(request, kernel):
    if not simulators.installed(request.param):
        pytest.skip(f"{request.param} is not installed")
    with RtlSimulation(kernel.graph, emit(kernel.graph), request.param) as simulation:
        yield simulation


SMALL = [(1, 0.3), (6, 0.3), (0, 0.3), (5, 0.0), (1, 0.3)]
"""Seeds and densities of operands that do not lock it up."""


def test_load_start_read_and_start_again_without_a_reset(kernel, rtl):
    cycles = [kernel.check(rtl, operands(*which)).log.cycles for which in SMALL]
    assert cycles[0] == cycles[-1] and len(set(cycles)) == len(cycles) - 1


def test_a_start_in_the_cycle_in_which_done_rises_is_accepted(kernel, rtl):
    kernel.check(rtl, operands(1, 0.3), second_start=True)


def test_a_start_while_busy_is_ignored(kernel, rtl):
    """In cycle 0, in mid-run, in the last cycle before done."""
    last = kernel.expected(operands(1, 0.3))[2].cycles - 1
    for cycle in (0, 1, last // 2, last):
        kernel.check(rtl, operands(1, 0.3), poke=cycle)


def test_a_reset_in_mid_run(kernel, rtl):
    """Whatever the kernel was at, also while workspaces are still cleared after the reset before."""
    last = kernel.expected(operands(1, 0.3))[2].cycles - 1
    for after in (0, 1, 2, *range(3, last, max(1, last // 7)), last):
        kernel.check(rtl, operands(1, 0.3), reset_after=after, gap=after % 3)


def test_stuck_rises_on_a_deadlock_and_not_before(kernel, rtl):
    """The engine says that these data lock up; so they do, after the last event the engine knows; then all is well."""
    full = operands(3, 1.0)
    images = load(kernel.graph, full)
    with pytest.raises(ff.FuseflowError) as locked:
        engine.run(kernel.graph, fresh(kernel.graph, images))
    assert locked.value.code == "FF-E401"
    log = rtl.run(images, limit=100_000).log
    assert log.ending == "stuck"
    last = max(cycle for c in log.channels.values() for cycle in [*c.push, *c.pop])
    assert log.cycles == last + WATCHDOG + 2
    kernel.check(rtl, operands(1, 0.3))


def test_the_host_reads_what_it_has_written(kernel, rtl):
    """Every word of every memory, each of which is another one."""
    words = {m.name: [(k * 0x9E3779B1 ^ n << 24) & 0xFFFFFFFF for k in range(m.words)]
             for n, m in enumerate(kernel.graph.memories)}
    rtl.load(words)
    assert rtl.read(list(words)) == words

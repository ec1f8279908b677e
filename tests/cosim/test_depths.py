"""Measured depths: nothing is lost, and no channel can spare a slot, as the oracle sees it."""

from __future__ import annotations

import math

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import oracle
from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.depths import bits, data_hash, measure
from fuseflow.cosim.images import fresh, load
from fuseflow.errors import ScheduleError
from fuseflow.machine.graph import is_lock
from fuseflow.machine.timing import Timing

PROGRAMS = {
    "ikj": ("C[i,j] = A[i,k] * B[k,j]", ff.CSR, ff.CSR),
    "ijk": ("C[i,j] = A[i,k] * B[k,j]", ff.CSR, ff.CSC),
    "add": ("C[i,j] = A[i,j] + B[i,j]", ff.DCSR, ff.CSR),
}


def kernel(name: str, seed: int = 0, size: int = 12):
    text, a, b = PROGRAMS[name]
    rng = np.random.default_rng(seed)
    data = [np.where(rng.random((size, size)) < 0.3, rng.random((size, size)), 0).astype(np.float32) for _ in "ab"]
    compiled = ff.compile(ff.parse(text), {"A": ff.tensor(data[0], a), "B": ff.tensor(data[1], b)})
    graph = compiled.kernels[0].graph
    return graph, load(graph, compiled.bound)


def cycles(graph, memories, depths):
    try:
        return oracle.run(graph, fresh(graph, memories), timing=Timing(depth=depths)).cycles
    except Deadlock:
        return math.inf


@pytest.mark.parametrize("loss", [0.0, 0.1])
@pytest.mark.parametrize("name", PROGRAMS)
def test_no_channel_can_spare_a_slot(name, loss):
    graph, memories = kernel(name)
    found = measure(graph, fresh(graph, memories), loss)
    best = cycles(graph, memories, {c.name: math.inf for c in graph.channels if not is_lock(c)})
    assert found.cycles_unbounded == best
    assert found.cycles == cycles(graph, memories, found.depths) <= best * (1 + loss)
    assert found.bits == bits(graph, found.depths) <= bits(graph, {c.name: c.depth for c in graph.channels})
    for c in graph.channels:
        if found.depths[c.name] > 1:
            assert cycles(graph, memories, {**found.depths, c.name: found.depths[c.name] - 1}) > best * (1 + loss), c


def test_a_schedule_measures_every_kernel():
    text = "T[i,j] = A[i,k] * B[k,j]\nY[i] = sum[j](T[i,j])\noutput Y"
    rng = np.random.default_rng(1)
    tensors = {n: ff.tensor((rng.random((9, 9)) < 0.4).astype(np.float32), ff.CSR) for n in "AB"}
    program = ff.parse(text)
    plain = ff.compile(program, tensors)
    measured = ff.compile(program, tensors, schedule=ff.Schedule(depth="measured"))
    unbounded = ff.compile(program, tensors, schedule=ff.Schedule(depth=math.inf))
    a, b = plain.simulate(), measured.simulate()
    assert (a.outputs["Y"].to_dense() == b.outputs["Y"].to_dense()).all()
    assert [k.cycles for k in b.kernels] == [k.cycles for k in unbounded.simulate().kernels]
    assert sum(k.depth_bits for k in b.kernels) < sum(k.depth_bits for k in a.kernels)
    assert [k.depth_valid for k in plain.kernels] == ["shapes"] * 2
    images = measured.images(measured.kernels[0], measured.operands({}))
    assert measured.kernels[0].depth_valid == f"data {data_hash(images, measured.kernels[0].graph)}"


def test_depths_need_data():
    with pytest.raises(ScheduleError, match="'A' is a Spec"):
        ff.compile(ff.parse("Y[i] = relu(A[i])"), {"A": ff.Spec((3,), "c")}, schedule=ff.Schedule(depth="measured"))
    for loss in (-0.1, math.inf, "1%", True):
        with pytest.raises(ScheduleError, match="loss"):
            ff.Schedule(depth="measured", loss=loss)

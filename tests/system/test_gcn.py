"""The GCN from PyTorch, kernel by kernel: equal to eager PyTorch; layer 1 in RTL equal to the oracle in every cycle."""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim.check import compare
from fuseflow.cosim.images import fresh, load, store
from fuseflow.cosim.oracle import run
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.hw.verilog import emit

torch = pytest.importorskip("torch")

LAYER1 = "mm,lin1.*,relu"


def gcn(layout: str):
    from fuseflow.models import gcn

    return gcn.gcn_karate(layout=layout)


def close(got: np.ndarray, want: np.ndarray) -> bool:
    """1e-4 of the largest magnitude, of the whole and of every row."""
    error = np.abs(got - want)
    return error.max() <= 1e-4 * np.abs(want).max() and bool(
        np.all(error.max(-1) <= 1e-4 * np.abs(want).max(-1))
    )


@pytest.mark.parametrize("profile", ["ideal", "pipelined"])
@pytest.mark.parametrize("layout", ["strided", "coo", "csr"])
def test_equal_to_pytorch(layout, profile):
    module, args = gcn(layout)
    with torch.no_grad():
        want = module(*args).numpy()
    program = ff.compile(module, args=args, schedule=ff.Schedule(profile=profile))
    assert len(program.kernels) == 12
    assert close(program(*args).numpy(), want)


def test_tensors_pass_from_kernel_to_kernel():
    """A kernel reads what the one before has written: a change of the first input changes the last output."""
    module, (adj, x) = gcn("csr")
    program = ff.compile(module, args=(adj, x))
    other = x.clone()
    other[0] += 1.0
    with torch.no_grad():
        want = module(adj, other).numpy()
    got = program(adj, other).numpy()
    assert close(got, want) and not close(got, program(adj, x).numpy())


@pytest.mark.parametrize("profile", ["ideal", "pipelined"])
def test_layer_1_in_rtl(profile):
    module, args = gcn("csr")
    program = ff.compile(module, args=args, schedule=ff.Schedule(profile=profile))
    verdict = program.cosim(kernels=LAYER1)
    assert [k.name for k in verdict.kernels] == ["mm", "lin1.mm", "lin1.add", "relu"]
    assert verdict.equal, verdict
    assert verdict.cycles_rtl == verdict.cycles_sim


@pytest.mark.parametrize("depth", [1, 2, 4, 16])
def test_every_depth_runs(depth):
    module, args = gcn("coo")
    result = ff.compile(module, args=args, schedule=ff.Schedule(depth=depth)).simulate()
    with torch.no_grad():
        want = module(*args).numpy()
    assert close(result.outputs["softmax.div"].to_dense(), want)
    for k in result.kernels:
        for figures in k.nodes.values():
            parts = ("fired", "stalled_input", "stalled_output", "idle")
            assert sum(figures[p] for p in parts) == k.cycles
        assert all(c["max_fill"] <= c["depth"] for c in k.channels.values())


def test_one_elaboration_two_data_sets():
    """The same Verilog, other tensors of the same shapes: both results right, both in the predicted cycles."""
    rng = np.random.default_rng(7)
    shapes = {"A": (20, 15), "B": (15, 12)}

    def draw(density):
        return {n: ff.tensor(np.where(rng.random(s) < density, rng.standard_normal(s), 0).astype(np.float32), ff.CSR)
                for n, s in shapes.items()}

    first = draw(0.3)
    program = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), first)
    graph = program.kernels[0].graph
    cycles = set()
    with RtlSimulation(graph, emit(graph)) as simulation:
        for tensors in (first, draw(0.1), draw(0.9), draw(0.0)):
            images = load(graph, tensors)
            memories = fresh(graph, images)
            expected = run(graph, memories)
            results = [m.name for m in graph.memories if m.direction == "out"]
            actual, read, _ = simulation.run(images, read=results)
            assert compare(graph, expected, actual) == []
            product = tensors["A"].to_dense().astype(np.float64) @ tensors["B"].to_dense()
            assert np.allclose(store(graph, read, "C").to_dense(), product, rtol=1e-4, atol=1e-5)
            cycles.add(actual.cycles)
    assert len(cycles) == 4

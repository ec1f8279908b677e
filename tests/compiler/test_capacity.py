"""Channels that must wait: a kernel never locks up at its own depths, and bounds that are tight are needed."""

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler import kernel as kernels
from fuseflow.compiler.interpreter import evaluate_arrays

N = 40
"""More than a channel has slots by default."""

TIGHT = {
    "Y[i,j] = A[i,j] * max[j](A[i,j])": N + 1,
    "Y[i,j] = where(A[i,j], exp(A[i,j]), 0) / sum[j](where(A[i,j], exp(A[i,j]), 0))": N + 1,
    "Y[i] = x[i] * sum[i](x[i])": N + 1,
    "Y[i,j] = A[i,j] * max[i,j](A[i,j])": N * (N + 1) + 1,
    "Y[i,j] = A[i,j] * max[i](A[i,j])": N * (N + 1) + 1,
}
"""Statements, and the slots of the channel that must hold a fiber."""

OTHERS = [
    "Y[i,j] = (A[i,j] - max[j](A[i,j])) * B[i,j]",
    "Y[i,j] = (A[i,j] - sum[j](A[i,j]) * 0.025) * rsqrt(sum[j](A[i,j] * A[i,j]) + 1)",
    "Y[i,j] = A[i,j] * B[i,j] + sum[k](A[i,k] * B[k,j]) * A[i,j]",
    "Y[i,j] = B[i,j] * sum[k](A[i,k] * B[k,j])",
    "Y[i,j] = A[i,j] * sum[j](A[i,j] * B[i,j])",
    "Y[i] = sum[j](A[i,j] * sum[j](B[i,j])) * x[i]",
    "Y[i,j] = x[i] * sum[k](A[k,j] * B[k,j])",
    "Y[i,j] = A[i,j] * max[i](A[i,j]) * max[j](A[i,j])",
]

PATTERNS = {
    "full": lambda i, j: np.ones((N, N), bool),
    "last": lambda i, j: (j == N - 1) | (i == N - 1),
    "first": lambda i, j: (j == 0) | (i == 0),
    "even": lambda i, j: (i + j) % 2 == 0,
    "odd": lambda i, j: (i + j) % 2 == 1,
    "triangle": lambda i, j: j >= i,
}


def operands(program, a, b):
    rng = np.random.default_rng(5)
    i, j = np.indices((N, N))
    values = np.float32(rng.integers(1, 9, (2, N, N)) / 8)
    tensors = {"A": ff.tensor(values[0] * PATTERNS[a](i, j), ff.DCSR),
               "B": ff.tensor(values[1] * PATTERNS[b](i, j), ff.DCSR), "x": ff.tensor(values[0, 0], "c")}
    return {name: tensors[name] for name in program.inputs}


def assert_right(program, tensors, order=None):
    c = ff.compile(program, tensors, schedule=ff.Schedule(order={"Y": order} if order else {}))
    y, want = c.simulate().outputs["Y"], evaluate_arrays(program, tensors)["Y"]
    np.testing.assert_array_equal(y.pattern(), want.stored)
    assert (np.abs(y.to_dense() - want.value) <= want.bound).all()


@pytest.mark.parametrize("text", [*TIGHT, *OTHERS])
@pytest.mark.parametrize("a, b", [("full", "full"), ("full", "last"), ("last", "full"), ("even", "odd"),
                                  ("odd", "triangle"), ("first", "last"), ("triangle", "first")])
def test_no_kernel_locks_up_at_its_own_depths(text, a, b):
    program = ff.parse(text)
    assert_right(program, operands(program, a, b))


@pytest.mark.parametrize("order", ["ikj", "kij", "ijk", "jki", "kji"])
def test_in_every_order(order):
    for text in ("Y[i,j] = B[i,j] * sum[k](A[i,k] * B[k,j])", "Y[i,j] = B[i,j] + sum[k](A[i,k] * B[k,j])"):
        program = ff.parse(text)
        for a, b in (("full", "last"), ("last", "triangle")):
            assert_right(program, operands(program, a, b), order)


@pytest.mark.parametrize("text, slots", TIGHT.items())
def test_a_bound_is_needed(text, slots):
    """With one slot less in one channel that waits, full data lock up, in every engine."""
    program = ff.parse(text)
    c = ff.compile(program, operands(program, "full", "full"))
    (kernel,) = c.kernels
    depth = {channel.name: channel.depth for channel in kernel.graph.channels}
    waiting = [name for name, n in depth.items() if n == slots]
    assert waiting and max(depth.values()) == slots
    cycles = c.retime([{"depth": {name: slots - 1}} for name in waiting])
    tight = [name for name, n in zip(waiting, cycles) if n is None]
    assert tight
    from fuseflow.cosim import engine, oracle

    short = kernel.graph.with_depth(depth | {tight[0]: slots - 1})
    # The oracle takes a second for a thousand cycles of such a graph.
    for run in (engine.run, oracle.run)[: 2 if slots <= N + 1 else 1]:
        with pytest.raises(ff.SimulationError) as caught:
            run(short, c.images(kernel, c.operands({})))
        assert caught.value.code == "FF-E401"


def scanners(n):
    c = ff.compile(ff.parse("Y[i] = x[i] * max[i](x[i])"), {"x": ff.Spec((n,), "c")})
    return sum(node.kind == "gen" for node in c.kernels[0].graph.nodes)


def test_long_fibers_are_scanned_twice():
    assert scanners(kernels.SHARED - 1) == 1
    assert scanners(kernels.SHARED) == 2


def test_a_channel_over_budget_is_refused(monkeypatch):
    """A tree of the accumulator waits below an intersection: no second scanner helps."""
    monkeypatch.setattr(kernels, "SHARED", 8)
    monkeypatch.setattr(kernels, "SLOTS", 8)
    program = ff.parse("Y[i,j] = B[i,j] * sum[k](A[i,k] * B[k,j])")
    specs = {name: ff.Spec((9, 9), ff.DCSR) for name in "AB"}
    with pytest.raises(ff.Unsupported, match="channel of .* slots") as caught:
        ff.compile(program, specs, schedule=ff.Schedule(order={"Y": "kij"}))
    assert caught.value.code == "FF-U002"


FOUND = {
    "a tree passes to a product that waits for the sum of the tree":
        ("L[n] = max[i](B[i,n])\nT[m] = L[m] * sum[m](L[m])\nY[m] = sum[i](T[i] * C[m])", {"B": (5, 5), "C": (4,)}, ()),
    "what a left join drops, beside its source": ("Y[i] = (C[i] < where(B[i], T[i], 1.5)) + T[i]",
                                                  {"C": (1,), "B": (1,), "T": (1,)}, ("C", "B")),
    "coordinates wait for stops of an accumulator of order 5": (
        "Y[n,m,k,i] = sum[l,j](B[j,i] * C[l,k,n,m])", {"B": (1, 1), "C": (1, 1, 1, 1)}, ()),
}
"""Programs of the fuzzer that locked up: text, shapes, which are empty."""


@pytest.mark.parametrize("what", FOUND)
def test_found_by_the_fuzzer(what):
    """With one slot in every channel that needs no more."""
    text, shapes, empty = FOUND[what]
    program = ff.parse(text)
    tensors = {n: ff.tensor(np.full(s, n not in empty, np.float32), ff.Format("c" * len(s))) for n, s in shapes.items()}
    schedule = ff.Schedule(fuse="full", profile=ff.Profile("tight", depth=1))
    y = ff.compile(program, tensors, schedule=schedule).simulate().outputs["Y"]
    np.testing.assert_array_equal(y.to_dense(), program.evaluate(**tensors)["Y"].to_dense())

"""Dataflow orders of regions: counted, enumerated, and checked one by one."""

from itertools import permutations
from math import factorial
from time import perf_counter

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.einsum import Access, parts
from tests.compiler.cascades import GCN, SAGE

SIZES = dict(zip("ijfhc", (6, 6, 5, 4, 3)))


def compiled(text, fuse="full", formats=None, **options):
    program = ff.parse(text)
    shapes = {a.tensor: tuple(SIZES[i] for i in a.indices) for s in program.statements for a in parts(s.expression)
              if isinstance(a, Access) and a.tensor in program.inputs}
    specs = {n: ff.Spec(s, "c" * len(s) if n in "AX" else "d" * len(s)) for n, s in shapes.items()}
    return ff.compile(program, specs, schedule=ff.Schedule(fuse=fuse, **options))


@pytest.mark.parametrize("text, count", [(GCN, factorial(16) // factorial(4) ** 4), (SAGE, 1134)])
def test_the_counts_of_the_paper(text, count):
    """Table 4: 6.3e7 and 1.1e3 orders with local constraints."""
    (kernel,) = compiled(text).kernels
    start = perf_counter()
    assert kernel.orders.count(share=False) == count
    assert perf_counter() - start < 2


def test_shared_producers_leave_few_orders():
    """Of the GCN, only the three uses of c are free; its second layer alone has the same."""
    assert compiled(GCN).kernels[0].orders.count() == 6
    assert [k.orders.count() for k in compiled(GCN, "partial").kernels] == [1, 6]


def by_hand(kernel):
    """Orders in which the levels of every tensor, and the chains asked for, come one after the other."""
    modes = kernel.orders.modes
    chains = [tuple(a.indices[m] for m in modes[a.tensor]) for a in kernel.fused.accesses()]
    return [p for p in permutations(kernel.fused.indices)
            if all(p.index(a) < p.index(b) for c in chains for a, b in zip(c, c[1:]))]


@pytest.mark.parametrize("text", [
    "Y[i,j] = A[i,k] * B[k,j]", "Y[i,j] = A[i,k] * B[j,k]", "Y[i,j] = x[i] * y[j]", "Y = A[i,j] * B[k,l]",
    "T[i,j] = A[i,k] * B[k,j]\nY[i] = T[i,j] * x[j]", "Y[i] = x[i] * sum[k](B[k,l])",
])
def test_counts_and_nests(text):
    program = ff.parse(text)
    rng = np.random.default_rng(0)
    tensors = {n: ff.tensor(np.float32(rng.integers(1, 5, (3,) * r) * (rng.random((3,) * r) < 0.7)), "c" * r)
               for n, r in program.inputs.items()}
    (kernel,) = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full")).kernels
    every, nests = by_hand(kernel), list(kernel.orders.nests())
    assert kernel.orders.count() == len(every)
    assert len(set(nests)) == len(nests) <= len(every) and set(nests) <= set(every)
    graphs = set()
    for order in nests:
        names = ",".join(s.name for s in program.statements)
        schedule = ff.Schedule(fuse="full", order={names: order})
        c = ff.compile(program, tensors, schedule=schedule)
        (k,) = c.kernels
        assert k.indices == order and k.copies == ()
        graphs.add(str(k.table))
        want = program.evaluate(**tensors)
        for name, got in c.simulate().outputs.items():
            np.testing.assert_allclose(got.to_dense(), want[name].to_dense(), rtol=1e-6)
    assert len(graphs) == len(nests)


def test_one_access_of_a_tensor_is_copied_the_other_is_not():
    """A is read in both directions: the one that is kept still wants i before j."""
    specs = {"A": ff.Spec((4, 4), ff.DCSR)}
    (kernel,) = ff.compile(ff.parse("Y[i,j] = A[i,j] * A[j,i]"), specs).kernels
    assert [c.order for c in kernel.copies] == [(1, 0)]
    assert kernel.orders.count() == 1 and list(kernel.orders.nests()) == [kernel.indices]

"""Dataflow orders: what was asked for, what the formats want, and the permuted copies between the two."""

from itertools import permutations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.order import Chain, plans, topological

ORDERS = ["".join(p) for p in permutations("ijk")]


@pytest.mark.parametrize(
    "order, a, b, copies",
    [
        ("ikj", ff.CSR, ff.CSR, {}),
        ("ijk", ff.CSR, ff.CSC, {}),
        ("jki", ff.CSC, ff.CSC, {}),
        ("ijk", ff.CSR, ff.CSR, {"B": (1, 0)}),
        ("ikj", ff.CSC, ff.CSR, {"A": (0, 1)}),
        ("jki", ff.CSR, ff.CSR, {"A": (1, 0), "B": (1, 0)}),
    ],
)
def test_an_order_asked_for_is_kept(matmul, order, a, b, copies):
    kernel = matmul(order, a, b)
    assert kernel.indices == tuple(order)
    assert {c.tensor: c.order for c in kernel.copies} == copies
    assert kernel.graph.copies == tuple(map(str, kernel.copies))
    for copy in kernel.copies:
        assert copy.name in kernel.graph.inputs and copy.tensor not in kernel.graph.inputs
        assert str(copy) == f"{copy.name} = {copy.tensor} in mode order {copy.order}"


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_gives_the_same_result(order):
    rng = np.random.default_rng(1)
    a, b = (ff.tensor(np.float32(rng.integers(1, 5, (4, 4)) * (rng.random((4, 4)) < 0.5)), ff.DCSR) for _ in "ab")
    program = ff.parse("Y[i,j] = A[i,k] * B[k,j]")
    c = ff.compile(program, {"A": a, "B": b}, schedule=ff.Schedule(order={"Y": order}))
    y = c.simulate().outputs["Y"]
    assert y.format.order == ((0, 1) if order.index("i") < order.index("j") else (1, 0))
    np.testing.assert_array_equal(y.to_dense(), a.to_dense() @ b.to_dense())


def test_without_an_order_there_are_no_needless_copies(matmul):
    for a, b in ((ff.CSR, ff.CSR), (ff.CSR, ff.CSC), (ff.CSC, ff.CSC)):
        assert matmul(schedule=ff.Schedule(), a=a, b=b).copies == ()


def test_forbidden_copies_name_the_constraint(matmul):
    with pytest.raises(ff.ScheduleError) as caught:
        matmul("ijk", ff.CSR, ff.CSR, copies="forbid")
    assert caught.value.code == "FF-E202"
    for text in ("'Y'", "copies are forbidden", "the order asked for (i -> j -> k)", "mode order of 'B' (k -> j)"):
        assert text in caught.value.message
    assert matmul("ijk", ff.CSR, ff.CSC, copies="forbid").copies == ()


def test_forbidden_copies_of_tensors_that_disagree():
    specs = {"A": ff.Spec((3, 3), ff.DCSR), "B": ff.Spec((3, 3), ff.Format("cc", order=(1, 0)))}
    program = ff.parse("Y[i,j] = A[i,j] + B[i,j]")
    assert len(ff.compile(program, specs).kernels[0].copies) == 1
    with pytest.raises(ff.ScheduleError, match="mode order of 'A'.*against the mode order of 'B'") as caught:
        ff.compile(program, specs, schedule=ff.Schedule(copies="forbid"))
    assert caught.value.code == "FF-E202"


def test_an_order_against_the_format_of_the_result(matmul):
    program = ff.parse("Y[i,j] = A[i,j] * 2")
    with pytest.raises(ff.ScheduleError) as caught:
        ff.compile(program, {"A": ff.Spec((3, 3), ff.CSR)}, schedule=ff.Schedule(order={"Y": "ij"}),
                   formats={"Y": ff.CSC})
    assert caught.value.code == "FF-E202"
    assert "the order asked for (i -> j) against the format of 'Y' (j -> i)" in caught.value.message


@pytest.mark.parametrize(
    "order, message", [("ikz", "no index 'z'"), ("iki", "twice"), (("i", "k", "jj"), "no index 'jj'")]
)
def test_wrong_orders(matmul, order, message):
    with pytest.raises(ff.ScheduleError, match=message) as caught:
        matmul(order)
    assert caught.value.code == "FF-E201"


@pytest.mark.parametrize("order, indices", [("k", "ikj"), ("j", "jik"), ("kj", "ikj")])
def test_a_partial_order_is_kept(matmul, order, indices):
    kernel = matmul(order)
    where = [kernel.indices.index(i) for i in order]
    assert where == sorted(where) and sorted(kernel.indices) == sorted(indices)


def test_the_cheaper_tensor_is_copied():
    """Of two tensors that disagree, the one with fewer entries."""
    big = ff.tensor(np.ones((5, 5), np.float32), ff.DCSR)
    small = ff.tensor(np.eye(5, dtype=np.float32), ff.DCSR)
    program = ff.parse("Y[i,j] = A[i,j] * B[j,i]")
    for tensors, copied in (({"A": big, "B": small}, "B"), ({"A": small, "B": big}, "A")):
        c = ff.compile(program, tensors)
        assert [x.tensor for x in c.kernels[0].copies] == [copied]
        np.testing.assert_array_equal(c.simulate().outputs["Y"].to_dense(), np.eye(5))


def test_an_input_is_copied_rather_than_an_intermediate():
    spec = ff.Spec((3, 3), ff.DCSR)
    c = ff.compile(ff.parse("T[i,j] = A[i,j] * 2\nY[i,j] = T[i,j] * B[j,i]"), {"A": spec, "B": spec})
    assert [x.tensor for x in c.kernels[1].copies] == ["B"]


def test_one_copy_serves_every_access_of_a_tensor():
    """B twice against A once: one copy of B has fewer entries than one of A."""
    a, b = (ff.tensor(np.float32(np.tri(4, k=k)), ff.DCSR) for k in (1, 0))
    c = ff.compile(ff.parse("Y[i,j] = A[i,j] * B[j,i] + B[j,i]"), {"A": a, "B": b})
    assert [x.tensor for x in c.kernels[0].copies] == ["B"]
    assert 2 * b.nnz > a.nnz > b.nnz


# --- the planner ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "chains, order",
    [
        ([], "ijk"),
        ([Chain("kj", "")], "ikj"),
        ([Chain("ki", "")], "jki"),
        ([Chain("kji", "")], "kji"),
        ([Chain("ij", ""), Chain("ji", "")], None),
        ([Chain("i", ""), Chain("", "")], "ijk"),
    ],
)
def test_topological_prefers_earlier_indices(chains, order):
    assert topological("ijk", chains) == (tuple(order) if order else None)


def first(indices, chains):
    return next(plans(indices, chains, "allow", "Y"))


def test_the_first_plan_breaks_the_cheapest_set():
    a, b, c = Chain("ij", "a", 5), Chain("ji", "b", 2), Chain("ji", "c", 2)
    assert first("ij", [a, b, c]) == (("i", "j"), [b, c])
    assert first("ij", [Chain("ij", "a", 3), b, c])[0] == ("j", "i")
    assert first("ij", [Chain("ij", "asked"), b]) == (("i", "j"), [b])


def test_plans_are_the_linear_extensions():
    """Those without copies first, in the order of the indices; an order that is asked for is never broken."""
    found = list(plans("ijk", [Chain("ij", "asked"), Chain("jk", "A", 1)], "allow", "Y"))
    assert found[0] == (("i", "j", "k"), [])
    assert {"".join(order) for order, _ in found} == {"ijk", "ikj", "kij"}
    assert list(plans("ijk", [Chain("ij", "asked"), Chain("jk", "A", 1)], "forbid", "Y")) == found[:1]


def test_plan_of_what_cannot_be():
    chains = [Chain("ij", "one"), Chain("jk", "two"), Chain("ki", "three"), Chain("ik", "free", 1)]
    with pytest.raises(ff.ScheduleError, match=r"one \(i -> j\) against two \(j -> k\) against three \(k -> i\)"):
        first("ijk", chains)

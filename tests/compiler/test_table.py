"""Fusion tables and the graphs made from them: golden texts of SpMM, and no primitive that need not be there.

FUSEFLOW_REGENERATE=1 writes the golden files anew.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

import fuseflow as ff
from fuseflow.compiler.table import Table

GOLDEN = Path(__file__).parent / "golden"
SPMM = [("ikj", "CSR", "CSR"), ("ijk", "CSR", "CSC")]

LIMITS = {"gen": 4, "bounds": 4, "repeat": 2, "intersect": 1, "union": 0, "left_join": 0, "alu": 1, "array": 2,
          "write_val": 1, "write_crd": 2}
"""The most nodes of a kind that SpMM needs."""


def assert_golden(name: str, text: str):
    path = GOLDEN / name
    if os.environ.get("FUSEFLOW_REGENERATE"):
        path.write_text(text)
    assert text == path.read_text()


@pytest.mark.parametrize("order, a, b", SPMM)
def test_golden(matmul, order, a, b):
    assert_golden(f"spmm_{order}_{a}_{b}.txt".lower(), f"{matmul(order, getattr(ff, a), getattr(ff, b)).table}\n")


def test_golden_of_the_neighbourhood():
    """The worked example of the FuseFlow paper (figure 20): A X W in one region, order i, l, m, j."""
    program = ff.parse("T0[i,m] = A[i,l] * X[l,m]\nT[i,j] = T0[i,m] * W[m,j]")
    shapes = {"A": (8, 8), "X": (8, 6), "W": (6, 4)}
    (kernel,) = ff.compile(program, {n: ff.Spec(s, ff.DCSR) for n, s in shapes.items()},
                           schedule=ff.Schedule(fuse="full")).kernels
    assert kernel.indices == ("i", "l", "m", "j")
    assert_golden("neighbourhood.txt", f"{kernel.table}\n")


@pytest.mark.parametrize("order, a, b", SPMM)
def test_a_clean_graph(matmul, order, a, b):
    kernel = matmul(order, getattr(ff, a), getattr(ff, b))
    assert kernel.copies == () and kernel.densified == ()
    kinds = Counter(n.kind for n in kernel.graph.nodes)
    for kind, most in LIMITS.items():
        assert kinds[kind] <= most, kind
    assert kinds["reduce"] + kinds["sacc"] == 1
    assert kinds["sacc"] == kinds["drain"] == (order == "ikj")


@pytest.mark.parametrize("order", ["ijk", "ikj", "jik", "jki", "kij", "kji"])
@pytest.mark.parametrize("a, b", [("CSR", "CSR"), ("DCSR", "CSC"), ("CSC", "DCSR")])
def test_every_cell_counts(matmul, order, a, b):
    """What is printed is live; rows are the dataflow order; every cell comes after those that it names."""
    kernel = matmul(order, getattr(ff, a), getattr(ff, b))
    table = kernel.table
    assert table.rows == tuple(order) == kernel.indices
    live, seen = table.live(), set()
    used = {ref.cell for cell in live for ref in cell.args}
    for cell in live:
        assert {ref.cell for ref in cell.args} <= seen
        assert cell.name in used or cell.op.startswith("write")
        assert cell.column in table.columns or cell.op == "root"
        seen.add(cell.name)
    printed = str(table)
    result = "Y[i,j]" if order.index("i") < order.index("j") else "Y[j,i]"
    assert printed.startswith("Y ") and result in printed.splitlines()[0]
    assert [line.split(" ")[0] for line in printed.splitlines()[2:] if line[0] != " "] == [*order, "val"]


def test_every_node_comes_from_a_live_cell(matmul):
    """Nodes are named after cells, but for forks and the numbers of roots."""
    kernel = matmul("ikj")
    live = {cell.name.split("#")[0].replace(".", "_") for cell in kernel.table.live()}
    for node in kernel.graph.nodes:
        if node.kind not in ("fork", "root"):
            assert node.name.rsplit("_", 1)[0].removesuffix("_drain") in live or any(
                node.name.startswith(f"{name}_") for name in live), node.name


@pytest.mark.parametrize(
    "text, once",
    [
        ("Y[i] = A[i] * A[i]", "gen"),
        ("Y[i] = A[i] * A[i] + A[i]", "array"),
        ("Y[i] = exp(A[i]) + exp(A[i])", "gen"),
        ("Y[i] = (A[i] * 2) * (A[i] * 2)", "array"),
    ],
)
def test_what_is_the_same_is_planned_once(text, once):
    kernel = ff.compile(ff.parse(text), {"A": ff.Spec((4,), ff.Format("c"))}).kernels[0]
    kinds = Counter(n.kind for n in kernel.graph.nodes)
    assert kinds[once] == 1
    assert kinds["intersect"] == kinds["union"] == 0


@pytest.mark.parametrize(
    "text, formats, most",
    [
        ("Y[i] = x[i] * z[i]", {"x": "c", "z": "c"}, {"gen": 2, "intersect": 1, "locate": 0}),
        ("Y[i] = x[i] * z[i]", {"x": "c", "z": "d"}, {"gen": 1, "intersect": 0, "locate": 1}),
        ("Y[i] = x[i] * z[i]", {"x": "d", "z": "d"}, {"gen": 1, "intersect": 0, "locate": 1}),
        ("Y[i] = x[i] + z[i]", {"x": "c", "z": "c"}, {"gen": 2, "union": 1, "locate": 0}),
        ("Y[i] = x[i] * 2", {"x": "c"}, {"gen": 1, "repeat": 0, "drop_absent": 0}),
        ("Y[i] = relu(x[i])", {"x": "d"}, {"gen": 1, "repeat": 0, "drop_absent": 0, "write_crd": 0}),
        ("Y = sum[i](x[i])", {"x": "d"}, {"gen": 1, "reduce": 1, "repeat": 0}),
    ],
)
def test_small_kernels_are_small(text, formats, most):
    kernel = ff.compile(ff.parse(text), {n: ff.Spec((4,), ff.Format(f)) for n, f in formats.items()}).kernels[0]
    kinds = Counter(n.kind for n in kernel.graph.nodes)
    assert {k: kinds[k] for k in most} == most


def test_the_same_cell_is_found_again():
    table = Table("T", ("i",))
    root = table.place("root", "root", "val", 0)
    scan = table.place("scan", "A", "i", 1, root("ref"), tensor="A", at=0, kind="d", size=3)
    assert table.place("scan", "B", "i", 1, root("ref"), tensor="A", at=0, kind="d", size=3) is scan
    assert table.place("scan", "A", "i", 1, root("ref"), tensor="A", at=1, kind="d", size=3).name == "A.i#2"
    assert table.live() == []

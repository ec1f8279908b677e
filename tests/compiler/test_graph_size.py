"""Primitives per expression and order: never more than in the peers' graphs.

Where the counts of SAM's own graphs are known, those; everywhere, the counts of a graph built as SAM's are: a scanner
per level, a join per index and operand beyond the first, a repeat per operand and index that it lacks, an ALU per
binary operation, a reduction per summed index. A locate stands for a scanner and its join.
"""

from collections import Counter
from itertools import permutations

import pytest

import fuseflow as ff
from tests.compiler.sam import expressions, tensors
from tests.fuzz.check import REFUSED

EXPRESSIONS = expressions()

GROUPS = {
    "bounds": "scanner", "locate": "scanner", "repeat": "repeat", "intersect": "join", "union": "join",
    "left_join": "join", "realign": "join", "alu": "alu", "where": "alu", "reduce": "reduce", "racc": "reduce",
    "sacc": "accumulator", "array": "array",
}

PEERS = {
    "matmul_ijk": {"scanner": 4, "repeat": 2, "join": 1, "alu": 1, "reduce": 1, "accumulator": 0},
    "matmul_ikj": {"scanner": 4, "repeat": 2, "join": 1, "alu": 1, "reduce": 0, "accumulator": 1},
    "matmul_kij": {"scanner": 4, "repeat": 2, "join": 1, "alu": 1, "reduce": 0, "accumulator": 1},
    "mat_sddmm": {"scanner": 6, "repeat": 3, "join": 3, "alu": 2, "reduce": 1, "accumulator": 0},
    "tensor3_mttkrp": {"scanner": 7, "repeat": 5, "join": 3, "alu": 2, "reduce": 2, "accumulator": 0},
    "mat_elemadd": {"scanner": 4, "repeat": 0, "join": 2, "alu": 1, "reduce": 0, "accumulator": 0},
}
"""Of Custard's graphs in SAM; those of kij and of sums of three are built in the same way."""


def group(kind: str) -> str | None:
    if "acc" in kind and kind not in ("racc",):
        return None if kind.startswith("drain") else "accumulator"
    return GROUPS.get(kind)


def sizes(e, order=None, asked=None):
    """Primitives per group of the graph of an expression, or None where it is refused (still)."""
    specs = {n: t.spec for n, t in tensors(e, 1, 0).items()}
    name = e.result[0]
    try:
        compiled = ff.compile(e.program, specs, schedule=ff.Schedule(order={name: order} if order else {}),
                              formats={name: asked} if asked else {})
    except ff.Unsupported as error:
        assert error.code in REFUSED, error
        return None
    (kernel,) = compiled.kernels
    found = Counter(group(n.kind) for n in kernel.graph.nodes)
    return {key: found[key] for key in ("scanner", "repeat", "join", "alu", "reduce", "accumulator")} | {
        "reductions": found["reduce"] + found["accumulator"], "array": found["array"]}


def built_like_sam(e) -> dict[str, int]:
    """Counts of the graph that SAM's rules give."""
    accesses = [ix for _, factors in e.addends for _, ix in factors]
    most = {"scanner": sum(map(len, accesses)), "alu": len(accesses) - 1, "array": len(accesses)}
    most["join"] = sum(sum(i in ix for ix in accesses) - 1 for i in e.indices)
    repeats = reductions = 0
    for _, factors in e.addends:
        own = {i for _, ix in factors for i in ix}
        reductions += len(own - set(e.result[1]))
        repeats += sum(len((own | set(e.result[1])) - set(ix)) for _, ix in factors)
    return most | {"repeat": repeats, "reductions": reductions}


@pytest.mark.parametrize("name", PEERS)
def test_the_peers_graphs(name):
    e = EXPRESSIONS[name]
    found = sizes(e, e.order, e.formats[e.result[0]])
    if found is not None:
        assert all(found[key] <= most for key, most in PEERS[name].items()), found


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_given_order(name):
    e = EXPRESSIONS[name]
    found, most = sizes(e, e.order), built_like_sam(e)
    if found is not None:
        assert all(found[key] <= most[key] for key in most), (found, most)


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_every_order(name):
    """Operands that are not in the order are read from copies: the graph is as large as any other."""
    e = EXPRESSIONS[name]
    most = built_like_sam(e)
    for order in permutations(e.indices):
        found = sizes(e, order)
        if found is not None:
            assert all(found[key] <= most[key] for key in most), (order, found, most)


def test_nothing_twice():
    """One scanner per level of a tensor, however often it is used in the same way; no join of a stream with itself."""
    for text in ("Y[i,j] = A[i,j] * A[i,j]", "Y[i,j] = (A[i,j] + A[i,j]) * A[i,j]", "Y[i,j] = max(A[i,j], -A[i,j])"):
        a = ff.Spec((4, 5), ff.DCSR)
        (kernel,) = ff.compile(ff.parse(text), {"A": a}).kernels
        found = Counter(group(n.kind) for n in kernel.graph.nodes)
        assert found["scanner"] == 2 and found["join"] == 0 and found["array"] == 1, text


def test_no_dead_nodes():
    """Every output of every node is read, but coordinates that nobody needs."""
    for e in EXPRESSIONS.values():
        specs = {n: t.spec for n, t in tensors(e, 1, 0).items()}
        for order in permutations(e.indices):
            try:
                compiled = ff.compile(e.program, specs, schedule=ff.Schedule(order={e.result[0]: order}))
            except ff.Unsupported:
                continue
            graph = compiled.kernels[0].graph
            for n in graph.nodes:
                if not n.kind.startswith("write"):
                    assert any(c is not None for c in graph.outputs_of(n)), (e.name, order, n.name)

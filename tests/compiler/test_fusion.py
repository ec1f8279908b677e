"""Regions: right in every fusion, one connected graph each, without memories in between."""

import networkx as nx
import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.interpreter import evaluate_arrays
from tests.compiler.cascades import CASCADES, operands
from tests.fuzz.check import difference

PARTIAL = {
    "sae": [("E1", "E2", "Z"), ("D", "Y")],
    "gcn": [("T1", "T2", "T3", "H"), ("T4", "T5", "T6", "M", "S", "E", "R", "Y")],
    "sage": [("P", "N", "Q", "H"), ("P2", "N2", "Q2", "Y")],
    "attention": [("Q", "K", "V"), ("S", "M", "E", "R", "P", "O")],
    "layernorm": [("mean", "C", "var", "L"), ("Y",)],
}
"""The regions of the paper."""

SCHEDULES = {
    "unfused": lambda name: ff.Schedule(),
    "the paper's partial": lambda name: ff.Schedule(fuse=PARTIAL[name]),
    "partial": lambda name: ff.Schedule(fuse="partial"),
    "full": lambda name: ff.Schedule(fuse="full"),
    "full, global": lambda name: ff.Schedule(fuse="full", iteration="global"),
    "full, buffered": lambda name: ff.Schedule(fuse="full", reuse={
        {"gcn": "H", "sage": "H", "attention": "K", "sae": "Z", "layernorm": "L"}[name]: "buffer"}),
}


def assert_right(program, tensors, result):
    want = evaluate_arrays(program, tensors)
    for name in want.keys() & result.tensors.keys() - tensors.keys():
        assert difference(result.tensors[name], want[name], None) == ("", ""), name


@pytest.mark.parametrize("how", SCHEDULES)
@pytest.mark.parametrize("name", CASCADES)
def test_cascades(name, how):
    program = ff.parse(CASCADES[name])
    for seed, density in ((0, 0.35), (1, 0.1), (2, 1.0)):
        tensors = operands(name, seed=seed, density=density)
        c = ff.compile(program, tensors, schedule=SCHEDULES[how](name))
        result = c.simulate()
        assert_right(program, tensors, result)
        if seed == 0:
            assert c.simulate(engine="reference").cycles == result.cycles


@pytest.mark.parametrize("name", CASCADES)
def test_a_region_is_one_connected_graph(name):
    """Its memories are those of tensors from outside and of the result."""
    program, tensors = ff.parse(CASCADES[name]), operands(name)
    (kernel,) = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full")).kernels
    graph = kernel.graph
    assert [s.name for s in kernel.statements] == [s.name for s in program.statements]
    assert nx.is_weakly_connected(graph.to_networkx())
    outside = {c.name: c.tensor for c in kernel.copies}
    assert {outside.get(m.tensor, m.tensor) for m in graph.memories} == {*program.inputs, *program.outputs}
    assert set(graph.outputs) == set(program.outputs)


@pytest.mark.parametrize("name, region", [("gcn", ("T1", "T2", "T3", "H")), ("sae", ("D", "Y")),
                                          ("attention", ("S", "M", "E", "R", "P", "O"))])
def test_a_consumer_begins_before_its_producer_ends(name, region):
    """The first value that is written leaves before the last value of any operand has been read."""
    from fuseflow.cosim import engine

    program, tensors = ff.parse(CASCADES[name]), operands(name, n=12)
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse=[region]))
    checked = []

    def step(kernel, memories):
        log = engine.run(kernel.graph, memories, log=True).log
        if kernel.name == region[-1]:
            kinds = {n.name: n.kind for n in kernel.graph.nodes}
            written = [ch for ch in kernel.graph.channels if kinds[ch.dst[0]] in ("write_val", "write_dense")]
            read = [ch for ch in kernel.graph.channels if kinds[ch.src[0]] == "array"]
            first = min(log.channels[ch.name].pop[0] for ch in written)
            checked.append(first < max(log.channels[ch.name].push[-1] for ch in read))

    c.walk(step, {})
    assert checked == [True]


def test_results_of_a_region():
    """What is returned, and what others read, leaves the region; each once."""
    program = ff.parse("T[i] = A[i,j] * x[j]\nU[i] = T[i] * 2\nV[i] = U[i] + T[i]\noutput U, V")
    tensors = {"A": ff.tensor(np.float32(np.eye(4) + np.eye(4, k=1)), ff.CSR), "x": ff.tensor(np.ones(4, np.float32))}
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse=[["T", "U"]]))
    assert [tuple(k.results) for k in c.kernels] == [("T", "U"), ("V",)]
    assert_right(program, tensors, c.simulate())
    (kernel,) = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full")).kernels
    assert tuple(kernel.results) == ("U", "V")
    assert sum(n.kind == "reduce" for n in kernel.graph.nodes) == 1


@pytest.mark.parametrize("name", CASCADES)
def test_partial_computes_nothing_twice(name):
    """No more operations than statement by statement, in fewer cycles and kernels."""
    program, tensors = ff.parse(CASCADES[name]), operands(name)
    unfused, partial = (ff.compile(program, tensors, schedule=ff.Schedule(fuse=how)) for how in ("unfused", "partial"))
    assert len(partial.kernels) < len(unfused.kernels)
    before, after = unfused.simulate(), partial.simulate()
    assert sum(k.flops for k in after.kernels) <= sum(k.flops for k in before.kernels)
    assert after.cycles < before.cycles


@pytest.mark.parametrize("text, kernels", [
    # T below every i of Y, U with it: one cut, behind U.
    ("T[j,h] = A[j,k] * B[k,h]\nU[j,h] = relu(T[j,h])\nY[i,h] = A[i,j] * U[j,h]", [("T", "U"), ("Y",)]),
    # Three layers: every layer by itself.
    ("T[j,h] = A[j,k] * B[k,h]\nU[i,h] = A[i,j] * T[j,h]\nV[i,h] = A[i,j] * U[j,h]", [("T",), ("U",), ("V",)]),
    # T in two places, of one statement.
    ("T[i,h] = A[i,k] * B[k,h]\nY[i,j] = T[i,h] * T[j,h]", [("T",), ("Y",)]),
    # Without the cut before it, T is last, and its maximum is computed below every i.
    ("v[k] = prod[n](sigmoid(A[k,n]))\nT[i,k] = v[i] * max[j](B[j,k])", [("v",), ("T",)]),
])
def test_partial_is_cut_where_something_would_be_computed_twice(text, kernels):
    program = ff.parse(text)
    rng = np.random.default_rng(0)
    tensors = {name: ff.tensor(np.float32(rng.random((5, 5)) * (rng.random((5, 5)) < 0.5)), ff.CSR)
               for name in program.inputs}
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse="partial"))
    assert [names for k in c.kernels if (names := tuple(s.name for s in k.statements)) in kernels] == kernels
    assert_right(program, tensors, c.simulate())


def test_what_is_used_twice_is_computed_once():
    """T6 of the GCN is used four times; its products stand in the graph once."""
    program, tensors = ff.parse(CASCADES["gcn"]), operands("gcn")
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse="partial"))
    ops = [n.params["op"] for n in c.kernels[1].graph.nodes if n.kind == "alu"]
    assert sorted(ops) == ["add", "div", "exp", "mul", "mul", "sub"]


def test_a_buffer_computes_once():
    """Below every i, H[j,h] is computed again, or sent again from a buffer: then its products are made once."""
    program, tensors = ff.parse(CASCADES["gcn"]), operands("gcn", n=20)
    flops = {}
    for how in ("recompute", "buffer"):
        c = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full", reuse={"H": how}))
        kinds = {n.kind for n in c.kernels[0].graph.nodes}
        assert ("replay" in kinds) == (how == "buffer")
        flops[how] = c.simulate().kernels[0].flops
    unfused = sum(k.flops for k in ff.compile(program, tensors).simulate().kernels)
    assert flops["buffer"] <= unfused < flops["recompute"]


@pytest.mark.parametrize("fuse, message", [
    ([["T", "Z"]], "no statement"), ([["T"], ["T", "U"]], "two regions"), ([["T", "V"]], "wait for each other"),
])
def test_impossible_regions(fuse, message):
    program = ff.parse("T[i] = A[i] * 2\nU[i] = T[i] * 2\nV[i] = U[i] + T[i]")
    with pytest.raises(ff.ScheduleError, match=message) as caught:
        ff.compile(program, {"A": ff.Spec((4,), "c")}, schedule=ff.Schedule(fuse=fuse))
    assert caught.value.code == "FF-E204" and caught.value.hint


def test_orders_of_statements_and_regions():
    program = ff.parse("T[i,j] = A[i,k] * B[k,j]\nY[i] = T[i,j] * x[j]")
    specs = {"A": ff.Spec((4, 5), ff.CSR), "B": ff.Spec((5, 6), ff.CSR), "x": ff.Spec((6,), "d")}

    def indices(**schedule):
        return ff.compile(program, specs, schedule=ff.Schedule(fuse="full", **schedule)).kernels[0].indices

    assert indices(order={"T": "ijk"}) == ("i", "j", "k")
    assert indices(order={"Y": "ji"}).index("j") < indices(order={"Y": "ji"}).index("i")
    assert indices(order={"T,Y": "kij"}) == ("k", "i", "j")
    with pytest.raises(ff.ScheduleError, match="no index 'z'"):
        indices(order={"T": "z"})
    with pytest.raises(ff.ScheduleError, match="the order asked for.*against the order asked for") as caught:
        indices(order={"T": "ij", "Y": "ji"})
    assert caught.value.code == "FF-E202"


def test_left_indices_stay_apart():
    """T has an index that its expression lacks: in place of T, T[i,h] still has it, and is not full."""
    program = ff.parse("T[i,h:3] = x[i]\nY[i,h] = T[i,h] + B[i,h]")
    x = ff.Tensor.from_coords((4,), [[1]], np.float32([2]), ff.Format("c"))
    b = ff.Tensor.from_coords((4, 3), [[0, 1], [1, 2]], np.float32([1, 5]), ff.DCSR)
    for fuse in ("unfused", "full"):
        y = ff.compile(program, {"x": x, "B": b}, schedule=ff.Schedule(fuse=fuse)).simulate().outputs["Y"]
        want = program.evaluate(x=x, B=b)["Y"]
        np.testing.assert_array_equal(y.pattern(), want.pattern())
        np.testing.assert_array_equal(y.to_dense(), want.to_dense())


NEIGHBOURHOOD = "T0[i,m] = A[i,l] * X[l,m]\nT[i,j] = T0[i,m] * W[m,j]\noutput T"
"""Of the paper's figure 20."""


def neighbourhood(n=16, **schedule):
    rng = np.random.default_rng(3)
    stored = {"A": (n, n, 0.3), "X": (n, 8, 0.5), "W": (8, 6, 0.6)}
    tensors = {name: ff.tensor(np.float32(rng.integers(1, 9, (a, b)) * (rng.random((a, b)) < density)), ff.DCSR)
               for name, (a, b, density) in stored.items()}
    program = ff.parse(NEIGHBOURHOOD)
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full", **schedule))
    result = c.simulate()
    np.testing.assert_array_equal(result.outputs["T"].to_dense(), program.evaluate(**tensors)["T"].to_dense())
    return c.kernels[0], result


def test_global_iteration_multiplies_in_the_innermost_loop():
    """One nest i, l, m, j; the factored one multiplies sums over l by W, which is far less."""
    factored, less = neighbourhood()
    whole, more = neighbourhood(iteration="global")
    assert factored.indices == whole.indices == ("i", "l", "m", "j")
    assert less.kernels[0].flops < more.kernels[0].flops and less.cycles < more.cycles
    levels = {n.params["level"] for n in whole.graph.nodes if n.kind == "alu"}
    assert max(levels) == 4 and max(n.params["level"] for n in factored.graph.nodes if n.kind == "alu") == 3


def test_a_sum_that_is_both_factors_stays_where_it_is():
    """sum[j](B) * sum[j](B) is not sum[j](B * B)."""
    program = ff.parse("t = B[j]\nY[i] = t * t * x[i]")
    tensors = {"B": ff.tensor(np.float32([1, 2, 3]), "c"), "x": ff.tensor(np.float32([1, 0, 2]), "c")}
    c = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full", iteration="global"))
    assert c.simulate().outputs["Y"].to_dense().tolist() == [36, 0, 72]


def test_the_smallest_cut_of_regions_that_wait_for_each_other():
    """{T, S, V} around U: S is read by U; two intermediates lie between S and V, none between T and the rest."""
    program = ff.parse("""
      S[i] = A[i] * 2
      T[i] = S[i] * 3
      R[i] = S[i] * 4
      U[i] = S[i] * 5
      V[i] = U[i] + T[i] * R[i]
      output V""")
    specs = {"A": ff.Spec((4,), "c")}
    fuse = [["S", "T", "R", "V"]]
    with pytest.raises(ff.ScheduleError, match="wait for each other") as caught:
        ff.compile(program, specs, schedule=ff.Schedule(fuse=fuse))
    assert "the smallest cut that helps: {S} and {T, R, V};" in caught.value.hint
    ff.compile(program, specs, schedule=ff.Schedule(fuse=[["S"], ["T", "R", "V"]]))


def test_a_region_over_budget_says_where_to_cut():
    """All of T, to be sent again for every h, is too much for a fiber buffer; in memory it is not."""
    program = ff.parse("T[i,j] = A[i,k] * B[k,j]\nV[i,j] = T[i,j] * 2\nU[h,j] = C[h,i] * V[i,j]\noutput U")
    specs = {name: ff.Spec((2000, 2000), ff.CSR) for name in "ABC"}
    rows = {"U": "hij"}
    with pytest.raises(ff.Unsupported, match="the fiber buffer that sends") as caught:
        ff.compile(program, specs, schedule=ff.Schedule(fuse="full", reuse={"V": "buffer"}, order=rows))
    assert caught.value.code == "FF-U002"
    assert caught.value.hint.endswith("cut the region: {T, V} and {U}; V then through memory")
    cut = ff.Schedule(fuse=[["T", "V"], ["U"]], reuse={"V": "buffer"}, order=rows)
    assert [k.name for k in ff.compile(program, specs, schedule=cut).kernels] == ["V", "U"]

    alone = ff.Schedule(fuse="full", order={"T": "kij"}, copies="forbid")
    program = ff.parse("T[i,j] = A[k,i] * B[k,j]\nU[i,j] = T[i,j] * 2\noutput U")
    with pytest.raises(ff.Unsupported, match="sparse workspace") as caught:
        ff.compile(program, {name: specs[name] for name in "AB"}, schedule=alone)
    assert "cut the region" not in caught.value.hint, "T is over budget by itself"


def test_what_is_computed_or_sent_again_is_reported():
    program, tensors = ff.parse(CASCADES["gcn"]), operands("gcn", n=20)
    (kernel,) = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full")).kernels
    again = {r.name.partition("[")[0]: r for r in kernel.reuses if r.how == "recompute"}
    assert again.keys() == {"T1", "T2", "T3", "H"}
    assert again["H"].below == ("i",) and again["H"].size == 20
    assert "computed again for every i: up to 20 times" in str(again["H"])
    (kernel,) = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full", reuse={"H": "buffer"})).kernels
    assert not any(r.how == "recompute" for r in kernel.reuses)
    (held,) = [r for r in kernel.reuses if r.name.startswith("H[")]
    replays = [n for n in kernel.graph.nodes if n.kind == "replay" and n.params["extra"] == 2]
    assert held.how == "buffer" and held.size <= sum(n.params["size"] for n in replays)
    for k in ff.compile(program, tensors, schedule=ff.Schedule(fuse="partial")).kernels:
        assert not any(r.how == "recompute" for r in k.reuses)

"""The oracle on whole kernels: SpMM in two dataflow orders, against numpy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fuseflow.cosim import number, oracle
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile
from fuseflow.machine.timing import Timing

PROFILES = (IDEAL, PIPELINED, Profile("deep", memory=2, add=4, mul=3, compare=2))


def spmm(order, formats, profile, shape):
    """X[i, j] = sum over k of A[i, k] * B[k, j], X compressed. ijk takes B as (j, k), ikj as (k, j)."""
    n_i, n_k, n_j = shape
    b = Builder(f"spmm_{order}", profile)

    def memory(name, n, direction="in"):
        return b.memory(Memory(name, max(1, n), name[0], name.split("_")[1], None, direction))

    def scanner(name, kind, size, level, parents):
        seg = memory(f"{name}_seg", parents + 1) if kind == "c" else None
        crd = memory(f"{name}_crd", parents * size) if kind == "c" else None
        bounds = b.node("bounds", f"{name}_b", level=level, kind=kind, size=size if kind == "d" else None, seg=seg)
        gen = b.node("gen", f"{name}_g", level=level, kind=kind, crd=crd)
        b.connect((bounds, "bounds"), (gen, "bounds"))
        return (bounds, "ref"), (gen, "crd"), (gen, "ref")

    def node(kind, name, ins, **params):
        b.node(kind, name, **params)
        for port, src in ins.items():
            b.connect(src, (name, port))

    roots = b.node("root", "root"), "ref"
    ai_in, ai, ai_ref = scanner("Ai", formats[0], n_i, 0, 1)
    ak_in, ak, ak_ref = scanner("Ak", formats[1], n_k, 1 if order == "ikj" else 2, n_i)
    b.connect(roots, ai_in)
    node("repeat", "rep_b", {"base": roots, "rep": ai}, type="ref", level=0)
    pair = {"a": ["ref"], "b": ["ref"]}
    if order == "ijk":
        bj_in, bj, bj_ref = scanner("Bj", formats[2], n_j, 1, 1)
        bk_in, bk, bk_ref = scanner("Bk", formats[3], n_k, 2, n_j)
        b.connect(("rep_b", "out"), bj_in)
        node("repeat", "rep_a", {"base": ai_ref, "rep": bj}, type="ref", level=1)
        b.connect(("rep_a", "out"), ak_in)
        b.connect(bj_ref, bk_in)
        node("intersect", "join", {"crd_a": ak, "a0": ak_ref, "crd_b": bk, "b0": bk_ref}, level=3, **pair)
        a_ref, b_ref = ("join", "a0"), ("join", "b0")
    else:
        bk_in, bk, bk_ref = scanner("Bk", formats[2], n_k, 1, 1)
        bj_in, bj, bj_ref = scanner("Bj", formats[3], n_j, 2, n_k)
        b.connect(("rep_b", "out"), bk_in)
        b.connect(ai_ref, ak_in)
        node("intersect", "join", {"crd_a": ak, "a0": ak_ref, "crd_b": bk, "b0": bk_ref}, level=2, **pair)
        b.connect(("join", "b0"), bj_in)
        node("repeat", "rep_a", {"base": ("join", "a0"), "rep": bj}, type="ref", level=2)
        a_ref, b_ref = ("rep_a", "out"), bj_ref
    node("array", "val_a", {"ref": a_ref}, level=3, vals=memory("A_vals", n_i * n_k), present=None)
    node("array", "val_b", {"ref": b_ref}, level=3, vals=memory("B_vals", n_k * n_j), present=None)
    node("alu", "mul", {"a": ("val_a", "val"), "b": ("val_b", "val")}, level=3, op="mul", arity=2, constant=None,
         annihilators=[0, 1], fills=[0, 0], full=False)
    if order == "ijk":
        if profile.folds:
            node("last", "last", {"val": ("mul", "val")}, level=3, count=False)
            end = "last", "flagged"
            for k in range(profile.folds):
                node("fold", f"fold{k}", {"flagged": end}, level=3)
                end = f"fold{k}", "flagged"
            node("racc", "sum", {"flagged": end}, level=3)
        else:
            node("reduce", "sum", {"val": ("mul", "val")}, level=3, op="sum", count=False)
        node("drop_absent", "present", {"crd": bj, "val": ("sum", "val")}, level=2)
        inner, values = ("present", "crd"), ("present", "val")
    else:
        same = {"level": 3, "sizes": [n_j], "perm": [0], "count": False, "id": "x"}
        node("sacc", "sacc", {"crd0": bj, "val": ("mul", "val")}, op="sum", **same)
        node("drain", "drain", {"handover": ("sacc", "handover")}, **same)
        inner, values = ("drain", "crd0"), ("drain", "val")
    node("drop_empty", "rows", {"outer": ai, "inner": inner, "i0": values}, level=1, outer=[], inner=["val"])
    node("write_crd", "x0", {"crd": ("rows", "outer")}, level=1, seg=memory("X0_seg", 2, "out"),
         crd=memory("X0_crd", n_i, "out"))
    node("write_crd", "x1", {"crd": ("rows", "inner")}, level=2, seg=memory("X1_seg", n_i + 1, "out"),
         crd=memory("X1_crd", n_i * n_j, "out"))
    node("write_val", "xv", {"val": ("rows", "i0")}, level=2, vals=memory("X_vals", n_i * n_j, "out"), present=None)
    return b.finish()


def image(name, levels, matrix, formats):
    """Memories of a matrix whose entries other than 0 are stored, by rows."""
    outer, inner, stored_ = levels[0], levels[1], matrix != 0
    rows = [r for r in range(len(matrix)) if stored_[r].any()] if formats[0] == "c" else list(range(len(matrix)))
    out = {f"{outer}_seg": [0, len(rows)], f"{outer}_crd": rows, f"{inner}_seg": [0], f"{inner}_crd": []}
    values: list[float] = []
    for r in rows:
        columns = np.flatnonzero(stored_[r]).tolist() if formats[1] == "c" else list(range(matrix.shape[1]))
        out[f"{inner}_crd"] += columns
        out[f"{inner}_seg"].append(len(out[f"{inner}_crd"]))
        values += matrix[r, columns].tolist()
    out[f"{name}_vals"] = [number.bits(v) for v in values]
    return out


def operands(rng, shape, density):
    n_i, n_k, n_j = shape
    draw = [rng.integers(-4, 5, size) * (rng.random(size) < density) for size in ((n_i, n_k), (n_k, n_j))]
    return [m.astype(np.float32) for m in draw]


def spmm_memories(graph, order, formats, a, b):
    given_ = image("A", ("Ai", "Ak"), a, formats[:2])
    b_levels = ("Bj", "Bk") if order == "ijk" else ("Bk", "Bj")
    given_ |= image("B", b_levels, b.T if order == "ijk" else b, formats[2:])
    return {m.name: given_.get(m.name, [0] * m.words) for m in graph.memories}


def dense(memories, shape):
    """The compressed result as a matrix; every stored row has an entry."""
    out = np.zeros(shape, np.float32)
    segments, columns = memories["X1_seg"], memories["X1_crd"]
    for k, row in enumerate(memories["X0_crd"][: memories["X0_seg"][1]]):
        assert segments[k] < segments[k + 1]
        for p in range(segments[k], segments[k + 1]):
            out[row, columns[p]] = number.single(memories["X_vals"][p])
    return out


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.name)
@pytest.mark.parametrize("order", ["ijk", "ikj"])
def test_spmm(order, profile):
    rng = np.random.default_rng(7)
    cycles = {}
    for formats in ("dcdc", "cccc", "dddd", "cdcd"):
        for shape, density in (((5, 6, 4), 0.4), ((3, 4, 5), 0.0), ((4, 3, 3), 0.9)):
            a, b = operands(rng, shape, density)
            for depth in (1, 2, 16):
                graph = spmm(order, formats, profile, shape).with_depth(depth)
                memories = spmm_memories(graph, order, formats, a, b)
                cycles[depth] = oracle.run(graph, memories).cycles
                assert (dense(memories, (shape[0], shape[2])) == a @ b).all()
            assert cycles[1] >= cycles[2] >= cycles[16]


@pytest.mark.parametrize("profile", PROFILES[1:], ids=lambda p: p.name)
def test_a_profile_is_a_timing(profile):
    """A graph of the ideal profile with the latencies and distances of another one takes the cycles of that one."""
    rng = np.random.default_rng(5)
    a, b = operands(rng, (6, 7, 6), 0.5)
    graphs = [spmm("ikj", "dcdc", p, (6, 7, 6)) for p in (IDEAL, profile)]
    memories = spmm_memories(graphs[0], "ikj", "dcdc", a, b)
    timing = Timing(latency={c.name: c.latency for c in graphs[1].channels},
                    hazard={"sacc": profile.memory + profile.add + 1, "drain": 2 * (profile.memory + 1)})
    ideal, other = (oracle.run(graph, memories) for graph in graphs)
    assert oracle.run(graphs[0], memories, timing=timing) == other != ideal
    assert oracle.run(graphs[0], memories, timing=replace(timing, hazard={})) != other


def test_a_second_run_is_a_fresh_one():
    rng = np.random.default_rng(3)
    a, b = operands(rng, (6, 6, 6), 0.5)
    graph = spmm("ikj", "dcdc", PIPELINED, (6, 6, 6))
    memories = spmm_memories(graph, "ikj", "dcdc", a, b)
    first = oracle.run(graph, memories)
    result = dense(memories, (6, 6))
    assert oracle.run(graph, memories) == first
    assert (dense(memories, (6, 6)) == result).all()

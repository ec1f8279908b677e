"""Explanations: what bound an action, derived again from the oracle's events; chains whose every link is exact."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import oracle
from fuseflow.cosim.explain import explain
from fuseflow.cosim.images import fresh, load
from fuseflow.cosim.testing import BLOCK_KINDS, harness_many, random_block, stimuli
from fuseflow.cosim.testing import load as load_blocks
from fuseflow.machine.profile import IDEAL, PIPELINED

SILENT = ("drain", "sacc", "racc", "source", "sink")
"""Kinds with actions that leave no event, or with hazards."""


def spmm(order: str, size: int = 14):
    rng = np.random.default_rng(2)
    data = [np.where(rng.random((size, size)) < 0.3, 1, 0).astype(np.float32) for _ in "ab"]
    formats = (ff.CSR, ff.CSC if order == "ijk" else ff.CSR)
    c = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), dict(zip("AB", map(ff.tensor, data, formats))),
                   schedule=ff.Schedule(order={"C": order}))
    return c.kernels[0].graph, load(c.kernels[0].graph, c.bound)


def bounds_from_events(graph, log, node):
    """How many actions of a node each constraint bound: head before room before interval."""
    inputs = [c for c in graph.inputs_of(node) if c is not None]
    outputs = [c for c in graph.outputs_of(node) if c is not None]
    times = sorted({t for c in inputs for t in log.channels[c.name].pop}
                   | {t for c in outputs for t in log.channels[c.name].push})
    found = Counter()
    for k, t in enumerate(times):
        popped = [(c, log.channels[c.name].pop.index(t)) for c in inputs if t in log.channels[c.name].pop]
        pushed = [(c, log.channels[c.name].push.index(t)) for c in outputs if t in log.channels[c.name].push]
        heads = [c for c, n in popped if log.channels[c.name].push[n] + c.latency == t]
        rooms = [c for c, n in pushed if n >= c.depth and log.channels[c.name].pop[n - c.depth] + 1 == t]
        if heads:
            found["head"] += 1
        elif rooms:
            found["room"] += 1
        else:
            found["interval"] += 1
            assert t == (times[k - 1] + 1 if k else 0), (node.name, t)
    return found


def kinds(bounds):
    total = Counter()
    for why, n in bounds.items():
        total[why.split()[0]] += n
    return total


def check_bounds(graph, memories):
    log = oracle.run(graph, fresh(graph, memories))
    found = explain(graph, fresh(graph, memories))
    for node in graph.nodes:
        if node.kind in SILENT or node.kind in ("repeat", "locate", "intersect", "union", "left_join"):
            # What these peek at leaves no event either.
            continue
        assert kinds(found.bounds[node.name]) == bounds_from_events(graph, log, node), node
    for node in graph.nodes:
        assert sum(found.bounds[node.name].values()) == log.nodes[node.name].fired
    assert found.run.cycles == log.cycles and found.run.nodes == log.nodes
    return found


@pytest.mark.parametrize("depth", [1, 2, 16])
@pytest.mark.parametrize("order", ["ikj", "ijk"])
def test_bounds_of_spmm(order, depth):
    graph, memories = spmm(order)
    check_bounds(graph.with_depth(depth), memories)


@pytest.mark.parametrize("seed", range(12))
def test_bounds_of_random_blocks(seed):
    rng = random.Random(seed)
    names = [k for k in BLOCK_KINDS if not k.startswith("accumulator")]
    blocks = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(rng.sample(names, 3))]
    graph = harness_many(blocks, rng.choice((IDEAL, PIPELINED)))
    memories = load_blocks(graph, [(b, stimuli(b.kind, b.params, rng)) for b in blocks], rng)
    check_bounds(graph, {name: np.array(words, np.uint32) for name, words in memories.items()})


@pytest.mark.parametrize("depth", [1, 3, 16])
@pytest.mark.parametrize("order", ["ikj", "ijk"])
def test_a_chain_is_exact(order, depth):
    """Every link is an event of the oracle's, and the links' weights are the cycles of the kernel."""
    graph, memories = spmm(order)
    graph = graph.with_depth(depth)
    log = oracle.run(graph, fresh(graph, memories))
    found = explain(graph, memories)
    assert sum(found.by_node.values()) == sum(found.by_constraint.values()) == log.cycles
    channels = {c.name: c for c in graph.channels}
    assert found.chain[0].why == "start" and found.chain[0].first == 0 and found.chain[-1].last == log.cycles - 1
    for before, after in zip(found.chain, found.chain[1:]):
        if after.why == "head":
            c = channels[after.channel]
            assert (c.src[0], c.dst[0]) == (before.node, after.node)
            assert before.last + c.latency == after.first
            assert before.last in log.channels[c.name].push
        elif after.why == "room":
            c = channels[after.channel]
            assert (c.dst[0], c.src[0]) == (before.node, after.node)
            assert before.last + 1 == after.first
            n = log.channels[c.name].push.index(after.first)
            assert log.channels[c.name].pop[n - c.depth] == before.last
        else:
            assert before.node == after.node


def test_a_window():
    graph, memories = spmm("ikj")
    whole = explain(graph, fresh(graph, memories))
    part = explain(graph, memories, window=(100, 200))
    assert part.chain[0].first >= 100 and part.chain[-1].last < 200
    assert 90 <= sum(part.by_node.values()) <= 100
    assert part.run.cycles == whole.run.cycles and part.bounds == whole.bounds
    assert explain(graph, memories, window=(10**9, 10**9 + 1)).chain == []


def test_hazards_are_told():
    rng = np.random.default_rng(5)
    a = ff.tensor((rng.random((6, 30)) < 0.5).astype(np.float32), ff.CSR)
    # One column: every product adds to the same address.
    b = ff.tensor(np.ones((30, 1), np.float32), ff.CSR)
    c = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": b}, schedule=ff.Schedule(profile="pipelined"))
    (found,) = c.explain()
    (sacc,) = [name for name, kind in found.kinds.items() if kind == "sacc"]
    assert found.bounds[sacc]["hazard"] > 0
    assert sum(found.by_node.values()) == found.run.cycles == c.simulate(engine="reference").cycles

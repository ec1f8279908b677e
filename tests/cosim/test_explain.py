"""Explanations: what bound an action, derived again from the oracle's events; chains whose every link is exact."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import critical, oracle
from fuseflow.cosim.critical import WHY, BrokenChain
from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.explain import explain
from fuseflow.cosim.images import fresh, load
from fuseflow.cosim.session import Session, distance
from fuseflow.cosim.testing import BLOCK_KINDS, harness_many, random_block, random_timing, stimuli
from fuseflow.cosim.testing import load as load_blocks
from fuseflow.errors import UsageError
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import DONE, ITEM, is_leaf, stop

PLAIN = Timing()

PROFILES = (IDEAL, PIPELINED, Profile("deep", memory=2, add=4, mul=3, compare=2))


def spmm(order: str, size: int = 14, profile: str = "ideal"):
    rng = np.random.default_rng(2)
    data = [np.where(rng.random((size, size)) < 0.3, 1, 0).astype(np.float32) for _ in "ab"]
    formats = (ff.CSR, ff.CSC if order == "ijk" else ff.CSR)
    c = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), dict(zip("AB", map(ff.tensor, data, formats))),
                   schedule=ff.Schedule(order={"C": order}, profile=profile))
    return c.kernels[0].graph, load(c.kernels[0].graph, c.bound)


def blocks(seed: int, n: int = 3):
    """Random blocks side by side, with their memories and a random timing."""
    rng = random.Random(seed)
    placed = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(rng.choices(BLOCK_KINDS, k=n))]
    graph = harness_many(placed, rng.choice(PROFILES))
    memories = load_blocks(graph, [(b, stimuli(b.kind, b.params, rng)) for b in placed], rng)
    memories = {name: np.array(words, np.uint32) for name, words in memories.items()}
    return graph, memories, rng.choice((PLAIN, random_timing(graph, rng)))


# What bound an action, from nothing but the oracle's events and the rules of the machine.


def peeked(node, val) -> tuple[int, ...]:
    """Input ports whose heads decide, whether they are popped or not; of an accumulator, given its head on val."""
    match node.kind:
        case "intersect" | "union":
            return 0, 1 + len(node.params["a"])
        case "left_join" | "realign":
            return 0, 1
        case "repeat" | "locate" | "lookup":
            return (0,)
        case "replay":
            return (1,)
        case "sacc" if is_leaf(val):
            return tuple(range(len(node.params["sizes"])))
    return ()


def conflicts(node, graph, log, memories, timing) -> dict[int, tuple[int, int]]:
    """Per action (number) the conflicting earlier one (number) and the cycles that must lie between."""
    def tokens(port):
        return log.channels[graph.inputs_of(node)[port].name].tokens

    wait = timing.hazard.get(node.name, distance(node, graph))
    found = {}
    match node.kind:
        case "source":
            gaps = [int(w) >> 2 for w in memories[node.params["tokens"]][::3]]
            found = {k + 1: (k, 1 + gap) for k, gap in enumerate(gaps) if gap}
        case "sink":
            gaps = memories[node.params["gaps"]]
            found = {k + 1: (k, 1 + int(gaps[k % 64])) for k in range(len(tokens(0))) if gaps[k % 64]}
        case "sacc":
            n = len(node.params["sizes"])
            bank, last, at = 0, {}, [0] * n
            for k, val in enumerate(tokens(n)):
                key = bank, *(tokens(q)[at[q]] for q in range(n))
                bank ^= val == stop(n)
                for q in range(n):
                    at[q] += q == n - 1 if is_leaf(val) else val[0] == DONE or q >= n - 2 - val[1]
                if val[0] == ITEM:
                    # Only what is less than W actions ago can still be under way.
                    if k - last.get(key, -wait) < wait:
                        found[k] = last[key], wait
                    last[key] = k
        case "racc":
            inside = added = False
            for k, (kind, data) in enumerate(tokens(0)):
                if inside and added and wait > 1:
                    found[k] = k - 1, wait
                added, inside = inside, kind == ITEM and not data >> 32
    return found


def derived(node, graph, log, memories, timing):
    """Per action of a node: its cycle, the constraint that bound it, the channels or the distance it may name."""
    inputs, outputs = graph.inputs_of(node), graph.outputs_of(node)
    events = {c.name: log.channels[c.name] for c in (*inputs, *outputs) if c is not None}
    times = sorted({t for c in inputs for t in events[c.name].pop}
                   | {t for c in outputs if c is not None for t in events[c.name].push})
    distances = conflicts(node, graph, log, memories, timing)
    ring = {c.name: timing.depth.get(c.name, c.depth) for c in graph.channels}
    out = []
    # sacc pops its last port with every action.
    values = events[inputs[-1].name].tokens if node.kind == "sacc" else [None] * len(times)
    for k, t in enumerate(times):
        heads, rooms = [], []
        needed = peeked(node, values[k])
        for p, c in enumerate(inputs):
            e = events[c.name]
            n = bisect_left(e.pop, t)
            if (n < len(e.pop) and e.pop[n] == t) or p in needed:
                arrival = e.push[n] + timing.latency.get(c.name, c.latency)
                assert arrival <= t
                heads += [c.name] * (arrival == t)
        for c in filter(None, outputs):
            e = events[c.name]
            n = bisect_left(e.push, t)
            if n < len(e.push) and e.push[n] == t and n >= ring[c.name]:
                free = e.pop[n - ring[c.name]] + 1
                assert free <= t
                rooms += [c.name] * (free == t)
        earlier, wait = distances.get(k, (0, 0))
        if heads:
            out.append((t, "head", heads))
        elif rooms:
            out.append((t, "room", rooms))
        elif wait and times[earlier] + wait == t:
            out.append((t, "hazard", [k - earlier]))
        else:
            assert t == (times[k - 1] + timing.interval.get(node.name, 1) if k else 0), (node.name, t)
            out.append((t, "interval", [None]))
    return out


def check_bounds(graph, memories, timing=PLAIN) -> Counter:
    """Compare every action of every node with what follows from the events; how many each constraint bound."""
    log = oracle.run(graph, fresh(graph, memories), timing=timing)
    found = explain(graph, fresh(graph, memories), timing=timing)
    assert found.run.cycles == log.cycles and found.run.nodes == log.nodes
    told = Counter()
    with Session(graph, fresh(graph, memories), timing, window=(0, 2**40)) as session:
        session.finish()
        for v, node in enumerate(graph.nodes):
            bounds = found.bounds[node.name]
            assert sum(bounds.values()) == log.nodes[node.name].fired
            steps = session.native.steps(v).reshape(-1, 4).tolist()
            named = Counter()
            for _, why, channel, _ in steps:
                middle = {"head": "head of ", "room": "room in "}.get(WHY[why], WHY[why])
                named[middle + (graph.channels[channel].name if channel >= 0 else "")] += 1
            assert bounds == named
            if node.kind == "drain":
                # Its first action in a bank leaves no event.
                continue
            expected = derived(node, graph, log, memories, timing)
            assert [(t, WHY[why]) for t, why, *_ in steps] == [(t, why) for t, why, _ in expected], node
            for (_, why, channel, back), (_, _, possible) in zip(steps, expected, strict=True):
                told[WHY[why]] += 1
                assert (graph.channels[channel].name if why < 2 else back or None) in possible
    return told


@pytest.mark.parametrize("profile", ["ideal", "pipelined"])
@pytest.mark.parametrize("depth", [1, 2, 16])
@pytest.mark.parametrize("order", ["ikj", "ijk"])
def test_bounds_of_spmm(order, depth, profile):
    graph, memories = spmm(order, profile=profile)
    check_bounds(graph.with_depth(depth), memories)


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_bounds_of_random_blocks(start):
    told, blocked = Counter(), 0
    for seed in range(start, start + 30):
        try:
            told += check_bounds(*blocks(seed))
        except Deadlock:
            blocked += 1
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise
    assert blocked < 10 and all(told[why] > 100 for why in ("head", "room", "hazard", "interval")), told


def test_hazards_are_told():
    rng = np.random.default_rng(5)
    a = ff.tensor((rng.random((6, 30)) < 0.5).astype(np.float32), ff.CSR)
    # One column: every product adds to the same address.
    b = ff.tensor(np.ones((30, 1), np.float32), ff.CSR)
    c = ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": b}, schedule=ff.Schedule(profile="pipelined"))
    (found,) = c.explain()
    (sacc,) = [name for name, kind in found.kinds.items() if kind == "sacc"]
    assert found.bounds[sacc]["hazard"] > 0 and found.by_constraint["hazard"] > 0
    assert check_bounds(c.kernels[0].graph, load(c.kernels[0].graph, c.bound))["hazard"] > 0


# Chains


def check_chain(graph, memories, timing=PLAIN):
    """Every link lies as many cycles before the next action as its constraint says, at an event of the oracle's."""
    log = oracle.run(graph, fresh(graph, memories), timing=timing)
    found = explain(graph, fresh(graph, memories), timing=timing)
    chain = found.chain
    cycle, names = chain.cycle.tolist(), [graph.nodes[v].name for v in chain.node]
    assert chain.cycles == log.cycles == cycle[-1] + 1 and cycle[0] == 0 and WHY[chain.why[0]] == "start"
    assert sum(found.by_node.values()) == sum(found.by_constraint.values()) == log.cycles
    for k in range(1, len(cycle)):
        why, apart = WHY[chain.why[k]], cycle[k] - cycle[k - 1]
        c = graph.channels[chain.channel[k]]
        node = graph.node(names[k])
        match why:
            case "head":
                assert (c.src[0], c.dst[0]) == (names[k - 1], names[k])
                assert apart == timing.latency.get(c.name, c.latency) and cycle[k - 1] in log.channels[c.name].push
            case "room":
                assert (c.dst[0], c.src[0]) == (names[k - 1], names[k]) and apart == 1
                n = log.channels[c.name].push.index(cycle[k])
                assert log.channels[c.name].pop[n - timing.depth.get(c.name, c.depth)] == cycle[k - 1]
            case "hazard":
                assert names[k - 1] == names[k]
                if node.kind not in ("source", "sink"):
                    assert apart == timing.hazard.get(node.name, distance(node, graph))
            case _:
                assert names[k - 1] == names[k] and apart == timing.interval.get(node.name, 1)
    return found


@pytest.mark.parametrize("depth", [1, 3, 16])
@pytest.mark.parametrize("order", ["ikj", "ijk"])
def test_a_chain_of_spmm(order, depth):
    graph, memories = spmm(order)
    check_chain(graph.with_depth(depth), memories)


@pytest.mark.parametrize("start", range(200, 260, 30))
def test_chains_of_random_blocks(start):
    whys = Counter()
    for seed in range(start, start + 30):
        try:
            whys.update(check_chain(*blocks(seed)).by_constraint)
        except Deadlock:
            continue
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise
    assert all(whys[why] for why in ("head", "room", "hazard", "interval", "end")), whys


def test_segments_and_links():
    graph, memories = spmm("ikj")
    found = explain(graph, memories)
    segments = found.chain.segments()
    assert sum(s.actions for s in segments) == len(found.chain.cycle) == sum(x.count for x in found.links)
    assert all(a.last < b.first and a.node != b.node for a, b in zip(segments, segments[1:]))
    assert segments[0].why == "start" and {s.why for s in segments[1:]} <= {"head", "room"}
    assert found.chain.segments(3) == segments[-3:]
    inner = sum(s.hazards for s in segments)
    assert inner == sum(x.count for x in found.links if x.why == "hazard")


@pytest.mark.parametrize("kept", [1, 40, 1000])
def test_a_chain_in_slices_is_the_same(kept, monkeypatch):
    for graph, memories, timing in ((*spmm("ikj", 6), PLAIN), blocks(203), blocks(207)):
        whole = explain(graph, fresh(graph, memories), timing=timing)
        cut = min(whole.run.cycles, 200)
        with monkeypatch.context() as patched:
            patched.setattr(critical, "KEPT", kept)
            found = explain(graph, fresh(graph, memories), timing=timing, window=(0, cut))
        expected = explain(graph, fresh(graph, memories), timing=timing, window=(0, cut))
        assert found.links == expected.links and found.chain.segments() == expected.chain.segments()


def test_windows():
    graph, memories = spmm("ikj")
    whole = explain(graph, fresh(graph, memories))
    for first in range(0, whole.run.cycles - 40, 23):
        part = explain(graph, fresh(graph, memories), window=(first, first + 40))
        assert part.chain.cycle[0] >= first and part.chain.cycle[-1] < first + 40
        assert sum(part.by_node.values()) == part.chain.cycles == part.chain.cycle[-1] + 1 - first
        assert part.run == whole.run and part.bounds == whole.bounds
    end = explain(graph, memories, window=(50, whole.run.cycles))
    assert (end.chain.cycle == whole.chain.cycle[whole.chain.cycle >= 50]).all()


@pytest.mark.parametrize("window", [(5, 5), (7, 3), (-1, 4), (0, 10**9), (1, 2, 3), (0.0, 5.0), "ab"])
def test_wrong_windows(window):
    graph, memories = spmm("ikj", 4)
    with pytest.raises(UsageError) as error:
        explain(graph, memories, window=window)
    assert error.value.code == "FF-E701"


def test_long_runs_are_followed_at_their_end(monkeypatch):
    monkeypatch.setattr("fuseflow.cosim.explain.WHOLE", 100)
    monkeypatch.setattr("fuseflow.cosim.explain.TAIL", 60)
    found = explain(*spmm("ikj"))
    assert found.window == (found.run.cycles - 60, found.run.cycles) and found.chain.cycles == 60


@pytest.mark.parametrize("damage", ["latency", "interval", "lost"])
def test_a_chain_that_is_not_exact_is_found_out(damage):
    graph, memories = spmm("ikj")
    found = explain(graph, fresh(graph, memories))
    timing, end = Timing(), found.run.cycles
    if damage == "latency":
        timing = replace(timing, latency={next(x.channel for x in found.links if x.why == "head"): 9})
    if damage == "interval":
        timing = replace(timing, interval={next(x.node for x in found.links if x.why == "interval"): 3})

    def steps_of(first, end):
        with Session(graph, fresh(graph, memories), window=(first, end)) as session:
            session.finish()
            steps = [session.native.steps(v).reshape(-1, 4) for v in range(len(graph.nodes))]
        if damage == "lost":
            v = found.chain.node[len(found.chain.node) // 2]
            steps[v] = np.delete(steps[v], len(steps[v]) // 2, axis=0)
        return steps

    with pytest.raises(BrokenChain, match="no action explains what"):
        critical.follow(graph, timing, end, (0, end), steps_of)


# The face


def test_explain_of_a_program():
    program = ff.parse("T[i,j] = A[i,k] * B[k,j]\nU[i,j] = relu(T[i,j])\noutput U")
    rng = np.random.default_rng(1)
    tensors = {n: ff.tensor((rng.random((9, 9)) < 0.4).astype(np.float32), ff.CSR) for n in "AB"}
    c = ff.compile(program, tensors)
    result = c.simulate()
    found = c.explain()
    assert [e.kernel for e in found] == ["T", "U"]
    assert [e.run.cycles for e in found] == [k.cycles for k in result.kernels]
    seen = []
    (only,) = c.explain(kernels="U", window=(3, 9), progress=lambda kernel, progress: seen.append(kernel))
    assert (only.kernel, only.window) == ("U", (3, 9)) and set(seen) == {"T", "U"}
    assert only.bounds == found[1].bounds and only.run == found[1].run
    text = found[0].summary(top=3)
    assert f"T: {found[0].run.cycles:,} cycles" in text and "Critical chain" in text and "more)" in text

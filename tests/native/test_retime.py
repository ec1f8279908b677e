"""Many timings in one pass against one run for each, and against the oracle; times that 32 bits do not hold."""

from __future__ import annotations

import math
import random

import native_cases
import pytest
from native_cases import Case, Net, any_timing, attempt, kernel

from fuseflow.cosim import engine, oracle, retime
from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.session import Session
from fuseflow.machine.graph import Graph, is_lock
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import encode

FAR = 2**31


def singly(case: Case, timing: Timing) -> int | None:
    """Cycles of a run of its own; None if it deadlocks (and nobody asks what would free it)."""
    with Session(case.graph, case.fresh(), timing, figures=False) as session:
        try:
            session.finish()
        except Deadlock:
            return None
        return session.native.cycles


def check(case: Case, timings: list[Timing], rng: random.Random, *, oracles: int = 1, threads: int = 1) -> list:
    found = retime.retime(case.graph, case.fresh(), timings, threads=threads)
    assert found == [singly(case, t) for t in timings]
    for k in rng.sample(range(len(timings)), min(oracles, len(timings))):
        expected, _ = attempt(oracle.run, case, timing=timings[k])
        assert found[k] == (None if isinstance(expected, Deadlock) else expected.cycles)
    return found


@pytest.mark.parametrize("start", range(0, 60, 20))
@pytest.mark.parametrize("make", [native_cases.blocks, native_cases.join_tree, native_cases.reconvergent])
def test_random_graphs(make, start, level, scale):
    blocked = 0
    for seed in range(start, start + 20, scale):
        rng = random.Random(seed)
        case = make(rng)
        count = rng.choice((1, 2, 3, 15, 16, 17, 40)) if scale == 1 else 3
        timings = [any_timing(case.graph, rng) for _ in range(count)]
        try:
            blocked += check(case, timings, rng, threads=rng.choice((1, 2))).count(None)
        except AssertionError as error:
            error.add_note(f"{make.__name__} {seed}")
            raise
    assert make is not native_cases.reconvergent or blocked > 2 or scale > 1


def sixteen(graph: Graph, rng: random.Random) -> list[Timing]:
    """That differ in one respect, or in all."""
    nodes, channels = [n.name for n in graph.nodes], [c.name for c in graph.channels if not is_lock(c)]

    def some(names, *values):
        return {name: rng.choice(values) for name in names}

    make = rng.choice((
        lambda: Timing(latency=some(channels, 1, 2, 4)),
        lambda: Timing(interval=some(nodes, 1, 1, 2)),
        lambda: Timing(depth=some(channels, 16, 32, 64), latency=some(channels, 1, 2, 9),
                       interval=some(nodes, 1, 1, 1, 1, 2)),
        lambda: Timing(depth=dict.fromkeys(channels, rng.choice((2, 3, 4, 5, 8, 16, 64)))),
        lambda: Timing(depth=some(channels, 2, 4, 8, 16, 64, math.inf)),
        lambda: Timing(depth=dict.fromkeys(channels, rng.choice((*range(2, 20), math.inf)))),
        lambda: Timing(depth=some(channels, *range(1, 20), math.inf), latency=some(channels, 1, 2)),
        lambda: Timing(depth=some(channels, 1, 2, 3, 5), latency=some(channels, 1, 1, 1, 2, 3),
                       interval=some(nodes, 1, 1, 1, 1, 2, 3)),
        lambda: any_timing(graph, rng),
    ))
    return [make() for _ in range(16)]


def shallowest(graph: Graph, timings: list[Timing]) -> Timing:
    return Timing(depth={c.name: min(t.depth.get(c.name, c.depth) for t in timings)
                         for c in graph.channels if not is_lock(c)})


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_the_lanes_themselves(start, level, scale):
    """One pass ends with the cycles of every lane, wherever the shallowest of all channels would not block."""
    ended = 0
    for seed in range(start, start + 20, scale):
        rng = random.Random(seed)
        if rng.random() < 0.5:
            case = rng.choice((native_cases.blocks, native_cases.join_tree, native_cases.reconvergent))(rng)
        else:
            name = rng.choice(("spmm ikj", "spmm ijk", "add of products", "columns"))
            case = kernel(name, seed, rng.choice((5, 12)), rng.choice((0.1, 0.3, 1.0)),
                          profile=rng.choice(("ideal", "pipelined")))
        ended += as_one_by_one(case, rng)
    assert ended >= 10 / scale


@pytest.mark.parametrize("start", [0, 600, 660])
def test_periods(start, level, scale):
    """Long fibers in shallow channels: what comes back again and again is followed, until something is late."""
    for seed in range(start, start + 40, scale):
        rng = random.Random(seed)
        assert as_one_by_one(native_cases.streams(rng), rng), seed


def as_one_by_one(case: Case, rng: random.Random) -> bool:
    """One pass gives the cycles of every lane; False if the shallowest of all channels would block."""
    timings = [t for t in sixteen(case.graph, rng) if singly(case, t) is not None]
    if len(timings) < 2 or singly(case, shallowest(case.graph, timings)) is None:
        return False
    chunk = rng.choice((64, 4096))
    with Session(case.graph, case.fresh(), *timings, check=False, figures=False, chunk=chunk) as session:
        session.finish()
        assert session.native.lane_cycles[: len(timings)] == [singly(case, t) for t in timings], case.name
    return True


@pytest.mark.parametrize("name", ["spmm ikj", "spmm ijk", "add of products", "columns"])
def test_kernels(name, level):
    case, rng = kernel(name, 1, 4, 0.3, profile="pipelined"), random.Random(name)
    check(case, [any_timing(case.graph, rng) for _ in range(20)], rng)


def test_the_order_does_not_matter():
    case, rng = native_cases.reconvergent(random.Random(7)), random.Random(7)
    timings = [any_timing(case.graph, rng) for _ in range(40)]
    found = dict(zip(map(id, timings), retime.retime(case.graph, case.fresh(), timings)))
    for count in (40, 5, 23):
        some = rng.sample(timings, count)
        assert retime.retime(case.graph, case.fresh(), some, threads=2) == [found[id(t)] for t in some]
    assert retime.retime(case.graph, case.fresh(), []) == []
    assert len({*found.values()}) > 5


def test_results_are_written():
    case, rng = kernel("spmm ikj", 1, 4, 0.3), random.Random(1)
    once = case.fresh()
    engine.run(case.graph, once)
    for threads in (1, 2):
        memories = case.fresh()
        retime.retime(case.graph, memories, [any_timing(case.graph, rng) for _ in range(18)], threads=threads)
        assert all(list(memories[m.name]) == list(once[m.name]) for m in case.graph.memories)


# far ahead


def stream(items: int, gaps: list[int]) -> Case:
    """A source with these gaps in turn, a fork, a sink."""
    net = Net(random.Random(1), "stream")
    tokens = encode(list(range(items)), 1)
    content = native_cases.words(tokens, [gaps[k % len(gaps)] for k in range(len(tokens))])
    memory = net.memory("tokens", "tokens", content)
    source = net.node("source", {}, {"out": ("crd", 1)}, type="crd", level=1, tokens=memory, latency=1)
    net.node("fork", {"in": (source, "out")}, {"out0": ("crd", 1)}, type="crd", level=1, n=1)
    return net.finish()


BIG = 2**29 - 7


@pytest.mark.parametrize("timing", [
    Timing(), Timing(latency={"source0.out->fork1.in": 10**8}), Timing(interval={"fork1": 10**9}),
    Timing({"fork1.out0->sink3.in": 1}, {"fork1.out0->sink3.in": 10**9}),
    Timing(latency={"fork1.out0->sink3.in": 2**31}), Timing(interval={"sink3": 2**31}),
], ids=repr)
def test_cycles_beyond_32_bits(timing, level):
    case = stream(20, [BIG, 0, 1])
    expected = oracle.run(case.graph, case.fresh(), timing=timing)
    assert expected.cycles > FAR
    for how in ({}, {"threads": 2, "chunk": 8}, {"figures": False}):
        native_cases.same_log(case.graph, engine.run(case.graph, case.fresh(), timing=timing, log=True, **how),
                              expected, how.get("figures", True))
    lanes = [timing, Timing(), Timing({"source0.out->fork1.in": 1}), Timing(interval={"source0": 3})]
    assert check(case, lanes, random.Random(1), oracles=4)[0] == expected.cycles


def test_periods_move_along(level):
    """A long fiber in channels of two slots, slowly: the times of its period count from a later cycle every now and
    then."""
    net, items = Net(random.Random(1), "fiber"), 60_000
    refs = net.source("ref", 1, [0])
    bounds = net.node("bounds", {"ref": refs}, {"bounds": ("bounds", 1)}, level=1, kind="c", size=None,
                      seg=net.memory("seg", "seg", [0, items]))
    gen = net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", 2), "ref": ("ref", 2)}, level=1, kind="c",
                   crd=net.memory("crd", "crd", list(range(items))))
    net.node("array", {"ref": (gen, "ref")}, {"val": ("val", 2)}, level=2, vals=net.memory("vals", "vals", [1] * items),
             present=None)
    case = net.finish(stall=0)
    channels = [c.name for c in case.graph.channels if c.src[0] == gen]
    timings = [Timing(dict.fromkeys(channels, 2 + k % 3), dict.fromkeys(channels, 40_000 - k)) for k in range(16)]
    found = check(case, timings, random.Random(1), oracles=0)
    assert all(n > 2**29 for n in found)


def test_waits_of_a_sink_beyond_31_bits(level):
    """The largest words that a memory of gaps holds."""
    case = stream(6, [0])
    gaps = next(m.name for m in case.graph.memories if m.role == "gaps")
    case.memories[gaps][:3] = [2**31 - 1, 2**31, 2**32 - 1]
    expected = oracle.run(case.graph, case.fresh())
    assert expected.cycles > 2**33
    native_cases.same_log(case.graph, engine.run(case.graph, case.fresh(), log=True), expected)
    assert check(case, [Timing(), Timing(interval={"fork1": 2})], random.Random(1), oracles=2)[0] == expected.cycles


def test_lanes_that_drift_apart(level):
    """One lane is fast, the others take more and more time: what 32 bits hold of the difference is soon exceeded."""
    case = stream(60, [0])
    intervals = [1, 10**6, 10**7, 10**8, 4 * 10**8]
    found = check(case, [Timing(interval={"fork1": n}) for n in intervals], random.Random(1), oracles=5)
    assert found[-1] > 2 * 10**10 and found[0] < 200


def test_time_moves_along(level):
    """Past 2^29 cycles the lanes count from a later cycle, again and again; nodes that end early keep their time."""
    net, items, step = Net(random.Random(1), "long"), 150_000, 8000
    crd = net.source("crd", 1, list(range(items)))
    half = list(range(0, items, 2))
    net.node("left_join", {"crd_a": crd, "crd_b": net.source("crd", 1, half), "b0": net.source("ref", 1, half)},
             {"b0": ("ref", 1)}, level=1, b=["ref"])
    few = net.source("val", 2, [[1, 2], [3]])
    net.node("reduce", {"val": few}, {"val": ("val", 1)}, level=2, op="sum", count=False)
    case = net.finish()
    late = next(c.dst[0] for c in case.graph.channels if c.src[0].startswith("left_join"))
    timings = []
    for k in range(16):
        rng = random.Random(k)
        slow = {late: step - k} if k % 3 else {crd[0]: step - k}
        timings.append(Timing({c.name: rng.choice((1, 2, 5)) for c in case.graph.channels},
                              {c.name: rng.randint(1, 9) for c in case.graph.channels}, slow))
    expected = [singly(case, t) for t in timings]
    assert min(expected) > 2 * 2**29
    with Session(case.graph, case.fresh(), *timings, check=False, figures=False) as session:
        session.finish()
        assert session.native.lane_cycles == expected
    assert retime.retime(case.graph, case.fresh(), timings) == expected


def test_ends_of_nodes_are_kept(level):
    """A sink that ends early, and one that goes on past 2^29 cycles: the lanes move along after the first has ended."""
    net = Net(random.Random(1), "ends")
    short, long = net.source("crd", 1, list(range(200))), net.source("crd", 1, list(range(60_000)))
    for end in (short, long):
        net.node("fork", {"in": end}, {"out0": ("crd", 1)}, type="crd", level=1, n=1)
    case = net.finish()
    timings = [Timing({c.name: 2 for c in case.graph.channels}, {}, {long[0]: 20_000 + k, short[0]: 3 + k})
               for k in range(4)]
    assert check(case, timings, random.Random(1), oracles=0)[0] > 2**29

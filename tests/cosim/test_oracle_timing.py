"""The oracle with timing overrides: by hand, and against the graphs that have these timings themselves."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from fuseflow.cosim import number, oracle
from fuseflow.cosim.log import ChannelLog
from fuseflow.cosim.testing import (
    BLOCK_KINDS,
    Block,
    Stimulus,
    expected,
    harness_many,
    load,
    outputs,
    random_block,
    random_timing,
    stimuli,
    stored,
)
from fuseflow.errors import ScheduleError
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.profile import IDEAL, PIPELINED
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import encode

ONE, TWO, THREE = (number.bits(float(x)) for x in (1, 2, 3))


def vector():
    """root -> bounds -> gen -> write_crd of a compressed vector of 3 entries; gen.ref is open."""
    b = Builder("vector", IDEAL)
    for name, n, direction in (("seg", 2, "in"), ("crd", 3, "in"), ("xs", 2, "out"), ("xc", 3, "out")):
        b.memory(Memory(name, n, "A", name, None, direction))
    b.node("root", "root")
    b.node("bounds", "bounds", level=0, kind="c", size=None, seg="seg")
    b.node("gen", "gen", level=0, kind="c", crd="crd")
    b.node("write_crd", "wc", level=1, seg="xs", crd="xc")
    b.connect(("root", "ref"), ("bounds", "ref"))
    b.connect(("bounds", "bounds"), ("gen", "bounds"))
    b.connect(("gen", "crd"), ("wc", "crd"))
    return b.finish(), {"seg": [0, 3], "crd": [4, 7, 9], "xs": [0, 0], "xc": [0] * 3}


def run(timing):
    graph, memories = vector()
    log = oracle.run(graph, memories, timing=timing)
    assert (memories["xs"], memories["xc"]) == ([0, 3], [4, 7, 9])
    return log, {name.split("->")[0]: (c.push, c.pop) for name, c in log.channels.items()}


def figures(node):
    return node.fired, node.stalled_input, node.stalled_output, node.idle


CRD = "gen.crd->wc.crd"


def test_interval():
    # gen sees (0, 3) in 3. With II = 3 it fires in 3, 6, 9, 12 and, with D, in 15; the writer pops 2 later. The cycles
    # between are waits for no room: stalled_input, like the first three.
    log, got = run(Timing(interval={"gen": 3}))
    assert got["gen.crd"] == ([3, 6, 9, 12, 15], [5, 8, 11, 14, 17])
    assert log.cycles == 18 and figures(log.nodes["gen"]) == (5, 11, 0, 2)
    # A node that waits longer than its interval anyway fires when it can: the root may push D in 2 at the earliest.
    log, got = run(Timing(interval={"root": 2, "bounds": 4}))
    assert got["root.ref"] == ([0, 2], [1, 5]) and got["bounds.bounds"] == ([1, 5], [3, 7])


def test_interval_and_room():
    # One slot, L = 5: a push in t is popped in t + 5, and there is room again in t + 6: in 9, 15, 21, 27. Until then
    # gen waits for room, also in the cycles in which its interval would not let it go.
    timing = Timing({CRD: 1}, {CRD: 5}, {"gen": 3})
    log, got = run(timing)
    assert got["gen.crd"] == ([3, 9, 15, 21, 27], [8, 14, 20, 26, 32])
    assert log.cycles == 33 and figures(log.nodes["gen"]) == (5, 3, 20, 5)
    # II = 8: room comes back in the sixth cycle after a push; it waits for its interval in the two after that.
    log, got = run(replace(timing, interval={"gen": 8}))
    assert got["gen.crd"][0] == [3, 11, 19, 27, 35]
    assert log.cycles == 41 and figures(log.nodes["gen"]) == (5, 3 + 8, 20, 5)


def test_latency_and_depth():
    _, got = run(Timing(latency={"root.ref->bounds.ref": 4, "bounds.bounds->gen.bounds": 1}))
    assert got["root.ref"] == ([0, 1], [4, 5]) and got["bounds.bounds"] == ([4, 5], [5, 9])
    # Two slots, L = 3: two tokens in four cycles, and D in 11.
    log, got = run(Timing({CRD: 2}, {CRD: 3}))
    assert got["gen.crd"] == ([3, 4, 7, 8, 11], [6, 7, 10, 11, 14])
    # Slots without end: the slow writer does not hold gen up.
    log, got = run(Timing({CRD: math.inf}, interval={"wc": 10}))
    assert got["gen.crd"] == ([3, 4, 5, 6, 7], [5, 15, 25, 35, 45])
    assert log.channels[CRD].max_fill == 4 and log.nodes["gen"].stalled_output == 0


def single(kind, params, profile, *inputs):
    block = Block("x", kind, params)
    graph = harness_many([block], profile)
    return graph, load(graph, [(block, Stimulus(inputs))], random.Random(0), stall=0)


def test_hazards():
    # See `test_oracle.py`: sacc takes the first 3 in cycle 1, and the second one W cycles later.
    params = {"level": 2, "op": "sum", "sizes": [8], "perm": [0], "count": False}
    graph, memories = single("accumulator", params, IDEAL, [[3], [3], [5]], [[ONE], [TWO], [THREE]])

    def pops(channel, **hazard):
        return oracle.run(graph, memories, timing=Timing(hazard=hazard)).channels[channel].pop

    crd, result = "x_crd0.out->x_sacc.crd0", "x_drain.crd0->x_crd0_sink.in"
    assert pops(crd) == pops(crd, x_sacc=1) == pops(crd, x_sacc=2) == [1, 2, 3, 4, 5, 6, 7, 16]
    assert pops(crd, x_sacc=6)[:7] == [1, 2, 7, 8, 9, 10, 11]
    # drain starts in 9, and its first entry comes W later: by itself 4.
    assert pops(result) == pops(result, x_drain=4) == [14, 15, 16, 19]
    assert pops(result, x_drain=1)[:3] == [11, 12, 13] and pops(result, x_drain=9)[:3] == [19, 20, 21]

    # racc with W = 3 instead of 8: additions in 2 and 5 hold up the actions after them only.
    graph, memories = single("racc", {"level": 2}, PIPELINED, [[ONE, TWO, THREE], [ONE], [ONE, TWO]])
    flagged = "x_flagged.out->x.flagged"
    assert pops(flagged) == pops(flagged, x=8) == [1, 2, 10, 11, 12, 13, 14, 15]
    assert pops(flagged, x=3) == [1, 2, 5, 6, 7, 8, 9, 10]
    assert pops(flagged, x=1) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_nothing_but_time_changes(kind):
    """Tokens, results and the sum of the figures stay; no two actions are closer than their interval."""
    rng = random.Random(f"timing {kind}")
    for profile in (IDEAL, PIPELINED):
        block = random_block("x", kind, rng)
        graph = harness_many([block], profile)
        stimulus = stimuli(kind, block.params, rng)
        memories = load(graph, [(block, stimulus)], rng)
        for _ in range(4):
            timing = random_timing(graph, rng)
            log = oracle.run(graph, memories, timing=timing)
            nested, words = expected(block, stimulus, profile)
            assert outputs(log, block) == nested and stored(memories, block) == words
            for name, node in log.nodes.items():
                assert min(figures(node)) >= 0 and sum(figures(node)) == log.cycles, name
            for c in graph.channels:
                own = log.channels[c.name]
                for events, node in ((own.push, c.src[0]), (own.pop, c.dst[0])):
                    interval = timing.interval.get(node, 1)
                    assert all(b - a >= interval for a, b in zip(events, events[1:]))
                latency = timing.latency.get(c.name, c.latency)
                assert all(b - a >= latency for a, b in zip(own.push, own.pop, strict=True))
                assert own.max_fill <= timing.depth.get(c.name, c.depth)


def test_the_timing_of_the_graph_itself():
    rng = random.Random(17)
    for profile in (IDEAL, PIPELINED):
        blocks = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(BLOCK_KINDS)]
        graph = harness_many(blocks, profile)
        memories = load(graph, [(b, stimuli(b.kind, b.params, rng)) for b in blocks], rng)
        plain = oracle.run(graph, memories)
        own = Timing({c.name: c.depth for c in graph.channels}, {c.name: c.latency for c in graph.channels},
                     {n.name: 1 for n in graph.nodes})
        assert oracle.run(graph, memories, timing=own) == plain == oracle.run(graph, memories, timing=Timing())
        other = random_timing(graph, rng).depth
        assert oracle.run(graph, memories, timing=Timing(other)) == oracle.run(graph.with_depth(other), memories)


def test_timing_that_does_not_fit():
    graph, memories = vector()
    with pytest.raises(ScheduleError, match="'nothing'"):
        oracle.run(graph, memories, timing=Timing({"nothing": 3}))


def test_mean_fill():
    # Three tokens take slots in cycles 0-3, 2-3 and 5; at the ends of cycles 0 to 9: 1 1 2 2 0 1 0 0 0 0.
    log = ChannelLog([0, 2, 5], [4, 4, 6], encode([], 1))
    assert log.mean_fill(10) == 0.7 and log.mean_fill(0) == 0.0
    # One that was never popped stays.
    assert ChannelLog([0, 2, 5], [4], []).mean_fill(10) == (4 + 8 + 5) / 10

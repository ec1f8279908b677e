"""The oracle: its cycles by hand, its tokens against list functions, its reports of deadlock and disorder."""

from __future__ import annotations

import math
import pickle
import random
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuseflow.cosim import number, oracle
from fuseflow.cosim.chains import pairwise
from fuseflow.cosim.deadlock import Deadlock, Waiting
from fuseflow.cosim.primitives import MACHINES
from fuseflow.cosim.testing import (
    BLOCK_KINDS,
    FILL,
    Block,
    Stimulus,
    expected,
    harness,
    harness_many,
    load,
    outputs,
    random_block,
    random_timing,
    stimuli,
    stored,
    words,
)
from fuseflow.errors import GraphError, SimulationError
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.primitives import KINDS
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import D, N, encode, item, show, stop

DEEP = Profile("deep", memory=2, add=4, mul=3, compare=2)
PROFILES = (IDEAL, PIPELINED, DEEP)

ONE, TWO, THREE = (number.bits(float(x)) for x in (1, 2, 3))


# one node at a time


def test_every_kind_has_a_machine():
    assert MACHINES.keys() == KINDS.keys()


def check_case(blocks, stimuli_, profile, rng, stall=None):
    """Outputs and stored words as the list functions have them; figures that sum up; registers as in the beginning."""
    graph = harness_many(blocks, profile)
    cases = list(zip(blocks, stimuli_))
    memories = load(graph, cases, rng, stall=stall)
    simulation = oracle.Simulation(graph, memories)
    simulation.run()
    log = simulation.log()
    for wire in simulation.wires:
        wire.check()
    for block, stimulus in cases:
        nested, words_ = expected(block, stimulus, profile)
        assert outputs(log, block) == nested
        assert stored(memories, block) == words_
    for channel in log.channels.values():
        fills = [sum(p <= t for p in channel.push) - sum(p <= t for p in channel.pop) for t in range(log.cycles)]
        assert channel.max_fill == max(fills) and channel.mean_fill(log.cycles) == sum(fills) / log.cycles
    for name, figures in log.nodes.items():
        parts = figures.fired, figures.stalled_input, figures.stalled_output, figures.idle
        assert min(parts) >= 0 and sum(parts) == log.cycles, name
    fresh = oracle.Simulation(graph, memories)
    for process, new in zip(simulation.processes, fresh.processes):
        assert vars(process.machine) == vars(new.machine)
    return graph, memories, log


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(PROFILES))
def test_machines_do_what_the_list_functions_say(seed, profile):
    rng = random.Random(seed)
    blocks = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(rng.sample(BLOCK_KINDS, 4))]
    check_case(blocks, [stimuli(b.kind, b.params, rng) for b in blocks], profile, rng)


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_kind(kind):
    rng = random.Random(kind)
    for profile in PROFILES * 2:
        block = random_block("x", kind, rng)
        check_case([block], [stimuli(kind, block.params, rng)], profile, rng)


def test_random_references_stay_below_the_numbers_of_control_tokens():
    def leaves(x):
        return [y for part in x for y in leaves(part)] if isinstance(x, list) else [] if x is None else [x]

    rng = random.Random(2)
    for type in ("crd", "ref", "bounds"):
        found = [y for _ in range(300) for y in leaves(stimuli("fork", {"type": type, "level": 2}, rng).inputs[0])]
        halves = [half for y in found for half in (y & 0xFFFFFFFF, y >> 32)]
        assert max(halves) < 2**31 - 1024
        assert type != "bounds" or min(max(y >> 32 for y in found), max(y & 0xFFFFFFFF for y in found)) > 2**30


@pytest.mark.parametrize("op", sorted(FUNCTIONS))
def test_functions_agree_with_the_specification(op):
    rng = random.Random(op)
    special = [0, 1 << 31, 1, 0x80000001, 0x7F800000, 0xFF800000, number.NAN, 0x7F7FFFFF, ONE, 0x00800000, 0x33800000]
    arity = 2 if op in BINARY else 1
    cases = [(x, y)[:arity] for x in special for y in special]
    for _ in range(1500):
        draw = [rng.getrandbits(32) for _ in range(arity)]
        cases.append(tuple(number.NAN if x & 0x7FFFFFFF > 0x7F800000 else x for x in draw))
    for operands in cases:
        assert number.FUNCTIONS[op](*operands) == FUNCTIONS[op](*operands), [hex(x) for x in operands]


def test_a_pipelined_sum_is_taken_in_the_stated_order():
    # 2^24 + 1 = 2^24 in float32, so the order shows: ((2^24 + 1) + (1 + 1)) with one fold, left to right without.
    big = number.bits(2.0**24)
    items = [big, ONE, ONE, ONE]
    assert pairwise(items, 0) == big
    assert pairwise(items, 1) == number.bits(2.0**24 + 2)
    rng = random.Random(5)
    values = [[number.bits(rng.uniform(-1, 1) * 10 ** rng.randint(-4, 4)) for _ in range(n)] for n in (0, 1, 2, 7, 33)]
    block = Block("x", "sum", {"level": 2, "count": True}, depth=2)
    _, _, log = check_case([block], [Stimulus((values,))], PIPELINED, rng)
    assert outputs(log, block) == ([pairwise(v, 3) for v in values], [None, 1, 2, 7, 33])


# cycles by hand


def vector(profile=IDEAL):
    """root -> bounds -> gen -> write_crd, and gen.ref -> array -> write_val, of a compressed vector of 3 entries."""
    b = Builder("vector", profile)
    for name, n, direction in (
        ("seg", 2, "in"), ("crd", 3, "in"), ("vals", 3, "in"), ("xs", 2, "out"), ("xc", 3, "out"), ("xv", 3, "out"),
    ):
        b.memory(Memory(name, n, "A", name, None, direction))
    b.node("root", "root")
    b.node("bounds", "bounds", level=0, kind="c", size=None, seg="seg")
    b.node("gen", "gen", level=0, kind="c", crd="crd")
    b.node("array", "array", level=1, vals="vals", present=None)
    b.node("write_crd", "wc", level=1, seg="xs", crd="xc")
    b.node("write_val", "wv", level=1, vals="xv", present=None)
    b.connect(("root", "ref"), ("bounds", "ref"))
    b.connect(("bounds", "bounds"), ("gen", "bounds"))
    b.connect(("gen", "crd"), ("wc", "crd"))
    b.connect(("gen", "ref"), ("array", "ref"))
    b.connect(("array", "val"), ("wv", "val"))
    memories = {"seg": [0, 3], "crd": [4, 7, 9], "vals": [ONE, TWO, THREE], "xs": [0, 0], "xc": [0] * 3, "xv": [0] * 3}
    return b.finish(), memories


def by_channel(log):
    return {name.split("->")[0]: (c.push, c.pop) for name, c in log.channels.items()}


def test_cycles_of_a_vector():
    # root: 0 in cycle 0, D in 1.  bounds sees them one later (L = 1).  Its output has L = rl + 1 = 2: gen sees (0, 3)
    # in 3 and takes it; the other two entries and S0 follow one a cycle in 4, 5, 6; D, visible since 4, goes in 7.
    # crd has L = rl + 1 = 2: the writer pops in 5..9.  ref has L = 1: array pops in 4..8, and its values (L = 2) are
    # popped in 6..10.  Cycles: 1 + 10.
    graph, memories = vector()
    log = oracle.run(graph, memories)
    assert by_channel(log) == {
        "root.ref": ([0, 1], [1, 2]),
        "bounds.bounds": ([1, 2], [3, 7]),
        "gen.crd": ([3, 4, 5, 6, 7], [5, 6, 7, 8, 9]),
        "gen.ref": ([3, 4, 5, 6, 7], [4, 5, 6, 7, 8]),
        "array.val": ([4, 5, 6, 7, 8], [6, 7, 8, 9, 10]),
    }
    assert log.cycles == 11
    assert (memories["xs"], memories["xc"], memories["xv"]) == ([0, 3], [4, 7, 9], [ONE, TWO, THREE])
    assert [show(t) for t in log.channels["gen.crd->wc.crd"].tokens] == ["4", "7", "9", "S0", "D"]
    # gen waits for its first head in 0..2, fires in 3..7, is idle in 8..10
    gen = log.nodes["gen"]
    assert (gen.fired, gen.stalled_input, gen.stalled_output, gen.idle) == (5, 3, 0, 3)


def test_cycles_of_a_vector_with_one_slot():
    # D = 1: a slot is free again in the cycle after the pop.  root pushes D in 2 (pop of the 0 in 1).  bounds sees D in
    # 3, but its slot is taken until gen pops in 3: it fires in 4.  gen pushes crd and ref together, and crd (L = 2) is
    # slower: pushed in 3, popped in 5, free in 6; so gen fires in 3, 6, 9, 12, and with D (visible since 6) in 15.
    # array sees its head one later, its own output (L = 2) is free by then: it fires in 4, 7, 10, 13, 16.
    graph, memories = vector()
    log = oracle.run(graph.with_depth(1), memories)
    assert by_channel(log) == {
        "root.ref": ([0, 2], [1, 4]),
        "bounds.bounds": ([1, 4], [3, 15]),
        "gen.crd": ([3, 6, 9, 12, 15], [5, 8, 11, 14, 17]),
        "gen.ref": ([3, 6, 9, 12, 15], [4, 7, 10, 13, 16]),
        "array.val": ([4, 7, 10, 13, 16], [6, 9, 12, 15, 18]),
    }
    assert log.cycles == 19
    # root waits for room in 1; gen for its first head in 0..2, for room in 4, 5, 7, 8, 10, 11, 13, 14
    root, gen = log.nodes["root"], log.nodes["gen"]
    assert (root.fired, root.stalled_input, root.stalled_output, root.idle) == (2, 0, 1, 16)
    assert (gen.fired, gen.stalled_input, gen.stalled_output, gen.idle) == (5, 3, 8, 3)


@pytest.mark.parametrize("latency", [1, 2, 3, 9])
@pytest.mark.parametrize("depth", [1, 2, 3, 10])
def test_rate_of_a_channel(depth, latency):
    """min(1, D / (L + 1)): groups of D tokens, L + 1 cycles apart unless that is less than D."""
    n = 40
    block = Block("x", "fork", {"type": "val", "level": 1, "n": 1}, depth=64, latency=latency)
    graph = harness_many([block], IDEAL).with_depth({"x_in.out->x.in": depth})
    log = oracle.run(graph, load(graph, [(block, Stimulus((list(range(n)),)))], random.Random(0), stall=0))
    channel = log.channels["x_in.out->x.in"]
    period = max(depth, latency + 1)
    assert channel.push == [k // depth * period + k % depth for k in range(n + 2)]
    assert channel.pop == [t + latency for t in channel.push]
    assert channel.max_fill == min(depth, latency)


def test_gaps_of_source_and_sink():
    # Token k is followed by its gap: pushes in 0, 3, 4, 5.  The sink sees them one later; its first pop, in 1, is
    # followed by 4 idle cycles, the next ones by none: pops in 1, 6, 7, 8.
    graph = harness("fork", {"type": "crd", "level": 1, "n": 1}, IDEAL)
    memories = {
        "x_in_tokens": words([item(1), item(2), stop(0), D], [2, 0, 0, 5]),
        "x_out0_gaps": [4] + [0] * 63,
    }
    log = oracle.run(graph, memories)
    assert log.channels["x_in.out->x.in"].push == [0, 3, 4, 5]
    assert log.channels["x.out0->x_out0_sink.in"].push == [1, 4, 5, 6]
    assert log.channels["x.out0->x_out0_sink.in"].pop == [2, 7, 8, 9]
    assert log.cycles == 10


def accumulate(profile, crds, values):
    block = Block("x", "accumulator", {"level": 2, "op": "sum", "sizes": [8], "perm": [0], "count": False})
    graph = harness_many([block], profile)
    memories = load(graph, [(block, Stimulus((crds, values)))], random.Random(0), stall=0)
    return by_channel(oracle.run(graph, memories))


def test_cycles_of_a_sparse_accumulator():
    # [[3], [3], [5]], rl = 1, P = 0: W = 2.  Sources push 3 S0 3 S0 5 S0 S1 D in 0..7, sacc sees them one later and
    # takes one a cycle: 3 in 1 and 3 (2 cycles apart: the hazard is over); S1 in 7, D in 8 if the lock is free.
    # The hand-over has L = W = 2: drain starts in 9, its first entry comes 2 (rl + 1) = 4 later, in 13, the other in
    # 14, S0 in 15 with the pop of the lock.  sacc hands D over in 16, drain passes it in 18.
    got = accumulate(IDEAL, [[3], [3], [5]], [[ONE], [TWO], [THREE]])
    assert got["x_crd0.out"][1] == [1, 2, 3, 4, 5, 6, 7, 16]
    assert got["x_sacc.handover"] == ([7, 16], [15, 18])
    assert got["x_drain.crd0"] == ([13, 14, 15, 18], [14, 15, 16, 19])
    assert got["x_drain.val"] == ([13, 14, 15, 18], [15, 16, 17, 20])
    # Pipelined: W = 1 + 7 + 1 = 9.  The second 3 waits until 1 + 9; 5 is another address.
    got = accumulate(PIPELINED, [[3], [3], [5]], [[ONE], [TWO], [THREE]])
    assert got["x_crd0.out"][1][:7] == [1, 2, 10, 11, 12, 13, 14]


def test_cycles_of_an_empty_bank():
    # S0 S1 D in 0..2; sacc hands S1 over in 2, drain starts in 4, and even on an empty bank S0 comes 4 later, in 8.
    # The slot is free in 9: D is handed over, and passed in 11.
    got = accumulate(IDEAL, [[]], [[]])
    assert got["x_sacc.handover"] == ([2, 9], [8, 11])
    assert got["x_drain.crd0"][0] == [8, 11]


@pytest.mark.parametrize(("perm", "crds"), [([0, 1], ([1, 2], [[3, 5], [3]])), ([1, 0], ([3, 5], [[1, 2], [1]]))])
def test_cycles_of_a_sparse_accumulator_of_order_2(perm, crds):
    # sacc takes one token of crd1 and val a cycle from 1 on, and 1 and 2 of crd0 with the stops of their fibers, in 3
    # and 5. It hands over in 7; drain starts in 9. Its first entry, in 13, has both coordinates; that in 14 is of the
    # same fiber. S0 in 15 closes it, the third entry opens another one in 16; S0 in 17, and in 18 the last stops, with
    # the pop of the lock. So D is handed over in 19, and passed in 21.
    block = Block("x", "accumulator", {"level": 2, "op": "sum", "sizes": [4, 8], "perm": perm, "count": False})
    graph = harness_many([block], IDEAL)
    stimulus = Stimulus(([[1, 2]], [[[3, 5], [3]]], [[[ONE, TWO], [THREE]]]))
    log = oracle.run(graph, load(graph, [(block, stimulus)], random.Random(0), stall=0))
    got = by_channel(log)
    assert got["x_crd0.out"][1] == [3, 5, 6, 7, 19]
    assert got["x_crd1.out"][1] == got["x_val.out"][1] == [1, 2, 3, 4, 5, 6, 7, 19]
    assert got["x_sacc.handover"] == ([7, 19], [18, 21])
    assert got["x_drain.crd0"][0] == [13, 16, 18, 21]
    assert got["x_drain.crd1"][0] == got["x_drain.val"][0] == [13, 14, 15, 16, 17, 18, 21]
    values = [[ONE, TWO], [THREE]] if perm == [0, 1] else [[ONE, THREE], [TWO]]
    assert outputs(log, block) == (crds[0], crds[1], values)


def test_cycles_of_a_pipelined_accumulation():
    # racc alone, W = 8: the first item is stored, the second one added at once, the third 8 cycles after that; the
    # first item of the next fiber is stored at once, and so is the last one of one item.
    values = [[ONE, TWO, THREE], [ONE], [ONE, TWO]]
    block = Block("x", "racc", {"level": 2})
    graph = harness_many([block], PIPELINED)
    log = oracle.run(graph, load(graph, [(block, Stimulus((values,)))], random.Random(0), stall=0))
    assert by_channel(log)["x_flagged.out"][1] == [1, 2, 10, 11, 12, 13, 14, 15]


BY_HAND = [
    # kind and parameters, inputs, cycles of the pops of every input, of the pushes of the output, what is pushed.
    # All sources push from cycle 0 on, one token a cycle; so all heads are visible from 1 on.
    # 1, 2 and S0 are stored as they pass for 3; sent again for 5; then S0 and D of rep.
    ("replay", {"type": "val", "level": 0, "extra": 1, "size": 3}, ([ONE, TWO], [3, 5]),
     ([1, 2, 3, 8], [3, 6, 7, 8]), [1, 2, 3, 4, 5, 6, 7, 8], "1 2 S0 1 2 S0 S1 D"),
    # Nobody wants the tree, which is larger than the buffer: it goes, and the empty fiber is closed with its end.
    ("replay", {"type": "val", "level": 1, "extra": 1, "size": 1}, ([[ONE, TWO]], [[]]),
     ([1, 2, 3, 4, 5], [3, 4, 5]), [3, 4, 5], "S1 S2 D"),
    # A tree that is one token, three times.
    ("replay", {"type": "ref", "level": 0, "extra": 2, "size": 1}, ([], [0, 1, 2]),
     ([1, 5], [1, 2, 3, 4, 5]), [1, 2, 3, 4, 5], "S1 S1 S1 S2 D"),
    # 1 is lost with 7, 8, S0; 2 is new; 3 stays with 9.
    ("realign", {"type": "ref", "level": 1, "extra": 1}, ([1, 3], [2, 3], [[7, 8], [9]]),
     ([3, 6, 7, 8], [4, 6, 7, 8], [1, 2, 3, 5, 6, 7, 8]), [4, 5, 6, 7, 8], "S0 9 S0 S1 D"),
    # An end two levels up; 4, after all old ones, is new.
    ("realign", {"type": "crd", "level": 1, "extra": 2}, ([1], [1, 4], [[[5], []]]),
     ([4, 6, 7], [4, 5, 6, 7], [1, 2, 3, 4, 6, 7]), [1, 2, 3, 4, 5, 6, 7], "5 S0 S0 S1 S1 S2 D"),
    # 3 is the second one, and what comes after it is not looked at; 5 is not there.
    ("lookup", {"level": 1}, ([3, 5], [[1, 3, 4], []], [[6, 7, 8], []]),
     ([4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]), [2, 5, 6, 7], "7 N S0 D"),
    ("locate", {"level": 1, "size": 10, "flat": True}, ([1, None, 4], [2, 3, 0]),
     ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]), [1, 2, 3, 4, 5], "12 N 40 S0 D"),
]


@pytest.mark.parametrize(("kind", "params", "inputs", "pops", "pushes", "tokens"), BY_HAND)
def test_cycles_by_hand(kind, params, inputs, pops, pushes, tokens):
    block = Block("x", kind, params)
    for profile, rl in ((IDEAL, 1), (DEEP, 2)):
        graph = harness_many([block], profile)
        log = oracle.run(graph, load(graph, [(block, Stimulus(inputs))], random.Random(0), stall=0))
        by_port = by_channel(log)
        (out,) = [c for c in graph.channels if c.src[0] == "x"]
        latency = rl + 1 if kind in ("replay", "locate") else 1
        assert tuple(by_port[f"x_{port.name}.out"][1] for port in KINDS[kind].ports(params)[0]) == pops
        assert by_port[f"x.{out.src[1]}"] == (pushes, [t + latency for t in pushes])
        assert " ".join(show(t, out.type) for t in log.channels[out.name].tokens) == tokens


def test_a_place_keeps_the_fill():
    block = Block("x", "write_val", {"level": 2, "vals": "vals", "present": None})
    graph = harness_many([block], IDEAL)
    memories = load(graph, [(block, Stimulus(([[ONE, None], [], [None, TWO]],)))], random.Random(0))
    oracle.run(graph, memories)
    assert memories["x_vals"][:5] == [ONE, FILL, FILL, TWO, FILL]


class Patient(oracle.Simulation):
    """Asks every node in every cycle, and counts the figures of the nodes cycle by cycle."""

    def ask(self, process, cycle):
        super().ask(process, self.cycle + 1)

    def decide(self, process):
        action = super().decide(process)
        if process.finished is None:
            self.ask(process, self.cycle + 1)
            answer = process.machine.step(process.heads(self.cycle), self.cycle)
            full = type(answer) is oracle.Action and bool(process.full(answer))
            self.full[process.name] = self.full.get(process.name, 0) + full
        return action


def test_nobody_is_asked_too_late():
    rng = random.Random(11)
    for profile in PROFILES * 4:
        blocks = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(rng.sample(BLOCK_KINDS, 3))]
        graph = harness_many(blocks, profile)
        cases = [(b, stimuli(b.kind, b.params, rng)) for b in blocks]
        memories = load(graph, cases, rng)
        for timing in (None, random_timing(graph, rng)):
            log = oracle.run(graph, memories, timing=timing)
            patient = Patient(graph, memories, timing)
            patient.full = {}
            patient.run()
            assert patient.log() == log
            assert patient.full == {name: figures.stalled_output for name, figures in log.nodes.items()}


# what cannot end


def softmax_like(depth, n, *more, writes=False):
    """x - max(x): the fork feeds a reduction that must see the whole fiber, and a path that must hold it meanwhile.

    Once for a fiber of n values, and once more for each further length, side by side. The first result goes to a sink,
    or to a writer.
    """
    b = Builder("shifted", IDEAL)
    memories = {}
    for prefix, length in zip(("", "b_", "c_"), (n, *more)):
        for port, type in (("x", "val"), ("rep", "crd")):
            b.memory(Memory(f"{prefix}{port}_tokens", 3 * (length + 2), port, "tokens", None, "in"))
            b.node("source", prefix + port, type=type, level=1, tokens=f"{prefix}{port}_tokens", latency=1)
        b.node("fork", f"{prefix}fork", type="val", level=1, n=2)
        b.node("reduce", f"{prefix}max", level=1, op="max", count=False)
        b.node("repeat", f"{prefix}repeat", type="val", level=0)
        b.node("alu", f"{prefix}sub", level=1, op="sub", arity=2, constant=None, annihilators=[], fills=[0, 0],
               full=False)
        if writes and not prefix:
            b.memory(Memory("result", n, "result", "vals", None, "out"))
            b.node("write_val", "write", level=1, vals="result", present=None)
            end, memories["result"] = "write.val", [0] * n
        else:
            b.memory(Memory(f"{prefix}gaps", 64, "gaps", "gaps", None, "in"))
            b.node("sink", f"{prefix}sink", type="val", level=1, gaps=f"{prefix}gaps")
            end, memories[f"{prefix}gaps"] = "sink.in", [0] * 64
        for src, dst in (("x.out", "fork.in"), ("fork.out0", "max.val"), ("fork.out1", "sub.a"),
                         ("max.val", "repeat.base"), ("rep.out", "repeat.rep"), ("repeat.out", "sub.b"),
                         ("sub.val", end)):
            b.connect(*(tuple(f"{prefix}{end}".split(".")) for end in (src, dst)))
        values = [number.bits(float(k)) for k in range(length)]
        memories |= {
            f"{prefix}x_tokens": words(encode(values, 1), [0] * (length + 2)),
            f"{prefix}rep_tokens": words(encode(list(range(length)), 1), [0] * (length + 2)),
        }
    return b.finish(depth), memories


def test_deadlock_names_its_ring():
    # x pushes items in 0, 1, 2, ...; fork passes the first four in 1..4, filling the four slots of fork -> sub; nothing
    # is popped there before max has seen S0. max takes the fourth item in 5. x goes on to fill its own channel, whose
    # slots never ran out before: items 4..7 in 4..7. rep filled its channel in 0..3. The last action is x's push in 7.
    with pytest.raises(Deadlock) as caught:
        oracle.run(*softmax_like(4, 20))
    error = caught.value
    k = error.ring.index("fork")
    assert error.ring[k:] + error.ring[:k] == ["fork", "sub", "repeat", "max"]
    assert error.cycle == 8
    assert error.code == "FF-E401"
    assert {Waiting("fork", "room", "fork.out1->sub.a", "sub"), Waiting("max", "token", "fork.out0->max.val", "fork"),
            Waiting("x", "room", "x.out->fork.in", "fork"), Waiting("sink", "token", "sub.val->sink.in", "sub")} < set(
        error.waits
    )
    by_name = {c.channel: c for c in error.channels}
    full = by_name["fork.out1->sub.a"]
    assert (full.fill, full.depth, full.next) == (4, 4, item(0))
    assert by_name["fork.out0->max.val"].next is None
    text = str(error)
    assert "fork waits for room, to be made by sub: fork.out1->sub.a is full, 4/4, next token 0" in text
    assert "max waits for a token from fork: fork.out0->max.val is empty" in text
    again = pickle.loads(pickle.dumps(error))
    assert (again.ring, again.remedy, str(again)) == (error.ring, error.remedy, text)


@pytest.mark.parametrize(("depth", "lengths", "enough"), [
    # All items of the fiber and its S0 wait for the maximum.
    (4, (20,), {"fork.out1->sub.a": 21}),
    (1, (1,), {"fork.out1->sub.a": 2}),
    (4, (20, 3, 8), {"fork.out1->sub.a": 21, "c_fork.out1->c_sub.a": 9}),
])
def test_deadlock_says_what_is_enough(depth, lengths, enough):
    graph, memories = softmax_like(depth, *lengths)
    with pytest.raises(Deadlock) as caught:
        oracle.run(graph, memories)
    error = caught.value
    assert error.remedy == enough
    assert f"enough: {', '.join(f'{name} {d} (now {depth})' for name, d in enough.items())}\nhint: " in str(error)
    oracle.run(graph.with_depth(enough), memories)
    for name, slots in enough.items():
        with pytest.raises(Deadlock):
            oracle.run(graph.with_depth({**enough, name: slots - 1}), memories)
        with pytest.raises(Deadlock):
            oracle.run(graph.with_depth({**enough, name: depth}), memories)


def test_the_remedy_is_that_of_the_timing():
    graph, memories = softmax_like(21, 20)
    timing = Timing({"fork.out1->sub.a": 5, "x.out->fork.in": math.inf})
    with pytest.raises(Deadlock, match=re.escape("enough: fork.out1->sub.a 21 (now 5)\n")):
        oracle.run(graph, memories, timing=timing)


def test_deadlock_without_remedy(monkeypatch):
    # No depth makes good what comes afterwards: rep has an item less than x.
    graph, memories = softmax_like(4, 20)
    short = words(encode(list(range(19)), 1), [0] * 21)
    with pytest.raises(Deadlock) as caught:
        oracle.run(graph, {**memories, "rep_tokens": short})
    assert caught.value.remedy == {} and "enough" not in str(caught.value)
    # Or it is not looked for long.
    for limit in ("SMALL", "EFFORT"):
        with monkeypatch.context() as patch, pytest.raises(Deadlock) as caught:
            patch.setattr(oracle, limit, 20)
            oracle.run(graph, memories)
        assert caught.value.remedy == {} and "more depth" in caught.value.hint


def test_enough_depth_frees_it():
    graph, memories = softmax_like(21, 20)
    log = oracle.run(graph, memories)
    assert [number.single(data) for kind, data in log.channels["sub.val->sink.in"].tokens if kind == 0] == [
        k - 19.0 for k in range(20)
    ]
    with pytest.raises(Deadlock):
        oracle.run(graph.with_depth({"fork.out1->sub.a": 18}), memories)


def test_cycle_limit():
    graph, memories = vector()
    assert oracle.run(graph, memories, max_cycles=11).cycles == 11
    with pytest.raises(SimulationError) as caught:
        oracle.run(graph, memories, max_cycles=10)
    assert caught.value.code == "FF-E403"


def test_progress_is_reported():
    block = Block("x", "fork", {"type": "crd", "level": 1, "n": 1})
    graph = harness_many([block], IDEAL, capacity=10_000)
    seen = []
    memories = load(graph, [(block, Stimulus(([1] * 9_000,)))], random.Random(0), stall=0)
    oracle.run(graph, memories, progress=seen.append)
    assert [p.cycle for p in seen] == [4096, 8192]


# disorder


ORDER_2 = {"level": 2, "op": "sum", "sizes": [4, 8], "perm": [0, 1], "count": False}

DISORDER = [
    # kind and parameters of a node, the streams at its inputs, what is said of them
    ("repeat", {"type": "ref", "level": 0}, {"base": [item(7), D], "rep": [item(1), stop(1), D]},
     "node 'x' (repeat): base and rep are out of step: base has 7, rep has S1"),
    ("intersect", {"level": 1, "a": [], "b": []}, {"crd_a": [item(1), stop(0), D], "crd_b": [D]},
     "node 'x' (intersect): the two sides are out of step: crd_a has 1, crd_b has D"),
    ("intersect", {"level": 1, "a": ["ref"], "b": []},
     {"crd_a": [item(1), stop(0), D], "a0": [stop(0), D], "crd_b": [stop(0), D]}, "a payload is out of step"),
    ("fold_absent", {"level": 0, "op": "sum", "extent": 3, "fill": 0}, {"val": [item(ONE), D], "count": [D]},
     "val and count are out of step: val has 1, count has D"),
    ("accumulator", ORDER_2, {"crd0": [item(1), D], "crd1": [item(3), stop(1), D], "val": [item(ONE), stop(0), D]},
     "node 'x_sacc' (sacc): crd and val are out of step: crd0 has 1, crd1 has S1, val has S0"),
    ("accumulator", ORDER_2,
     {"crd0": [item(1), item(2), D], "crd1": [stop(0), stop(1), D], "val": [stop(0), stop(1), D]},
     "crd and val are out of step: crd0 has 2, crd1 has S1, val has S1"),
    ("accumulator", ORDER_2, {"crd0": [stop(0), D], "crd1": [item(3), D], "val": [N, D]},
     "crd and val are out of step: crd0 has S0, crd1 has 3, val has N"),
    ("accumulator", ORDER_2, {"crd0": [item(4), D], "crd1": [item(3), D], "val": [N, D]},
     "outside the extent 4: crd0 has 4"),
    ("accumulator", ORDER_2, {"crd0": [item(3), D], "crd1": [item(8), D], "val": [item(ONE), D]},
     "outside the extent 8: crd0 has 3, crd1 has 8"),
    ("drop_empty", {"level": 1, "outer": [], "inner": []}, {"outer": [item(1), D], "inner": [stop(1), D]},
     "outer and inner are out of step"),
    ("locate", {"level": 0, "size": 3, "flat": False}, {"ref": [item(0), D], "crd": [item(3), stop(0), D]},
     "outside a level of size 3"),
    ("locate", {"level": 1, "size": 3, "flat": True}, {"ref": [item(0), stop(0), D], "crd": [item(3), stop(0), D]},
     "outside a level of size 3"),
    ("locate", {"level": 1, "size": 3, "flat": True}, {"ref": [item(0), D], "crd": [stop(0), D]},
     "ref and crd are out of step: ref has 0, crd has S0"),
    ("replay", {"type": "val", "level": 0, "extra": 1, "size": 2},
     {"payload": [item(ONE), item(ONE), stop(0), D], "rep": [item(1), stop(0), D]},
     "node 'x' (replay): a tree of more than 2 tokens in a buffer of 2: payload has S0, rep has 1"),
    ("replay", {"type": "val", "level": 1, "extra": 2, "size": 9}, {"payload": [stop(2), D], "rep": [item(1), D]},
     "payload and rep are out of step: payload has S2, rep has 1"),
    ("replay", {"type": "val", "level": 1, "extra": 2, "size": 9}, {"payload": [stop(1), D], "rep": [stop(1), D]},
     "payload and rep are out of step"),
    ("replay", {"type": "val", "level": 0, "extra": 1, "size": 9}, {"payload": [stop(0), D], "rep": [item(1), D]},
     "a fiber of rep is not closed by S0: payload has D, rep has D"),
    ("realign", {"type": "ref", "level": 1, "extra": 1},
     {"old": [item(1), stop(0), D], "new": [item(1), stop(0), D], "payload": [stop(1), D]},
     "node 'x' (realign): payload is out of step with old: old has 1, new has 1, payload has S1"),
    ("realign", {"type": "ref", "level": 1, "extra": 1},
     {"old": [item(1), stop(0), D], "new": [stop(0), D], "payload": [stop(1), D]}, "payload is out of step"),
    ("realign", {"type": "ref", "level": 1, "extra": 2},
     {"old": [stop(0), D], "new": [stop(0), D], "payload": [stop(1), D]}, "payload is out of step"),
    ("realign", {"type": "ref", "level": 2, "extra": 1},
     {"old": [item(1), stop(0), D], "new": [stop(1), D], "payload": [stop(0), D]}, "old and new are out of step"),
    ("lookup", {"level": 0}, {"want": [item(1), D], "crd": [stop(1), D], "ref": [stop(1), D]},
     "want and crd are out of step: want has 1, crd has S1"),
    ("lookup", {"level": 0}, {"want": [N, D], "crd": [stop(0), D], "ref": [stop(0), D]},
     "want and crd are out of step: want has N"),
    ("lookup", {"level": 0}, {"want": [item(1), D], "crd": [item(1), stop(0), D], "ref": [stop(0), D]},
     "crd and ref are out of step"),
    ("array", {"level": 0, "vals": "vals", "present": None}, {"ref": [item(1024), D]}, "word 1024 of memory 'x_vals'"),
    ("bounds", {"level": 0, "kind": "c", "size": None, "seg": "seg"}, {"ref": [item(1024), D]}, "word 1025 of memory"),
    ("gen", {"level": 0, "kind": "d", "crd": None}, {"bounds": [item(5 | 4 << 32), D]}, "bounds has 5:4"),
    ("reduce", {"level": 2, "op": "sum", "count": False}, {"val": [item(1), stop(1), D]}, "a fiber is not closed"),
    ("fork", {"type": "crd", "level": 1, "n": 1}, {"in": [N, stop(0), D]}, "N on a stream of type crd"),
    ("fork", {"type": "crd", "level": 2, "n": 1}, {"in": [item(1), stop(1), D]},
     "channel 'x_in.out->x.in': token 1 of a stream of depth 2 is S1"),
    ("fork", {"type": "crd", "level": 1, "n": 1}, {"in": [item(1)] * 1024}, "'x_in' (source) addresses word 3072"),
    ("write_crd", {"level": 1, "seg": "seg", "crd": "crd"}, {"crd": [item(1)] * 1023 + [item(1), item(1)]}, "word"),
]  # fmt: skip
"""Malformed streams; the engine's tests have them, too."""


@pytest.mark.parametrize(("kind", "params", "tokens", "message"), DISORDER)
def test_disorder_is_named(kind, params, tokens, message):
    graph = harness(kind, params, IDEAL)
    memories = {m.name: [0] * m.words for m in graph.memories}
    for port, stream in tokens.items():
        content = words(stream, [0] * len(stream))
        memories[f"x_{port}_tokens"][: len(content)] = content
    with pytest.raises(GraphError) as caught:
        oracle.run(graph, memories)
    assert caught.value.code == "FF-E303"
    assert message in str(caught.value)


# memories


def test_arrays_and_lists_of_words():
    graph, memories = vector()
    log = oracle.run(graph, memories)
    for make in (np.array, lambda words, dtype: list(np.array(words, dtype))):
        graph, given_ = vector()
        images = {name: make(words, dtype=np.uint32) for name, words in given_.items()}
        before = dict(images)
        assert oracle.run(graph, images) == log
        assert all(images[name] is before[name] for name in images)
        assert {name: [int(w) for w in words] for name, words in images.items()} == memories


def test_results_are_there_after_an_error():
    graph, memories = vector()
    images = {name: np.array(words, np.uint32) for name, words in memories.items()}
    for name in ("seg", "crd", "vals"):
        images[name].flags.writeable = False
    for given_ in (memories, images):
        with pytest.raises(SimulationError):
            oracle.run(graph, given_, max_cycles=8)
        # The writer of coordinates pops in 5, 6, 7, that of values in 6, 7.
        assert list(given_["xc"]) == [4, 7, 9] and list(given_["xv"]) == [ONE, TWO, 0] and list(given_["xs"]) == [0, 0]


def test_a_missing_memory_is_named():
    graph, memories = vector()
    del memories["crd"]
    with pytest.raises(SimulationError, match="'crd' of graph 'vector'"):
        oracle.run(graph, memories)

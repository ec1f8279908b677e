"""Accumulators of all orders in engine and oracle: alone, one behind another, behind reconvergent paths."""

from __future__ import annotations

import random
from collections import Counter

import native_cases
import pytest
from native_cases import Case, Net, any_timing, equal, options

from fuseflow.cosim import engine
from fuseflow.cosim.random_inputs import ONE, parameters
from fuseflow.cosim.testing import Block, Stimulus, expected, harness_many, load, outputs, stimuli
from fuseflow.machine.primitives.accumulate import KEY_BITS, key_widths
from fuseflow.machine.profile import IDEAL, PIPELINED
from fuseflow.machine.timing import Timing


def accumulator(net: Net, crds: list, val, params: dict) -> tuple[list, tuple[str, str]]:
    """sacc and drain; the ends of the coordinates and of the values that leave."""
    level, order = params["level"], len(crds)
    both = {key: params[key] for key in ("level", "sizes", "perm", "count")} | {"id": f"bank{next(net.count)}"}
    sacc = net.node("sacc", {**{f"crd{q}": end for q, end in enumerate(crds)}, "val": val},
                    {"handover": ("crd", level)}, op=params["op"], **both)
    leaf = level + order - 2
    outs = {f"crd{q}": ("crd", level - 1 + q) for q in range(order)} | {"val": ("val", leaf)}
    if params["count"]:
        outs["count"] = "ref", leaf
    drain = net.node("drain", {"handover": (sacc, "handover")}, outs, **both)
    return [(drain, f"crd{q}") for q in range(order)], (drain, "val")


def behind_paths(rng: random.Random) -> Case:
    """Values that meet what became of them, then accumulators until a single tree is left: each may transpose."""
    net = Net(rng, "accumulators")
    params = parameters("accumulator", rng)
    level, order = params["level"], len(params["sizes"])
    stall = rng.choice((0, 0, 0.3))
    *trees, values = stimuli("accumulator", params, rng).inputs
    crds = [net.source("crd", level + q, tree, stall) for q, tree in enumerate(trees)]
    leaf = level + order - 1
    val = net.source("val", leaf, values, stall)
    if rng.random() < 0.6:
        least = net.node("reduce", {"val": val}, {"val": ("val", leaf - 1)}, level=leaf, op="min", count=False)
        base = net.node("repeat", {"base": (least, "val"), "rep": crds[-1]}, {"out": ("val", leaf)}, type="val",
                        level=leaf - 1)
        val = net.node("alu", {"a": val, "b": (base, "out")}, {"val": ("val", leaf)}, level=leaf, op="sub", arity=2,
                       constant=None, annihilators=[], fills=[0, 0], full=False), "val"
    for m in range(level, 1, -1):
        params["level"], params["count"] = m, rng.random() < 0.3
        crds, val = accumulator(net, crds, val, params)
        perm = params["perm"]
        params["sizes"], params["perm"] = [params["sizes"][k] for k in perm], rng.sample(perm, order)
    return net.finish(sinks=False)


def test_behind_reconvergent_paths(level, scale):
    ends: Counter = Counter()
    for seed in range(0, 120, scale):
        rng = random.Random(f"{level} {seed}")
        case = behind_paths(rng)
        timing, how = any_timing(case.graph, rng), options(rng)
        try:
            ends[equal(case, timing, **how)] += 1
        except AssertionError as error:
            error.add_note(f"{seed}: {how}, {timing}")
            raise
    # A few cases need not hold a deadlock.
    assert ends["end"] > 70 // scale and (scale > 1 or ends["deadlock"] >= 8), ends


TREES = {
    "nothing fits": {"sizes": [0, 7], "perm": [1, 0]},
    "one coordinate": {"sizes": [1], "perm": [0]},
    "no bits outside": {"sizes": [1, 8], "perm": [0, 1]},
    "no bits inside": {"sizes": [8, 1], "perm": [0, 1]},
    "no bits at all": {"sizes": [1, 1, 1], "perm": [2, 0, 1]},
    "few keys": {"sizes": [2, 2], "perm": [1, 0]},
    "all bits": {"sizes": [1 << 15], "perm": [0]},
    "all bits outside": {"sizes": [1 << 14, 2], "perm": [0, 1]},
    "all bits of three": {"sizes": [32, 32, 32], "perm": [1, 2, 0]},
    "four levels": {"sizes": [3, 4, 2, 3], "perm": [3, 1, 0, 2]},
}


@pytest.mark.parametrize("trees", TREES)
def test_extents(trees, level, scale):
    """Lists, oracle and engine; few coordinates, so that keys meet."""
    for seed in range(0, 24, scale):
        rng = random.Random(f"{trees} {seed}")
        params = {"level": rng.randint(2, 4), "op": rng.choice(("sum", "max")), **TREES[trees], "count": True}
        block = Block("x", "accumulator", params, [rng.choice((1, 2, 16)) for _ in range(5)])
        profile = rng.choice(native_cases.PROFILES)
        graph, stimulus = harness_many([block], profile), stimuli("accumulator", params, rng)
        case = Case(trees, graph, load(graph, [(block, stimulus)], rng))
        assert equal(case, any_timing(graph, rng), **options(rng)) == "end"
        log = engine.run(graph, case.fresh(), log=True).log
        assert outputs(log, block) == expected(block, stimulus, profile)[0]


@pytest.mark.parametrize("order", [1, 2, 3])
def test_banks_do_not_wait_for_each_other(order, level):
    """The same key again and again: twice in a bank, with a distance W; in the next bank at once."""
    def banks(leaf, depth):
        return [[nested(leaf, depth)] * n for n in (1, 1, 2, 1, 2, 1)]

    def nested(leaf, depth):
        return [nested(leaf, depth - 1)] if depth else leaf

    params = {"level": 3, "op": "sum", "sizes": [2] * order, "perm": list(range(order)), "count": False}
    block = Block("x", "accumulator", params)
    stimulus = Stimulus((*(banks(1, q + 1) for q in range(order)), banks(ONE, order)))
    graph = harness_many([block], PIPELINED)
    case = Case("banks", graph, load(graph, [(block, stimulus)], random.Random(0), stall=0))
    for wait in (1, 2, 9, 14):
        assert equal(case, Timing(hazard={"x_sacc": wait})) == "end"


def hazards(case: Case) -> int:
    """Cycles that the updates of the accumulator wait for each other, at least: those that a shorter W saves."""
    cycles = [engine.run(case.graph, case.fresh(), timing=Timing(hazard=w)).cycles
              for w in ({}, {"x_sacc": 1})]
    return cycles[0] - cycles[1]


def flat(tree, depth: int) -> list:
    return [tree] if depth == 0 else [leaf for branch in tree for leaf in flat(branch, depth - 1)]


def test_random_inputs_reach_every_rule():
    """By order: keys that meet, hazards, empty banks and trees, transposed ones, keys of all bits and of none."""
    seen: Counter = Counter()
    for seed in range(1000):
        rng = random.Random(seed)
        params = {**parameters("accumulator", rng), "count": True}
        block, stimulus = Block("x", "accumulator", params), stimuli("accumulator", params, rng)
        *crds, _, counts = expected(block, stimulus, IDEAL)[0]
        m, n = params["level"], len(params["sizes"])
        graph = harness_many([block], PIPELINED)
        case = Case("x", graph, load(graph, [(block, stimulus)], rng, stall=0))
        banks = flat(crds[0], m - 2)
        inside = flat(stimulus.inputs[n - 1], m + n - 2)
        found = {
            "keys meet": any(count > 1 for count in flat(counts, m + n - 2)),
            "hazards": hazards(case) > 0,
            "empty banks among others": [] in banks and any(banks),
            "empty fibers": [] in inside and any(inside),
            "several outer coordinates": any(len(bank) > 1 for bank in banks),
            "transposed": params["perm"] != list(range(n)),
            "all bits": sum(key_widths(params["sizes"])) == KEY_BITS,
            "a field of no bits": 0 in key_widths(params["sizes"]) and bool(inside),
        }
        seen.update((n, what) for what, true in found.items() if true)
    every = {(n, what) for n in (1, 2, 3) for what in found} - {(1, "transposed")}
    assert all(seen[what] > 3 for what in every), seen

"""The engine against the oracle: every push, every pop, every token, every figure, every deadlock."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter

import native_cases
import pytest
from native_cases import Case, Net, any_timing, equal, kernel, options
from native_modules import modules

from fuseflow.cosim import engine, oracle
from fuseflow.cosim.log import NodeLog
from fuseflow.cosim.run import Run
from fuseflow.cosim.testing import (
    BLOCK_KINDS,
    Block,
    harness_many,
    load,
    parameters,
    random_block,
    stimuli,
    words,
)
from fuseflow.machine.functions import FUNCTIONS, REDUCTIONS
from fuseflow.machine.graph import is_lock
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import encode

DEPTHS = (1, 2, 3, 4, 8, 16, 64, 1000, math.inf)


def compare(make, seed: int | str) -> str:
    rng = random.Random(seed)
    case = make(rng)
    timing, how = any_timing(case.graph, rng), options(rng)
    try:
        return equal(case, timing, **how)
    except AssertionError as error:
        error.add_note(f"{make.__name__} {seed}: {case.name}, {how}, {timing}")
        raise


def many(make, level: str, seeds) -> Counter:
    """How the cases end; every instruction set has its own."""
    return Counter(compare(make, f"{level} {seed}") for seed in seeds)


def test_a_report_knows_what_is_waited_for(level):
    """A fork far ahead of its timing is held back: what a node behind it needs was not known in the end."""
    assert compare(native_cases.trees, 1001367) == "deadlock"


# random graphs


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_kind(kind, level, scale):
    for seed in range(16)[::scale]:
        rng = random.Random(f"{kind} {seed}")
        block = random_block("x", kind, rng)
        graph = harness_many([block], rng.choice(native_cases.PROFILES))
        case = Case(kind, graph, load(graph, [(block, stimuli(kind, block.params, rng))], rng))
        assert equal(case, any_timing(graph, rng), **options(rng)) in ("end", "deadlock")


@pytest.mark.parametrize("op", sorted(FUNCTIONS))
def test_every_function(op, level, scale):
    for seed in range(6)[::scale]:
        fixed(Block("x", "alu", parameters("alu", random.Random(f"{op} {seed}"), op=op)), seed)


@pytest.mark.parametrize("kind", ["reduce", "fold_absent", "accumulator", "reduce_absent", "accumulator_absent"])
@pytest.mark.parametrize("op", sorted(REDUCTIONS))
def test_every_reduction(op, kind, level, scale):
    for seed in range(6)[::scale]:
        fixed(Block("x", kind, parameters(kind, random.Random(f"{op} {kind} {seed}"), op=op)), seed)


def fixed(block: Block, seed: int) -> None:
    """One block with random streams and timing."""
    rng = random.Random(seed)
    graph = harness_many([block], rng.choice(native_cases.PROFILES))
    case = Case(block.kind, graph, load(graph, [(block, stimuli(block.kind, block.params, rng))], rng))
    assert equal(case, any_timing(graph, rng), **options(rng)) in ("end", "deadlock")


def test_blocks_side_by_side(level, scale):
    assert many(native_cases.blocks, level, range(0, 150, scale))["end"] > 100 // scale


@pytest.mark.parametrize("start", [0, 40])
def test_joins(start, level, scale):
    assert many(native_cases.join_tree, level, range(start, start + 40, scale))["end"] >= 40 // scale


def test_reconvergent_paths(level, scale):
    ends = many(native_cases.reconvergent, level, range(0, 80, scale))
    assert ends["end"] > 40 // scale and ends["deadlock"] >= 3 // scale


def test_trees(level, scale):
    ends = many(native_cases.trees, level, range(0, 80, scale))
    assert ends["end"] > 30 // scale and ends["deadlock"] >= 3 // scale


# compiled kernels

SMALL = {"mttkrp": (3, 0.2), "spmm ijk": (4, 0.3), "spmm ijk dcsr": (4, 0.3), "spmm dense": (4, 0.3),
         "masked": (5, 0.3), "spmm ikj": (5, 0.3), "spmm dcsr": (5, 0.3)}
"""Size and density where the usual ones take the oracle too long."""


def uniform(case: Case, depth) -> Timing:
    return Timing({c.name: depth for c in case.graph.channels if not is_lock(c)})


@pytest.mark.parametrize("name", native_cases.KERNELS)
def test_kernels(name, level, sanitized):
    size, density = SMALL.get(name, (6, 0.4))
    for seed, profile in enumerate(("ideal", "pipelined")):
        case = kernel(name, seed, size, density, profile=profile)
        rng = random.Random(f"{name} {level}")
        timings = [uniform(case, d) for d in (rng.sample(DEPTHS, 1 if sanitized else 2))]
        for timing in (*timings, any_timing(case.graph, rng)):
            equal(case, timing, **options(rng))


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", ["spmm ikj", "spmm ijk", "add", "three"])
def test_long_fibers(name, depth, scale):
    """Rows of up to 300 entries."""
    case = kernel(name, 3, {"spmm ikj": 5, "spmm ijk": 5}.get(name, 30) if scale == 1 else 3, 0.5)
    assert equal(case, uniform(case, depth)) == "end"


def test_a_fill_of_no_result():
    case = kernel("columns", 2, 5, 0.4, fill=-math.inf)
    assert equal(case, uniform(case, 4)) == "end"


@pytest.mark.parametrize("layers", ["mm,lin1.*,relu"])
def test_gcn_layer(layers, level, sanitized):
    torch = pytest.importorskip("torch")
    del torch
    import fuseflow as ff
    from fuseflow.cosim import images
    from fuseflow.models import gcn

    module, args = gcn.gcn_karate(layout="csr")
    program = ff.compile(module, args=args)
    values = dict(program.bound)
    for k in program.kernels[:4]:
        memories = images.load(k.graph, {name: values[name] for name in k.graph.inputs})
        case = Case(k.name, k.graph, memories)
        rng = random.Random(f"{k.name} {level}")
        if k.name == "mm" or not sanitized:
            timing = rng.choice((uniform(case, rng.choice(DEPTHS)), any_timing(k.graph, rng)))
            equal(case, timing, **options(rng))
        left = case.fresh()
        engine.run(k.graph, left)
        values |= {name: images.store(k.graph, left, name) for name in k.graph.outputs}


# what was once wrong


def both(*scanners, kind="intersect"):
    """Two scanners with compressed fibers below a join; for each: segments, coordinates, references."""
    net = Net(random.Random(1), "both")
    ends = []
    for k, (seg, crd, refs) in enumerate(scanners):
        source = net.source("ref", 1, refs)
        bounds = net.node("bounds", {"ref": source}, {"bounds": ("bounds", 1)}, level=1, kind="c", size=None,
                          seg=net.memory(f"seg{k}", "seg", seg))
        ends.append(net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", 2), "ref": ("ref", 2)}, level=1,
                             kind="c", crd=net.memory(f"crd{k}", "crd", crd)))
    (a, b) = ends
    join = net.node(kind, {"crd_a": (a, "crd"), "a0": (a, "ref"), "crd_b": (b, "crd"), "b0": (b, "ref")},
                    {"crd": ("crd", 2), "a0": ("ref", 2), "b0": ("ref", 2)}, level=2, a=["ref"], b=["ref"])
    return net, join


def test_what_pops_the_outputs_of_a_join_need_not_be_equally_far(level):
    # One payload is repeated 30 times each, the others are popped at once.
    n = 40
    net, join = both(([0, n], list(range(n)), [0] * 5), ([0, n], list(range(n)), [0] * 5))
    rep = net.source("crd", 3, [[list(range(30)) for _ in range(n)] for _ in range(5)])
    net.node("repeat", {"base": (join, "b0"), "rep": rep}, {"out": ("ref", 3)}, type="ref", level=2)
    case = net.finish()
    for depth in (1, 4, 16, 64):
        assert equal(case, uniform(case, depth)) == "end"


def test_a_scanner_far_behind_its_bounds(level, sanitized):
    # The bounds lie in a ring that is to grow, and is just full when the last fiber of a portion is scanned.
    fibers = [0] * 5500
    case = both(([0, 1], [1], fibers), ([0, 1], [1], fibers))[0].finish()
    ends = {"bounds": 5000, "out": math.inf}
    timing = Timing({c.name: ends.get(c.src[1], 4) for c in case.graph.channels})
    assert equal(case, timing, chunk=65536) == "end"


def paced(items, gaps, sink_gaps) -> Case:
    """A source with these gaps in its tokens, a fork, a sink with these gaps."""
    net = Net(random.Random(1), "paced", native_cases.IDEAL)
    tokens = encode(list(range(items)), 1)
    memory = net.memory("tokens", "tokens", words(tokens, [gaps(k) for k in range(len(tokens))]))
    source = net.node("source", {}, {"out": ("crd", 1)}, type="crd", level=1, tokens=memory, latency=1)
    fork = net.node("fork", {"in": (source, "out")}, {"out0": ("crd", 1)}, type="crd", level=1, n=1)
    net.node("sink", {"in": (fork, "out0")}, {}, type="crd", level=1, gaps=net.memory("gaps", "gaps", sink_gaps))
    return net.finish()


@pytest.mark.parametrize("chunk", [1000, 4000, 4096, 5000])
def test_the_highest_fill_of_a_ring_that_came_around(chunk, level):
    # A burst of 1,000 at twice the rate at which they are popped, then a trickle: half of them wait at most.
    case = paced(6000, lambda k: 0 if k < 1000 else 3, [1] * 64)
    timing = uniform(case, math.inf)
    assert equal(case, timing, chunk=chunk) == "end"
    assert max(c.max_fill for c in engine.run(case.graph, case.fresh(), timing=timing).channels.values()) == 501


@pytest.mark.parametrize("depth", [128, 512, math.inf])
def test_the_highest_fill_where_a_ring_is_just_large_enough(depth, level):
    """The fill rises by one every 64 tokens, in the rhythm of the ring, at each place of it."""
    for place in range(0, 64, 4 if depth == 128 else 16):
        case = paced(8000, lambda k: 0, [int(k == place) for k in range(64)])
        timing = Timing({c.name: math.inf if c.src[1] == "out" else depth for c in case.graph.channels})
        run = engine.run(case.graph, case.fresh(), timing=timing, log=True)
        assert run == Run.of_log(case.graph, run.log), place


@pytest.mark.parametrize("depth, chunk", [(5000, 64), (10000, 4096)])
def test_a_channel_deeper_than_its_ring(depth, chunk):
    """Until it has been full, no slot of it is waited for, whatever else its ring holds in that place."""
    case = paced(6000, lambda k: 0, [3] * 64)
    assert equal(case, uniform(case, depth), chunk=chunk) == "end"


# the comparison itself


@pytest.mark.parametrize("change", ["push", "pop", "token", "figures", "cycles", "flops"])
def test_a_difference_is_seen(change, monkeypatch):
    """A log that differs in one place is not taken for equal."""
    case = kernel("add", 1, 4, 0.4)
    real = oracle.run

    def changed(*args, **kwargs):
        log = real(*args, **kwargs)
        name = next(name for name, c in log.channels.items() if len(c.push) > 3 and c.tokens[1][0] == 0)
        channel = log.channels[name]
        match change:
            case "push" | "pop":
                getattr(channel, change)[2] += 1
            case "token":
                channel.tokens[1] = (0, channel.tokens[1][1] ^ 1)
            case "figures":
                first, node = next(iter(log.nodes.items()))
                log.nodes[first] = NodeLog(node.fired, node.stalled_input - 1, node.stalled_output + 1, node.idle)
            case "cycles":
                log.cycles += 1
            case "flops":
                monkeypatch.setattr("fuseflow.cosim.run.flops", lambda graph, log: 10**6)
        return log

    assert equal(case) == "end"
    monkeypatch.setattr(oracle, "run", changed)
    with pytest.raises(AssertionError):
        equal(case)


# nightly

SHARDS = 20


@pytest.mark.nightly
@pytest.mark.parametrize("shard", range(SHARDS))
def test_many(shard, request):
    """`--count` cases from `--seed` on, over all sorts of graphs and all instruction sets."""
    from fuseflow.cosim import native

    every = list(modules(request.config).values())
    makes = (native_cases.blocks, native_cases.join_tree, native_cases.reconvergent, native_cases.trees)
    first, count = request.config.getoption("seed"), request.config.getoption("count")
    with pytest.MonkeyPatch.context() as patch:
        for seed in itertools.islice(range(first, first + count), shard, None, SHARDS):
            module = every[seed // len(makes) % len(every)]
            patch.setattr(native, "load", lambda level=None, module=module: module)
            compare(makes[seed % len(makes)], seed)

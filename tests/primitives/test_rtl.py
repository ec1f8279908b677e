"""Every primitive in RTL, between stalling sources and slow sinks, equal to the oracle in every cycle.

One graph per profile holds every kind of block, so that one build of the RTL serves many random cases: list function,
oracle and RTL agree on all tokens, oracle and RTL on the cycle of every push and pop of every channel.
"""

from __future__ import annotations

import inspect
import random
import sys
from dataclasses import replace

import pytest

from fuseflow.cosim import oracle, simulators
from fuseflow.cosim.chains import CHAINS
from fuseflow.cosim.check import compare
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.testing import (
    BLOCK_KINDS,
    Block,
    Stimulus,
    block_ports,
    encode_port,
    expected,
    harness_many,
    load,
    outputs,
    parameters,
    stimuli,
    stored,
)
from fuseflow.errors import Unsupported
from fuseflow.hw import channel, top
from fuseflow.hw.primitives import (
    COMPONENTS,
    accumulate,
    alu,
    drop,
    fold_absent,
    join,
    locate,
    lookup,
    realign,
    reduce,
    repeat,
    replay,
    scanner,
    where,
    workspace,
    write,
)
from fuseflow.hw.verilog import emit
from fuseflow.machine.functions import FUNCTIONS, REDUCTIONS, power
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile

CAPACITY = 256

ORDER_1 = {"sizes": [40], "perm": [0]}
ORDER_2 = {"sizes": [200, 100], "perm": [1, 0]}
ORDER_3 = {"sizes": [5, 3, 8], "perm": [2, 0, 1]}

SLOW_MEMORY = Profile("slow_memory", memory=2, add=3, mul=2, compare=1)

# Profile, depths of the channels of each variant of a kind (a sequence is dealt out in turn), cases, simulator.
SETS = {
    "ideal": (IDEAL, (1, 16), 26, "verilator"),
    "pipelined": (PIPELINED, ((2, 16, 1, 4),), 26, "verilator"),
    "slow_memory": (SLOW_MEMORY, (4,), 26, "verilator"),
    "icarus": (PIPELINED, (2,), 2, "icarus"),
}


FILLS = (0, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0x40000000, 0xBFC00000, 0x3F000000,
         0x3F80000C, 1, 0xFF7FFFFF)
"""Zeros, ones, infinities, NaN; 2, -1.5, 1/2, nearly 1, the ends of the range: their powers differ in kind."""

REDUCING = ("reduce", "fold_absent", "accumulator", "accumulator_absent")


def block(kind, number, depth, rng, op=None, **fixed):
    """A random block; streams up to level 4, sometimes with unconnected outputs."""
    params = parameters(kind, rng, op=op)
    if params.get("level") and rng.random() < 0.3:
        params["level"] += 1
    params |= fixed
    # Of other chains, an output is the only way from some node to a sink.
    free = kind not in CHAINS or kind in ("scanner", "accumulator")
    free = free and op is None and not fixed
    outs = [p.name for p in block_ports(Block("x", kind, params))[1]] if free else []
    keep = rng.choice(outs) if outs else None
    unconnected = tuple(name for name in outs if name != keep and rng.random() < 0.25)
    return Block(f"{kind}_{number}", kind, params, depth, [rng.choice((1, 1, 2, 5)) for _ in range(4)], unconnected)


def stimulus(block, rng):
    """Random inputs that fit the memories of the sources."""
    while True:
        drawn = stimuli(block.kind, block.params, rng)
        ports = block_ports(block)[0]
        if all(len(encode_port(x, port)) <= CAPACITY for x, port in zip(drawn.inputs, ports, strict=True)):
            return drawn


def disagreements(graph, profile, cases, memories, run):
    """What list functions, oracle and RTL do not agree on, as text."""
    after = {name: list(words) for name, words in memories.items()}
    log = oracle.run(graph, after)
    found = [str(m) for m in compare(graph, log, run.log)]
    if run.second is not None:
        found += [f"second run: {m}" for m in compare(graph, log, run.second)]
    if found:
        return found
    for b, s in cases:
        streams, results = expected(b, s, profile, CAPACITY)
        if outputs(run.log, b) != streams:
            found.append(f"block {b}: {outputs(run.log, b)} instead of {streams} for {s}")
        for name, memory in (("oracle", after), ("RTL", run.results)):
            for short, words in stored(memory, b).items():
                if words != results[short]:
                    at = next(k for k, (x, y) in enumerate(zip(words, results[short])) if x != y)
                    found.append(f"block {b}: {name} has {words[at]} instead of {results[short][at]} in word {at} of "
                                 f"{short} for {s}")
    return found


def first_failure(blocks, profile, count, simulator, rng, folder=None):
    """Run random cases until list functions, oracle and RTL disagree: that case, and on what; or None."""
    graph = harness_many(blocks, profile, capacity=CAPACITY)
    results = [m.name for m in graph.memories if m.direction == "out"]
    held = {}
    with RtlSimulation(graph, emit(graph), simulator, folder) as rtl:
        for k in range(count):
            cases = [(b, stimulus(b, rng)) for b in blocks]
            memories = load(graph, cases, rng)
            images = {m: words for m, words in memories.items() if m in results or held.get(m) != words}
            held |= images
            run = rtl.run(
                images,
                read=results,
                gap=rng.choice((0, 0, 1, 5)),
                reset_after=rng.randrange(120) if k % 3 == 1 else None,
                second_start=k % 3 == 2,
                poke=rng.randrange(60) if k % 4 == 3 else None,
                limit=10_000,
            )
            found = disagreements(graph, profile, cases, memories, run)
            if found:
                return f"case {k}:\n" + "\n".join(found[:10])
    return None


def test_every_kind_is_run_a_hundred_times():
    assert sum(len(depths) * cases for _, depths, cases, _ in SETS.values()) >= 100


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_primitives_agree_in_every_cycle(name):
    profile, depths, count, simulator = SETS[name]
    if not simulators.installed(simulator):
        pytest.skip(f"{simulator} is not installed")
    rng = random.Random(f"primitives {name}")
    blocks = [block(kind, k, depth, rng) for kind in BLOCK_KINDS for k, depth in enumerate(depths)]
    blocks += [block("accumulator", f"of_{len(trees['sizes'])}", 2, rng, **trees) for trees in (ORDER_2, ORDER_3)]
    failure = first_failure(blocks, profile, count, simulator, rng)
    if failure:
        pytest.fail(failure)


@pytest.mark.slow
@pytest.mark.parametrize("profile", [IDEAL, PIPELINED], ids=lambda p: p.name)
def test_every_function_and_reduction(profile):
    if not simulators.installed("verilator"):
        pytest.skip("verilator is not installed")
    rng = random.Random(f"functions {profile.name}")
    blocks = [block("alu", op, (1, 4), rng, op) for op in sorted(FUNCTIONS)]
    blocks += [block(kind, op, (2, 16), rng, op) for kind in REDUCING for op in sorted(REDUCTIONS)]
    blocks += [block("fold_absent", f"prod_{fill:08x}", 2, rng, "prod", fill=fill) for fill in FILLS]
    failure = first_failure(blocks, profile, 20, "verilator", rng)
    if failure:
        pytest.fail(failure)


@pytest.mark.parametrize("extent", [0, 1, 2, 3, 9, 4095, 4096, 2**31 - 1])
def test_tables_of_powers(extent):
    """As a node reads them, up to its longest power; few of the longest ones are all there is to say of any fill."""
    rng = random.Random(extent)
    for fill in FILLS:
        table = fold_absent.powers(fill, extent)
        if table is None:
            assert extent > 4095 and fill == 0x3F80000C
            continue
        assert len(table) <= 4096
        for k in {0, *range(1, min(extent, 700) + 1), *(rng.randint(0, extent) for _ in range(100)), extent}:
            row = table[k] if k < len(table) else table[len(table) - 2 | k & 1]
            assert row == (power(fill, k) if k else 0x3F800000)


def test_too_many_powers_are_refused():
    b = block("fold_absent", 0, 2, random.Random(1), "prod", fill=0x3F80000C, extent=5000)
    with pytest.raises(Unsupported) as refused:
        emit(harness_many([b], IDEAL))
    assert refused.value.code == "FF-U009" and "'fold_absent_0'" in refused.value.message


@pytest.mark.slow
def test_a_pipelined_sum_takes_a_token_a_cycle():
    """Long fibers, and any number of any length: last, which stands first, pops in every cycle."""
    if not simulators.installed("verilator"):
        pytest.skip("verilator is not installed")
    rng = random.Random(8)
    b = Block("x", "sum", {"level": 2, "count": False})
    graph = harness_many([b], PIPELINED, capacity=1024)
    with RtlSimulation(graph, emit(graph), "verilator") as rtl:
        for lengths in ([300], [rng.randrange(41) for _ in range(40)], [8, 9, 16, 17] * 10, [1, 0, 2] * 60):
            fibers = [[0x3F800000] * length for length in lengths]
            log = rtl.run(load(graph, [(b, Stimulus((fibers,)))], rng, stall=0), limit=10_000).log
            pops = log.channels["x_val.out->x_last.val"].pop
            assert len(pops) == sum(lengths) + len(lengths) + 2
            assert pops == list(range(pops[0], pops[0] + len(pops)))


@pytest.mark.slow
def test_an_overflow_of_a_buffer_stops_the_hardware():
    """As many tokens as fit are passed on, then nothing fires; after the reset the next kernel runs."""
    b = Block("x", "replay", {"type": "crd", "level": 0, "extra": 1, "size": 4})
    graph = harness_many([b], IDEAL, capacity=CAPACITY)
    with RtlSimulation(graph, emit(graph), "verilator") as rtl:
        for tree, ending in (([1, 2, 3], "done"), ([1, 2, 3, 4], "stuck"), ([1, 2, 3], "done")):
            log = rtl.run(load(graph, [(b, Stimulus((tree, [0, 1])))], random.Random(1)), limit=10_000).log
            assert log.ending == ending
            assert len(log.channels["x.out->x_out_sink.in"].push) == (10 if ending == "done" else 4)


# --- the harness catches bugs

BUGS = {
    "a sum is read one cycle early": (reduce, "wait.eq(P)", "wait.eq(P - 1)", "racc", {}, PIPELINED),
    "an accumulator's hazard is one cycle short": (
        accumulate, 'range(1, self.timing["w"])', 'range(1, self.timing["w"] - 1)', "accumulator", ORDER_1, PIPELINED),
    "a hazard takes the banks for one": (
        accumulate, "(address == Cat(key, bank))", "(address[:KEY] == key)", "accumulator",
        {"level": 3, "op": "sum", **ORDER_1}, PIPELINED),
    "a hazard takes keys for one that differ on top only": (
        accumulate, "(address == Cat(key, bank))", "(Cat(address[:5], address[-1]) == Cat(key[:5], bank))",
        "accumulator", ORDER_3, PIPELINED),
    "a hazard looks at the outermost coordinate only": (
        accumulate, "(address == Cat(key, bank))", "(address[5:] == Cat(key[5:], bank))",
        "accumulator", ORDER_3, PIPELINED),
    "the fields of a key are in another order": (
        accumulate, "for k, (_, bits) in inner_to_outer)", "for k, (_, bits) in reversed([*inner_to_outer]))",
        "accumulator", ORDER_3, IDEAL),
    "a tree is not transposed": (
        accumulate, 'out = [widths[k] for k in params["perm"]]', "out = [*widths]", "accumulator", ORDER_3, IDEAL),
    "a fiber ends without its coordinate": (
        accumulate, "pop=(*crds[n - 2 - j :], val)", "pop=(*crds[n - 1 - j :], val)", "accumulator", ORDER_3, IDEAL),
    "a coordinate is not waited for": (
        accumulate, "act(when=val.is_item, need=outer, pop=last,", "act(when=val.is_item, pop=last,", "accumulator",
        ORDER_3, IDEAL),
    "an absent value does not wait for its coordinates": (
        accumulate, "act(when=val.is_absent, need=outer, pop=last)", "act(when=val.is_absent, pop=last)",
        "accumulator", ORDER_3, IDEAL),
    "a stop is missing between two trees": (
        accumulate, "for j in range(n - 1 - c)\n", "for j in range(n - 1 - c) if (c, j) != (0, 1)\n", "accumulator",
        ORDER_3, IDEAL),
    "an entry is compared with that of the bank before": (
        accumulate, "[inside.eq(0), closed.eq(0)]", "[closed.eq(0)]", "accumulator", ORDER_3, IDEAL),
    "the last key has no place": (
        accumulate, "return 1 + sum(max(0,", "return sum(max(0,", "accumulator", {"sizes": [2, 3], "perm": [0, 1]},
        IDEAL),
    "the bank is not switched": (accumulate, "then=[bank.eq(~bank)]", "then=[]", "accumulator", {}, IDEAL),
    "a queue of drain is one slot short": (
        accumulate, "Channel(rl + 2, rl + 1,", "Channel(rl + 1, rl + 1,", "accumulator",
        {"sizes": [32768], "perm": [0]}, IDEAL),
    "the first item is added to +0": (
        workspace, '"sum": MINUS_ZERO,', '"sum": MINUS_ZERO & 0,', "accumulator", {"op": "sum"}, IDEAL),
    "marks survive drain": (workspace, "(~filled & clear)", "(~filled & clear & 0)", "accumulator", {}, IDEAL),
    "marks survive reset": (
        workspace, "self.ready.eq(sweep == leaves)", "self.ready.eq(1)", "accumulator",
        {"sizes": [1024], "perm": [0]}, IDEAL),
    "a register has no reset": (
        drop, "first = Signal(init=1)", "first = Signal(init=1, reset_less=True)", "squeeze", {}, IDEAL),
    "a lone item passes a fold as x + 0": (
        reduce, "Mux(has, held, MINUS_ZERO)", "Mux(has, held, MINUS_ZERO & 0)", "fold", {}, PIPELINED),
    "a stop keeps its level": (
        scanner, "{crd: bounds.raised(), ref: bounds.raised()}", "{crd: bounds.raised(), ref: bounds.head}", "scanner",
        {"level": 1}, IDEAL),
    "repeat does not wait for its base": (repeat, "need=base, pop=rep", "pop=rep", "repeat", {}, IDEAL),
    "a dropped coordinate waits for the other payload": (
        join, "act(when=first(a, b), need=b, pop=all_a)", "act(when=first(a, b), need=all_b, pop=all_a)", "intersect",
        {"a": ["ref"], "b": ["ref"]}, IDEAL),
    "equal coordinates are taken apart": (join, "x.data < y.data", "x.data <= y.data", "union", {}, IDEAL),
    "a lost fiber is taken for one that stays": (
        realign, "lost = first(old, new)", "lost = old.is_item & new.is_item & (old.data < new.data)", "realign", {},
        IDEAL),
    "the end of a lost fiber leaves its coordinate": (
        realign, "act(when=lost & ends, need=new, pop=(old, payload))", "act(when=lost & ends, need=new, pop=payload)",
        "realign", {}, IDEAL),
    "an empty fiber below a new coordinate waits for the payload": (
        realign, "need=old, pop=new,", "need=(old, payload), pop=new,", "realign", {}, IDEAL),
    "the buffer is not emptied": (
        replay, "then=[sending.eq(0), stored.eq(0)]", "then=[sending.eq(0)]", "replay", {"size": 24}, IDEAL),
    "a tree is sent without its end": (
        replay, "following + 1 == stored", "following + 2 == stored", "replay", {"size": 24}, IDEAL),
    "the buffer is one word short": (
        replay, '"hold": stored == size', '"hold": stored == size - 1', "replay", {"size": 3}, IDEAL),
    "a tree that nobody wants is sent": (
        replay, "act(when=rep.is_stop_of(0) & ~ends, need=rep, pop=payload)",
        "act(when=rep.is_stop_of(0) & ~ends, need=rep, pop=payload, push={out: payload.head})", "replay", {}, IDEAL),
    "a buffer is read one cycle early": (
        replay, 'delay(m, read.data, rl - 1, "sent")', 'delay(m, read.data, 0, "sent")', "replay", {"size": 24},
        SLOW_MEMORY),
    "a buffer is still sent after a reset": (
        replay, "sending = Signal()", "sending = Signal(reset_less=True)", "replay", {"size": 24}, IDEAL),
    "what was found stays so": (
        lookup, "pop=self.inputs, then=[found.eq(0)]", "pop=self.inputs, then=[]", "lookup", {}, IDEAL),
    "a later coordinate is found, too": (
        lookup, "crd.data == want.data", "crd.data >= want.data", "lookup", {}, IDEAL),
    "a flat position keeps its base": (
        locate, '(base, crd) if self.params["flat"] else crd', "crd", "locate", {"flat": True}, IDEAL),
    "an absent value takes no place": (
        write, "now=mark, then=[p.eq(p + 1)]", "now=mark", "write_val", {"level": 1}, IDEAL),
    "an inner fiber does not close": (
        drop, "is_open.eq(~inner.is_stop)", "is_open.eq(1)", "drop_empty", {}, IDEAL),
    "-0 is a condition that holds": (
        where, "cond.data[:31] == 0", "cond.data == 0", "where", {"test": True}, IDEAL),
    "one absent operand is enough": (
        alu, "leaves.all()", "leaves.any()", "alu",
        {"op": "add", "arity": 2, "constant": None, "annihilators": [], "fills": [0, 0], "full": False}, IDEAL),
    "a writer does not start over": (
        write, "then=[p.eq(0), i.eq(1)]", "then=[p.eq(0), i.eq(2)]", "write_crd", {}, IDEAL),
    "a slot is missing": (channel, "room.eq(following < self.depth)", "room.eq(following < self.depth - 1)", "where",
                          {}, IDEAL),
    "a slot is free in the cycle of its pop": (
        channel, "self.can_push.eq(~full)", "self.can_push.eq(~full | self.pop)", "where", {}, IDEAL),
    "done does not wait for the last sink": (top, "finishes.all()", "finishes.any()", "fork", {"n": 2}, IDEAL),
    "a power is the next one": (
        fold_absent, 'exponent.eq(self.params["extent"] - count.data)',
        'exponent.eq(self.params["extent"] + 1 - count.data)', "fold_absent", {"op": "prod", "fill": 0x40000000},
        IDEAL),
    "powers beyond the table are even": (
        fold_absent, "len(table) - 2 | exponent[0]", "len(table) - 2", "fold_absent",
        {"op": "prod", "fill": 0x80000000}, IDEAL),
}


def plant(monkeypatch, module, old, new):
    """Change the source of a module of hardware, wherever its classes and functions are used."""
    source = inspect.getsource(module)
    assert source.count(old) == 1, f"{old!r} does not stand once in {module.__name__}"
    changed = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(source.replace(old, new), module.__file__, "exec"), changed)

    def of_module(value):
        return (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__ == module.__name__

    for user in [m for name, m in sys.modules.items() if name.startswith("fuseflow.hw")]:
        for name, value in list(vars(user).items()):
            if of_module(value):
                monkeypatch.setattr(user, name, changed[value.__name__])
    for kind, component in list(COMPONENTS.items()):
        if of_module(component):
            monkeypatch.setitem(COMPONENTS, kind, changed[component.__name__])


@pytest.mark.slow
@pytest.mark.parametrize("bug", [pytest.param(bug, marks=[] if k % 5 == 0 else pytest.mark.nightly)
                                 for k, bug in enumerate(BUGS)])
def test_planted_bugs_are_caught(bug, monkeypatch, tmp_path):
    module, old, new, kind, fixed, profile = BUGS[bug]
    simulator = "icarus" if simulators.installed("icarus") else "verilator"
    rng = random.Random(bug)
    blocks = [block(kind, k, depth, rng, **fixed) for k, depth in enumerate((1, 16, (4, 2)))]
    # Slow sources would hide what is wrong with room.
    blocks[0] = replace(blocks[0], latency=1)
    plant(monkeypatch, module, old, new)
    failure = first_failure(blocks, profile, 100, simulator, rng, tmp_path)
    assert failure

"""Cases for the native engine, and its comparison with the oracle.

A case is a graph with the contents of its memories. `equal` runs both simulators on it, with one timing, and compares
everything that they say.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

import fuseflow as ff
from fuseflow.compiler.einsum import accesses
from fuseflow.cosim import engine, images, number, oracle
from fuseflow.cosim.deadlock import Deadlock
from fuseflow.cosim.random_inputs import mapped, value
from fuseflow.cosim.run import Run
from fuseflow.cosim.session import Session
from fuseflow.cosim.testing import BLOCK_KINDS, harness_many, load, random_block, random_timing, stimuli, words
from fuseflow.errors import GraphError
from fuseflow.machine.graph import Builder, Graph, Memory, is_lock
from fuseflow.machine.profile import IDEAL, PIPELINED, Profile
from fuseflow.machine.timing import HAZARDOUS, Timing
from fuseflow.machine.token import encode

PROFILES = (IDEAL, PIPELINED, Profile("deep", memory=2, add=4, mul=3, compare=2))

DEPTHS = (1, 2, 3, 4, 5, 8, 16, 64, 1000, math.inf)

CHUNKS = (8, 16, 64, 4096)


@dataclass(frozen=True)
class Case:
    """A graph and the contents of its memories."""

    name: str
    graph: Graph
    memories: Mapping[str, list[int] | np.ndarray]

    def fresh(self) -> dict:
        """Memories for one run."""
        return {name: content.copy() for name, content in self.memories.items()}


def attempt(run: Callable, case: Case, **options):
    """What a run gives, or the error that it raises; and the memories that it leaves."""
    memories = case.fresh()
    try:
        return run(case.graph, memories, **options), memories
    except (Deadlock, GraphError) as error:
        return error, memories


def report(error: Deadlock) -> tuple:
    return error.cycle, error.waits, error.channels, error.ring


def equal(case: Case, timing: Timing | None = None, *, explain: bool = False, **options) -> str:
    """Both simulators on a case: the same log, figures and results, or the same deadlock. Says how it ended."""
    expected, left = attempt(oracle.run, case, timing=timing)
    got, memories = attempt(engine.run, case, timing=timing, log=True, **options)
    if isinstance(expected, Deadlock):
        assert isinstance(got, Deadlock), got
        assert report(got) == report(expected)
        assert not expected.remedy or got.remedy == expected.remedy
        return "deadlock"
    if isinstance(expected, GraphError):
        assert isinstance(got, GraphError) and got.code == expected.code == "FF-E303"
        return "disorder"
    assert isinstance(got, Run), got
    same_log(case.graph, got, expected, options.get("figures", True))
    for m in case.graph.memories:
        if m.direction == "out":
            assert list(memories[m.name]) == list(left[m.name]), m.name
    if explain:
        with Session(case.graph, case.fresh(), timing or Timing(), log=True, window=(0, 10**9)) as session:
            session.finish()
            same_log(case.graph, session.result(), expected)
    return "end"


def same_log(graph: Graph, got: Run, expected, figures: bool = True) -> None:
    """The events of every channel; figures, flops and bytes as they follow from the events."""
    assert got.log.channels.keys() == expected.channels.keys()
    for name, channel in expected.channels.items():
        own = got.log.channels[name]
        for what, mine, theirs in (
            ("token", own.tokens, channel.tokens), ("push", own.push, channel.push), ("pop", own.pop, channel.pop),
        ):
            k = next((k for k, (a, b) in enumerate(itertools.zip_longest(mine, theirs)) if a != b), None)
            assert k is None, f"{what} {k} of {name}: {mine[k:k + 3]}, the oracle has {theirs[k:k + 3]}"
    assert got.cycles == expected.cycles
    reference = Run.of_log(graph, expected)
    if figures:
        assert got.log == expected
        assert got == Run.of_log(graph, got.log) == reference
    else:
        assert got.nodes == got.log.nodes == {}
        assert (got.flops, got.bytes_read, got.bytes_written) == (
            reference.flops, reference.bytes_read, reference.bytes_written)
        assert {n: c.tokens for n, c in got.channels.items()} == {n: c.tokens for n, c in reference.channels.items()}


# timings


def any_timing(graph: Graph, rng: random.Random) -> Timing:
    """A timing of one of many sorts: all channels of one depth, depths of two or of many kinds, all at random."""
    names = [c.name for c in graph.channels if not is_lock(c)]
    match rng.randrange(5):
        case 0:
            return random_timing(graph, rng)
        case 1:
            depth = dict.fromkeys(names, rng.choice(DEPTHS))
        case 2:
            two = rng.sample(DEPTHS, 2)
            depth = {n: rng.choice(two) for n in names}
        case _:
            depth = {n: rng.choice(DEPTHS) for n in names}
    # Intervals above 1 turn fast ways off; most graphs keep 1.
    some = rng.choice((0, 0, 0.2, 0.6))
    return Timing(
        depth,
        {c.name: rng.randint(1, 9) for c in graph.channels if rng.random() < some},
        {n.name: rng.randint(1, 3) for n in graph.nodes if rng.random() < some * rng.choice((0, 1))},
        {n.name: rng.randint(1, 14) for n in graph.nodes if n.kind in HAZARDOUS and rng.random() < 0.4},
    )


def options(rng: random.Random) -> dict:
    """How the engine is run."""
    return {
        "chunk": rng.choice(CHUNKS), "threads": rng.choice((1, 1, 2)), "figures": rng.random() < 0.7,
        "explain": rng.random() < 0.2,
    }


# graphs of single primitives


def blocks(rng: random.Random) -> Case:
    """A few random primitives side by side, each between sources and sinks."""
    some = [random_block(f"x{k}", kind, rng) for k, kind in enumerate(rng.sample(BLOCK_KINDS, rng.randint(1, 4)))]
    graph = harness_many(some, rng.choice(PROFILES))
    memories = load(graph, [(b, stimuli(b.kind, b.params, rng)) for b in some], rng)
    return Case(f"blocks {[b.kind for b in some]}", graph, memories)


class Net:
    """A graph under construction whose ends may be used any number of times: forks are put in at the end."""

    def __init__(self, rng: random.Random, name: str, profile: Profile | None = None):
        self.rng, self.builder = rng, Builder(name, profile or rng.choice(PROFILES))
        self.memories: dict[str, list[int]] = {}
        self.uses: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.types: dict[tuple[str, str], tuple[str, int]] = {}
        self.count = itertools.count()

    def memory(self, name: str, role: str, content: list[int]) -> str:
        self.memories[name] = content
        return self.builder.memory(Memory(name, max(1, len(content)), name, role, None, "in"))

    def node(
        self, kind: str, ins: Mapping[str, tuple[str, str]], outs: Mapping[str, tuple[str, int]], /, **params
    ) -> str:
        """Add a node; `outs`: type and level of each output port."""
        name = self.builder.node(kind, f"{kind}{next(self.count)}", **params)
        for port, end in ins.items():
            self.uses[end].append((name, port))
        for port, what in outs.items():
            self.uses[name, port], self.types[name, port] = [], what
        return name

    def source(self, type: str, level: int, nested, stall: float = 0.0) -> tuple[str, str]:
        tokens = encode(nested, level)
        gaps = [self.rng.randint(1, 6) if self.rng.random() < stall else 0 for _ in tokens]
        memory = self.memory(f"tokens{next(self.count)}", "tokens", words(tokens, gaps))
        latency = self.rng.choice((1, 1, 2, 3))
        return self.node("source", {}, {"out": (type, level)}, type=type, level=level, tokens=memory,
                         latency=latency), "out"

    def finish(self, sinks: bool = True, stall: float | None = None) -> Case:
        """Forks where an end is used more than once; sinks where it is not used, or nothing, if the node has others."""
        drained = {end[0] for end, users in self.uses.items() if users}
        for end, users in list(self.uses.items()):
            type, level = self.types[end]
            if len(users) > 1:
                fork = self.builder.node("fork", f"fork{next(self.count)}", type=type, level=level, n=len(users))
                self.builder.connect(end, (fork, "in"))
                for k, user in enumerate(users):
                    self.builder.connect((fork, f"out{k}"), user)
            elif users:
                self.builder.connect(end, users[0])
            elif sinks or end[0] not in drained or self.rng.random() < 0.8:
                drained.add(end[0])
                often = self.rng.choice((0, 0, 0.3)) if stall is None else stall
                gaps = self.memory(f"gaps{next(self.count)}", "gaps",
                                   [self.rng.randint(1, 5) if self.rng.random() < often else 0 for _ in range(64)])
                sink = self.builder.node("sink", f"sink{next(self.count)}", type=type, level=level, gaps=gaps)
                self.builder.connect(end, (sink, "in"))
        return Case(self.builder.name, self.builder.finish(), self.memories)


def lengths(rng: random.Random, long: int = 120) -> Callable[[], int]:
    """Lengths of fibers: of one kind in a case, or of all."""
    kinds = {
        "short": lambda: rng.randint(0, 3), "long": lambda: rng.randint(long // 2, long), "empty": lambda: 0,
        "middle": lambda: rng.randint(5, 20),
    }
    chosen = rng.sample(sorted(kinds), rng.choice((1, 2, 2, 4)))
    return lambda: kinds[rng.choice(chosen)]()


def reconvergent(rng: random.Random) -> Case:
    """Values that are forked, changed, reduced, repeated, and joined again: with little depth, it deadlocks."""
    net = Net(rng, "reconvergent")
    level, length = rng.randint(1, 2), lengths(rng, 40)

    def fiber():
        return sorted(rng.sample(range(400), length()))

    crd = fiber() if level == 1 else [fiber() for _ in range(rng.randint(0, 6))]
    stall = rng.choice((0, 0, 0.3))
    ends = [net.source("val", level, mapped(crd, level, lambda _: None if rng.random() < 0.2 else value(rng)), stall)]
    over = net.source("crd", level, crd, stall)
    val, below = {"val": ("val", level)}, ("val", level - 1)
    for _ in range(rng.randint(1, 6)):
        a, b = rng.choice(ends), rng.choice(ends[-3:])
        full = rng.random() < 0.5
        match rng.randrange(5):
            case 0:
                ends.append((net.node("alu", {"a": a}, val, level=level, op="relu", arity=1, constant=None,
                                      annihilators=[], fills=[0], full=full), "val"))
            case 1 | 2:
                ends.append((net.node("alu", {"a": a, "b": b}, val, level=level, op=rng.choice(("sub", "max", "mul")),
                                      arity=2, constant=None, annihilators=[], fills=[0, 0], full=full), "val"))
            case 3:
                node = net.node("reduce", {"val": a}, {"val": below}, level=level, op=rng.choice(("max", "sum")),
                                count=False)
                ends.append((net.node("repeat", {"base": (node, "val"), "rep": over}, {"out": ("val", level)},
                                      type="val", level=level - 1), "out"))
            case 4:
                ends.append((net.node("where", {"cond": a, "x": b}, val, level=level, test=rng.random() < 0.5,
                                      need=rng.random() < 0.5, fill=number.bits(2.0)), "val"))
    return net.finish()


def join_tree(rng: random.Random) -> Case:
    """Scanners, compressed and dense, below a tree of joins; a repeat over one payload, which makes it go slowly."""
    net = Net(rng, "joins")
    n, length = rng.choice((1, 2, 5, 12, 40)), lengths(rng, rng.choice((20, 60, 300)))
    extent = 400
    sides = []
    for k in range(rng.choice((2, 2, 3, 4))):
        seg, crd, fibers = [0], [], []
        for _ in range(n):
            crd += sorted(rng.sample(range(extent if rng.random() < 0.7 else 20), min(20, length()))
                          if rng.random() < 0.5 else rng.sample(range(extent), length()))
            fibers.append(crd[seg[-1]:])
            seg.append(len(crd))
        order = [None if rng.random() < 0.1 else rng.randrange(n) for _ in range(n)]
        refs = net.source("ref", 1, order, rng.choice((0, 0, 0.3)))
        bounds = net.node("bounds", {"ref": refs}, {"bounds": ("bounds", 1)}, level=1, kind="c", size=None,
                          seg=net.memory(f"seg{k}", "seg", seg))
        gen = net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", 2), "ref": ("ref", 2)}, level=1, kind="c",
                       crd=net.memory(f"crd{k}", "crd", crd))
        payloads = [(gen, "ref")] if rng.random() < 0.8 else []
        sides.append(((gen, "crd"), payloads, [[] if r is None else fibers[r] for r in order]))
    while len(sides) > 1:
        rng.shuffle(sides)
        (a, pa, ca), (b, pb, cb), *sides = sides
        kind = rng.choice(("intersect", "union", "union", "left_join"))
        types = [net.types[p][0] for p in pa], [net.types[p][0] for p in pb]
        if kind == "left_join":
            pb = pb or [net.source("ref", 2, mapped(cb, 2, lambda _: rng.randrange(9)))]
            node = net.node(kind, {"crd_a": a, "crd_b": b, **{f"b{k}": p for k, p in enumerate(pb)}},
                            {f"b{k}": ("ref", 2) for k in range(len(pb))}, level=2, b=["ref"] * len(pb))
            # The coordinates of the left side go on: its scanner feeds a join and something else.
            sides.append((a, [(node, f"b{k}") for k in range(len(pb))], ca))
            continue
        node = net.node(kind, {"crd_a": a, **{f"a{k}": p for k, p in enumerate(pa)},
                               "crd_b": b, **{f"b{k}": p for k, p in enumerate(pb)}},
                        {"crd": ("crd", 2), **{f"a{k}": ("ref", 2) for k in range(len(pa))},
                         **{f"b{k}": ("ref", 2) for k in range(len(pb))}}, level=2, a=types[0], b=types[1])
        both = set.intersection if kind == "intersect" else set.union
        crds = [sorted(both(set(x), set(y))) for x, y in zip(ca, cb)]
        outs = [(node, f"a{k}") for k in range(len(pa))] + [(node, f"b{k}") for k in range(len(pb))]
        sides.append(((node, "crd"), outs, crds))
    _, payloads, crds = sides[0]
    for payload in payloads:
        if rng.random() < 0.4:
            rep = mapped(crds, 2, lambda _: sorted(rng.sample(range(9), rng.choice((0, 1, 2, 3)))))
            net.node("repeat", {"base": payload, "rep": net.source("crd", 3, rep, rng.choice((0, 0, 0.3)))},
                     {"out": ("ref", 3)}, type="ref", level=2)
    return net.finish(sinks=False)


def streams(rng: random.Random) -> Case:
    """Values behind long fibers, combined again and again, with others that come from elsewhere.

    Most nodes act in every cycle that the depths allow.
    """
    net, level, long = Net(rng, "streams"), 2, rng.choice((30, 100, 250))
    fibers = [list(range(rng.randint(long // 3, long))) for _ in range(rng.randint(1, 4))]
    values = [value(rng) for _ in range(long)]
    ends = []
    for k in range(rng.choice((1, 1, 2))):
        seg = [0, *itertools.accumulate(map(len, fibers))]
        refs = net.source("ref", 1, list(range(len(fibers))))
        bounds = net.node("bounds", {"ref": refs}, {"bounds": ("bounds", 1)}, level=1, kind="c", size=None,
                          seg=net.memory(f"seg{k}", "seg", seg))
        crds = net.memory(f"crd{k}", "crd", sum(fibers, []))
        gen = net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", 2), "ref": ("ref", 2)}, level=1, kind="c",
                       crd=crds)
        vals = net.memory(f"vals{k}", "vals", values * len(fibers))
        ends.append((net.node("array", {"ref": (gen, "ref")}, {"val": ("val", 2)}, level=2, vals=vals, present=None),
                     "val"))
        if rng.random() < 0.5:
            # Takes what it can of two streams, of which the other one may be late.
            other = net.source("crd", 2, fibers, rng.choice((0, 0.02)))
            net.node("intersect", {"crd_a": (gen, "crd"), "a0": ends[-1], "crd_b": other},
                     {"crd": ("crd", 2), "a0": ("val", 2)}, level=2, a=["val"], b=[])
    for _ in range(rng.choice((0, 1, 1, 2))):
        stall = rng.choice((0, 0, 0.02, 0.3))
        ends.append(net.source("val", level, [[value(rng) for _ in f] for f in fibers], stall))
    for _ in range(rng.randint(1, 7)):
        a, b = rng.choice(ends), rng.choice(ends[-3:])
        one = rng.random() < 0.3
        ins = {"a": a} if one else {"a": a, "b": b}
        ends.append((net.node("alu", ins, {"val": ("val", level)}, level=level, op="relu" if one else "max",
                              arity=len(ins), constant=None, annihilators=[], fills=[0] * len(ins), full=True), "val"))
    return net.finish(stall=rng.choice((0, 0, 0, 0.02)))


def trees(rng: random.Random) -> Case:
    """Fibers below one side of a join, laid below what is joined, sent again; with little depth, it deadlocks.

    What is joined also looks something up, and is located. The coordinates of the join may be those for which all is
    sent once more: then they must hold until all of it has come.
    """
    net, length = Net(rng, "trees"), lengths(rng, 30)
    stall = rng.choice((0, 0, 0.3))
    a, b = (sorted(rng.sample(range(60), min(30, length()))) for _ in "ab")
    below = {c: [value(rng) for _ in range(rng.choice((0, 1, 2, length())))] for c in a}
    old, other = net.source("crd", 1, a, stall), net.source("crd", 1, b, stall)
    payload = net.source("val", 2, [below[c] for c in a], stall)
    kind = rng.choice(("intersect", "union"))
    crds = sorted((set.intersection if kind == "intersect" else set.union)(set(a), set(b)))
    join = net.node(kind, {"crd_a": old, "crd_b": other}, {"crd": ("crd", 1)}, level=1, a=[], b=[])
    new = join, "crd"
    node = net.node("realign", {"old": old, "new": new, "payload": payload}, {"out": ("val", 2)}, type="val", level=1,
                    extra=1)
    fibers = [below.get(c, []) for c in crds]
    size = {1: max((len(f) + 1 for f in fibers), default=1), 2: sum(len(f) + 1 for f in fibers) + 1}
    if rng.random() < 0.5:
        rep, extra = net.source("crd", 2, [list(range(rng.choice((0, 1, 2, 3)))) for _ in crds], stall), 1
    else:
        rep, extra = rng.choice((old, new, net.source("crd", 1, [3, 5], stall))), 2
    net.node("replay", {"payload": (node, "out"), "rep": rep}, {"out": ("val", 3)}, type="val", level=2 - extra,
             extra=extra, size=size[extra] + rng.choice((0, 0, 5)))
    inner = [sorted(rng.sample(range(60), length())) for _ in crds]
    refs = mapped(inner, 2, lambda _: rng.randrange(99))
    found = net.node("lookup", {"want": new, "crd": net.source("crd", 2, inner, stall),
                                "ref": net.source("ref", 2, refs, stall)}, {"out": ("ref", 1)}, level=1)
    net.node("locate", {"ref": (found, "out"), "crd": new}, {"ref": ("ref", 1)}, level=1, size=60, flat=True)
    return net.finish()


# compiled kernels

KERNELS = {
    # statement: formats of its operands; what is asked of the order
    "spmm ikj": ("C[i,j] = A[i,k] * B[k,j]", {"A": "dc", "B": "dc"}, "ikj"),
    "spmm ijk": ("C[i,j] = A[i,k] * B[j,k]", {"A": "dc", "B": "dc"}, "ijk"),
    "spmm dcsr": ("C[i,j] = A[i,k] * B[k,j]", {"A": "cc", "B": "cc"}, "ikj"),
    "spmm ijk dcsr": ("C[i,j] = A[i,k] * B[j,k]", {"A": "cc", "B": "cc"}, "ijk"),
    "spmm dense": ("C[i,j] = A[i,k] * B[k,j]", {"A": "dc", "B": "dd"}, "ikj"),
    "mttkrp": ("Y[i,j] = T[i,k,l] * B[k,j] * C[l,j]", {"T": "dcc", "B": "dc", "C": "dc"}, "iklj"),
    "add": ("Y[i,j] = A[i,j] + B[i,j]", {"A": "dc", "B": "dc"}, None),
    "add dcsr": ("Y[i,j] = A[i,j] + B[i,j]", {"A": "cc", "B": "cc"}, None),
    "add of products": ("Y[i,j] = A[i,j] * B[i,j] + C[i,j]", {"A": "dc", "B": "dc", "C": "cc"}, None),
    "three": ("Y[i,j] = A[i,j] + B[i,j] + C[i,j]", {"A": "dc", "B": "dc", "C": "dc"}, None),
    "where": ("Y[i,j] = where(P[i,j], A[i,j], 0)", {"P": "dc", "A": "dc"}, None),
    "masked": ("Y[i,j] = P[i,j] * A[i,k] * B[j,k]", {"P": "dc", "A": "dc", "B": "dc"}, "ijk"),
    "rows": ("Y[i] = sum[j](A[i,j])", {"A": "dc"}, None),
    "columns": ("Y[j] = max[i](A[i,j])", {"A": "dc"}, None),
    "products": ("Y[j] = prod[i](A[i,j])", {"A": "dc"}, None),
    "functions": ("Y[i,j] = sigmoid(A[i,j]) * erf(B[i,j]) + gelu(C[i,j])", {"A": "dc", "B": "cc", "C": "dc"}, None),
    "transposed": ("Y[j,i] = A[i,j] * 2", {"A": "dc"}, None),
    "vectors": ("Y = x[k] * z[k]", {"x": "c", "z": "c"}, None),
    "sum of vectors": ("Y[k] = x[k] + z[k]", {"x": "c", "z": "c"}, None),
}


@cache
def kernel(name: str, seed: int = 0, size: int = 9, density: float = 0.3, fill: float = 0.0,
           profile: str = "ideal") -> Case:
    """A compiled statement with random operands of `size` rows, the last extent of which is ten times that."""
    text, formats, order = KERNELS[name]
    rng = np.random.default_rng(seed)
    program = ff.parse(text)
    sizes: dict[str, int] = {}
    tensors = {}
    for access in accesses(program.statements[0].expression):
        shape = tuple(sizes.setdefault(i, size * (10 if i in "kj" and len(access.indices) < 3 else 1))
                      for i in access.indices)
        stored = rng.random(shape) < density * rng.choice([0.2, 1, 1, 2])
        coordinates = np.argwhere(stored)
        values = (rng.integers(1, 9, len(coordinates)) / 2).astype(np.float32)
        format = ff.Format(formats[access.tensor])
        tensors[access.tensor] = ff.Tensor.from_coords(shape, coordinates, values, format, fill)
    schedule = ff.Schedule(order={text[0]: order} if order else {}, profile=profile)
    graph = ff.compile(program, tensors, schedule=schedule).kernels[0].graph
    return Case(name, graph, images.load(graph, tensors))


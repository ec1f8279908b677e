"""Graphs that no compiler makes: long ones, wide ones, and a pipeline that is full all the time."""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.case import Case, Group, simulation
from fuseflow.cosim.testing import GAPS, words
from fuseflow.machine.graph import Builder, Graph, Memory
from fuseflow.machine.number import to_bits
from fuseflow.machine.profile import IDEAL
from fuseflow.machine.token import encode

STAGES = 100
"""Forks and alus, each, of a chain; forks, arrays and alus of the one with arrays."""

LANES = 100
"""Pipelines side by side, of four nodes each."""

BUSY = 40
"""Alus before the slow sink."""

SLOW = 3
"""Idle cycles of the slow sink after each token."""


def groups(tokens: int) -> list[Group]:
    """`tokens` go through every channel of a long graph; of a wide one, a tenth of that."""
    made = {
        f"chain/forks-alus-{2 * STAGES}/{tokens}": partial(forks_and_alus, tokens),
        f"chain/forks-arrays-alus-{3 * STAGES}/{tokens}": partial(arrays, tokens),
        f"wide/pipelines-{LANES}/{tokens // 10}": partial(wide, tokens // 10),
        **{f"pressure/slow-sink-depth-{depth}/{tokens}": partial(slow_sink, tokens, depth) for depth in (64, 1024)},
    }
    return [Group(name, partial(_cases, name, make), f"{name}/plain" if name.startswith("chain/forks-alus") else None)
            for name, make in made.items()]


def _cases(name: str, make) -> list[Case]:
    graph, images = make()
    return [
        Case(f"{name}/plain", simulation(graph, images)),
        Case(f"{name}/statistics", simulation(graph, images, figures=True), None, f"{name}/plain"),
        Case(f"{name}/two-threads", simulation(graph, images, threads=2), None, f"{name}/plain", parallel=True),
    ]


class _Bench:
    """A graph under construction, between sources and sinks, with the contents of its memories."""

    def __init__(self, name: str):
        self.builder, self.contents = Builder(name, IDEAL), {}

    def memory(self, name: str, content, role: str) -> str:
        self.contents.setdefault(name, np.asarray(content, np.uint32))
        return self.builder.memory(Memory(name, len(self.contents[name]), name, role, None, "in"))

    def source(self, name: str, type: str, data: list[int]) -> tuple[str, str]:
        """One fiber of `data`; all sources of a type share the memory."""
        tokens = encode(data, 1)
        memory = self.memory(f"{type}_tokens", words(tokens, [0] * len(tokens)), "tokens")
        return self.builder.node("source", name, type=type, level=1, tokens=memory, latency=1), "out"

    def sink(self, name: str, end: tuple[str, str], idle: int = 0) -> None:
        memory = self.memory(f"gaps_{idle}", [idle] * GAPS, "gaps")
        self.builder.connect(end, (self.builder.node("sink", name, type="val", level=1, gaps=memory), "in"))

    def alu(self, name: str, op: str, *ends: tuple[str, str]) -> tuple[str, str]:
        n = len(ends)
        node = self.builder.node("alu", name, level=1, op=op, arity=n, constant=None, annihilators=[], fills=[0] * n,
                                 full=False)
        for end, port in zip(ends, "ab"):
            self.builder.connect(end, (node, port))
        return node, "val"

    def finish(self, depth: int = 16) -> tuple[Graph, dict]:
        return self.builder.finish(depth), self.contents


def _values(tokens: int) -> list[int]:
    return [to_bits(1 + k % 7) for k in range(tokens)]


def forks_and_alus(tokens: int) -> tuple[Graph, dict]:
    """source -> (fork -> x + x) * STAGES -> sink."""
    b = _Bench("forks_alus")
    end = b.source("source", "val", _values(tokens))
    for k in range(STAGES):
        end = b.alu(f"double_{k}", "add", end, end)
    b.sink("sink", end)
    return b.finish()


def arrays(tokens: int) -> tuple[Graph, dict]:
    """References go down a row of forks; what an array says of each is added to the sum that runs beside them."""
    b = _Bench("forks_arrays_alus")
    vals = b.memory("vals", _values(1024), "vals")
    refs = b.source("source", "ref", [k * 37 % 1024 for k in range(tokens)])
    total = None
    for k in range(STAGES):
        fork = b.builder.node("fork", f"fork_{k}", type="ref", level=1, n=2 if k < STAGES - 1 else 1)
        b.builder.connect(refs, (fork, "in"))
        array = b.builder.node("array", f"array_{k}", level=1, vals=vals, present=None)
        b.builder.connect((fork, "out0"), (array, "ref"))
        refs = fork, "out1"
        total = b.alu(f"sum_{k}", "add", total, (array, "val")) if total else (array, "val")
    b.sink("sink", total)
    return b.finish()


def wide(tokens: int) -> tuple[Graph, dict]:
    """Side by side, LANES times: source -> fork -> x + x -> sink."""
    b = _Bench("wide")
    data = _values(tokens)
    for k in range(LANES):
        end = b.source(f"source_{k}", "val", data)
        b.sink(f"sink_{k}", b.alu(f"double_{k}", "add", end, end))
    return b.finish()


def slow_sink(tokens: int, depth: int) -> tuple[Graph, dict]:
    """A pipeline whose channels are all full, nearly all the time."""
    b = _Bench("slow_sink")
    end = b.source("source", "val", _values(tokens))
    for k in range(BUSY):
        end = b.alu(f"relu_{k}", "relu", end)
    b.sink("sink", end, SLOW)
    return b.finish(depth)

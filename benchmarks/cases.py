"""The cases: which there are, how they are called, what they must show (issue 3, the table "What it must show")."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import numpy as np
import scipy.sparse as sp

import fuseflow as ff
from benchmarks import graphs, models, prototype
from benchmarks.case import Case, Floor, Group, Outcome, Stopwatch, simulation
from fuseflow.cosim.images import fresh
from fuseflow.cosim.retime import retime
from fuseflow.machine.graph import Graph, is_lock
from fuseflow.machine.timing import Timing

DEPTHS = 1024, 16, 4

FLOORS = {
    ("ikj", 1024, 5): dict(zip(DEPTHS, (300e6, 220e6, 130e6))),
    ("ikj", 2048, 1): dict(zip(DEPTHS, (280e6, 200e6, 100e6))),
    ("ijk", 512, 5): dict(zip(DEPTHS, (150e6, 100e6, 65e6))),
}
"""Tokens per second by order, size and per cent, and by depth."""

FORMATS = {"csr": {"ikj": (ff.CSR, ff.CSR), "ijk": (ff.CSR, ff.CSC)}, "dcsr": {"ikj": (ff.DCSR, ff.DCSR)}}


def every(quick: bool = False, long: bool = False, with_prototype: bool = False) -> list[Group]:
    """All groups, in order; with `quick`, small ones."""
    out = []
    sizes = [("ikj", 256, 5)] if quick else [("ikj", 1024, 5), ("ikj", 2048, 1), ("ijk", 512, 5), ("ikj", 256, 5)]
    for order, size, percent in sizes:
        out += [_spmm_group(order, size, percent, format, depth, with_prototype)
                for format in FORMATS if order in FORMATS[format] for depth in DEPTHS]
    out += models.groups(quick)
    out += graphs.groups(2_000 if quick else 50_000)
    for order, size, percent in [("ikj", 128, 5)] if quick else [("ikj", 1024, 2), ("ijk", 256, 5)]:
        out += [Group(f"retime/{order}-{size}-{percent}%/{what}", partial(_retimings, order, size, percent, what))
                for what in WHAT]
    out += [_compile_group(256 if quick else 1024), Group("start", _start)]
    if long:
        out.append(_long_group())
    return out


def matrices(size: int, percent: float) -> tuple[sp.csr_matrix, sp.csr_matrix]:
    """The two operands: uniformly random, the same on every run."""
    return tuple(
        sp.random(size, size, percent / 100, format="csr", dtype=np.float32, random_state=np.random.RandomState(seed))
        for seed in (1, 2)
    )


def spmm(order: str, size: int, percent: float, format: str = "csr") -> ff.Compiled:
    pair = (ff.tensor(m, f) for m, f in zip(matrices(size, percent), FORMATS[format][order]))
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), dict(zip("AB", pair)),
                      schedule=ff.Schedule(order={"C": order}))


def loaded_spmm(order: str, size: int, percent: float, format: str = "csr") -> tuple[Graph, dict]:
    """Graph and memory images."""
    compiled = spmm(order, size, percent, format)
    (kernel,) = compiled.kernels
    return kernel.graph, compiled.images(kernel, compiled.operands({}))


def _spmm_group(order: str, size: int, percent: int, format: str, depth: int, with_prototype: bool) -> Group:
    name = f"spmm/{order}-{size}-{percent}%/{format}/depth-{depth}"

    def prepare() -> list[Case]:
        graph, images = loaded_spmm(order, size, percent, format)
        graph = graph.with_depth(depth)
        # The smallest one is over in milliseconds: nothing is asked of it.
        least = FLOORS.get((order, size, percent), {}).get(depth)
        rate = keep = gain = None
        if least:
            rate, keep, gain = Floor("tokens_per_s", least), Floor("times", 0.85), Floor("times", 1.4)
        plain = f"{name}/plain"
        cases = [
            Case(plain, simulation(graph, images), rate),
            Case(f"{name}/statistics", simulation(graph, images, figures=True), keep, plain),
        ]
        if depth >= 16:
            cases.append(Case(f"{name}/two-threads", simulation(graph, images, threads=2), gain, plain, parallel=True))
        if with_prototype:
            run = prototype.simulation(order, *matrices(size, percent), format, depth)
            cases.append(Case(f"{name}/prototype", run, None, plain))
        return cases

    return Group(name, prepare, f"{name}/plain" if depth == 16 else None)


LANES = 16

WHAT = {"latency": 10.0, "interval": 10.0, "depth-uniform": 8.0, "depth-random": 8.0}
"""What differs between the sixteen timings, and how many times faster than one by one they must be."""


def timings(graph: Graph, what: str) -> list[Timing]:
    """Sixteen timings that differ in one respect; those of latency and interval at the graph's depth."""
    rng = random.Random(0)
    channels, buffers = [c.name for c in graph.channels], [c.name for c in graph.channels if not is_lock(c)]
    match what:
        case "latency":
            return [Timing(latency={c: rng.choice((1, 2, 4)) for c in channels}) for _ in range(LANES)]
        case "interval":
            return [Timing(interval={n.name: rng.choice((1, 1, 2)) for n in graph.nodes}) for _ in range(LANES)]
        case "depth-uniform":
            depths = np.geomspace(2, 64, LANES).round().astype(int).tolist()
            return [Timing(depth=dict.fromkeys(buffers, d)) for d in depths]
    return [Timing(depth={c: rng.choice((2, 4, 8, 16, 64)) for c in buffers}) for _ in range(LANES)]


def _retimings(order: str, size: int, percent: int, what: str) -> list[Case]:
    graph, images = loaded_spmm(order, size, percent)
    sixteen = timings(graph, what)
    tokens = LANES * simulation(graph, images)(lambda: None).tokens
    name = f"retime/{order}-{size}-{percent}%/{what}"

    def run(passes: list[list[Timing]], loaded: Callable[[], None]) -> Outcome:
        memories = fresh(graph, images)
        loaded()
        watch = Stopwatch()
        cycles = [n for p in passes for n in retime(graph, memories, p)]
        return watch.outcome(tokens, sum(cycles))

    single = f"{name}/one-by-one"
    return [
        Case(single, partial(run, [[t] for t in sixteen])),
        Case(f"{name}/one-pass", partial(run, [sixteen]), Floor("times", WHAT[what]), single),
    ]


def _compile_group(size: int) -> Group:
    name = f"compile/spmm-{size}"

    def prepare() -> list[Case]:
        compiled = spmm("ikj", size, 5)

        def run(loaded: Callable[[], None]) -> Outcome:
            loaded()
            watch = Stopwatch()
            ff.compile(compiled.program, compiled.bound, schedule=compiled.schedule)
            return watch.outcome()

        return [Case(name, run)]

    return Group(name, prepare)


IMPORT = "import fuseflow"

ENGINE = """
from fuseflow.cosim import native
from fuseflow.cosim.session import Session
from fuseflow.machine.graph import Graph
"""

FIRST_RUN = """
native.load()
with Session(graph, memories) as session:
    session.finish()
"""


def _start() -> list[Case]:
    """Fresh processes: the import; and the engine, from a graph and its memories to the first result."""
    graph, images = loaded_spmm("ikj", 8, 50)
    memories = {name: image.tolist() for name, image in images.items()}
    load = f"{ENGINE}graph, memories = Graph.from_json({graph.to_json()!r}), {memories!r}"
    return [
        Case("start/import", partial(_fresh_process, "", IMPORT), Floor("seconds", 0.3)),
        Case("start/engine", partial(_fresh_process, load, FIRST_RUN), Floor("seconds", 0.1)),
    ]


def _fresh_process(before: str, timed: str, loaded: Callable[[], None]) -> Outcome:
    """Seconds of the statements `timed`, after `before`, in an interpreter of its own."""
    code = "\n".join(("import time", before, "wall, cpu = time.perf_counter(), time.process_time()", timed,
                      "print([time.perf_counter() - wall, time.process_time() - cpu])"))
    loaded()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return Outcome(*json.loads(done.stdout))


def _long_group() -> Group:
    """More than 1e9 tokens through chunked streams: memory does not grow with them."""
    name = "long/ijk-1700-5%/depth-16"

    def prepare() -> list[Case]:
        graph, images = loaded_spmm("ijk", 1700, 5)
        return [Case(f"{name}/plain", simulation(graph, images))]

    return Group(name, prepare, f"{name}/plain")

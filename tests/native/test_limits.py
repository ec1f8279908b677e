"""What must hold for any input: bounded memory, no read outside an array, the same result always; large counts."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import threading
from pathlib import Path

import native_cases
import numpy as np
import pytest
from native_cases import Case, Net, attempt, kernel
from native_modules import given

import fuseflow as ff
from fuseflow.cosim import engine, images, oracle
from fuseflow.cosim.run import Run
from fuseflow.cosim.session import Session
from fuseflow.cosim.testing import harness, words
from fuseflow.errors import FuseflowError, GraphError, SimulationError
from fuseflow.machine.profile import IDEAL
from fuseflow.machine.timing import Timing
from tests.cosim import test_oracle

BEYOND = 2**31 + 10


# large runs


def chain(rows: int, columns: int, forks: int) -> tuple[Case, Timing]:
    """Coordinates of a dense matrix, by rows, with forks in line; no memory has more than 64 words. Deep channels."""
    net = Net(random.Random(1), "chain", IDEAL)
    root = net.node("root", {}, {"ref": ("ref", 0)})
    end = root, "ref"
    for level, size in enumerate((rows, columns)):
        bounds = net.node("bounds", {"ref": end}, {"bounds": ("bounds", level)}, level=level, kind="d", size=size,
                          seg=None)
        gen = net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", level + 1), "ref": ("ref", level + 1)},
                       level=level, kind="d", crd=None)
        end = gen, "ref"
    end = gen, "crd"
    for _ in range(forks):
        end = net.node("fork", {"in": end}, {"out0": ("crd", 2)}, type="crd", level=2, n=1), "out0"
    case = net.finish(sinks=False, stall=0)
    return case, Timing({c.name: 1024 for c in case.graph.channels})


MEASURE = """
import resource, sys
{preamble}
from native_cases import Net
import test_limits
from fuseflow.cosim import engine

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

case, timing = test_limits.chain(10, 100, 8)
engine.run(case.graph, case.fresh(), timing=timing)
before = peak()
case, timing = test_limits.chain({rows}, {columns}, 8)
run = engine.run(case.graph, case.fresh(), timing=timing, threads={threads})
print(run.tokens, peak() - before)
"""


def script(text: str, request) -> str:
    """What a new interpreter prints that runs this, with the same native module."""
    folder = given(request.config)
    here = Path(__file__).parent
    preamble = f"sys.path[:0] = [{str(here)!r}, {str(here.parents[1])!r}]\n"
    if folder:
        preamble += (
            "import types, native_modules\nfrom fuseflow.cosim import native\n"
            f"config = types.SimpleNamespace(getoption=lambda *_: {str(folder)!r})\n"
            "module, = native_modules.modules(config).values()\nnative.load = lambda level=None: module\n")
    done = subprocess.run([sys.executable, "-c", text.replace("{preamble}", preamble)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("tokens", "threads"), [
    (3 * 10**7, 1), pytest.param(10**9, 1, marks=pytest.mark.nightly),
    pytest.param(10**9, 2, marks=pytest.mark.nightly),
])
def test_memory_does_not_grow_with_tokens(tokens, threads, request, sanitized):
    if sanitized:
        pytest.skip("the sanitizers' own memory grows")
    columns = tokens // 9 // 1000 + 1
    text = MEASURE.replace("{rows}", "1000").replace("{columns}", str(columns)).replace("{threads}", str(threads))
    pushed, grown = map(int, script(text, request).split())
    assert pushed > tokens and grown < 64 * 2**20


def test_no_kernel_runs_far_ahead_of_its_timing():
    """The sums of B are known long before those of A, and the channel behind them holds 16: no more is kept."""
    taken = []
    for scale in (1, 10):
        tensors = {"A": ff.tensor(np.ones((200, 2000 * scale), np.float32), "csr"),
                   "B": ff.tensor(np.ones((200, 200 * scale), np.float32), "csr")}
        program = ff.parse("t[i] = A[i,j]\nu[i] = B[i,k]\ny[i] = t[i] + u[i]")
        graph = ff.compile(program, tensors, schedule=ff.Schedule(fuse="full")).kernels[0].graph
        with Session(graph, images.load(graph, tensors), chunk=64) as session:
            session.finish()
        taken.append(session.native.bytes)
    assert taken[1] < 1.2 * taken[0], taken


@pytest.mark.nightly
def test_tokens_beyond_32_bits():
    """2^31 tokens on one channel: 2,200 fibers of a million coordinates."""
    net, fibers, size = Net(random.Random(1), "many", IDEAL), 2200, 10**6
    bounds = net.node("bounds", {"ref": net.source("ref", 1, [0] * fibers)}, {"bounds": ("bounds", 1)}, level=1,
                      kind="d", size=size, seg=None)
    gen = net.node("gen", {"bounds": (bounds, "bounds")}, {"crd": ("crd", 2), "ref": ("ref", 2)}, level=1, kind="d",
                   crd=None)
    net.node("fork", {"in": (gen, "crd")}, {"out0": ("crd", 2)}, type="crd", level=2, n=1)
    case = net.finish(sinks=False, stall=0)
    timing = Timing({c.name: 1024 for c in case.graph.channels})
    run = engine.run(case.graph, case.fresh(), timing=timing)
    tokens = fibers * (size + 1) + 2
    first = next(c for c in case.graph.channels if c.src == (gen, "crd"))
    assert tokens > BEYOND and run.channels[first.name].tokens == tokens == run.nodes[gen].fired
    small = engine.run(case.graph, {**case.fresh(), **one_fiber(case)}, timing=timing)
    # One token a cycle; what is before and after takes as long with one fiber.
    assert run.cycles - small.cycles == (fibers - 1) * (size + 1)
    assert max(c.max_fill for c in run.channels.values()) < 2100 and run.channels[first.name].mean_fill > 0.99


def one_fiber(case: Case) -> dict:
    name = next(m.name for m in case.graph.memories if m.role == "tokens")
    return {name: words([(0, 0), (2, 0), (3, 0)], [0, 0, 0])}


# memories that are not what they should be


def matrix() -> tuple:
    """Values of a compressed matrix, row by row, copied: its graph and memories."""
    tensor = ff.Tensor.from_coords((3, 5), np.array([[0, 1], [0, 4], [2, 0], [2, 3]]), np.float32([1, 2, 3, 4]),
                                   ff.Format("cc"))
    graph = ff.compile(ff.parse("Y[i,j] = A[i,j] * 2"), {"A": tensor}).kernels[0].graph
    memories = {name: content.copy() for name, content in images.load(graph, {"A": tensor}).items()}
    by_role = {(m.role, m.level): m.name for m in graph.memories if m.tensor == "A"}
    return graph, memories, by_role


CORRUPT = {
    # memory: role and level; its words
    "a segment falls": (("seg", 1), [0, 2, 1]),
    "a segment falls below": (("seg", 1), [3, 2, 4]),
    "a segment is longer than the coordinates": (("seg", 1), [0, 2, 4000]),
    "all of them": (("seg", 0), [0, 3]),
    "a segment is far beyond": (("seg", 1), [0, 2, 2**31 - 1]),
    "a segment is beyond 2^31": (("seg", 1), [0, 2, 2**31 + 5]),
    "a segment is the largest word": (("seg", 1), [0, 2**32 - 1, 2**32 - 1]),
    "segments are too few": (("seg", 1), [0, 2]),
    "there is no segment": (("seg", 1), []),
    "there is no outer segment": (("seg", 0), []),
    "coordinates are too few": (("crd", 1), [1, 4, 0]),
    "there is no coordinate": (("crd", 1), []),
    "there is no outer coordinate": (("crd", 0), []),
    "a coordinate reads as a control token": (("crd", 1), [1, 4, 2**32 - 1, 3]),
    "a coordinate reads as D": (("crd", 1), [1, 4, 2**32 - 1024, 3]),
    "values are too few": (("vals", None), [0x3F800000] * 3),
    "there is no value": (("vals", None), []),
}


@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize("what", CORRUPT)
def test_nothing_is_read_outside_an_array(what, as_list, level):
    graph, memories, by_role = matrix()
    role, content = CORRUPT[what]
    memories[by_role[role]] = np.array(content, np.uint32)
    if as_list:
        memories = {name: words_.tolist() for name, words_ in memories.items()}
    case = Case(what, graph, memories)
    for threads in (1, 2):
        error, _ = attempt(engine.run, case, threads=threads)
        assert isinstance(error, GraphError) and error.code == "FF-E303"
    # The oracle has no words above 2^31 - 1 either, but says so later, or takes a coordinate as it is.
    expected, _ = attempt(oracle.run, case)
    assert isinstance(expected, GraphError) or "coordinate reads as" in what or "largest word" in what


@pytest.mark.parametrize("level_", [0, 1])
def test_coordinates_beyond_the_extent(level_, level):
    """Where they address something: a workspace, a dense result."""
    tensor = ff.Tensor.from_coords((3, 5), np.array([[0, 1], [2, 3]]), np.float32([1, 2]), ff.Format("cc"))
    other = ff.Tensor.from_coords((5, 4), np.array([[1, 1], [3, 2]]), np.float32([1, 2]), ff.Format("cc"))
    graph = ff.compile(ff.parse("Y[i,j] = A[i,k] * B[k,j]"), {"A": tensor, "B": other},
                       schedule=ff.Schedule(order={"Y": "ikj"})).kernels[0].graph
    memories = dict(images.load(graph, {"A": tensor, "B": other}))
    name = next(m.name for m in graph.memories if (m.tensor, m.level, m.role) == ("B", 1, "crd"))
    memories[name] = np.array([1, [4, 2**30][level_]], np.uint32)
    case = Case("accumulate", graph, memories)
    for run in (engine.run, oracle.run):
        error, _ = attempt(run, case)
        assert isinstance(error, GraphError) and error.code == "FF-E303"


def test_results_without_room(level):
    graph, memories, _ = matrix()
    for m in graph.memories:
        if m.direction == "out":
            for size in (0, 1, len(memories[m.name]) - 1):
                case = Case(m.name, graph, {**memories, m.name: memories[m.name][:size].copy()})
                expected, _ = attempt(oracle.run, case)
                got, _ = attempt(engine.run, case)
                assert isinstance(got, GraphError) == isinstance(expected, GraphError), (m.name, size)


def test_random_corruption(level, scale):
    """One word is changed, or a memory is cut: the engine goes on, or refuses; it refuses what the oracle refuses."""
    refused = 0
    for seed in range(0, 150, scale):
        rng = random.Random(seed)
        case = kernel(rng.choice(sorted(native_cases.KERNELS)), seed % 2, 2, 0.4)
        memories = {name: np.array(content, np.uint32) for name, content in case.memories.items()}
        name = rng.choice([m.name for m in case.graph.memories if m.role != "vals"])
        content = memories[name]
        if rng.random() < 0.5 and len(content):
            content[rng.randrange(len(content))] = rng.choice((0, 1, 7, 2**31 - 1, 2**31, 2**32 - 1024, 2**32 - 1))
        else:
            memories[name] = content[: rng.randrange(len(content) + 1)].copy()
        bad = Case(f"{case.name} {name}", case.graph, memories)
        expected, _ = attempt(oracle.run, bad)
        got, _ = attempt(engine.run, bad, chunk=rng.choice((8, 64)), threads=rng.choice((1, 2)))
        refused += isinstance(got, GraphError)
        assert isinstance(got, GraphError) or not isinstance(expected, GraphError), seed
    assert refused > 40 // scale


@pytest.mark.parametrize(("seg", "crd"), [([0, 2, 1], [0, 1]), ([0, 1, 5], [0, 1]), ([1, 1, 2], [0, 1]),
                                          ([0, 1, 2], [0, 9]), ([0, 1, 2], [0, -1])])
def test_a_tensor_is_refused_at_the_door(seg, crd):
    with pytest.raises(FuseflowError) as caught:
        ff.Tensor((2, 5), ff.CSR, (ff.tensor(np.eye(2, 5, dtype=np.float32), ff.CSR).levels[0],
                                   type(ff.tensor(np.eye(2, 5, dtype=np.float32), ff.CSR).levels[1])(
                                       5, np.array(seg, np.int32), np.array(crd, np.int32))),
                  np.float32([1, 2]), 0.0).check()
    assert caught.value.code == "FF-E006"


# disorder


@pytest.mark.parametrize(("kind", "params", "tokens", "message"), test_oracle.DISORDER)
def test_disorder_is_named(kind, params, tokens, message, level):
    """As in the oracle's test of that name."""
    graph = harness(kind, params, IDEAL)
    memories = {m.name: [0] * m.words for m in graph.memories}
    for port, stream in tokens.items():
        content = words(stream, [0] * len(stream))
        memories[f"x_{port}_tokens"][: len(content)] = content
    for how in ({}, {"threads": 2, "chunk": 8}):
        error, _ = attempt(engine.run, Case(kind, graph, memories), **how)
        assert isinstance(error, GraphError) and error.code == "FF-E303"
        assert message in str(error)


# the same always


@pytest.mark.parametrize("name", ["spmm ikj", "spmm ijk", "three"])
@pytest.mark.parametrize("depth", [2, 16, math.inf])
def test_the_same_run_always(name, depth, sanitized):
    # At the size of 12 unbounded rings come around more than once.
    case = kernel(name, 4, 4 if sanitized else 12 if depth == math.inf else 7, 0.3)
    timing = Timing({c.name: depth for c in case.graph.channels if c.src[1] != "handover"})
    first = engine.run(case.graph, case.fresh(), timing=timing, log=True)
    assert first == Run.of_log(case.graph, first.log)
    for threads in (1, 2):
        for chunk in (8, 64, 1000, 4096, 100_000):
            for _ in range(1 if sanitized or threads == 1 else 2):
                again = engine.run(case.graph, case.fresh(), timing=timing, log=True, threads=threads, chunk=chunk)
                assert again == first


def test_runs_beside_each_other():
    case = kernel("spmm ikj", 4, 6, 0.3)
    first = engine.run(case.graph, case.fresh(), log=True)
    found = []
    threads = [threading.Thread(target=lambda: found.append(engine.run(case.graph, case.fresh(), log=True, threads=2)))
               for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == [first] * 4


# the face


@pytest.mark.parametrize("threads", [1, 2])
def test_cycle_limit(threads):
    case = kernel("add", 1, 4, 0.4)
    cycles = engine.run(case.graph, case.fresh()).cycles
    assert engine.run(case.graph, case.fresh(), max_cycles=cycles, threads=threads).cycles == cycles
    for run, most in ((engine.run, cycles - 1), (engine.run, 0), (oracle.run, cycles - 1)):
        with pytest.raises(SimulationError) as caught:
            run(case.graph, case.fresh(), max_cycles=most)
        assert caught.value.code == "FF-E403"


def test_a_cycle_limit_ends_a_long_run():
    case, timing = chain(10**4, 2 * 10**5, 1)
    with pytest.raises(SimulationError) as caught:
        engine.run(case.graph, case.fresh(), timing=timing, max_cycles=10**5)
    assert caught.value.code == "FF-E403"


def test_a_missing_memory_is_named():
    case = kernel("add", 1, 4, 0.4)
    for name in case.memories:
        memories = case.fresh()
        del memories[name]
        with pytest.raises(SimulationError, match=f"{name!r} of graph") as caught:
            engine.run(case.graph, memories)
        assert caught.value.code == "FF-E402"


def test_results_are_there_after_an_error(level):
    """Lists, arrays, and parts of arrays; what was written before the limit, or before the disorder."""
    graph, memories = test_oracle.vector()
    strided = {name: np.zeros(2 * len(content), np.uint32)[::2] for name, content in memories.items()}
    for name, content in memories.items():
        strided[name][:] = content
    arrays = {name: np.array(content, np.uint32) for name, content in memories.items()}
    lists = {name: list(content) for name, content in memories.items()}
    wide = {name: np.array(content, np.int64) for name, content in memories.items()}
    for given_ in (lists, arrays, strided, wide):
        before = dict(given_)
        with pytest.raises(SimulationError):
            engine.run(graph, given_, max_cycles=8)
        assert all(given_[name] is before[name] for name in given_)
        assert list(given_["xc"]) == [4, 7, 9]
    for memory, content in (("vals", [1, 2]), ("crd", [4, 7])):
        bad = {name: list(words_) for name, words_ in memories.items()} | {memory: content}
        with pytest.raises(GraphError):
            engine.run(graph, bad)
        assert type(bad["xc"]) is list and len(bad["xc"]) == 3


INTERRUPTED = """
import os, signal, sys, threading, time
{preamble}
import test_limits
from fuseflow.cosim import engine

def tasks():
    return len(os.listdir("/proc/self/task"))

signal.signal(signal.SIGINT, signal.default_int_handler)
case, timing = test_limits.chain(20, 1000, 8)
engine.run(case.graph, case.fresh(), timing=timing, threads=2)
before = tasks()
case, timing = test_limits.chain(20_000, 100_000, 8)
sent = []

def send():
    sent.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)

timer = threading.Timer(0.4, send)
timer.start()
try:
    engine.run(case.graph, case.fresh(), timing=timing, threads=2)
except KeyboardInterrupt:
    timer.join()
    print(time.monotonic() - sent[0], tasks() - before)
"""


def test_an_interrupt_leaves_no_thread_running(request):
    seconds, left = script(INTERRUPTED, request).split()
    assert float(seconds) < 1 and int(left) == 0

"""The cross-check can fail: what is broken is found, and named at the right channel.

And the bench that stands alone, which can fail, too.
"""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import oracle, simulators
from fuseflow.cosim.check import compare, show
from fuseflow.cosim.log import ChannelLog, Log
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.cosim.standalone import write_bench
from fuseflow.hw.verilog import emit
from fuseflow.machine.token import D, N, item, stop

# --- on edited logs


class Graph:
    channels = (SimpleNamespace(name="a", type="crd", latency=1), SimpleNamespace(name="b", type="val", latency=2))


def log():
    tokens = [item(7), stop(0), D]
    values = [item(0x3FC00000), N, D]
    return Log(10, {"a": ChannelLog([0, 1, 2], [1, 3, 4], tokens), "b": ChannelLog([2, 4, 5], [4, 6, 9], values)})


def edited(change):
    wrong = copy.deepcopy(log())
    change(wrong)
    return [str(m) for m in compare(Graph, log(), wrong)]


def test_equal_logs():
    assert compare(Graph, log(), log()) == []


@pytest.mark.parametrize("channel, what, index", [(c, w, k) for c in "ab" for w in ("push", "pop") for k in range(3)])
def test_every_moved_event_is_found(channel, what, index):
    def change(wrong):
        getattr(wrong.channels[channel], what)[index] += 1000

    (text,) = edited(change)
    done = {"push": "pushed", "pop": "popped"}[what]
    cycle = getattr(log().channels[channel], what)[index]
    assert text == f"channel {channel}, token {index}: RTL {done} in cycle {cycle + 1000:,}, simulator says {cycle:,}"


def test_wrong_tokens_are_shown_by_type():
    def change(wrong):
        wrong.channels["b"].tokens[0] = item(0x3FA00000)
        wrong.channels["a"].tokens[1] = stop(1)

    assert edited(change) == [
        "channel a, token 1: RTL has S1 (cycle 3), simulator has S0 (cycle 3)",
        "channel b, token 0: RTL has 1.25 (cycle 4), simulator has 1.5 (cycle 4)",
    ]


def test_lost_and_superfluous_events():
    def lost(wrong):
        for part in (wrong.channels["a"].pop, wrong.channels["a"].tokens):
            del part[2]
        wrong.channels["b"].push.append(8)

    assert edited(lost) == [
        "channel a, token 2: RTL never popped it, simulator says cycle 4",
        "channel b, token 3: RTL pushed it in cycle 8, simulator never did",
    ]


def test_total_cycles_and_faults():
    def change(wrong):
        wrong.cycles = 11

    assert edited(change) == ["the kernel: RTL took 11 cycles, simulator says 10"]


def test_first_comes_first():
    def change(wrong):
        wrong.channels["b"].push[0] = 3
        wrong.channels["a"].pop[1] = 2
        wrong.channels["b"].tokens[0] = D
        wrong.cycles = 4

    assert [t.split(":")[0] for t in edited(change)] == [
        "channel a, token 1", "channel b, token 0", "channel b, token 0", "the kernel",
    ]


def test_what_the_others_waited_for_comes_first():
    """Heads popped together, too late: b came last, so that b is to blame."""
    both = Log(10, {"a": ChannelLog([0], [5], [D]), "b": ChannelLog([3], [5], [D])})
    late = Log(10, {"a": ChannelLog([0], [6], [D]), "b": ChannelLog([3], [6], [D])})
    assert [m.channel for m in compare(Graph, both, late)] == ["b", "a"]
    assert [m.channel for m in compare(Graph, late, both)] == ["b", "a"]


def test_tokens_as_text():
    assert show(item(5 | 9 << 32), "bounds") == "5:9"
    assert show(item(0x3F800000 | 1 << 32), "val+last") == "1!"
    assert show(item(0x7FC00000), "val") == "nan (0x7FC00000)"
    assert show(item(0x80000000), "val") == "-0"


# --- on broken RTL


@pytest.fixture(scope="module")
def spmm():
    """A compiled SpMM, its memory images, the oracle's log and what it leaves in the memories."""
    rng = np.random.default_rng(5)

    def sparse(shape, format):
        x = rng.standard_normal(shape).astype(np.float32)
        return ff.tensor(np.where(rng.random(shape) < 0.5, x, np.float32(0)), format)

    inputs = {"A": sparse((6, 8), ff.CSR), "X": sparse((8, 5), ff.CSR)}
    program = ff.parse("Y[i,h] = A[i,j] * X[j,h]\noutput Y")
    compiled = ff.compile(program, inputs, schedule=ff.Schedule(profile="pipelined"))
    (kernel,) = compiled.kernels
    images = compiled.images(kernel, compiled.operands(inputs))
    after = {name: words.tolist() for name, words in images.items()}
    return kernel.graph, images, oracle.run(kernel.graph, after), after


@pytest.fixture(scope="module")
def simulator():
    return "icarus" if simulators.installed("icarus") else "verilator"


def mismatches(spmm, simulator, rtl, folder=None):
    graph, images, expected, after = spmm
    results = [m.name for m in graph.memories if m.direction == "out"]
    with RtlSimulation(graph, rtl, simulator, folder) as simulation:
        run = simulation.run(images, read=results, limit=20_000)
    found = compare(graph, expected, run.log)
    if not found:
        assert run.results == {name: after[name] for name in results}
    return found


def tamper(rtl, channel, declare="", **ports):
    """Change what an instance of a channel is connected to; ``$`` is the prefix of its wires, `declare` goes before."""
    name = re.sub(r"\W+", "_", channel)
    instance = re.search(rf"^  channel_\w+ {name} \(.*?^  \);$", rtl.verilog, re.MULTILINE | re.DOTALL)[0]
    changed = instance
    for port, expression in ports.items():
        old = f".{port}({name}_{port})"
        assert changed.count(old) == 1
        changed = changed.replace(old, f".{port}({expression.replace('$', name)})")
    return replace(rtl, verilog=rtl.verilog.replace(instance, declare.replace("$", name) + changed))


@pytest.mark.slow
def test_the_compiled_kernel_is_equal(spmm, simulator):
    rtl = emit(spmm[0])
    assert mismatches(spmm, simulator, rtl) == []
    assert mismatches(spmm, "verilator", rtl) == []


CHANNEL = "t0_val_mul.val->t1_h_sacc.val"

TAMPERED = {
    "one register too many": (
        CHANNEL, "pop",
        {"declare": "reg $_late; reg [33:0] $_held;\n  always @(posedge clk) begin $_late <= $_enq & ~rst; "
                    "$_held <= $_data; end\n", "enq": "$_late", "data": "$_held"}),
    "a token is lost": (
        CHANNEL, "token",
        {"declare": "reg [7:0] $_n = 0;\n  always @(posedge clk) $_n <= rst ? 0 : $_n + $_enq;\n",
         "enq": "$_enq & $_n != 9"}),
    "a bit is flipped": (CHANNEL, "token", {"data": "$_data ^ (34'd1 << 20)"}),
    "a stop is dropped": (
        "A_j_gen.crd->X_j_locate.crd", "token", {"enq": "$_enq & $_data[1:0] != 2'd2"}),
    "a stop has another level": (
        "X_val_array.val->t0_val_mul.b", "token", {"data": "$_data[1:0] == 2'd2 ? $_data ^ 34'd4 : $_data"}),
    "it is full too early": (
        "A_h_repeat.out->t0_val_mul.a", "push",
        {"declare": "reg $_odd = 0;\n  always @(posedge clk) $_odd <= ~$_odd;\n  wire $_room;\n"
                    "  assign $_can_push = $_room & $_odd;\n", "can_push": "$_room"}),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", TAMPERED)
def test_a_broken_channel_is_named(spmm, simulator, how, tmp_path):
    channel, what, changes = TAMPERED[how]
    first = mismatches(spmm, simulator, tamper(emit(spmm[0]), channel, **changes), tmp_path)[0]
    if how == "it is full too early":
        # The producer waits: its inputs, too, are popped late, in the very same cycle.
        assert channel.split(".")[0] in first.channel
    else:
        assert (first.channel, first.what) == (channel, what), str(first)


@pytest.mark.slow
def test_swapped_ports_are_named(spmm, simulator, tmp_path):
    """The two outputs of a scanner, exchanged."""
    rtl = emit(spmm[0])
    a, b = (re.sub(r"\W+", "_", f"X_h_gen.{c}_") for c in ("crd->fork_X_h_gen_crd.in", "ref->X_val_array.ref"))
    verilog, n = re.subn(
        rf"(gen_c_\w+ X_h_gen \(.*?)\.crd_data\({a}data\)(.*?)\.ref_data\({b}data\)",
        rf"\g<1>.crd_data({b}data)\g<2>.ref_data({a}data)", rtl.verilog, count=1, flags=re.DOTALL,
    )
    assert n == 1
    found = mismatches(spmm, simulator, replace(rtl, verilog=verilog), tmp_path)
    assert found[0].channel.startswith("X_h_gen.")


@pytest.mark.slow
@pytest.mark.parametrize("name, change", [
    ("depth", lambda g: {"channels": tuple(
        replace(c, depth=1) if c.name == CHANNEL else c for c in g.channels)}),
    ("profile", lambda g: {"profile": replace(g.profile, mul=5), "channels": tuple(
        replace(c, latency=c.latency - (c.name == CHANNEL)) for c in g.channels)}),
])
def test_rtl_of_another_graph_is_not_equal(spmm, simulator, name, change, tmp_path):
    """A shallower channel; a multiplier that is one cycle faster."""
    found = mismatches(spmm, simulator, emit(replace(spmm[0], **change(spmm[0]))), tmp_path)
    assert found and "t0_val_mul" in found[0].channel


# --- the bench that stands alone


@pytest.mark.slow
@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_standalone_bench(tmp_path, spmm, simulator):
    if not simulators.installed(simulator):
        pytest.skip(f"{simulator} is not installed")
    graph, images, expected, after = spmm
    rtl = emit(graph)
    (tmp_path / f"{graph.name}.v").write_text(rtl.verilog)
    (tmp_path / "mem").mkdir()
    for m in graph.memories:
        if m.direction == "in":
            (tmp_path / "mem" / f"{m.name}.hex").write_text("".join(f"{w:08x}\n" for w in images[m.name]))
    results = {m.name: after[m.name] for m in graph.memories if m.direction == "out"}
    write_bench(tmp_path, graph, rtl, images, expected, results)

    text = make(tmp_path / "tb", simulator)
    assert "every cycle equal" in text and "FAIL=0" in text

    late = copy.deepcopy(expected)
    late.channels[CHANNEL].pop[5] -= 1
    write_bench(tmp_path, graph, rtl, images, late, results)
    text = make(tmp_path / "tb", simulator, succeeds=False)
    assert f"channel {CHANNEL}, token 5: RTL popped in cycle" in text

    name = next(n for n in results if n.endswith("vals"))
    write_bench(tmp_path, graph, rtl, images, expected, results | {name: [1, *results[name][1:]]})
    assert f"memory {name} has other words" in make(tmp_path / "tb", simulator, succeeds=False)


def make(folder, simulator, succeeds=True):
    """Run ``make`` as a user would who has cocotb and a simulator only: whatever else is imported raises."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("COCOTB", "GPI", "PYTHON", "MAKE"))}
    absent = folder.parent / "absent"
    absent.mkdir(exist_ok=True)
    for name in ("fuseflow", "amaranth", "numpy", "scipy"):
        (absent / f"{name}.py").write_text("raise ImportError('not here')\n")
    env["PYTHONPATH"] = str(absent)
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(["make", f"SIM={simulator}"], cwd=folder, env=env, capture_output=True, text=True)
    text = done.stdout + done.stderr
    assert (done.returncode == 0) == succeeds, text[-3000:]
    return text

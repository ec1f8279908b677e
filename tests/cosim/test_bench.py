"""The bench, the builds and the simulator processes, on a kernel of one channel whose Verilog is written by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from fuseflow.cosim import simulators
from fuseflow.cosim.bench import decode
from fuseflow.cosim.check import compare
from fuseflow.cosim.log import ChannelLog, Log
from fuseflow.cosim.record import Recording
from fuseflow.cosim.rtl import RtlSimulation
from fuseflow.errors import ToolError
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.profile import IDEAL
from fuseflow.machine.token import D, encode

WORDS = 4096 * 3

# source -> sink over a channel with D = 2, L = 1. Memory map: tokens at 0, gaps behind.
VERILOG = """
module kernel(input clk, input rst, input start, output reg busy, output reg done, output reg [63:0] cycles,
              output stuck, output [1:0] events, output [33:0] heads,
              input [31:0] host_addr, input [31:0] host_wdata, input host_we, output reg [31:0] host_rdata);
  reg [31:0] tokens [0:16383]; reg [31:0] gaps [0:63];
  always @(posedge clk) begin
    host_rdata <= host_addr < 16384 ? tokens[host_addr[13:0]] : gaps[host_addr[5:0]];
    if (host_we) if (host_addr < 16384) tokens[host_addr[13:0]] <= host_wdata; else gaps[host_addr[5:0]] <= host_wdata;
  end
  reg go, running, v, f; reg [13:0] at; reg [29:0] wait_source; reg [31:0] wait_sink; reg [5:0] k; reg [33:0] h, t;
  reg [9:0] idle;
  wire [33:0] token = {tokens[at + 1], tokens[at][1:0]};
  wire push = (go | running) & wait_source == 0 & ~f;
  wire pop = v & wait_sink == 0;
  wire last = pop & h[1:0] == 3;
  assign events = {pop, push}, heads = h, stuck = busy & idle == 1000;
  always @(posedge clk) begin
    go <= 0;
    cycles <= busy ? cycles + 1 : cycles;
    if (last) begin busy <= 0; done <= 1; end
    if (start & ~busy) begin go <= 1; busy <= 1; done <= 0; cycles <= 0; idle <= 0; end
    else if (push | pop) idle <= 0; else if (idle != 1000) idle <= idle + 1;
    if (wait_source != 0) wait_source <= wait_source - 1;
    if (push) begin
      running <= token[1:0] != 3; at <= token[1:0] != 3 ? at + 3 : 0;
      wait_source <= token[1:0] != 3 ? tokens[at][31:2] : 0;
    end
    if (wait_sink != 0) wait_sink <= wait_sink - 1;
    if (pop) begin k <= last ? 0 : k + 1; wait_sink <= last ? 0 : gaps[k]; end
    v <= f | push | (v & ~pop); f <= ~pop & (f | (push & v));
    if (~f) t <= token;
    if (pop | ~v) h <= f ? t : token;
    if (rst) begin
      go <= 0; busy <= 0; done <= 0; cycles <= 0; running <= 0; v <= 0; f <= 0; at <= 0; k <= 0; idle <= 0;
      wait_source <= 0; wait_sink <= 0;
    end
  end
endmodule
"""
RTL = SimpleNamespace(verilog=VERILOG, top="kernel")


def simulator_or_skip(name):
    if not simulators.installed(name):
        assert name != "verilator", "Verilator is mandatory for tests"
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="module")
def graph():
    b = Builder("one_channel", IDEAL)
    b.memory(Memory("tokens", WORDS, "tokens", "vals", None, "in"))
    b.memory(Memory("gaps", 64, "gaps", "vals", None, "in"))
    b.node("source", "source", type="val", level=1, tokens="tokens", latency=1)
    b.node("sink", "sink", type="val", level=1, gaps="gaps")
    b.connect(("source", "out"), ("sink", "in"))
    return b.finish(2)


@pytest.fixture(scope="module", params=["verilator", "icarus"])
def kernel(request, graph):
    with RtlSimulation(graph, RTL, simulator_or_skip(request.param)) as kernel:
        yield kernel


def image(tokens, gaps):
    return [w for (kind, data), gap in zip(tokens, gaps, strict=True) for w in (kind | gap << 2, data, 0)]


def expected(tokens, gaps, sink_gaps) -> Log:
    """The rules of source, channel (D = 2, L = 1) and sink, once more."""
    push, pop = [], []
    for k in range(len(tokens)):
        ready = push[-1] + 1 + gaps[k - 1] if k else 0
        push.append(max(ready, pop[k - 2] + 1) if k >= 2 else ready)
        pop.append(max(push[k] + 1, pop[-1] + 1 + sink_gaps[(k - 1) % 64] if k else 0))
    return Log(pop[-1] + 1, {"source.out->sink.in": ChannelLog(push, pop, list(tokens))})


def case(n=40, seed=0):
    tokens = encode([None if k % 7 == 3 else (k * 2654435761 + seed) & 0xFFFFFFFF for k in range(n)], 1)
    gaps = [(k * k + seed) % 11 % 4 for k in range(len(tokens))]
    return tokens, gaps, [(k * 7 + seed) % 5 % 3 for k in range(64)]


def test_a_run_is_recorded_in_every_cycle(kernel, graph):
    for seed in range(4):
        tokens, gaps, sink = case(30 + 60 * seed, seed)
        log, results, second = kernel.run({"tokens": image(tokens, gaps), "gaps": sink}, read=["gaps"], gap=seed)
        assert compare(graph, expected(tokens, gaps, sink), log) == []
        assert (log.ending, log.faults, second) == ("done", [], None)
        assert results == {"gaps": sink}


def test_second_start_as_done_rises(kernel, graph):
    tokens, gaps, sink = case()
    log, _, second = kernel.run({"tokens": image(tokens, gaps), "gaps": sink}, second_start=True)
    assert compare(graph, expected(tokens, gaps, sink), log) == []
    assert compare(graph, expected(tokens, gaps, sink), second) == []


def test_a_start_while_busy_is_ignored(kernel, graph):
    tokens, gaps, sink = case()
    assert compare(graph, expected(tokens, gaps, sink), kernel.run({"tokens": image(tokens, gaps)}, poke=9).log) == []


@pytest.mark.parametrize("after", [0, 1, 17, 1000])
def test_reset_in_mid_run(kernel, graph, after):
    tokens, gaps, sink = case(seed=after)
    run = kernel.run({"tokens": image(tokens, gaps), "gaps": sink}, reset_after=after)
    assert compare(graph, expected(tokens, gaps, sink), run.log) == []


def test_a_kernel_in_which_nothing_fires_is_stuck(kernel):
    tokens, gaps, sink = case(5)
    log = kernel.run({"tokens": image(tokens, gaps), "gaps": [100_000] * 64}).log
    assert log.ending == "stuck" and "nothing fires" in log.faults[-1][1]
    assert kernel.run({"gaps": sink}).log.ending == "done"


def test_a_limit_on_cycles(kernel):
    tokens, gaps, sink = case(50)
    log = kernel.run({"tokens": image(tokens, gaps), "gaps": sink}, limit=20).log
    assert log.ending == "limit" and log.cycles == 20
    assert kernel.run({}).log.ending == "done"


def test_faults_in_mid_run_are_seen(graph, tmp_path):
    """By Verilator's recorder, which looks at `cycles` and `done` in every cycle."""
    right = "cycles <= busy ? cycles + 1 : cycles;"
    wrong = SimpleNamespace(verilog=VERILOG.replace(
        right, "cycles <= busy ? cycles + 1 + (cycles == 70) : cycles; if (cycles == 91) done <= 1;"), top="kernel")
    tokens = encode(list(range(100)), 1)
    with RtlSimulation(graph, wrong, simulator_or_skip("verilator"), tmp_path) as kernel:
        log = kernel.run({"tokens": image(tokens, [0] * len(tokens)), "gaps": [0] * 64}).log
    assert log.faults[:2] == [(71, "cycles reads 72 in cycle 71"), (91, "done=1 in cycle 91, with events")]
    assert [m.what for m in compare(graph, expected(tokens, [0] * len(tokens), [0] * 64), log)] == [
        "protocol", "protocol", "cycles", "protocol"]


def test_memory_holds_all_bits_and_too_much_is_refused(kernel):
    words = [0, 0xFFFFFFFF, 0x80000000, *range(61)]
    kernel.load({"gaps": words})
    assert kernel.read(["gaps"]) == {"gaps": words}
    with pytest.raises(ToolError, match="FF-E503"):
        kernel.load({"gaps": [0] * 65})


def test_long_runs_in_little_time(graph):
    tokens = encode(list(range(4000)), 1)
    with RtlSimulation(graph, RTL) as kernel:
        kernel.load({"tokens": image(tokens, [0] * len(tokens)), "gaps": [20] * 64})
        begin = time.perf_counter()
        log = kernel.run({}).log
        seconds = time.perf_counter() - begin
    assert log.cycles > 80_000
    assert seconds < 20


def rows(cycles, events, heads):
    return b"".join(t.to_bytes(8, "little") + e + h for t, e, h in zip(cycles, events, heads, strict=True))


def test_both_decoders_agree(graph):
    import random

    random.seed(1)
    types = ["crd", "val+last", "bounds"]
    channels = [SimpleNamespace(name=t, type=t) for t in types]
    widths = [32, 33, 64]
    n = 200
    data = rows(
        sorted(random.sample(range(10**12), n)),
        ["".join(random.choice("01") for _ in range(6)).encode() for _ in range(n)],
        ["".join(random.choice("01") for _ in range(sum(widths) + 6)).encode() for _ in range(n)],
    )
    recording = Recording(channels)
    recording.feed(data[: recording.row * 77])
    recording.feed(data[recording.row * 77 :])
    for (push, pop, tokens), log in zip(decode(data, widths), recording.channels.values(), strict=True):
        assert (list(push), list(pop), tokens) == (log.push, log.pop, log.tokens)
        assert tokens and len(tokens) == len(pop)
    assert recording.faults == []


def test_a_million_events_are_decoded_quickly():
    channels = [SimpleNamespace(name=str(k), type="val") for k in range(25)]
    recording = Recording(channels)
    data = rows(range(20_000), [b"1" * 50] * 20_000, [b"01" * 425] * 20_000)
    begin = time.perf_counter()
    recording.feed(data)
    assert sum(len(c.push) + len(c.pop) for c in recording.channels.values()) == 1_000_000
    assert time.perf_counter() - begin < 5


def test_unknown_bits_are_faults():
    recording = Recording([SimpleNamespace(name="c", type="val")])
    recording.feed(rows([4, 5], [b"10", b"1x"], [b"x" + b"0" * 33, b"0" * 34]))
    assert [t for t, _ in recording.faults] == [5, 4]


# --- builds and processes


def test_a_build_is_found_again(tmp_path, graph):
    first = simulators.build(VERILOG, "kernel", "verilator", tmp_path)
    stamp = (first / "sim").stat().st_mtime_ns
    assert simulators.build(VERILOG, "kernel", "verilator", tmp_path) == first
    assert (first / "sim").stat().st_mtime_ns == stamp
    assert simulators.build(VERILOG.replace("1000", "999"), "kernel", "verilator", tmp_path) != first
    assert not list(tmp_path.glob(".building-*"))


@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_a_failing_build_shows_the_end_of_the_output(tmp_path, graph, simulator):
    broken = SimpleNamespace(verilog=VERILOG.replace("wire last", "wyre last"), top="kernel")
    with pytest.raises(ToolError, match="FF-E502") as caught:
        RtlSimulation(graph, broken, simulator_or_skip(simulator), tmp_path)
    assert "kernel.v" in caught.value.where
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_a_simulator_that_ends_by_itself(tmp_path, graph, simulator):
    dying = VERILOG.replace("if (last) begin", 'if (last) begin $display("that is all"); $finish;')
    with RtlSimulation(graph, SimpleNamespace(verilog=dying, top="kernel"), simulator_or_skip(simulator)) as kernel:
        tokens, gaps, sink = case(3)
        with pytest.raises(ToolError, match="FF-E502") as caught:
            kernel.run({"tokens": image(tokens, gaps), "gaps": sink})
        assert "that is all" in caught.value.where


def test_verilog_of_another_graph_is_refused():
    b = Builder("other", IDEAL)
    b.memory(Memory("tokens", 8, "tokens", "vals", None, "in"))
    b.memory(Memory("gaps", 64, "gaps", "vals", None, "in"))
    b.node("source", "source", type="bounds", level=1, tokens="tokens", latency=1)
    b.node("sink", "sink", type="bounds", level=1, gaps="gaps")
    b.connect(("source", "out"), ("sink", "in"))
    with pytest.raises(ToolError, match="FF-E502.*not that of graph 'other'"):
        RtlSimulation(b.finish(2), RTL)


def test_missing_simulators(monkeypatch, graph):
    monkeypatch.setenv("PATH", "/nowhere")
    for simulator, hint in (("icarus", "apt-get install iverilog"), ("verilator", "g\\+\\+"), ("vcs", "icarus")):
        with pytest.raises(ToolError, match=f"(?s)FF-E501.*hint: .*{hint}"):
            RtlSimulation(graph, RTL, simulator)


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch, graph):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(ToolError, match="(?s)FF-E502.*cannot be made.*XDG_CACHE_HOME"):
        RtlSimulation(graph, RTL)


@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_waves(tmp_path, graph, simulator):
    tokens, gaps, sink = case(3)
    with RtlSimulation(graph, RTL, simulator_or_skip(simulator), tmp_path, waves=True) as kernel:
        kernel.run({"tokens": image(tokens, gaps), "gaps": sink})
    text = (tmp_path / "one_channel.vcd").read_text()
    assert "wait_sink" in text and "$enddefinitions" in text


def test_a_silent_simulator_is_ended(graph):
    with RtlSimulation(graph, RTL) as kernel:
        process = kernel._process
        os.kill(process.pid, signal.SIGSTOP)
        kernel._link.settimeout(0.5)
        with pytest.raises(ToolError, match="FF-E502.*said nothing for 600 s"):
            kernel.read(["gaps"])
        assert process.poll() == -signal.SIGKILL


def test_ctrl_c_leaves_no_process_behind(tmp_path):
    """A parent that is interrupted, and one that is killed: the simulator ends with it."""
    script = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); import test_bench as t\n"
        "g = t.graph.__wrapped__() if hasattr(t.graph, '__wrapped__') else t.graph.__pytest_wrapped__.obj()\n"
        "with t.RtlSimulation(g, t.RTL) as kernel:\n"
        "    tokens = t.encode(list(range(4000)), 1)\n"
        "    kernel.load({'tokens': t.image(tokens, [900] * len(tokens)), 'gaps': [500] * 64})\n"
        "    print(kernel._process.pid, flush=True)\n"
        "    kernel.run({})\n"
    )
    for how in (signal.SIGINT, signal.SIGKILL):
        parent = subprocess.Popen(
            [sys.executable, "-c", script, os.path.dirname(__file__)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, start_new_session=True, env=os.environ | {"TMPDIR": str(tmp_path)},
        )
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        os.killpg(parent.pid, how)
        parent.communicate(timeout=30)
        deadline = time.monotonic() + 10
        while alive(child) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not alive(child)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_done_too_early_and_a_late_cycle_count_are_faults(graph):
    tokens, gaps, sink = case(20)
    images = {"tokens": image(tokens, gaps), "gaps": sink}
    for change, text in (
        (("busy ? cycles + 1 : cycles", "busy & ~go ? cycles + 1 : cycles"), "cycles reads"),
        (("if (last) begin", "if (at == 30) done <= 1; if (last) begin"), "done=1"),
        (("begin busy <= 0; done <= 1; end", "begin done <= 1; end"), "busy=1"),
    ):
        wrong = SimpleNamespace(verilog=VERILOG.replace(*change), top="kernel")
        with RtlSimulation(graph, wrong) as kernel:
            log = kernel.run(images).log
        mismatches = compare(graph, expected(tokens, gaps, sink), log)
        assert any(m.what == "protocol" and text in str(m) for m in mismatches), change


def test_the_last_token_is_D(kernel):
    tokens, gaps, sink = case(3)
    assert kernel.run({"tokens": image(tokens, gaps), "gaps": sink}).log.channels["source.out->sink.in"].tokens[-1] == D

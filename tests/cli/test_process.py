"""The command as a process: speed of start, Ctrl-C, bugs, pipes; and `fuseflow doctor`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from click.testing import CliRunner

import fuseflow as ff
from fuseflow.cli import main
from fuseflow.cli.show import Progress, dump
from fuseflow.cosim.images import load
from fuseflow.cosim.run import Progress as Run
from fuseflow.cosim.session import RUNNING, Session
from fuseflow.errors import ToolError
from fuseflow.program import Compiled

FUSEFLOW = (sys.executable, "-m", "fuseflow.cli")


def test_help_starts_fast_and_imports_little():
    code = ("import sys; sys.argv = ['fuseflow', '--help']\nimport fuseflow.cli\n"
            "try: fuseflow.cli.main()\nexcept SystemExit as e: assert e.code == 0\n"
            "print(sorted({'numpy', 'scipy', 'torch', 'amaranth', 'cocotb'} & set(sys.modules)), file=sys.stderr)")
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        seconds.append(time.perf_counter() - start)
    assert ran.returncode == 0 and ran.stderr.strip() == "[]"
    assert min(seconds) < 0.6, "0.1 s on an idle machine"


def listening():
    """Ctrl-C is ignored by what a shell runs in the background, and by all that that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code", "said"), [
    (signal.SIGINT, 130, "fuseflow: interrupted"), (signal.SIGTERM, 143, "fuseflow: terminated")])
def test_signals(folder, sent, code, said):
    """A tool that runs ends, too: otherwise it would hold the pipe open."""
    tool = "import time; pipe = open('pipe', 'w'); print('ready', file=pipe, flush=True); time.sleep(60)"
    (folder / "slow.py").write_text(
        "import sys\nfrom pathlib import Path\nfrom fuseflow.cosim.simulators import call\n"
        f"def f():\n    call([sys.executable, '-c', {tool!r}], Path.cwd(), 'a tool')\n")
    os.mkfifo(folder / "pipe")
    process = subprocess.Popen([*FUSEFLOW, "simulate", "slow.py:f"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, preexec_fn=listening)
    with open(folder / "pipe") as pipe:
        assert pipe.readline() == "ready\n"
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
        assert process.returncode == code and out == "" and err.strip() == said
        assert pipe.read() == ""


def test_in_another_thread(capsys):
    """There are no signals there."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(SystemExit) as exit:
        pool.submit(main, ["models"]).result()
    assert exit.value.code == 0 and "gcn" in capsys.readouterr().out


def test_version_and_error_as_a_process(folder):
    ran = subprocess.run([*FUSEFLOW, "--version"], capture_output=True, text=True)
    assert ran.returncode == 0 and ran.stdout.startswith("fuseflow, version")
    ran = subprocess.run([*FUSEFLOW, "simulate", "none.ein"], capture_output=True, text=True)
    assert ran.returncode == 2 and ran.stdout == "" and ran.stderr.startswith("FF-E702: none.ein")


@pytest.fixture
def bug(folder, monkeypatch):
    def broken(self, **options):
        raise RuntimeError("broken")

    monkeypatch.setattr(Compiled, "simulate", broken)
    return ["simulate", "spmm.ein", "--random", "A=2x2:1", "--random", "B=2x2:1"]


def test_bugs_are_reported(bug):
    ran = CliRunner().invoke(main, bug)
    assert ran.exit_code == 3 and "internal error: RuntimeError: broken" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "Traceback" in CliRunner().invoke(main, [*bug, "--debug"]).stderr
    ran = CliRunner().invoke(main, [*bug, "--json"])
    assert ran.exit_code == 3 and json.loads(ran.stdout)["error"]["message"] == "RuntimeError: broken"


def test_warnings_are_one_line(folder):
    np.save(folder / "a.npy", np.full((2, 2), 0.1))
    ran = CliRunner().invoke(main, ["simulate", "spmm.ein", "--input", "A=a.npy", "--random", "B=2x2:1"])
    assert ran.exit_code == 0
    assert ran.stderr.startswith("warning: ") and len(ran.stderr.splitlines()) == 1


class Terminal:
    def __init__(self, terminal):
        self.terminal, self.text = terminal, ""

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.text += text

    def flush(self):
        pass


@pytest.mark.parametrize("terminal, quiet, shown", [(True, False, True), (True, True, False), (False, False, False)])
def test_progress(monkeypatch, terminal, quiet, shown):
    stream = Terminal(terminal)
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr("fuseflow.cli.show.INTERVAL", 0)
    with Progress(quiet) as progress:
        progress("conv1", Run(4096, 3_000_000, 0.25, 1.5))
    line = "conv1: 4,096 cycles, 2 million tokens/s, 25% of the input, 4 s left"
    assert (line in stream.text) == shown
    assert stream.text.endswith("\r\x1b[K") == shown


def test_plain_progress_and_estimate(monkeypatch):
    stream = Terminal(False)
    monkeypatch.setattr("sys.stderr", stream)
    with Progress(False) as progress:
        progress("mm", Run(5, 1, 0.5, 0.9))
        progress("mm", Run(9, 1, 0.1, 2.0))
        progress("mm", Run(9, 1, 0.1, 2.0))
        progress.last -= 11
        progress("mm", Run(10, 10_000_000, 0.02, 10.0))
    assert stream.text == "mm: about 18 s left\nmm: 10 cycles, 1 million tokens/s, 2% of the input, 8 min left\n"


@pytest.mark.parametrize("command", [("simulate",), ("simulate", "--threads", "2"), ("explain",)])
def test_interrupt(tmp_path, command):
    """Ctrl-C ends a long simulation within a second or so, and says so."""
    (tmp_path / "long.ein").write_text("C[i,j] = A[i,k] * B[k,j]\n")
    sizes = ("--random", "A=1500x1500:0.5:dense", "--random", "B=1500x1500:0.5:dense")
    process = subprocess.Popen([*FUSEFLOW, command[0], "long.ein", *sizes, *command[1:]], cwd=tmp_path,
                               stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=listening)
    # The estimate shows that it simulates.
    assert re.fullmatch(r"C: about \d+ (s|min) left\n", process.stderr.readline())
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert time.monotonic() - start < 3  # a second, on a machine with other work
    assert process.returncode == 130 and out == "" and said.strip() == "fuseflow: interrupted"


@pytest.mark.parametrize("depth", [1, 4, 16])
def test_the_share_grows_with_the_cycles(depth):
    """Also where the first level has fewer entries than a chunk has tokens."""
    x = np.ones((60, 60), np.float32)
    program = ff.parse("C[i,j] = A[i,k] * B[k,j]")
    graph = ff.compile(program, {"A": x, "B": x}, schedule=ff.Schedule(depth=depth)).kernels[0].graph
    seen = []
    with Session(graph, load(graph, {"A": ff.tensor(x), "B": ff.tensor(x)})) as session:
        while session.native.advance(0.0, 1) == RUNNING:
            seen.append((session.native.latest, session.native.share))
        cycles = session.native.cycles
    assert len(seen) > 20
    assert all(abs(share - cycle / cycles) < 0.1 + 20 / 60 for cycle, share in seen)
    assert [share for _, share in seen] == sorted(share for _, share in seen)


def test_json_has_no_infinities():
    assert json.loads(dump({"a": [float("inf"), 1.0], "b": (float("nan"),)})) == {"a": ["inf", 1.0], "b": ["nan"]}


def test_doctor(run):
    ran = run("doctor")
    assert ran.code == 0 and "numpy" in ran.out and "yes  compiling and simulating" in ran.out
    assert re.search(r"native engine +\S+ level [134] \(built: 1", ran.out) and "yes  the fast engine" in ran.out


def test_doctor_says_what_is_missing_for_what(run, folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    ran = run("doctor")
    assert ran.code == 0 and "MISSING: apt-get install iverilog" in ran.out
    assert "NO   cosim with Icarus (missing: iverilog, vvp)" in ran.out
    data = json.loads(run("doctor", "--json").out)
    assert data["works"]["compiling and simulating .ein programs"] and not data["works"]["cosim with Icarus"]
    parts = {p["name"]: p for p in data["parts"]}
    assert parts["make"]["version"] is None and parts["make"]["install"]


def test_doctor_without_the_native_engine(run, monkeypatch):
    def load():
        raise ToolError("FF-E504", "the native engine is not built")

    monkeypatch.setattr("fuseflow.cosim.native.load", load)
    ran = run("doctor")
    assert ran.code == 0 and "NO   the fast engine (missing: native engine)" in ran.out
    assert "yes  compiling and simulating" in ran.out


def test_doctor_fails_only_if_nothing_works(run, monkeypatch):
    monkeypatch.setattr("fuseflow.cli.doctor._package", lambda name: None)
    assert run("doctor").code == 1

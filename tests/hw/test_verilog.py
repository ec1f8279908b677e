"""The emitted Verilog as text: lint, modules and instances, ports, the same bytes every time."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.cosim import simulators
from fuseflow.hw.verilog import Rtl, emit
from fuseflow.machine.elementary import ELEMENTARY
from fuseflow.machine.graph import TYPES, identifier
from fuseflow.machine.number import from_bits
from fuseflow.machine.tables import tables

SPMM = "C[i,j] = A[i,k] * B[k,j]"
SHAPES = {"A": (20, 30), "B": (30, 25)}

ACCEPTED = {
    # A register starts with its reset value: Yosys writes `reg x = 1'h0`, for simulation and FPGAs.
    "PROCASSINIT": "Procedural assignment to declaration with initial value",
    # Yosys writes `! x` for x == 0, and picks a bit by a shift: the rest is cut off on purpose.
    "WIDTHTRUNC": "Logical operator LOGNOT expects 1 bit |RHS's SHIFTR generates",
    # A narrow operand or constant is extended with zeros; signed ones are cast, and extended by their sign.
    "WIDTHEXPAND": "expects .* but .* generates",
    # Upper bits of carries and of the levels of stops, names of wires that Yosys has merged with others.
    "UNUSEDSIGNAL": "is not used|are not used",
    # All modules stand in one file, the first one does not bear its name.
    "DECLFILENAME": "does not match MODULE name",
    # The host's read multiplexer: its default is assigned before the `casez`.
    "CASEINCOMPLETE": "Case values incompletely covered",
}
"""Warnings of `verilator -Wall` that are matters of style, and what they say; every other one is an error."""


def spmm(profile: str, inputs=None):
    specs = {name: ff.Spec(shape, ff.CSR) for name, shape in SHAPES.items()}
    compiled = ff.compile(ff.parse(SPMM), inputs or specs, schedule=ff.Schedule(profile=profile))
    return compiled.kernels[0].graph


class Emitted:
    """A graph and its Verilog, taken apart: modules by name, their instances."""

    def __init__(self, profile: str, *, heads: bool = True):
        self.graph = spmm(profile)
        self.rtl = emit(self.graph, heads=heads)
        text = re.sub(r"//.*", "", self.rtl.verilog)
        self.defined = re.findall(r"^module (\S+?) ?\(", text, re.MULTILINE)
        self.modules = {
            m[1]: m[0] for m in re.finditer(r"^module (\S+?) ?\(.*?^endmodule$", text, re.MULTILINE | re.DOTALL)
        }

    def instances(self, module: str) -> dict[str, str]:
        """Instances in a module: their names, and the modules that they are of."""
        found = re.findall(r"^  (\w+) (\w+) \($", self.modules[module], re.MULTILINE)
        assert len({name for _, name in found}) == len(found)
        return {name: of for of, name in found}

    def ports(self, module: str) -> dict[str, tuple[str, int]]:
        """Ports of a module: direction and width."""
        found = re.findall(r"^  (input|output|inout) (?:\[(\d+):0\] )?(\w+) ?;$", self.modules[module], re.MULTILINE)
        return {name: (direction, int(high or 0) + 1) for direction, high, name in found}


@functools.cache
def emission(profile: str) -> Emitted:
    return Emitted(profile)


@pytest.fixture(params=["ideal", "pipelined"])
def emitted(request):
    return emission(request.param)


def warnings(verilog: str, top: str, folder: Path) -> list[tuple[str, str]]:
    """What Verilator says of a design: codes (``ERROR`` for an error) and messages."""
    if not simulators.installed("verilator"):
        pytest.skip("Verilator, or g++ or make, is not installed")
    binary = simulators.find("verilator")
    (folder / f"{top}.v").write_text(verilog)
    run = subprocess.run(
        [binary, "--lint-only", "-Wall", "--top-module", top, f"{top}.v"],
        cwd=folder, env=os.environ | {"VERILATOR_ROOT": str(binary.parent.parent)}, capture_output=True, text=True,
        check=False,
    )
    said = re.findall(r"^%(Warning|Error)(?:-(\w+))?: (?:\S+:\d+:\d+: )?(.*)$", run.stderr, re.MULTILINE)
    return [
        (code or "ERROR", message) for _, code, message in said if not message.startswith("Exiting due to")
    ]


def unaccepted(verilog: str, top: str, folder: Path) -> list[tuple[str, str]]:
    return [
        (code, message)
        for code, message in warnings(verilog, top, folder)
        if code not in ACCEPTED or not re.search(ACCEPTED[code], message)
    ]


def test_lint_is_clean_but_for_style(emitted, tmp_path):
    assert unaccepted(emitted.rtl.verilog, emitted.rtl.top, tmp_path) == []


@pytest.mark.parametrize(
    "old, new, code",
    [
        (r"^(  assign running = )", r"\1 no_such_signal & ", "ERROR"),
        (r"^(  float32_mul_p0 mul \(\n    \.\w+\()(\w+)(\),)", r"\1 \3", "PINCONNECTEMPTY"),
        (r"^  assign ref_enq = .*$", "", "UNDRIVEN"),
        (r"^endmodule$", "  endmodul", "ERROR"),
    ],
)
def test_lint_catches_mistakes(old, new, code, tmp_path):
    emitted = emission("ideal")
    broken, count = re.subn(old, new, emitted.rtl.verilog, count=1, flags=re.MULTILINE)
    assert count == 1
    assert code in {found for found, _ in unaccepted(broken, emitted.rtl.top, tmp_path)}


def test_every_module_is_defined_once_and_instantiated(emitted):
    assert len(emitted.defined) == len(set(emitted.defined)) == len(emitted.modules)
    assert emitted.defined[-1] == emitted.rtl.top == emitted.graph.name
    placed = Counter(of for module in emitted.modules for of in emitted.instances(module).values())
    assert set(placed) == set(emitted.defined) - {emitted.rtl.top}
    assert placed == emitted.rtl.modules


def test_every_module_is_described(emitted):
    for name in emitted.defined:
        assert re.search(rf"^// .+\nmodule {name} ?\(", emitted.rtl.verilog, re.MULTILINE)


def test_instances_are_called_as_nodes_channels_and_memories(emitted):
    graph = emitted.graph
    instances = emitted.instances(emitted.rtl.top)
    for node in graph.nodes:
        assert re.match(rf"{node.kind}(_|$)", instances.pop(node.name)), node.name
    for channel in graph.channels:
        width = 2 + TYPES[channel.type]
        module = f"channel_d{channel.depth}_l{channel.latency}_w{width}"
        assert instances.pop(identifier(channel.name)) == module
    for memory in graph.memories:
        assert instances.pop(f"mem_{memory.name}").startswith(f"memory_{memory.words}")
    accumulators = [n.name for n in graph.nodes if n.kind == "sacc"]
    assert set(instances) == {f"{name}_workspace" for name in accumulators}


def contract(graph, heads: bool) -> dict[str, tuple[str, int]]:
    """The ports of the top module, as contract.md has them."""
    ports = {
        "clk": ("input", 1), "rst": ("input", 1), "start": ("input", 1), "busy": ("output", 1), "done": ("output", 1),
        "cycles": ("output", 64), "stuck": ("output", 1), "events": ("output", 2 * len(graph.channels)),
        "host_addr": ("input", 32), "host_wdata": ("input", 32), "host_we": ("input", 1), "host_rdata": ("output", 32),
    }
    if heads:
        ports["heads"] = "output", sum(2 + TYPES[c.type] for c in graph.channels)
    return ports


def test_ports_of_the_top_module(emitted):
    header = re.match(r"module \S+ ?\((.*?)\);", emitted.modules[emitted.rtl.top])
    assert set(header[1].split(", ")) == set(contract(emitted.graph, heads=True))
    assert emitted.ports(emitted.rtl.top) == contract(emitted.graph, heads=True)


def test_heads_are_an_option():
    emitted = Emitted("ideal", heads=False)
    assert emitted.ports(emitted.rtl.top) == contract(emitted.graph, heads=False)


def test_a_second_call_gives_the_same_bytes(emitted):
    assert emit(emitted.graph) == emitted.rtl
    assert Emitted(emitted.graph.profile.name).rtl == emitted.rtl


def test_another_process_gives_the_same_bytes(tmp_path):
    """In another folder, with another order of sets."""
    emitted = emission("ideal")
    (tmp_path / "graph.json").write_text(emitted.graph.to_json())
    script = (
        "import hashlib, fuseflow\nfrom fuseflow.hw.verilog import emit\n"
        "graph = fuseflow.Graph.from_json(open('graph.json').read())\n"
        "print(hashlib.sha256(emit(graph).verilog.encode()).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": "7"}, capture_output=True,
        text=True, check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(emitted.rtl.verilog.encode()).hexdigest()


def test_no_path_and_no_date(emitted):
    text = emitted.rtl.verilog
    for path in (Path.cwd(), Path(ff.__file__).parent, Path(sys.prefix), Path.home()):
        assert str(path) not in text
    assert not re.search(r"""(?:^|[\s"'(])/\w[\w.-]*/""", text, re.MULTILINE), "an absolute path"
    assert not re.search(r"\b(19|20)\d\d-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b", text), "a date or a time"
    assert not re.search(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b", text), "a month"


def test_memories_have_no_initial_contents(emitted):
    text = emitted.rtl.verilog
    assert "$readmem" not in text
    for name, module in emitted.modules.items():
        # Registers start with their reset value where they are declared; a memory could only start in an `initial`.
        assert not re.search(r"\binitial\b", module), name
        for declaration in re.findall(r"^  reg .*\[\d+:\d+\] *[^;]*;$", module, re.MULTILINE):
            if re.search(r"\] \S+ \[", declaration):
                assert "=" not in declaration, f"{name}: {declaration}"


def test_arrays_are_tensors_queues_and_workspaces(emitted):
    """Nothing else is stored: no program, no schedule, no result that was known before."""
    arrays = {
        name: re.findall(r"^  reg \[(\d+):0\] \S+ \[(\d+):0\];$", module, re.MULTILINE)
        for name, module in emitted.modules.items()
    }
    arrays = {name: [(int(w) + 1, int(n) + 1) for w, n in found] for name, found in arrays.items() if found}
    for name, found in arrays.items():
        if name.startswith("channel_"):
            depth, width = (int(re.search(rf"_{letter}(\d+)", name)[1]) for letter in "dw")
            assert found == [(width, depth - 1)]
        else:
            assert name.startswith(("memory_", "workspace_")), name
    placed = Counter(
        arrays[of][0] for of in emitted.instances(emitted.rtl.top).values() if of.startswith("memory_")
    )
    assert placed == Counter((32, max(2, m.words)) for m in emitted.graph.memories)


def test_data_are_not_in_the_text():
    """Other numbers, other patterns of the same size: the same Verilog."""
    def operand(shape, seed):
        rng = np.random.default_rng(seed)
        full = np.zeros(shape, np.float32)
        full.flat[rng.choice(full.size, 60, replace=False)] = rng.random(60, np.float32) + 1
        return ff.tensor(full, ff.CSR)

    texts = [
        emit(spmm("ideal", {name: operand(shape, seed) for name, shape in SHAPES.items()})).verilog for seed in (1, 2)
    ]
    assert texts[0] == texts[1]


FUNCTIONS = """
  D[i,j] = A[i,j] / (1 + sqrt(B[i,j])) + reciprocal(2 + A[i,j]) * rsqrt(3 + B[i,j])
  E[i,j] = exp(A[i,j]) + log(2 + B[i,j]) * tanh(A[i,j]) * sigmoid(B[i,j])
  F[i,j] = D[i,j] * E[i,j] * erf(A[i,j]) * gelu(B[i,j])
  G[i]   = prod[j](F[i,j] + A[i,j])
"""


@functools.cache
def of_functions() -> Rtl:
    """A kernel with every function that is not an expression, and with a product of fills."""
    specs = {"A": ff.Spec((5, 6), ff.CSR, fill=1.5), "B": ff.Spec((5, 6), ff.CSR)}
    (kernel,) = ff.compile(ff.parse(FUNCTIONS), specs, schedule=ff.Schedule(profile="pipelined", fuse="full")).kernels
    computed = {n.params["op"] for n in kernel.graph.nodes if n.kind == "alu"}
    assert computed >= {"div", "sqrt", *ELEMENTARY}
    assert "prod" in {n.params["op"] for n in kernel.graph.nodes if n.kind == "fold_absent"}
    return emit(kernel.graph)


@pytest.mark.slow
def test_lint_of_functions_is_clean_but_for_style(tmp_path):
    rtl = of_functions()
    assert unaccepted(rtl.verilog, rtl.top, tmp_path) == []


def test_tables_are_those_of_the_machine():
    """What stands in a kernel from the start are coefficients of functions, and powers of a fill: no word of data."""
    text = of_functions().verilog
    roms = {}
    for module in re.findall(r"^module .*?^endmodule$", text, re.MULTILINE | re.DOTALL):
        for name, body in re.findall(r"^  reg \[\d+:0\] (\S+) \[\d+:0\];\n  initial begin\n(.*?)^  end", module,
                                     re.MULTILINE | re.DOTALL):
            roms[name] = [int(word, 16) for word in re.findall(r"= \d+'h([0-9a-f]+);", body)]
    powers = roms.pop("powers")
    assert [from_bits(power) for power in powers] == [1.5**k for k in range(len(powers))]
    assert {name.removeprefix("rom_") for name in roms} == {name.split(".")[0] for name in tables().pieces}
    for name, words in roms.items():
        function = name.removeprefix("rom_")
        pieces = [rows for piece, (_, rows) in tables().pieces.items() if piece.split(".")[0] == function]
        first = [row[0] for rows in sorted(pieces, key=len, reverse=True) for row in rows]
        assert [word & 0x7FFFFFFF for word in words][: len(first)] == first

"""The emitted Verilog as a person and another tool read it: its header, its names, pyslang."""

from __future__ import annotations

import re

import pytest

import fuseflow as ff
from fuseflow.hw.verilog import emit

PROGRAM = """
  T[i,h] = A[i,k] * B[k,h]
  M[i] = max[h](T[i,h])
  E[i,h] = T[i,h] - M[i]
  output E
"""

ACCEPTED = {
    # Counters of several bits take one bit, or 1'h1.
    "ArithOpMismatch",
    # `!x` for x == 0; what a carry or a shift has in excess is cut off on purpose.
    "WidthTruncate",
    # An address is as wide as its memory needs, ports of memories are 32 bits.
    "PortWidthExpand",
    # Yosys compares and assigns signed constants.
    "SignConversion",
    # The host's read multiplexer: its default is assigned before the `casez`.
    "CaseDefault",
}
"""What slang warns of, and may."""


@pytest.fixture(scope="module", params=["ideal", "pipelined"])
def kernel(request):
    specs = {"A": ff.Spec((6, 5), ff.CSR), "B": ff.Spec((5, 8), ff.CSR)}
    (kernel,) = ff.compile(ff.parse(PROGRAM), specs, schedule=ff.Schedule(fuse="full", profile=request.param)).kernels
    return kernel


@pytest.fixture(scope="module")
def verilog(kernel):
    return emit(kernel.graph, computes=str(kernel.fused)).verilog


def test_the_header_says_what_it_is_and_what_it_computes(kernel, verilog):
    header = verilog[: verilog.index("\nmodule ")]
    assert header.startswith(f"// {kernel.graph.name}: ")
    for line in str(kernel.fused).splitlines():
        assert f"//     {line}".rstrip() in header
    for port in ("start", "busy, done", "cycles", "stuck", "events", "heads", "host_*"):
        assert re.search(rf"^// {re.escape(port)} +\w", header, re.MULTILINE), port
    for memory in kernel.graph.memories:
        assert re.search(rf"^//   0x\w+ +{memory.words}  {memory.name} ", header, re.MULTILINE)
    assert max(map(len, header.splitlines())) <= 120


def test_ports_stand_in_the_order_in_which_they_are_explained(verilog):
    heads = re.findall(r"^module \w+\((.*)\);$", verilog, re.MULTILINE)
    assert heads[-1].startswith("clk, rst, start, busy, done, cycles, stuck, events, heads, host_addr,")
    for head in heads:
        listed = head.split(", ")
        assert [p for p in listed if p in ("clk", "rst")] == listed[: sum(p in ("clk", "rst") for p in listed)]
        for port in (p.removesuffix("_visible") for p in listed if p.endswith("_visible")):
            at = listed.index(f"{port}_visible")
            assert listed[at : at + 3] == [f"{port}_visible", f"{port}_head", f"{port}_pop"]


def test_no_name_is_escaped(verilog):
    assert "\\" not in re.sub(r"//.*", "", verilog)


def test_signals_and_ports_of_memories_have_names_of_their_own(verilog):
    """Amaranth calls a signal `signal` and a port `signature` where it finds no name."""
    declared = re.findall(r"^  (?:wire|reg) (?:\[\S+\] )?(\w+)", verilog, re.MULTILINE)
    assert len(declared) > 1000 and not [name for name in declared if re.match(r"signal|signature", name)]


def warnings(verilog, folder):
    """Of slang, as for Verilog-2005: (code, is it an error, text)."""
    driver_of = pytest.importorskip("pyslang.driver", reason="pyslang is not installed")
    (folder / "kernel.v").write_text(verilog)
    driver = driver_of.Driver()
    driver.addStandardArgs()
    assert driver.parseCommandLine(f"slang -Wextra -Wconversion --std 1364-2005 {folder / 'kernel.v'}")
    assert driver.processOptions()
    driver.parseAllSources()
    return [(re.search(r"\w+(?=\)$)", str(d.code))[0], d.isError(), driver.diagEngine.formatMessage(d))
            for d in driver.createCompilation().getAllDiagnostics()]


def test_slang_has_no_errors_and_no_other_warnings(verilog, tmp_path):
    said = warnings(verilog, tmp_path)
    assert [w for w in said if w[1] or w[0] not in ACCEPTED] == []


@pytest.mark.parametrize("old, new", [
    (r"^  assign running = ", "  assign running = no_such_signal & "), (r"^endmodule$", "  endmodul"),
    (r"^(  output) stuck;", r"\1 [1:0] stuck;")])
def test_slang_catches_mistakes(verilog, old, new, tmp_path):
    broken, count = re.subn(old, new, verilog, count=1, flags=re.MULTILINE)
    assert count == 1
    assert any(error or code not in ACCEPTED for code, error, _ in warnings(broken, tmp_path))

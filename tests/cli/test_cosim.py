"""What `fuseflow cosim` prints and returns (that RTL and simulator agree is tested in tests/cosim)."""

from __future__ import annotations

import json

import pytest

from fuseflow.cosim.simulators import installed

pytest.importorskip("amaranth")
pytestmark = pytest.mark.skipif(not installed("icarus"), reason="Icarus Verilog is not installed")

AB = ("--random", "A=4x5:0.5", "--random", "B=5x3:1", "--simulator", "icarus")


def test_equal(run, folder):
    ran = run("cosim", "spmm.ein", *AB, "-o", "out")
    lines = ran.out.splitlines()
    assert ran.code == 0 and ran.err == ""
    assert lines[0].split()[:3] == ["kernel", "channels", "tokens"]
    row = next(line.split() for line in lines if line.startswith("C "))
    assert row[3] == row[4] and row[-1] == "equal"
    assert lines[-1] == f"{row[1]} channels, {row[2]} tokens, every cycle equal"
    data = json.loads((folder / "out/cosim.json").read_text())
    assert data["equal"] is True and data["first_mismatch"] is None and data["simulator"] == "icarus"
    assert data["kernels"][0].keys() == {"name", "channels", "tokens", "mismatches", "cycles_rtl", "cycles_sim",
                                         "seconds"}


def test_different_is_exit_1(run, monkeypatch):
    """The simulator is told another depth than the RTL is built with."""
    from fuseflow.cosim import verdict

    right = verdict.run
    monkeypatch.setattr(verdict, "run", lambda graph, memories, **how: right(graph.with_depth(1), memories, **how))
    ran = run("cosim", "spmm.ein", *AB)
    assert ran.code == 1 and ran.out.splitlines()[-1].startswith("NOT equal: C: ")
    assert "DIFFERS" in ran.out
    ran = run("cosim", "spmm.ein", *AB, "--json")
    data = json.loads(ran.out)
    assert ran.code == 1 and data["equal"] is False and data["first_mismatch"]

"""``fuseflow explain``: tables for people, one object for programs, windows that are checked."""

from __future__ import annotations

import json

import pytest

AB = ("--random", "A=4x6:0.4:csr:1", "--random", "B=6x3:0.5:csr:2")


def test_tables(run):
    ran = run("explain", "spmm.ein", *AB)
    assert ran.code == 0
    assert "bottleneck" in ran.out and "critical chain, cycles 0 to" in ran.out and "on the chain" in ran.out


def test_json(run):
    data = json.loads(run("explain", "spmm.ein", *AB, "--json").out)
    (kernel,) = data["kernels"]
    assert data["cycles"] == kernel["cycles"] == sum(node["chain"] for node in kernel["nodes"].values())
    for node in kernel["nodes"].values():
        assert node["fired"] + node["stalled_input"] + node["stalled_output"] + node["idle"] == kernel["cycles"]
        assert sum(node["bound_by"].values()) == node["fired"]
    assert kernel["cycles"] == json.loads(run("simulate", "spmm.ein", *AB, "--json").out)["cycles"]


def test_a_window_and_a_file(run, folder):
    ran = run("explain", "spmm.ein", *AB, "--window", "5:20", "-o", "out", "--kernels", "C", "--top", "3")
    assert ran.code == 0 and "cycles 5 to 20" in ran.out and "nodes more" in ran.out
    assert json.loads((folder / "out" / "explain.json").read_text())["kernels"][0]["window"] == [5, 20]


@pytest.mark.parametrize("window", ["5", "20:5", "a:b", "-1:5", "5:5"])
def test_wrong_windows(refused, window):
    refused("FF-E701", "explain", "spmm.ein", *AB, f"--window={window}")

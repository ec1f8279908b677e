"""``fuseflow explain``: tables for people, one object for programs, windows that are checked."""

from __future__ import annotations

import json

import pytest

AB = ("--random", "A=4x6:0.4:csr:1", "--random", "B=6x3:0.5:csr:2")


@pytest.fixture
def two(folder):
    """A program of two kernels, the first of which takes longer."""
    (folder / "two.ein").write_text("T[i,j] = A[i,k] * B[k,j]\nU[i,j] = relu(T[i,j])\noutput U\n")
    return ("two.ein", *AB)


def test_tables(run):
    ran = run("explain", "spmm.ein", *AB)
    assert ran.code == 0 and ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].split() == ["kernel", "cycles", "share", "tokens", "bytes", "read", "bytes", "written",
                                "bottleneck"]
    cycles = json.loads(run("simulate", "spmm.ein", *AB, "--json").out)["cycles"]
    assert f"Critical chain through cycles 0 to {cycles - 1:,}: {cycles:,} cycles, " in ran.out
    for head in ("The chain by node:", "Nodes by cycles in which they fired:", "Channels by actions that waited"):
        assert head in lines or any(line.startswith(head) for line in lines)
    assert lines[-1].startswith(f"{cycles:,} cycles; 100.0% of them in C, mostly at ")


def test_the_kernel_with_most_cycles_is_shown_or_those_named(run, two):
    shown = {option: [k for k in "TU" if f"\n{k}: " in run("explain", *two, *option).out]
             for option in ((), ("--kernels", "U"), ("--kernels", "*"))}
    assert list(shown.values()) == [["T"], ["U"], ["T", "U"]]
    assert len(run("explain", *two, "--quiet").out.splitlines()) == 1


def test_json(run):
    data = json.loads(run("explain", "spmm.ein", *AB, "--json").out)
    (kernel,) = data["kernels"]
    chain = kernel["chain"]
    assert data["cycles"] == kernel["cycles"] == sum(node["chain"] for node in kernel["nodes"].values())
    assert chain["cycles"] == kernel["cycles"] == sum(x["cycles"] for x in chain["links"])
    assert chain["window"] == [0, kernel["cycles"]]
    assert sum(s["actions"] for s in chain["segments"]) == chain["actions"]
    assert kernel["bottleneck"] == max(chain["by_node"], key=chain["by_node"].get)
    for node in kernel["nodes"].values():
        assert node["fired"] + node["stalled_input"] + node["stalled_output"] + node["idle"] == kernel["cycles"]
        assert sum(node["bound_by"].values()) == node["fired"]
    simulated = json.loads(run("simulate", "spmm.ein", *AB, "--json").out)["kernels"][0]
    assert kernel["cycles"] == simulated["cycles"]
    for name, channel in simulated["channels"].items():
        assert channel.items() <= kernel["channels"][name].items()


def test_a_window_and_a_file(run, folder):
    ran = run("explain", "spmm.ein", *AB, "--window", "5:20", "-o", "out", "--kernels", "C", "--top", "3")
    assert ran.code == 0 and "Critical chain through cycles 5 to 19 of " in ran.out and " more)" in ran.out
    (kernel,) = json.loads((folder / "out" / "explain.json").read_text())["kernels"]
    assert kernel["chain"]["window"] == [5, 20] and kernel["chain"]["cycles"] == 15


def test_unbounded_channels(run):
    data = json.loads(run("explain", "spmm.ein", *AB, "--depth", "inf", "--json").out)
    assert {c["depth"] for c in data["kernels"][0]["channels"].values()} == {"inf", 1}
    assert run("explain", "spmm.ein", *AB, "--depth", "inf").code == 0


@pytest.mark.parametrize("window", ["5", "20:5", "a:b", "-1:5", "5:5", "0:1000000", "5:", "1:2:3"])
def test_wrong_windows(refused, window):
    refused("FF-E701", "explain", "spmm.ein", *AB, f"--window={window}")


def test_wrong_kernels(refused):
    refused("FF-E201", "explain", "spmm.ein", *AB, "--kernels", "X*")


def test_a_model(run):
    pytest.importorskip("torch")
    ran = run("explain", "gcn", "--top", "5")
    assert ran.code == 0 and "\nlin1.mm: 19,100 cycles" in ran.out and "mm_k_gen" in ran.out

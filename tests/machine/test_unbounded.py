"""Unbounded channels: in graphs, their JSON and pictures; simulated, but refused by hardware."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

import fuseflow as ff


def compiled(depth=math.inf, **options):
    rng = np.random.default_rng(3)
    a, b = (ff.tensor(np.float32(rng.integers(1, 9, (9, 9)) * (rng.random((9, 9)) < 0.4)), ff.CSR) for _ in "ab")
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": b},
                      schedule=ff.Schedule(depth=depth, **options))


@pytest.fixture(scope="module")
def graph():
    return compiled().kernels[0].graph


def depths(graph):
    """Depths of locks, and of all other channels."""
    return tuple({c.depth for c in graph.channels if (c.src[1] == "handover") == lock} for lock in (True, False))


def test_all_but_locks(graph):
    assert depths(graph) == ({1}, {math.inf})
    assert depths(graph.with_depth(4).with_depth(math.inf)) == ({1}, {math.inf})
    name = next(c.name for c in graph.channels if c.depth == math.inf)
    assert [c.name for c in graph.with_depth(4).with_depth({name: math.inf}).channels if c.depth == math.inf] == [name]


def test_json(graph):
    data = json.loads(graph.to_json(), parse_constant=lambda text: pytest.fail(f"{text} is not JSON"))
    assert {c["depth"] for c in data["channels"]} == {1, "inf"}
    again = ff.Graph.from_json(graph.to_json())
    assert again.channels == graph.channels and again.to_json() == graph.to_json()


def test_pictures(graph):
    assert graph.to_dot().count("depth inf") == sum(c.depth == math.inf for c in graph.channels)
    assert {depth for *_, depth in graph.to_networkx().edges(data="depth")} == {1, math.inf}


@pytest.mark.parametrize("depth", [0, -1, 2.5, math.nan, -math.inf, True, None, "deep", "16"])
def test_no_depths(graph, depth):
    first = graph.channels[0]
    with pytest.raises(ff.GraphError, match="has depth") as error:
        replace(graph, channels=(replace(first, depth=depth), *graph.channels[1:]))
    assert error.value.code == "FF-E301" and repr(depth) in str(error.value) and first.name in str(error.value)


def test_nobody_waits_for_room():
    shallow, deep = compiled(depth=1).simulate(), compiled().simulate()
    assert deep.outputs["C"].equal(shallow.outputs["C"])
    assert deep.cycles < shallow.cycles
    (kernel,) = deep.kernels
    assert {n["stalled_output"] for n in kernel.nodes.values() if n["kind"] != "sacc"} == {0}
    assert max(c["max_fill"] for c in kernel.channels.values()) > 16


def test_result_as_json():
    data = json.loads(compiled().simulate().to_json(), parse_constant=lambda text: pytest.fail(f"{text} is not JSON"))
    assert {c["depth"] for c in data["kernels"][0]["channels"].values()} == {1, "inf"}


@pytest.mark.parametrize("act", [lambda c, path: c.emit_rtl(path / "rtl"), lambda c, path: c.cosim()])
def test_no_hardware(act, tmp_path):
    pytest.importorskip("amaranth")
    with pytest.raises(ff.ScheduleError, match="an unbounded channel has no hardware") as error:
        act(compiled(), tmp_path)
    assert error.value.code == "FF-E201" and "depth=16" in error.value.hint
    assert list(tmp_path.iterdir()) == []

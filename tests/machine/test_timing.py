"""Timing overrides: what fits a graph, and what is refused, by name."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.machine.timing import HAZARDOUS, Timing


@pytest.fixture(scope="module")
def graph():
    """SpMM with a sparse accumulator."""
    a = ff.tensor(np.eye(4, dtype=np.float32), ff.CSR)
    return ff.compile(ff.parse("C[i,j] = A[i,k] * B[k,j]"), {"A": a, "B": a}).kernels[0].graph


def one(graph, kind):
    return next(n.name for n in graph.nodes if n.kind == kind)


def channel(graph, lock=False):
    return next(c.name for c in graph.channels if (c.src[1] == "handover") == lock)


def test_what_fits(graph):
    Timing().check(graph)
    Timing({channel(graph): 1, channel(graph, lock=True): 1}, {channel(graph, lock=True): 5},
           {n.name: 3 for n in graph.nodes}, {n.name: 7 for n in graph.nodes if n.kind in HAZARDOUS}).check(graph)
    Timing(depth={channel(graph): math.inf}).check(graph)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Timing().depth = {}


@pytest.mark.parametrize("option", ["depth", "latency", "interval", "hazard"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "4", math.nan, -math.inf])
def test_wrong_values(graph, option, value):
    name = channel(graph) if option in ("depth", "latency") else one(graph, "sacc")
    with pytest.raises(ff.ScheduleError) as error:
        Timing(**{option: {name: value}}).check(graph)
    assert error.value.code == "FF-E201" and error.value.hint
    assert all(text in error.value.message for text in (option, name, repr(value)))


@pytest.mark.parametrize(("option", "most"), [
    ("depth", 2**31 - 1), ("latency", 2**31), ("interval", 2**31), ("hazard", 2**20)])
def test_the_largest_value(graph, option, most):
    name = channel(graph) if option in ("depth", "latency") else one(graph, "sacc")
    Timing(**{option: {name: most}}).check(graph)
    for value in (most + 1, 2**64, 10**30):
        with pytest.raises(ff.ScheduleError, match=str(value)) as error:
            Timing(**{option: {name: value}}).check(graph)
        assert error.value.code == "FF-E201" and "2^" in error.value.hint


@pytest.mark.parametrize("option", ["latency", "interval", "hazard"])
def test_only_depth_is_unbounded(graph, option):
    with pytest.raises(ff.ScheduleError, match="inf"):
        Timing(**{option: {channel(graph) if option == "latency" else one(graph, "sacc"): math.inf}}).check(graph)


@pytest.mark.parametrize("option", ["depth", "latency", "interval", "hazard"])
def test_unknown_names(graph, option):
    # A node is no channel, and a channel no node.
    wrong = one(graph, "gen") if option in ("depth", "latency") else channel(graph)
    for name in (wrong, "nothing"):
        with pytest.raises(ff.ScheduleError, match=f"{option} is given for {name!r}") as error:
            Timing(**{option: {name: 2}}).check(graph)
        assert error.value.code == "FF-E201" and error.value.hint
    with pytest.raises(ff.ScheduleError, match=f"{option}=4"):
        Timing(**{option: 4}).check(graph)


@pytest.mark.parametrize("slots", [2, math.inf])
def test_a_lock_stays_at_one(graph, slots):
    with pytest.raises(ff.ScheduleError, match="lock of a memory bank") as error:
        Timing(depth={channel(graph, lock=True): slots}).check(graph)
    assert error.value.code == "FF-E201" and channel(graph, lock=True) in error.value.message


def test_only_some_kinds_have_hazards(graph):
    with pytest.raises(ff.ScheduleError, match="is of kind gen, which has no hazards") as error:
        Timing(hazard={one(graph, "gen"): 2}).check(graph)
    assert "drain, racc, sacc" in error.value.hint

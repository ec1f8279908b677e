"""Schedules: what is accepted, what is refused, and how each says so."""

from __future__ import annotations

import math

import pytest

import fuseflow as ff


@pytest.mark.parametrize("options", [
    {"fuse": "all"}, {"fuse": 3}, {"copies": "maybe"}, {"profile": "fast"}, {"profile": [1]}, {"depth": 0},
    {"depth": True}, {"depth": "deep"}, {"depth": -math.inf}, {"depth": math.nan}, {"depth": 4.0}, {"order": 3},
    {"order": {"C": 5}}, {"order": {"C": ["i", 3]}},
    {"iteration": "none"},
])
def test_wrong(options):
    with pytest.raises(ff.ScheduleError) as error:
        ff.Schedule(**options)
    assert error.value.code == "FF-E201"


@pytest.mark.parametrize("options", [
    {"parallel": {"i": 4}}, {"block": {"A": 16}},
])
def test_not_yet(options):
    with pytest.raises(ff.Unsupported) as error:
        ff.Schedule(**options)
    assert error.value.code == "FF-U006" and error.value.hint


@pytest.mark.parametrize("depth, slots", [(3, 3), (math.inf, math.inf), ("auto", None), ("measured", None)])
def test_slots(depth, slots):
    assert ff.Schedule(depth=depth).slots == slots


def test_from_toml(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text('fuse = "unfused"\nprofile = "pipelined"\ndepth = 4\n[order]\nC = "ikj"\n')
    schedule = ff.Schedule.read(path)
    assert schedule.profile.name == "pipelined" and schedule.slots == 4
    assert schedule.orders_of(["C"]) == {"C": ("i", "k", "j")}


def test_infinity_in_toml(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text("depth = inf\n")
    assert ff.Schedule.read(path).slots == math.inf


@pytest.mark.parametrize("text", ["depth = ", "colour = 1\n", "depth = 0\n", "order = 3\n"])
def test_wrong_toml(tmp_path, text):
    path = tmp_path / "s.toml"
    path.write_text(text)
    with pytest.raises(ff.ScheduleError) as error:
        ff.Schedule.read(path)
    assert error.value.code == "FF-E201"

"""Mutations of the hardware are seen: a sample in every run, all of them nightly and by ``make mutate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fuseflow.cosim import simulators
from fuseflow.cosim.testing import harness_many
from fuseflow.hw.verilog import emit
from tests.mutate import checks
from tests.mutate.__main__ import page
from tests.mutate.catalogue import MUTATIONS
from tests.mutate.plant import everywhere, mutated

DOCS = Path(__file__).parents[2] / "docs"
SIDE = {name: [m for m in MUTATIONS if m.check == "together" and m.profile.name == name]
        for name in ("ideal", "pipelined", "slow_memory")}


def of(check):
    return [m for m in MUTATIONS if m.check == check]


@pytest.fixture(scope="module")
def simulator():
    if not simulators.installed("verilator"):
        pytest.skip("verilator is not installed")
    return "verilator"


def test_each_stands_in_the_source_once_and_has_a_name_of_its_own():
    for m in MUTATIONS:
        mutated(m)
    assert len({m.name for m in MUTATIONS}) == len(MUTATIONS) >= 30
    assert sum(map(len, SIDE.values())) == len(of("together"))


@pytest.mark.parametrize("mutation", [pytest.param(m, marks=[] if k % 8 == 0 else pytest.mark.nightly)
                                      for k, m in enumerate(m for m in MUTATIONS if m.kind)], ids=lambda m: m.name)
def test_each_changes_the_verilog(mutation):
    graph = harness_many(checks.blocks_of(mutation, "m"), mutation.profile, capacity=checks.CAPACITY)
    with everywhere(mutation):
        wrong = emit(graph)
    assert wrong.verilog != emit(graph).verilog


@pytest.mark.parametrize("mutation", of("queue"), ids=lambda m: m.name)
def test_channels(mutation):
    assert checks.queue(mutation)


@pytest.mark.parametrize("mutation", of("deep"), ids=lambda m: m.name)
def test_deep_channels(mutation):
    assert checks.deep(mutation)


@pytest.mark.slow
@pytest.mark.parametrize("profile", [
    pytest.param(name, marks=[] if name == "pipelined" else pytest.mark.nightly) for name in SIDE])
def test_side_by_side(profile, simulator):
    found = checks.together(SIDE[profile], simulator)
    assert [name for name, what in found.items() if what is None] == []


@pytest.mark.slow
@pytest.mark.nightly
@pytest.mark.parametrize("mutation", of("alone"), ids=lambda m: m.name)
def test_alone(mutation, simulator):
    assert checks.alone(mutation, simulator)


@pytest.mark.parametrize("mutation", of("pause")[:1] + [
    pytest.param(m, marks=pytest.mark.nightly) for m in of("pause")[1:]], ids=lambda m: m.name)
def test_watchdogs(mutation, simulator):
    assert checks.pause(mutation, simulator)


def test_the_stored_list_is_that_of_the_catalogue():
    record = json.loads((DOCS / "mutations.json").read_text())
    assert [(m["name"], m["module"], m["old"], m["new"]) for m in record["mutations"]] == [
        (m.name, m.module, m.old, m.new) for m in MUTATIONS]
    assert all(m["seen"] for m in record["mutations"])
    assert re.fullmatch("[0-9a-f]{40}", record["commit"])
    assert (DOCS / "mutations.md").read_text() == page(record)

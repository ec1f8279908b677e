"""Every channel against its rules, every node without arithmetic against its action table: bounded, but complete.

``make formal`` runs it. The checks see the emitted Verilog; planted bugs show that they can fail.
"""

from __future__ import annotations

import pytest

from fuseflow.hw.channel import Channel
from tests.formal import channel, solver, table
from tests.formal.modules import Modules, node
from tests.formal.nodes import TABLES
from tests.mutate.catalogue import MUTATIONS
from tests.mutate.checks import SHAPES
from tests.mutate.plant import everywhere

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(bool(solver.missing()), reason=f"no {solver.missing()}: pip install fuseflow[formal]"),
]

CHANNELS = [(depth, latency) for depth in (1, 2, 3, 4, 16, 65) for latency in (1, 2, 3, 8)]
LONG, SHORT = 20, 12
"""Cycles. Where tokens lie in a RAM, their order in more than a dozen cycles takes the solver minutes."""

STEPS = 7
"""Cycles of nodes: from any state that their registers reach in so many, every row under every condition."""

NODES = [(kind, k) for kind, tables in TABLES.items() for k in range(len(tables))]

PARTS = {"scanner": ("bounds", "gen")}
WRONG_CHANNELS = [m for m in MUTATIONS if m.module == "channel"]
WRONG_NODES = [m for m in MUTATIONS if (m.module == "node" or m.module.startswith("primitives."))
               and any(kind in TABLES for kind in PARTS.get(m.kind, (m.kind,)))]


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The folder of all cases, and their names by what they are of."""
    modules, checkers = Modules(), {}

    def add_channel(key, depth, latency, order):
        modules.add(key, Channel(depth, latency, channel.WIDTH))
        checkers[key] = lambda name, text: channel.checker(name, depth, latency, order)

    def add_node(key, kind, k):
        modules.add(key, node(kind, TABLES[kind][k]))
        checkers[key] = lambda name, text: table.checker(TABLES[kind][k], name, text)

    for depth, latency in CHANNELS:
        for order in (False, True):
            add_channel((depth, latency, order), depth, latency, order)
    for kind, k in NODES:
        add_node((kind, k), kind, k)
    for m in WRONG_CHANNELS:
        with everywhere(m):
            for shape in SHAPES:
                add_channel((m.name, *shape), *shape, True)
    for m in WRONG_NODES:
        with everywhere(m):
            for kind in PARTS.get(m.kind, (m.kind,)):
                for k in range(len(TABLES.get(kind, ()))):
                    add_node((m.name, kind, k), kind, k)

    names, files = {}, {}
    for number, (key, (name, text)) in enumerate(modules.emit().items()):
        names[key] = f"case{number}"
        files[names[key]] = text, checkers[key](name, text)
    folder = tmp_path_factory.mktemp("formal")
    solver.translate(files, folder)
    return folder, names


@pytest.mark.parametrize("order", [False, True], ids=["timing", "order"])
@pytest.mark.parametrize("depth, latency", CHANNELS)
def test_channel(cases, depth, latency, order):
    folder, names = cases
    steps = SHORT if order and depth > 2 else LONG
    assert solver.prove(names[depth, latency, order], steps, folder).broken == ""


@pytest.mark.parametrize("depth, latency", [c for c in CHANNELS if sum(c) < LONG])
def test_channels_fill_and_empty(cases, depth, latency):
    """What is assumed leaves them room to."""
    folder, names = cases
    assert solver.uncovered(names[depth, latency, False], 2 * LONG, folder) == []


@pytest.mark.parametrize("kind, k", NODES)
def test_node(cases, kind, k):
    folder, names = cases
    assert solver.prove(names[kind, k], STEPS, folder).broken == ""


@pytest.mark.parametrize("kind, k", NODES)
def test_every_row_is_reached(cases, kind, k):
    folder, names = cases
    assert solver.uncovered(names[kind, k], STEPS, folder) == []


@pytest.mark.parametrize("mutation", WRONG_CHANNELS, ids=lambda m: m.name)
def test_wrong_channels_are_found(cases, mutation):
    folder, names = cases
    assert any(solver.prove(names[mutation.name, *shape], SHORT, folder).broken for shape in SHAPES)


@pytest.mark.parametrize("mutation", WRONG_NODES, ids=lambda m: m.name)
def test_wrong_nodes_are_found(cases, mutation):
    folder, names = cases
    found = [name for key, name in names.items() if key[0] == mutation.name]
    assert found and any(solver.prove(name, STEPS, folder).broken for name in found)

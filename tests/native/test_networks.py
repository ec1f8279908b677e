"""The timing phase alone: random networks of nodes that are nothing but tables and lists of actions.

The reference is a simulator that steps through the cycles: in every cycle each node looks at the state at its start,
and takes its next action if it can. It knows no maxima of sums.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

import pytest

from fuseflow.cosim import native


@dataclass
class Node:
    """Actions as (peeked, popped, pushed ports), the channel at each port (-1: open), codes of all actions in order."""

    table: list[tuple[list[int], list[int], list[int]]]
    inputs: list[int]
    outputs: list[int]
    hazard: int = 1
    interval: int = 1
    codes: list[int] = field(default_factory=list)
    hazards: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Net:
    """Nodes in topological order; producer and consumer, depth and latency of every channel."""

    nodes: list[Node]
    ends: list[tuple[int, int]]
    channels: list[tuple[int | float, int]]


@dataclass
class Events:
    """A run of a network: pushes and pops of every channel; actions of every node, its last one, its waits for room."""

    finished: bool
    push: list[list[int]]
    pop: list[list[int]]
    nodes: list[tuple[int, int, int]]


def simulate(net: Net) -> Events:
    """One cycle after the other."""
    push, pop = [[] for _ in net.ends], [[] for _ in net.ends]
    done, last, stalled = ([x] * len(net.nodes) for x in (0, None, 0))
    times: list[list[int]] = [[] for _ in net.nodes]
    hazards: list[dict[int, list]] = [{} for _ in net.nodes]
    for v, n in enumerate(net.nodes):
        for action, distance, wait in n.hazards:
            hazards[v].setdefault(action, []).append((distance, wait or n.hazard))
    patience = 2 + max([latency for _, latency in net.channels] + [n.interval for n in net.nodes]
                       + [w or n.hazard for n in net.nodes for _, _, w in [(0, 0, 0), *n.hazards]])
    cycle = quiet = 0
    while quiet <= patience and any(done[v] < len(n.codes) for v, n in enumerate(net.nodes)):
        firing = []
        for v, n in enumerate(net.nodes):
            if done[v] == len(n.codes):
                continue
            need, pops, pushes = n.table[n.codes[done[v]]]
            heads = [n.inputs[p] for p in need + pops]
            room = [n.outputs[p] for p in pushes if n.outputs[p] >= 0]
            if any(len(push[c]) == len(pop[c]) or push[c][len(pop[c])] + net.channels[c][1] > cycle for c in heads):
                continue
            if any(len(push[c]) - len(pop[c]) >= net.channels[c][0] for c in room):
                stalled[v] += 1
                continue
            if last[v] is not None and cycle < last[v] + n.interval:
                continue
            if all(cycle >= times[v][done[v] - d] + w for d, w in hazards[v].get(done[v], ())):
                firing.append((v, [n.inputs[p] for p in pops], room))
        for v, pops, pushes in firing:
            for c in pops:
                pop[c].append(cycle)
            for c in pushes:
                push[c].append(cycle)
            times[v].append(cycle)
            last[v], done[v] = cycle, done[v] + 1
        quiet = 0 if firing else quiet + 1
        cycle += 1
    finished = all(done[v] == len(n.codes) for v, n in enumerate(net.nodes))
    return Events(finished, push, pop, list(zip(done, last, stalled)))


def random_net(rng: random.Random) -> Net:
    """1 to 70 nodes with up to 12 ports each way; action lists in runs and at random, consistent in tokens.

    Node by node: what its inputs carry is known when its actions are chosen, which take no more than that; mostly they
    take all.
    """
    count = rng.choice((1, 2, 3, 5, 8, 12, 20, 66, 70))
    wide, size = rng.random() < 0.3, rng.choice((10, 40, 40, 150)) if count < 20 else 12
    nodes: list[Node] = []
    ends: list[tuple[int, int]] = []
    tokens: list[int] = []
    free: list[tuple[int, int]] = []  # outputs that are not connected yet: node, port
    pushed: list[list[int]] = []
    for v in range(count):
        rng.shuffle(free)
        most = rng.choice((1, 2, 2, 3)) if not wide or rng.random() < 0.7 else 12
        taken, free = free[: rng.randint(1, most)], free[most:] if rng.random() < 0.05 else free[rng.randint(1, most):]
        taken = [end for end in taken if end not in free]
        inputs = []
        for u, port in taken:
            nodes[u].outputs[port] = len(ends)
            inputs.append(len(ends))
            ends.append((u, v))
            tokens.append(pushed[u][port])
        fan = rng.choice((0, 1, 1, 2, 3)) if not wide or rng.random() < 0.7 else rng.randint(4, 12)
        node = Node(random_table(rng, len(inputs), fan), inputs, [-1] * fan)
        node.interval, node.hazard = rng.choice((1, 1, 1, 2, 3)), rng.choice((1, 2, 5, 12))
        node.codes = random_codes(rng, node.table, [tokens[c] for c in inputs], size)
        often = rng.choice((0, 0, 0.1, 0.6))
        for k in range(1, len(node.codes)):
            if rng.random() < often:
                for _ in range(rng.choice((1, 1, 2))):
                    node.hazards.append((k, rng.randint(1, min(k, 12)), rng.choice((0, 0, 1, 4, 30))))
        nodes.append(node)
        pushed.append([sum(port in node.table[c][2] for c in node.codes) for port in range(fan)])
        free += [(v, port) for port in range(fan)]
    every = (1, 2, 3, 5, 16, 100, math.inf)
    depths = rng.choice(((1,), (2,), (4,), (8,), (16, 64), every, (math.inf,), (1, 8, math.inf)))
    latencies = rng.choice(((1,), (1, 2), tuple(range(1, 10))))
    return Net(nodes, ends, [(rng.choice(depths), rng.choice(latencies)) for _ in ends])


def random_table(rng, ins: int, outs: int) -> list[tuple[list[int], list[int], list[int]]]:
    """Up to five actions; the first ones see to it that every input can be emptied."""
    def some(n, often):
        return [p for p in range(n) if rng.random() < often]

    table = []
    rest = list(range(ins))
    rng.shuffle(rest)
    parts = rng.randint(1, 4) if ins else 0
    for k in range(parts):
        pops = sorted(rest[k::parts])
        if pops:
            table.append(([], pops, some(outs, rng.choice((0.3, 1)))))
    while not table or len(table) < 5 and rng.random() < 0.5:
        pops = some(ins, rng.choice((0, 0.5, 1)))
        need = [p for p in some(ins, rng.choice((0, 0, 0.4))) if p not in pops]
        pushes = some(outs, rng.choice((0.5, 1)))
        table.append((need, pops, pushes))
    return table


def random_codes(rng, table, left: list[int], size: int) -> list[int]:
    """Actions in runs, as far as the inputs reach; without inputs, or beside them, about `size` that pop nothing."""
    codes: list[int] = []
    free = size
    while True:
        able = [k for k, (need, pops, _) in enumerate(table)
                if all(left[p] for p in need + pops) and (pops or free > 0)]
        if not able or rng.random() < 0.002:
            return codes
        code = rng.choice(able)
        need, pops, _ = table[code]
        run = min([rng.choice((1, 1, 2, 6, 20, 70))] + [left[p] for p in pops])
        if not pops:
            run = min(run, free)
            free -= run
        for p in pops:
            left[p] -= run
        codes += [code] * run


def run(net: Net, portions: list[int], figures: bool = True):
    """The engine's events; actions are handed over in portions, in turn. Also if it had hope at the end."""
    nodes = [(n.table, n.inputs, n.outputs, n.hazard, n.interval, n.codes, n.hazards) for n in net.nodes]
    channels = [[-1 if d == math.inf else d, latency] for d, latency in net.channels]
    network = native.load().Network(nodes, net.ends, channels, figures)
    turn = 0
    given = [0] * len(net.nodes)
    while True:
        for v, n in enumerate(net.nodes):
            k = portions[turn % len(portions)]
            turn += 1
            network.hand(v, k)
            given[v] = min(len(n.codes), given[v] + k)
        moved = network.run()
        if not moved and all(g == len(n.codes) for g, n in zip(given, net.nodes)):
            break
        # A network that has no hope keeps that state, whatever more is handed over.
        assert network.hopeful or network.finished or not any(
            network.node(v)[0] == g < len(n.codes) for v, (g, n) in enumerate(zip(given, net.nodes)))
    logs = [network.log(c) for c in range(len(net.ends))]
    events = Events(network.finished, [p.tolist() for p, _ in logs], [p.tolist() for _, p in logs],
                    [network.node(v) for v in range(len(net.nodes))])
    return events, network.hopeful


def check(net: Net, rng: random.Random) -> str:
    expected = simulate(net)
    portions = [rng.choice((1, 3, 8, 50, 1000)) for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.3:
        portions = [10**6]
    figures = rng.random() < 0.7
    got, hopeful = run(net, portions, figures)
    assert got.finished == expected.finished
    assert got.push == expected.push and got.pop == expected.pop
    for v, (n, (done, last, stalled), (fired, latest, waited)) in enumerate(zip(net.nodes, expected.nodes, got.nodes)):
        assert fired == done, v
        assert not done or latest == last, v
        if done == len(n.codes) and figures:
            assert waited == stalled, v
    if not expected.finished:
        assert not hopeful
    return "end" if expected.finished else "deadlock"


@pytest.mark.parametrize("seeds", [range(k, k + 40) for k in range(0, 400, 40)], ids=lambda s: f"from{s[0]}")
def test_networks(seeds, level, scale):
    ends = {"end": 0, "deadlock": 0}
    for seed in seeds[:: scale]:
        rng = random.Random(seed)
        net = random_net(rng)
        try:
            ends[check(net, rng)] += 1
        except AssertionError as error:
            error.add_note(f"network {seed}")
            raise
    assert ends["end"] > 5 // scale and ends["deadlock"] > 5 // scale - 1


def test_a_group_that_was_given_up_leaves_no_trace():
    """The leader looks at its followers, finds the last one without actions, and gives up; later the first one stays.

    Then the channel to the first one fills up as any other, whatever the rest of the group could take.
    """
    pop, other = ([], [0], []), ([], [1], [])
    nodes = [
        Node([([], [], [0])], [], [0], codes=[0] * 20),
        Node([([], [], [0, 1]), ([], [], [0])], [], [1, 2], codes=[0] * 40),
        Node([pop, other], [1, 0], [], codes=[0] * 8 + [1] * 20 + [0] * 32),
        Node([([], [0], [])], [2], [], codes=[0] * 40),
    ]
    net = Net(nodes, [(0, 2), (1, 2), (1, 3)], [(64, 1), (4, 1), (64, 1)])
    expected = simulate(net)
    network = native.load().Network(
        [(n.table, n.inputs, n.outputs, n.hazard, n.interval, n.codes, n.hazards) for n in net.nodes], net.ends,
        [list(c) for c in net.channels], True)
    network.hand(1, 8)
    network.hand(2, 60)
    network.run()
    network.hand(0, 20)
    network.hand(1, 32)
    network.hand(3, 40)
    network.run()
    assert network.finished
    for c in range(3):
        push, pop_ = network.log(c)
        assert (push.tolist(), pop_.tolist()) == (expected.push[c], expected.pop[c])

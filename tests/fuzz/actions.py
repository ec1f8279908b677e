"""Which actions of the primitives a run takes: the oracle, counting what fires.

An action is named by what decides it: the tokens popped at the leads, and the register that the choice depends on.
"""

from __future__ import annotations

from collections import Counter

from fuseflow.cosim.oracle import Simulation
from fuseflow.cosim.session import leads
from fuseflow.machine.graph import Graph
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP, stop


def letter(token) -> str:
    """I for an item, N for an absent one, S0, S1 or S2 (and above) for a stop, D for the end."""
    if token is None:
        return "-"
    kind, data = token
    return {ITEM: "I", ABSENT: "N", DONE: "D"}.get(kind) or f"S{min(data, 2)}"


def _plain(x: str) -> str:
    return x[0]


def _alu(machine, seen, action):
    result = letter(action.pushes[0])
    return "".join(map(_plain, seen)) + ("" if seen[0][0] in "SD" else f" -> {result}")


def _join(machine, seen, action):
    a, b = seen
    if len(action.pops) == len(machine.every):
        return "both " + _plain(a)
    return "only a" if 0 in action.pops else "only b"


def _drop_empty(machine, seen, action):
    if machine.open:
        return "open " + seen[1]
    outer, inner = map(_plain, seen)
    return f"closed {outer}{inner}"


def _gen(machine, seen, action):
    if machine.state != "idle":
        return machine.state
    if seen[0] == "I":
        return "first" if letter(action.pushes[0]) == "I" else "empty"
    return _plain(seen[0])


def _held(register):
    def name(machine, seen, action):
        x = seen[0]
        if x[0] == "D" or x in ("S1", "S2"):
            return _plain(x) + ("n" if x[0] == "S" else "")
        return ("first " if getattr(machine, register) is None else "next ") + x
    return name


def _sacc(machine, seen, action):
    if seen[-1][0] != "S":
        return {"I": "update"}.get(seen[-1], seen[-1])
    if action.pushes:
        return "hand over" if action.pushes[0] == stop(1) else "Sn"
    return "inner stop"


def _drain(machine, seen, action):
    if seen[0] in ("S2", "D"):
        return seen[0]
    if machine.entries is None:
        return "start"
    if action.pops:
        return "end"
    return "close" if STOP in (kind for kind, _ in action.pushes.values()) else "entry"


def _realign(machine, seen, action):
    old, new = seen
    if 2 not in action.pops:
        return "new only"
    if not action.pushes:
        return "old only last" if 0 in action.pops else "old only"
    return f"both {_plain(old)}" + (" last" if old[0] == "I" and 0 in action.pops else "")


def _replay(machine, seen, action):
    rep = seen[-1]
    if machine.sending:
        return "send " + rep + (" last" if rep == "I" and action.pops else "")
    ends = " and end" if len(action.pops) == 2 and rep in ("I", "S0") else ""
    return f"store {rep}{ends}"


def _lookup(machine, seen, action):
    want, crd = seen[:2]
    if crd == "I":
        return "found" if action.pushes else "passed"
    return _plain(want) + (f" {'after' if machine.found else 'without'} a match" if want == "I" else "")


def _fold_absent(machine, seen, action):
    return _plain(seen[0])


def _leaf(machine, seen, action):
    return _plain(seen[0])


def _repeat(machine, seen, action):
    base, rep = seen
    return rep if rep[0] != "I" else f"I of {base}"


def _squeeze(machine, seen, action):
    return ("drop" if not action.pushes else "first" if machine.first else "later") + f" {_plain(seen[0])}"


def _where(machine, seen, action):
    return "".join(map(_plain, seen)) + ("" if seen[0][0] in "SD" else f" -> {letter(action.pushes[0])}")


def _pairs(machine, seen, action):
    return "".join(map(_plain, seen))


NAMES = {
    "root": lambda machine, seen, action: "D" if machine.sent else "ref",
    "fork": _leaf, "bounds": _leaf, "array": _leaf, "gen": _gen, "repeat": _repeat, "locate": _repeat,
    "intersect": _join, "union": _join, "left_join": _join, "alu": _alu, "where": _where, "reduce": _held("acc"),
    "last": _held("held"), "fold": _held("held"), "racc": _held("acc"), "fold_absent": _fold_absent, "sacc": _sacc,
    "drain": _drain, "realign": _realign, "replay": _replay, "lookup": _lookup,
    "drop_absent": _pairs, "drop_empty": _drop_empty, "squeeze": _squeeze,
    "write_crd": lambda machine, seen, action: seen[0] if seen[0] == "S0" else _plain(seen[0]), "write_val": _leaf,
    "write_dense": _pairs,
}

ACTIONS = {
    "root": "ref, D",
    "fork": "I, N, S, D",
    "bounds": "I, N, S, D",
    "array": "I, N, S, D",
    "gen": "first, run, close, empty, S, D",
    "repeat": "I of I, I of N, S0, S1, S2, D",
    "locate": "I of I, I of N, S0, S1, S2, D",
    "intersect": "only a, only b, both I, both S, both D",
    "union": "only a, only b, both I, both S, both D",
    "left_join": "only a, only b, both I, both S, both D",
    "alu": "I -> I, N -> N, II -> I, IN -> I, NI -> I, NN -> N, NN -> I, IN -> N, NI -> N, S, D, SS, DD",
    "where": "II -> I, IN -> I, NI -> N, NN -> N, II -> N, IN -> N, SS, DD",
    "reduce": "first I, next I, first N, next N, first S0, next S0, Sn, D",
    "last": "first I, next I, first N, next N, first S0, next S0, Sn, D",
    "fold": "first I, next I, first S0, Sn, D",
    "racc": "first I, next I, first S0, Sn, D",
    "fold_absent": "I, N, S, D",
    "sacc": "update, N, inner stop, hand over, Sn, D",
    "drain": "start, entry, close, end, S2, D",
    "realign": "new only, old only, old only last, both I, both I last, both S, both D",
    "replay": "store I, store I and end, store S0, store S0 and end, store S1, store S2, store D, send I, send I last, "
              "send S0",
    "lookup": "found, passed, I after a match, I without a match, S, D",
    "drop_absent": "II, IN, SS, DD",
    "drop_empty": "closed II, closed IS, closed SS, closed DD, open I, open S0",
    "squeeze": "drop S, first I, first S, later I, later S, first D",
    "write_crd": "I, S0, S, D",
    "write_val": "I, N, S, D",
    "write_dense": "II, IN, SS, DD",
}
"""The actions of every primitive, by the names above; a kind that is not listed is counted by tokens popped."""


def listed() -> list[str]:
    return [f"{kind}: {name}" for kind, names in ACTIONS.items() for name in names.split(", ")]


class Counting(Simulation):
    """The oracle; `counts` holds how often every action fired."""

    def __init__(self, graph: Graph, memories):
        super().__init__(graph, memories)
        self.counts: Counter[str] = Counter()
        self.kinds = {n.name: n.kind for n in graph.nodes}
        self.leads = {n.name: leads(n) for n in graph.nodes}

    def fire(self, process, action):
        heads = process.heads(self.cycle)
        seen = [letter(heads[p]) for p in self.leads[process.name]]
        kind = self.kinds[process.name]
        name = NAMES.get(kind)
        what = name(process.machine, seen, action) if name else "".join(map(_plain, seen)) + f" {action.pops}"
        self.counts[f"{kind}: {what}"] += 1
        super().fire(process, action)


def count(compiled) -> tuple[Counter[str], list[int]]:
    """How often every action is taken in a compiled program, and the cycles of each kernel."""
    counts: Counter[str] = Counter()
    cycles = []

    def step(kernel, memories):
        simulation = Counting(kernel.graph, memories)
        simulation.run()
        counts.update(simulation.counts)
        cycles.append(simulation.log().cycles)

    compiled.walk(step, {})
    return counts, cycles

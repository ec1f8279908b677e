"""Timing overrides: other depths, latencies, intervals and hazard distances than a graph's own, for simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from fuseflow.errors import ScheduleError
from fuseflow.machine.graph import Graph, is_lock, is_slots

HAZARDOUS = frozenset({"sacc", "racc", "drain"})
"""The kinds of node some of whose actions keep a distance to an earlier one, which depends on data."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What a run times differently than its graph says. Tokens and values stay the same, whatever is overridden.

    Parameters
    ----------
    depth : mapping of channel name -> int or math.inf
        Slots D. A lock stays at 1: its slot is the lock of a memory bank.
    latency : mapping of channel name -> int
        L in cycles, from 1 to 2^31.
    interval : mapping of node name -> int
        II in cycles, from 1 to 2^31: an action comes no less than II cycles after the one before. Default: 1.
    hazard : mapping of node name -> int
        W in cycles, from 1 to 2^20, of the node's data-determined pairs, for nodes of kind sacc, racc and drain: the
        distance to the latest update of the same address, to the addition before, from start to first entry.
    """

    depth: Mapping[str, int | float] = field(default_factory=dict)
    latency: Mapping[str, int] = field(default_factory=dict)
    interval: Mapping[str, int] = field(default_factory=dict)
    hazard: Mapping[str, int] = field(default_factory=dict)

    def check(self, graph: Graph) -> None:
        """Every name must exist in the graph, and every value be possible there.

        Raises
        ------
        ScheduleError
            FF-E201, naming the option and the channel or node.
        """
        channels = {c.name: c for c in graph.channels}
        nodes = {n.name: n for n in graph.nodes}
        _check("depth", self.depth, channels, "channel", graph, is_slots, "1 to 2^31 - 1 slots, or math.inf")
        for option, names, what, most in (
            ("latency", channels, "channel", 31), ("interval", nodes, "node", 31), ("hazard", nodes, "node", 20),
        ):
            _check(option, getattr(self, option), names, what, graph, partial(_is_cycles, most=2**most),
                   f"1 to 2^{most} cycles")
        for name, slots in self.depth.items():
            if is_lock(channels[name]) and slots != 1:
                raise ScheduleError("FF-E201", f"depth {slots} for channel {name!r}, the lock of a memory bank",
                                    hint="leave it out: its depth is 1")
        for name in self.hazard:
            if nodes[name].kind not in HAZARDOUS:
                raise ScheduleError("FF-E201", f"node {name!r} is of kind {nodes[name].kind}, which has no hazards",
                                    hint=f"kinds with hazards: {', '.join(sorted(HAZARDOUS))}")


def _check(option: str, given: Mapping, known: Mapping, what: str, graph: Graph, fits: Callable, hint: str) -> None:
    if not isinstance(given, Mapping):
        raise ScheduleError("FF-E201", f"{option}={given!r}", hint=f"a mapping of {what} name -> {hint}")
    for name, value in given.items():
        if name not in known:
            raise ScheduleError("FF-E201", f"{option} is given for {name!r}, which is no {what} of graph "
                                f"{graph.name!r}", hint=f"for example {next(iter(known), None)!r}")
        if not fits(value):
            raise ScheduleError("FF-E201", f"{option} {value!r} for {what} {name!r}", hint=hint)


def _is_cycles(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most

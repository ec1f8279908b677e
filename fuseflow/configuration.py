"""Configurations of a re-timing: what a user says, as the timing of each kernel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from fuseflow.errors import ScheduleError
from fuseflow.machine import profile as profiles
from fuseflow.machine.graph import Graph, is_lock
from fuseflow.machine.profile import Profile
from fuseflow.machine.timing import HAZARDOUS, Timing

OPTIONS = ("depth", "latency", "interval", "hazard")

Setting = int | float | Mapping[str, int | float]


@dataclass(frozen=True, slots=True)
class Configuration:
    """One set of options: each a number for all channels or nodes that it fits, or a mapping from names or globs.

    Where several globs fit, the last one counts.
    """

    profile: Profile | None = None
    options: Mapping[str, Setting] = field(default_factory=dict)

    @staticmethod
    def of(given: Mapping[str, object]) -> Configuration:
        """Check what a user gave.

        Raises
        ------
        ScheduleError
            FF-E201
        """
        if not isinstance(given, Mapping):
            raise ScheduleError("FF-E201", f"a configuration is a mapping, not {type(given).__name__}",
                                hint='as in {"depth": 4}')
        for key in given:
            if key not in (*OPTIONS, "profile"):
                raise ScheduleError("FF-E201", f"unknown option {key!r} of a configuration",
                                    hint=f"options: {', '.join((*OPTIONS, 'profile'))}")
        profile = profiles.profile(given["profile"]) if "profile" in given else None
        options = {key: value for key, value in given.items() if key != "profile"}
        for key, value in options.items():
            numbers = value.values() if isinstance(value, Mapping) else [value]
            for number in numbers:
                whole = isinstance(number, int) and not isinstance(number, bool) and number >= 1
                if not whole and not (key == "depth" and number == math.inf):
                    raise ScheduleError("FF-E201", f"{key}={number!r} of a configuration",
                                        hint="a positive number" + (", or math.inf" if key == "depth" else ""))
        return Configuration(profile, options)

    def timing(self, graph: Graph) -> Timing:
        """What it says of one graph."""
        return Timing(**{key: _matched(value, _names(graph, key)) for key, value in self.options.items()})


def check_names(configurations: Sequence[Configuration], graphs: Iterable[Graph]) -> None:
    """Every name or glob must match something in some graph.

    Raises
    ------
    ScheduleError
        FF-E201
    """
    known = {key: [name for g in graphs for name in _names(g, key)] for key in OPTIONS}
    for configuration in configurations:
        for key, value in configuration.options.items():
            for pattern in value if isinstance(value, Mapping) else ():
                if not any(_fits(name, pattern) for name in known[key]):
                    what = "channel" if key in ("depth", "latency") else "node"
                    raise ScheduleError("FF-E201", f"{key} is given for {pattern!r}, which is no {what}",
                                        hint=f"for example {known[key][0]!r}" if known[key] else None)


def _names(graph: Graph, option: str) -> list[str]:
    """The channels or nodes that an option can be given for."""
    match option:
        case "depth":
            return [c.name for c in graph.channels if not is_lock(c)]
        case "latency":
            return [c.name for c in graph.channels]
        case "interval":
            return [n.name for n in graph.nodes]
    return [n.name for n in graph.nodes if n.kind in HAZARDOUS]


def _matched(value: Setting, names: Sequence[str]) -> dict[str, int | float]:
    if not isinstance(value, Mapping):
        return dict.fromkeys(names, value)
    return {name: number for pattern, number in value.items() for name in names if _fits(name, pattern)}


def _fits(name: str, pattern: str) -> bool:
    return name == pattern or fnmatchcase(name, pattern)

"""What a case is: one piece of work with a name; and a group of cases, measured in turn on the same data."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fuseflow.cosim.images import fresh
from fuseflow.cosim.session import Session
from fuseflow.machine.graph import Graph


class Skip(Exception):
    """A group that cannot be measured here, and why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: wall and CPU seconds of what is timed, tokens pushed, cycles simulated; seconds with all around it."""

    seconds: float
    cpu: float
    tokens: int | None = None
    cycles: int | None = None
    whole: float | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """What a case must show (issue 3): at least so many tokens/s or times another case, or at most so many seconds."""

    kind: str
    value: float

    def met(self, case: dict) -> bool:
        """Does a case with these numbers (`benchmarks.measure`) meet it?"""
        return case[self.kind] <= self.value if self.kind == "seconds" else case[self.kind] >= self.value


@dataclass(frozen=True, slots=True)
class Case:
    """One piece of work.

    Attributes
    ----------
    name : str
        Stable: earlier runs are compared by it.
    run : callable (loaded) -> Outcome
        Calls `loaded` when all data are in memory, just before its clock starts.
    floor : Floor, optional
    versus : str, optional
        Name of a case of the same group: how many times faster than that is this one?
    parallel : bool
        It has several threads: its CPU seconds say little.
    """

    name: str
    run: Callable[[Callable[[], None]], Outcome]
    floor: Floor | None = None
    versus: str | None = None
    parallel: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that are run in turn, so that a slow minute of the machine hits all of them.

    Attributes
    ----------
    name : str
        Beginning of the names of its cases.
    prepare : callable -> sequence of Case
        Builds the data; raises `Skip`.
    memory : str, optional
        The case whose peak memory is measured, in a process of its own.
    """

    name: str
    prepare: Callable[[], Sequence[Case]] = field(repr=False)
    memory: str | None = None


class Stopwatch:
    """Wall and CPU seconds (of all threads) since it was made."""

    def __init__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def outcome(self, tokens: int | None = None, cycles: int | None = None) -> Outcome:
        return Outcome(time.perf_counter() - self.wall, time.process_time() - self.cpu, tokens, cycles)


def simulation(graph: Graph, images: dict, *, threads: int = 1, figures: bool = False) -> Callable:
    """`Case.run` of a kernel: both phases, with everything loaded. `images` stay as they are."""

    def run(loaded: Callable[[], None]) -> Outcome:
        with Session(graph, fresh(graph, images), check=False, figures=figures) as session:
            loaded()
            watch = Stopwatch()
            session.finish(threads)
            return watch.outcome(session.native.tokens, session.native.cycles)

    return run

"""Where the cycles of a kernel went: what bound its actions, and the critical chain by node and by constraint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from fuseflow.cosim import critical, engine
from fuseflow.cosim.critical import Chain, Link
from fuseflow.cosim.run import ChannelFigures, Progress, Run
from fuseflow.cosim.session import Memories, Session
from fuseflow.errors import UsageError
from fuseflow.machine.formats import plain_depth
from fuseflow.machine.graph import Graph
from fuseflow.machine.timing import Timing

WHOLE = 2_000_000
"""The chain of a run of at most so many cycles is followed from its end to its start by default."""

TAIL = 100_000
"""That of a longer run, through so many cycles at its end."""

SEGMENTS = 10_000
"""Segments of a chain that `Explanation.to_dict` holds: the last ones."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a kernel's cycles went.

    Attributes
    ----------
    kernel : str
    graph : Graph
    timing : Timing
    run : Run
        With all figures.
    bounds : dict of node name -> {constraint: actions}
        What an action waited for last: ``head of CHANNEL`` (a token arrived then), ``room in CHANNEL`` (a slot became
        free), ``hazard`` (it kept its distance to a conflicting action), ``interval`` (it was ready as soon as the
        node). Of several in the same cycle, the first one in this order is told. By node they sum to its actions.
    chain : Chain
        The critical chain of a window of cycles, link by link.
    links : list of Link
        `chain.links()`: its cycles by node and by what the next action of the chain waited for.
    """

    kernel: str
    graph: Graph = field(repr=False)
    timing: Timing = field(repr=False)
    run: Run
    bounds: dict[str, dict[str, int]]
    chain: Chain = field(repr=False)
    links: list[Link]

    @property
    def window(self) -> tuple[int, int]:
        """Cycles that the chain was followed through: from the first to before the second."""
        return self.chain.window

    @property
    def by_node(self) -> dict[str, int]:
        """Cycles of the chain by node, most first.

        Every cycle belongs to the latest action of the chain that it does not precede; they sum to `chain.cycles`,
        which for the whole run are the kernel's.
        """
        return self._sums(lambda link: link.node)

    @property
    def by_constraint(self) -> dict[str, int]:
        """The same cycles by what the next action waited for: head, room, hazard, interval; ``end``: the last cycle."""
        return self._sums(lambda link: link.why)

    def _sums(self, key: Callable[[Link], str]) -> dict[str, int]:
        found: Counter[str] = Counter()
        for link in self.links:
            found[key(link)] += link.cycles
        return dict(found.most_common())

    @property
    def bottleneck(self) -> str | None:
        """The node with most cycles on the chain."""
        return next(iter(self.by_node), None)

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of every node."""
        return {n.name: n.kind for n in self.graph.nodes}

    @property
    def channels(self) -> dict[str, ChannelWaits]:
        """Figures of every channel, and the actions that waited for it."""
        return {
            c.name: ChannelWaits(
                self.run.channels[c.name], self.timing.depth.get(c.name, c.depth),
                self.bounds[c.dst[0]].get(f"head of {c.name}", 0), self.bounds[c.src[0]].get(f"room in {c.name}", 0))
            for c in self.graph.channels
        }

    def to_dict(self) -> dict:
        """Plain data, as JSON can hold it, with at most the last 10,000 segments of the chain."""
        by_node, kinds = self.by_node, self.kinds
        nodes = {name: {"kind": kinds[name], **asdict(figures), "bound_by": self.bounds[name],
                        "chain": by_node.get(name, 0)} for name, figures in self.run.nodes.items()}
        channels = {name: {**asdict(c.figures), "depth": plain_depth(c.depth), "waited_for_token": c.for_token,
                           "waited_for_room": c.for_room} for name, c in self.channels.items()}
        return {
            "name": self.kernel, "cycles": self.run.cycles, "tokens": self.run.tokens,
            "bytes_read": self.run.bytes_read, "bytes_written": self.run.bytes_written, "bottleneck": self.bottleneck,
            "nodes": nodes, "channels": channels,
            "chain": {
                "window": list(self.window), "cycles": self.chain.cycles, "actions": len(self.chain.cycle),
                "by_node": by_node, "by_constraint": self.by_constraint, "links": [asdict(x) for x in self.links],
                "segments": [asdict(s) for s in self.chain.segments(SEGMENTS)],
            },
        }

    def summary(self, top: int = 12) -> str:
        """Tables of the nodes, of the chain and of the channels, at most `top` rows each."""
        from fuseflow.cosim.explain_tables import detail

        return detail(self, top)


@dataclass(frozen=True, slots=True)
class ChannelWaits:
    """Figures and depth of a channel; actions that waited last for a token of it, and for room in it."""

    figures: ChannelFigures
    depth: int | float
    for_token: int
    for_room: int

    @property
    def was_full(self) -> bool:
        return self.figures.max_fill == self.depth


def explain(
    graph: Graph,
    memories: Memories,
    *,
    timing: Timing | None = None,
    window: tuple[int, int] | None = None,
    kernel: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Explanation:
    """Simulate a kernel, and say where its cycles went.

    Parameters
    ----------
    graph : Graph
    memories : mapping of memory name -> uint32 array
        As for a run: the writers store into those of results.
    timing : Timing, optional
    window : (int, int), optional
        Follow the chain from the latest action before the second cycle back to the first one. Default: the whole run
        if it has at most 2,000,000 cycles, else its last 100,000.
    kernel : str, optional
        Its name, if it is not the graph's.
    progress : callable, optional
        Called about ten times a second, of every simulation anew: there are at least two.

    Raises
    ------
    UsageError
        FF-E701 for a window that is none, or that the run does not have.
    GraphError, SimulationError
        As for a run.
    """
    timing = timing or Timing()
    _check(window)
    figures = engine.run(graph, memories, timing=timing, progress=progress, check=False)
    cycles = figures.cycles
    if window and window[1] > cycles:
        raise UsageError("FF-E701", f"the window {window[0]:,}:{window[1]:,} lies outside the {cycles:,} cycles of "
                         f"{kernel or graph.name}", hint=f"at most 0:{cycles}")
    bounds: dict[str, dict[str, int]] = {}

    def steps_of(first: int, end: int) -> critical.Steps:
        with Session(graph, memories, timing, check=False, figures=False, window=(first, end)) as session:
            session.finish(progress=progress)
            if not bounds:
                bounds.update(_bounds(graph, session))
            return [session.native.steps(v).reshape(-1, 4) for v in range(len(graph.nodes))]

    default = 0 if cycles <= WHOLE else cycles - TAIL, max(1, cycles)
    chain = critical.follow(graph, timing, cycles, window or default, steps_of)
    return Explanation(kernel or graph.name, graph, timing, figures, bounds, chain, chain.links())


def _check(window: object) -> None:
    match window:
        case None:
            return
        case (int(first), int(end)) if 0 <= first < end:
            return
    raise UsageError("FF-E701", f"{window!r} is no window of cycles", hint="the first cycle and the one after the last")


def _bounds(graph: Graph, session: Session) -> dict[str, dict[str, int]]:
    found = {}
    for v, n in enumerate(graph.nodes):
        heads, rooms, hazard, interval = session.native.bounds(v)
        named = {f"head of {c.name}": int(k) for c, k in zip(graph.inputs_of(n), heads, strict=True)}
        named |= {f"room in {c.name}": int(k) for c, k in zip(graph.outputs_of(n), rooms, strict=True) if c is not None}
        found[n.name] = {why: k for why, k in {**named, "hazard": hazard, "interval": interval}.items() if k}
    return found


def explain_kernels(
    compiled, kernels: str, window: tuple[int, int] | None, progress: Callable[[str, Progress], None] | None,
    inputs: Mapping[str, object],
) -> list[Explanation]:
    """Explain some kernels (globs) of a `Compiled`; those before them are simulated. See `Compiled.explain`."""
    chosen = [k.name for k in compiled.select(kernels)]
    _check(window)
    found = []

    def step(kernel, memories: dict) -> None:
        def report(p: Progress) -> None:
            if progress is not None:
                progress(kernel.name, p)

        if kernel.name in chosen:
            found.append(explain(kernel.graph, memories, window=window, kernel=kernel.name, progress=report))
        else:
            engine.run(kernel.graph, memories, progress=report, figures=False, check=False)

    compiled.walk(step, inputs)
    return found

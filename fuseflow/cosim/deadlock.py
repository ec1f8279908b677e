"""The report of a deadlock: who waits for whom, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fuseflow.errors import SimulationError
from fuseflow.machine.token import Token, show

TOKEN, ROOM = "token", "room"

SHOWN = 12
"""Lines of a message for the nodes outside the ring."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`node` waits for a token (`why` = "token") or for room (`why` = "room") in `channel`, that is, for node `on`."""

    node: str
    why: str
    channel: str
    on: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A channel that somebody waits at: slots taken, slots there are, the next token (None: empty) and its type."""

    channel: str
    fill: int
    depth: int | float
    next: Token | None
    type: str

    def __str__(self):
        if self.next is None:
            return f"{self.channel} is empty"
        state = "full" if self.fill >= self.depth else "filled"
        return f"{self.channel} is {state}, {self.fill}/{self.depth}, next token {show(self.next, self.type)}"


class Deadlock(SimulationError):
    """Nothing can fire any more, and tokens are left or a writer has not seen D.

    Attributes
    ----------
    cycle : int
        First cycle from which on nothing fires.
    waits : list of Waiting
        Every unfinished node, once for each channel it waits at.
    channels : list of Blocked
        The channels that somebody waits at.
    ring : list of str
        Nodes each of which waits for the next one, and the last for the first; empty if there is no such cycle.
    remedy : dict of channel name -> int
        Depths that free the run: none of these channels can be left as it is, and none be given less. Empty if no
        depths help, or if nobody asked.
    depths : dict of channel name -> int
        What the channels of the remedy have now.
    """

    def __init__(
        self,
        graph: str,
        cycle: int,
        waits: Sequence[Waiting],
        channels: Sequence[Blocked],
        remedy: Mapping[str, int] | None = None,
        depths: Mapping[str, int] | None = None,
    ):
        self.cycle, self.waits, self.channels = cycle, list(waits), list(channels)
        self.graph = graph
        self.ring = ring(waits)
        self.remedy = dict(remedy or {})
        self.depths = {name: depths[name] for name in self.remedy} if depths else {}
        hint = None
        if self.remedy:
            hint = 'leave the depth to the compiler (depth="auto"), or give the channels as much as is enough'
        elif any(w.why == ROOM and w.node in self.ring for w in waits):
            hint = "give the full channels of the ring more depth"
        super().__init__(
            "FF-E401",
            f"graph {graph!r} is blocked: from cycle {cycle:,} on no node can fire",
            where="\n".join(self.lines()),
            hint=hint,
        )

    def with_remedy(self, remedy: Mapping[str, int], depths: Mapping[str, int]) -> Deadlock:
        """The same report with a remedy; `depths` holds what its channels (and maybe others) have now."""
        return Deadlock(self.graph, self.cycle, self.waits, self.channels, remedy, depths)

    def lines(self) -> list[str]:
        """The body of the message."""
        by_name = {b.channel: b for b in self.channels}
        inside, outside = [], []
        for w in self.waits:
            what = "a token from" if w.why == TOKEN else "room, to be made by"
            line = f"{w.node} waits for {what} {w.on}: {by_name[w.channel]}"
            around = w.node in self.ring and w.on == self.ring[(self.ring.index(w.node) + 1) % len(self.ring)]
            (inside if around else outside).append((w.node, line))
        inside.sort(key=lambda entry: self.ring.index(entry[0]))
        lines = []
        if self.ring:
            lines += [f"ring: {' -> '.join([*self.ring, self.ring[0]])}", *("  " + line for _, line in inside)]
        if outside:
            lines += ["also waiting:" if lines else "waiting:", *("  " + line for _, line in outside[:SHOWN])]
        if len(outside) > SHOWN:
            lines.append(f"  and {len(outside) - SHOWN} more")
        if self.remedy:
            now = {name: f" (now {depth})" for name, depth in self.depths.items()}
            lines.append("enough: " + ", ".join(f"{name} {d}{now.get(name, '')}" for name, d in self.remedy.items()))
        return lines

    def __reduce__(self):
        return type(self), (self.graph, self.cycle, self.waits, self.channels, self.remedy, self.depths)


def ring(waits: Sequence[Waiting]) -> list[str]:
    """A shortest cycle of nodes that wait for each other; empty if there is none."""
    after: dict[str, list[str]] = {}
    for w in waits:
        after.setdefault(w.node, []).append(w.on)
    best: list[str] = []
    for start in after:
        came_from: dict[str, str | None] = {start: None}
        frontier = [start]
        while frontier:
            closing = next((n for n in frontier if start in after.get(n, ())), None)
            if closing is not None:
                path = [closing]
                while came_from[path[-1]] is not None:
                    path.append(came_from[path[-1]])
                if not best or len(path) < len(best):
                    best = path[::-1]
                break
            nearby = []
            for n in frontier:
                for m in after.get(n, ()):
                    if m not in came_from:
                        came_from[m] = n
                        nearby.append(m)
            frontier = nearby
    return best

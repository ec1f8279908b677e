"""Comparing two logs of one graph: the simulator's and the RTL's.

Standard library only: a copy stands alone in the ``tb/`` of emitted RTL.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

ITEM, ABSENT, STOP = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in which two logs differ first.

    Attributes
    ----------
    channel : str
        Empty for what concerns the whole kernel (`what` is then ``cycles`` or ``protocol``).
    what : str
        ``push``, ``pop``, ``token``, ``cycles`` or ``protocol``.
    index : int
        The number of the push, pop or token, from 0; for ``protocol`` the cycle.
    expected, actual : int, token (kind, data), str or None
        Cycle of the push or pop, or the token; None where there is no such event.
    expected_cycle, actual_cycle : int or None
        For tokens: the cycle in which each was popped.
    type : str
        The channel's type, by which tokens are shown.
    """

    channel: str
    what: str
    index: int
    expected: object
    actual: object
    expected_cycle: int | None = None
    actual_cycle: int | None = None
    type: str = "ref"

    @property
    def cycle(self) -> int:
        """The cycle in which it happened first."""
        if self.what == "protocol":
            return self.index
        both = (self.expected_cycle, self.actual_cycle) if self.what == "token" else (self.expected, self.actual)
        return min(t for t in both if t is not None)

    def __str__(self) -> str:
        match self.what:
            case "protocol":
                return f"cycle {self.index:,}: {self.actual}"
            case "cycles":
                return f"the kernel: RTL took {self.actual:,} cycles, simulator says {self.expected:,}"
            case "token":
                rtl = f"{show(self.actual, self.type)} (cycle {self.actual_cycle:,})"
                simulator = f"{show(self.expected, self.type)} (cycle {self.expected_cycle:,})"
                return f"channel {self.channel}, token {self.index:,}: RTL has {rtl}, simulator has {simulator}"
        done = {"push": "pushed", "pop": "popped"}[self.what]
        if self.actual is None:
            rest = f"RTL never {done} it, simulator says cycle {self.expected:,}"
        elif self.expected is None:
            rest = f"RTL {done} it in cycle {self.actual:,}, simulator never did"
        else:
            rest = f"RTL {done} in cycle {self.actual:,}, simulator says {self.expected:,}"
        return f"channel {self.channel}, token {self.index:,}: {rest}"


def compare(graph, expected, actual) -> list[Mismatch]:
    """What differs between the simulator's log and the RTL's.

    Parameters
    ----------
    graph : Graph
        Names, order, types and latencies of the channels.
    expected, actual : Log
        Of the simulator and of the RTL. `actual.faults`, where it exists, lists (cycle, text) of what the RTL did
        against the rules of start, busy, done and cycles.

    Returns
    -------
    list of Mismatch
        Empty if they are equal; else sorted by the cycle in which each happened first, at most one for the pushes,
        the pops and the tokens of each channel. In one cycle a wrong token comes before what it led to, and a pop
        before a push, since a channel that is late is seen at its end; where several heads were popped at the wrong
        time together, the one that should have waited least comes first: it is what the others waited for.
    """
    found = []
    for position, c in enumerate(graph.channels):
        a, b = expected.channels[c.name], actual.channels[c.name]
        k = first_difference(a.tokens, b.tokens)
        if k is not None and k < min(len(a.tokens), len(b.tokens)):
            token = Mismatch(c.name, "token", k, a.tokens[k], b.tokens[k], a.pop[k], b.pop[k], c.type)
            found.append((token.cycle, 0, 0, position, token))
        for rank, what in ((1, "pop"), (2, "push")):
            x, y = getattr(a, what), getattr(b, what)
            k = first_difference(x, y)
            if k is not None:
                event = Mismatch(
                    c.name, what, k, x[k] if k < len(x) else None, y[k] if k < len(y) else None, type=c.type
                )
                tight = what == "pop" and k < len(x)
                waited = x[k] - expected.channels[c.name].push[k] - c.latency if tight else 0
                found.append((event.cycle, rank, waited, position, event))
    end = len(graph.channels)
    if expected.cycles != actual.cycles:
        whole = Mismatch("", "cycles", 0, expected.cycles, actual.cycles)
        found.append((whole.cycle, 3, 0, end, whole))
    for cycle, text in getattr(actual, "faults", ()):
        found.append((cycle, 4, 0, end, Mismatch("", "protocol", cycle, None, text)))
    return [mismatch for *_, mismatch in sorted(found, key=lambda f: f[:4])]


def first_difference(a, b) -> int | None:
    """Position of the first difference of two lists (the length of the shorter one if it is a prefix); or None."""
    if a == b:
        return None
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def show(token: tuple[int, int], type: str) -> str:
    """Text of a token: ``7``, ``N``, ``S1``, ``D``; values as float32 (NaN, and what looks alike, with its bits)."""
    kind, data = token
    if kind != ITEM:
        return "N" if kind == ABSENT else f"S{data}" if kind == STOP else "D"
    if type == "bounds":
        return f"{data & 0xFFFFFFFF}:{data >> 32}"
    if type not in ("val", "val+last"):
        return str(data)
    bits = data & 0xFFFFFFFF
    value = struct.unpack("<f", struct.pack("<I", bits))[0]
    return f"{value:.9g}" + (f" (0x{bits:08X})" if value != value else "") + ("!" if data >> 32 else "")

"""Records of RTL runs, as `bench` and `recorder` write them, to logs: in pieces, with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from fuseflow.cosim.log import ChannelLog, Log
from fuseflow.machine.graph import TYPES, Channel

ONE = ord("1")

ENDINGS = {
    "stuck": "stuck: nothing fires any more",
    "limit": "at the limit of cycles",
    "never started": "before it started",
}
"""What is wrong with a run that was not done."""


@dataclass(slots=True)
class RtlLog(Log):
    """The log of a run of RTL.

    Attributes
    ----------
    ending : str
        ``done``; ``stuck`` (nothing fires any more), ``limit`` (it took more cycles than allowed) or ``never
        started``: then `cycles` is what the port read at that time.
    faults : list of (cycle, text)
        What the kernel did against the rules of start, busy, done and cycles; unknown bits (Icarus).
    """

    ending: str = "done"
    faults: list[tuple[int, str]] = field(default_factory=list)


class Recording:
    """Collects the records of one run."""

    def __init__(self, channels: Sequence[Channel]):
        self.channels = {c.name: ChannelLog() for c in channels}
        self.faults: list[tuple[int, str]] = []
        widths = [TYPES[c.type] for c in channels]
        self.bits = 2 * len(widths)
        self.row = 8 + self.bits + sum(widths) + self.bits
        self.places = []
        end = self.row
        for width in widths:
            self.places.append((end - width - 2, end - 2))
            end -= width + 2

    def take(self, words: bytes) -> None:
        """Take what `fuseflow_take` of ``recorder.cpp`` wrote."""
        numbers, at = np.frombuffer(words, np.uint64), 0
        for log in self.channels.values():
            pushes, pops = map(int, numbers[at : at + 2])
            ends = np.cumsum([at + 2, pushes, pops, pops, pops])
            push, pop, kinds, data = (numbers[a:b].tolist() for a, b in zip(ends, ends[1:]))
            log.push += push
            log.pop += pop
            log.tokens += zip(kinds, data, strict=True)
            at = int(ends[-1])

    def feed(self, records: bytes) -> None:
        """Take some whole records of `bench`."""
        rows = np.frombuffer(records, np.uint8).reshape(-1, self.row)
        cycles = rows[:, :8].copy().view("<u8")[:, 0]
        # Bit k of the port is character bits-1-k.
        events = rows[:, 8 : 8 + self.bits][:, ::-1]
        unknown = (events > ONE).any(axis=0)
        if unknown.any() and len(self.faults) < 8:
            first = int(np.flatnonzero((events > ONE).any(axis=1))[0])
            names = [list(self.channels)[k // 2] for k in np.flatnonzero(unknown)]
            self.faults.append((int(cycles[first]), f"unknown events of channel {names[0]}"))
        bit, row = np.nonzero(np.ascontiguousarray(events.T) == ONE)
        ends = np.searchsorted(bit, np.arange(self.bits + 1))
        for k, (name, log) in enumerate(self.channels.items()):
            log.push += cycles[row[ends[2 * k] : ends[2 * k + 1]]].tolist()
            popped = row[ends[2 * k + 1] : ends[2 * k + 2]]
            if not len(popped):
                continue
            log.pop += cycles[popped].tolist()
            low, middle = self.places[k]
            token = rows[popped, low : middle + 2]
            if (token > ONE).any() and len(self.faults) < 8:
                at = int(cycles[popped[np.flatnonzero((token > ONE).any(axis=1))[0]]])
                self.faults.append((at, f"unknown bits in a token of channel {name}"))
            token = token == ONE
            kinds = token[:, -2] * 2 + token[:, -1]
            log.tokens += zip(kinds.tolist(), _numbers(token[:, :-2]).tolist(), strict=True)

    def log(self, ending: str, cycles: int, faults: Sequence[tuple[int, str]]) -> RtlLog:
        """The log, once all records are there."""
        ended = [] if ending == "done" else [(cycles, f"the run ended {ENDINGS[ending]}")]
        return RtlLog(cycles, self.channels, {}, ending, [*map(tuple, faults), *self.faults, *ended])


def _numbers(bits: np.ndarray) -> np.ndarray:
    """Rows of at most 64 bits, highest first -> uint64."""
    padded = np.zeros((len(bits), 64), bool)
    padded[:, 64 - bits.shape[1] :] = bits
    return np.packbits(padded, axis=1).view(">u8")[:, 0].astype(np.uint64)

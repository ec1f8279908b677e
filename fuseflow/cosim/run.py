"""What a run of one kernel gives, whatever simulated it: cycles, and the figures of its nodes and channels."""

from __future__ import annotations

from dataclasses import dataclass, field

from fuseflow.cosim.figures import bytes_read, bytes_written, flops
from fuseflow.cosim.log import Log, NodeLog
from fuseflow.machine.graph import Graph


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """Tokens that were pushed; most and mean number of slots taken at the end of a cycle (None: not counted)."""

    tokens: int
    max_fill: int | None
    mean_fill: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a kernel.

    Attributes
    ----------
    cycles : int
        1 + the latest pop of D over the writers.
    flops, bytes_read, bytes_written : int
        See `fuseflow.cosim.figures`.
    nodes : dict of node name -> NodeLog
        Empty if figures were not asked for.
    channels : dict of channel name -> ChannelFigures
    log : Log or None
        Every push and pop, where it was asked for.
    """

    cycles: int
    flops: int
    bytes_read: int
    bytes_written: int
    nodes: dict[str, NodeLog]
    channels: dict[str, ChannelFigures]
    log: Log | None = field(repr=False)

    @property
    def tokens(self) -> int:
        """Pushes, summed over all channels."""
        return sum(c.tokens for c in self.channels.values())

    @staticmethod
    def of_log(graph: Graph, log: Log) -> Run:
        """The figures of a run of which every event is known."""
        channels = {
            name: ChannelFigures(len(c.push), c.max_fill, c.mean_fill(log.cycles)) for name, c in log.channels.items()
        }
        return Run(log.cycles, flops(graph, log), bytes_read(graph, log), bytes_written(graph, log), log.nodes,
                   channels, log)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes
    ----------
    cycle : int
        The latest cycle that was simulated.
    tokens : int
        Pushed so far.
    share : float
        Of the outermost level of the operands that was used up, 0 to 1; 0 where it is not known.
    seconds : float
        Since the start.
    """

    cycle: int
    tokens: int = 0
    share: float = 0.0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Tokens per second."""
        return self.tokens / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that are left if the rest is like what was done; None if that is not known."""
        return self.seconds * (1 / self.share - 1) if 0.01 < self.share < 1 else None

"""One event log for simulator and RTL: what was pushed and popped where, and in which cycle."""

from __future__ import annotations

from dataclasses import dataclass, field

from fuseflow.machine.token import Token


@dataclass(slots=True)
class ChannelLog:
    """Events of one channel: the cycle of every push and every pop, and every token as it was popped."""

    push: list[int] = field(default_factory=list)
    pop: list[int] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    @property
    def max_fill(self) -> int:
        """Highest number of slots taken at the end of a cycle."""
        fill = best = popped = 0
        for k, t in enumerate(self.push):
            while popped < len(self.pop) and self.pop[popped] < t:
                popped += 1
            fill = k + 1 - popped - (popped < len(self.pop) and self.pop[popped] == t)
            best = max(best, fill)
        return best

    def mean_fill(self, cycles: int) -> float:
        """Mean number of slots taken at the end of a cycle, over the first `cycles` cycles, in which all events lie.

        A token takes its slot from its push on until it is popped, or, if it is not, until the end.
        """
        left = len(self.push) - len(self.pop)
        return (sum(self.pop) + left * cycles - sum(self.push)) / cycles if cycles else 0.0


@dataclass(slots=True)
class NodeLog:
    """Cycles of one node; the four figures sum to the cycles of the kernel.

    fired: an action was taken. stalled_output: an action was chosen, its heads visible, but a channel had no room.
    idle: the node had finished (handled D), or, for a root, had nothing to do. stalled_input: everything else: a
    needed head was not visible, or the action had to keep its distance to an earlier one.
    """

    fired: int = 0
    stalled_input: int = 0
    stalled_output: int = 0
    idle: int = 0


@dataclass(slots=True)
class Log:
    """A run: cycle 0 is the one in which the accepted start is seen.

    Attributes
    ----------
    cycles : int
        1 + the latest pop of D over the writers.
    channels : dict of channel name -> ChannelLog
        In the order of the graph's channels.
    nodes : dict of node name -> NodeLog
        Empty for RTL.
    """

    cycles: int
    channels: dict[str, ChannelLog]
    nodes: dict[str, NodeLog] = field(default_factory=dict)

    @property
    def tokens(self) -> int:
        """Pushes, summed over all channels."""
        return sum(len(c.push) for c in self.channels.values())

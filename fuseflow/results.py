"""What a simulation gives: outputs, cycles, and the figures of every kernel."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field

from fuseflow.cosim.depths import bits
from fuseflow.cosim.log import Log
from fuseflow.cosim.run import Run
from fuseflow.machine.formats import plain_depth
from fuseflow.machine.graph import Graph
from fuseflow.tensor import Tensor


@dataclass(slots=True)
class KernelResult:
    """One kernel's run.

    Attributes
    ----------
    name : str
    cycles : int
    tokens : int
        Pushes over all channels.
    flops, bytes_read, bytes_written : int
    nodes : dict of name -> {kind, fired, stalled_input, stalled_output, idle}
        In cycles; the last four sum to `cycles`. Empty without statistics.
    channels : dict of name -> {tokens, depth, max_fill, mean_fill}
        Depth in slots (`math.inf`: unbounded); most and mean number of slots taken at the end of a cycle (None without
        statistics).
    depth_bits : int or None
        Bits of all slots of all channels; None if one is unbounded.
    log : Log or None
        Every event, from the reference engine.
    """

    name: str
    cycles: int
    tokens: int
    flops: int
    bytes_read: int
    bytes_written: int
    nodes: dict[str, dict]
    channels: dict[str, dict]
    depth_bits: int | None
    log: Log | None = field(repr=False)

    @staticmethod
    def of(graph: Graph, name: str, run: Run) -> KernelResult:
        kinds = {n.name: n.kind for n in graph.nodes}
        nodes = {node: {"kind": kinds[node], **asdict(figures)} for node, figures in run.nodes.items()}
        channels = {}
        for c in graph.channels:
            f = run.channels[c.name]
            channels[c.name] = {"tokens": f.tokens, "depth": c.depth, "max_fill": f.max_fill, "mean_fill": f.mean_fill}
        unbounded = any(c.depth == math.inf for c in graph.channels)
        depth_bits = None if unbounded else bits(graph, {c.name: c.depth for c in graph.channels})
        return KernelResult(name, run.cycles, run.tokens, run.flops, run.bytes_read, run.bytes_written, nodes, channels,
                            depth_bits, run.log)

    def to_dict(self) -> dict:
        """Plain data, as JSON can hold it."""
        plain = {k: getattr(self, k) for k in self.__slots__ if k != "log"}
        plain["channels"] = {name: {**c, "depth": plain_depth(c["depth"])} for name, c in self.channels.items()}
        return plain


@dataclass(slots=True)
class Result:
    """A program's run.

    Attributes
    ----------
    outputs : dict of name -> Tensor
    tensors : dict of name -> Tensor
        Every statement's result, the outputs included.
    kernels : list of KernelResult
        In order.
    seconds : float
        Wall time of the simulation.
    """

    outputs: dict[str, Tensor]
    tensors: dict[str, Tensor]
    kernels: list[KernelResult]
    seconds: float

    @property
    def cycles(self) -> int:
        """Cycles of the program: the sum over its kernels."""
        return sum(k.cycles for k in self.kernels)

    def to_dict(self) -> dict:
        outputs = {
            name: {"shape": list(t.shape), "nnz": t.nnz, "sha256": t.sha256()} for name, t in self.outputs.items()
        }
        return {"cycles": self.cycles, "kernels": [k.to_dict() for k in self.kernels], "outputs": outputs}

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), indent=1)

    def summary(self) -> str:
        """A table: one row a kernel."""
        head = ("kernel", "cycles", "tokens", "flops", "bytes read", "bytes written")
        rows = [(k.name, k.cycles, k.tokens, k.flops, k.bytes_read, k.bytes_written) for k in self.kernels]
        total = ("total", *(sum(r[c] for r in rows) for c in range(1, len(head))))
        return format_table(head, [*rows, total])


def format_table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """Text columns: names to the left, numbers to the right with thousands separated."""
    text = [head, *([f"{x:,}" if isinstance(x, int) else str(x) for x in row] for row in rows)]
    widths = [max(len(row[k]) for row in text) for k in range(len(head))]
    number = [bool(rows) and all(isinstance(r[k], int) for r in rows) for k in range(len(head))]

    def line(row):
        return "  ".join(x.rjust(w) if n else x.ljust(w) for x, w, n in zip(row, widths, number)).rstrip()

    return "\n".join([line(text[0]), "  ".join("-" * w for w in widths), *map(line, text[1:])])

"""What a run of a kernel cost beside cycles: floating-point operations and bytes, counted from the tokens."""

from __future__ import annotations

from fuseflow.cosim.log import Log
from fuseflow.machine.graph import Graph, Node
from fuseflow.machine.token import ABSENT, ITEM, STOP, Token

WORD = 4
"""Bytes of a coordinate, a position or a value."""


def flops(graph: Graph, log: Log) -> int:
    """Pointwise functions, operations of reductions, two per sum or product into which absent terms are folded."""
    return sum(_flops(graph, log, n) for n in graph.nodes)


def bytes_read(graph: Graph, log: Log) -> int:
    """Words that scanners and arrays read from memories, in bytes."""
    total = 0
    for n in graph.nodes:
        match n.kind:
            case "bounds" if n.params["kind"] == "c":
                total += 2 * WORD * _items(log, graph.inputs_of(n)[0])
            case "gen" if n.params["kind"] == "c":
                total += WORD * _fired(log, graph, n)
            case "array":
                total += WORD * _items(log, graph.inputs_of(n)[0])
    return total


def bytes_written(graph: Graph, log: Log) -> int:
    """Words that writers write, in bytes."""
    total = 0
    for n in graph.nodes:
        match n.kind:
            case "write_crd":
                channel = graph.inputs_of(n)[0]
                total += WORD * (_items(log, channel) + _count(log, channel, (STOP, 0)))
            case "write_val":
                total += WORD * _items(log, graph.inputs_of(n)[0])
            case "write_dense":
                total += WORD * _items(log, graph.inputs_of(n)[1])
    return total


def _items(log: Log, channel) -> int:
    return sum(kind == ITEM for kind, _ in log.channels[channel.name].tokens)


def _count(log: Log, channel, token) -> int:
    return log.channels[channel.name].tokens.count(token)


def _fired(log: Log, graph: Graph, node: Node) -> int:
    """Items that a node pushed: on whichever output is connected."""
    return _items(log, next(c for c in graph.outputs_of(node) if c is not None))


def _flops(graph: Graph, log: Log, n: Node) -> int:
    match n.kind:
        case "alu":
            return _fired(log, graph, n)
        case "reduce" | "fold" | "racc":
            # Every operation makes two items one.
            return _items(log, graph.inputs_of(n)[0]) - _fired(log, graph, n)
        case "sacc":
            return _combined([log.channels[c.name].tokens for c in graph.inputs_of(n)])
        case "fold_absent":
            counts = [data for kind, data in log.channels[graph.inputs_of(n)[1].name].tokens if kind == ITEM]
            folded = sum(c != n.params["extent"] for c in counts)
            return folded * (2 if n.params["op"] in ("sum", "prod") else 1)
    return 0


def _combined(streams: list[list[Token]]) -> int:
    """Items of an accumulator that do not come first at their key. drain's outputs may be open: they do not tell."""
    *crds, values = streams
    n, at, seen, combined = len(crds), [0] * len(crds), set(), 0
    for kind, data in values:
        if kind == ITEM:
            key = tuple(crd[k] for crd, k in zip(crds, at))
            combined += key in seen
            seen.add(key)
        elif kind == STOP and data == n:
            seen.clear()
        # A fiber that ends takes the coordinate above it along.
        first = n - 1 if kind in (ITEM, ABSENT) else max(0, n - 2 - data)
        for q in range(first, n):
            at[q] += 1
    return combined

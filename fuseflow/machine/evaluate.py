"""A dataflow graph, run functionally: every node's list function once, in topological order. No cycles, no channels."""

from __future__ import annotations

from fuseflow.machine.graph import Graph, kind


def evaluate(graph: Graph, memories: dict) -> dict[str, object]:
    """Run a graph on nested lists.

    Parameters
    ----------
    graph : Graph
    memories : dict of name -> list of int
        Operands in; the writers store the results into it.

    Returns
    -------
    dict of channel name -> nested list
        What passes on every channel.
    """
    memories = memories if isinstance(memories, dict) else dict(memories)
    waiting = {n.name: n for n in graph.nodes}
    ins = {n.name: graph.inputs_of(n) for n in graph.nodes}
    outs = {n.name: graph.outputs_of(n) for n in graph.nodes}
    passed: dict[str, object] = {}
    while waiting:
        ready = [n for n in waiting.values() if all(c.name in passed for c in ins[n.name])]
        for n in ready:
            del waiting[n.name]
            results = kind(n).apply(n.params, memories, *(passed[c.name] for c in ins[n.name]))
            for c, result in zip(outs[n.name], results):
                if c is not None:
                    passed[c.name] = result
    for name in [k for k in memories if isinstance(k, tuple)]:
        del memories[name]
    return passed



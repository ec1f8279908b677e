"""A dataflow graph, run functionally: every node's list function once, in topological order. No cycles, no channels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from fuseflow.machine.graph import Graph, kind


def evaluate(graph: Graph, memories: Mapping) -> dict[str, object]:
    """Run a graph on nested lists.

    Parameters
    ----------
    graph : Graph
    memories : mapping of name -> uint32 array or list of int
        Operands in; the writers store the results into it.

    Returns
    -------
    dict of channel name -> nested list
        What passes on every channel.
    """
    words = {name: w.tolist() if isinstance(w, np.ndarray) else w for name, w in memories.items()}
    waiting = {n.name: n for n in graph.nodes}
    ins = {n.name: graph.inputs_of(n) for n in graph.nodes}
    outs = {n.name: graph.outputs_of(n) for n in graph.nodes}
    passed: dict[str, object] = {}
    while waiting:
        ready = [n for n in waiting.values() if all(c.name in passed for c in ins[n.name])]
        for n in ready:
            del waiting[n.name]
            results = kind(n).apply(n.params, words, *(passed[c.name] for c in ins[n.name]))
            for c, result in zip(outs[n.name], results):
                if c is not None:
                    passed[c.name] = result
    for m in graph.memories:
        if m.direction == "out" and words[m.name] is not memories[m.name]:
            memories[m.name][:] = words[m.name]
    return passed



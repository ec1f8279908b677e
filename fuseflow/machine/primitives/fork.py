"""fork: the explicit fan-out of a stream (`type`, `level`) to `n` consumers; lazy: it pops when all have room.

::

    x: pop in -> x on out0 .. out(n-1)
"""

from fuseflow.machine.graph import NodeKind, Port


def _ports(params):
    type, level = params["type"], params["level"]
    return (Port("in", type, level),), tuple(Port(f"out{k}", type, level) for k in range(params["n"]))


def _apply(params, memories, x):
    return (x,) * params["n"]


FORK = NodeKind("fork", frozenset({"type", "level", "n"}), _ports, _apply)

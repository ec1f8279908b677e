"""repeat: every item of `base` (depth `level`) once for each item of the fiber of `rep` (depth `level` + 1) below it.

Stateless; `type` is the type of base: ref or val. N repeats like any item.

::

    item on rep: need base, pop rep      -> head of base
    S0:          pop both                -> S0          (head of base is an item: it is used up)
    S(n+1):      pop both (base has Sn)  -> S(n+1)
    D:           pop both                -> D
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    type, d = params["type"], params["level"]
    return (Port("base", type, d), Port("rep", "crd", d + 1)), (Port("out", type, d + 1),)


def _apply(params, memories, base, rep):
    return each(params["level"], 1, lambda x, fiber: ([x] * len(fiber),), base, rep)


REPEAT = NodeKind("repeat", frozenset({"type", "level"}), _ports, _apply)

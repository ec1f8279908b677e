"""where: `x` where the condition `cond` holds, else absent; both of depth `level`, L = 1.

A condition holds where it is stored; if `test` (the condition is provably full), where it is not zero (+0 or -0; NaN is
not zero). With `need`, an absent x gives N; without, it reads as its fill `fill` (float32 bits).

::

    items or N on both: pop both -> N   if cond is N, or `test` and cond = 0, or `need` and x is N
                                 -> x   else, an absent x reading as `fill`
    Sn, D on both: pop both -> the same
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d = params["level"]
    return (Port("cond", "val", d), Port("x", "val", d)), (Port("val", "val", d),)


def _apply(params, memories, conditions, values):
    def one(cond, x):
        if cond is None or (params["test"] and cond & 0x7FFFFFFF == 0) or (params["need"] and x is None):
            return (None,)
        return (params["fill"] if x is None else x,)

    return each(params["level"], 1, one, conditions, values)


WHERE = NodeKind("where", frozenset({"level", "test", "need", "fill"}), _ports, _apply)

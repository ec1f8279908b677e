"""fold_absent: folds the absent terms of a reduction in, after its present ones; both streams of depth `level`.

`extent` terms, of which `count` were present; every absent one is `fill` (float32 bits). For `op` sum one product
and one addition, ``val + float32(extent - count) * fill``, L = P_mul + P_add + 1; for prod one product,
``val * fill^(extent - count)`` with the power as `fuseflow.machine.functions.power` multiplies it, L = P_mul + 1; for
max and min one comparison, L = P_compare + 1. Nothing is computed where count = extent.

Hardware looks powers up in a table; where that would be too long (FF-U009), there is none.

::

    item, count c: pop both -> val                        if c = extent
                            -> val (op) absent terms      else
    N, N: pop both -> N;      Sn, D: pop both -> the same
"""

from fuseflow.machine.functions import FUNCTIONS, REDUCTIONS, power
from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each
from fuseflow.machine.number import to_bits


def _ports(params):
    d = params["level"]
    return (Port("val", "val", d), Port("count", "ref", d)), (Port("val", "val", d),)


def _apply(params, memories, values, counts):
    def one(value, count):
        if value is None or count == params["extent"]:
            return (value,)
        absent, terms = params["extent"] - count, params["fill"]
        match params["op"]:
            case "sum":
                terms = FUNCTIONS["mul"](to_bits(float(absent)), terms)
            case "prod":
                terms = power(terms, absent)
        return (REDUCTIONS[params["op"]](value, terms),)

    return each(params["level"], 1, one, values, counts)


def _latency(params, profile):
    match params["op"]:
        case "sum":
            return {"val": profile.mul + profile.add + 1}
        case "prod":
            return {"val": profile.mul + 1}
    return {"val": profile.compare + 1}


FOLD_ABSENT = NodeKind("fold_absent", frozenset({"level", "op", "extent", "fill"}), _ports, _apply, latency=_latency)

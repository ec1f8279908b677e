"""reduce: one value for every innermost fiber: the sum, product, max or min of its present items; N if there is none.

Where absent items matter, a count of the present ones leaves beside the value (`count`: true) and `fold_absent` folds
the others in. Streams: values of depth `level` in; values (and counts, as ref) of depth `level` - 1 out.

A sum in a profile whose adder has registers is  last -> fold x F -> racc, F = ceil(log2(P + 1)); otherwise, and for
product, max and min always, it is one node, reduce.

reduce (`op`: sum, prod, max, min; `count`), L = 1::

    item: pop, acc := first ? x : op(acc, x);  n += 1
    N:    pop
    S0:   pop -> acc, n {empty};  N, N if no item came
    S(n+1): pop -> Sn, Sn;   D: pop -> D, D

last (`count`): S0 becomes a flag on the last item; an empty fiber stays S0. L = 1::

    item, empty: pop {hold x; n = 1}       item, held: pop -> (held, 0) {hold x; n += 1}       N: pop
    S0, held: pop -> (held, 1), count n {empty}       S0, empty: pop -> S0, count N
    S(n+1), D: pop -> the same, count Sn, D

fold: neighbouring items are added in pairs, an odd last one passes. L = P_add + 1::

    item, empty, not last: pop {hold}      item, empty, last: pop -> (x, 1)
    item, held: pop -> (held + x, last) {empty}       Sn, D: pop -> the same

racc: left to right, the first stored, not added to 0. L = P_add + 1::

    not last: no acc: pop, acc := x {has};   has: pop, acc += x (hazard)
    last:     no acc: pop -> x;              has: pop -> acc + x {no acc} (hazard)
    S0: pop -> N;   S(n+1): pop -> Sn;   D: pop -> D
    hazard: if the action before was an addition, this one comes no less than P_add + 1 cycles after it
"""

from fuseflow.machine.functions import FUNCTIONS, REDUCTIONS
from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _counts(params):
    return (Port("count", "ref", params["level"] - 1),) if params["count"] else ()


def _reduce_ports(params):
    d = params["level"]
    return (Port("val", "val", d),), (Port("val", "val", d - 1), *_counts(params))


def _reduce_apply(params, memories, values):
    function = REDUCTIONS[params["op"]]

    def fiber(items):
        present = [x for x in items if x is not None]
        total = None
        for x in present:
            total = x if total is None else function(total, x)
        count = (len(present) or None,) if params["count"] else ()
        return (total, *count)

    return each(params["level"] - 1, 1 + params["count"], fiber, values)


REDUCE = NodeKind("reduce", frozenset({"level", "op", "count"}), _reduce_ports, _reduce_apply)


def _last_ports(params):
    d = params["level"]
    return (Port("val", "val", d),), (Port("flagged", "val+last", d), *_counts(params))


def _last_apply(params, memories, values):
    def fiber(items):
        present = [x for x in items if x is not None]
        return (present, len(present) or None) if params["count"] else (present,)

    return each(params["level"] - 1, 1 + params["count"], fiber, values)


LAST = NodeKind("last", frozenset({"level", "count"}), _last_ports, _last_apply)


def _fold_ports(params):
    d = params["level"]
    return (Port("flagged", "val+last", d),), (Port("flagged", "val+last", d),)


def _fold_apply(params, memories, values):
    add = FUNCTIONS["add"]

    def fiber(items):
        pairs = [add(items[k], items[k + 1]) for k in range(0, len(items) - 1, 2)]
        return (pairs + items[len(items) & ~1 :],)

    return each(params["level"] - 1, 1, fiber, values)


FOLD = NodeKind(
    "fold",
    frozenset({"level"}),
    _fold_ports,
    _fold_apply,
    latency=lambda params, profile: {"flagged": profile.add + 1},
)


def _racc_ports(params):
    d = params["level"]
    return (Port("flagged", "val+last", d),), (Port("val", "val", d - 1),)


def _racc_apply(params, memories, values):
    return _reduce_apply({**params, "op": "sum", "count": False}, memories, values)


RACC = NodeKind(
    "racc",
    frozenset({"level"}),
    _racc_ports,
    _racc_apply,
    latency=lambda params, profile: {"val": profile.add + 1},
)

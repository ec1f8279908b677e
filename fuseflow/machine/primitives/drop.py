"""The droppers make a pattern exact before it is written; all have L = 1.

drop_absent: removes the pairs (coordinate, N) of the innermost level; crd and val of depth `level`::

    item, item: pop both -> both           item, N: pop both
    Sn, D on both: pop both -> both

drop_empty: removes an outer coordinate whose fiber is empty, and the stop S0 of that fiber from the inner streams. The
outer lead (depth `level`) has payloads of types `outer`, the inner lead (depth `level` + 1) of types `inner`. In and
out: outer, o0.., inner, i0..; the choice needs the two leads only, firing every popped head::

    closed, outer item, inner S0:   pop all
    closed, outer item, inner item: pop all -> all {open}
    closed, Sn and S(n+1), or D, D: pop all -> all
    open, item: pop the inner ones -> the inner ones
    open, S0:   pop the inner ones -> the inner ones {closed}

squeeze: removes the stops of empty fibers of level `fiber`, from a stream (`type`, depth `level`) deeper than the inner
lead of a drop_empty: S(fiber) where it is the first token of its fiber::

    S(fiber), first: pop        otherwise: pop -> the same {first := the token is a stop above `fiber`, or S(fiber)}
    first holds at the start and after D
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _absent_ports(params):
    both = Port("crd", "crd", params["level"]), Port("val", "val", params["level"])
    return both, both


def _absent_apply(params, memories, crds, values):
    def fiber(crd_fiber, val_fiber):
        kept = [(c, x) for c, x in zip(crd_fiber, val_fiber, strict=True) if x is not None]
        return [c for c, _ in kept], [x for _, x in kept]

    return each(params["level"] - 1, 2, fiber, crds, values)


DROP_ABSENT = NodeKind("drop_absent", frozenset({"level"}), _absent_ports, _absent_apply)


def _empty_ports(params):
    d = params["level"]
    outer = Port("outer", "crd", d), *(Port(f"o{k}", t, d) for k, t in enumerate(params["outer"]))
    inner = Port("inner", "crd", d + 1), *(Port(f"i{k}", t, d + 1) for k, t in enumerate(params["inner"]))
    return outer + inner, outer + inner


def _empty_apply(params, memories, *streams):
    lead = 1 + len(params["outer"])

    def fiber(*fibers):
        kept = [k for k, inner in enumerate(fibers[lead]) if inner]
        return tuple([f[k] for k in kept] for f in fibers)

    return each(params["level"] - 1, len(streams), fiber, *streams)


DROP_EMPTY = NodeKind("drop_empty", frozenset({"level", "outer", "inner"}), _empty_ports, _empty_apply)


def _squeeze_ports(params):
    return (Port("in", params["type"], params["level"]),), (Port("out", params["type"], params["level"]),)


def _squeeze_apply(params, memories, stream):
    above = params["level"] - params["fiber"] - 2
    return each(above, 1, lambda fibers: ([f for f in fibers if f],), stream)


SQUEEZE = NodeKind("squeeze", frozenset({"type", "level", "fiber"}), _squeeze_ports, _squeeze_apply)

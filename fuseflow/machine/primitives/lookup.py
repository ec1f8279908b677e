"""lookup: the reference of one wanted coordinate in each fiber of a compressed level.

It serves accesses that open two levels with one index, such as the diagonal A[i,i]: the inner level is scanned, and
every fiber yields the one reference at the coordinate wanted, or N. Streams: want, crd of depth `level`; crd and ref of
depth `level` + 1, from a scanner; out: ref of depth `level`. L = 1.

::

    want item, crd = want:               [want] pop crd, ref   -> ref {found}
    want item, any other crd:            [want] pop crd, ref
    want item, crd S0, not found:        pop all               -> N
    want item, crd S0, found:            pop all, no push {not found}
    Sn on want, S(n+1) on crd and ref:   pop all               -> Sn
    D on all:                            pop all               -> D
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d = params["level"]
    return (Port("want", "crd", d), Port("crd", "crd", d + 1), Port("ref", "ref", d + 1)), (Port("out", "ref", d),)


def _apply(params, memories, want, crds, refs):
    def find(wanted, fiber, below):
        return (dict(zip(fiber, below, strict=True)).get(wanted),)

    return each(params["level"], 1, find, want, crds, refs)


LOOKUP = NodeKind("lookup", frozenset({"level"}), _ports, _apply)

"""locate: the positions, in a dense level of `size`, of coordinates that somebody else iterates.

It stands beside a sparse stream where a scanner and an intersection would walk the whole level. Streams: ref of depth
`level`, crd of depth `level` + 1 in; ref of depth `level` + 1 out, L = rl + 1 (as bounds: it multiplies).

::

    item c on crd: need ref, pop crd     -> ref * size + c;  N where the head of ref is N
    S0:            pop both              -> S0
    S(n+1):        pop both (ref has Sn) -> S(n+1)
    D:             pop both              -> D

With `flat`, both streams have depth `level`, as has the output, and every action pops both: one position for each
reference, as the diagonal A[i,i] needs it.
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d = params["level"]
    below = d if params["flat"] else d + 1
    return (Port("ref", "ref", d), Port("crd", "crd", below)), (Port("ref", "ref", below),)


def _apply(params, memories, refs, crds):
    size = params["size"]

    def position(ref, c):
        return (None if ref is None else ref * size + c,)

    def fiber(ref, crd_fiber):
        return ([position(ref, c)[0] for c in crd_fiber],)

    return each(params["level"], 1, position if params["flat"] else fiber, refs, crds)


LOCATE = NodeKind(
    "locate",
    frozenset({"level", "size", "flat"}),
    _ports,
    _apply,
    latency=lambda params, profile: {"ref": profile.memory + 1},
)

"""locate: the positions, in a dense level of `size`, of coordinates that somebody else iterates.

It stands beside a sparse stream where a scanner and an intersection would walk the whole level. Streams: ref of depth
`level`, crd of depth `level` + 1 in; ref of depth `level` + 1 out, L = rl + 1 (as bounds: it multiplies).

::

    item c on crd: need ref, pop crd     -> ref * size + c;  N where the head of ref is N
    S0:            pop both              -> S0
    S(n+1):        pop both (ref has Sn) -> S(n+1)
    D:             pop both              -> D
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d = params["level"]
    return (Port("ref", "ref", d), Port("crd", "crd", d + 1)), (Port("ref", "ref", d + 1),)


def _apply(params, memories, refs, crds):
    def one(ref, fiber):
        return ([None if ref is None else ref * params["size"] + c for c in fiber],)

    return each(params["level"], 1, one, refs, crds)


LOCATE = NodeKind(
    "locate",
    frozenset({"level", "size"}),
    _ports,
    _apply,
    latency=lambda params, profile: {"ref": profile.memory + 1},
)

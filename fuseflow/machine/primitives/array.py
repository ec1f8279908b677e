"""array: the value behind every reference of a stream of depth `level`; L = rl + 1.

`present` names the presence word of a rank-0 tensor (None for every other tensor).

::

    ref r: pop -> vals[r];  N if `present` is given and that word is 0
    N, Sn, D: pop -> the same
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    return (Port("ref", "ref", params["level"]),), (Port("val", "val", params["level"]),)


def _apply(params, memories, refs):
    def one(ref):
        if ref is None or (params["present"] is not None and not memories[params["present"]][0]):
            return (None,)
        return (memories[params["vals"]][ref],)

    return each(params["level"], 1, one, refs)


ARRAY = NodeKind(
    "array",
    frozenset({"level", "vals", "present"}),
    _ports,
    _apply,
    latency=lambda params, profile: {"val": profile.memory + 1},
    uses=("vals", "present"),
)

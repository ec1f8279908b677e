"""The joins of two coordinate streams of depth `level`: intersect, union, left join.

Each side is a coordinate stream with any number of payloads (ref or val) of the same depth; `a` and `b` list their
types. Coordinates are compared inside the action: L = 1. A dropped coordinate takes one cycle and does not need the
other side's payloads.

intersect (in: crd_a, a0.., crd_b, b0..; out: crd, a0.., b0..)::

    a item, and b not item or a < b: [crd_b] pop crd_a and the payloads a, no push;  mirrored for b
    otherwise (equal items, stops or D): pop all -> crd, payloads a, payloads b

union (same ports)::

    a item, and b not item or a < b: [crd_b] pop crd_a and the payloads a -> crd, payloads a, N for b;  mirrored
    otherwise: pop all -> crd, payloads a, payloads b

left_join (in: crd_a, crd_b, b0..; out: b0..), the coordinates of a with what b has there::

    b item, and a not item or b < a: [crd_a] pop crd_b and the payloads, no push
    a item, and b not item or a < b: [crd_b] pop crd_a -> N on every payload
    otherwise: pop all -> payloads
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _sides(params):
    d = params["level"]
    return tuple(tuple(Port(f"{s}{k}", t, d) for k, t in enumerate(params[s])) for s in "ab")


def _ports(params):
    d, (a, b) = params["level"], _sides(params)
    return (Port("crd_a", "crd", d), *a, Port("crd_b", "crd", d), *b), (Port("crd", "crd", d), *a, *b)


def _left_ports(params):
    d = params["level"]
    b = tuple(Port(f"b{k}", t, d) for k, t in enumerate(params["b"]))
    return (Port("crd_a", "crd", d), Port("crd_b", "crd", d), *b), b


def _joined(keys):
    """List function of a join whose result has the coordinates `keys(set a, set b)`."""

    def apply(params, memories, *streams):
        n = len(params["a"])

        def fiber(*fibers):
            left, right = fibers[: n + 1], fibers[n + 1 :]
            crds = sorted(keys(set(left[0]), set(right[0])))
            columns = [crds]
            for side in (left, right):
                for payload in side[1:]:
                    at = dict(zip(side[0], payload, strict=True))
                    columns.append([at.get(c) for c in crds])
            return tuple(columns)

        return each(params["level"] - 1, 1 + n + len(params["b"]), fiber, *streams)

    return apply


def _left_apply(params, memories, *streams):
    def fiber(left, right, *payloads):
        return tuple([dict(zip(right, p, strict=True)).get(c) for c in left] for p in payloads)

    return each(params["level"] - 1, len(params["b"]), fiber, *streams)


_PARAMS = frozenset({"level", "a", "b"})
INTERSECT = NodeKind("intersect", _PARAMS, _ports, _joined(set.__and__))
UNION = NodeKind("union", _PARAMS, _ports, _joined(set.__or__))
LEFT_JOIN = NodeKind("left_join", frozenset({"level", "b"}), _left_ports, _left_apply)

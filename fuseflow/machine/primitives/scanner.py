"""level scanner = bounds -> gen: the coordinates and positions of the fiber behind every reference.

`kind` is ``c`` (compressed: memories `seg` and `crd`) or ``d`` (dense: `size` coordinates, no memory). Streams: refs of
depth `level` in, crd and ref of depth `level` + 1 out.

bounds, one action per token, L = rl + 1 (a dense level multiplies in that time)::

    ref r: pop -> (seg[r], seg[r+1])     dense: (r * size, r * size + size)
    N:     pop -> (0, 0)
    Sn, D: pop -> the same

gen pushes on both outputs in every cycle, empty fibers included; ref has L = 1, crd L = rl + 1 (dense: 1)::

    idle,  (lo, hi), lo < hi: pop -> crd(lo), lo {lo + 1 < hi ? run : close}
    idle,  (lo, hi), lo = hi: pop -> S0, S0
    idle,  Sn: pop -> S(n+1), S(n+1)
    idle,  D:  pop -> D, D
    run,   nothing needed:  -> crd(cur), cur {cur + 1 < hi ? run : close}
    close, nothing needed:  -> S0, S0 {idle}

A compressed level reads crd(k) from memory word k; a dense one gives k - lo.
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each

BOUND = 0xFFFFFFFF


def _bounds_ports(params):
    return (Port("ref", "ref", params["level"]),), (Port("bounds", "bounds", params["level"]),)


def _bounds_apply(params, memories, refs):
    def one(ref):
        if ref is None:
            return (0,)
        if params["kind"] == "d":
            return (ref * params["size"] | (ref + 1) * params["size"] << 32,)
        seg = memories[params["seg"]]
        return (seg[ref] | seg[ref + 1] << 32,)

    return each(params["level"], 1, one, refs)


BOUNDS = NodeKind(
    "bounds",
    frozenset({"level", "kind", "size", "seg"}),
    _bounds_ports,
    _bounds_apply,
    latency=lambda params, profile: {"bounds": profile.memory + 1},
    uses=("seg",),
)


def _gen_ports(params):
    d = params["level"]
    return (Port("bounds", "bounds", d),), (Port("crd", "crd", d + 1), Port("ref", "ref", d + 1))


def _gen_apply(params, memories, bounds):
    def one(pair):
        lo, hi = pair & BOUND, pair >> 32
        if params["kind"] == "d":
            return list(range(hi - lo)), list(range(lo, hi))
        return [memories[params["crd"]][k] for k in range(lo, hi)], list(range(lo, hi))

    return each(params["level"], 2, one, bounds)


GEN = NodeKind(
    "gen",
    frozenset({"level", "kind", "crd"}),
    _gen_ports,
    _gen_apply,
    latency=lambda params, profile: {"crd": profile.memory + 1 if params["kind"] == "c" else 1},
    uses=("crd",),
)

"""The writers: where results leave a kernel. No outputs; D ends the writer, the last D ends the kernel.

write_crd: a compressed level from coordinates of depth `level` >= 1 (memories `seg`, `crd`; seg[0] = 0 is preset)::

    item: pop, crd[p++] := c           S0: pop, seg[i++] := p
    Sn: pop                            D: pop {p = 0, i = 1}

write_val: values of depth `level` in order (memory `vals`, preset to the fill; `present` for a rank-0 tensor, else
None)::

    item: pop, vals[p++] := x, present := 1          N: pop, p++ (the place keeps the fill); rank 0: present := 0
    Sn: pop                            D: pop {p = 0}

write_dense: values by position, into a memory `vals` that is preset to the fill; ref and val of depth `level`::

    item, item: pop both, vals[ref] := x             item, N: pop both
    Sn, D on both: pop both
"""

from fuseflow.machine.graph import NodeKind, Port


def _leaves(nested, depth):
    if depth == 0:
        yield nested
    else:
        for x in nested:
            yield from _leaves(x, depth - 1)


def _crd_ports(params):
    return (Port("crd", "crd", params["level"]),), ()


def _crd_apply(params, memories, crds):
    crd, seg = [], [0]
    for fiber in _leaves(crds, params["level"] - 1):
        crd += fiber
        seg.append(len(crd))
    memories[params["crd"]][: len(crd)] = crd
    memories[params["seg"]][: len(seg)] = seg
    return ()


WRITE_CRD = NodeKind("write_crd", frozenset({"level", "seg", "crd"}), _crd_ports, _crd_apply, uses=("seg", "crd"))


def _val_ports(params):
    return (Port("val", "val", params["level"]),), ()


def _val_apply(params, memories, values):
    places = list(_leaves(values, params["level"]))
    for place, x in enumerate(places):
        if x is not None:
            memories[params["vals"]][place] = x
    if params["present"] is not None:
        memories[params["present"]][0] = int(places[0] is not None)
    return ()


WRITE_VAL = NodeKind(
    "write_val", frozenset({"level", "vals", "present"}), _val_ports, _val_apply, uses=("vals", "present")
)


def _dense_ports(params):
    return (Port("ref", "ref", params["level"]), Port("val", "val", params["level"])), ()


def _dense_apply(params, memories, refs, values):
    leaves = zip(_leaves(refs, params["level"]), _leaves(values, params["level"]), strict=True)
    for ref, x in leaves:
        if x is not None:
            memories[params["vals"]][ref] = x
    return ()


WRITE_DENSE = NodeKind("write_dense", frozenset({"level", "vals"}), _dense_ports, _dense_apply, uses=("vals",))

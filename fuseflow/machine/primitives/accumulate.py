"""sparse accumulator of order 1 = sacc -> drain: sums equal coordinates across the fibers of the level above.

Streams: crd and val of depth `level` (m >= 2) in, crd and val (and counts, as ref, if `count`) of depth m - 1 out: the
fibers of the reduced level m - 1 are merged into one. `op`: sum, prod, max, min; `size`: the extent of the coordinate,
at most 32,768 (the reach of a three-level 32-ary bitmap). The two nodes share two banks of a dense workspace.

sacc (W = rl + P + 1, P the registers of the op's unit)::

    item, item: pop both, update workspace[bank][crd]; first touch stores. Hazard: no less than W cycles after the
                latest action that updated the same address of the same bank
    item, N:    pop both                   S0: pop both
    S1: pop both -> S1 on handover {bank ^= 1}         Sn, n >= 2, or D: pop both -> the same on handover

The hand-over has L = W and D = 1: its one slot is the lock of the bank, popped by drain's last action.

drain, one entry a cycle in the order of coordinates, clearing as it goes::

    idle, S1:        [handover], nothing pushed {run}, on an empty bank, too
    run, entry left: [handover] -> crd (L = 1), val (L = rl + 1), count (L = rl + 1)
    run, none left:  pop handover -> S0 on all {idle}
    idle, Sn, n >= 2: pop -> S(n-1) on all              D: pop -> D on all
    the first action after the start comes no less than 2 (rl + 1) cycles after it
"""

from fuseflow.machine.functions import REDUCTIONS
from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each

REACH = 32**3
"""Largest `size` of a workspace."""


def _sacc_ports(params):
    m = params["level"]
    return (Port("crd", "crd", m), Port("val", "val", m)), (Port("handover", "crd", m),)


def _sacc_apply(params, memories, crds, values):
    """The hand-over holds no items; the workspace itself passes from `sacc` to `drain` under the name of the node."""
    function = REDUCTIONS[params["op"]]
    banks = memories.setdefault(("banks", params["id"]), [])

    def merge(crd_fibers, val_fibers):
        bank: dict[int, tuple[int, int]] = {}
        for crd_fiber, val_fiber in zip(crd_fibers, val_fibers, strict=True):
            for c, x in zip(crd_fiber, val_fiber, strict=True):
                if x is not None:
                    old = bank.get(c)
                    bank[c] = (x, 1) if old is None else (function(old[0], x), old[1] + 1)
        banks.append(bank)
        return ([],)

    return each(params["level"] - 2, 1, merge, crds, values)


def _sacc_latency(params, profile):
    return {"handover": profile.memory + profile.registers(params["op"]) + 1}


SACC = NodeKind("sacc", frozenset({"level", "op", "size", "count", "id"}), _sacc_ports, _sacc_apply, _sacc_latency)


def _drain_ports(params):
    m = params["level"]
    counts = (Port("count", "ref", m - 1),) if params["count"] else ()
    return (Port("handover", "crd", m),), (Port("crd", "crd", m - 1), Port("val", "val", m - 1), *counts)


def _drain_apply(params, memories, handover):
    banks = iter(memories[("banks", params["id"])])

    def fiber(_):
        entries = sorted(next(banks).items())
        columns = [c for c, _ in entries], [x for _, (x, _) in entries], [n for _, (_, n) in entries]
        return columns[: 2 + params["count"]]

    return each(params["level"] - 2, 2 + params["count"], fiber, handover)


def _drain_latency(params, profile):
    return {"val": profile.memory + 1, "count": profile.memory + 1}


DRAIN = NodeKind("drain", frozenset({"level", "count", "id"}), _drain_ports, _drain_apply, _drain_latency)

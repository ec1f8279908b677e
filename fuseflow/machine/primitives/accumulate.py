"""sparse accumulator of order n = sacc -> drain: sums equal coordinates across the fibers of the level above.

The fibers of the reduced level (of depth m - 1, m = `level` >= 2) hold trees of n levels, which are merged into one
tree of n levels. Streams in: crd0 .. crd(n-1) of depths m .. m+n-1, val of depth m+n-1. Out: crd0 .. crd(n-1) of depths
m-1 .. m+n-2, val (and count, as ref, if `count`) of depth m+n-2.

Parameters: `sizes`, the extents of crd0 .. crd(n-1) as they come in; `perm`, which of them crd0 .. crd(n-1) are as they
go out: the tree can be transposed on its way. `op`: sum, prod, max, min. The two nodes share two banks of a dense
workspace. The key of an entry is its coordinates side by side, each in as many bits as its extent needs, the outermost
one going out on top; a key has at most 15 bits (the reach of a three-level 32-ary bitmap).

sacc (W = rl + P + 1, P the registers of the op's unit). Outer coordinates stay at their heads until the fiber below
them closes::

    all items:         [outer crds] pop the innermost crd and val, update workspace[bank][key]; first touch stores.
                       Hazard: no less than W cycles after the latest action that updated the same key of the same bank
    items, val N:      [outer crds] pop the innermost crd and val
    Sj on val, j < n:  pop val, all crds q >= n-1-j (which hold S(j-n+1+q)), and the item of crd(n-2-j), if any
    Sn on val:         pop all (crdq holds S(q+1))                  -> S1 on handover {bank ^= 1}
    S(n+k), k >= 1:    pop all (crdq holds S(q+k+1))                -> S(k+1) on handover
    D:                 pop all                                      -> D on handover

The hand-over has L = W and D = 1: its one slot is the lock of the bank, popped by drain's last action.

drain, in the order of keys, clearing as it goes. An entry pushes its value, and those of its coordinates that the entry
before did not have. Before it the fibers that end there get their stops, one level of stops an action: S0 wherever a
fiber ends, then S1 where the fiber around it ends, too, and so on::

    idle, S1:         [handover], nothing pushed {run}, on an empty bank, too
    run, entry left, its coordinates differ from those of the entry before from level c on (c = 0 for the first entry):
        Sj for j = 0 .. n-2-c: [handover] -> Sj on val, count and every crdq with q - c > j (not before the first)
        then:                  [handover] -> crdq for q >= c (L = 1), val (L = rl + 1), count (L = rl + 1)
    run, none left:
        Sj for j = 0 .. n-2:    [handover] -> Sj on val, count and every crdq with q > j (unless the bank was empty)
        then:                   pop handover -> Sq on crdq, S(n-1) on val, count {idle}
    idle, Sk, k >= 2: pop -> S(k-1+q) on crdq, S(k+n-2) on val, count        D: pop -> D on all
    the first action after the start comes no less than 2 (rl + 1) cycles after it
"""

from collections.abc import Sequence

from fuseflow.machine.functions import FUNCTIONS
from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each

KEY_BITS = 15
"""Most bits of a key."""


def key_widths(sizes: Sequence[int]) -> tuple[int, ...]:
    """Bits of every coordinate in the key of a workspace."""
    return tuple(max(0, n - 1).bit_length() for n in sizes)


def fits(sizes: Sequence[int]) -> bool:
    """Can a workspace hold trees of these extents?"""
    return sum(key_widths(sizes)) <= KEY_BITS


def _sacc_ports(params):
    m, n = params["level"], len(params["sizes"])
    if not fits(params["sizes"]):
        raise ValueError(f"a workspace of {' x '.join(map(str, params['sizes']))}, whose keys have {KEY_BITS} bits")
    crds = (Port(f"crd{q}", "crd", m + q) for q in range(n))
    return (*crds, Port("val", "val", m + n - 1)), (Port("handover", "crd", m),)


def _leaves(crds, values, above=()):
    """((coordinates), value) of every leaf of a tree given as one tree per level."""
    first, *deeper = crds
    for k, c in enumerate(first):
        if deeper:
            yield from _leaves([tree[k] for tree in deeper], values[k], (*above, c))
        else:
            yield (*above, c), values[k]


def _sacc_apply(params, memories, *streams):
    """The hand-over holds no items; the workspace itself passes from `sacc` to `drain` under the name of the node."""
    function = FUNCTIONS[{"sum": "add", "prod": "mul"}.get(params["op"], params["op"])]
    banks = memories.setdefault(("banks", params["id"]), [])

    def merge(*levels):
        bank: dict[tuple[int, ...], tuple[int, int]] = {}
        for *crds, values in zip(*levels, strict=True):
            for crd, x in _leaves(crds, values):
                if x is not None:
                    key = tuple(crd[q] for q in params["perm"])
                    old = bank.get(key)
                    bank[key] = (x, 1) if old is None else (function(old[0], x), old[1] + 1)
        banks.append(bank)
        return ([],)

    return each(params["level"] - 2, 1, merge, *streams)


def _sacc_latency(params, profile):
    return {"handover": profile.memory + profile.registers(params["op"]) + 1}


SACC = NodeKind("sacc", frozenset({"level", "op", "sizes", "perm", "count", "id"}), _sacc_ports, _sacc_apply,
                _sacc_latency)


def _drain_ports(params):
    m, n = params["level"], len(params["sizes"])
    crds = (Port(f"crd{q}", "crd", m - 1 + q) for q in range(n))
    counts = (Port("count", "ref", m + n - 2),) if params["count"] else ()
    return (Port("handover", "crd", m),), (*crds, Port("val", "val", m + n - 2), *counts)


def _tree(entries, depth: int) -> list:
    """Sorted (key, leaves...) as one nested list for every level of coordinates, and one for each kind of leaf."""
    heads = list(dict.fromkeys(key[0] for key, *_ in entries))
    if depth == 1:
        return [heads, *([leaf[k] for _, *leaf in entries] for k in range(2))]
    below = [_tree([(key[1:], *leaf) for key, *leaf in entries if key[0] == h], depth - 1) for h in heads]
    return [heads, *([tree[k] for tree in below] for k in range(depth + 1))]


def _drain_apply(params, memories, handover):
    banks = iter(memories[("banks", params["id"])])
    n = len(params["sizes"])

    def fiber(_):
        entries = [(key, x, count) for key, (x, count) in sorted(next(banks).items())]
        return _tree(entries, n)[: n + 1 + params["count"]]

    return each(params["level"] - 2, n + 1 + params["count"], fiber, handover)


def _drain_latency(params, profile):
    return {"val": profile.memory + 1, "count": profile.memory + 1}


DRAIN = NodeKind("drain", frozenset({"level", "sizes", "perm", "count", "id"}), _drain_ports, _drain_apply,
                 _drain_latency)

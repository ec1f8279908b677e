"""replay, the fiber buffer: every tree of `payload` once for each item of the fiber of `rep` that goes with it.

What repeat does with one item, replay does with a tree of `extra` >= 1 levels: it stores the tree while it passes for
the first item, and sends it again from its memory of `size` tokens for the others. Streams: payload (`type`) of depth
`level` + `extra`, rep (crd) of depth `level` + 1 in; out (`type`) of depth `level` + 1 + `extra`, L = rl + 1. A tree of
more than `size` tokens is an error, unless its fiber of rep is empty: then it is not stored. Hardware stops there.

With end = S(extra - 1), the last token of a tree::

    storing, rep item, payload not end: [rep] pop payload, store it   -> payload
    storing, rep item, payload end:     pop both, store it            -> end      {sending from the first token}
    storing, rep S0, payload not end:   [rep] pop payload, no push                (nobody wants the tree)
    storing, rep S0, payload end:       pop both                      -> S(extra)
    storing, rep S(n+1):                pop both (payload has S(n+extra)) -> S(n+1+extra)
    storing, D:                         pop both                      -> D
    sending, rep item, more to come:    [rep]                         -> next stored token
    sending, rep item, last stored one: pop rep                       -> end      {from the first token again}
    sending, rep S0:                    pop rep                       -> S(extra) {storing, nothing stored}
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    type, d, extra = params["type"], params["level"], params["extra"]
    return (Port("payload", type, d + extra), Port("rep", "crd", d + 1)), (Port("out", type, d + 1 + extra),)


def _apply(params, memories, payload, rep):
    def tokens(tree, depth):
        return 1 if depth == 0 else 1 + sum(tokens(t, depth - 1) for t in tree)

    def repeated(tree, fiber):
        if fiber and tokens(tree, params["extra"]) > params["size"]:
            raise ValueError(f"a tree of {tokens(tree, params['extra'])} tokens in a buffer of {params['size']}")
        return ([tree] * len(fiber),)

    return each(params["level"], 1, repeated, payload, rep)


def _latency(params, profile):
    return {"out": profile.memory + 1}


REPLAY = NodeKind("replay", frozenset({"type", "level", "extra", "size"}), _ports, _apply, _latency)

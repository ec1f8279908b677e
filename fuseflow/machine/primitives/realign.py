"""realign: inner fibers that lie below the coordinates `old`, laid below the coordinates `new` instead.

It takes the deep payloads of a join or a left join: what is `extra` >= 1 levels below the joined coordinates. Streams:
old and new, crd of depth `level`; payload (`type`) of depth `level` + `extra` in and out. A coordinate that only `old`
has loses its fiber; one that only `new` has gets an empty one. Stateless: old and new stay at their heads until the
inner fiber has passed. L = 1.

With end = S(extra - 1), the stop that closes the fiber below one coordinate::

    old item, and new not item or old < new: [new] pop payload, and old if it is `end`; no push
    new item, and old not item or new < old: [old] pop new                 -> end
    equal items, payload not end:            [old, new] pop payload        -> payload
    equal items, payload end:                pop all                       -> end
    Sn on both (payload has S(n+extra)):     pop all                       -> S(n+extra)
    D on all:                                pop all                       -> D
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d, payload = params["level"], (params["type"], params["level"] + params["extra"])
    return (Port("old", "crd", d), Port("new", "crd", d), Port("payload", *payload)), (Port("out", *payload),)


def _apply(params, memories, old, new, payload):
    def fiber(before, after, trees):
        below = dict(zip(before, trees, strict=True))
        return ([below.get(c, []) for c in after],)

    return each(params["level"] - 1, 1, fiber, old, new, payload)


REALIGN = NodeKind("realign", frozenset({"type", "level", "extra"}), _ports, _apply)

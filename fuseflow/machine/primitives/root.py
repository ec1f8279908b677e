"""root: starts a stream; the one reference of the level above the outermost one.

::

    idle, go: -> ref 0 {sent}          go is high in cycle 0 of a run
    sent:     -> D {idle}
"""

from fuseflow.machine.graph import NodeKind, Port


def _ports(params):
    return (), (Port("ref", "ref", 0),)


def _apply(params, memories):
    return (0,)


ROOT = NodeKind("root", frozenset(), _ports, _apply)

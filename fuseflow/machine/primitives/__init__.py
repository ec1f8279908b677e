"""The primitives: one file each, with its ports, parameters, rules and list function."""

from fuseflow.machine.graph import NodeKind
from fuseflow.machine.primitives.accumulate import DRAIN, SACC
from fuseflow.machine.primitives.alu import ALU
from fuseflow.machine.primitives.array import ARRAY
from fuseflow.machine.primitives.drop import DROP_ABSENT, DROP_EMPTY, SQUEEZE
from fuseflow.machine.primitives.fold_absent import FOLD_ABSENT
from fuseflow.machine.primitives.fork import FORK
from fuseflow.machine.primitives.join import INTERSECT, LEFT_JOIN, UNION
from fuseflow.machine.primitives.locate import LOCATE
from fuseflow.machine.primitives.lookup import LOOKUP
from fuseflow.machine.primitives.realign import REALIGN
from fuseflow.machine.primitives.reduce import FOLD, LAST, RACC, REDUCE
from fuseflow.machine.primitives.repeat import REPEAT
from fuseflow.machine.primitives.replay import REPLAY
from fuseflow.machine.primitives.root import ROOT
from fuseflow.machine.primitives.scanner import BOUNDS, GEN
from fuseflow.machine.primitives.stimulus import SINK, SOURCE
from fuseflow.machine.primitives.where import WHERE
from fuseflow.machine.primitives.write import WRITE_CRD, WRITE_DENSE, WRITE_VAL

KINDS: dict[str, NodeKind] = {
    k.name: k
    for k in (
        ROOT, FORK, BOUNDS, GEN, REPEAT, REPLAY, LOCATE, LOOKUP, INTERSECT, UNION, LEFT_JOIN, REALIGN, ARRAY, ALU,
        WHERE, REDUCE, LAST, FOLD, RACC, FOLD_ABSENT, SACC, DRAIN, DROP_ABSENT, DROP_EMPTY, SQUEEZE, WRITE_CRD,
        WRITE_VAL, WRITE_DENSE, SOURCE, SINK,
    )
}

SINKS = frozenset({"write_crd", "write_val", "write_dense", "sink"})
"""The kinds whose D ends a kernel."""

"""The state machines of the oracle: one class for each node kind, in the files named as in the other rooms."""

from __future__ import annotations

from fuseflow.cosim.primitives.accumulate import Drain, Sacc
from fuseflow.cosim.primitives.alu import Alu
from fuseflow.cosim.primitives.array import Array
from fuseflow.cosim.primitives.drop import DropAbsent, DropEmpty, Squeeze
from fuseflow.cosim.primitives.fold_absent import FoldAbsent
from fuseflow.cosim.primitives.fork import Fork
from fuseflow.cosim.primitives.join import Intersect, LeftJoin, Union
from fuseflow.cosim.primitives.locate import Locate
from fuseflow.cosim.primitives.lookup import Lookup
from fuseflow.cosim.primitives.realign import Realign
from fuseflow.cosim.primitives.reduce import Fold, Last, Racc, Reduce
from fuseflow.cosim.primitives.repeat import Repeat
from fuseflow.cosim.primitives.replay import Replay
from fuseflow.cosim.primitives.root import Root
from fuseflow.cosim.primitives.scanner import Bounds, Gen
from fuseflow.cosim.primitives.stimulus import Sink, Source
from fuseflow.cosim.primitives.where import Where
from fuseflow.cosim.primitives.write import WriteCrd, WriteDense, WriteVal
from fuseflow.cosim.step import Machine

MACHINES: dict[str, type[Machine]] = {
    "root": Root,
    "fork": Fork,
    "bounds": Bounds,
    "gen": Gen,
    "repeat": Repeat,
    "replay": Replay,
    "locate": Locate,
    "lookup": Lookup,
    "intersect": Intersect,
    "union": Union,
    "left_join": LeftJoin,
    "realign": Realign,
    "array": Array,
    "alu": Alu,
    "where": Where,
    "reduce": Reduce,
    "last": Last,
    "fold": Fold,
    "racc": Racc,
    "fold_absent": FoldAbsent,
    "sacc": Sacc,
    "drain": Drain,
    "drop_absent": DropAbsent,
    "drop_empty": DropEmpty,
    "squeeze": Squeeze,
    "write_crd": WriteCrd,
    "write_val": WriteVal,
    "write_dense": WriteDense,
    "source": Source,
    "sink": Sink,
}

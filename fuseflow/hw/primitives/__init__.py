"""The primitives as Amaranth components, one file each with the name of its specification in `fuseflow.machine`."""

from __future__ import annotations

from fuseflow.hw.node import Node
from fuseflow.hw.primitives.accumulate import Drain, Sacc
from fuseflow.hw.primitives.alu import Alu
from fuseflow.hw.primitives.array import Array
from fuseflow.hw.primitives.drop import DropAbsent, DropEmpty, Squeeze
from fuseflow.hw.primitives.fold_absent import FoldAbsent
from fuseflow.hw.primitives.fork import Fork
from fuseflow.hw.primitives.join import Intersect, LeftJoin, Union
from fuseflow.hw.primitives.locate import Locate
from fuseflow.hw.primitives.lookup import Lookup
from fuseflow.hw.primitives.realign import Realign
from fuseflow.hw.primitives.reduce import Fold, Last, Racc, Reduce
from fuseflow.hw.primitives.repeat import Repeat
from fuseflow.hw.primitives.replay import Replay
from fuseflow.hw.primitives.root import Root
from fuseflow.hw.primitives.scanner import Bounds, Gen
from fuseflow.hw.primitives.stimulus import Sink, Source
from fuseflow.hw.primitives.where import Where
from fuseflow.hw.primitives.write import WriteCrd, WriteDense, WriteVal

COMPONENTS: dict[str, type[Node]] = {
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
"""The component of each kind of node."""

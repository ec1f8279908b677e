"""How many slots channels need, so that a kernel does not lock up: static bounds, from the extents of indices.

Where streams part at one cell and meet at another, one of them can lag behind: a reduction says nothing before its
fiber is closed, and what drops coordinates may say nothing before either. The cell where they meet waits for the one
that lags, and meanwhile the other one must hold all that comes: the tokens of the fibers that have to close.

For every stream the analysis keeps, for each place where an ancestor parted, how far it lags: the depth L of the
innermost item that must be closed before the stream has a token for it. No lag is the depth of the stream at that
place.
"""

from __future__ import annotations

from collections import Counter

from fuseflow.compiler.streams import depth_of, tree_tokens
from fuseflow.compiler.table import Cell, Ref, Table

Edge = tuple[Ref, str, int]
"""A stream, the cell that takes it, and as which of its arguments."""

Lags = dict[str, dict[Edge, int]]
"""How far a stream lags: by the cell where an ancestor parted, by the way that it took there."""


def capacities(table: Table) -> dict[tuple[Ref, str], int]:
    """Least slots of the channels that need more than one: by stream and the name of the cell that takes it."""
    cells = table.live()
    # Every consumer of a root has a root of its own.
    parts = Counter(ref.cell for cell in cells for ref in cell.args if table.cell(ref).op != "root")
    lags: dict[str, Lags] = {}
    needed: dict[tuple[Ref, str], int] = {}
    for cell in cells:
        arriving: list[Lags] = []
        for k, ref in enumerate(cell.args):
            lag = lags[ref.cell]
            if parts[ref.cell] > 1:
                lag = {**lag, ref.cell: {(ref, cell.name, k): depth_of(table, ref)}}
            arriving.append(lag)
        if len(arriving) > 1:
            _meet(table, arriving, needed)
        leaving: Lags = {}
        for k, lag in enumerate(arriving):
            limit = _closes(table, cell, k)
            for place, ways in lag.items():
                into = leaving.setdefault(place, {})
                for edge, level in ways.items():
                    level = level if limit is None or level < limit else limit
                    if level < into.get(edge, level + 1):
                        into[edge] = level
        lags[cell.name] = leaving
    return needed


def _meet(table: Table, arriving: list[Lags], needed: dict[tuple[Ref, str], int]) -> None:
    """Where arguments of one cell come from one place by different ways, size the way that must wait."""
    for place in {place for lag in arriving for place in lag}:
        ways = [lag.get(place, {}) for lag in arriving]
        levels = {level for way in ways for level in way.values()}
        if len(levels) < 2:
            continue
        for k, mine in enumerate(ways):
            for edge, level in mine.items():
                late = [x for m, theirs in enumerate(ways) if m != k for e, x in theirs.items() if e != edge]
                if late and min(late) < level:
                    ref, taker, _ = edge
                    needed[ref, taker] = max(tree_tokens(table, ref, min(late)), needed.get((ref, taker), 1))


def _closes(table: Table, cell: Cell, argument: int) -> int | None:
    """The depth of the items of that argument that must be closed before the cell says anything; None: no item."""
    match cell.op:
        case "reduce":
            return cell.level
        case "accumulate":
            return cell.level - 1
        case "intersect" | "drop_absent" | "drop_empty":
            return cell.level - 1
        case "left_join" if argument > 0:
            return cell.level - 1
        case "realign" if argument != 1:
            return depth_of(table, cell.args[1]) - 1
        case "lookup" if argument > 0:
            return cell.level
        case "squeeze":
            return cell.level - cell["fiber"] - 2
    return None

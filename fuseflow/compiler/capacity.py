"""How many slots channels need, so that a kernel does not lock up: static bounds, from the extents of indices.

Some primitives lag: a reduction says nothing before its fiber is closed, and what drops coordinates may say nothing
before either. A kernel locks up if, around some ring of channels, streams can lag further behind than the channels of
the ring hold.

So every stream is given a phase at each of its levels: tokens of a later phase may come a whole fiber of that level
after those of an earlier one. The phase at the level below the last says when an item is ready within the work for
that item. What lags adds one, and every cell works in the phase of the latest of its inputs. Then all cells are moved
as late as their consumers allow. A channel from an earlier phase to a later one must hold the tokens of a fiber of that
level; as all phases differ by what lags in between, the channels of every ring together hold what lags in it.
"""

from __future__ import annotations

from fuseflow.compiler.streams import depth_of, tree_tokens
from fuseflow.compiler.table import Cell, Ref, Table


def capacities(table: Table) -> dict[tuple[Ref, str], int]:
    """Least slots of the channels that need more than one: by stream and the name of the cell that takes it."""
    cells = table.live()
    earliest: dict[str, list[int]] = {}
    lags: dict[str, int | None] = {}
    for cell in cells:
        phases = earliest[cell.name] = [0] * (2 + max((depth_of(table, ref) for ref in cell.args), default=0))
        lags[cell.name] = _lag(cell)
        for k, ref in enumerate(cell.args):
            for level in _levels(table, cell, k):
                phases[level] = max(phases[level], _leaves(table, earliest, lags, ref, level))
    latest = _latest(table, cells, earliest, lags)
    needed: dict[tuple[Ref, str], int] = {}
    for cell in cells:
        for k, ref in enumerate(cell.args):
            slots = _least(table, cell, k)
            for level in _levels(table, cell, k)[: depth_of(table, ref)]:
                if table.cell(ref).op != "root" and latest[cell.name][level] > _leaves(table, latest, lags, ref, level):
                    slots = max(slots, tree_tokens(table, ref, level))
                    break
            if slots > 1:
                needed[ref, cell.name] = max(slots, needed.get((ref, cell.name), 1))
    return needed


def _least(table: Table, cell: Cell, argument: int) -> int:
    """The slots that an argument needs, however the streams come about."""
    ref = cell.args[argument]
    source = table.cell(ref)
    if cell.op == "replay" and argument == 1:
        # The first item of rep stays until the whole tree is stored.
        return tree_tokens(table, ref, depth_of(table, ref) - 1)
    if source.op == "accumulate" and ref.port.startswith("crd") and ref.port != f"crd{len(source['sizes']) - 1}":
        # The stop behind a coordinate comes together with that of its fiber, for which the coordinate may wait.
        return 2
    return 1


def _latest(table: Table, cells: list[Cell], earliest: dict[str, list[int]], lags) -> dict[str, list[int]]:
    """The phases when every cell works as late as the cells that take its streams."""
    latest: dict[str, list[int | None]] = {cell.name: [None] * len(earliest[cell.name]) for cell in cells}
    for cell in reversed(cells):
        own = latest[cell.name]
        for level, phase in enumerate(own):
            if phase is None:
                own[level] = earliest[cell.name][level]
        for k, ref in enumerate(cell.args):
            source = latest[ref.cell]
            for level in _levels(table, cell, k):
                if level < len(source) and level < _kept(table.cell(ref)):
                    phase = own[level] - (level == lags[ref.cell])
                    source[level] = phase if source[level] is None else min(phase, source[level])
    return latest


def _levels(table: Table, cell: Cell, argument: int) -> range:
    """The levels at which a cell and the stream that it takes keep step, that of the ready item included."""
    depth = depth_of(table, cell.args[argument])
    if cell.op == "replay" and argument == 0:
        # Below these, the levels of the tree are one deeper in what is sent.
        depth = depth_of(table, cell.args[1]) - 1
    return range(depth + 1)


def _kept(cell: Cell) -> int:
    """How many of its own levels can be told from what a cell yields."""
    match cell.op:
        case "accumulate":
            return cell.level
        case "scan":
            return cell.level
        case "replay":
            return cell.level - cell["extra"]
    return 1 << 30


def _leaves(table: Table, phases: dict[str, list[int]], lags, ref: Ref, level: int) -> int:
    """The phase of a stream at a level."""
    source = phases[ref.cell]
    if level >= len(source) or level >= _kept(table.cell(ref)):
        return 0
    return source[level] + (level == lags[ref.cell])


def _lag(cell: Cell) -> int | None:
    """The level at which what a cell yields may lag behind what it takes."""
    match cell.op:
        case "reduce" | "lookup":
            return cell.level
        case "accumulate" | "intersect" | "drop_absent" | "drop_empty":
            return cell.level - 1
        case "squeeze":
            return cell.level - cell["fiber"] - 2
        case "replay":
            # For the second item of rep, the whole tree must have come.
            return cell.level - cell["extra"] - 1
    return None

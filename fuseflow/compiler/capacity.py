"""How many slots channels need, so that a kernel does not lock up: static bounds, from the extents of indices.

Some primitives lag: a reduction says nothing before its fiber is closed, and what drops coordinates may say nothing
before either. A kernel locks up if, around some ring of channels, streams can lag further behind than the channels of
the ring hold.

So every stream is given a phase at each of its levels: tokens of a later phase may come a whole fiber of that level
after those of an earlier one. The phase at the level below the last says when an item is ready within the work for
that item. What lags adds one, and every cell works in the phase of the latest of its inputs. Then all cells are moved
as late as their consumers allow. A channel from an earlier phase to a later one must hold the tokens of a fiber of that
level; as all phases differ by what lags in between, the channels of every ring together hold what lags in it.

What a left join or a realign drops lags only behind its own source, while it keeps step with the coordinates that it
follows: where such a stream meets another one from that source, that other one must hold a fiber.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fuseflow.compiler.streams import depth_of, tree_tokens
from fuseflow.compiler.table import Cell, Ref, Table

Way = tuple[Ref, str, int]
"""From a cell whose streams part: a stream, the name of the cell that takes it, and as which argument."""

NO_LAG = 1 << 30
"""A level below all."""


def capacities(table: Table) -> dict[tuple[Ref, str], int]:
    """Least slots of the channels that need more than one: by stream and the name of the cell that takes it."""
    cells = table.live()
    needed: dict[tuple[Ref, str], int] = {}

    def need(ref: Ref, cell: Cell, slots: int) -> None:
        if slots > 1:
            needed[ref, cell.name] = max(slots, needed.get((ref, cell.name), 1))

    for cell in cells:
        for k, ref in enumerate(cell.args):
            need(ref, cell, _least(table, cell, k))
    found = [*_between_phases(table, cells), *_behind_drops(table, cells)]
    if any(cell.op == "replay" for cell in cells):
        found += _between_phases(table, cells, passing=True)
    for ref, cell, level in found:
        need(ref, cell, tree_tokens(table, ref, level))
    return needed


def _between_phases(table: Table, cells: list[Cell], passing: bool = False) -> Iterator[tuple[Ref, Cell, int]]:
    """Channels that lead to a later phase, with the level at which it is later.

    A fiber buffer is looked at in two ways: while the tree is `passing` for the first item of rep, it does not lag, and
    waits for whoever takes what it sends; for the second item the whole tree must have come.
    """
    earliest: dict[str, list[int]] = {}
    lags: dict[str, int | None] = {}
    for cell in cells:
        phases = earliest[cell.name] = [0] * (2 + max((depth_of(table, ref) for ref in cell.args), default=0))
        lags[cell.name] = None if passing and cell.op == "replay" else _lag(cell)
        for k, ref in enumerate(cell.args):
            for level in _levels(table, cell, k):
                phases[level] = max(phases[level], _leaves(table, earliest, lags, ref, level))
    latest = _latest(table, cells, earliest, lags)
    for cell in cells:
        for k, ref in enumerate(cell.args):
            for level in _levels(table, cell, k)[: depth_of(table, ref)]:
                if table.cell(ref).op != "root" and latest[cell.name][level] > _leaves(table, latest, lags, ref, level):
                    yield ref, cell, level
                    break


def _behind_drops(table: Table, cells: list[Cell]) -> Iterator[tuple[Ref, Cell, int]]:
    """Channels that meet what a left join or a realign has left of their source, with the level of the fiber."""
    parts = Counter(ref.cell for cell in cells for ref in cell.args if table.cell(ref).op != "root")
    takers = {cell.name: cell for cell in cells}
    # How far a stream lags behind its sources, by the way that it took from there.
    behind: dict[str, dict[Way, int]] = {}
    for cell in cells:
        arriving: list[dict[Way, int]] = []
        for k, ref in enumerate(cell.args):
            ways = dict(behind[ref.cell])
            if parts[ref.cell] > 1:
                ways[ref, cell.name, k] = NO_LAG
            arriving.append(ways)
        late: dict[str, int] = {}
        for (ref, _, _), level in (item for ways in arriving for item in ways.items()):
            late[ref.cell] = min(level, late.get(ref.cell, NO_LAG))
        leaving: dict[Way, int] = {}
        for k, ways in enumerate(arriving):
            dropped = _dropped(table, cell, k)
            for way, level in ways.items():
                ref, taker, _ = way
                if level == NO_LAG and late[ref.cell] < NO_LAG:
                    yield ref, takers[taker], late[ref.cell]
                leaving[way] = min(level, dropped, leaving.get(way, NO_LAG))
        behind[cell.name] = leaving


def _dropped(table: Table, cell: Cell, argument: int) -> int:
    """The level below which a cell may drop all of an argument while it waits for the next coordinate to follow."""
    followed = {"left_join": 0, "realign": 1}.get(cell.op)
    return NO_LAG if followed in (None, argument) else depth_of(table, cell.args[followed]) - 1


def _least(table: Table, cell: Cell, argument: int) -> int:
    """The slots that an argument needs, however the streams come about."""
    ref = cell.args[argument]
    source = table.cell(ref)
    if cell.op == "replay" and argument == 1:
        # The first item of rep stays until the whole tree is stored.
        return tree_tokens(table, ref, depth_of(table, ref) - 1)
    if source.op == "accumulate" and ref.port.startswith("crd"):
        # A coordinate may wait for the stop of its fiber; as many stops of its own come before that, or with it.
        q = int(ref.port[3:])
        return 1 + min(q, len(source["sizes"]) - 1 - q)
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
            return cell.level - cell["extra"] - 1
    return None

"""Streams of a fusion table: what they carry, how deep and how long they can be, and the cells that move them about."""

from __future__ import annotations

from fuseflow.compiler.table import VALUES, Ref, Table
from fuseflow.errors import Unsupported

BUFFER = 1 << 20
"""Most tokens of one fiber buffer."""


def type_of(table: Table, ref: Ref) -> str:
    """What a stream carries: crd, ref or val."""
    cell, port = table.cell(ref), ref.port
    match cell.op:
        case "repeat" | "realign" | "replay" | "squeeze":
            return cell["type"]
        case "intersect" | "union" | "left_join" if port != "crd":
            return cell[port[0]][int(port[1:])]
        case "drop_empty":
            return "val" if port == "i0" else "crd"
    return "crd" if port.startswith("crd") else "val" if port == "val" else "ref"


def depth_of(table: Table, ref: Ref) -> int:
    """Levels of a stream."""
    cell, port = table.cell(ref), ref.port
    match cell.op:
        case "accumulate":
            return cell.level + (int(port[3:]) if port.startswith("crd") else len(cell["sizes"]) - 1)
        case "drop_empty":
            return cell.level + (port != "outer")
    return cell.level


def extents(table: Table, ref: Ref) -> tuple[int, ...]:
    """Upper bounds of the lengths of a stream's fibers, outermost level first."""
    key = "extents", ref
    if key not in table.memory:
        table.memory[key] = _extents(table, ref)
    return table.memory[key]


def _extents(table: Table, ref: Ref) -> tuple[int, ...]:
    cell = table.cell(ref)
    of = [extents(table, x) for x in cell.args]
    match cell.op:
        case "root":
            return ()
        case "scan":
            return (*of[0], cell["size"])
        case "repeat" | "locate" | "realign":
            return of[1] + of[-1][len(of[1]):]
        case "replay":
            return of[1] + of[0][len(of[1]) - 1:]
        case "intersect":
            return tuple(map(min, of[0], of[1 + len(cell["a"])]))
        case "reduce":
            return of[0][:-1]
        case "accumulate":
            sizes = tuple(cell["sizes"][q] for q in cell["perm"])
            return (*of[0][:-2], *sizes)[: depth_of(table, ref)]
        case "drop_absent" | "drop_empty":
            return of[-1][: depth_of(table, ref)]
    return of[0]


def tree_tokens(table: Table, ref: Ref, level: int) -> int:
    """Most tokens of a stream below one item of depth `level`, the stop that closes them included."""
    tokens = 1
    for n in reversed(extents(table, ref)[level:]):
        tokens = n * tokens + 1
    return tokens


class Streams:
    """Places the cells that move streams about in `table`."""

    def __init__(self, table: Table, name: str):
        self.table, self.name = table, name

    def root(self) -> Ref:
        return self.table.place("root", "root", VALUES, 0)("ref")

    def type(self, ref: Ref) -> str:
        return type_of(self.table, ref)

    def repeat(self, base: Ref, column: str, crd: Ref) -> Ref:
        """`base` once for every item of `crd`, which is one level deeper."""
        row, depth = self.table.cell(crd).row, depth_of(self.table, crd)
        return self.table.place("repeat", column, row, depth, base, crd, type=self.type(base))("out")

    def everywhere(self, base: Ref, column: str, crds: tuple[Ref, ...]) -> Ref:
        """`base` for every item of the innermost of `crds`, each one level deeper than the one before."""
        for crd in crds:
            base = self.repeat(base, column, crd)
        return base

    def again(self, stream: Ref, crd: Ref) -> Ref:
        """A stream once for every item of `crd`: an item by repeat, trees by replay."""
        depth, below = depth_of(self.table, crd), depth_of(self.table, stream)
        cell = self.table.cell(stream)
        if below < depth:
            return self.repeat(stream, cell.column, crd)
        size = tree_tokens(self.table, stream, depth - 1)
        if size > BUFFER:
            raise Unsupported("FF-U002", f"{self.name!r}: the fiber buffer that sends {cell.column!r} again for every "
                              f"{self.table.cell(crd).row!r} has {size:,} tokens, the budget is {BUFFER:,}",
                              hint="choose another dataflow order")
        place = self.table.place("replay", cell.column, cell.row, below + 1, stream, crd, type=self.type(stream),
                                 extra=below - depth + 1, size=size)
        return place("out")

    def locate(self, ref: Ref, column: str, v: str, crd: Ref, size: int, flat: bool = False) -> Ref:
        depth = depth_of(self.table, crd)
        return self.table.place("locate", column, v, depth, ref, crd, size=size, flat=flat)("ref")

    def realign(self, stream: Ref, old: Ref, new: Ref) -> Ref:
        """A stream below the coordinates `old`, laid below `new`."""
        if old == new:
            return stream
        cell, depth = self.table.cell(stream), depth_of(self.table, stream)
        return self.table.place("realign", cell.column, cell.row, depth, old, new, stream, type=self.type(stream),
                                extra=depth - depth_of(self.table, new))("out")

    def left_join(self, crd: Ref, own: Ref, v: str, streams: tuple[Ref, ...]) -> dict[Ref, Ref]:
        """Streams aligned with the coordinates `own`, aligned with `crd` instead: N where `own` has none."""
        if crd == own or not streams:
            return {x: x for x in streams}
        cell = self.table.place("left_join", self.table.cell(own).column, v, depth_of(self.table, crd), crd, own,
                                *streams, b=tuple(map(self.type, streams)))
        return {x: cell(f"b{k}") for k, x in enumerate(streams)}

    def join(self, op: str, v: str, left: Ref, lefts: tuple[Ref, ...], right: Ref, rights: tuple[Ref, ...]):
        """Join two coordinate streams with what is aligned with each: (crd, {stream: joined stream})."""
        cell = self.table.place(
            op, self.table.cell(left).column, v, depth_of(self.table, left), left, *lefts, right, *rights,
            a=tuple(map(self.type, lefts)), b=tuple(map(self.type, rights)))
        joined = {x: cell(f"a{k}") for k, x in enumerate(lefts)} | {x: cell(f"b{k}") for k, x in enumerate(rights)}
        return cell("crd"), joined

"""The end of a region: droppers that make the pattern exact, levels that are widened, and the writers."""

from __future__ import annotations

from fuseflow.compiler.lower import Lowering
from fuseflow.compiler.presence import may_be_absent
from fuseflow.compiler.streams import depth_of, type_of
from fuseflow.compiler.table import VALUES, Ref, Table
from fuseflow.errors import ScheduleError


def write(lowering: Lowering, e, name: str, indices: tuple[str, ...], kinds: str, full: bool, final: bool) -> None:
    """Iterate `e` over `indices` (in dataflow order) and write it as tensor `name` with levels `kinds`.

    Parameters
    ----------
    full : bool
        Is the result provably full? Then nothing can be dropped.
    final : bool
        A result of the program may be stored with dense levels that hold absent entries; an intermediate may not.

    Raises
    ------
    ScheduleError
        FF-E203 for an intermediate whose format does not hold its pattern exactly.
    """
    table = lowering.table
    widened = frozenset(i for i, kind in zip(indices, kinds) if kind == "d" and not full)
    if widened and not final:
        raise ScheduleError(
            "FF-E203", f"the format {kinds!r} of the intermediate {name!r} is dense in {', '.join(sorted(widened))}, "
            "where the tensor is not provably full", hint="use compressed levels; only results can be widened")
    table.column(name, f"{name}[{','.join(indices)}]" if indices else name)
    if widened and len(widened) == len(indices):
        crds, val = lowering.iterate(e, indices)
        write_by_position(lowering, name, indices, crds, val)
        return
    # Dense levels outside of all compressed ones are iterated over their extent; those inside are widened when the
    # pattern of the compressed ones is exact.
    outer = len(kinds) - len(kinds.lstrip("d"))
    crds, val = lowering.iterate(e, indices, widened & frozenset(indices[:outer]))
    streams = [*crds, val]
    if indices and not full:
        streams = drop(table, name, indices, outer, streams)
        for k in range(outer, len(indices)):
            if kinds[k] == "d":
                streams = widen(lowering, indices, k, streams)
    write_levels(table, name, indices, kinds, streams, full)


def write_by_position(lowering: Lowering, name: str, indices, crds, val: Ref) -> None:
    """Write values into a dense tensor, each to the position that its coordinates say."""
    ref = lowering.streams.root()
    for index, crd in zip(indices, crds):
        ref = lowering.streams.locate(ref, name, index, crd, lowering.facts.sizes[index])
    lowering.table.place("write_dense", name, VALUES, len(indices), ref, val, tensor=name)


def write_levels(table: Table, name: str, indices, kinds: str, streams: list[Ref], full: bool) -> None:
    """Write coordinates of compressed levels, and values, in the order in which they come."""
    depth = len(indices)
    for k, (index, kind) in enumerate(zip(indices, kinds)):
        if kind == "c":
            table.place("write_crd", name, index, k + 1, streams[k], tensor=name, at=k)
    table.place("write_val", name, VALUES, depth, streams[-1], tensor=name, present=not depth and not full)


def drop(table: Table, name: str, indices, outer: int, streams: list[Ref]) -> list[Ref]:
    """Drop absent values, then the coordinates whose fibers are empty, innermost level first; not the `outer` ones."""
    depth = len(indices)
    if may_be_absent(table, streams[-1]):
        cell = table.place("drop_absent", name, indices[-1], depth, *streams[-2:])
        streams[-2:] = cell("crd"), cell("val")
    for k in range(depth - 2, outer - 1, -1):
        inner = [k + 1, k + 2] if k + 2 == depth else [k + 1]
        types = tuple("val" for _ in inner[1:])
        cell = table.place("drop_empty", name, indices[k], k + 1, streams[k], *(streams[m] for m in inner), outer=(),
                           inner=types)
        streams[k], streams[k + 1] = cell("outer"), cell("inner")
        if types:
            streams[k + 2] = cell("i0")
        for m in range(inner[-1] + 1, depth + 1):
            level = min(m + 1, depth)
            row = indices[m] if m < depth else VALUES
            streams[m] = table.place("squeeze", name, row, level, streams[m], fiber=level - k - 2,
                                     type=type_of(table, streams[m]))("out")
    return streams


def widen(lowering: Lowering, indices, k: int, streams: list[Ref]) -> list[Ref]:
    """Level `k` over its full extent below every coordinate of the level outside of it; what was not there is N."""
    own, index = streams[k], indices[k]
    crd = lowering.extent(index, tuple(streams[:k]))
    below = []
    for stream in streams[k + 1 :]:
        if depth_of(lowering.table, stream) == k + 1:
            below.append(lowering.streams.left_join(crd, own, index, (stream,))[stream])
        else:
            below.append(lowering.streams.realign(stream, own, crd))
    return [*streams[:k], crd, *below]

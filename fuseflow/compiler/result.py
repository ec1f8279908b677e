"""The end of a region: droppers that make the pattern exact, and the writers."""

from __future__ import annotations

from fuseflow.compiler.lower import Lowering
from fuseflow.compiler.presence import may_be_absent
from fuseflow.compiler.table import VALUES, Ref, Table
from fuseflow.errors import ScheduleError, Unsupported


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
    by_position = bool(widened) and len(widened) == len(indices)
    opened, val = lowering.iterate(e, indices, frozenset() if by_position else widened)
    crds = [crd for _, crd in opened]
    depth = len(indices)
    if by_position:
        ref = lowering.root()
        for k, crd in enumerate(crds):
            ref = table.place("locate", name, indices[k], k + 1, ref, crd, size=lowering.facts.sizes[indices[k]],
                              flat=False)("ref")
        table.place("write_dense", name, VALUES, depth, ref, val, tensor=name)
        return
    if not full and "cd" in kinds:
        raise Unsupported("FF-U007", f"the format {kinds!r} of {name!r} has a dense level below a compressed one, but "
                          "the tensor is not provably full", hint="use compressed levels, or dense ones everywhere")
    streams = [*crds, val]
    if depth and not full and kinds[-1] == "c":
        streams = drop(table, name, indices, kinds, streams)
    for k, (index, kind) in enumerate(zip(indices, kinds)):
        if kind == "c":
            table.place("write_crd", name, index, k + 1, streams[k], tensor=name, at=k)
    table.place("write_val", name, VALUES, depth, streams[-1], tensor=name, present=not depth and not full)


def drop(table: Table, name: str, indices, kinds: str, streams: list[Ref]) -> list[Ref]:
    """Drop absent values, then the coordinates whose fibers are empty, innermost level first."""
    depth = len(indices)
    if may_be_absent(table, streams[-1]):
        cell = table.place("drop_absent", name, indices[-1], depth, *streams[-2:])
        streams[-2:] = cell("crd"), cell("val")
    for k in range(depth - 2, -1, -1):
        if kinds[k] == "d":
            continue
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
                                     type="crd" if m < depth else "val")("out")
    return streams

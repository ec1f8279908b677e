"""Permuted copies of intermediates: kernels of their own, with cycles and bytes.

A full tensor is read in its own order and every value is written to its place. A sparse one goes through a workspace
that gives its entries back in the other order. Where the workspace would be too large, the tensor is read once for
every coordinate of the index that moves outwards: slow, but for tensors of any size.
"""

from __future__ import annotations

from fuseflow.compiler.capacity import capacities
from fuseflow.compiler.codegen import generate
from fuseflow.compiler.einsum import Access, Named
from fuseflow.compiler.facts import Facts, TensorFacts
from fuseflow.compiler.fuse import Fused
from fuseflow.compiler.handles import View
from fuseflow.compiler.kernel import Kernel
from fuseflow.compiler.lower import Lowering
from fuseflow.compiler.operand import Copy, Operand
from fuseflow.compiler.orders import Orders
from fuseflow.compiler.result import write, write_levels
from fuseflow.compiler.table import VALUES, Table
from fuseflow.machine.graph import Interface
from fuseflow.machine.primitives.accumulate import fits
from fuseflow.machine.profile import Profile
from fuseflow.tensor import Format

ONCE = "once"
"""The index of extent 1 that a workspace sums over."""


def copy_kernel(copy: Copy, operand: Operand, profile: Profile, depth: int | float | None = None) -> Kernel:
    """The kernel that makes `copy` of an intermediate."""
    modes = tuple(f"m{k}" for k in range(len(operand.shape)))
    e = Access(copy.tensor, modes)
    read, written = ([modes[m] for m in order] for order in (operand.format.order, copy.order))
    sizes = dict(zip(modes, operand.shape)) | {ONCE: 1}
    kinds = ("d" if operand.full else "c") * len(modes)
    if operand.full:
        rows, lower = read, _scatter
    elif fits(operand.shape):
        rows, lower = [ONCE, *read], _sort
    else:
        rows, lower = written, _search
    table = Table(copy.name, tuple(rows))
    column = table.column(copy.tensor, f"{copy.tensor}[{','.join(read)}]")
    view = View(copy.tensor, column, tuple(read), operand.format.levels, tuple(sizes[i] for i in read), False)
    facts = Facts({copy.tensor: TensorFacts(operand.fill, operand.full)}, sizes)
    table.column(copy.name, f"{copy.name}[{','.join(written)}]")
    lower(Lowering(table, facts, {e: view}, copy.name), e, read, written)

    format = Format(kinds, order=copy.order)
    graph = generate(
        table, profile,
        {copy.tensor: Interface(operand.shape, str(operand.format), operand.fill)},
        {copy.name: Interface(operand.shape, str(format), operand.fill)},
        {copy.tensor: tuple(sizes[i] for i in read), copy.name: tuple(sizes[i] for i in written)},
        (), depth, capacities(table))
    result = Operand(operand.shape, format, operand.fill, operand.full, computed=True)
    whole = Named(copy.name, modes, e)
    fused = Fused(copy.name, (), (whole,), sizes, ((whole, {i: i for i in modes}),))
    return Kernel(copy.name, (), tuple(rows), fused, table, graph, (), (), (), {copy.name: result},
                  Orders(fused, (), {copy.tensor: operand.format.order}))


def _scatter(lowering: Lowering, e: Access, read: list[str], written: list[str]) -> None:
    table, streams, name = lowering.table, lowering.streams, lowering.name
    crds, val = lowering.iterate(e, tuple(read))
    ref = streams.everywhere(streams.root(), "root", crds)
    for i in written:
        k = read.index(i)
        crd = streams.everywhere(crds[k], name, crds[k + 1 :])
        ref = streams.locate(ref, name, i, crd, lowering.facts.sizes[i], flat=True)
    table.place("write_dense", name, VALUES, len(read), ref, val, tensor=name)


def _sort(lowering: Lowering, e: Access, read: list[str], written: list[str]) -> None:
    table, name = lowering.table, lowering.name
    (_, *crds), val = lowering.iterate(e, (ONCE, *read))
    cell = table.place(
        "accumulate", name, written[0], 1, *crds, val, sizes=tuple(lowering.facts.sizes[i] for i in read),
        perm=tuple(read.index(i) for i in written), op="sum", index=ONCE, extent=1, fill=0)
    out = [*(cell(f"crd{q}") for q in range(len(read))), cell("val")]
    write_levels(table, name, tuple(written), "c" * len(read), out, full=False)


def _search(lowering: Lowering, e: Access, read: list[str], written: list[str]) -> None:
    write(lowering, e, lowering.name, tuple(written), "c" * len(read), full=False, final=False)

"""What is said of the entries that a sparse tensor stores."""

from __future__ import annotations

import math

import torch

from fuseflow.compiler.einsum import Call, Expr, Literal, Reduce, Where
from fuseflow.frontend.host import Host
from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.edges import stored
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.splits import letters
from fuseflow.frontend.view import Cat, View
from fuseflow.tensor import Format


@translates("fuseflow.sparse_mm", label="mm")
def sparse_mm(op: Op, a: View, x: View, kind: str) -> View:
    """A product with the mean, or the extreme, of what the stored entries of a row contribute; 0 for none."""
    if not isinstance(a, View) or not isinstance(x, View):
        raise op.refuse(f"torch.sparse.mm of a concatenation with {kind!r}")
    names = iter(letters(64))
    rows, inner, columns = ([(next(names), n) for n in op.digits(*dims)]
                            for dims in ((a.dims[0],), (a.dims[1], x.dims[0]), (x.dims[1],)))
    entry = a.at([rows, inner])

    def reduced(function: str, body: Expr, dims, role: str) -> View:
        for i, _ in reversed(inner):
            body = Reduce(function, i, body)
        return op.emit(dims, body, role, inner=inner)

    product = Call("mul", (entry, x.at([inner, columns])))
    if kind == "mean":
        total = reduced("sum", product, [rows, columns], "sum")
        count = reduced("sum", Where(entry, Call("or", (entry, Literal(1.0))), 0.0), [rows, []], "count")
        return op.pointwise("div", total, op.pointwise("max", count, 1.0, role="max"), role="div")
    absent = -math.inf if kind == "amax" else math.inf
    found = reduced(kind[1:], Where(entry, product, absent), [rows, columns], kind[1:])
    return op.expression(lambda v: Where(v, v, 0.0), [found], "rows")


@translates("fuseflow.loops")
def loops(op: Op, a: View, value: float) -> View:
    """A matrix with `value` on the diagonal, prepared with the inputs."""
    shape = op.shape
    diagonal = torch.arange(min(shape))
    matrix = torch.sparse_coo_tensor(torch.stack([diagonal, diagonal]), torch.full(diagonal.shape, value), shape)
    name = op.translation.unique("loops")
    return op.translation.input(name, name, matrix, lambda _: matrix, Format("dc"))


@translates("fuseflow.full")
def full(op: Op, x: View | Cat) -> View | Cat:
    return stored(op, x)


@translates("fuseflow.edges", host=True)
def edges(op: Op, a: View, name: str, count: int) -> Host:
    """Columns and rows of the stored entries of an adjacency: numbers, as a list of edges is."""
    def read(data) -> torch.Tensor:
        x = data[name]
        x = x if x.layout is torch.sparse_coo else x.to_sparse_coo()
        return x.coalesce().indices().flip(0)

    found = Host(f"{name}.edges", (name,), read(op.translation.captured.data), read)
    op.translation.sized[found.label] = found
    return found

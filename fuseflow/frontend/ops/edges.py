"""Rows that are picked or added up by number, as along the edges of a graph.

A list of numbers is a matrix with a one in every row: they are its coordinates. To pick rows is a product with it; to
add rows up, one with its transpose, which is stored by columns. So ``out[target] += weight * x[source]`` over all edges
is a product with the adjacency, entry by entry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial, reduce

import torch

from fuseflow.compiler.einsum import Reduce, Where
from fuseflow.errors import FrontendError
from fuseflow.frontend import source
from fuseflow.frontend.host import Host
from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.attention import constant
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.splits import letters
from fuseflow.frontend.view import Cat, Fill, View

Operand = View | Cat | Fill


# --- picking rows -------------------------------------------------------------------------------------------------


@translates("index_select", host=True)
def index_select(op: Op, x: Operand | Host, dim: int, numbers: Host) -> Operand:
    return _picked(op, constant(op, x), dim, numbers)


@translates("gather", host=True)
def gather(op: Op, x: Operand | Host, dim: int, numbers: Host, *, sparse_grad: bool = False) -> Operand:
    x = constant(op, x)
    dim %= len(x.shape)
    shape = op.shape
    if isinstance(x, Fill):
        return Fill(x.value, shape)
    x = stored(op, x)
    matrix, along = _matrix(op, numbers, dim, x.shape[dim], columns=False)
    for d in range(len(shape)):
        x = op.slice(x, d, range(shape[d])) if d != dim else x
    return _product(op, matrix, x, dim, along)


@translates("index", host=True)
def index(op: Op, x: Operand | Host, where: Sequence[Host | None]) -> Operand:
    """x[numbers], x[:, numbers], x[mask]: by one list of numbers, or a mask of one dimension."""
    dim, numbers = _only(op, where)
    return _picked(op, constant(op, x), dim, numbers)


def _picked(op: Op, x: Operand, dim: int, numbers: Host) -> Operand:
    dim %= len(x.shape)
    numbers = _given(op, numbers)
    shape = (*x.shape[:dim], *numbers.value.shape, *x.shape[dim + 1 :])
    if isinstance(x, Fill):
        return Fill(x.value, shape)
    x = stored(op, x)
    matrix = op.numbers(numbers, x.shape[dim])
    if matrix.rank > 2:
        matrix = matrix.reshaped((numbers.value.numel(), matrix.shape[-1]))
    out = _product(op, matrix, x, dim, (dim,))
    return out.reshaped(shape) if out.shape != shape else out


def _only(op: Op, where: Sequence[Host | None]) -> tuple[int, Host]:
    """The one list of numbers of an index, and its dimension."""
    given = [d for d, x in enumerate(where) if x is not None]
    if any(op.node.args[1][d].meta["val"].dtype is torch.bool and not isinstance(where[d], Host) for d in given):
        raise FrontendError(
            "FF-E603", f"the model cannot be captured: {op.label} by a computed mask: its shape depends on data",
            where=source.place(source.of_node(op.node)), hint="a program has the same shapes for all data")
    if len(given) != 1 or not isinstance(where[given[0]], Host):
        raise op.refuse(f"{op.label} by several lists of numbers, or by numbers that are computed",
                        "index by one list of numbers or one mask, that is given as an argument or a buffer")
    numbers = where[given[0]]
    if numbers.value.dtype is not torch.bool:
        return given[0], numbers
    if numbers.value.dim() != 1:
        raise op.refuse(f"{op.label} by a mask of several dimensions", "use torch.where, or a mask of one dimension")
    found = Host(f"{numbers.label}.nonzero", numbers.sources, numbers.value.nonzero()[:, 0],
                 lambda data: numbers.read(data).nonzero()[:, 0])
    op.translation.sized[found.label] = found
    return given[0], found


# --- adding rows up -----------------------------------------------------------------------------------------------


@translates("scatter_add", host=True)
def scatter_add(op: Op, x: Operand | Host, dim: int, numbers: Host, rows: Operand | Host) -> Operand:
    x = constant(op, x)
    return _plus(op, x, _scattered(op, "sum", x.shape, dim, numbers, constant(op, rows)))


@translates("index_add", host=True)
def index_add(op: Op, x: Operand | Host, dim: int, numbers: Host, rows: Operand | Host, *, alpha: float = 1) -> Operand:
    x, rows = constant(op, x), constant(op, rows)
    if alpha != 1:
        rows = op.pointwise("mul", rows, alpha, role="alpha")
    return _plus(op, x, _scattered(op, "sum", x.shape, dim, numbers, rows))


@translates("scatter_reduce", host=True)
def scatter_reduce(op: Op, x: Operand | Host, dim: int, numbers: Host, rows: Operand | Host, kind: str, *,
                   include_self: bool = True) -> Operand:
    x, rows = constant(op, x), constant(op, rows)
    match kind:
        case "sum" if include_self:
            return scatter_add(op, x, dim, numbers, rows)
        case "amax" | "amin":
            found = _scattered(op, kind[1:], x.shape, dim, numbers, rows)
            if include_self:
                return op.pointwise(kind[1:], found, x)
            if isinstance(x, Fill):
                # What nothing is scattered to is absent, and keeps what it was.
                return op.expression(lambda v: Where(v, v, x.value), [found], role="self")
    raise op.refuse(f"scatter_reduce of {kind!r} with include_self={include_self}",
                    "use scatter_add, or amax or amin with include_self=False into zeros")


@translates("index_put", host=True)
def index_put(op: Op, x: Operand | Host, where: Sequence[Host | None], values: Operand | Host,
              accumulate: bool = False) -> Operand:
    """x[numbers] = values: of several values for one place the last counts."""
    dim, numbers = _only(op, where)
    x, values = constant(op, x), constant(op, values)
    n = x.shape[dim]
    wanted = (*x.shape[:dim], *numbers.value.shape, *x.shape[dim + 1 :])
    if isinstance(values, Fill | float):
        values = Fill(getattr(values, "value", values), wanted)
    else:
        values = values.broadcast(wanted)
    if numbers.value.dim() != 1:
        raise op.refuse(f"{op.label} by numbers of several dimensions", "use one list of numbers")
    if not accumulate:
        x = _where(op, _derived(numbers, "kept", partial(_rest, size=n)), x, dim, "kept")
        values = _where(op, _derived(numbers, "last", _last), values, dim, "last")
    return _plus(op, x, _scattered(op, "sum", x.shape, dim, numbers, values))


def _derived(x: Host, role: str, function) -> Host:
    return Host(f"{x.label}.{role}", x.sources, function(x.value), lambda data: function(x.read(data)))


def _rest(numbers: torch.Tensor, size: int) -> torch.Tensor:
    """Which places are none of the numbers."""
    return ~torch.isin(torch.arange(size), numbers)


def _last(numbers: torch.Tensor) -> torch.Tensor:
    """Which of the numbers do not come again."""
    last = {n: k for k, n in enumerate(numbers.tolist())}
    return torch.tensor([last[n] == k for k, n in enumerate(numbers.tolist())], dtype=torch.bool)


def _where(op: Op, mask: Host, x: Operand, dim: int, role: str) -> Operand:
    """x where a mask holds that is along a dimension, else 0."""
    m = op.translation.of_host(mask)
    m = m.picked([0 if d == dim else None for d in range(len(x.shape))])
    if isinstance(x, Fill):
        return op.pointwise("mul", m.broadcast(x.shape), x.value, role=role) if x.value else x
    return op.expression(lambda c, v: Where(c, v, 0.0), [m, x], role)


def _plus(op: Op, x: Operand, added: Operand) -> Operand:
    return added if isinstance(x, Fill) and x.value == 0 else op.pointwise("add", x, added, role="self")


def _scattered(op: Op, function: str, shape: Sequence[int], dim: int, numbers: Host, rows: Operand) -> Operand:
    """sum, max or min of all rows that have the same number; absent where there are none."""
    dim %= len(shape)
    numbers = _given(op, numbers)
    for d, n in enumerate(numbers.value.shape if numbers.value.dim() == len(shape) else ()):
        rows = op.slice(rows, d, range(n))
    if any(rows.shape[d] != n for d, n in enumerate(shape) if d != dim):
        raise op.refuse(f"{op.label} into a larger tensor", "take the part of it that is written first")
    matrix, along = _matrix(op, numbers, dim, shape[dim], columns=True)
    if isinstance(rows, Fill) and function == "sum":
        counts = op.reduce("sum", matrix, along.index(dim), role="count")
        left = [d for d in along if d != dim]
        counts = counts.picked([len(left) if d == dim else left.index(d) if d in left else None
                                for d in range(len(shape))]).broadcast(shape)
        return counts if rows.value == 1 else op.pointwise("mul", counts, rows.value)
    if isinstance(rows, Fill):
        rows = op.constant(rows.value, rows.shape)
    if function == "sum":
        return _product(op, matrix, rows, dim, along, transposed=True)
    return _extreme(op, function, matrix, rows, dim, along)


# --- both ---------------------------------------------------------------------------------------------------------


def stored(op: Op, x: View | Cat) -> View | Cat:
    """x with every entry stored, if the model computes it: a row is then found by its number, without a search."""
    if isinstance(x, Cat):
        return op.cat([stored(op, p) for p in x.pieces], x.dim)
    if x.tensor in op.translation.inputs or op.translation.facts[x.tensor].full:
        return x
    return op.pointwise("add", x, op.constant(0.0), role="full")


def _given(op: Op, numbers: object) -> Host:
    if not isinstance(numbers, Host):
        raise op.refuse(f"{op.label} with numbers that are computed", "give them as an argument or a buffer")
    return numbers


def _matrix(op: Op, numbers: Host, dim: int, width: int, columns: bool) -> tuple[View, tuple[int, ...]]:
    """The matrix of numbers that stand along a dimension, and the dimensions along which they differ."""
    numbers = _given(op, numbers)
    numbers, at = numbers.spread if numbers.spread and numbers.spread[1] == dim else (numbers, None)
    along = (dim,) if at is not None or numbers.value.dim() == 1 else tuple(range(numbers.value.dim()))
    return op.numbers(numbers, width, columns), along


def _product(op: Op, matrix: View, x: View | Cat, dim: int, along: Sequence[int], *,
             transposed: bool = False) -> View | Cat:
    """`matrix`, with the dimensions `along` and one of numbers, or its transpose, times x along a dimension.

    The results are stored in full: nearly all rows have entries, and who reads them needs no search.
    """
    batch = [d for d in along if d != dim]
    free = [d for d in range(x.rank) if d not in along]
    at = [along.index(dim), len(along)]
    a = matrix.picked([*map(along.index, batch), *[None for _ in free[:-1]], *(at[::-1] if transposed else at)])
    order = [*batch, *free[:-1], dim, free[-1] if free else None]
    out = op.contract(a, x.picked(order), full=True)
    return out.picked([order.index(d) for d in range(x.rank)])


def _extreme(op: Op, function: str, matrix: View, x: View | Cat, dim: int, along: Sequence[int]) -> View | Cat:
    """The largest or the smallest of the rows of x with the same number."""
    if isinstance(x, Cat):
        cut = [op.slice(matrix, along.index(x.dim), s) if x.dim in along else matrix for s in x.spans]
        pieces = [_extreme(op, function, m, p, dim, along) for m, p in zip(cut, x.pieces)]
        return op.cat(pieces, x.dim) if x.dim != dim else reduce(partial(op.pointwise, function), pieces)
    names = iter(letters(64))
    of = {d: [(next(names), n) for n in op.digits(x.dims[d], *([matrix.dims[along.index(d)]] if d in along else []))]
          for d in range(x.rank)}
    number = [(next(names), n) for n in op.digits(matrix.dims[-1])]
    picks = matrix.at([*(of[d] for d in along), number])
    body = Where(picks, x.at([of[d] for d in range(x.rank)]), -math.inf if function == "max" else math.inf)
    for i, _ in reversed(of[dim]):
        body = Reduce(function, i, body)
    return op.emit([number if d == dim else of[d] for d in range(x.rank)], body, function, inner=of[dim])

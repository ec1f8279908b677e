"""Other views of a tensor: no statement."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.view import Cat, Fill, Part, View


@translates("to_dense", "_to_dense", label="to_dense")
def to_dense(op: Op, x: View, dtype=None, masked_grad=None) -> View:
    return x


@translates("clone", "contiguous", "detach", "detach_", "alias", "lift_fresh", "lift_fresh_copy", "detach_copy")
def same(op: Op, x: View, *, memory_format=None) -> View:
    return x


@translates("to", "_to_copy", "type_as")
def to(op: Op, x: View, *args, **kwargs) -> View:
    before, after = op.dtype("self", 0), op.node.meta["val"].dtype
    if after is torch.bool and before is not torch.bool:
        return op.pointwise("ne", x, 0.0)
    if after != before and not after.is_floating_point:
        raise op.wrong_type(f"a conversion from {before} to {after}")
    return x


@translates("dropout", "alpha_dropout", "feature_dropout")
def dropout(op: Op, x: View, p: float, train: bool) -> View:
    if train:
        raise op.refuse("dropout while training", "pass training=self.training to F.dropout")
    return x


def _permuted(x: View, dims: Sequence[int]) -> View:
    return x.picked([d % len(x.shape) for d in dims])


@translates("t", "numpy_T")
def t(op: Op, x: View) -> View:
    return _permuted(x, range(len(x.shape))[::-1])


@translates("transpose", "swapaxes", "swapdims")
def transpose(op: Op, x: View, a: int, b: int) -> View:
    dims = list(range(len(x.shape)))
    if dims:
        dims[a], dims[b] = dims[b], dims[a]
    return _permuted(x, dims)


@translates("mT", "adjoint")
def matrix_transpose(op: Op, x: View) -> View:
    return transpose(op, x, -2, -1)


@translates("permute")
def permute(op: Op, x: View, dims) -> View:
    return _permuted(x, dims)


@translates("unsqueeze")
def unsqueeze(op: Op, x: View, dim: int) -> View:
    dims: list[int | None] = list(range(len(x.shape)))
    dims.insert(dim % (len(dims) + 1), None)
    return x.picked(dims)


@translates("squeeze")
def squeeze(op: Op, x: View, dim=None) -> View:
    rank = len(x.shape)
    dims = range(rank) if dim is None else [dim] if isinstance(dim, int) else dim
    gone = {d % rank for d in dims if x.shape[d] == 1} if rank else set()
    return x.picked([d for d in range(rank) if d not in gone])


@translates("expand", "expand_copy")
def expand(op: Op, x: View, size, *, implicit: bool = False) -> View:
    return x.broadcast(op.shape)


@translates("repeat")
def repeat(op: Op, x: View, repeats: Sequence[int]) -> View:
    """One more digit of every dimension, along which all are alike."""
    if not isinstance(x, View):
        raise op.refuse("repeat of a concatenation", "repeat what is concatenated")
    dims = ((),) * (len(repeats) - x.rank) + x.dims
    return View(x.tensor, tuple(((Part(None, n),) if n != 1 else ()) + dim for n, dim in zip(repeats, dims)))


@translates("expand_as")
def expand_as(op: Op, x: View, other) -> View:
    return expand(op, x, None)


@translates("view.default", "reshape", "_unsafe_view", "view_copy.default", "flatten", "unflatten", label="reshape")
def reshape(op: Op, x: View | Cat, *shape) -> View | Cat:
    """Dimensions become digits of one, or the other way round: nothing moves."""
    wanted = op.shape
    if wanted == x.shape:
        return x
    found = x.reshaped(wanted)
    if found is None:
        raise op.refuse(f"a reshape from {x.shape} to {wanted}",
                        "split one dimension, or join neighbours; anything else, outside of the model")
    return found


# --- slices: a tensor that is read in parts is computed in parts ---------------------------------------------------


@translates("slice", "slice_copy")
def slice_(op: Op, x: View, dim: int = 0, start: int | None = None, end: int | None = None, step: int = 1) -> View:
    dim %= len(x.shape)
    return op.slice(x, dim, range(*slice(start, end, step).indices(x.shape[dim])))


@translates("narrow")
def narrow(op: Op, x: View, dim: int, start: int, length: int) -> View:
    return slice_(op, x, dim, start, start + length)


@translates("select", "select_copy")
def select(op: Op, x: View, dim: int, index: int) -> View:
    dim %= len(x.shape)
    one = op.slice(x, dim, [index % x.shape[dim]])
    return one.picked([d for d in range(len(x.shape)) if d != dim])


@translates("flip")
def flip(op: Op, x: View, dims: Sequence[int]) -> View:
    for dim in dims:
        dim %= len(x.shape)
        x = op.slice(x, dim, range(x.shape[dim])[::-1])
    return x


@translates("unbind", "unbind_copy")
def unbind(op: Op, x: View, dim: int = 0) -> tuple[View, ...]:
    return tuple(select(op, x, dim, k) for k in range(x.shape[dim]))


@translates("split", "split_with_sizes", "chunk", "split_copy", "split_with_sizes_copy", "unsafe_split", label="split")
def split(op: Op, x: View, sizes: int | Sequence[int], dim: int = 0) -> tuple[View, ...]:
    """Of all spellings, the sizes of the parts are those that PyTorch has found."""
    dim %= len(x.shape)
    lengths = [op.translation.shape(part)[dim] for part in op.node.meta["val"]]
    starts = [sum(lengths[:k]) for k in range(len(lengths))]
    return tuple(op.slice(x, dim, range(a, a + n)) for a, n in zip(starts, lengths))


@translates("cat", "concat", "concatenate", label="cat")
def cat(op: Op, tensors: Sequence[View], dim: int = 0) -> View | Cat:
    pieces = [x for x in tensors if not (len(x.shape) == 1 and x.shape[0] == 0)]
    pieces = [op.constant(x.value, x.shape) if isinstance(x, Fill) else x for x in pieces]
    return op.cat(pieces, dim % len(pieces[0].shape))


@translates("stack")
def stack(op: Op, tensors: Sequence[View], dim: int = 0) -> View | Cat:
    dim %= len(tensors[0].shape) + 1
    return cat(op, [unsqueeze(op, x, dim) for x in tensors], dim)


# --- constants ----------------------------------------------------------------------------------------------------


def _filled(op: Op, value) -> Fill:
    if not isinstance(value, int | float):
        raise op.wrong_type(repr(value))
    return Fill(float(value), op.shape)


@translates("zeros_like", "new_zeros")
def zeros_like(op: Op, x, *args, **kwargs) -> Fill:
    return _filled(op, 0)


@translates("ones_like", "new_ones")
def ones_like(op: Op, x, *args, **kwargs) -> Fill:
    return _filled(op, 1)


@translates("full_like")
def full_like(op: Op, x, value, **kwargs) -> Fill:
    return _filled(op, value)


@translates("new_full")
def new_full(op: Op, x, size, value, **kwargs) -> Fill:
    return _filled(op, value)

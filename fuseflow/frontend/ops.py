"""What every ATen operation becomes.

A translation is a function of an `Op` and the arguments of the ATen schema, tensors as `View`; it returns a `View`
(or a tuple, for operations with several results). To support one more operation, add one function.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import reduce

import torch

from fuseflow.compiler.einsum import Call, Expr, Literal, Reduce, free
from fuseflow.frontend.translate import Op, View, letters

Number = int | float

_TABLE: dict[str, tuple[Callable, str]] = {}


def translates(*names: str, label: str | None = None):
    """Register a translation for ATen operations: ``mm``, or ``max.dim`` for one overload."""

    def register(function: Callable) -> Callable:
        for name in names:
            _TABLE[name] = function, label or name.split(".")[0]
        return function

    return register


def find(target) -> tuple[Callable | None, str]:
    """The translation of an FX target, or None, and its label."""
    if not isinstance(target, torch._ops.OpOverload):
        return None, str(getattr(target, "__name__", target))
    namespace, _, name = target._schema.name.partition("::")
    if namespace == "aten":
        for key in (f"{name}.{target._schema.overload_name or 'default'}", name):
            if key in _TABLE:
                return _TABLE[key]
    return None, str(target)


def supported() -> list[str]:
    """Names of the ATen operations that have a translation."""
    return sorted({name.split(".")[0] for name in _TABLE if not name.startswith("_")})


# --- products ----------------------------------------------------------------------------------------------------


@translates("mm", "bmm", "matmul", "mv", "dot", label="mm")
def mm(op: Op, a: View, b: View) -> View:
    return op.contract(a, b)


@translates("linear")
def linear(op: Op, x: View, weight: View, bias: View | None = None) -> View:
    y = op.contract(x, weight, "mm", transposed=True)
    return y if bias is None else op.pointwise("add", y, bias, role="add")


@translates("addmm", "addmv", "baddbmm")
def addmm(op: Op, bias: View, a: View, b: View, *, beta: Number = 1, alpha: Number = 1) -> View:
    y = op.contract(a, b, "mm")
    if alpha != 1:
        y = op.pointwise("mul", y, alpha, role="alpha")
    if beta == 0:
        return y
    if beta != 1:
        bias = op.pointwise("mul", bias, beta, role="beta")
    return op.pointwise("add", y, bias, role="add")


@translates("einsum")
def einsum(op: Op, equation: str, operands: list[View], *, path=None) -> View:
    """One statement, whatever the number of operands; `path` is PyTorch's order of evaluation."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    subscripts = left.split(",")
    if "." in equation or any(len(set(s)) < len(s) for s in subscripts):
        raise op.refuse(f"einsum of {equation!r}", "name every index, and none twice in one operand")
    if not arrow:
        right = "".join(sorted(c for c in set(left) - {","} if left.count(c) == 1))
    sizes: dict[str, int] = {}
    for s, x in zip(subscripts, operands, strict=True):
        for c, n in zip(s, x.shape, strict=True):
            sizes[c] = n if sizes.get(c, 1) == 1 else sizes[c]
    reduced = [c for c in sizes if c not in right]
    names = dict(zip([*right, *reduced], letters(len(sizes)), strict=True))
    args = [
        op.broadcast(x, tuple(sizes[c] for c in s)).at([names[c] for c in s])
        for s, x in zip(subscripts, operands, strict=True)
    ]
    expression: Expr = reduce(lambda x, y: Call("mul", (x, y)), args)
    indices = free(expression)
    count = math.prod(sizes[c] for c in reduced if names[c] not in indices)
    for c in reversed(reduced):
        if names[c] in indices:
            expression = Reduce("sum", names[c], expression)
    if count != 1:
        expression = Call("mul", (expression, Literal(float(count))))
    return op.emit([names[c] for c in right], [sizes[c] for c in right], expression)


# --- pointwise ---------------------------------------------------------------------------------------------------


def _unary(aten: str, function: str) -> None:
    @translates(aten)
    def unary(op: Op, x: View) -> View:
        return op.pointwise(function, x)


for _name in ("relu", "exp", "log", "sqrt", "rsqrt", "reciprocal", "tanh", "sigmoid", "erf", "abs", "neg"):
    _unary(_name, _name)


@translates("gelu")
def gelu(op: Op, x: View, *, approximate: str = "none") -> View:
    if approximate != "none":
        raise op.refuse(f"gelu with approximate={approximate!r}", "use the exact form: approximate='none'")
    return op.pointwise("gelu", x)


def _times(op: Op, x: View | Number, alpha: Number) -> View | Number:
    if alpha == 1:
        return x
    return op.pointwise("mul", x, alpha, role="alpha") if isinstance(x, View) else x * alpha


@translates("add")
def add(op: Op, x: View, y: View | Number, alpha: Number = 1) -> View:
    return op.pointwise("add", x, _times(op, y, alpha))


@translates("sub", "subtract", label="sub")
def sub(op: Op, x: View, y: View | Number, alpha: Number = 1) -> View:
    return op.pointwise("sub", x, _times(op, y, alpha))


@translates("rsub", label="sub")
def rsub(op: Op, x: View, y: View | Number, alpha: Number = 1) -> View:
    return op.pointwise("sub", y, _times(op, x, alpha))


@translates("mul", "multiply", label="mul")
def mul(op: Op, x: View, y: View | Number) -> View:
    return op.pointwise("mul", x, y)


@translates("div", "divide", "true_divide", label="div")
def div(op: Op, x: View, y: View | Number, *, rounding_mode: str | None = None) -> View:
    if rounding_mode is not None:
        raise op.refuse(f"div with rounding_mode={rounding_mode!r}")
    return op.pointwise("div", x, y)


@translates("maximum", "max.other", "clamp_min", label="max")
def maximum(op: Op, x: View, y: View | Number) -> View:
    return op.pointwise("max", x, y)


@translates("minimum", "min.other", "clamp_max", label="min")
def minimum(op: Op, x: View, y: View | Number) -> View:
    return op.pointwise("min", x, y)


@translates("clamp", "clip", label="clamp")
def clamp(op: Op, x: View, min: View | Number | None = None, max: View | Number | None = None) -> View:  # noqa: A002
    x = x if min is None else op.pointwise("max", x, min, role="max")
    return x if max is None else op.pointwise("min", x, max, role="min")


@translates("pow")
def power(op: Op, x: View | Number, y: View | Number) -> View:
    return op.pointwise("pow", x, y)


# --- reductions --------------------------------------------------------------------------------------------------


def _floating(op: Op, dtype: torch.dtype | None) -> None:
    if dtype is not None and not dtype.is_floating_point:
        raise op.refuse(f"{op.label} with dtype={dtype}", "programs compute with float32")


@translates("sum")
def sum_(op: Op, x: View, dim=None, keepdim: bool = False, *, dtype: torch.dtype | None = None) -> View:
    _floating(op, dtype)
    return op.reduce("sum", x, dim, keepdim)


@translates("mean")
def mean(op: Op, x: View, dim=None, keepdim: bool = False, *, dtype: torch.dtype | None = None) -> View:
    _floating(op, dtype)
    total = op.reduce("sum", x, dim, keepdim, role="sum")
    count = math.prod(x.shape) // max(1, math.prod(total.shape))
    return op.pointwise("div", total, count, role="div")


@translates("amax", "max.default", label="max")
def amax(op: Op, x: View, dim=(), keepdim: bool = False) -> View:
    return op.reduce("max", x, dim, keepdim)


@translates("amin", "min.default", label="min")
def amin(op: Op, x: View, dim=(), keepdim: bool = False) -> View:
    return op.reduce("min", x, dim, keepdim)


@translates("max.dim")
def max_dim(op: Op, x: View, dim: int, keepdim: bool = False) -> tuple[View, None]:
    return op.reduce("max", x, dim, keepdim), None


@translates("min.dim")
def min_dim(op: Op, x: View, dim: int, keepdim: bool = False) -> tuple[View, None]:
    return op.reduce("min", x, dim, keepdim), None


@translates("softmax", "_softmax", label="softmax")
def softmax(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None = None) -> View:
    _, e, r = _exponentials(op, x, dim, dtype)
    return op.pointwise("div", e, r, role="div")


@translates("log_softmax", "_log_softmax", label="log_softmax")
def log_softmax(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None = None) -> View:
    s, _, r = _exponentials(op, x, dim, dtype)
    return op.pointwise("sub", s, op.pointwise("log", r, role="log"), role="out")


def _exponentials(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None) -> tuple[View, View, View]:
    """x - max, its exponential, and the sum of that."""
    if isinstance(dtype, torch.dtype):
        _floating(op, dtype)
    m = op.reduce("max", x, dim, keepdim=True, role="max")
    s = op.pointwise("sub", x, m, role="sub")
    e = op.pointwise("exp", s, role="exp")
    return s, e, op.reduce("sum", e, dim, keepdim=True, role="sum")


# --- views: no statement -----------------------------------------------------------------------------------------


@translates("clone", "contiguous", "detach", "alias", "lift_fresh", "lift_fresh_copy", "detach_copy")
def same(op: Op, x: View, *, memory_format=None) -> View:
    return x


@translates("to", "_to_copy", "type_as")
def to(op: Op, x: View, *args, **kwargs) -> View:
    before, after = op.node.args[0].meta["val"].dtype, op.node.meta["val"].dtype
    if after != before and not after.is_floating_point:
        raise op.refuse(f"a conversion from {before} to {after}", "programs compute with float32")
    return x


@translates("dropout", "alpha_dropout", "feature_dropout")
def dropout(op: Op, x: View, p: float, train: bool) -> View:
    if train:
        raise op.refuse("dropout while training", "pass training=self.training to F.dropout")
    return x


def _permuted(x: View, dims) -> View:
    return x.picked(dims, [x.shape[d] for d in dims])


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
    return _permuted(x, [d % len(x.shape) for d in dims])


@translates("unsqueeze")
def unsqueeze(op: Op, x: View, dim: int) -> View:
    rank = len(x.shape)
    dims: list[int | None] = list(range(rank))
    dims.insert(dim % (rank + 1), None)
    return x.picked(dims, [1 if d is None else x.shape[d] for d in dims])


@translates("squeeze")
def squeeze(op: Op, x: View, dim=None) -> View:
    rank = len(x.shape)
    dims = range(rank) if dim is None else [dim] if isinstance(dim, int) else dim
    gone = {d % rank for d in dims if x.shape[d] == 1} if rank else set()
    return _drop(op, x, gone)


def _drop(op: Op, x: View, gone: set[int]) -> View:
    """Without the given dimensions of size 1."""
    for d in gone:
        x = op.without(x, d)
    return _permuted(x, [d for d in range(len(x.shape)) if d not in gone])


@translates("expand", "expand_copy")
def expand(op: Op, x: View, size, *, implicit: bool = False) -> View:
    added = len(size) - len(x.shape)
    return op.broadcast(x, tuple(x.shape[d - added] if n == -1 else n for d, n in enumerate(size)))


@translates("view.default", "reshape", "_unsafe_view", "view_copy.default", label="reshape")
def reshape(op: Op, x: View, shape) -> View:
    """Only where dimensions of size 1 come or go."""
    shape = tuple(op.node.meta["val"].shape)
    if shape == x.shape:
        return x
    if [n for n in shape if n != 1] != [n for n in x.shape if n != 1]:
        raise op.refuse(f"a reshape from {x.shape} to {shape}",
                        "keep the dimensions apart, or reshape outside of the model")
    core = _drop(op, x, {d for d, n in enumerate(x.shape) if n == 1})
    dims = iter(range(len(core.shape)))
    return core.picked([None if n == 1 else next(dims) for n in shape], shape)

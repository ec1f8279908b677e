"""Products, pointwise operations, reductions."""

from __future__ import annotations

import math
from functools import reduce

import torch

from fuseflow.compiler.einsum import Call, Expr, Literal, Reduce, free
from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.splits import letters
from fuseflow.frontend.view import Cat, Fill, View

Number = int | float
Operand = View | Cat | Fill | Number


# --- products ----------------------------------------------------------------------------------------------------


@translates("mm", "bmm", "matmul", "mv", "dot", "_sparse_mm.default", label="mm")
def mm(op: Op, a: View, b: View) -> View:
    return op.contract(a, b)


@translates("linear")
def linear(op: Op, x: View, weight: View, bias: View | None = None) -> View:
    y = op.contract(x, weight, "mm", transposed=True)
    return y if bias is None else op.pointwise("add", y, bias, role="add")


@translates("addmm", "addmv", "baddbmm", "_sparse_addmm", label="addmm")
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
    dims: dict[str, list] = {}
    for s, x in zip(subscripts, operands, strict=True):
        for c, dim in zip(s, x.dims, strict=True):
            dims.setdefault(c, []).append(dim)
    names = iter(letters(64))
    order = [*right, *(c for c in dims if c not in right)]
    found = {c: [(next(names), n) for n in op.digits(*dims[c])] for c in order}
    sizes = {c: math.prod(n for _, n in found[c]) for c in found}
    args = [x.broadcast([sizes[c] for c in s]).at([found[c] for c in s])
            for s, x in zip(subscripts, operands, strict=True)]
    expression: Expr = reduce(lambda x, y: Call("mul", (x, y)), args)
    indices = free(expression)
    inner = [x for c in order if c not in right for x in found[c]]
    count = math.prod(n for i, n in inner if i not in indices)
    for i, _ in reversed(inner):
        if i in indices:
            expression = Reduce("sum", i, expression)
    if count != 1:
        expression = Call("mul", (expression, Literal(float(count))))
    return op.emit([found[c] for c in right], expression, inner=inner)


# --- pointwise ---------------------------------------------------------------------------------------------------


def _unary(aten: str, function: str) -> None:
    @translates(aten)
    def unary(op: Op, x: View) -> View:
        return op.pointwise(function, x)


for _name in ("relu", "exp", "log", "sqrt", "rsqrt", "reciprocal", "tanh", "sigmoid", "erf", "abs", "neg"):
    _unary(_name, _name)


@translates("gelu")
def gelu(op: Op, x: Operand, *, approximate: str = "none") -> View:
    if approximate == "none":
        return op.pointwise("gelu", x)

    def cubic(v: Expr) -> Expr:
        """v / 2 * (1 + tanh(sqrt(2 / pi) * (v + 0.044715 * v^3)))"""
        cube = Call("mul", (Call("mul", (Call("mul", (v, v)), v)), Literal(0.044715)))
        inner = Call("mul", (Call("add", (v, cube)), Literal(math.sqrt(2 / math.pi))))
        return Call("mul", (Call("mul", (v, Literal(0.5))), Call("add", (Call("tanh", (inner,)), Literal(1.0)))))

    return op.expression(cubic, [x])


@translates("leaky_relu")
def leaky_relu(op: Op, x: Operand, negative_slope: Number = 0.01) -> View:
    function = "max" if negative_slope <= 1 else "min"
    return op.expression(lambda v: Call(function, (v, Call("mul", (v, Literal(float(negative_slope)))))), [x])


@translates("silu")
def silu(op: Op, x: Operand) -> View:
    return op.expression(lambda v: Call("mul", (v, Call("sigmoid", (v,)))), [x])


@translates("square")
def square(op: Op, x: Operand) -> View:
    return op.expression(lambda v: Call("mul", (v, v)), [x])


def _times(op: Op, x: View | Number, alpha: Number) -> View | Number:
    if alpha == 1:
        return x
    return op.pointwise("mul", x, alpha, role="alpha") if isinstance(x, View) else x * alpha


@translates("add")
def add(op: Op, x: View, y: View | Number, alpha: Number = 1) -> View:
    if op.node.meta["val"].dtype is torch.bool:
        return op.pointwise("or", x, y)
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


_ROOTS = {0.5: "sqrt", -0.5: "rsqrt", -1: "reciprocal"}


@translates("pow")
def power(op: Op, x: View | Number, y: View | Number) -> View:
    if isinstance(y, int | float) and y in _ROOTS:
        return op.pointwise(_ROOTS[y], x)
    return op.pointwise("pow", x, y)


# --- reductions --------------------------------------------------------------------------------------------------


def floating(op: Op, dtype: torch.dtype | None) -> None:
    if dtype is not None and not dtype.is_floating_point:
        raise op.wrong_type(f"dtype={dtype}")


@translates("sum")
def sum_(op: Op, x: View, dim=None, keepdim: bool = False, *, dtype: torch.dtype | None = None) -> View:
    floating(op, dtype)
    return op.reduce("sum", x, dim, keepdim)


@translates("mean")
def mean(op: Op, x: View, dim=None, keepdim: bool = False, *, dtype: torch.dtype | None = None) -> View:
    floating(op, dtype)
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

"""Normalisations and embeddings."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fuseflow.compiler.einsum import Call, Literal
from fuseflow.frontend.host import Host
from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.view import View


@translates("layer_norm")
def layer_norm(op: Op, x: View, normalized_shape: Sequence[int], weight: View | None = None, bias: View | None = None,
               eps: float = 1e-5, cudnn_enable: bool = True) -> View:
    """(x - mean) * rsqrt(variance + eps) * weight + bias over the last dimensions."""
    dims = list(range(-len(normalized_shape), 0))
    count = math.prod(normalized_shape)
    total = op.reduce("sum", x, dims, keepdim=True, role="sum")
    centred = op.expression(lambda v, m: Call("sub", (v, Call("div", (m, Literal(float(count)))))), [x, total],
                            role="centre")
    squares = op.reduce("sum", op.pointwise("mul", centred, centred, role="square"), dims, keepdim=True, role="squares")
    scale = op.expression(
        lambda v: Call("rsqrt", (Call("add", (Call("div", (v, Literal(float(count)))), Literal(float(eps)))),)),
        [squares], role="rsqrt")
    y = op.pointwise("mul", centred, scale, role="normalise")
    y = y if weight is None else op.pointwise("mul", y, weight, role="scale")
    return y if bias is None else op.pointwise("add", y, bias, role="shift")


@translates("native_layer_norm", label="layer_norm")
def native_layer_norm(op: Op, x: View, normalized_shape, weight, bias, eps: float) -> tuple[View, None, None]:
    return layer_norm(op, x, normalized_shape, weight, bias, eps), None, None


@translates("batch_norm")
def batch_norm(op: Op, x: View, weight: View | None, bias: View | None, mean: View | None, var: View | None,
               training: bool, momentum: float, eps: float, cudnn_enabled: bool = True) -> View:
    """(x - mean) * rsqrt(var + eps) * weight + bias, with statistics that are given, for every coordinate of mode 1."""
    if training or mean is None or var is None:
        raise op.refuse("batch_norm with the statistics of the batch", "call module.eval(), and track statistics")

    def along(v: View) -> View:
        return v.picked([0 if d == 1 else None for d in range(x.rank)])

    scale = op.expression(lambda v: Call("rsqrt", (Call("add", (v, Literal(float(eps)))),)), [var], role="rsqrt")
    y = op.pointwise("mul", op.pointwise("sub", x, along(mean), role="centre"), along(scale), role="normalise")
    y = y if weight is None else op.pointwise("mul", y, along(weight), role="scale")
    return y if bias is None else op.pointwise("add", y, along(bias), role="shift")


@translates("_native_batch_norm_legit_no_training", label="batch_norm")
def native_batch_norm(op: Op, x: View, weight, bias, mean, var, momentum: float, eps: float) -> tuple[View, None, None]:
    return batch_norm(op, x, weight, bias, mean, var, False, momentum, eps), None, None


@translates("var", "var.correction", label="var")
def variance(op: Op, x: View, dim=None, unbiased: bool = True, keepdim: bool = False, *, correction: float | None = None
             ) -> View:
    """Of `var(x, unbiased)` the second argument is `unbiased`."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    correction = (1 if unbiased else 0) if correction is None else correction
    total = op.reduce("sum", x, dim, keepdim=True, role="sum")
    count = math.prod(x.shape) // max(1, math.prod(total.shape))
    centred = op.expression(lambda v, m: Call("sub", (v, Call("div", (m, Literal(float(count)))))), [x, total],
                            role="centre")
    squares = op.reduce("sum", op.pointwise("mul", centred, centred, role="square"), dim, keepdim, role="squares")
    return op.pointwise("div", squares, float(max(0, count - correction)), role="div")


@translates("std", "std.correction", label="std")
def deviation(op: Op, x: View, dim=None, unbiased: bool = True, keepdim: bool = False, *,
              correction: float | None = None) -> View:
    return op.pointwise("sqrt", variance(op, x, dim, unbiased, keepdim, correction=correction), role="sqrt")


@translates("linalg_vector_norm", label="norm")
def vector_norm(op: Op, x: View, order: float = 2, dim=None, keepdim: bool = False, *, dtype=None) -> View:
    if order not in (1, 2):
        raise op.refuse(f"a norm of order {order}", "use order 1 or 2")
    if order == 1:
        return op.reduce("sum", op.pointwise("abs", x, role="abs"), dim, keepdim, role="sum")
    squares = op.reduce("sum", op.pointwise("mul", x, x, role="square"), dim, keepdim, role="sum")
    return op.pointwise("sqrt", squares, role="sqrt")


@translates("embedding", host=True)
def embedding(op: Op, weight: View, numbers: Host, padding_idx: int = -1, scale_grad_by_freq: bool = False,
              sparse: bool = False) -> View:
    """A product with the matrix that has a one in every row: the list of numbers is the coordinates of that matrix."""
    if not isinstance(weight, View):
        raise op.refuse("embedding of a constant")
    return op.contract(op.numbers(numbers, weight.shape[0]), weight)

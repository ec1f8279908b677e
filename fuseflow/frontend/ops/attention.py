"""Masks and softmax: one sparse form for all spellings of masked attention."""

from __future__ import annotations

import math

import numpy as np
import torch

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Where
from fuseflow.compiler.facts import Facts
from fuseflow.frontend.host import Host, negated
from fuseflow.frontend.inputs import Input
from fuseflow.frontend.op import Op
from fuseflow.frontend.ops.core import floating
from fuseflow.frontend.ops.table import translates
from fuseflow.frontend.splits import grouped
from fuseflow.frontend.view import Cat, Fill, View
from fuseflow.tensor import Format

Number = int | float
Operand = View | Cat | Fill | Number

# --- comparisons and selections -------------------------------------------------------------------------------------


def _comparison(name: str) -> None:
    @translates(name)
    def compare(op: Op, x: Operand, y: Operand) -> View:
        return op.pointwise(name, x, y)


for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    _comparison(_name)


def _truth(op: Op) -> None:
    if op.node.meta["val"].dtype is not torch.bool:
        raise op.wrong_type(f"bits of {op.node.meta['val'].dtype}")


@translates("bitwise_not", "logical_not", label="not")
def not_(op: Op, x: View) -> View:
    _truth(op)
    return op.pointwise("not", x)


@translates("logical_and", "bitwise_and", "__and__", label="and")
def and_(op: Op, x: View, y: View) -> View:
    _truth(op)
    return op.pointwise("and", x, y)


@translates("logical_or", "bitwise_or", "__or__", label="or")
def or_(op: Op, x: View, y: View) -> View:
    _truth(op)
    return op.pointwise("or", x, y)


@translates("where", host=True)
def where(op: Op, condition: View | Host, x: Operand | Host, y: Operand | Host) -> View:
    """A selection by a mask that is given is sparse where one of its sides is a constant."""
    x, y = (constant(op, v) for v in (x, y))
    if isinstance(y, Fill | int | float):
        return _selected(op, condition, x, y)
    if isinstance(x, Fill | int | float):
        return _selected(op, _negated(op, condition), y, x)
    yes, no = op.views(condition), op.views(_negated(op, condition))
    return op.expression(
        lambda c, d, a, b: Call("add", (Where(c, a, 0.0), Where(d, b, 0.0))), [yes, no, x, y])


@translates("masked_fill", host=True)
def masked_fill(op: Op, x: View, mask: View | Host, value: Number | Host) -> View:
    return where(op, mask, value, x)


def constant(op: Op, x):
    """A tensor with one value everywhere that the model makes itself, as that value."""
    if isinstance(x, Host) and not x.sources and x.value.numel() and bool((x.value == x.value.reshape(-1)[0]).all()):
        return Fill(float(x.value.reshape(-1)[0]), tuple(x.value.shape))
    if isinstance(x, View) and x.rank == 0 and x.tensor in op.translation.inputs:
        name = op.translation.inputs[x.tensor].source
        if name in op.translation.captured.constants:
            return float(op.translation.captured.data[name])
    return op.views(x)


def _negated(op: Op, condition: View | Host) -> View | Host:
    return negated(condition) if isinstance(condition, Host) else op.pointwise("not", condition, role="not")


def _selected(op: Op, condition: View | Host, x: Operand, otherwise: Fill | Number, role: str = "") -> View:
    """`x` where the condition holds, a constant elsewhere."""
    c = op.views(condition)
    if not isinstance(condition, Host) and not _is_full(op, c):
        # Of a condition that is computed the value counts, not whether it is stored.
        c = op.pointwise("add", c, op.constant(0.0), role="condition")
    value = otherwise.value if isinstance(otherwise, Fill) else float(otherwise)
    if not isinstance(x, View | Cat):
        inside = op.literal(x.value if isinstance(x, Fill) else x)
        return op.expression(lambda v: _choice(v, inside.value, value), [c], role)
    return op.expression(lambda v, a: Where(v, a, value), [c, x], role)


def _choice(condition: Expr, inside: float, outside: float) -> Expr:
    """One of two constants."""
    return Where(condition, Call("add", (Call("mul", (condition, Literal(0.0))), Literal(inside))), outside)


def _is_full(op: Op, x: View | Cat) -> bool:
    pieces = x.pieces if isinstance(x, Cat) else (x,)
    return all(op.translation.facts[p.tensor].full for p in pieces)


# --- softmax --------------------------------------------------------------------------------------------------------


@translates("softmax", "_softmax", label="softmax")
def softmax(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None = None) -> View:
    _, e, r = _exponentials(op, x, dim, dtype)
    y = op.pointwise("div", e, r, role="div")
    rows = _masked_rows(op, x, dim)
    return y if rows is None else op.pointwise("add", y, rows, role="masked")


@translates("log_softmax", "_log_softmax", label="log_softmax")
def log_softmax(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None = None) -> View:
    s, _, r = _exponentials(op, x, dim, dtype)
    y = op.pointwise("sub", s, op.pointwise("log", r, role="log"), role="out")
    if _masked_rows(op, x, dim) is not None:
        raise op.refuse("log_softmax of a row that is masked as a whole", "leave such rows out of the mask")
    return y


def _exponentials(op: Op, x: View, dim: int, dtype: torch.dtype | bool | None = None) -> tuple[View, View, View]:
    """x - max, its exponential, and the sum of that."""
    if isinstance(dtype, torch.dtype):
        floating(op, dtype)
    m = op.reduce("max", x, dim, keepdim=True, role="max")
    s = op.pointwise("sub", x, m, role="sub")
    e = op.pointwise("exp", s, role="exp")
    return s, e, op.reduce("sum", e, dim, keepdim=True, role="sum")


@translates("scaled_dot_product_attention", label="sdpa", host=True)
def sdpa(op: Op, q: View, k: View, v: View, attn_mask: View | Host | None = None, dropout_p: float = 0.0,
         is_causal: bool = False, *, scale: float | None = None, enable_gqa: bool = False) -> View:
    """softmax(q k^T * scale, masked) v; where a row is masked as a whole, 0, which is what no entries are."""
    if dropout_p:
        raise op.refuse("attention with dropout", "pass dropout_p=0 unless self.training")
    if enable_gqa:
        raise op.refuse("attention with grouped heads", "repeat k and v: k.repeat_interleave(...)")
    if is_causal:
        n, m = q.shape[-2], k.shape[-2]
        causal = torch.ones(n, m, dtype=torch.bool).tril()
        attn_mask = Host(f"causal_{n}_{m}", (), causal, lambda _: causal)
    s = op.contract(q, k, "mm", transposed=True)
    s = op.pointwise("mul", s, 1 / math.sqrt(q.shape[-1]) if scale is None else scale, role="scale")
    if attn_mask is not None and (is_causal or op.dtype("attn_mask", 3) is torch.bool):
        s = _selected(op, attn_mask, s, -math.inf, role="mask")
    elif attn_mask is not None:
        s = op.pointwise("add", s, op.views(attn_mask), role="mask")
    _, e, r = _exponentials(op, s, -1)
    p = op.pointwise("div", e, r, role="div")
    if attn_mask is not None and op.translation.facts[s.tensor].full:
        # A mask that is added densely: a row of -inf has NaN here, and 0 in PyTorch.
        bad = op.pointwise("eq", op.reduce("max", s, -1, keepdim=True, role="max"), -math.inf, role="masked")
        p = op.expression(lambda b, x: Where(Call("not", (b,)), x, 0.0), [bad, p], role="guard")
    return op.contract(p, v, "out")


def _masked_rows(op: Op, x: View | Cat, dim: int) -> View | None:
    """NaN in every row that is masked as a whole, for PyTorch's softmax is NaN there; None if there is none.

    Which rows that are, the mask says. Without any, other masks are checked for them when they are bound. Of a mask
    that is computed, they are computed.
    """
    if isinstance(x, Cat):
        raise op.refuse(f"{op.label} of a concatenation", "concatenate after it")
    translation, digits = op.translation, x.dims[dim]
    if translation.facts[x.tensor].fill != -math.inf or not digits:
        return None
    known = len(digits) == 1 and x.tensor not in translation.inputs
    found = _guards(op, x.tensor, digits[0].mode) if known else None
    if found == "full":
        return None
    if found is None:
        return _computed_rows(op, x, dim)
    mask, mode, outer = found
    form = translation.inputs[mask]
    if form.pattern(translation.captured.data).any(axis=mode).all():
        translation.inputs[mask] = form.checked(mode)
        return None
    modes = translation.drafts[x.tensor].modes

    def read(data) -> torch.Tensor:
        stored = form.pattern(data)
        empty = np.broadcast_to(~stored.any(axis=mode, keepdims=True), stored.shape)
        wide = empty.transpose([m for m in outer if m is not None])
        wide = wide[tuple(np.newaxis if m is None else slice(None) for m in outer)]
        return torch.from_numpy(np.where(np.broadcast_to(wide, modes), np.float32(np.nan), np.float32(0)))

    name = translation.unique(f"{mask}.empty_rows")
    translation.add_input(name, Input(form.source, read, Format("c" * len(modes)), 0.0, None, modes))
    return View(name, x.dims)


def _computed_rows(op: Op, x: View, dim: int) -> View:
    """NaN in every row whose largest entry is -inf, or not stored."""
    masked = op.pointwise("eq", op.reduce("max", x, dim, keepdim=True, role="max"), -math.inf, role="masked")
    condition = op.pointwise("add", masked, op.constant(0.0), role="condition")
    return op.expression(lambda c: _choice(c, math.nan, 0.0), [condition], "rows")


def _guards(op: Op, tensor: str, mode: int):
    """What says whether a row of a tensor, along a mode, has an entry.

    Returns
    -------
    "full" if every row has; None if that is not known; else the mask, its mode along the row, and for every mode of
    the tensor the mode of the mask (None: all alike).
    """
    translation = op.translation
    draft = translation.drafts[tensor]
    s, index = draft.statement, draft.statement.indices[mode]
    facts = Facts(translation.facts, draft.sizes)

    def of(e: Expr):
        if facts.full(e):
            return "full"
        match e:
            case Access(name, indices):
                groups = grouped(indices, draft.sizes, translation.modes(name))
                if any(len(g) > 1 for g in groups) or index not in indices:
                    return None
                at = groups.index([index])
                modes = [next((m for m, g in enumerate(groups) if g == [i]), None) for i in s.indices]
                if name in translation.inputs:
                    return name, at, modes
                found = _guards(op, name, at)
                if not isinstance(found, tuple):
                    return found
                return found[0], found[1], [None if m is None else found[2][m] for m in modes]
            case Where(Access() as condition, value, _):
                return of_mask(condition) if facts.full(value) else None
            case Call(_, args):
                variable = [k for k, x in enumerate(args) if not isinstance(x, Literal)]
                deciding = facts.annihilators(e) or variable
                found = [y for y in (of(args[k]) for k in deciding) if y != "full"]
                return found[0] if len(found) == 1 else None
        return None

    def of_mask(condition: Access):
        groups = grouped(condition.indices, draft.sizes, translation.modes(condition.tensor))
        if condition.tensor not in translation.inputs or any(len(g) > 1 for g in groups):
            return None
        if [index] not in groups:
            return None
        modes = [next((m for m, g in enumerate(groups) if g == [i]), None) for i in s.indices]
        return condition.tensor, groups.index([index]), modes

    return of(s.expression)




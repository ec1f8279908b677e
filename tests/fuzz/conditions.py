"""Which cases are numerically ill, and say nothing about a compiler.

A case is ill (and is drawn again) where float32 may rightly differ from the interpreter by more than its bound:

* a zero of unknown sign (one that is not an input's), or a value within its error of zero, divides, or is an argument
  of reciprocal, rsqrt or log;
* a comparison, `and`, `or`, `not` or the condition of a `where` is a near-tie: what is compared is closer than its
  error, and not exact;
* a finite value is beyond `LARGE`, or below `SMALL` and not zero: float32 may overflow, underflow or be subnormal;
* the error is no longer small (`LOOSE`): it says nothing then.

Every subexpression is looked at: the program is rewritten, one statement an operation.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Program, Reduce, Statement, Where, free
from fuseflow.compiler.interpreter import Value, evaluate_arrays
from fuseflow.compiler.rename import unique_reductions

LARGE, SMALL = 1e36, 1e-34
LOOSE = 1e-2
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")


def exploded(program: Program) -> tuple[Program, dict[str, Expr]]:
    """The program with a statement for every subexpression; and each one's operation over the names of the others."""
    statements, operations = [], {}
    for s in program.statements:
        s = unique_reductions(s)
        count = 0

        def walk(e: Expr, s=s) -> Expr:
            nonlocal count
            match e:
                case Literal():
                    return e
                case Call(function, args):
                    e = Call(function, tuple(walk(x) for x in args))
                case Where(condition, value, otherwise):
                    e = Where(walk(condition), walk(value), otherwise)
                case Reduce(op, index, body):
                    e = Reduce(op, index, walk(body))
            name, count = f"{s.name}__{count}", count + 1
            statements.append(Statement(name, free(e), e))
            operations[name] = e
            return Access(name, free(e))

        statements.append(replace(s, expression=walk(s.expression), text=None))
    return Program(tuple(statements), program.outputs), operations


def illness(program: Program, tensors) -> str | None:
    """Why a case is numerically ill; None if it is not."""
    parts, operations = exploded(program)
    values = evaluate_arrays(parts, tensors)
    for name, value in values.items():
        found = _of_value(value)
        if found is None and name in operations:
            found = _of_operation(operations[name], values, operations)
        if found:
            return f"{name}: {found}"
    return None


def _of_value(v: Value) -> str | None:
    size = np.abs(np.append(v.value, v.fill))
    finite = size[np.isfinite(size)]
    if (finite > LARGE).any() or ((finite < SMALL) & (finite > 0)).any():
        return "a value near the ends of float32"
    good = np.isfinite(v.value)
    if not (v.bound[good] <= LOOSE * (1 + np.abs(v.value[good]))).all():
        return "an error that is not small"
    return None


def _of_operation(e: Expr, values: dict[str, Value], operations: dict[str, Expr]) -> str | None:
    match e:
        case Call("div", (_, Access() as divisor)) | Call("reciprocal" | "rsqrt" | "log", (Access() as divisor,)):
            v, source = values[divisor.tensor], operations[divisor.tensor]
            if isinstance(source, Access) and not v.bound.any() and source.tensor not in operations:
                return _of_plain_divisor(v)
            if (np.abs(v.value) <= v.bound).any() or v.fill == 0 or (np.abs(v.value) < SMALL).any():
                return "a zero divides"
        case Call("mul", (a, b)):
            (x, ex, _), (y, ey, _) = (_aligned(o, values, free(e)) for o in (a, b))
            for v, bound, other in ((x, ex, y), (y, ey, x)):
                if ((np.abs(v) <= bound) & (bound > 0) & np.isinf(other)).any():
                    return "what may be zero meets an infinity"
        case Call("sqrt", (Access() as x,)):
            v = values[x.tensor]
            if ((np.abs(v.value) <= v.bound) & (v.value != 0)).any():
                return "the root of nothing but error"
        case Call(function, (a, b)) if function in COMPARISONS:
            (x, ex, fx), (y, ey, fy) = (_aligned(o, values, free(e)) for o in (a, b))
            with np.errstate(invalid="ignore"):
                near = np.abs(x - y) <= ex + ey
            if (near & (ex + ey > 0)).any() or np.isnan(x).any() or np.isnan(y).any():
                return "a near-tie"
        case Call("and" | "or" | "not", args):
            if any(_doubtful(values[x.tensor]) for x in args if isinstance(x, Access)):
                return "a truth in doubt"
        case Where(Access() as condition, _, _):
            v = values[condition.tensor]
            if v.full and _doubtful(v):
                return "a condition in doubt"
        case Reduce("prod", index, Access() as body):
            v = values[body.tensor]
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                size = np.abs(np.log2(np.abs(v.value)))
            size = np.where(np.isfinite(size), size, 0).sum(axis=body.indices.index(index))
            if (size > 100).any():
                return "a long product"
    return None


def _of_plain_divisor(v: Value) -> str | None:
    zeros = np.append(v.value, v.fill)
    return "a zero below zero divides" if (np.signbit(zeros) & (zeros == 0)).any() else None


def _doubtful(v: Value) -> bool:
    return bool(((np.abs(v.value) <= v.bound) & (v.bound > 0)).any() or np.isnan(v.value).any())


def _aligned(x: Expr, values: dict[str, Value], axes: tuple[str, ...]):
    """Value, error and fill of an operand, its indices laid out along `axes`."""
    if isinstance(x, Literal):
        one = np.ones((1,) * len(axes))
        return x.value * one, 0 * one, x.value
    v = values[x.tensor]
    order = sorted(range(len(x.indices)), key=lambda k: axes.index(x.indices[k]))
    shape = [v.value.shape[x.indices.index(i)] if i in x.indices else 1 for i in axes]
    return v.value.transpose(order).reshape(shape), v.bound.transpose(order).reshape(shape), v.fill

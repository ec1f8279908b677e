"""Rewriting before lowering: what the machine has no primitive for is said with those that it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Reduce, Statement, Where, show
from fuseflow.compiler.facts import apply
from fuseflow.errors import Unsupported

POWER = 16
"""Largest exponent of a power that is computed by products: they stay within 8 eps."""


def simplify(statement: Statement, constant: Callable[[float], str]) -> Statement:
    """An equal statement without powers and without literals where a stream is needed.

    Parameters
    ----------
    constant : callable value -> name
        Gives a name to a literal: a full tensor of rank 0, which is prepared with the inputs.

    Raises
    ------
    Unsupported
        FF-U001 for a power other than of a tensor to a small whole number.
    """
    def stream(e: Expr) -> Expr:
        e = walk(e)
        return Access(constant(e.value), ()) if isinstance(e, Literal) else e

    def walk(e: Expr) -> Expr:
        match e:
            case Call(function, args):
                args = tuple(map(walk, args))
                if all(isinstance(x, Literal) for x in args):
                    return Literal(apply(function, *(x.value for x in args)))
                return power(statement, *args) if function == "pow" else Call(function, args)
            case Where(condition, value, otherwise):
                return Where(stream(condition), stream(value), otherwise)
            case Reduce(op, index, body):
                return Reduce(op, index, stream(body))
        return e

    if isinstance(statement.expression, Literal):
        return statement
    return replace(statement, expression=stream(statement.expression))


def power(statement: Statement, base: Expr, exponent: Expr) -> Expr:
    """``base ** exponent`` by products and a reciprocal."""
    if not isinstance(exponent, Literal) or not exponent.value.is_integer() or abs(exponent.value) > POWER:
        raise Unsupported(
            "FF-U001", f"{statement.name!r}: {show(Call('pow', (base, exponent)))} is not lowered: exponents are whole "
            f"numbers up to {POWER}", hint="write sqrt(x), rsqrt(x), or exp(y * log(x))")
    n = int(exponent.value)
    if n == 0:
        # 1 wherever the base is stored, NaN included.
        return Call("or", (base, Literal(1.0)))
    return _product(base, n) if n > 0 else Call("reciprocal", (_product(base, -n),))


def _product(base: Expr, n: int) -> Expr:
    if n == 1:
        return base
    half = _product(base, n // 2)
    square = Call("mul", (half, half))
    return Call("mul", (square, base)) if n % 2 else square

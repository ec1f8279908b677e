"""Arithmetic of the oracle: float32 bits in, float32 bits out, on numpy float32 scalars.

IEEE binary32, round to nearest even, subnormals kept; every NaN result is 0x7FC00000. It is written apart from the
functions of the specification and of the hardware, which it is compared with.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Callable

import numpy as np

from fuseflow.cosim.elementary import ELEMENTARY

NAN = 0x7FC00000
SIGN = 0x80000000
ONE = 0x3F800000

_WORD, _FLOAT = struct.Struct("<I"), struct.Struct("<f")


def single(bits: int) -> np.float32:
    """The float32 with these bits."""
    return np.float32(_FLOAT.unpack(_WORD.pack(bits))[0])


def bits(value: float | np.float32) -> int:
    """Bits of the float32 nearest to `value`; NaN is made canonical."""
    if value != value:
        return NAN
    with np.errstate(all="ignore"):
        return int(np.float32(value).view(np.uint32))


def _quiet(function: Callable[..., np.float32]) -> Callable[..., int]:
    """A function of float32 scalars as one of bits that never warns."""

    @functools.wraps(function)
    def of_bits(*operands: int) -> int:
        with np.errstate(all="ignore"):
            result = function(*map(single, operands))
            return NAN if result != result else int(result.view(np.uint32))

    return of_bits


@_quiet
def add(x, y):
    return x + y


@_quiet
def sub(x, y):
    return x - y


@_quiet
def mul(x, y):
    return x * y


@_quiet
def div(x, y):
    return x / y


@_quiet
def relu(x):
    return np.float32(0) if x <= 0 else x


@_quiet
def sqrt(x):
    return np.sqrt(x)


def neg(x: int) -> int:
    return NAN if _is_nan(x) else x ^ SIGN


def maximum(x: int, y: int) -> int:
    """The larger one; NaN if one is NaN; +0 of two zeros of different sign."""
    if _is_nan(x) or _is_nan(y):
        return NAN
    return x if _rank(x) >= _rank(y) else y


def minimum(x: int, y: int) -> int:
    """The smaller one; NaN if one is NaN; -0 of two zeros of different sign."""
    if _is_nan(x) or _is_nan(y):
        return NAN
    return x if _rank(x) <= _rank(y) else y


def absolute(x: int) -> int:
    return NAN if _is_nan(x) else x & ~SIGN


def less(x: int, y: int) -> bool:
    """Zeros of either sign are equal; NaN is neither less nor equal."""
    return not (_is_nan(x) or _is_nan(y) or _is_zero(x) and _is_zero(y)) and _rank(x) < _rank(y)


def equal(x: int, y: int) -> bool:
    return not (_is_nan(x) or _is_nan(y)) and (x == y or _is_zero(x) and _is_zero(y))


def _condition(relation: Callable[..., bool]) -> Callable[..., int]:
    """1.0 where the relation holds, else 0.0."""
    return lambda *operands: ONE if relation(*operands) else 0


def power(base: int, exponent: int) -> int:
    """base^exponent, exponent >= 1: the square of the power of half of it, times `base` if it is odd."""
    if exponent == 1:
        return base
    half = power(base, exponent // 2)
    square = mul(half, half)
    return mul(square, base) if exponent % 2 else square


def _is_zero(x: int) -> bool:
    return x & ~SIGN == 0


def _is_nan(x: int) -> bool:
    return x & ~SIGN > 0x7F800000


def _rank(x: int) -> int:
    """A number that orders all floats but NaN, -0 before +0."""
    return x & ~SIGN if x < SIGN else ~(x & ~SIGN)


def _one(function: Callable[[np.ndarray], np.ndarray]) -> Callable[[int], int]:
    """A function of arrays as one of bits; a run asks for the same few bits again and again."""
    return functools.lru_cache(1 << 14)(lambda x: int(function(np.array([x], np.uint32))[0]))


FUNCTIONS: dict[str, Callable[..., int]] = {
    "add": add, "sub": sub, "mul": mul, "div": div, "max": maximum, "min": minimum, "relu": relu, "neg": neg,
    "abs": absolute, "sqrt": sqrt,
    "lt": _condition(less), "gt": _condition(lambda x, y: less(y, x)),
    "le": _condition(lambda x, y: less(x, y) or equal(x, y)), "ge": _condition(lambda x, y: less(y, x) or equal(x, y)),
    "eq": _condition(equal), "ne": _condition(lambda x, y: not equal(x, y)),
    "and": _condition(lambda x, y: not (_is_zero(x) or _is_zero(y))),
    "or": _condition(lambda x, y: not (_is_zero(x) and _is_zero(y))), "not": _condition(_is_zero),
    **{name: _one(function) for name, function in ELEMENTARY.items()},
}

REDUCTIONS: dict[str, Callable[[int, int], int]] = {"sum": add, "prod": mul, "max": maximum, "min": minimum}

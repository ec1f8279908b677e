"""The functions of the ALU, as the specification has them: float32 bits in, float32 bits out.

+, -, * and / are computed in double precision and rounded once more: for binary32 operands that is the correctly
rounded result (Figueroa 1995), subnormals included. min and max propagate NaN, and -0 < +0.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from fuseflow.machine.number import from_bits, to_bits

_INF = math.inf


def _lift(function: Callable[..., float]) -> Callable[..., int]:
    return lambda *operands: to_bits(function(*map(from_bits, operands)))


def _multiply(x, y):
    return math.nan if {abs(x), abs(y)} == {0.0, _INF} else x * y


def _divide(x, y):
    if y != 0:
        return x / y if abs(x) < _INF or abs(y) < _INF else math.nan
    if x == 0 or x != x:
        return math.nan
    return math.copysign(_INF, x) * math.copysign(1, y)


def _larger(x, y):
    if x != x or y != y:
        return math.nan
    if x == y:
        return x if math.copysign(1, x) > 0 else y
    return max(x, y)


def _exp(x):
    try:
        return math.exp(x)
    except OverflowError:
        return _INF


FUNCTIONS: dict[str, Callable[..., int]] = {
    "add": _lift(lambda x, y: x + y),
    "sub": _lift(lambda x, y: x - y),
    "mul": _lift(_multiply),
    "div": _lift(_divide),
    "max": _lift(_larger),
    "min": _lift(lambda x, y: -_larger(-x, -y)),
    "relu": _lift(lambda x: x if x > 0 or x != x else 0.0),
    "neg": _lift(lambda x: -x),
    "exp": _lift(_exp),
}

BINARY = frozenset({"add", "sub", "mul", "div", "max", "min"})
RTL = frozenset({"add", "sub", "mul", "max", "min", "relu", "neg"})
"""The functions that exist as hardware."""

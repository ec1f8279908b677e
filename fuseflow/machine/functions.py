"""The functions of the ALU, as the specification has them: float32 bits in, float32 bits out.

+, -, *, / and sqrt are computed in double precision and rounded once more: for binary32 operands that is the correctly
rounded result (Figueroa 1995), subnormals included. min and max propagate NaN, and -0 < +0. Comparisons give 1 or 0;
with NaN only `ne` holds. `and`, `or` and `not` take every number but zero for true, NaN included. The functions of
`fuseflow.machine.elementary` are not rounded correctly; ``docs/functions.md`` has their errors.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

from fuseflow.machine.elementary import ELEMENTARY
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


def _sqrt(x):
    return math.sqrt(x) if x >= 0 else math.nan


def _truth(relation: Callable[..., bool]) -> Callable[..., int]:
    return _lift(lambda *operands: 1.0 if relation(*operands) else 0.0)


FUNCTIONS: dict[str, Callable[..., int]] = {
    "add": _lift(lambda x, y: x + y),
    "sub": _lift(lambda x, y: x - y),
    "mul": _lift(_multiply),
    "div": _lift(_divide),
    "max": _lift(_larger),
    "min": _lift(lambda x, y: -_larger(-x, -y)),
    "relu": _lift(lambda x: x if x > 0 or x != x else 0.0),
    "neg": _lift(lambda x: -x),
    "abs": _lift(abs),
    "sqrt": _lift(_sqrt),
    "lt": _truth(operator.lt),
    "le": _truth(operator.le),
    "gt": _truth(operator.gt),
    "ge": _truth(operator.ge),
    "eq": _truth(operator.eq),
    "ne": _truth(operator.ne),
    "and": _truth(lambda x, y: x != 0 and y != 0),
    "or": _truth(lambda x, y: x != 0 or y != 0),
    "not": _truth(lambda x: x == 0),
    **ELEMENTARY,
}

LOGIC = frozenset({"lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"})
"""The functions whose results are 1 or 0."""

BINARY = frozenset({"add", "sub", "mul", "div", "max", "min"}) | LOGIC - {"not"}

REDUCTIONS: dict[str, Callable[[int, int], int]] = {
    "sum": FUNCTIONS["add"], "prod": FUNCTIONS["mul"], "max": FUNCTIONS["max"], "min": FUNCTIONS["min"],
}


def power(base: int, exponent: int) -> int:
    """base^exponent for an exponent >= 1: `exponent` in binary, from its second bit on, most significant bit first.

    Every bit squares what there is so far; a 1 multiplies it with `base`, too. Each product is rounded.
    """
    multiply, result = FUNCTIONS["mul"], base
    for bit in f"{exponent:b}"[1:]:
        result = multiply(result, result)
        if bit == "1":
            result = multiply(result, base)
    return result

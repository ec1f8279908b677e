"""How far a float32 evaluation may be from the float64 one: language.md section 5.

An operation errs by 8 eps of its result (gelu: of max(1, |x|)) and by what the errors of its operands come to at worst.
The bound is infinite, that is, nothing is promised, where the operands may lie on both sides of a pole, outside of the
domain, or where float32 may overflow. Where the result is not finite it must be met exactly, and the bound is 0, unless
operands that have errors made it so.
"""

from __future__ import annotations

import numpy as np

from fuseflow.compiler.facts import FUNCTIONS

EPS = 2.0**-23
LEAST = 2.0**-149
LARGEST = float(np.finfo(np.float32).max)

LOGIC = frozenset({"lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"})


def literal(value: float) -> float:
    """Error of a constant that is stored as float32."""
    return abs(float(np.float32(value)) - value) if abs(value) <= LARGEST else 0.0


def operation(function: str, value, values, bounds):
    """Error of one operation.

    Parameters
    ----------
    function : str
        A key of `fuseflow.compiler.facts.FUNCTIONS`.
    value : float64 array
        Its result.
    values, bounds : sequences of float64 arrays
        Its operands and their errors.
    """
    if function in LOGIC:
        return np.where(_unsure(function, values, bounds), 1.0, 0.0)
    unknown = np.logical_or.reduce(np.broadcast_arrays(*(np.isinf(b) for b in bounds)))
    bound = np.where(unknown, np.inf, _moved(function, value, values, bounds) + _rounding(function, value, values))
    given = np.logical_and.reduce(np.broadcast_arrays(*(np.isfinite(v) for v in values)))
    exact = np.logical_and.reduce(np.broadcast_arrays(*(b == 0 for b in bounds)))
    return np.where(np.isfinite(value), _checked(value, bound), np.where(given & ~exact, np.inf, 0.0))


def reduction(op: str, total, terms, bounds, absent, fill: float):
    """Error of a reduction over the last axis, in any order of its terms.

    Parameters
    ----------
    terms, bounds : float64 arrays
        Terms and their errors; the identity and 0 where a term is absent.
    absent : int array
        Terms that are not stored; each is `fill`.
    """
    n, size = terms.shape[-1], np.abs(terms)
    match op:
        case "sum":
            size = size.sum(-1) + np.where(absent > 0, np.abs(absent * fill if fill else 0.0), 0.0)
            bound = np.where(size > LARGEST, np.inf, bounds.sum(-1) + 8 * EPS * n * size)
        case "prod":
            def product(factors, least):
                return factors.prod(-1) * np.where(absent > 0, np.maximum(abs(fill), least) ** absent, 1.0)

            most = product(size + bounds, 0)
            # What underflows on the way is multiplied by the other factors; so is what overflows, perhaps by 0.
            partial = product(np.maximum(size + bounds, 1), 1)
            bound = most - product(size, 0) + 8 * EPS * n * most + n * LEAST * partial
            bound = np.where(partial > LARGEST, np.inf, bound)
        case _:
            bound = bounds.max(-1, initial=0.0)
    return np.where(np.isfinite(total), _checked(total, bound), 0.0)


def _checked(value, bound):
    return np.where(np.isnan(bound) | (np.abs(value) + bound > LARGEST), np.inf, bound)


def _rounding(function: str, value, values):
    match function:
        case "neg" | "abs" | "relu" | "max" | "min":
            return 0.0
        case "gelu":
            return 8 * EPS * np.maximum(1, np.abs(values[0]))
    return 8 * EPS * np.abs(value) + 8 * LEAST


def _moved(function: str, value, values, bounds):
    """How far errors of the operands move the result."""
    match function:
        case "neg" | "abs" | "relu":
            return bounds[0]
        case "max" | "min":
            return np.maximum(*bounds)
        case "add" | "sub":
            return bounds[0] + bounds[1]
        case "mul":
            return _times(values[0], bounds[1]) + _times(values[1], bounds[0]) + bounds[0] * bounds[1]
        case "div":
            room = np.abs(values[1]) - bounds[1]
            return np.where(room > 0, (bounds[0] + _times(value, bounds[1])) / room, np.inf)
        case "gelu":
            # Its derivative is 1.1290 at most.
            return 1.13 * bounds[0]
        case "reciprocal":
            pole = (bounds[0] > 0) & (np.abs(values[0]) <= bounds[0])
            return np.where(pole, np.inf, _ends(function, value, values, bounds))
        case "pow":
            pole = (bounds[0] > 0) & (np.abs(values[0]) <= bounds[0]) & (values[1] - bounds[1] < 0)
            return np.where(pole, np.inf, _ends(function, value, values, bounds))
    # The others are monotone; outside of their domain they are NaN.
    return _ends(function, value, values, bounds)


def _ends(function: str, value, values, bounds):
    """The largest distance at the ends (corners) of the operands' intervals."""
    f = FUNCTIONS[function]
    if len(values) == 1:
        ends = [f(values[0] + s * bounds[0]) for s in (-1, 1)]
    else:
        ends = [f(values[0] + s * bounds[0], values[1] + t * bounds[1]) for s in (-1, 1) for t in (-1, 1)]
    # Not fmax: an end outside of the domain leaves nothing to promise.
    return np.maximum.reduce(np.broadcast_arrays(*(np.abs(end - value) for end in ends)))


def _unsure(function: str, values, bounds):
    """May the errors turn a comparison, or the truth of an operand, around?"""
    if function in ("and", "or", "not"):
        return np.logical_or.reduce(np.broadcast_arrays(*((np.abs(v) <= b) & (b > 0) for v, b in zip(values, bounds))))
    margin = bounds[0] + bounds[1]
    return (np.abs(values[0] - values[1]) <= margin) & (margin > 0)


def _times(value, bound):
    return np.where(np.isfinite(value), np.abs(value), 0) * bound

"""The elementary functions of the oracle: arrays of float32 bits in and out.

The same integers as in ``docs/functions.md``, on int64 arrays. Numbers are taken apart and rounded by float64: every
float32 is a float64, and a float64 whose last bit is sticky rounds to float32 as the number that it stands for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from fuseflow.machine.tables import tables

F = 30
UNIT = 1 << F
NAN, INF = np.uint32(0x7FC00000), np.float32(np.inf)


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers taken apart: a finite one but zero is ``(-1)^negative * m * 2^(e - 23)``; of others m, e mean nothing.

    `u` is m / 2^23 - 1, `below` is |x| below 1; both with F fraction bits.
    """

    x: np.ndarray
    negative: np.ndarray
    m: np.ndarray
    e: np.ndarray

    @property
    def u(self):
        return (self.m - 2**23) * 2 ** (F - 23)

    @property
    def below(self):
        return (self.m * 2 ** (F - 23)) >> np.clip(-self.e, 0, 60)


def parts(bits: np.ndarray) -> Parts:
    x = bits.view(np.float32).astype(np.float64)
    ordinary = np.isfinite(x) & (x != 0)
    fraction, exponent = np.frexp(np.where(ordinary, np.abs(x), 1.0))
    return Parts(x, np.signbit(x), (fraction * 2**24).astype(np.int64), exponent.astype(np.int64) - 1)


def rounded(negative, p, q) -> np.ndarray:
    """Float32 nearest to p * 2^q; p >= 0."""
    p = np.asarray(p, np.int64)
    # 50 bits are exact in a float64; a bit lost below them makes the last one 1, which lies far below a float32's.
    excess = np.maximum(np.frexp(p.astype(np.float64))[1] - 50, 0)
    kept = p >> excess
    kept |= (kept << excess) != p
    value = np.ldexp(kept.astype(np.float64), (excess + q).astype(np.int32)).astype(np.float32)
    return np.where(negative, -value, value)


def parabola(rows: np.ndarray, row: np.ndarray, t: np.ndarray, width) -> np.ndarray:
    c0, c1, c2 = (rows[row, k] for k in range(3))
    slope = c1 + ((c2 * t) >> width)
    return c0 + ((slope * t) >> width)


@cache
def _piece(name: str) -> tuple[int, np.ndarray]:
    bits, rows = tables().pieces[name]
    return bits, np.array(rows, np.int64)


def look_up(name: str, u: np.ndarray) -> np.ndarray:
    bits, rows = _piece(name)
    return parabola(rows, u >> (F - bits), u % 2 ** (F - bits), F - bits)


@cache
def _family(name: str):
    """All rows of a family, where each piece starts in them, and its index bits."""
    pieces = tables().family(name)
    starts = np.cumsum([0, *(len(rows) for _, rows in pieces)])[:-1]
    return np.array([r for _, rows in pieces for r in rows], np.int64), starts, np.array([bits for bits, _ in pieces])


def by_octave(name: str, x: Parts) -> np.ndarray:
    """A family at |x|; UNIT beyond its last octave."""
    rows, starts, bits = _family(name)
    octave = np.clip(x.e + 1, 0, len(starts))
    inside = np.minimum(octave, len(starts) - 1)
    u, width = np.where(octave == 0, x.below, x.u), F - bits[inside]
    value = parabola(rows, starts[inside] + (u >> width), u & ((1 << width) - 1), width)
    return np.where(octave < len(starts), value, UNIT)


def power(x: Parts) -> tuple[np.ndarray, np.ndarray]:
    """exp(x) as (p, q) for |x| < 128; something where |x| is larger."""
    y = (x.m * tables().numbers["log2e"]) >> np.clip(23 + 35 - F - x.e, 0, 62)
    y = np.where(x.negative, -y, y)
    return look_up("exp2", y % UNIT), y // UNIT - F


def exp(x: Parts) -> np.ndarray:
    large = np.where(x.negative, np.float32(0), INF)
    value = np.where(x.e < 7, rounded(False, *power(x)), large)
    return np.select([x.x == 0, np.isinf(x.x)], [np.float32(1), large], value)


def log(x: Parts) -> np.ndarray:
    upper = x.m >= 1.5 * 2**23
    v = np.where(upper, x.m - 2**24, 2 * (x.m - 2**23))
    total = (x.e + upper) * tables().numbers["ln2"] + v * look_up("log", (v + 2**22) << 6)
    value = rounded(total < 0, np.abs(total), -54)
    return np.select([x.x == 0, x.negative, np.isinf(x.x)], [-INF, np.float32(np.nan), INF], value)


def reciprocal(x: Parts) -> np.ndarray:
    value = rounded(x.negative, look_up("reciprocal", x.u), -x.e - F)
    zero, infinite = np.copysign(np.float32(0), x.x), np.copysign(INF, x.x)
    return np.select([x.x == 0, np.isinf(x.x)], [infinite, zero], value)


def rsqrt(x: Parts) -> np.ndarray:
    p = np.where(x.e % 2 == 0, look_up("rsqrt.0", x.u), look_up("rsqrt.1", x.u))
    value = rounded(False, p, -(x.e // 2) - F)
    choices = [np.copysign(INF, x.x), np.float32(np.nan), np.float32(0)]
    return np.select([x.x == 0, x.negative, np.isinf(x.x)], choices, value)


def odd(name: str) -> Callable[[Parts], np.ndarray]:
    """A function with limits -1 and 1 whose first piece is f(x) / x."""

    def function(x: Parts) -> np.ndarray:
        p, small = by_octave(name, x), x.e < 0
        value = rounded(x.negative, p * np.where(small, x.m, 1), np.where(small, x.e - 23 - F, -F))
        return np.select([x.x == 0, np.isinf(x.x)], [x.x, np.copysign(1, x.x)], value)

    return function


def sigmoid(x: Parts) -> np.ndarray:
    p = by_octave("sigmoid", x)
    factor, q = power(x)
    below = np.where(x.e < 7, rounded(False, p * factor, q - F), np.float32(0))
    value = np.where(x.negative, below, rounded(False, p, -F))
    return np.select([x.x == 0, np.isinf(x.x)], [0.5, np.where(x.negative, 0, 1)], value)


def gelu(x: Parts) -> np.ndarray:
    p = np.minimum(by_octave("phi", x), UNIT)
    value = rounded(x.negative, np.where(x.negative, UNIT - p, p) * x.m, x.e - 23 - F)
    return np.select([x.x == 0, x.x == -np.inf, x.x == np.inf], [x.x, np.nan, np.inf], value)


def _of_bits(function: Callable[[Parts], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    def of_bits(bits: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            x = parts(np.ascontiguousarray(bits, np.uint32))
            value = np.asarray(function(x), np.float32)
        return np.where(np.isnan(x.x) | np.isnan(value), NAN, value.view(np.uint32))

    return of_bits


ELEMENTARY: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "exp": _of_bits(exp), "log": _of_bits(log), "reciprocal": _of_bits(reciprocal), "rsqrt": _of_bits(rsqrt),
    "tanh": _of_bits(odd("tanh")), "sigmoid": _of_bits(sigmoid), "erf": _of_bits(odd("erf")), "gelu": _of_bits(gelu),
}

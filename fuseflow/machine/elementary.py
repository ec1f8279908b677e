"""exp, log, rsqrt, reciprocal, tanh, sigmoid, erf and gelu as the specification has them: float32 bits in and out.

Integers only: a look-up, a parabola, at most two more products, one rounding. ``docs/functions.md`` states the
algorithm with its formats and its measured errors; this is that page, line by line.
"""

from __future__ import annotations

from collections.abc import Callable

from fuseflow.machine.number import NAN
from fuseflow.machine.tables import tables

F = 30
"""Fraction bits of the argument and the value of a table."""

ONE = 1 << F
SIGN, INFINITY = 0x80000000, 0x7F800000


def decode(bits: int) -> tuple[int, int]:
    """(m, e) of a finite number but zero: its magnitude is m * 2^(e - 23), 2^23 <= m < 2^24."""
    fraction, exponent = bits & 0x7FFFFF, bits >> 23 & 0xFF
    if exponent:
        return fraction | 1 << 23, exponent - 127
    shift = 24 - fraction.bit_length()
    return fraction << shift, -126 - shift


def pack(sign: int, p: int, q: int) -> int:
    """The float32 nearest to p * 2^q, p >= 0, ties to even, with the bit `sign` (0 or 1)."""
    if p == 0:
        return sign << 31
    last = max(p.bit_length() + q - 24, -149)
    drop = last - q
    if drop <= 0:
        kept = p << -drop
    else:
        kept, rest, half = p >> drop, p & (1 << drop) - 1, 1 << drop - 1
        kept += rest > half or rest == half and kept & 1
    # A leading one at bit 23 adds to the exponent, as does the carry of a rounding.
    return sign << 31 | min(kept + (last + 149 << 23), INFINITY)


def interpolate(piece, u: int) -> int:
    """The value of a piece at u / 2^F, with F fraction bits."""
    bits, rows = piece
    width = F - bits
    c0, c1, c2 = rows[u >> width]
    t = u & (1 << width) - 1
    return c0 + ((c1 + (c2 * t >> width)) * t >> width)


def magnitude(pieces, m: int, e: int) -> int:
    """The value of a family at m * 2^(e - 23): piece 0 is [0, 1), piece k is [2^(k-1), 2^k); 1 beyond."""
    if e < 0:
        return interpolate(pieces[0], m << 7 >> -e)
    if e + 1 < len(pieces):
        return interpolate(pieces[e + 1], m - (1 << 23) << 7)
    return ONE


def _special(at_zero: Callable, at_infinity: Callable, of_numbers: Callable[[int, int, int], int]):
    """A function that is stated apart for zeros and infinities (of a sign) and gives NaN for NaN."""

    def function(bits: int) -> int:
        sign, rest = bits >> 31, bits & ~SIGN
        if rest > INFINITY:
            return NAN
        if rest in (0, INFINITY):
            return at_infinity(sign) if rest else at_zero(sign)
        return of_numbers(sign, *decode(bits))

    return function


def _power(sign: int, m: int, e: int) -> tuple[int, int]:
    """(p, q) with exp(x) = p * 2^q, for |x| < 128."""
    y = m * tables().numbers["log2e"] >> 28 - e
    if sign:
        y = -y
    return interpolate(tables().pieces["exp2"], y & ONE - 1), (y >> F) - F


def _exp(sign, m, e):
    if e >= 7:
        return 0 if sign else INFINITY
    return pack(0, *_power(sign, m, e))


def _log(sign, m, e):
    if sign:
        return NAN
    if m >= 3 << 22:
        v, e = m - (1 << 24), e + 1
    else:
        v = m - (1 << 23) << 1
    g = interpolate(tables().pieces["log"], v + (1 << 22) << 6)
    total = e * tables().numbers["ln2"] + v * g
    return pack(int(total < 0), abs(total), -54)


def _reciprocal(sign, m, e):
    return pack(sign, interpolate(tables().pieces["reciprocal"], m - (1 << 23) << 7), -e - F)


def _rsqrt(sign, m, e):
    if sign:
        return NAN
    return pack(0, interpolate(tables().pieces[f"rsqrt.{e & 1}"], m - (1 << 23) << 7), -(e >> 1) - F)


def _odd(name: str):
    """tanh and erf: near 0 the table holds f(x) / x."""

    def of_numbers(sign, m, e):
        p = magnitude(tables().family(name), m, e)
        return pack(sign, p * m, e - 23 - F) if e < 0 else pack(sign, p, -F)

    return of_numbers


def _sigmoid(sign, m, e):
    p = magnitude(tables().family("sigmoid"), m, e)
    if not sign:
        return pack(0, p, -F)
    # sigmoid(-x) = exp(-x) sigmoid(x)
    if e >= 7:
        return 0
    power, q = _power(sign, m, e)
    return pack(0, p * power, q - F)


def _gelu(sign, m, e):
    p = min(magnitude(tables().family("phi"), m, e), ONE)
    return pack(sign, (ONE - p if sign else p) * m, e - 23 - F)


_UNIT, _HALF = 0x3F800000, 0x3F000000


def _same(sign):
    return sign << 31


def _infinite(sign):
    return sign << 31 | INFINITY


ELEMENTARY: dict[str, Callable[[int], int]] = {
    "exp": _special(lambda sign: _UNIT, lambda sign: 0 if sign else INFINITY, _exp),
    "log": _special(lambda sign: SIGN | INFINITY, lambda sign: NAN if sign else INFINITY, _log),
    "reciprocal": _special(_infinite, _same, _reciprocal),
    "rsqrt": _special(_infinite, lambda sign: NAN if sign else 0, _rsqrt),
    "tanh": _special(_same, lambda sign: sign << 31 | _UNIT, _odd("tanh")),
    "sigmoid": _special(lambda sign: _HALF, lambda sign: 0 if sign else _UNIT, _sigmoid),
    "erf": _special(_same, lambda sign: sign << 31 | _UNIT, _odd("erf")),
    # -inf * 0 is NaN, as it is where gelu is written out.
    "gelu": _special(_same, lambda sign: NAN if sign else INFINITY, _gelu),
}
"""The functions that are computed with tables."""

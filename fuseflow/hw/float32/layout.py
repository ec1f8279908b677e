"""The fields of a float32, and the functions of one operand that need no rounding."""

# No `from __future__ import annotations` here: `data.Struct` reads its fields from the annotations.

from amaranth.hdl import Cat, Const, Mux, Value
from amaranth.lib import data

from fuseflow.machine.number import NAN

EXPONENT_BIAS = 127
EXPONENT_SPECIAL = 255  # infinity and NaN
INFINITY = EXPONENT_SPECIAL << 23
ONE = EXPONENT_BIAS << 23


class Float32(data.Struct):
    """IEEE binary32 as fields of a 32-bit value: ``Float32(value).exponent``."""

    fraction: 23
    exponent: 8
    sign: 1

    @property
    def is_nan(self) -> Value:
        return (self.exponent == EXPONENT_SPECIAL) & (self.fraction != 0)

    @property
    def is_infinite(self) -> Value:
        return (self.exponent == EXPONENT_SPECIAL) & (self.fraction == 0)

    @property
    def is_zero(self) -> Value:
        return (self.exponent == 0) & (self.fraction == 0)

    @property
    def significand(self) -> Value:
        """24 bits: the fraction below its leading one, which zero and subnormals do not have."""
        return Cat(self.fraction, self.exponent != 0)

    @property
    def scale(self) -> Value:
        """The biased exponent of the significand's leading bit: 1, not 0, for zero and subnormals."""
        return self.exponent | (self.exponent == 0)


def canonical(x: Value) -> Value:
    """x, with the one NaN in place of any other."""
    return Mux(Float32(x).is_nan, Const(NAN, 32), x)


def negate(x: Value) -> Value:
    """-x: the other sign, zeros and infinities included; NaN is canonical and has no sign.

    As an adder's operand it makes the difference: x - y is x + negate(y).
    """
    return Mux(Float32(x).is_nan, Const(NAN, 32), Cat(x[:31], ~x[31]))


def relu(x: Value) -> Value:
    """x if x > 0 or NaN (canonical), else +0."""
    return Mux(Float32(x).is_nan, Const(NAN, 32), Mux(x[31], Const(0, 32), x))


def magnitude(x: Value) -> Value:
    """|x|; NaN is canonical."""
    return Mux(Float32(x).is_nan, Const(NAN, 32), Cat(x[:31], Const(0, 1)))


def is_false(x: Value) -> Value:
    """1.0 if x is a zero, else 0.0: NaN is true."""
    return Mux(Float32(x).is_zero, Const(ONE, 32), Const(0, 32))


def ordered(x: Value) -> Value:
    """An unsigned integer in the order of the numbers: above the middle the positive, below the negative, reversed."""
    sign = x[31]
    return Cat(x[:31] ^ sign.replicate(31), ~sign)

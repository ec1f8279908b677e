"""float32 division."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Signal, signed

from fuseflow.hw.float32.layout import Float32
from fuseflow.hw.float32.parts import leading_zeros
from fuseflow.hw.float32.pipeline import repeated
from fuseflow.hw.float32.scaled import Scaled

PER_STAGE = 2
"""Bits of the quotient that a stage finds."""


class Div(Scaled):
    """o = a / b in nineteen stages, without restoring.

    Parameters
    ----------
    P : int
        Latency in cycles; 19 puts a register behind every stage.

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    bits, zeros = 27, 1

    def __init__(self, P: int):
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        # One bit before the point, 25 after it: a quotient below 1 leaves 24 and a half.
        digits = repeated(self.divide, 26 // PER_STAGE)
        return (self.classify, self.normalise, *digits, self.remain, *self.rounding())

    def classify(self, m, a, b):
        """Subtract the exponents, count the leading zeros of subnormals, find what is not a number.

        A dividend of zero needs no case of its own: its significand stays 0, and so do quotient and remainder.
        """
        a, b = Float32(a), Float32(b)
        return {
            "sign": a.sign ^ b.sign,
            "nan": a.is_nan | b.is_nan | (a.is_zero & b.is_zero) | (a.is_infinite & b.is_infinite),
            "infinite": a.is_infinite | b.is_zero,
            "zero": b.is_infinite,
            "exponent": a.scale - b.scale,
            "dividend": a.significand,
            "divisor": b.significand,
            "a_zeros": leading_zeros(m, a.significand, "a"),
            "b_zeros": leading_zeros(m, b.significand, "b"),
        }

    def normalise(self, m, exponent, dividend, divisor, a_zeros, b_zeros, **rest):
        """Shift both significands so that they lead with a one."""
        twice = Signal(signed(26), name="twice_first")
        m.d.comb += twice.eq((dividend << a_zeros)[:24])
        return {
            **rest,
            "q": exponent - a_zeros + b_zeros - 26,
            "divisor": (divisor << b_zeros)[:24],
            "twice": twice,
        }

    def divide(self, m, step, divisor, twice, quotient=(), **rest):
        """Find the next bits, highest first: subtract the divisor, or add it where it was subtracted in vain.

        `twice` is double the difference; the first one is half the dividend.
        """
        for k in range(PER_STAGE):
            minus, difference = ~twice[-1], Signal(signed(25), name=f"difference_{step}_{k}")
            # The bit below feeds in the 1 of the two's complement: one carry chain does both.
            addend = Cat(minus, Cat(divisor, Const(0, 1)) ^ minus.replicate(25))
            m.d.comb += difference.eq((Cat(minus, twice) + addend)[1:])
            quotient = Cat(~difference[-1], quotient)
            twice = difference << 1
        return {**rest, "divisor": divisor, "twice": twice, "quotient": quotient}

    def remain(self, m, divisor, twice, quotient, **rest):
        """A last bit that is 1 if anything remains: the difference, and the divisor if that was subtracted in vain."""
        return {**rest, "p": Cat((twice != 0) & (twice + (divisor << 1) != 0), quotient)}

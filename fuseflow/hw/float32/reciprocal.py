"""float32 reciprocal and reciprocal square root, by tables: within an ulp of the exact value, not rounded correctly."""

from __future__ import annotations

from amaranth.hdl import Cat, Const

from fuseflow.hw.float32.elementary import Elementary, under
from fuseflow.hw.float32.pipeline import together
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import F


class Reciprocal(Elementary):
    """o = 1 / a in twelve stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 12 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("reciprocal"),)
    bits, zeros = VALUE, 1

    def special(self, x):
        return {"nan": x.is_nan, "infinite": x.is_zero, "zero": x.is_infinite}

    def argue(self):
        return (self.find,)

    def find(self, m, significand, e, **rest):
        """The row of the fraction."""
        (curve,) = self.curves
        return {**rest, "e": e, **under(curve, curve.locate(m, _fraction(significand)))}

    def combine(self):
        return (together(self.value, self.invert),)

    def invert(self, m, e, reciprocal_value, **rest):
        """The other exponent."""
        return {**rest, "p": reciprocal_value, "q": -e - F}


class Rsqrt(Elementary):
    """o = 1 / sqrt(a) in eleven stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 11 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("rsqrt"),)
    bits, zeros = VALUE, 1
    subnormal = False

    def special(self, x):
        return {"nan": x.is_nan | (x.sign & ~x.is_zero), "infinite": x.is_zero, "zero": x.is_infinite}

    def argue(self):
        return (self.find,)

    def find(self, m, significand, e, **rest):
        """The row of the fraction, in one of two pieces: odd powers of two are not square."""
        (curve,) = self.curves
        return {**rest, "e": e, **under(curve, curve.locate(m, _fraction(significand), e[0]))}

    def combine(self):
        return (together(self.value, self.invert),)

    def invert(self, m, e, rsqrt_value, **rest):
        """Half the exponent, with the other sign."""
        return {**rest, "p": rsqrt_value, "q": -(e >> 1) - F}


def _fraction(significand):
    """significand / 2^23 - 1, with F fraction bits."""
    return Cat(Const(0, F - 23), significand[:23])

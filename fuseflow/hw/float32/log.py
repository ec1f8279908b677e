"""float32 natural logarithm."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal, signed

from fuseflow.hw.float32.elementary import Elementary, under
from fuseflow.hw.float32.parts import partial_products, product
from fuseflow.hw.float32.table import Curve
from fuseflow.machine.tables import tables

SCALE = 54
"""Fraction bits of ln2, and of the result before it is rounded."""


class Log(Elementary):
    """o = log(a) in sixteen stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 16 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("log"),)
    bits, zeros = SCALE + 7, SCALE + 6  # |log x| < 2^7
    subnormal = False

    def special(self, x):
        return {"nan": x.is_nan | (x.sign & ~x.is_zero), "infinite": x.is_zero | x.is_infinite}

    def argue(self):
        return (self.centre,)

    def combine(self):
        return (self.value, self.multiply, self.add, self.absolute)

    def centre(self, m, significand, e, sign, **rest):
        """x = 2^e (1 + v / 2^24), from 3/4 to 3/2."""
        (log,) = self.curves
        upper, v = significand[22], Signal(signed(24), name="v_signed")
        # From 3/2 on, v is the significand - 2^24: the same bits, with a sign.
        m.d.comb += v.eq(Mux(upper, significand, Cat(Const(0, 1), significand[:22], Const(0, 1))))
        above = Signal(24, name="v_above")
        m.d.comb += above.eq(v + (1 << 22))
        return {**rest, "v": v, "e": e + upper, **under(log, log.locate(m, Cat(Const(0, 6), above)))}

    def rise(self, m, e, **rest):
        """Multiply the slope by t, and the exponent by ln2."""
        return {**super().rise(m, **rest), **partial_products(e, Const(tables().numbers["ln2"]))}

    def value(self, m, **rest):
        """Add the products."""
        scale, rest = product(rest)
        return {**super().value(m, **rest), "scale": scale}

    def multiply(self, m, v, log_value, **rest):
        """log(1 + v), the value times v."""
        return {**rest, **partial_products(v, log_value)}

    def add(self, m, scale, **rest):
        """Add the logarithm of the power of two."""
        inside, rest = product(rest)
        return {**rest, "total": (inside + scale)[: SCALE + 8].as_signed()}

    def absolute(self, m, total, **rest):
        """Sign and magnitude. (Those of zero and infinity, whose exponents are far out, are right, too.)"""
        sign = total[-1]
        return {**rest, "sign": sign, "p": Mux(sign, -total, total)[: self.bits], "q": Const(-SCALE, signed(7))}

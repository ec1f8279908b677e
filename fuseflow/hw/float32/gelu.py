"""float32 GELU, x times the normal distribution at x."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.float32.elementary import Octaves
from fuseflow.hw.float32.parts import partial_products
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import ONE, F


class Gelu(Octaves):
    """o = gelu(a) in eighteen stages.

    Zero and +infinity need no cases of their own: they are a significand of 0, and an exponent that overflows.

    Parameters
    ----------
    P : int
        Latency in cycles; 18 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("phi", limit=True),)
    bits, zeros = VALUE + 24, VALUE + 23

    def special(self, x):
        return {"nan": x.is_nan | (x.is_infinite & x.sign)}

    def argue(self):
        return (self.shift, self.find)

    def combine(self):
        return (self.value, self.complement, self.multiply, self.total)

    def complement(self, m, sign, phi_value, **rest):
        """phi(x) of |x|, at most 1; phi(-x) = 1 - phi(x)."""
        phi = Mux(phi_value[F], Const(ONE, VALUE), phi_value)
        return {**rest, "sign": sign, "phi": Mux(sign, ONE - phi, phi)[:VALUE]}

    def multiply(self, m, significand, e, phi, **rest):
        """x phi(x)."""
        return {**rest, "q": e - 23 - F, **partial_products(phi, significand)}

"""float32 hyperbolic tangent and error function: odd functions with limits 1 and -1."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.float32.elementary import Octaves
from fuseflow.hw.float32.parts import partial_products
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import F


class Odd(Octaves):
    """An odd function by octave in fifteen stages; below 1 its table holds f(x) / x.

    Zeros and infinities need no cases of their own: they are a significand of 0, and an exponent beyond all octaves.

    Parameters
    ----------
    P : int
        Latency in cycles; 15 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    bits, zeros = VALUE + 24, 2

    def special(self, x):
        return {"nan": x.is_nan}

    def argue(self):
        return (self.shift, self.find)

    def combine(self):
        return (self.value, self.multiply, self.total)

    def multiply(self, m, significand, e, **rest):
        """Below 1, f(x) / x times x."""
        value, below = rest.pop(f"{self.curves[0].name}_value"), e < 0
        factor = Mux(below, significand, Const(1 << 23, 24))
        return {**rest, "q": Mux(below, e, 0) - 23 - F, **partial_products(value, factor)}


class Tanh(Odd):
    """o = tanh(a); see `Odd`."""

    curves = (Curve("tanh", limit=True),)


class Erf(Odd):
    """o = erf(a); see `Odd`."""

    curves = (Curve("erf", limit=True),)

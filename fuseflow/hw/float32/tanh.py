"""float32 hyperbolic tangent and error function: odd functions with limits 1 and -1."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.float32.elementary import Octaves
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import F


class Odd(Octaves):
    """An odd function by octave in thirteen stages; below 1 its table holds f(x) / x.

    Zeros and infinities need no cases of their own: they are a significand of 0, and an exponent beyond all octaves.

    Parameters
    ----------
    P : int
        Latency in cycles; 13 puts a register behind every stage.

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
        return (self.value, self.multiply)

    def multiply(self, m, significand, e, **rest):
        """Below 1, f(x) / x times x."""
        p = rest.pop(f"{self.curves[0].name}_value")
        below = e < 0
        return {**rest, "p": p * Mux(below, significand, Const(1 << 23, 24)), "q": Mux(below, e, 0) - 23 - F}


class Tanh(Odd):
    """o = tanh(a); see `Odd`."""

    curves = (Curve("tanh", limit=True),)


class Erf(Odd):
    """o = erf(a); see `Odd`."""

    curves = (Curve("erf", limit=True),)

"""float32 exponential function."""

from __future__ import annotations

from fuseflow.hw.float32.elementary import Powers, large
from fuseflow.hw.float32.pipeline import together
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import F


class Exp(Powers):
    """o = exp(a) in fifteen stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 15 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("exp2"),)
    bits, zeros = VALUE, 1

    def special(self, x):
        return {"nan": x.is_nan, "infinite": large(x) & ~x.sign, "zero": large(x) & x.sign}

    def argue(self):
        return (self.scale, self.add, self.place, self.split)

    def combine(self):
        return (together(self.value, self.power),)

    def power(self, m, sign, n, exp2_value, **rest):
        """The result is positive. (exp(0) comes out as 1 without a case of its own.)"""
        return {**rest, "p": exp2_value, "q": n - F}

"""float32 sigmoid function, 1 / (1 + exp(-x))."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.float32.elementary import Octaves, Powers, large
from fuseflow.hw.float32.parts import partial_products
from fuseflow.hw.float32.pipeline import together
from fuseflow.hw.float32.table import VALUE, Curve
from fuseflow.machine.elementary import ONE, F


class Sigmoid(Octaves, Powers):
    """o = sigmoid(a) in seventeen stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 17 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    curves = (Curve("sigmoid", limit=True), Curve("exp2"))
    bits, zeros = 2 * VALUE, 3

    def special(self, x):
        return {"nan": x.is_nan, "zero": large(x) & x.sign}

    def argue(self):
        return (together(self.shift, self.scale), self.add, together(self.find, self.place), self.split)

    def combine(self):
        return (self.value, self.multiply, self.total)

    def multiply(self, m, sign, n, sigmoid_value, exp2_value, **rest):
        """sigmoid(-x) = sigmoid(x) exp(-x)."""
        factor = Mux(sign, exp2_value, Const(ONE, VALUE))
        return {**rest, "q": Mux(sign, n, 0) - 2 * F, **partial_products(sigmoid_value, factor)}

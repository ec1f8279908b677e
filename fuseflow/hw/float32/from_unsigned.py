"""Unsigned integer to float32."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Signal

from fuseflow.hw.float32.layout import EXPONENT_BIAS
from fuseflow.hw.float32.parts import keep_sticky, leading_zeros, round_and_pack
from fuseflow.hw.float32.pipeline import Pipeline


class FromUnsigned(Pipeline):
    """o = float32(a) in three stages; round to nearest, ties to even.

    Parameters
    ----------
    P : int
        Latency in cycles; 3 puts a register behind every stage.
    width : int
        Bits of the integer, 1 to 32.

    Attributes
    ----------
    a : Signal(width), in
    o : Signal(32), out
    """

    def __init__(self, P: int, width: int = 32):
        if not 1 <= width <= 32:
            raise ValueError(f"an integer has 1 to 32 bits, not {width}")
        self.width = width
        super().__init__(P, {"a": width})

    def stages(self):
        return (self.count, self.normalise, self.round)

    def count(self, m, a):
        """Count the leading zeros."""
        integer = Cat(Const(0, 32 - self.width), a)
        return {"integer": integer, "zeros": leading_zeros(m, integer, "integer")}

    def normalise(self, m, integer, zeros):
        """Shift the leading one to the top."""
        shifted = Signal(32, name="shift_left")
        m.d.comb += shifted.eq(integer << zeros)
        return {"exponent": (EXPONENT_BIAS + self.width - 1 - zeros)[:8], "significand": keep_sticky(shifted)}

    def round(self, m, **number):
        """Round to nearest, ties to even; pack."""
        zero = Const(0, 1)
        return {"o": round_and_pack(m, sign=zero, nan=zero, infinite=zero, **number)}

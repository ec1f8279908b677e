"""float32 addition and subtraction."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.float32.layout import Float32
from fuseflow.hw.float32.parts import EXTRA, keep_sticky, leading_zeros, round_and_pack, shift_right_sticky
from fuseflow.hw.float32.pipeline import Pipeline


class Add(Pipeline):
    """o = a + b in seven stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 7 puts a register behind every stage.

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    def __init__(self, P: int):
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        return (self.order, self.classify, self.align, self.combine, self.count, self.normalise, self.round)

    def order(self, m, a, b):
        """Find the operand of the larger magnitude. Operands may come late in a cycle, so this is all."""
        # The sign of the difference: the carry chain gives it, a comparison takes LUTs behind the chain.
        return {"a": a, "b": b, "swap": (a[:31] - b[:31])[31]}

    def classify(self, m, a, b, swap):
        """Order the operands, so that the difference cannot be negative, and any NaN comes first.

        Find the distance of the exponents, and what is not a number.
        """
        larger, smaller = Float32(Mux(swap, b, a)), Float32(Mux(swap, a, b))
        distance = Signal(8, name="distance")
        m.d.comb += distance.eq(larger.scale - smaller.scale)
        opposite = larger.sign ^ smaller.sign
        return {
            "sign": larger.sign,
            "opposite": opposite,
            "nan": larger.is_nan | (smaller.is_infinite & larger.is_infinite & opposite),
            "infinite": larger.is_infinite,
            "exponent": larger.scale,
            "larger": larger.significand,
            "smaller": smaller.significand,
            # From 27 places on, only sticky is left.
            "distance": Mux(distance[5:].any(), 31, distance[:5]),
        }

    def align(self, m, larger, smaller, distance, **rest):
        """Shift the smaller significand to the exponent of the larger one."""
        addend = Cat(Const(0, EXTRA), smaller)
        return {**rest, "larger": larger, "addend": shift_right_sticky(m, addend, distance, "shift_right")}

    def combine(self, m, larger, addend, opposite, exponent, **rest):
        """Add or subtract the significands."""
        augend = Cat(Const(0, EXTRA), larger, Const(0, 1))
        addend = Cat(addend, Const(0, 1)) ^ opposite.replicate(28)
        # One carry chain does both: the extra lowest bit feeds in the 1 of the two's complement.
        total = Cat(opposite, augend) + Cat(opposite, addend)
        # Where the leading one of the sum would have the least exponent, 1.
        least = Signal(28, name="least")
        m.d.comb += least.eq(Cat(exponent == 27 - k for k in range(28)))
        return {**rest, "exponent": exponent, "opposite": opposite, "total": total[1:29], "least": least}

    def count(self, m, total, least, sign, opposite, **rest):
        """Count how far the sum moves up to lead with a one: at most down to the least exponent, 1.

        The leading bit of the sum is the carry, one place above the operands' leading bits. A sum of zero may move
        anywhere.
        """
        return {
            **rest,
            "sign": sign & ~(opposite & (total == 0)),  # x + (-x) is +0, but (-0) + (-0) is -0
            "total": total,
            "shift": leading_zeros(m, total | least, "total"),
        }

    def normalise(self, m, total, exponent, shift, **rest):
        """Shift the leading one to the top."""
        shifted = Signal(28, name="shift_left")
        m.d.comb += shifted.eq(total << shift)
        return {**rest, "exponent": (exponent + 1 - shift)[:9], "significand": keep_sticky(shifted)}

    def round(self, m, **number):
        """Round to nearest, ties to even; pack."""
        return {"o": round_and_pack(m, **number)}


class Subtract(Add):
    """o = a - b: the adder of a and -b, as `Add` in all else."""

    def order(self, m, a, b):
        """Flip the sign of b, then order."""
        return super().order(m, a, Cat(b[:31], ~b[31]))

"""float32 square root."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal, signed

from fuseflow.hw.float32.pipeline import repeated, together
from fuseflow.hw.float32.scaled import OfOne

PER_STAGE = 2
"""Bits of the root that a stage finds."""

ROOT = 25
"""Bits of the root: those of the result, and one below."""

NOTHING = Const(0, 1)
"""What remains before the first digit."""


class Sqrt(OfOne):
    """o = sqrt(a) in seventeen stages, without restoring.

    No root lies half-way between two float32, for its square would have 49 bits. So what is below a last bit of 1 is
    never 0, and below a last bit of 0 it does not matter.

    Parameters
    ----------
    P : int
        Latency in cycles; 17 puts a register behind every stage.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    bits, zeros = 27, 0
    subnormal = False

    def stages(self):
        steps = repeated(self.extract, -(-ROOT // PER_STAGE))
        return (self.classify, together(self.normalise, self.pair), *steps, *self.rounding())

    def special(self, x):
        return {"nan": x.is_nan | (x.sign & ~x.is_zero), "infinite": x.is_infinite, "zero": x.is_zero}

    def pair(self, m, significand, e, **rest):
        """Digits of the radicand, of two bits each, the first one 1 to 3; half of an even exponent."""
        digits = Mux(e[0], Cat(Const(0, 2), significand), Cat(Const(0, 1), significand, Const(0, 1)))
        return {**rest, "q": (e >> 1) - 26, "digits": digits}

    def extract(self, m, step, root=(), difference=NOTHING, digits=None, **rest):
        """Find the next bits, highest first.

        What remains of the radicand, r, gives a 1 if 4r + digit >= 4 root + 1, and then loses it. `difference` is what
        remains with it, whether it was too much or not; if so, r is difference + 2 root + 1.
        """
        for _ in range(min(PER_STAGE, ROOT - len(root))):
            digit = Const(0, 2) if digits is None else digits[-2:]
            digits = None if digits is None or len(digits) == 2 else digits[:-2]
            minus = ~difference[-1]
            following = Signal(signed(len(root) + 3), name=f"difference_{step}_{len(root)}")
            # -(4 root + 1) is 4 ~root + 3, so one adder does both.
            addend = Cat(Const(3, 2), Cat(root, Const(0, 1)) ^ minus.replicate(len(root) + 1))
            m.d.comb += following.eq(Cat(digit, difference) + addend)
            root, difference = Cat(~following[-1], root), following
        if len(root) == ROOT:
            return {**rest, "p": Cat(Const(1, 2), root)}
        return {**rest, "difference": difference, "root": root, **({} if digits is None else {"digits": digits})}

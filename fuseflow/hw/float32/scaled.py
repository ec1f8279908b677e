"""Units whose result is rounded from an integer and a power of two, and the operands that they take apart."""

from __future__ import annotations

from amaranth.hdl import Const, Mux, Signal, Value, signed

from fuseflow.hw.float32.layout import EXPONENT_BIAS, Float32
from fuseflow.hw.float32.parts import (
    keep_sticky,
    leading_zeros,
    places_below,
    product,
    round_and_pack,
    shift_right_sticky,
)
from fuseflow.hw.float32.pipeline import Pipeline, Stage

HALF = 32
"""Bits of p that are searched for a leading one at a time."""


class Scaled(Pipeline):
    """A unit that ends in the float32 nearest to p * 2^q, ties to even.

    The stages before `rounding` hand it the values `p` (`bits` wide), `q` (signed), and bits, each of which may be left
    out: `sign`, `nan`, `infinite`, `zero`. NaN goes before an infinity, an infinity before zero, zero before p * 2^q.

    Attributes
    ----------
    bits : int
        Width of p, 27 to 64.
    zeros : int
        At most so many of the leading bits of p are 0, unless p is 0.
    subnormal : bool
        Can the result be subnormal?
    """

    bits: int
    zeros: int
    subnormal = True

    def rounding(self) -> tuple[Stage, ...]:
        """The last stages."""
        counted = (self.halve, self.count) if self.zeros > 3 else ()
        return (*counted, self.align, *((self.denormalise,) if self.subnormal else ()), self.round)

    def total(self, m, **rest):
        """p out of partial products."""
        p, rest = product(rest)
        return {**rest, "p": p[: self.bits]}

    def halve(self, m, p, q, **rest):
        """Move p up if its upper 32 bits are 0."""
        high = p[-HALF:].any()
        return {**rest, "p": Mux(high, p, p << HALF)[: self.bits], "q": Mux(high, q, q - HALF)}

    def count(self, m, p, **rest):
        """Count how far p moves up to lead with a one."""
        return {**rest, "p": p, "shift": leading_zeros(m, p[-HALF:], "p")}

    def align(self, m, p, q, shift=None, zero=None, **rest):
        """Shift the leading one to the top; find how far it lies below the least exponent."""
        if shift is None:
            shift = leading_zeros(m, p[-1 - self.zeros :], "p") if self.zeros else Const(0, 1)
        exponent, shifted = Signal(signed(11), name="exponent"), Signal(self.bits, name="shift_left")
        m.d.comb += [
            exponent.eq(q + (self.bits - 1 + EXPONENT_BIAS) - shift),
            shifted.eq((p if zero is None else Mux(zero, 0, p)) << shift),
        ]
        places = {"places": places_below(m, exponent)} if self.subnormal else {}
        return {**rest, "exponent": exponent[:9], "significand": keep_sticky(shifted), **places}

    def denormalise(self, m, significand, places, **rest):
        """Shift a number below the least exponent to the right: it becomes subnormal, and loses its leading one."""
        return {**rest, "significand": shift_right_sticky(m, significand, places, "shift_right")}

    def round(self, m, **number):
        """Round to nearest, ties to even; pack."""
        no = Const(0, 1)
        return {"o": round_and_pack(m, **({"sign": no, "nan": no, "infinite": no} | number))}


class OfOne(Scaled):
    """A unit of one operand, which its first two stages take apart: what is finite and not zero is
    significand * 2^(e - 23).

    Parameters
    ----------
    P : int
        Latency in cycles.

    Attributes
    ----------
    a : Signal(32), in
    o : Signal(32), out
    """

    def __init__(self, P: int):
        super().__init__(P, {"a": 32})

    def special(self, x: Float32) -> dict[str, Value]:
        """Which operands have results that are not p * 2^q, as the values `nan`, `infinite` and `zero`."""
        raise NotImplementedError

    def classify(self, m, a):
        """Find the operands with special results; count the leading zeros of subnormals."""
        x = Float32(a)
        return {
            **self.special(x),
            "sign": x.sign,
            "exponent": x.scale,
            "significand": x.significand,
            "shift": leading_zeros(m, x.significand, "a"),
        }

    def normalise(self, m, exponent, significand, shift, **rest):
        """Shift a subnormal significand so that it leads with a one; that of zero stays 0."""
        e = Signal(signed(9), name="unbiased")
        m.d.comb += e.eq(exponent - shift - EXPONENT_BIAS)
        return {**rest, "significand": (significand << shift)[:24], "e": e}

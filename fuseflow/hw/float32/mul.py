"""float32 multiplication."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal, signed

from fuseflow.hw.float32.layout import EXPONENT_BIAS, Float32
from fuseflow.hw.float32.parts import keep_sticky, leading_zeros, round_and_pack, shift_right_sticky
from fuseflow.hw.float32.pipeline import Pipeline

PART = 18
"""Bits of the lower part of a significand: the width of a multiplier in most FPGAs."""


class Mul(Pipeline):
    """o = a * b in six stages.

    Parameters
    ----------
    P : int
        Latency in cycles; 6 puts a register behind every stage.

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    def __init__(self, P: int):
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        return (self.classify, self.multiply, self.add, self.normalise, self.denormalise, self.round)

    def classify(self, m, a, b):
        """Add the exponents, count the leading zeros of subnormals, find what is not a number.

        Zero needs no case of its own: its significand stays 0 up to the end.
        """
        a, b = Float32(a), Float32(b)
        return {
            "sign": a.sign ^ b.sign,
            "nan": a.is_nan | b.is_nan | (a.is_infinite & b.is_zero) | (a.is_zero & b.is_infinite),
            "infinite": a.is_infinite | b.is_infinite,
            "exponent": a.scale + b.scale - EXPONENT_BIAS,
            "a": a.significand,
            "b": b.significand,
            "a_zeros": leading_zeros(m, Cat(a.fraction, Const(0, 1)), "a"),
            "b_zeros": leading_zeros(m, Cat(b.fraction, Const(0, 1)), "b"),
        }

    def multiply(self, m, a, b, exponent, a_zeros, b_zeros, **rest):
        """Multiply the significands in parts that a multiplier of the FPGA holds."""
        # One of them is 0, or the product is so small that only sticky will be left.
        zeros = Mux(a[-1], 0, a_zeros) | Mux(b[-1], 0, b_zeros)
        return {
            **rest,
            "zeros": zeros,
            "exponent": exponent - zeros,
            "low": a[:PART] * b[:PART],
            "across": a[PART:] * b[:PART],
            "back": a[:PART] * b[PART:],
            "high": a[PART:] * b[PART:],
        }

    def add(self, m, low, across, back, high, **rest):
        """Add the parts of the product."""
        return {**rest, "product": (Cat(low, high) + ((across + back) << PART))[:48]}

    def normalise(self, m, product, zeros, exponent, **rest):
        """Shift the product, up to one place, to lead with a one; find how far it lies below the least exponent, 1.

        Whether its leading place is the highest one or the next is known after the shift: two exponents.
        """
        shifted = Signal(48, name="shift_left")
        m.d.comb += shifted.eq(product << zeros)
        places = {}
        for carry in range(2):
            below = Signal(signed(12), name=f"below_{carry}")
            m.d.comb += below.eq(1 - carry - exponent)
            # From 27 places on, only sticky is left.
            places[f"places_{carry}"] = Mux(below <= 0, 0, Mux(below > 31, 31, below[:5]))
        return {**rest, "exponent": exponent[:9], "product": shifted, **places}

    def denormalise(self, m, product, exponent, places_0, places_1, **rest):
        """Shift a product below the least exponent to the right: it becomes subnormal, and loses its leading one."""
        carry = product[-1]
        leading = Signal(48, name="leading_product")
        m.d.comb += leading.eq(Mux(carry, product, product << 1))
        return {
            **rest,
            "exponent": (exponent + carry)[:9],
            "significand": shift_right_sticky(m, keep_sticky(leading), Mux(carry, places_1, places_0), "shift_right"),
        }

    def round(self, m, **number):
        """Round to nearest, ties to even; pack."""
        return {"o": round_and_pack(m, **number)}

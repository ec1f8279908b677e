"""float32 multiplication."""

from __future__ import annotations

from amaranth.hdl import Mux, Signal, signed

from fuseflow.hw.float32.layout import EXPONENT_BIAS, Float32
from fuseflow.hw.float32.parts import keep_sticky, leading_zeros, places_below, round_and_pack, shift_right_sticky
from fuseflow.hw.float32.pipeline import Pipeline


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
        return (self.classify, self.normalise, self.multiply, self.carry, self.denormalise, self.round)

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
            "a_zeros": leading_zeros(m, a.significand, "a"),
            "b_zeros": leading_zeros(m, b.significand, "b"),
        }

    def normalise(self, m, exponent, a, b, a_zeros, b_zeros, **rest):
        """Shift both significands so that they lead with a one."""
        return {
            **rest,
            "exponent": exponent - (a_zeros + b_zeros),
            "a": (a << a_zeros)[:24],
            "b": (b << b_zeros)[:24],
        }

    def multiply(self, m, a, b, **rest):
        """Multiply the significands."""
        return {**rest, "product": a * b}

    def carry(self, m, exponent, product, **rest):
        """Move the product, in [1, 4), to lead with a one; find how far it lies below the least exponent, 1."""
        carry = product[-1]
        leading = Signal(48, name="leading_product")
        scale = Signal(signed(11), name="scale")
        m.d.comb += [
            leading.eq(Mux(carry, product, product << 1)),
            scale.eq(exponent + carry),
        ]
        return {
            **rest,
            "exponent": scale[:9],
            "significand": keep_sticky(leading),
            "places": places_below(m, scale),
        }

    def denormalise(self, m, significand, places, **rest):
        """Shift a product below the least exponent to the right: it becomes subnormal, and loses its leading one."""
        return {**rest, "significand": shift_right_sticky(m, significand, places, "shift_right")}

    def round(self, m, **number):
        """Round to nearest, ties to even; pack."""
        return {"o": round_and_pack(m, **number)}

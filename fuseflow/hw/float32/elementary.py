"""The frame of the units that look their function up: exp, log, reciprocal, rsqrt, tanh, sigmoid, erf, gelu.

``docs/functions.md`` has the algorithm and the formats, `fuseflow.machine.elementary` the same in Python. What is m
there is the value `significand` here.
"""

from __future__ import annotations

from typing import ClassVar

from amaranth.hdl import Cat, Const, Mux, Signal, signed

from fuseflow.hw.float32.layout import EXPONENT_BIAS, Float32
from fuseflow.hw.float32.parts import partial_products, product
from fuseflow.hw.float32.pipeline import Stage
from fuseflow.hw.float32.scaled import OfOne
from fuseflow.hw.float32.table import Curve
from fuseflow.machine.elementary import F
from fuseflow.machine.tables import tables

LARGE = 7
"""From 2^7 on, exp(x) overflows, and exp(-x) underflows."""


class Elementary(OfOne):
    """o = f(a): take apart, find rows of tables, compute parabolas, put together, round.

    A subclass gives `special`, its tables, and the stages `argue` and `combine`. `argue` ends in the values
    ``{table}_row`` and ``{table}_t``; `combine` begins with `value`, which gives ``{table}_value``, and ends in what
    `rounding` takes.
    """

    curves: ClassVar[tuple[Curve, ...]]

    def stages(self):
        parabola = (self.look_up, self.take, self.bend, self.slope, self.rise)
        return (self.classify, self.normalise, *self.argue(), *parabola, *self.combine(), *self.rounding())

    def argue(self) -> tuple[Stage, ...]:
        """From `significand` and `e` to rows and positions."""
        raise NotImplementedError

    def combine(self) -> tuple[Stage, ...]:
        """From the parabolas to `p` and `q`."""
        raise NotImplementedError

    def look_up(self, m, **values):
        """Read the tables."""
        return self._each("look_up", m, values)

    def take(self, m, **values):
        """Take the rows apart."""
        return self._each("take", m, values)

    def bend(self, m, **values):
        """Multiply c2 by t."""
        return self._each("bend", m, values)

    def slope(self, m, **values):
        """c1 + c2 t."""
        return self._each("slope", m, values)

    def rise(self, m, **values):
        """Multiply the slope by t."""
        return self._each("rise", m, values)

    def value(self, m, **values):
        """c0 + slope t."""
        return self._each("value", m, values)

    def _each(self, step: str, m, values):
        """One step of every table, whose values bear its name."""
        for curve in self.curves:
            prefix = f"{curve.name}_"
            mine = {name.removeprefix(prefix): v for name, v in values.items() if name.startswith(prefix)}
            values = {name: v for name, v in values.items() if not name.startswith(prefix)}
            values |= under(curve, getattr(curve, step)(m, **mine))
        return values


def under(curve: Curve, values: dict) -> dict:
    """Values under the name of a table."""
    return {f"{curve.name}_{name}": v for name, v in values.items()}


class Octaves(Elementary):
    """A function of |x| by the pieces [0, 1), [1, 2), [2, 4), .. of the first of its tables."""

    def shift(self, m, significand, e, **rest):
        """|x| where it is below 1, else significand / 2^23 - 1, as a fraction; the number of the piece."""
        below, places = Signal(name="below"), Signal(5, name="places")
        shifted = Signal(F + 1, name="shift_right")
        last = len(self.curves[0].pieces)
        m.d.comb += [
            below.eq(e < 0),
            places.eq(Mux(below, Mux(e < -F, F + 1, -e), 0)),
            shifted.eq(Cat(Const(0, F - 23), significand) >> places),
        ]
        # From 1 on, the bit that is cut off is the leading one.
        piece = Mux(below, 0, Mux(e >= last - 1, last, (e + 1)[: last.bit_length()]))
        return {**rest, "significand": significand, "e": e, "u": shifted[:F], "piece": piece}

    def find(self, m, u, piece, **rest):
        """Row and position."""
        octaves = self.curves[0]
        return {**rest, **under(octaves, octaves.locate(m, u, piece))}


class Powers(Elementary):
    """exp(x) = exp2_value * 2^(n - F) for |x| < 2^7, by the last of its tables."""

    def scale(self, m, significand, **rest):
        """Multiply by log2 e, which has 35 fraction bits."""
        log2e = Const(tables().numbers["log2e"])
        return {**rest, "significand": significand, **partial_products(significand, log2e)}

    def add(self, m, significand, e, **rest):
        """Add up x log2 e; for F fraction bits it is to be shifted 28 - e places, no less than 22."""
        scaled, rest = product(rest)
        places = Signal(signed(9), name="places_right")
        m.d.comb += places.eq(LARGE - 1 - e)
        return {**rest, "size": scaled[28 - (LARGE - 1) : 60], "places": Mux(places > 63, 63, places[:6])}

    def place(self, m, size, places, **rest):
        """Shift it."""
        return {**rest, "y": size >> places}

    def split(self, m, y, sign, **rest):
        """The integer n and the fraction of x log2 e."""
        y_signed = Signal(signed(F + LARGE + 2), name="y_signed")
        m.d.comb += y_signed.eq(Mux(sign, -y, y))
        exp2 = self.curves[-1]
        return {**rest, "sign": sign, "n": y_signed[F:].as_signed(), **under(exp2, exp2.locate(m, y_signed[:F]))}


def large(x: Float32):
    """|x| >= 2^7, infinite or NaN."""
    return x.exponent >= EXPONENT_BIAS + LARGE

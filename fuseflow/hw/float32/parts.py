"""Building blocks of the datapaths: leading zeros, products, the shift that loses nothing, subnormals, rounding.

Before rounding, a significand has 27 bits: the 24 of the result and three below, *guard*, *round* and *sticky*.
Sticky is the OR of everything further down: enough to tell below, at and above the midpoint apart, also after a
subtraction and one more shift to the left.
"""

from __future__ import annotations

from collections.abc import Mapping

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value, signed

from fuseflow.hw.float32.layout import INFINITY
from fuseflow.machine.number import NAN

EXTRA = 3  # guard, round and sticky


def leading_zeros(m: Module, value: Value, name: str) -> Value:
    """Number of zeros above the highest one of `value`.

    First it finds which groups of 1, 2, 4, .. bits are empty (``{name}_empty_{size}``). Then the bits of the number
    from the highest down (``{name}_zeros_{weight}``): each is the emptiness of the upper half of that part of `value`
    which the bits above it point to.

    Parameters
    ----------
    m : Module
        Where it is built.
    value : Value
        Two bits or more.
    name : str
        Prefix of the signals.

    Returns
    -------
    Value
        So many bits as a position in `value` has. Of a value of 0 they are all ones.
    """
    weights = [1 << k for k in range((len(value) - 1).bit_length())]
    width = 2 * weights[-1]
    empty = {size: Signal(width // size, name=f"{name}_empty_{size}") for size in weights}
    m.d.comb += empty[1].eq(~Cat(Const(0, width - len(value)), value))
    for size in weights[1:]:
        halves = empty[size // 2]
        m.d.comb += empty[size].eq(halves[0::2] & halves[1::2])
    zeros = None
    for weight in reversed(weights):
        upper_halves = Cat(*reversed(empty[weight][1::2]))  # highest part first, in the order of `zeros`
        bit = Signal(name=f"{name}_zeros_{weight}")
        m.d.comb += bit.eq(upper_halves if zeros is None else upper_halves.bit_select(zeros, 1))
        zeros = bit if zeros is None else Cat(bit, zeros)
    return zeros


DIGIT = 17
"""Bits of an unsigned factor that a hard multiplier of 18 signed bits takes."""


def partial_products(a: Value, b: Value) -> dict[str, Value]:
    """The products of the digits of two numbers, signed or not, as values of a stage; the next one adds them up."""
    return {f"part_{i}_{j}": x * y for i, x in enumerate(_digits(a)) for j, y in enumerate(_digits(b))}


def _digits(number: Value) -> list[Value]:
    """From the lowest up; the highest has the sign."""
    lower = [number[k : k + DIGIT] for k in range(0, len(number) - DIGIT, DIGIT)]
    highest = number[DIGIT * len(lower) :]
    return [*lower, highest.as_signed() if number.shape().signed else highest]


def product(values: Mapping[str, Value]) -> tuple[Value, dict[str, Value]]:
    """The product whose partial products are among the values of a stage; the other values."""
    total, rest = None, {}
    for name, value in values.items():
        if name.startswith("part_"):
            i, j = map(int, name.split("_")[1:])
            part = value << DIGIT * (i + j)
            total = part if total is None else total + part
        else:
            rest[name] = value
    return total, rest


def shift_right_sticky(m: Module, value: Value, amount: Value, name: str) -> Value:
    """`value` >> `amount`, where bit 0 of the result collects by OR every bit that was shifted out.

    One signal ``{name}_by_{2**k}`` per bit k of `amount`; ``2**k`` must be less than the width of `value`.
    """
    for k in range(len(amount)):
        step = 1 << k
        lost = value[: step + 1].any()
        shifted = Signal(len(value), name=f"{name}_by_{step}")
        m.d.comb += shifted.eq(Mux(amount[k], Cat(lost, value[step + 1 :]), value))
        value = shifted
    return value


def keep_sticky(value: Value) -> Value:
    """The upper 27 bits of `value`, the lowest of them ORed with all bits below."""
    below = len(value) - 24 - EXTRA
    return Cat(value[: below + 1].any(), value[below + 1 :])


def places_below(m: Module, exponent: Value) -> Value:
    """How far a leading bit of biased exponent `exponent` (up to 11 bits, signed) lies below the least one, 1.

    From 27 places on, only sticky is left: there are at most 31.
    """
    places = Signal(signed(11), name="places_below")
    m.d.comb += places.eq(1 - exponent)
    return Mux(places <= 0, 0, Mux(places > 31, 31, places[:5]))


def round_and_pack(
    m: Module, *, sign: Value, exponent: Value, significand: Value, nan: Value, infinite: Value
) -> Value:
    """The float32 nearest to a significand, ties to even.

    Parameters
    ----------
    m : Module
        Where it is built.
    sign, nan, infinite : Value
        One bit each. NaN goes before infinite, infinite before the number.
    exponent : Value
        Biased exponent, 1 to 511, of the significand's leading bit. It is ignored if that bit is 0: then the result
        is zero or subnormal.
    significand : Value
        27 bits: leading bit, 23 of fraction, guard, round, sticky.
    """
    odd, guard, rest = significand[EXTRA], significand[EXTRA - 1], significand[: EXTRA - 1].any()
    leading = significand[-1]
    # Fraction and exponent are rounded as one integer: a carry out of the fraction makes a subnormal normal, goes
    # to the next power of two, or from the largest number to infinity.
    magnitude = Signal(32, name="magnitude")
    m.d.comb += magnitude.eq(Cat(significand[EXTRA:-1], Mux(leading, exponent, 0)) + (guard & (odd | rest)))
    overflow = magnitude[31] | magnitude[23:31].all()
    return Mux(nan, Const(NAN, 32), Cat(Mux(infinite | overflow, Const(INFINITY, 31), magnitude[:31]), sign))

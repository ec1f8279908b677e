"""Building blocks of the datapaths: leading zeros, the shift that loses nothing, rounding.

Before rounding, a significand has 27 bits: the 24 of the result and three below, *guard*, *round* and *sticky*.
Sticky is the OR of everything further down: enough to tell below, at and above the midpoint apart, also after a
subtraction and one more shift to the left.
"""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value

from fuseflow.hw.float32.layout import INFINITY
from fuseflow.machine.number import NAN

EXTRA = 3  # guard, round and sticky


def leading_zeros(m: Module, value: Value, name: str) -> Value:
    """Number of zeros above the highest one of `value`.

    First it finds which groups of 1, 2, 4, 8 and 16 bits are empty (``{name}_empty_{size}``). Then the bits of the
    number from the highest down (``{name}_zeros_{weight}``): each is the emptiness of the upper half of that part of
    `value` which the bits above it point to.

    Parameters
    ----------
    m : Module
        Where it is built.
    value : Value
        Up to 32 bits.
    name : str
        Prefix of the signals.

    Returns
    -------
    Value
        5 bits. Of a value of 0 it is 31.
    """
    empty = {size: Signal(32 // size, name=f"{name}_empty_{size}") for size in (1, 2, 4, 8, 16)}
    m.d.comb += empty[1].eq(~Cat(Const(0, 32 - len(value)), value))
    for size in (2, 4, 8, 16):
        halves = empty[size // 2]
        m.d.comb += empty[size].eq(halves[0::2] & halves[1::2])
    zeros = None
    for weight in (16, 8, 4, 2, 1):
        upper_halves = Cat(*reversed(empty[weight][1::2]))  # highest part first, in the order of `zeros`
        bit = Signal(name=f"{name}_zeros_{weight}")
        m.d.comb += bit.eq(upper_halves if zeros is None else upper_halves.bit_select(zeros, 1))
        zeros = bit if zeros is None else Cat(bit, zeros)
    return zeros


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

"""Building blocks of the datapaths: leading zeros, the shift that loses nothing, rounding.

Before rounding, a significand has 27 bits: the 24 of the result and three below, *guard*, *round* and *sticky*.
Sticky is the OR of everything further down: enough to tell below, at and above the midpoint apart, also after a
subtraction and one more shift to the left.
"""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value

from fuseflow.hw.float32.layout import EXPONENT_SPECIAL, INFINITY
from fuseflow.machine.number import NAN

EXTRA = 3  # guard, round and sticky


def leading_zeros(m: Module, value: Value, name: str) -> Value:
    """Number of zeros above the highest one of `value`, by a tree over groups of 1, 2, 4, .. bits.

    Parameters
    ----------
    m : Module
        Where the tree is built.
    value : Value
        Of 17 to 32 bits.
    name : str
        Prefix of the signals.

    Returns
    -------
    Value
        5 bits. Of a value of 0 it is 31.
    """
    width = 32
    empty = ~Cat(Const(0, width - len(value)), value)
    counts = Const(0, 0)
    for level in range((width - 1).bit_length()):
        groups = width >> (level + 1)
        group_empty = Signal(groups, name=f"{name}_empty_{2 << level}")
        group_counts = Signal(groups * (level + 1), name=f"{name}_zeros_{2 << level}")
        for group in range(groups):
            low, high = 2 * group, 2 * group + 1
            zeros = Mux(empty[high], counts.word_select(low, level), counts.word_select(high, level))
            m.d.comb += [
                group_empty[group].eq(empty[low] & empty[high]),
                group_counts.word_select(group, level + 1).eq(Cat(zeros, empty[high])),
            ]
        empty, counts = group_empty, group_counts
    return counts


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
    overflow = magnitude[23:] >= EXPONENT_SPECIAL
    return Mux(nan, Const(NAN, 32), Cat(Mux(infinite | overflow, Const(INFINITY, 31), magnitude[:31]), sign))

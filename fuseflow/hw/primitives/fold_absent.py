"""fold_absent in hardware; its specification is `fuseflow.machine.primitives.fold_absent`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal
from amaranth.lib import memory

from fuseflow.errors import Unsupported
from fuseflow.hw.float32.layout import INFINITY, ONE
from fuseflow.hw.node import MINUS_ZERO, Node, Token, act, arithmetic, delay, from_unsigned, with_data
from fuseflow.machine.functions import FUNCTIONS
from fuseflow.machine.number import NAN, from_bits

MAGNITUDE = 0x7FFFFFFF

POWERS = 4096
"""Most rows of a table of powers."""


class FoldAbsent(Node):
    parameters = ("op", "extent", "fill")

    def __init__(self, node, profile, connected):
        if node.params["op"] == "prod":
            fill, extent = node.params["fill"], node.params["extent"]
            self.powers = powers(fill, extent)
            if self.powers is None:
                raise Unsupported(
                    "FF-U009", f"node {node.name!r} multiplies up to {extent} absent terms of {from_bits(fill):g} into "
                    f"a product, for which a table of {POWERS} powers is too short",
                    hint="a fill farther from 1 or -1, or a smaller extent; the simulator takes any",
                )
        super().__init__(node, profile, connected)

    def latencies(self):
        match self.params["op"]:
            case "sum":
                return {"pmul": self.profile.mul, "padd": self.profile.add}
            case "prod":
                return {"p": self.profile.mul}
        return {"p": self.profile.compare}

    def tags(self):
        return [self.params["op"], f"n{self.params['extent']}", *(f"{k}{v}" for k, v in self.timing.items())]

    def actions(self, m):
        (x, count), (val,) = self.inputs, self.outputs
        fill, complete = Const(self.params["fill"], 32), Signal(name="complete")
        m.d.comb += complete.eq(count.data == self.params["extent"])
        build = {"sum": self._sum, "prod": self._product}.get(self.params["op"], self._extremum)
        build(m, x, count, val, fill, complete)
        return (act(pop=(x, count), push={val: x.head}),)

    def _sum(self, m, x, count, val, fill, complete):
        """val + (extent - count) * fill; the conversion shares the registers of the product."""
        pmul, padd = self.profile.mul, self.profile.add
        early = pmul // 3
        absent_terms = from_unsigned(m, early, (self.params["extent"] - count.data)[:32])
        product = arithmetic(m, "mul", pmul - early, absent_terms, fill)
        middle = delay(m, Cat(complete, val.token), pmul, "middle")
        token = Token(middle[1:])
        total = arithmetic(m, "add", padd, token.data, Mux(middle[0], MINUS_ZERO, product))
        val.late = with_data(m, token.head, padd, total)

    def _product(self, m, x, count, val, fill, complete):
        """val * fill^(extent - count); the power is looked up. From the end of the table on, two take turns."""
        P, table = self.timing["p"], self.powers
        m.submodules.powers = rom = memory.Memory(shape=32, depth=len(table), init=table)
        port = rom.read_port(domain="comb")
        exponent = Signal(32)
        m.d.comb += [
            exponent.eq(self.params["extent"] - count.data),
            port.addr.eq(Mux(exponent < len(table), exponent, len(table) - 2 | exponent[0])),
        ]
        early = min(1, P)
        terms = delay(m, port.data, early, "terms")
        result = arithmetic(m, "mul", P - early, delay(m, x.data, early, "factor"), terms)
        val.late = with_data(m, val.token, P, result)

    def _extremum(self, m, x, count, val, fill, complete):
        # Where nothing is absent the value meets itself: max(x, x) = x.
        P = self.timing["p"]
        result = arithmetic(m, self.params["op"], P, x.data, Mux(complete, x.data, fill))
        val.late = with_data(m, val.token, P, result)


def powers(fill: int, extent: int) -> list[int] | None:
    """The powers of `fill` from 0 to `extent`, as `fuseflow.machine.functions.power` multiplies them.

    Returns
    -------
    list of int, or None
        An even number of float32; powers beyond the last two are equal to them, by turns. None if these are too many.
    """
    multiply, found = FUNCTIONS["mul"], [ONE, fill]
    for k in range(2, min(extent + 1, POWERS)):
        square = multiply(found[k // 2], found[k // 2])
        found.append(multiply(square, fill) if k % 2 else square)
    # Each longer exponent begins, in binary, as one of the upper half; its further squares and products stay there.
    settled = {0, INFINITY, NAN} | {fill & MAGNITUDE} & {ONE}
    if extent >= POWERS and not {power & MAGNITUDE for power in found[POWERS // 2 :]} <= settled:
        return None
    found += found[-2:-1] * (len(found) % 2)
    while len(found) > 2 and found[-2:] == found[-4:-2]:
        del found[-2:]
    return found

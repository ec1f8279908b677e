"""fold_absent in hardware; its specification is `fuseflow.machine.primitives.fold_absent`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.errors import Unsupported
from fuseflow.hw.float32.layout import INFINITY, ONE
from fuseflow.hw.node import MINUS_ZERO, Node, Token, act, arithmetic, delay, from_unsigned, with_data
from fuseflow.machine.number import NAN, from_bits

MAGNITUDE = 0x7FFFFFFF
OWN_POWERS = (0, ONE, INFINITY, NAN)
"""Magnitudes whose powers differ from them by the sign at most."""


class FoldAbsent(Node):
    parameters = ("op", "extent", "fill")

    def __init__(self, node, profile, connected):
        fill = node.params["fill"]
        if node.params["op"] == "prod" and fill & MAGNITUDE not in OWN_POWERS:
            raise Unsupported(
                "FF-U009", f"node {node.name!r} multiplies absent terms of {from_bits(fill):g} into a product, for "
                "which there is no hardware yet",
                hint="there is for fills of 0, 1, -1 and infinities; the simulator takes any",
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
        fill, complete = Const(self.params["fill"], 32), Signal()
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
        """val * fill^(extent - count), which is the fill, negative for an odd exponent only."""
        P = self.timing["p"]
        odd = count.data[0] ^ (self.params["extent"] & 1)
        terms = Mux(complete, Const(ONE, 32), Cat(fill[:31], fill[31] & odd))
        result = arithmetic(m, "mul", P, x.data, terms)
        val.late = with_data(m, val.token, P, result)

    def _extremum(self, m, x, count, val, fill, complete):
        # Where nothing is absent the value meets itself: max(x, x) = x.
        P = self.timing["p"]
        result = arithmetic(m, self.params["op"], P, x.data, Mux(complete, x.data, fill))
        val.late = with_data(m, val.token, P, result)

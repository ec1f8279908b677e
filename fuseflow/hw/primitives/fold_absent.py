"""fold_absent in hardware; its specification is `fuseflow.machine.primitives.fold_absent`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.node import MINUS_ZERO, Node, Token, act, arithmetic, delay, from_unsigned, with_data


class FoldAbsent(Node):
    parameters = ("op", "extent", "fill")

    def latencies(self):
        if self.params["op"] == "sum":
            return {"pmul": self.profile.mul, "padd": self.profile.add}
        return {"p": self.profile.compare}

    def tags(self):
        return [self.params["op"], f"n{self.params['extent']}", *(f"{k}{v}" for k, v in self.timing.items())]

    def actions(self, m):
        (x, count), (val,) = self.inputs, self.outputs
        fill, complete = Const(self.params["fill"], 32), Signal()
        m.d.comb += complete.eq(count.data == self.params["extent"])
        build = self._sum if self.params["op"] == "sum" else self._extremum
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
        val.late = with_data(Token(delay(m, token.head, padd, "token")), total)

    def _extremum(self, m, x, count, val, fill, complete):
        # Where nothing is absent the value meets itself: max(x, x) = x.
        P = self.timing["p"]
        result = arithmetic(m, self.params["op"], P, x.data, Mux(complete, x.data, fill))
        val.late = with_data(Token(delay(m, val.token, P, "token")), result)

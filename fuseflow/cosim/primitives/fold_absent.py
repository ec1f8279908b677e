"""fold_absent: the absent terms of a reduction, folded in after the present ones."""

from __future__ import annotations

from fuseflow.cosim.number import REDUCTIONS, bits, mul, power
from fuseflow.cosim.step import Action, Machine, lacking
from fuseflow.machine.token import ITEM, item


class FoldAbsent(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        val, count = heads
        if val[0] != ITEM or count[0] != ITEM:
            if val != count:
                self.malformed(heads, "val and count are out of step")
            return Action((0, 1), {0: val})
        absent = self.params["extent"] - count[1]
        if absent < 0:
            self.malformed(heads, f"more terms are present than the extent {self.params['extent']}")
        if absent == 0:
            return Action((0, 1), {0: val})
        op, terms = self.params["op"], self.params["fill"]
        if op == "sum":
            terms = mul(bits(absent), terms)
        elif op == "prod":
            terms = power(terms, absent)
        return Action((0, 1), {0: item(REDUCTIONS[op](val[1], terms))})

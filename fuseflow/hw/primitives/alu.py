"""The ALU in hardware; its specification is `fuseflow.machine.primitives.alu`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.hw.float32 import is_false, magnitude, negate, relu
from fuseflow.hw.node import Node, absent, act, arithmetic, delay, item, with_data

WITHOUT_UNIT = {"relu": relu, "neg": negate, "abs": magnitude, "not": is_false}
"""Functions of one operand that are an expression."""


class Alu(Node):
    parameters = ("op", "arity", "constant", "annihilators", "fills", "full")

    def latencies(self):
        return {"p": self.profile.registers(self.params["op"])}

    def tags(self):
        constant = [] if self.params["constant"] is None else ["const"]
        return [self.params["op"], *constant, f"p{self.timing['p']}"]

    def actions(self, m):
        streams, (val,) = self.inputs, self.outputs
        leaves = Cat(*(x.is_absent for x in streams))
        annihilators = [streams[k].is_absent for k in self.params["annihilators"]]
        nothing = Signal()
        if annihilators:
            m.d.comb += nothing.eq(Cat(*annihilators).any())
        elif not self.params["full"]:
            m.d.comb += nothing.eq(leaves.all())

        operands = []
        for k, (x, fill) in enumerate(zip(streams, self.params["fills"], strict=True)):
            operand = Signal(32, name=f"operand_{k}")
            m.d.comb += operand.eq(Mux(x.is_absent, Const(fill, 32), x.data))
            operands.append(operand)
        if self.params["constant"] is not None:
            position, bits = self.params["constant"]
            operands.insert(position, Const(bits, 32))
        val.late = with_data(m, val.token, self.timing["p"], self.compute(m, operands))

        lead = streams[0]
        return (
            act(when=lead.is_leaf & nothing, pop=streams, push={val: absent()}),
            act(when=lead.is_leaf, pop=streams, push={val: item(Const(0, 32))}),
            act(pop=streams, push={val: lead.head}),
        )

    def compute(self, m, operands):
        """The result, P cycles after the operands."""
        op, P = self.params["op"], self.timing["p"]
        if op in WITHOUT_UNIT:
            return delay(m, WITHOUT_UNIT[op](*operands), P, "result")
        return arithmetic(m, op, P, *operands)

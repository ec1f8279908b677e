"""The ALU in hardware; its specification is `fuseflow.machine.primitives.alu`."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Signal

from fuseflow.errors import Unsupported
from fuseflow.hw.float32 import is_false, magnitude, negate, relu
from fuseflow.hw.node import Node, absent, act, arithmetic, delay, item, with_data
from fuseflow.machine.functions import RTL

UNARY = {"relu": relu, "neg": negate, "abs": magnitude, "not": is_false}


class Alu(Node):
    parameters = ("op", "arity", "constant", "annihilators", "fills", "full")

    def __init__(self, node, profile, connected):
        op = node.params["op"]
        if op not in RTL:
            raise Unsupported(
                "FF-U004", f"node {node.name!r} computes {op!r}, for which there is no hardware yet",
                hint=f"there is hardware for {', '.join(sorted(RTL))}; the simulator runs every function",
            )
        super().__init__(node, profile, connected)

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
        if op in UNARY:
            return delay(m, UNARY[op](operands[0]), P, "result")
        return arithmetic(m, op, P, *operands)

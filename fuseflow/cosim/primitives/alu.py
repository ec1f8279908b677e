"""ALU: one function of one or two values, absent operands included."""

from __future__ import annotations

from fuseflow.cosim.number import FUNCTIONS
from fuseflow.cosim.step import Action, Machine, agree, lacking
from fuseflow.machine.token import ABSENT, N, is_leaf, item


class Alu(Machine):
    def step(self, heads, cycle):
        if None in heads:
            return lacking(heads)
        if not all(agree(heads[0], head) for head in heads):
            self.malformed(heads, "the operands are out of step")
        return Action(self.every, {0: self.result(heads) if is_leaf(heads[0]) else heads[0]})

    def result(self, heads):
        params = self.params
        absent = [kind == ABSENT for kind, _ in heads]
        if any(absent[k] for k in params["annihilators"]):
            return N
        if all(absent) and not params["full"]:
            return N
        operands = [params["fills"][k] if absent[k] else data for k, (_, data) in enumerate(heads)]
        if params["constant"] is not None:
            position, literal = params["constant"]
            operands.insert(position, literal)
        return item(FUNCTIONS[params["op"]](*operands))

"""ALU: one function of one or two values of depth `level`; L = P + 1 with P the registers of the function's unit.

Parameters: `op` (see `fuseflow.machine.functions`); `arity`, the number of ports (`a`, or `a` and `b`); `constant`, for
a binary `op` with one port, ``[position, bits]`` of the literal operand (else None); `annihilators`, the positions of
the ports whose absence annihilates; `fills`, per port the float32 bits that an absent operand reads as; `full`, true
where the result is stored though all operands are absent.

::

    items or N on all ports: pop all -> N      if an annihilator is N, or all are N and not `full`
                                     -> op     else, an N reading as its fill
    Sn, D on all ports: pop all -> the same
"""

from fuseflow.machine.functions import FUNCTIONS
from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.lists import each


def _ports(params):
    d = params["level"]
    return tuple(Port(name, "val", d) for name in "ab"[: params["arity"]]), (Port("val", "val", d),)


def _apply(params, memories, *streams):
    function, fills, constant = FUNCTIONS[params["op"]], params["fills"], params["constant"]

    def one(*values):
        if any(values[k] is None for k in params["annihilators"]):
            return (None,)
        if not params["annihilators"] and not params["full"] and all(v is None for v in values):
            return (None,)
        operands = [fill if v is None else v for v, fill in zip(values, fills, strict=True)]
        if constant is not None:
            operands.insert(constant[0], constant[1])
        return (function(*operands),)

    return each(params["level"], 1, one, *streams)


ALU = NodeKind(
    "alu",
    frozenset({"level", "op", "arity", "constant", "annihilators", "fills", "full"}),
    _ports,
    _apply,
    latency=lambda params, profile: {"val": profile.registers(params["op"]) + 1},
)

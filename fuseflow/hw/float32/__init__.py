"""float32 arithmetic: IEEE binary32, round to nearest even, subnormals kept, every NaN result 0x7FC00000.

Each unit is a free-running pipeline of P registers, without enable and without valid: the channel behind it holds
a slot for every token in flight (machine.md section 2, rule 3). A unit has the ports `a`, `b` (operands) and `o`
(result) of 32 bits; `o` in cycle t belongs to the operands of cycle t - P. Functions of one operand that need no
rounding (`canonical`, `negate`, `relu`, `magnitude`, `is_false`) are combinational expressions.

Adding -0 (0x80000000) returns any canonical operand bit for bit, +0 and subnormals included.
"""

from fuseflow.errors import Unsupported
from fuseflow.hw.float32.add import Add, Subtract
from fuseflow.hw.float32.compare import Comparison, Logic
from fuseflow.hw.float32.extremum import Extremum
from fuseflow.hw.float32.from_unsigned import FromUnsigned
from fuseflow.hw.float32.layout import Float32, canonical, is_false, magnitude, negate, relu
from fuseflow.hw.float32.mul import Mul
from fuseflow.hw.float32.pipeline import Pipeline

__all__ = [
    "Add",
    "Comparison",
    "Extremum",
    "Float32",
    "FromUnsigned",
    "Logic",
    "Mul",
    "Pipeline",
    "Subtract",
    "canonical",
    "is_false",
    "magnitude",
    "negate",
    "relu",
    "unit",
]


def unit(op: str, P: int) -> Pipeline:
    """The component that computes `op`.

    Parameters
    ----------
    op : str
        "add", "sub", "mul", "max", "min", a comparison ("lt", "le", "gt", "ge", "eq", "ne"), "and" or "or".
    P : int
        Latency in cycles: the number of registers between the operands and the result, from 0 up.

    Returns
    -------
    Pipeline
        With ports `a`, `b`, `o`: o = a op b.

    Raises
    ------
    Unsupported
        FF-U004 if there is no such unit.
    """
    match op:
        case "add":
            return Add(P)
        case "sub":
            return Subtract(P)
        case "mul":
            return Mul(P)
        case "max" | "min":
            return Extremum(P, op)
        case "lt" | "le" | "gt" | "ge" | "eq" | "ne":
            return Comparison(P, op)
        case "and" | "or":
            return Logic(P, op)
    raise Unsupported("FF-U004", f"no float32 unit computes {op!r}",
                      hint="there are add, sub, mul, max, min, comparisons, and, or")

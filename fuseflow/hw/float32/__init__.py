"""float32 arithmetic: IEEE binary32, round to nearest even, subnormals kept, every NaN result 0x7FC00000.

Each unit is a free-running pipeline of P registers, without enable and without valid: the channel behind it holds
a slot for every token in flight (machine.md section 2, rule 3). A unit has the ports `a`, `b` (operands) and `o`
(result) of 32 bits; `o` in cycle t belongs to the operands of cycle t - P. Functions of one operand that need no
rounding (`canonical`, `negate`, `relu`, `magnitude`, `is_false`) are combinational expressions.

Adding -0 (0x80000000) returns any canonical operand bit for bit, +0 and subnormals included.
"""

from collections.abc import Callable
from functools import partial

from fuseflow.hw.float32.add import Add, Subtract
from fuseflow.hw.float32.compare import Comparison, Logic
from fuseflow.hw.float32.div import Div
from fuseflow.hw.float32.exp import Exp
from fuseflow.hw.float32.extremum import Extremum
from fuseflow.hw.float32.from_unsigned import FromUnsigned
from fuseflow.hw.float32.gelu import Gelu
from fuseflow.hw.float32.layout import Float32, canonical, is_false, magnitude, negate, relu
from fuseflow.hw.float32.log import Log
from fuseflow.hw.float32.mul import Mul
from fuseflow.hw.float32.pipeline import Pipeline
from fuseflow.hw.float32.reciprocal import Reciprocal, Rsqrt
from fuseflow.hw.float32.sigmoid import Sigmoid
from fuseflow.hw.float32.sqrt import Sqrt
from fuseflow.hw.float32.tanh import Erf, Tanh

__all__ = [
    "UNITS",
    "Add",
    "Comparison",
    "Div",
    "Erf",
    "Exp",
    "Extremum",
    "Float32",
    "FromUnsigned",
    "Gelu",
    "Log",
    "Logic",
    "Mul",
    "Pipeline",
    "Reciprocal",
    "Rsqrt",
    "Sigmoid",
    "Sqrt",
    "Subtract",
    "Tanh",
    "canonical",
    "is_false",
    "magnitude",
    "negate",
    "relu",
    "unit",
]

UNITS: dict[str, Callable[[int], Pipeline]] = {
    "add": Add, "sub": Subtract, "mul": Mul, "div": Div, "sqrt": Sqrt,
    **{op: partial(Extremum, op=op) for op in ("max", "min")},
    **{op: partial(Comparison, op=op) for op in Comparison.OPS},
    **{op: partial(Logic, op=op) for op in ("and", "or")},
    "exp": Exp, "log": Log, "reciprocal": Reciprocal, "rsqrt": Rsqrt, "tanh": Tanh, "sigmoid": Sigmoid, "erf": Erf,
    "gelu": Gelu,
}
"""What is computed by a unit, by the name that `fuseflow.machine.functions` has for it."""


def unit(op: str, P: int) -> Pipeline:
    """The component that computes `op`.

    Parameters
    ----------
    op : str
        A key of `UNITS`.
    P : int
        Latency in cycles: the number of registers between the operands and the result, from 0 up.

    Returns
    -------
    Pipeline
        With ports `a`, for functions of two operands `b`, and `o`: o = a op b, or op(a).
    """
    return UNITS[op](P)

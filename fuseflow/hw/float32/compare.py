"""float32 comparisons and logic: results are 1.0 or 0.0."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Value

from fuseflow.hw.float32.layout import ONE, Float32, ordered
from fuseflow.hw.float32.pipeline import Pipeline


class Comparison(Pipeline):
    """o = 1.0 if a op b, else 0.0, in two stages. -0 equals +0; with NaN no comparison holds but `ne`.

    Parameters
    ----------
    P : int
        Latency in cycles; 1 puts the register between the two stages.
    op : str
        "lt", "le", "gt", "ge", "eq" or "ne".

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    OPS = ("lt", "le", "gt", "ge", "eq", "ne")

    def __init__(self, P: int, op: str):
        if op not in self.OPS:
            raise ValueError(f"a comparison is one of {', '.join(self.OPS)}, not {op!r}")
        self.op = op
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        return (self.relate, self.select)

    def relate(self, m, a, b):
        """Less, equal, or neither; zeros have one sign."""
        first, second = Float32(a), Float32(b)
        return {
            "less": ordered(_unsigned_zero(a)) < ordered(_unsigned_zero(b)),
            "equal": (a == b) | (first.is_zero & second.is_zero),
            "nan": first.is_nan | second.is_nan,
        }

    def select(self, m, less, equal, nan):
        """The relation asked for; NaN is unordered."""
        holds = {
            "lt": less & ~nan, "le": (less | equal) & ~nan, "gt": ~(less | equal | nan), "ge": ~(less | nan),
            "eq": equal & ~nan, "ne": ~equal | nan,
        }[self.op]
        return {"o": Mux(holds, Const(ONE, 32), 0)}


class Logic(Pipeline):
    """o = 1.0 if both (`and`) or one (`or`) of a and b are true, else 0.0. Every number but zero is true; so is NaN.

    Parameters
    ----------
    P : int
        Latency in cycles; 1 puts the register between the two stages.
    op : str
        "and" or "or".

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    def __init__(self, P: int, op: str):
        if op not in ("and", "or"):
            raise ValueError(f"logic of two operands is 'and' or 'or', not {op!r}")
        self.op = op
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        return (self.test, self.select)

    def test(self, m, a, b):
        """Find zeros."""
        return {"a": ~Float32(a).is_zero, "b": ~Float32(b).is_zero}

    def select(self, m, a, b):
        return {"o": Mux(a & b if self.op == "and" else a | b, Const(ONE, 32), 0)}


def _unsigned_zero(x: Value) -> Value:
    return Cat(x[:31], x[31] & x[:31].any())

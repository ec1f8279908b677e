"""float32 maximum and minimum."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.float32.layout import Float32, ordered
from fuseflow.hw.float32.pipeline import Pipeline
from fuseflow.machine.number import NAN


class Extremum(Pipeline):
    """o = max(a, b) or min(a, b) in two stages: NaN if an operand is NaN, and -0 < +0.

    (IEEE 754-2019 calls these maximum and minimum, not maximumNumber and minimumNumber.)

    Parameters
    ----------
    P : int
        Latency in cycles; 1 puts the register between the two stages.
    op : str
        "max" or "min".

    Attributes
    ----------
    a, b : Signal(32), in
    o : Signal(32), out
    """

    def __init__(self, P: int, op: str):
        if op not in ("max", "min"):
            raise ValueError(f"an extremum is 'max' or 'min', not {op!r}")
        self.op = op
        super().__init__(P, {"a": 32, "b": 32})

    def stages(self):
        return (self.compare, self.select)

    def compare(self, m, a, b):
        """Compare; find NaN."""
        above = ordered(a) > ordered(b)
        return {
            "a": a,
            "b": b,
            "take_a": above if self.op == "max" else ~above,
            "nan": Float32(a).is_nan | Float32(b).is_nan,
        }

    def select(self, m, a, b, take_a, nan):
        """Take one operand, or the canonical NaN."""
        return {"o": Mux(nan, Const(NAN, 32), Mux(take_a, a, b))}

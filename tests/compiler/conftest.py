"""Random statements with random operands, for the fuzzer of the lowering."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler.operand import Operand

INF = float("inf")
ZERO, FILLS = (0.0,), (0.0, 0.0, -INF, 1.5)

TEMPLATES = {
    # statement: fills of its operands (a name that is missing has fill 0)
    "Y[i,j] = A[i,k] * B[k,j]": {},
    "Y[j,i] = A[i,k] * B[k,j]": {},
    "Y[i,j] = A[i,k] * B[j,k]": {},
    "Y[i] = A[i,k] * x[k]": {},
    "Y[i] = A[k,i] * x[k]": {},
    "Y = x[k] * z[k]": {},
    "Y[i,j] = P[i,j] * A[i,k] * B[k,j]": {},
    "Y[i,j] = where(P[i,j], A[i,k] * B[j,k], -inf)": {"P": FILLS},
    "Y[i,j] = A[i,j] + B[i,j]": {"A": FILLS, "B": FILLS},
    "Y[i,j] = A[i,j] - B[j,i]": {"A": FILLS, "B": FILLS},
    "Y[i,j] = A[i,j] * B[i,j]": {"A": FILLS, "B": FILLS},
    "Y[i] = x[i] + z[i] - w[i]": {"x": FILLS, "z": FILLS, "w": FILLS},
    "Y[i,j] = (A[i,j] + B[i,j]) * C[i,j]": {"A": FILLS, "B": FILLS, "C": FILLS},
    "Y[i,j] = A[i,j] * B[i,j] + C[i,j]": {"A": FILLS, "B": FILLS, "C": FILLS},
    "Y[i,j] = max(A[i,j], B[i,j])": {"A": FILLS, "B": FILLS},
    "Y[i,j] = min(A[i,j], B[i,j])": {"A": FILLS, "B": FILLS},
    "Y[i,j] = relu(A[i,j])": {"A": FILLS},
    "Y[j,i] = -A[i,j] + 0.5": {"A": FILLS},
    "Y[i,j] = min(max(A[i,j], -1), 2) * 0.125": {"A": FILLS},
    "Y[i,j] = where(P[i,j], A[i,j], 0)": {"P": FILLS, "A": FILLS},
    "Y[i,j] = where(P[i,j], A[j,i], -inf)": {"P": FILLS, "A": FILLS},
    "Y[i,j] = where(P[i,j], x[j], 1.5)": {"P": FILLS, "x": FILLS},
    "Y[i] = sum[j](A[i,j])": {"A": FILLS},
    "Y[j] = sum[i](A[i,j])": {"A": FILLS},
    "Y[i] = max[j](A[i,j])": {"A": FILLS},
    "Y[i] = min[j](A[i,j] * x[j])": {"A": FILLS},
    "Y = sum[i,j](A[i,j])": {"A": FILLS},
    "Y = max[i](x[i]) - s": {"x": FILLS},
    "Y[i] = x[i] * s + t": {"x": FILLS},
    "Y[i,j] = A[i,j] + x[j]": {"A": FILLS, "x": FILLS},
    "Y[i,j] = A[i,j] - x[i]": {"A": FILLS, "x": FILLS},
    "Y[i,j] = relu(A[i,k] * B[k,j] + x[j])": {},
    "Y[i,j] = x[i] * z[j]": {"x": FILLS, "z": FILLS},
    "Y[i,j] = x[i] + z[j]": {"x": FILLS, "z": FILLS},
    "Y[i,n:3] = x[i]": {"x": FILLS},
    "Y[n:2,i] = x[i] * 2": {"x": FILLS},
    "Y[i] = A[i,j] * x[j] + z[i]": {"z": FILLS},
    "Y[i,j] = A[i,j] / x[i]": {},
    "Y[i,j,k] = T[i,j,k] * A[i,k]": {"T": FILLS},
    "Y[i,k] = T[i,j,k] * x[j]": {},
}


@dataclass
class Case:
    """A statement with operands, an order, a format of the result (None: what the compiler chooses)."""

    seed: int
    program: ff.Program
    inputs: dict
    order: tuple[str, ...] | None
    format: ff.Format | None
    note: str = field(default="")

    @property
    def statement(self):
        return self.program.statements[0]

    @property
    def operands(self):
        return {name: Operand(tuple(t.shape), t.format, float(t.fill), t.format.is_dense, t.nnz)
                for name, t in self.inputs.items()}

    def __str__(self):
        formats = ", ".join(f"{n}: {t.shape} {t.format} fill {t.fill:g} nnz {t.nnz}" for n, t in self.inputs.items())
        return f"seed {self.seed}: {self.statement}; {formats}; order {self.order}; format {self.format}"


def random_tensor(rng, shape, fill, divisor=False) -> ff.Tensor:
    """Small integers and halves, sometimes the fill itself: sums of them are exact in float32."""
    rank = len(shape)
    levels = "".join(rng.choice(["d", "c"], rank, p=[0.35, 0.65])) if rank else ""
    format = ff.Format(levels, order=tuple(int(m) for m in rng.permutation(rank)))
    density = rng.choice([0, 0.3, 0.3, 0.6, 1])
    stored = rng.random(shape) < density if rank else np.ones((), bool)
    values = rng.integers(-6, 7, shape) / 2
    if divisor:
        values = np.where(values == 0, 2, values)
    coords = np.argwhere(stored) if rank else np.zeros((1, 0), np.int64)
    return ff.Tensor.from_coords(shape, coords, np.asarray(values)[stored].astype(np.float32), format, fill)


def random_case(seed: int) -> Case:
    """Case `seed`: every template in turn."""
    rng = np.random.default_rng([2024, seed])
    text, fills = list(TEMPLATES.items())[seed % len(TEMPLATES)]
    program = ff.parse(text)
    statement = program.statements[0]
    from fuseflow.compiler.einsum import accesses

    sizes = dict(statement.sizes)
    inputs = {}
    for a in accesses(statement.expression):
        for i in a.indices:
            sizes.setdefault(i, int(rng.choice([0, 1, 2, 3, 4, 5, 6], p=[0.06, 0.1, 0.14, 0.2, 0.2, 0.15, 0.15])))
        fill = float(rng.choice(fills.get(a.tensor, ZERO)))
        divisor = "/" in text and a.tensor == "x"
        inputs[a.tensor] = random_tensor(rng, tuple(sizes[i] for i in a.indices), 1.5 if divisor else fill, divisor)
    order = tuple(str(i) for i in rng.permutation(list(sizes))) if rng.random() < 0.4 else None
    rank = len(statement.indices)
    format = None
    if rng.random() < 0.3 and rank:
        modes = tuple(int(m) for m in rng.permutation(rank))
        format = ff.Format(str(rng.choice(["d" * rank, "c" * rank, "d" + "c" * (rank - 1)])), order=modes)
    return Case(seed, program, inputs, order, format)


@pytest.fixture(scope="session")
def case_of():
    return random_case


@pytest.fixture
def matmul():
    """(kernel of Y = A * B, its operands): `order`, the formats, and what `ff.Schedule` takes besides."""

    def make(order="ikj", a=ff.CSR, b=ff.CSR, depth=None, schedule=None, **more):
        rng = np.random.default_rng(7)
        shapes = {"A": (4, 5), "B": (5, 3)}
        tensors = {n: ff.tensor(np.float32(rng.integers(1, 5, s) * (rng.random(s) < 0.5)), f)
                   for (n, s), f in zip(shapes.items(), (a, b))}
        schedule = schedule or ff.Schedule(order={"Y": order}, **more)
        return ff.compile(ff.parse("Y[i,j] = A[i,k] * B[k,j]"), tensors, schedule=schedule).kernels[0]

    return make

"""Are the outputs of a simulation right? Against the interpreter and, for PyTorch models, against PyTorch."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from fuseflow.cli.model import Model
    from fuseflow.compiler.interpreter import Value
    from fuseflow.tensor import Tensor

TOLERANCE = 1e-4
"""Against PyTorch: of the largest magnitude, and per row of the largest magnitude of that row."""

FLOOR = 1e-6
"""A row is not asked for more than this part of the largest magnitude: what cancels leaves rounding errors."""

LARGEST = float(np.finfo(np.float32).max)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One output against one reference.

    Attributes
    ----------
    output, against : str
    max_abs_err : float
        Largest difference of two values; NaN against a number counts as infinite.
    max_row_err : float
        Largest difference in a row (along the last mode) in parts of the largest magnitude of that row.
    reason : str or None
        Why the output is wrong; None if it is right.
    """

    output: str
    against: str
    max_abs_err: float
    max_row_err: float
    reason: str | None

    @property
    def ok(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the references say: the interpreter's value of every statement; what the PyTorch module returns, or None."""

    values: Mapping[str, Value]
    results: object


def expected(model: Model) -> Expected:
    """Ask the references: before a simulation, so that a program that is too large for them is refused in time.

    Raises
    ------
    Unsupported
        FF-U008 if the program is too large for the interpreter.
    """
    from fuseflow.compiler.interpreter import evaluate_arrays

    return Expected(evaluate_arrays(model.program, dict(model.tensors)), eager(model) if model.module else None)


def check(model: Model, due: Expected, outputs: Mapping[str, Tensor]) -> list[Comparison]:
    """Compare simulated outputs with the interpreter and, where the model is PyTorch, with PyTorch."""
    return [*against_interpreter(due.values, outputs),
            *(against_pytorch(model, due.results, outputs) if model.module else ())]


def against_interpreter(values: Mapping[str, Value], outputs: Mapping[str, Tensor]) -> list[Comparison]:
    """Patterns equal, NaN and infinities equal, and every value within the bound that the interpreter carries."""
    return [_within_bound(name, x, values[name]) for name, x in outputs.items()]


def _within_bound(name: str, x: Tensor, value: Value) -> Comparison:
    got, expected = np.asarray(x.to_dense(), np.float64), value.value
    if got.shape != expected.shape:
        return Comparison(name, "interpreter", np.inf, np.inf, f"shape {got.shape} instead of {expected.shape}")
    pattern, due = np.asarray(x.pattern()), _stored(x, value.stored)
    # A bound that is NaN (a computation with infinities) allows no error. What is absent is the fill, as float32.
    bound = np.where(value.stored & ~np.isnan(value.bound), value.bound, 0.0)
    with np.errstate(over="ignore"):
        expected = np.where(value.stored, expected, np.float32(value.fill))
    # Beyond float32's range a value may round to an infinity of its sign.
    overflow = np.isinf(got) & (np.sign(got) == np.sign(expected)) & (np.abs(expected) + bound > LARGEST)
    error = np.where(overflow, 0.0, _difference(got, expected))
    wrong = ~(error <= bound)
    reason = None
    if not np.array_equal(np.float32(x.fill), np.float32(value.fill), equal_nan=True):
        reason = f"fill {x.fill:g} instead of {value.fill:g}"
    elif (pattern != due).any():
        at = _first(pattern != due)
        states = ("stored", "absent") if pattern[at] else ("absent", "stored")
        reason = f"{name}{list(at)} is {states[0]}, interpreter: {states[1]}"
    elif wrong.any():
        at = _first(wrong)
        reason = f"{name}{list(at)} = {got[at]:.9g}, interpreter: {expected[at]:.9g} within {bound[at]:.3g}"
    return Comparison(name, "interpreter", *_largest(error, expected), reason)


def _stored(x: Tensor, stored: np.ndarray) -> np.ndarray:
    """The pattern that storing `stored` in the format of `x` gives: dense levels below the last compressed one hold
    all entries."""
    compressed = [k for k, kind in enumerate(x.format.levels) if kind == "c"]
    if not compressed:
        return np.ones_like(stored) if stored.ndim else stored
    trailing = tuple(x.format.order[compressed[-1] + 1 :])
    return np.broadcast_to(stored.any(axis=trailing, keepdims=True), stored.shape)


def against_pytorch(model: Model, due, outputs: Mapping[str, Tensor]) -> list[Comparison]:
    """Every result of the module, with `due`, what it returns itself."""
    from torch.utils import _pytree as pytree

    results, expected = ([x for x in pytree.tree_leaves(tree) if hasattr(x, "layout")]
                         for tree in (model.program.restore(outputs), due))
    names = model.program.outputs
    if len(names) != len(results):
        names = [f"result {k}" for k in range(len(results))]
    return [_within_tolerance(name, _array(got), _array(want))
            for name, got, want in zip(names, results, expected, strict=True)]


def _within_tolerance(name: str, got: np.ndarray, expected: np.ndarray) -> Comparison:
    if got.shape != expected.shape:
        return Comparison(name, "PyTorch", np.inf, np.inf, f"shape {got.shape} instead of {expected.shape}")
    error = _difference(got, expected)
    largest = _magnitude(expected).max(initial=0.0)
    rows = _magnitude(expected).max(axis=-1, keepdims=True, initial=0.0) if expected.ndim else _magnitude(expected)
    wrong = ~(error <= np.maximum(TOLERANCE * rows, FLOOR * largest))
    reason = None
    if wrong.any():
        at = _first(wrong)
        reason = f"{name}{list(at)} = {got[at]:.9g}, PyTorch: {expected[at]:.9g}"
    return Comparison(name, "PyTorch", *_largest(error, expected), reason)


def eager(model: Model):
    """What the module itself returns, with the arguments that the command line gave in place of its own."""
    import torch

    arguments = model.program.arguments
    tensors = dict(arguments.tensors)
    for name, x in (model.replaced or {}).items():
        source = model.program.sources[name]
        tensors[source] = _like(x.to_torch(), tensors[source])
    module = model.module
    if isinstance(module, torch.export.ExportedProgram):
        module = module.module()
    elif isinstance(module, torch.nn.Module):
        module.eval()
    with torch.no_grad():
        return arguments.call(module, list(tensors.values()))


def _like(x, other):
    """`x` in the layout and dtype of `other`."""
    import torch

    x = x.to(other.dtype)
    if x.layout == other.layout:
        return x
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparse .* tensor support is in beta")
        match other.layout:
            case torch.strided:
                return x.to_dense()
            case torch.sparse_bsr | torch.sparse_bsc:
                return x.to_dense().to_sparse(layout=other.layout, blocksize=other.values().shape[1:])
        # A dense detour would lose stored zeros.
        return x.to_sparse(layout=other.layout)


def _array(x) -> np.ndarray:
    return np.asarray(x.detach().to_dense(), np.float64)


def _difference(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """|got - expected|; 0 where both are the same infinity or NaN, infinite where only one is."""
    with np.errstate(invalid="ignore"):
        error = np.abs(got - expected)
    alike = (got == expected) | (np.isnan(got) & np.isnan(expected))
    return np.where(alike, 0.0, np.where(np.isnan(error), np.inf, error))


def _magnitude(x: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(x), np.abs(x), 0.0)


def _largest(error: np.ndarray, expected: np.ndarray) -> tuple[float, float]:
    """The largest error, and the largest of a row in parts of the row's magnitude."""
    if not error.size:
        return 0.0, 0.0
    rows, size = (x.reshape(-1, x.shape[-1] if x.ndim else 1).max(axis=1) for x in (error, _magnitude(expected)))
    relative = np.divide(rows, size, out=np.where(rows > 0, np.inf, 0.0), where=size > 0)
    return float(error.max()), float(relative.max())


def _first(mask: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0])

"""Every function and reduction of the language, lowered and run, against the interpreter."""

from __future__ import annotations

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler import facts
from fuseflow.compiler.einsum import BINARY, REDUCTIONS, SYMBOLS, UNARY
from fuseflow.compiler.interpreter import evaluate_arrays
from fuseflow.cosim.images import load, store
from fuseflow.machine.evaluate import evaluate
from fuseflow.machine.functions import FUNCTIONS

INF = float("inf")

OPERAND = {
    # what a function of one operand is given, where any number does not do
    "log": lambda x: abs(x) + 0.25, "sqrt": abs, "rsqrt": lambda x: abs(x) + 0.25, "reciprocal": lambda x: x + 7,
}


def tensor(rng, shape, form, fill=0.0, change=lambda x: x):
    stored = rng.random(shape) < 0.6
    values = change(rng.integers(-12, 13, shape) / 4 + 0.0)
    coords = np.argwhere(stored)
    return ff.Tensor.from_coords(shape, coords, np.asarray(values)[stored].astype(np.float32), form, fill)


def same(text: str, tensors: dict, profile: str = "ideal") -> None:
    program = ff.parse(text)
    compiled = ff.compile(program, tensors, schedule=ff.Schedule(profile=profile))
    kernel = compiled.kernels[0]
    copies = {c.name: tensors[c.tensor].permuted(c.order) for c in kernel.copies}
    memories = load(kernel.graph, {**tensors, **copies})
    evaluate(kernel.graph, memories)
    got, due = store(kernel.graph, memories, kernel.name), evaluate_arrays(program, tensors)["Y"]
    with np.errstate(over="ignore"):
        assert facts.same(np.float32(got.fill), np.float32(due.fill))
    dense = np.asarray(got.to_dense(), np.float64)
    assert (got.pattern() | ~due.stored).all()
    np.testing.assert_array_equal(np.isnan(dense), np.isnan(due.value))
    finite = np.isfinite(due.value)
    np.testing.assert_array_equal(dense[~finite], due.value[~finite])
    assert (np.abs(dense[finite] - due.value[finite]) <= due.bound[finite]).all(), text
    # Every simulator computes these bits.
    simulated = compiled.simulate(engine="reference").outputs["Y"]
    assert simulated.equal(got) and compiled.simulate().outputs["Y"].equal(got)


def infix(function: str, a: str, b: str) -> str:
    return f"{a} {SYMBOLS[function]} {b}" if function in SYMBOLS else f"{function}({a}, {b})"


def test_the_machine_has_every_function_of_the_language_but_pow():
    assert FUNCTIONS.keys() | {"pow"} == UNARY | BINARY


@pytest.mark.parametrize("fill", [0.0, 1.5])
@pytest.mark.parametrize("name", sorted(UNARY))
def test_functions_of_one_operand(name, fill):
    rng = np.random.default_rng([len(name), ord(name[0])])
    a = tensor(rng, (4, 5), "dc", fill, OPERAND.get(name, lambda x: x))
    text = {"not": "not A[i,j]", "neg": "-A[i,j]"}.get(name, f"{name}(A[i,j])")
    same(f"Y[i,j] = {text}", {"A": a})


@pytest.mark.parametrize("fills", [(0.0, 0.0), (1.5, 0.0), (0.0, INF), (-INF, 2.0)])
@pytest.mark.parametrize("name", sorted(BINARY - {"pow"}))
def test_functions_of_two_operands(name, fills):
    rng = np.random.default_rng([len(name), ord(name[0]), 1])
    a, b = (tensor(rng, (4, 5), form, fill) for form, fill in zip(("dc", "cc"), fills))
    if name == "div":
        b = tensor(rng, (4, 5), "cc", 1.5, lambda x: x + 7)
    same(f"Y[i,j] = {infix(name, 'A[i,j]', 'B[i,j]')}", {"A": a, "B": b})
    same(f"Y[i,j] = {infix(name, 'A[i,j]', '0.75')}", {"A": a})
    same(f"Y[i,j] = {infix(name, '0.75', 'B[i,j]')}", {"B": tensor(rng, (4, 5), "dc", fills[0], lambda x: x + 7)})


@pytest.mark.parametrize("profile", ["ideal", "pipelined"])
@pytest.mark.parametrize("fill", [0.0, 1.0, -1.0, 1.5, -INF])
@pytest.mark.parametrize("op", sorted(REDUCTIONS))
def test_reductions(op, fill, profile):
    rng = np.random.default_rng([len(op), int(max(fill, -9)) + 9])
    a = tensor(rng, (5, 6), "dc", fill, lambda x: np.where(x == 0, 1, x))
    same(f"Y[i] = {op}[j](A[i,j])", {"A": a}, profile)
    same(f"Y[j] = {op}[i](A[i,j])", {"A": a}, profile)


def test_pow_is_refused():
    with pytest.raises(ff.Unsupported) as refused:
        ff.compile(ff.parse("Y[i] = pow(A[i], B[i])"), {n: ff.Spec((4,), "d") for n in "AB"})
    assert refused.value.code == "FF-U001"

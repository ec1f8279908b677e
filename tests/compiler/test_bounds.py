"""The interpreter's bounds hold for float32, and are finite where they can be."""

from __future__ import annotations

import math

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.compiler import bounds, facts
from fuseflow.compiler.interpreter import evaluate_arrays
from fuseflow.machine.functions import BINARY, FUNCTIONS, LOGIC, REDUCTIONS
from fuseflow.machine.number import from_bits, to_bits

UNARY = sorted(FUNCTIONS.keys() - BINARY)


def operands(rng, n: int):
    """Exact values, float32 values near them, and the bounds that say how near."""
    magnitude = np.exp2(rng.uniform(*([-3, 3] if rng.random() < 0.7 else [-140, 120]), n))
    exact = magnitude * rng.choice([-1, 1], n)
    exact[::7] = rng.integers(-2, 3, len(exact[::7]))
    bound = np.abs(exact) * rng.choice([0, 1e-7, 1e-3, 0.5, 2], n)
    near = np.float32(exact + bound * rng.uniform(-1, 1, n)).astype(np.float64)
    return exact, near, np.maximum(bound, np.abs(near - exact))


def float32(function, *values):
    return np.array([from_bits(function(*(to_bits(float(v)) for v in vs))) for vs in zip(*values)])


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_operations(name):
    rng = np.random.default_rng(sorted(FUNCTIONS).index(name))
    for _ in range(8):
        made = [operands(rng, 400) for _ in range(1 + (name in BINARY))]
        exact, near, bound = zip(*made)
        with np.errstate(all="ignore"):
            value = facts.FUNCTIONS[name](*exact)
            promised = bounds.operation(name, value, exact, bound)
        got = float32(FUNCTIONS[name], *near)
        assert not np.isnan(promised).any() and (promised >= 0).all()
        sure = np.isfinite(promised) & np.isfinite(value)
        with np.errstate(invalid="ignore"):
            wrong = sure & ~(np.abs(got - value) <= promised)
        assert not wrong.any(), [(e[wrong][0], n[wrong][0], b[wrong][0]) for e, n, b in made]
        met = (promised == 0) & ~np.isfinite(value)
        np.testing.assert_array_equal(got[met], value[met])


@pytest.mark.parametrize("op", REDUCTIONS)
def test_reductions(op):
    rng = np.random.default_rng(5)
    for _ in range(300):
        n, absent, fill = int(rng.integers(1, 9)), int(rng.integers(0, 3)), float(rng.choice([0, 1, -1.5, 0.125]))
        exact, near, bound = operands(rng, n)
        ufunc = {"sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum}[op]
        with np.errstate(all="ignore"):
            every = np.concatenate([exact, np.full(absent, fill)])
            total = ufunc.reduce(every)
            promised = bounds.reduction(op, total, exact, bound, np.array(absent), fill)
        if not math.isfinite(promised):
            continue
        shuffled = [to_bits(float(x)) for x in rng.permutation(np.concatenate([near, np.full(absent, fill)]))]
        result = shuffled[0]
        for x in shuffled[1:]:
            result = REDUCTIONS[op](result, x)
        assert abs(from_bits(result) - total) <= promised


@pytest.mark.parametrize("name, x, bound, finite", [
    ("log", 1.0, 1e-6, True), ("log", 1e-3, 1e-3, False), ("log", 1e-3, 2e-3, False), ("log", 0.0, 0.0, True),
    ("sqrt", 1e-3, 2e-3, False), ("sqrt", 1e-3, 1e-3, True), ("rsqrt", 1e-3, 1e-3, False), ("rsqrt", 2.0, 1e-3, True),
    ("reciprocal", 1e-3, 1e-3, False), ("reciprocal", 1e-3, 9e-4, True), ("exp", 88.0, 1e-4, True),
    ("exp", 88.72, 0.1, False), ("exp", 100.0, 0.0, False), ("exp", -200.0, 1.0, True), ("tanh", 5.0, 100.0, True),
    ("erf", 0.0, 1e-6, True), ("gelu", -0.75, 1e-3, True), ("abs", 3.0, math.inf, False),
    ("tanh", 3.0, math.inf, False),
])
def test_where_nothing_is_promised(name, x, bound, finite):
    with np.errstate(all="ignore"):
        value = facts.FUNCTIONS[name](np.float64(x))
        promised = bounds.operation(name, value, [np.float64(x)], [np.float64(bound)])
    assert np.isfinite(promised) == finite


def test_what_errors_do():
    def of(name, *operands):
        values, errors = ([np.float64(x) for x in xs] for xs in zip(*operands))
        with np.errstate(all="ignore"):
            return float(bounds.operation(name, facts.FUNCTIONS[name](*values), values, errors))

    assert of("log", (1 + 1e-4, 1e-6)) == pytest.approx(1e-6, rel=0.2)
    assert of("sub", (1.0, 1e-7), (1.0, 1e-7)) == pytest.approx(2e-7)
    assert of("div", (1.0, 0.0), (1e-3, 1e-4)) == pytest.approx(1e-4 / 1e-3 / 9e-4, rel=0.1)
    assert of("div", (1.0, 0.0), (1e-3, 1e-3)) == math.inf
    assert of("div", (1.0, 0.0), (0.0, 0.0)) == 0 and of("div", (1.0, 0.0), (0.0, 1e-9)) == math.inf
    assert of("sub", (-math.inf, 0.0), (1.0, 1e-7)) == 0
    for name in LOGIC - {"not", "and", "or"}:
        assert of(name, (1.0, 1e-7), (1.0, 0.0)) == 1 and of(name, (1.0, 0.0), (1.0, 0.0)) == 0
        assert of(name, (1.0, 1e-7), (2.0, 1e-7)) == 0
    assert of("and", (0.0, 1e-9), (1.0, 0.0)) == 1 and of("not", (0.5, 0.1)) == 0


def test_literals_are_stored_as_float32():
    x = ff.tensor(np.array([0.1], np.float32), "d")
    y = evaluate_arrays(ff.parse("Y[i] = X[i] - 0.1"), {"X": x})["Y"]
    assert 0 < abs(y.value[0]) <= y.bound[0] < 1e-8


def test_a_condition_that_may_turn_around():
    x = ff.tensor(np.array([1.0, 2.0], np.float32), "d")
    y = evaluate_arrays(ff.parse("T[i] = X[i] / 3\nY[i] = where(T[i] - 0.3333333333333333, X[i], 0)"), {"X": x})["Y"]
    assert y.bound[0] == math.inf and y.bound[1] == 0

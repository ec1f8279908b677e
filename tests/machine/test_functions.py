"""The functions of the ALU: list functions, oracle and engine agree on every bit, and err no more than is promised."""

from __future__ import annotations

import math
import random
import runpy
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from fuseflow.cosim import native, number
from fuseflow.cosim.elementary import ELEMENTARY as OF_ARRAYS
from fuseflow.machine.elementary import ELEMENTARY
from fuseflow.machine.functions import BINARY, FUNCTIONS, LOGIC, REDUCTIONS, power
from fuseflow.machine.number import NAN, from_bits, to_bits
from fuseflow.machine.profile import PIPELINED

UNARY = sorted(FUNCTIONS.keys() - BINARY)
ONE, INF, SIGN = 0x3F800000, 0x7F800000, 0x80000000

MEASURE = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "measure_functions.py"))


def numbers(*values: float) -> list[int]:
    return [to_bits(v) for v in values]


def neighbours(bits: int, n: int = 3) -> list[int]:
    return [(bits + k) & 0xFFFFFFFF for k in range(-n, n + 1)]


@cache
def operands() -> np.ndarray:
    """100,000 operands: every place where a datapath changes its mind, both signs; ordinary numbers; any bits."""
    magnitudes = [0, 1, 2, 3, 0x3FFFFF, 0x400000, 0x7FFFFF, 0x800000, INF, NAN, 0x7F800001, 0x7FFFFFFF, 0x7F7FFFFF]
    places = [k << 23 for k in range(256)] + [k << 23 | 0x400000 for k in range(255)]  # octaves, and log's change of v
    places += numbers(0.75, 88.72284, 87.33654, 103.97208, 104.0, 17.328680, 9.0109, 3.9192, 5.0, 5.7, 6.3, 8.3)
    magnitudes += [x & ~SIGN for p in places for x in neighbours(p)]
    magnitudes += [1 << k for k in range(23)] + [to_bits(k / 128) for k in range(1, 1024)]
    rng = np.random.default_rng(33)
    middle = rng.integers(100 << 23, 135 << 23, 60_000)
    directed = np.array(magnitudes)
    signed = np.concatenate([directed, directed | SIGN, middle | rng.integers(0, 2, len(middle)) << 31])
    return np.concatenate([signed, rng.integers(0, 1 << 32, 100_000 - len(signed))]).astype(np.uint32)


@cache
def pairs() -> tuple[np.ndarray, np.ndarray]:
    some = operands()[::37]
    rng = np.random.default_rng(34)
    a, b = rng.choice(some, (2, 20_000))
    special = np.array([0, SIGN, 1, SIGN | 1, ONE, ONE | SIGN, INF, INF | SIGN, NAN, 0x7F7FFFFF, 0x800000], np.uint32)
    x, y = (m.ravel() for m in np.meshgrid(special, special))
    return np.concatenate([x, a, a, b]), np.concatenate([y, b, a, b ^ np.uint32(SIGN)])


def engine(name: str, a: np.ndarray, b: np.ndarray | None = None) -> np.ndarray:
    """Of every instruction set that there is a module for and that this processor has."""
    most = native.load(1).cpu_level()
    results = [native.load(n).pointwise(name, a, a if b is None else b) for n in native.built() if n <= most]
    for other in results[1:]:
        np.testing.assert_array_equal(other, results[0])
    return results[0]


def differing(x: np.ndarray, *results) -> str | None:
    """The first operand at which two results differ."""
    for other in results[1:]:
        if (wrong := np.flatnonzero(np.asarray(results[0]) != np.asarray(other))).size:
            return f"{len(wrong)} differ, the first at {x[wrong[0]]:#010x}"
    return None


def test_the_rooms_have_the_same_functions():
    assert FUNCTIONS.keys() == number.FUNCTIONS.keys()
    assert ELEMENTARY.keys() == OF_ARRAYS.keys()
    assert REDUCTIONS.keys() == number.REDUCTIONS.keys()
    assert FUNCTIONS.keys() >= BINARY | ELEMENTARY.keys()
    assert set(MEASURE["UNARY"]) == set(UNARY)


@pytest.mark.parametrize("name", UNARY)
def test_rooms_agree(name):
    x = operands()
    own = [FUNCTIONS[name](b) for b in x.tolist()]
    oracle = OF_ARRAYS[name](x) if name in OF_ARRAYS else [number.FUNCTIONS[name](b) for b in x.tolist()]
    assert differing(x, own, oracle, engine(name, x)) is None
    for b in x[::1000].tolist():
        assert number.FUNCTIONS[name](b) == FUNCTIONS[name](b)


@pytest.mark.parametrize("name", sorted(BINARY))
def test_rooms_agree_on_pairs(name):
    a, b = pairs()
    own, oracle = ([f(x, y) for x, y in zip(a.tolist(), b.tolist())] for f in (FUNCTIONS[name], number.FUNCTIONS[name]))
    assert differing(a, own, oracle, engine(name, a, b)) is None


@pytest.mark.parametrize("name", UNARY)
def test_errors(name):
    """On single operands, as the engine measures itself."""
    module, unit = native.load(), MEASURE["unit"](name)
    worst = max((module.measure(name, x, 1) for x in operands().tolist()), key=lambda m: (m[4], m[0]))
    assert worst[4] == 0, f"{name}({worst[5]:#010x}) is NaN or infinite, or is not, wrongly"
    assert worst[0] <= MEASURE["PROMISED"][name] + MEASURE["REFERENCE_ERROR"], f"{worst[0]} {unit} at {worst[1]:#010x}"


N, P, M = math.nan, math.inf, -math.inf

SPECIAL = {
    # name: results for +0, -0, +inf, -inf
    "neg": (-0.0, 0.0, M, P), "abs": (0.0, 0.0, P, P), "relu": (0.0, 0.0, P, 0.0), "not": (1, 1, 0, 0),
    "sqrt": (0.0, -0.0, P, N), "exp": (1, 1, P, 0.0), "log": (M, M, P, N), "reciprocal": (P, M, 0.0, -0.0),
    "rsqrt": (P, M, 0.0, N), "tanh": (0.0, -0.0, 1, -1), "sigmoid": (0.5, 0.5, 1, 0.0), "erf": (0.0, -0.0, 1, -1),
    "gelu": (0.0, -0.0, P, N),
}


@pytest.mark.parametrize("name", UNARY)
def test_special_values(name):
    for x, due in zip((0.0, -0.0, P, M), SPECIAL[name], strict=True):
        assert FUNCTIONS[name](to_bits(x)) == to_bits(due), x
    for nan in (NAN, 0xFFC00000, 0x7F800001, 0xFFFFFFFF):
        assert FUNCTIONS[name](nan) == (0 if name == "not" else NAN)


def test_values_at_round_numbers():
    f = {name: lambda x, g=g: from_bits(g(to_bits(x))) for name, g in FUNCTIONS.items() if name in UNARY}
    for k in range(-149, 128):
        assert f["log"](2.0**k) == np.float32(k * math.log(2))
        assert f["reciprocal"](2.0**k) == from_bits(to_bits(2.0**-k))
        assert k % 2 or f["rsqrt"](2.0**k) == np.float32(2.0 ** (-k // 2))
    assert f["tanh"](20.0) == f["erf"](4.0) == f["sigmoid"](18.0) == 1
    assert f["gelu"](9.0) == 9 and f["gelu"](-9.0) == 0
    for name in ("tanh", "gelu"):
        assert f[name](2.0**-149) == (0 if name == "gelu" else 2.0**-149)
    assert f["exp"](-103.9) == 2.0**-149 and f["exp"](88.73) == P


@pytest.mark.parametrize("exponent", [1, 2, 3, 4, 5, 7, 8, 23, 1000, 2**31 - 1])
def test_powers(exponent):
    """Left to right in binary; the oracle recurses, the engine is compared in the graphs of tests/native."""
    rng = random.Random(exponent)
    for base in (*numbers(0, -0.0, 1, -1, P, M, N, 1.5, -0.75), *(to_bits(rng.uniform(0.5, 2)) for _ in range(20))):
        due = np.float32(from_bits(base))
        with np.errstate(all="ignore"):
            result = due
            for digit in f"{exponent:b}"[1:]:
                result = result * result
                if digit == "1":
                    result = result * due
        assert power(base, exponent) == number.power(base, exponent) == to_bits(float(result))


def test_registers():
    for op in LOGIC | {"max", "min", "relu"}:
        assert PIPELINED.registers(op) == PIPELINED.compare
    assert PIPELINED.registers("prod") == PIPELINED.mul and PIPELINED.registers("abs") == 0
    assert PIPELINED.registers("erf") == PIPELINED.function


# the comparison can fail


def test_a_changed_table_is_noticed(monkeypatch):
    from fuseflow.machine import elementary, tables

    real = tables.tables()
    bits, rows = real.pieces["exp2"]
    c0, c1, c2 = rows[40]
    changed = {**real.pieces, "exp2": (bits, (*rows[:40], (c0 + 64, c1, c2), *rows[41:]))}
    monkeypatch.setattr(elementary, "tables", lambda: tables.Tables(real.numbers, changed))
    x = operands()
    assert differing(x, [elementary.ELEMENTARY["exp"](b) for b in x.tolist()], OF_ARRAYS["exp"](x)) is not None

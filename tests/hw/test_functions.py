# amaranth: UnusedElaboratable=no
"""Division, sqrt and the functions by tables, in hardware: bit for bit those of the engine, in one compiled simulation.

Operands are those at which a datapath changes its mind: special values, every exponent, both sides of every segment of
every table, thresholds, ties; then any. The engine is held equal to the list functions and the oracle elsewhere
(`tests/machine/test_functions.py`); here a sample is compared with the list functions themselves. Units with single
mistakes in their source, simulated beside them, show what the operands find.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from test_float32 import bits, pack, special_pairs
from unit_bench import build

from fuseflow.cosim import native
from fuseflow.hw import float32
from fuseflow.machine.elementary import ELEMENTARY
from fuseflow.machine.functions import BINARY, FUNCTIONS
from fuseflow.machine.profile import IDEAL, PIPELINED

OPS = ("div", "sqrt", *ELEMENTARY)
UNITS = [(op, P) for op in OPS for P in (IDEAL.registers(op), PIPELINED.registers(op))]
UNITS += [(op, P) for op in ("div", "exp") for P in (5, 20)]  # stages that are merged, registers that only delay

MISTAKES = {
    # what is wrong: a function that shows it, the module, what stands there, what stands there instead
    "ties round up": ("div", "parts", "(guard & (odd | rest))", "guard"),
    "a remainder is forgotten": ("div", "div", "(twice != 0) & (twice + (divisor << 1) != 0)", "(twice < 0)"),
    "what a vain subtraction left counts as a remainder": (
        "div", "div", "(twice != 0) & (twice + (divisor << 1) != 0)", "(twice != 0)"),
    "an exact difference counts as vain": ("div", "div", "~twice[-1], Signal", "twice > 0, Signal"),
    "the divisor's sign is ignored": ("div", "div", "a.sign ^ b.sign", "a.sign"),
    "0 / 0 is infinite": ("div", "div", " | (a.is_zero & b.is_zero)", ""),
    "x / infinity is a number": ("div", "div", '"zero": b.is_infinite', '"zero": b.is_nan'),
    "a subnormal divisor is not shifted": ("div", "div", "(divisor << b_zeros)[:24]", "divisor"),
    "a vain root digit is given back wrongly": ("sqrt", "sqrt", "Const(3, 2)", "Const(2, 2)"),
    "what is below a root's last bit is 0": ("sqrt", "sqrt", "Cat(Const(1, 2), root)", "Cat(Const(0, 2), root)"),
    "sqrt(-0) is NaN": ("sqrt", "sqrt", "(x.sign & ~x.is_zero)", "x.sign"),
    "half an odd exponent is rounded up": ("sqrt", "sqrt", "(e >> 1) - 26", "((e + 1) >> 1) - 26"),
    "the limit of exp is one octave too high": ("exp", "elementary", "+ LARGE\n", "+ LARGE + 1\n"),
    "the shift of a small exponent wraps": ("exp", "elementary", "Mux(places > 63, 63, places[:6])", "places[:6]"),
    "the complement is that of ones": ("exp", "elementary", "Mux(sign, -y, y)", "Mux(sign, ~y, y)"),
    "a subnormal result is one place off": ("exp", "parts", "places.eq(1 - exponent)", "places.eq(-exponent)"),
    "the shift of a subnormal result wraps": ("exp", "parts", "Mux(places > 31, 31, places[:5])", "places[:5]"),
    "what underflows is not 0": ("exp", "scaled", "p if zero is None else Mux(zero, 0, p)", "p"),
    "log takes another power of two": ("log", "log", '"e": e + upper', '"e": e'),
    "log of a negative number is one": ("log", "log", "x.is_nan | (x.sign & ~x.is_zero)", "x.is_nan"),
    "the segment is the next one": ("reciprocal", "table", "u[width:] |", "(u[width:] + 1)[:bits] |"),
    "the position has one bit too few": ("exp", "table", "u[:width]))", "Cat(Const(0, 1), u[1:width])))"),
    "1 / infinity is a number": (
        "rsqrt", "reciprocal", '~x.is_zero), "infinite": x.is_zero, "zero": x.is_infinite',
        '~x.is_zero), "infinite": x.is_zero'),
    "an odd exponent is rounded the other way": ("rsqrt", "reciprocal", "-(e >> 1)", "(-e >> 1)"),
    "the last octave is cut off": ("tanh", "elementary", "e >= last - 1", "e >= last - 2"),
    "tanh(x) / x is not multiplied by x": ("tanh", "tanh", "Mux(below, significand,", "Mux(below & 0, significand,"),
    "sigmoid(-x) is 0 too early": ("sigmoid", "sigmoid", "large(x) & x.sign", "(x.exponent >= 133) & x.sign"),
    "erf's pieces have the wrong places": ("erf", "table", "bases[k] = len(rows)", "bases[k] = 128 * k ^ 128"),
    "phi exceeds 1": ("gelu", "gelu", "Mux(phi_value[F], Const(ONE, VALUE), phi_value)", "phi_value"),
    "the limit is just below 1": ("gelu", "table", "(ONE, 0, 0)", "(ONE - 1, 0, 0)"),
    "gelu(-infinity) is -0": ("gelu", "gelu", " | (x.is_infinite & x.sign)", ""),
}


# The operands.


def around(places, reach: int = 2) -> np.ndarray:
    """Float32 (bits) and their neighbours, of both signs."""
    x = np.asarray(places, np.int64)[:, None] + np.arange(-reach, reach + 1)
    x = np.clip(x.ravel(), 0, 0x7FFFFFFF)
    return np.concatenate([x, x | 1 << 31]).astype(np.uint32)


def special() -> np.ndarray:
    return np.unique(special_pairs()[:, 0])


def exponents(rng) -> np.ndarray:
    """Every exponent with fractions of few bits, and with any."""
    fractions = [0, 1, 0x3FFFFF, 0x400000, 0x7FFFFF, *(1 << np.arange(23)), *rng.integers(0, 1 << 23, 40)]
    x = (np.arange(256)[:, None] << 23 | np.array(fractions)).ravel()
    return np.concatenate([x, x | 1 << 31]).astype(np.uint32)


def segments() -> np.ndarray:
    """Both sides of every segment: of pieces by octave and by fraction in eight octaves, and of [0, 1)."""
    edges = np.arange(256) << 15
    octaves = (np.arange(124, 132)[:, None] << 23 | edges).ravel()
    below = bits(np.arange(1, 256) / 256)
    subnormal = 1 << np.arange(23)
    return np.concatenate([around(octaves), around(below), around(subnormal)])


def powers() -> np.ndarray:
    """Both sides of every segment of 2^s, where exp uses it."""
    k = np.arange(1, 1 << 15)
    return around(bits(k[k < 150 * 128] * np.log(2) / 128), 1)


def thresholds() -> np.ndarray:
    """Where results overflow, underflow, become subnormal or reach a limit; where log changes its v; near 1."""
    values = [88.72283, 87.33655, 103.27893, 103.97208, 104.0, 127.99999, 128.0, 256.0, 17.328680, 9.0109, 3.9192, 5.0,
              5.7, 6.3, 8.3, 0.75, 1.5, 1.0, 2.0**-30, 2.0**-31, 2.0**-32, 2.0**-127, 2.0**-128, 2.0**126, 2.0**127,
              2.0**64, 2.0**-64]
    return around(bits(values), 60)


def tails(rng, n: int) -> np.ndarray:
    """Where sigmoid and gelu are small differences or products, and exp is subnormal."""
    return np.concatenate([bits(rng.uniform(-6.5, -3, n)), bits(rng.uniform(-105, -80, n))])


def squares(rng, n: int) -> np.ndarray:
    """Squares, of 12 bits exact, of 25 bits rounded: roots near the middle of two float32."""
    exact = rng.integers(1, 1 << 12, n).astype(np.float64)
    halves = (rng.integers(1 << 24, 1 << 25, n) | 1).astype(np.float64)
    scale = 2 * rng.integers(-60, 40, n)
    roots = np.concatenate([bits(np.ldexp(exact**2, scale)), bits(np.ldexp(halves**2, scale - 24))])
    return around(roots, 1)[: 6 * n]


def quotients(rng, n: int) -> np.ndarray:
    """Pairs whose quotient is exact, half-way between two subnormal numbers, near the middle of two normal ones, near
    one, or near the ends of the range."""
    def factors(most: int):
        size = rng.integers(1, most, n)
        return [rng.integers(1 << (s - 1), 1 << s) | 1 for s in (size, most - size)]

    def scaled_to(u, v, exponent):
        """(u v 2^p, v 2^(p - exponent)): the quotient is u 2^exponent."""
        p = rng.integers(-40, 41, n)
        return np.ldexp(u * v, p), np.ldexp(v, p - exponent)

    u, v = factors(24)
    pairs = [scaled_to(u, v, rng.integers(-60, 60, n)), scaled_to(u, v, np.full(n, -150))]
    q, b = (rng.integers(1 << 24, 1 << 25, n) | 1), rng.integers(1 << 23, 1 << 24, n)
    pairs += [(np.ldexp(q * b, -24), b), (np.ldexp(q * b, -24 - rng.integers(125, 150, n)), b)]
    pairs += [(np.ldexp(q, 80), np.ldexp(b, -47 + rng.integers(-2, 3, n)))]
    a = np.concatenate([bits(x) for x, _ in pairs])
    b = np.concatenate([bits(y) for _, y in pairs])
    near = rng.integers(0, 1 << 31, n).astype(np.uint32)
    a = np.concatenate([a, near, near]) ^ rng.integers(0, 2, len(a) + 2 * n).astype(np.uint32) << np.uint32(31)
    b = np.concatenate([b, near + rng.integers(0, 4, n).astype(np.uint32), near])
    step = rng.integers(-1, 2, len(a)).astype(np.uint32)
    return np.concatenate([np.stack([a, b], 1), np.stack([a + step, b], 1)])


def random(rng, n: int) -> np.ndarray:
    """Pairs of any bits; of ordinary exponents; of subnormals."""
    a, b = rng.integers(0, 1 << 32, (2, n), dtype=np.uint32)
    ordinary = pack(rng, rng.integers(95, 136, (2 * n)), rng.integers(0, 1 << 23, 2 * n)).reshape(-1, 2)
    subnormal = np.stack([a & np.uint32(0x807FFFFF), b], 1)[: n // 4]
    return np.concatenate([np.stack([a, b], 1), ordinary, subnormal, subnormal[:, ::-1]])


def directed(rng, n: int) -> np.ndarray:
    """The pairs that are meant; a unit of one operand sees the first of each."""
    places = (special(), exponents(rng), segments(), powers(), thresholds())
    one = np.concatenate([*places, tails(rng, n), squares(rng, n)])
    other = rng.permutation(one)
    return np.concatenate([special_pairs(), np.stack([one, other], 1), quotients(rng, n)])


def with_drain(pairs: np.ndarray) -> np.ndarray:
    """Some more cycles, in which the last results come out."""
    return np.concatenate([pairs, np.zeros((max(P for _, P in UNITS), 2), np.uint32)])


@cache
def all_pairs() -> np.ndarray:
    rng = np.random.default_rng(1985)
    return with_drain(np.concatenate([directed(rng, 5000), random(rng, 20_000)]))


# The reference and the comparison.


SOME = list(MISTAKES)[::8]
"""Those that are simulated every time; the others take minutes to compile."""


def wrong(op: str, pairs: np.ndarray, results: np.ndarray, P: int) -> list[str]:
    """Operands whose result, P cycles later, is not the engine's."""
    a, b = np.ascontiguousarray(pairs.T)
    got, want = results[P:], native.load().pointwise(op, a, b)[: len(pairs) - P]
    return [f"{op} {a[k]:08x} {b[k]:08x}: {got[k]:08x}, not {want[k]:08x}" for k in np.flatnonzero(got != want)[:10]]


def broken(folder: Path, mistake: str) -> float32.Pipeline:
    """A unit out of a copy of the package, P = 0, with a mistake in its source."""
    op, changed, old, new = MISTAKES[mistake]
    name = f"float32_{list(MISTAKES).index(mistake)}"
    (folder / name).mkdir()
    for path in Path(float32.__file__).parent.glob("*.py"):
        text = path.read_text().replace("fuseflow.hw.float32", name)
        if path.stem == changed:
            assert text.count(old) == 1, f"{old!r} does not stand once in {changed}"
            text = text.replace(old, new)
        (folder / name / path.name).write_text(text)
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name).unit(op, 0)
    finally:
        sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict:
    """Of all units, sound ones and some with mistakes."""
    folder = tmp_path_factory.mktemp("functions")
    units = {(op, P): float32.unit(op, P) for op, P in UNITS} | {name: broken(folder, name) for name in SOME}
    return build(folder, units).run(all_pairs())


@pytest.mark.slow
@pytest.mark.parametrize(("op", "P"), UNITS)
def test_unit_is_the_engine_after_P_cycles(results, op, P):
    assert wrong(op, all_pairs(), results[op, P], P) == []


@pytest.mark.slow
@pytest.mark.parametrize("op", OPS)
def test_unit_is_the_list_function(results, op):
    sample = np.r_[: 4000, 4000 : len(all_pairs()) : 97]
    function, operands = FUNCTIONS[op], all_pairs()[sample].tolist()
    want = [function(*pair) if op in BINARY else function(pair[0]) for pair in operands]
    assert results[op, 0][sample].tolist() == want


NAMES = {"`+ -`": "add", "`*`": "mul", "`/`": "div", "`< <= > >= == !=`": "lt"}


def test_stages_are_those_of_the_manual():
    """And the pipelined profile has a register for each, in comparisons one between the two."""
    text = (Path(__file__).parents[2] / "docs" / "functions.md").read_text()
    table = text[text.index("| functions | result | stages of the unit |") :].split("\n\n")[0]
    stages = {}
    for row in table.splitlines()[2:]:
        names, _, counts = row.strip("| ").split(" | ")
        if counts != "no unit":
            ops, counts = [NAMES.get(name, name) for name in names.split(", ")], [int(n) for n in counts.split(", ")]
            stages |= dict(zip(ops, counts if len(counts) > 1 else counts * len(ops), strict=True))
    assert stages.keys() >= {*OPS, "add", "mul", "max", "and", "lt"}
    for op, count in stages.items():
        assert len(float32.unit(op, 0).stages()) == count, op
        assert PIPELINED.registers(op) >= count or PIPELINED.registers(op) == count - 1 == 1, op


@pytest.mark.slow
@pytest.mark.parametrize(("op", "P"), [(op, P) for op, P in UNITS if P])
def test_another_latency_is_noticed(results, op, P):
    assert wrong(op, all_pairs(), results[op, P], P - 1) and wrong(op, all_pairs(), results[op, P], P + 1)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", SOME)
def test_mistakes_are_noticed(results, mistake):
    assert wrong(MISTAKES[mistake][0], all_pairs(), results[mistake], 0)


@pytest.mark.nightly
def test_all_mistakes_are_noticed(tmp_path):
    units = {name: broken(tmp_path, name) for name in MISTAKES}
    shown = build(tmp_path, units).run(all_pairs())
    assert [name for name in MISTAKES if not wrong(MISTAKES[name][0], all_pairs(), shown[name], 0)] == []


@pytest.mark.nightly
def test_millions(tmp_path):
    """Other operands by other seeds: 10 million for every function, in both profiles."""
    units = {(op, P): float32.unit(op, P) for op in OPS for P in (IDEAL.registers(op), PIPELINED.registers(op))}
    program = build(tmp_path, units, optimise="-O3")
    count = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        pairs = with_drain(np.concatenate([directed(rng, 20_000), random(rng, 120_000)]))
        shown = program.run(pairs)
        assert [line for (op, P), column in shown.items() for line in wrong(op, pairs, column, P)] == []
        count += len(pairs)
    assert count >= 10_000_000

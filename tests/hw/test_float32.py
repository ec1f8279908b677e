# amaranth: UnusedElaboratable=no
"""The float32 units against numpy, bit for bit and cycle for cycle, in one compiled simulation of all of them.

A new pair of operands enters every unit in every cycle, so a result that comes one cycle early or late is a wrong
result. Random operands alone prove little (a multiplier that rounds ties the wrong way passes 10,000 random
products), so exact ties are constructed; broken units in the same simulation show that they are caught.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from amaranth.hdl import Cat
from unit_bench import build

from fuseflow.hw import float32
from fuseflow.hw.float32.pipeline import registered_stages
from fuseflow.machine.number import NAN

SIGN = np.uint32(0x80000000)
RELATIONS = {
    "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal,
}
MINUS_ZERO = SIGN

REGISTERS = {  # the latencies tested: none, merged stages, one register per stage, more
    "add": (0, 1, 3, 7, 10),
    "sub": (0, 3, 7),
    "mul": (0, 1, 3, 6, 9),
    "max": (0, 1, 3),
    "min": (0, 1, 3),
    **dict.fromkeys(("lt", "le", "gt", "ge", "eq", "ne", "and", "or"), (0, 1, 3)),
    "unsigned32": (0, 1, 3, 5),
    "unsigned31": (0, 3),
}
UNITS = [(op, P) for op, registers in REGISTERS.items() for P in registers]
FUNCTIONS = {"canonical": float32.canonical, "negate": float32.negate, "relu": float32.relu,
             "magnitude": float32.magnitude, "is_false": float32.is_false}


# The operands: named blocks of pairs of float32, as bits.


def bits(values) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.asarray(values, np.float64).astype(np.float32).view(np.uint32)


def special_pairs() -> np.ndarray:
    """All pairs of values at which a datapath changes its mind."""
    magnitudes = [0, 1, 2, 3, 0x3FFFFF, 0x400000, 0x400001, 0x7FFFFE, 0x7FFFFF]  # zero and subnormals
    magnitudes += [0x800000, 0x800001, 0xFFFFFF, 0x1000000]  # the least normal numbers
    magnitudes += [0x0B800000, 0x1F800000, 0x20000000, 0x20000001, 0x33800000, 0x34000000, 0x3F000000]  # 2^-104 .. 1/2
    magnitudes += [0x3F7FFFFF, 0x3F800000, 0x3F800001, 0x3FC00000, 0x3FFFFFFF, 0x40000000, 0x40400000]  # around 1 .. 3
    magnitudes += [0x4B000001, 0x4B7FFFFF, 0x4B800000, 0x4F800000, 0x5F800000]  # 2^23 .. 2^64
    magnitudes += [0x72FFFFFF, 0x73000000, 0x73000001, 0x7E800000, 0x7F000000, 0x7F7FFFFE, 0x7F7FFFFF]  # overflow
    magnitudes += [0x7F800000, NAN, 0x7F800001, 0x7FA00000, 0x7FFFFFFF]  # infinity, NaN with payloads
    values = magnitudes + [0x80000000 | magnitude for magnitude in magnitudes]
    return np.array(list(product(values, values)), np.uint32)


def pack(rng, exponents, fractions) -> np.ndarray:
    signs = rng.integers(0, 2, len(exponents))
    return (signs << 31 | np.asarray(exponents) << 23 | fractions).astype(np.uint32)


def random_blocks(rng, n: int) -> dict[str, np.ndarray]:
    """Random pairs, most of them where addition or multiplication is difficult."""
    a, b = rng.integers(0, 1 << 32, (2, n), dtype=np.uint32)
    fractions = rng.integers(0, 1 << 23, (2, n))
    sparse = fractions & rng.integers(0, 1 << 23, (2, n)) & rng.integers(0, 1 << 23, (2, n))
    blocks = {"uniform": (a, b)}
    exponents = rng.integers(4, 250, n)
    blocks["close exponents"] = (
        pack(rng, exponents, fractions[0]),
        pack(rng, exponents + rng.integers(-3, 4, n), fractions[1]),
    )
    blocks["cancellation"] = (a, (a ^ SIGN) + rng.integers(-4, 5, n).astype(np.uint32))
    blocks["subnormal"] = (a & np.uint32(0x817FFFFF), b & np.uint32(0x817FFFFF))
    exponents = rng.integers(40, 250, n)
    blocks["sticky"] = (
        pack(rng, exponents, sparse[0]),
        pack(rng, exponents - rng.integers(20, 32, n), sparse[1]),
    )
    exponents = rng.integers(0, 101, n)
    blocks["subnormal product"] = (
        pack(rng, exponents, fractions[0]),
        pack(rng, 127 + rng.integers(-26, 3, n) - exponents, fractions[1]),
    )
    exponents = rng.integers(130, 252, n)
    blocks["overflowing product"] = (
        pack(rng, exponents, fractions[0]),
        pack(rng, 381 + rng.integers(-2, 3, n) - exponents, fractions[1]),
    )
    return {name: np.stack(pair, axis=1) for name, pair in blocks.items()}


def signed(rng, a, b) -> np.ndarray:
    """Pairs of float64 values as bits, half of them with both signs flipped (which keeps ties)."""
    flip = rng.integers(0, 2, len(a)).astype(np.uint32) << np.uint32(31)
    return np.stack([bits(a) ^ flip, bits(b) ^ flip], axis=1)


def odd_factors(rng, n: int, least: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """n pairs of odd numbers below 2^24 with a product from 2^(least - 1) up to 2^most."""
    tries = 40 * n
    u_size = rng.integers(1, 25, tries)
    v_size = np.clip(rng.integers(least, most + 2, tries) - u_size, 1, 24)
    u, v = (rng.integers(1 << (size - 1), 1 << size) | 1 for size in (u_size, v_size))
    good = np.nonzero((u * v >> (least - 1) > 0) & (u * v >> most == 0))[0]
    assert len(good) >= n
    return u[good[:n]], v[good[:n]]


def factors_of(number: int) -> tuple[np.ndarray, np.ndarray]:
    u = np.array([u for u in range(1, 1 << 13) if number % u == 0 and number // u < 1 << 24])
    return u, number // u


def product_ties(rng, n: int) -> dict[str, np.ndarray]:
    """Products of 25 significant bits, the last of them half a unit in the last place of the result."""
    blocks = {}
    u, v = odd_factors(rng, n, 25, 25)
    total = rng.integers(-150, 104, n)
    p = total // 2 + rng.integers(-20, 21, n)
    blocks["normal"] = signed(rng, np.ldexp(u, p), np.ldexp(v, total - p))

    u, v = u[u < 1 << 23], v[u < 1 << 23]
    q = rng.integers(-1, 90, len(u))
    blocks["subnormal operand"] = signed(rng, np.ldexp(u, -149), np.ldexp(v, q))

    u, v = odd_factors(rng, n, 1, 24)  # times 2^-150
    p = rng.integers(-135, -14, n)
    blocks["subnormal result"] = signed(rng, np.ldexp(u, p), np.ldexp(v, -150 - p))

    u, v = factors_of(2**24 - 1)  # between the largest subnormal and the least normal number
    blocks["least normal result"] = signed(rng, np.ldexp(u, -80), np.ldexp(v, -70))
    return {f"product ties, {name}": pairs for name, pairs in blocks.items()}


def sum_ties(rng, n: int) -> dict[str, np.ndarray]:
    """Sums and differences of 25 significant bits."""
    tries = 8 * n
    total = rng.integers(1 << 24, 1 << 25, tries) | 1
    size = rng.integers(1, 25, tries)
    b = (rng.integers(1 << (size - 1), 1 << size) | 1) * rng.choice([-1, 1], tries)
    a = total - b
    scale = rng.integers(-149, 102, tries)
    exact = np.nonzero(bits(a).view(np.float32) == a)[0][:n]
    assert len(exact) == n
    a, b, scale = a[exact], b[exact], scale[exact]
    return {"sum ties": signed(rng, np.ldexp(a, scale), np.ldexp(b, scale))}


def overflow_ties(rng) -> dict[str, np.ndarray]:
    """2^128 - 2^103, the midpoint between the largest number and the next power of two: it goes to infinity."""
    u, v = factors_of(2**25 - 1)
    b = 2 * np.arange(100) + 1
    return {
        "product ties, overflow": signed(rng, np.ldexp(u, 50), np.ldexp(v, 53)),
        "sum ties, overflow": signed(rng, np.ldexp(2**25 - 1 - b, 103), np.ldexp(b, 103)),
    }


def near_ties(ties: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The ties with one operand moved by one unit in the last place, up or down."""
    return {
        f"near {name}": np.concatenate([pairs + np.array([0, 1], np.uint32), pairs - np.array([0, 1], np.uint32)])
        for name, pairs in ties.items()
    }


def integers(rng, n: int) -> dict[str, np.ndarray]:
    """Integers around powers of two, of random size, and halfway between two float32."""
    powers = np.concatenate([(1 << np.arange(32)) + k for k in (-1, 0, 1)])
    random = rng.integers(0, 1 << 32, n) >> rng.integers(0, 32, n)
    ties = (rng.integers(1 << 24, 1 << 25, n) | 1) << rng.integers(0, 8, n)
    ties[:8] = (2**25 - 1) << np.arange(8)  # round up to a power of two
    blocks = {"integers": np.concatenate([powers, random]), "integer ties": ties}
    return {name: np.stack([a, a], axis=1).astype(np.uint32) for name, a in blocks.items()}


def minus_zero(rng, n: int) -> dict[str, np.ndarray]:
    """-0 on either side of canonical values."""
    x = np.concatenate([special_pairs()[:100, 1], rng.integers(0, 1 << 32, n, dtype=np.uint32)])
    x = canonical(x)
    zero = np.full_like(x, MINUS_ZERO)
    return {"plus -0": np.stack([x, zero], axis=1), "-0 plus": np.stack([zero, x], axis=1)}


def all_operands() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(754)
    ties = product_ties(rng, 4000) | sum_ties(rng, 8000) | overflow_ties(rng)
    blocks = {"special": special_pairs()} | random_blocks(rng, 50_000) | ties | near_ties(ties)
    blocks |= integers(rng, 4000) | minus_zero(rng, 2000)
    return blocks | {"drain": np.zeros((max(P for _, P in UNITS), 2), np.uint32)}  # lets the last results come out


# The reference.


def canonical(x: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(x.view(np.float32)), np.uint32(NAN), x)


def expected(op: str, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """numpy's float32 result with the canonical NaN, as bits."""
    x, y = a.view(np.float32), b.view(np.float32)
    with np.errstate(all="ignore"):
        match op:
            case "add":
                result = x + y
            case "sub":
                result = x - y
            case "mul":
                result = x * y
            case "max":  # equal operands differ at most in the sign of a zero
                result = np.where(x == y, (a & b).view(np.float32), np.maximum(x, y))
            case "min":
                result = np.where(x == y, (a | b).view(np.float32), np.minimum(x, y))
            case "unsigned32":
                result = a.astype(np.float32)
            case "unsigned31":
                result = (a & ~SIGN).astype(np.float32)
            case "canonical":
                result = x
            case "negate":
                result = -x
            case "relu":
                result = np.where((x > 0) | np.isnan(x), x, np.float32(0))
            case "magnitude":
                result = np.abs(x)
            case "is_false":
                result = np.logical_not(x).astype(np.float32)
            case "lt" | "le" | "gt" | "ge" | "eq" | "ne":
                result = RELATIONS[op](x, y).astype(np.float32)
            case "and":
                result = np.logical_and(x, y).astype(np.float32)
            case "or":
                result = np.logical_or(x, y).astype(np.float32)
    return canonical(result.view(np.uint32))


# The units, sound and broken, in one simulation.


class TiesAway:
    """Rounds every tie up."""

    def round(self, m, significand, **rest):
        guard = significand[2]
        return super().round(m, significand=Cat(significand[0] | guard, significand[1:]), **rest)


class TiesToZero:
    """Rounds every tie down."""

    def round(self, m, significand, **rest):
        above = significand[:2].any()
        return super().round(m, significand=Cat(significand[:2], significand[2] & above, significand[3:]), **rest)


KINDS = {"add": float32.Add, "mul": float32.Mul, "unsigned32": float32.FromUnsigned}
BROKEN = {
    (op, mistake): type(f"{mistake.__name__}{kind.__name__}", (mistake, kind), {})
    for op, kind in KINDS.items()
    for mistake in (TiesAway, TiesToZero)
}


def sound(op: str, P: int) -> float32.Pipeline:
    if op.startswith("unsigned"):
        return float32.FromUnsigned(P, width=int(op.removeprefix("unsigned")))
    return float32.unit(op, P)


class Run:
    """Operands by block, and what each unit made of them, cycle by cycle."""

    def __init__(self, blocks: dict[str, np.ndarray], results: dict):
        ends = np.cumsum([len(pairs) for pairs in blocks.values()])
        self.blocks = {name: slice(end - len(blocks[name]), end) for name, end in zip(blocks, ends, strict=True)}
        self.a, self.b = np.ascontiguousarray(np.concatenate(list(blocks.values())).T)
        self._results = results

    def results(self, column, latency: int = 0) -> np.ndarray:
        """What a unit returns, from the first operands on, if this is its latency."""
        return self._results[column][latency:]

    def wrong(self, op: str, column, latency: int = 0) -> np.ndarray:
        """For each pair of operands: is the result, `latency` cycles later, another than the expected one?"""
        got = self.results(column, latency)
        return got != expected(op, self.a, self.b)[: len(got)]

    def check(self, op: str, column, latency: int = 0) -> None:
        got, want = self.results(column, latency), expected(op, self.a, self.b)
        first = np.nonzero(self.wrong(op, column, latency))[0][:10]
        lines = [f"{op} {self.a[k]:08x} {self.b[k]:08x}: {got[k]:08x}, not {want[k]:08x}" for k in first]
        assert not lines, "\n".join(lines)


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Run:
    units = {(op, P): sound(op, P) for op, P in UNITS} | {key: kind(0) for key, kind in BROKEN.items()}
    program = build(tmp_path_factory.mktemp("float32"), units, FUNCTIONS)
    blocks = all_operands()
    return Run(blocks, program.run(np.concatenate(list(blocks.values()))))


@pytest.mark.parametrize(("op", "P"), UNITS)
def test_unit_is_numpy_after_P_cycles(run, op, P):
    run.check(op, (op, P), P)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_function_is_numpy(run, function):
    run.check(function, function)


@pytest.mark.parametrize("P", REGISTERS["add"])
def test_adding_minus_zero_changes_nothing(run, P):
    for block, x in (("plus -0", run.a), ("-0 plus", run.b)):
        where = run.blocks[block]
        assert np.array_equal(run.results(("add", P), P)[where], x[where])


@pytest.mark.parametrize(("op", "P"), [(op, P) for op, P in UNITS if P])
def test_another_latency_is_noticed(run, op, P):
    with pytest.raises(AssertionError, match=op):
        run.check(op, (op, P), P - 1)
    with pytest.raises(AssertionError, match=op):
        run.check(op, (op, P), P + 1)


TIES = {"add": "sum ties", "mul": "product ties", "unsigned32": "integer ties"}
OVERFLOW, LEAST_NORMAL = "overflow", "least normal result"  # blocks of ties that all round up


def tie_blocks(run, op) -> dict[str, slice]:
    return {name: where for name, where in run.blocks.items() if name.startswith(TIES[op])}


@pytest.mark.parametrize(("op", "mistake"), BROKEN)
def test_broken_ties_are_noticed(run, op, mistake):
    with pytest.raises(AssertionError, match=op):
        run.check(op, (op, mistake))
    wrong = run.wrong(op, (op, mistake))
    for name, where in tie_blocks(run, op).items():
        share = np.mean(wrong[where])
        if name.endswith((OVERFLOW, LEAST_NORMAL)):
            assert share == (mistake is TiesToZero), name
        else:  # one of the two parities
            assert 0.2 < share < 0.8, name


@pytest.mark.parametrize("mistake", [TiesAway, TiesToZero])
def test_random_products_do_not_notice_broken_ties(run, mistake):
    assert not np.any(run.wrong("mul", ("mul", mistake))[run.blocks["uniform"]])


@pytest.mark.parametrize("op", ["add", "mul"])
def test_ties_are_ties(run, op):
    """The exact value, in float64, lies in the middle of two neighbouring float32, and both directions occur."""
    for name, where in tie_blocks(run, op).items():
        a, b = run.a[where], run.b[where]
        x, y = a.view(np.float32).astype(np.float64), b.view(np.float32).astype(np.float64)
        exact = x + y if op == "add" else x * y
        if name.endswith(OVERFLOW):
            assert set(np.abs(exact)) == {2.0**128 - 2.0**103}
            continue
        rounded = expected(op, a, b)
        mirrored = 2 * exact - rounded.view(np.float32)
        assert np.array_equal(mirrored.astype(np.float32), mirrored)
        steps = set(rounded.astype(np.int64) - bits(mirrored))
        assert steps == ({1} if name.endswith(LEAST_NORMAL) else {-1, 1}), name


def test_registers_are_spread_evenly():
    for stages, P in product(range(1, 9), range(12)):
        cuts = sorted(registered_stages(P, stages))
        assert len(cuts) == min(P, stages)
        runs = np.diff([0, *cuts, stages])
        assert max(runs) == -(-stages // (min(P, stages) + 1))


def test_what_there_is_not_is_refused():
    with pytest.raises(ValueError, match="P >= 0"):
        float32.Add(-1)
    with pytest.raises(ValueError, match="'max' or 'min'"):
        float32.Extremum(0, "median")
    with pytest.raises(ValueError, match="1 to 32 bits"):
        float32.FromUnsigned(0, width=33)

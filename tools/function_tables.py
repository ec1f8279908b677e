"""Makes the tables of the elementary functions: ``python tools/function_tables.py`` writes them where they belong.

The text file is what Python reads, the header is the same numbers for C++. `docs/functions.md` says what they mean.
Everything here is `decimal` arithmetic with 50 digits and integers, so that every machine makes the same tables.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal, getcontext
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = ROOT / "fuseflow" / "machine" / "function_tables.txt"
HEADER = ROOT / "fuseflow" / "cosim" / "native" / "primitives" / "tables.h"

F = 30
"""Fraction bits of argument and value of a piece."""

ABOUT = "Tables of the elementary functions, made by tools/function_tables.py; docs/functions.md says what they mean."

ONE = Decimal(1)

getcontext().prec = 50


@cache
def pi() -> Decimal:
    """By the arithmetic-geometric mean (Gauss, Legendre), which doubles the digits in every step."""
    a, b, t, p = ONE, 1 / Decimal(2).sqrt(), ONE / 4, ONE
    for _ in range(7):
        a, b, t, p = (a + b) / 2, (a * b).sqrt(), t - p * ((a - b) / 2) ** 2, 2 * p
    return (a + b) ** 2 / (4 * t)


def erf(x: Decimal) -> Decimal:
    """2 exp(-x^2) / sqrt(pi) * sum of 2^n x^(2n + 1) / (1 * 3 * .. (2n + 1)): all terms positive."""
    term, total, n = x, Decimal(0), 0
    while total + term != total:
        total += term
        n += 1
        term = term * 2 * x * x / (2 * n + 1)
    return 2 * (-x * x).exp() / pi().sqrt() * total


def tanh(x: Decimal) -> Decimal:
    grown = (2 * x).exp()
    return (grown - 1) / (grown + 1)


def sigmoid(x: Decimal) -> Decimal:
    return 1 / (1 + (-x).exp())


def phi(x: Decimal) -> Decimal:
    """The normal distribution: gelu(x) = x phi(x)."""
    return (1 + erf(x / Decimal(2).sqrt())) / 2


Function = Callable[[Decimal], Decimal]


def pieces() -> dict[str, tuple[int, int, Function]]:
    """Every piece by name: index bits, rows, and what it holds, as a function of s in [0, 1)."""

    def octaves(name: str, first: Function, f: Function, *bits: int) -> dict:
        """Piece 0 is [0, 1), piece k is [2^(k-1), 2^k)."""
        found = {f"{name}.0": (bits[0], 1 << bits[0], first)}
        for k, b in enumerate(bits[1:], start=1):
            found[f"{name}.{k}"] = b, 1 << b, lambda s, k=k: f((1 + s) * 2 ** (k - 1))
        return found

    return {
        "exp2": (7, 128, lambda s: (s * Decimal(2).ln()).exp()),
        # u = v + 1/4 for v in [-1/4, 1/2)
        "log": (8, 192, lambda s: (s + ONE * 3 / 4).ln() / (s - ONE / 4)),
        "reciprocal": (8, 256, lambda s: 1 / (1 + s)),
        "rsqrt.0": (7, 128, lambda s: 1 / (1 + s).sqrt()),
        "rsqrt.1": (7, 128, lambda s: 1 / (2 + 2 * s).sqrt()),
        **octaves("tanh", lambda s: tanh(s) / s, tanh, 7, 7, 7, 6, 5),
        **octaves("sigmoid", sigmoid, sigmoid, 6, 6, 6, 7, 6, 5),
        **octaves("erf", lambda s: erf(s) / s, erf, 7, 7, 7),
        **octaves("phi", phi, phi, 6, 6, 6, 5),
    }


def integer(x: Decimal, bits: int) -> int:
    """The integer nearest to x 2^bits."""
    return int((x * 2**bits).to_integral_value(ROUND_HALF_EVEN))


def numbers() -> dict[str, int]:
    return {"log2e": integer(1 / Decimal(2).ln(), 35), "ln2": integer(Decimal(2).ln(), 54)}


def row(f: Function, k: int, bits: int) -> tuple[int, int, int]:
    """Coefficients of segment k: the parabola through the three Chebyshev nodes of the segment.

    c0 has 3/4 of a unit more: that is what the two floors of the interpolation lose on average.
    """
    half = Decimal(3).sqrt() / 4
    x0, x1, x2 = ONE / 2 - half, ONE / 2, ONE / 2 + half
    y0, y1, y2 = (f((k + x) / 2**bits) for x in (x0, x1, x2))
    d01, d12 = (y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1)
    a2 = (d12 - d01) / (x2 - x0)
    a1 = d01 - a2 * (x0 + x1)
    a0 = y0 - x0 * (a1 + a2 * x0)
    return integer(a0 + Decimal("0.75") / 2**F, F), integer(a1, F), integer(a2, F)


def make() -> tuple[str, str]:
    """The text file and the header."""
    text = [
        f"# {ABOUT}",
        "# number NAME VALUE, and piece NAME INDEX_BITS ROWS with one row c0 c1 c2 a line.",
    ]
    header = [
        f"// {ABOUT}", "// clang-format off", "#pragma once", '#include "../token.h"', "", "namespace ff::tables {", "",
        "struct Row {", "    i32 c0, c1, c2;", "};", "",
        "// 2^bits segments of [0, 1), or the first of them.",
        "struct Piece {", "    const Row* rows;", "    int bits;", "};", "",
    ]
    for name, value in numbers().items():
        text.append(f"number {name} {value}")
        header.append(f"constexpr i64 {name.upper()} = {value};")
    families: dict[str, list[str]] = {}
    for name, (bits, rows, f) in pieces().items():
        body = [row(f, k, bits) for k in range(rows)]
        text += [f"piece {name} {bits} {rows}", *(f"{a} {b} {c}" for a, b, c in body)]
        own = name.replace(".", "_").upper() + "_ROWS"
        header += ["", f"constexpr Row {own}[{rows}] = {{", *(f"    {{{a}, {b}, {c}}}," for a, b, c in body), "};"]
        families.setdefault(name.split(".")[0], []).append(f"{{{own}, {bits}}}")
    header.append("")
    header += [f"constexpr Piece {name.upper()}[{len(p)}] = {{{', '.join(p)}}};" for name, p in families.items()]
    header += ["", "}  // namespace ff::tables"]
    return "\n".join(text) + "\n", "\n".join(header) + "\n"


if __name__ == "__main__":
    for path, content in zip((TEXT, HEADER), make()):
        path.write_text(content)

"""The 32 expressions of SAM's compiler, in our text; tensors for them; and what numpy says they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import fuseflow as ff

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reference" / "sam" / "expressions.json"
COPY = ROOT / "tests" / "data" / "sam_expressions.json"
"""Of github.com/weiya711/sam (MIT): the arguments of its compiler, by the name of the kernel."""

ACCESS = re.compile(r"(\w+)(?:\(([\w,]*)\))?")
SIZES = ({"i": 6, "j": 5, "k": 7, "l": 4}, {"i": 3, "j": 9, "k": 1, "l": 6}, {"i": 8, "j": 1, "k": 4, "l": 3},
         {"i": 2, "j": 7, "k": 5, "l": 8}, {"i": 9, "j": 4, "k": 3, "l": 1}, {"i": 5, "j": 6, "k": 8, "l": 2})
"""Extents, by seed."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One of SAM's kernels.

    Attributes
    ----------
    result : (name, indices)
    addends : tuple of (sign, ((tensor, indices), ..))
    formats : dict of tensor -> Format
    order : tuple of str or None
        The dataflow order asked for.
    """

    name: str
    text: str
    result: tuple[str, tuple[str, ...]]
    addends: tuple
    formats: Mapping[str, ff.Format]
    order: tuple[str, ...] | None

    @property
    def operands(self) -> dict[str, tuple[str, ...]]:
        return {tensor: indices for _, factors in self.addends for tensor, indices in factors}

    @property
    def indices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i for ix in (self.result[1], *self.operands.values()) for i in ix))

    @property
    def program(self) -> ff.Program:
        return ff.parse(self.text)


def _access(text: str):
    name, indices = ACCESS.fullmatch(text).groups()
    return name, tuple(indices.split(",")) if indices else ()


def read(name: str, line: str) -> Expression:
    """An expression from SAM's notation."""
    notation, *options = line.split()
    left, right = notation.split("=")
    addends = []
    for sign, product in re.findall(r"([+-]?)((?:\w+(?:\([\w,]*\))?\*?)+)", right):
        addends.append((-1 if sign == "-" else 1, tuple(_access(x) for x in product.split("*"))))
    result = _access(left)
    formats = {n: ff.Format("c" * len(ix)) for _, factors in addends for n, ix in (*factors, result)}
    order = None
    for option in options:
        if option.startswith("-f="):
            tensor, levels, *modes = option[3:].split(":")
            levels = levels.replace("s", "c")
            formats[tensor] = ff.Format(levels, order=tuple(map(int, modes[0].split(","))) if modes else None)
        else:
            order = tuple(re.fullmatch(r"-s=reorder\((.*)\)", option)[1].split(","))
    text = re.sub(r"\(([\w,]*)\)", r"[\1]", f"{left} = {right}")
    return Expression(name, text, result, tuple(addends), formats, order)


def expressions() -> dict[str, Expression]:
    file = SHARED if SHARED.exists() else COPY
    return {name: read(name, line) for name, line in json.loads(file.read_text()).items()}


def tensors(e: Expression, density: float, seed: int, formats: Mapping | None = None) -> dict[str, ff.Tensor]:
    """Operands; values with an even seed are halves, so that all sums are exact."""
    rng = np.random.default_rng([32, seed, int(density * 100)])
    out = {}
    for name, indices in sorted(e.operands.items()):
        shape = tuple(SIZES[seed % len(SIZES)][i] for i in indices)
        values = rng.integers(-6, 7, shape) / 2 if seed % 2 == 0 else rng.normal(size=shape)
        stored = rng.random(shape) < density if shape else np.ones((), bool)
        coords = np.argwhere(stored) if shape else np.zeros((1, 0), int)
        format = (formats or e.formats)[name]
        out[name] = ff.Tensor.from_coords(shape, coords, np.asarray(values)[stored].astype(np.float32), format)
    return out


def reference(e: Expression, operands: Mapping[str, ff.Tensor]) -> tuple[np.ndarray, np.ndarray]:
    """Values and pattern by numpy.einsum alone: products intersect patterns, sums unite them."""
    sizes = {i: n for name, ix in e.operands.items() for i, n in zip(ix, operands[name].shape)}
    shape = tuple(sizes[i] for i in e.result[1])
    value, pattern = np.zeros(shape), np.zeros(shape, bool)
    for sign, factors in e.addends:
        subscripts = ",".join("".join(ix) for _, ix in factors) + "->" + "".join(e.result[1])
        dense = [np.asarray(operands[n].to_dense(), np.float64) for n, _ in factors]
        stored = [np.asarray(operands[n].pattern(), np.float64) for n, _ in factors]
        value = value + sign * np.einsum(subscripts, *dense)
        pattern = pattern | (np.einsum(subscripts, *stored) > 0)
    return value, pattern


def random_formats(e: Expression, number: int) -> Iterator[tuple[dict[str, ff.Format], ff.Format]]:
    """Assignments of random level kinds and mode orders: of the operands, and of the result."""
    rng = np.random.default_rng([33, len(e.name), number])
    for _ in range(number):
        formats = {}
        for name, ix in e.operands.items():
            levels = "".join(rng.choice(["d", "c"], len(ix)))
            formats[name] = ff.Format(levels, order=tuple(int(m) for m in rng.permutation(len(ix))))
        rank = len(e.result[1])
        levels = str(rng.choice(["c", "d"])) * rank if rank else ""
        yield formats, ff.Format(levels, order=tuple(int(m) for m in rng.permutation(rank)))

"""What is known of an expression before any data: its fill, its annihilating operands, whether it is provably full.

The rules are language.md section 3; they use shapes, formats and fills only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps

import numpy as np

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Named, Reduce, Where, children

IDENTITY = {"sum": 0.0, "prod": 1.0, "max": -math.inf, "min": math.inf}


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _erf(x):
    from scipy.special import erf

    return erf(x)


FUNCTIONS = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "pow": np.power,
    "max": np.maximum, "min": np.minimum, "neg": np.negative, "abs": np.abs,
    "relu": lambda x: np.where(np.isnan(x), x, np.maximum(x, 0.0)),
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "rsqrt": lambda x: 1 / np.sqrt(x), "reciprocal": lambda x: 1 / x,
    "tanh": np.tanh, "sigmoid": _sigmoid, "erf": _erf,
    "gelu": lambda x: 0.5 * x * (1 + _erf(x / math.sqrt(2))),
    "lt": lambda a, b: np.less(a, b) * 1.0, "le": lambda a, b: np.less_equal(a, b) * 1.0,
    "gt": lambda a, b: np.greater(a, b) * 1.0, "ge": lambda a, b: np.greater_equal(a, b) * 1.0,
    "eq": lambda a, b: np.equal(a, b) * 1.0, "ne": lambda a, b: np.not_equal(a, b) * 1.0,
    "and": lambda a, b: np.logical_and(a, b) * 1.0, "or": lambda a, b: np.logical_or(a, b) * 1.0,
    "not": lambda a: np.logical_not(a) * 1.0,
}
"""Every pointwise function on float64 arrays."""


def apply(function: str, *values: float) -> float:
    """`function` of scalars in float64, silently (division by zero gives an infinity or NaN)."""
    with np.errstate(all="ignore"):
        return float(FUNCTIONS[function](*(np.float64(v) for v in values)))


def same(x: float, y: float) -> bool:
    """Equal as fills: NaN is NaN, and the sign of zero does not count."""
    return x == y or (x != x and y != y)


@dataclass(frozen=True, slots=True)
class TensorFacts:
    """What is known of a tensor: its fill, and whether it is provably full."""

    fill: float
    full: bool


def _remembered(method):
    """Remember what is known of an expression, by its identity: parts that are shared are looked at once."""

    @wraps(method)
    def known(self, e: Expr):
        key = method.__name__, id(e)
        if key not in self.memory:
            # The expression is kept, so that its identity stays its own.
            self.memory[key] = method(self, e), e
        return self.memory[key][0]

    return known


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about expressions over `tensors`, with the extents `sizes` of their indices."""

    tensors: Mapping[str, TensorFacts]
    sizes: Mapping[str, int]
    memory: dict = field(default_factory=dict, compare=False, repr=False)

    @_remembered
    def free(self, e: Expr) -> frozenset[str]:
        """The free indices of `e`."""
        match e:
            case Access(_, indices) | Named(_, indices, _):
                return frozenset(indices)
            case Reduce(_, index, body):
                return self.free(body) - {index}
        return frozenset().union(*map(self.free, children(e)))

    @_remembered
    def fill(self, e: Expr) -> float:
        """The constant that all absent entries of `e` have; a zero is +0, for signs of zeros mean nothing."""
        return self._fill(e) + 0.0

    def _fill(self, e: Expr) -> float:
        match e:
            case Literal(value):
                return value
            case Access(tensor, _):
                return self.tensors[tensor].fill
            case Named(_, _, body):
                return self.fill(body)
            case Where(_, _, otherwise):
                return otherwise
            case Reduce(op, index, body):
                return reduction_of_fills(op, self.sizes[index], self.fill(body))
            case Call(function, args):
                operands = [k for k, x in enumerate(args) if not isinstance(x, Literal)]
                fills = [self.fill(x) for x in args]
                wins = [k for k in operands if len(args) == 2 and _annihilates(function, k, fills[k])]
                if wins:
                    return 0.0 if function in ("mul", "div") else fills[wins[0]]
                return apply(function, *fills)

    @_remembered
    def annihilators(self, e: Expr) -> tuple[int, ...]:
        """Positions of the operands whose absence makes the result absent, whatever the other operand is."""
        match e:
            case Call(function, (a, b)) if not isinstance(a, Literal) and not isinstance(b, Literal):
                return tuple(k for k, x in enumerate((a, b)) if _annihilates(function, k, self.fill(x)))
        return ()

    @_remembered
    def full(self, e: Expr) -> bool:
        """Is every entry of `e` stored, for all data of these shapes and formats?"""
        match e:
            case Literal():
                return True
            case Access(tensor, _):
                return self.tensors[tensor].full
            case Named(_, _, body):
                return self.full(body)
            case Where():
                return False
            case Reduce(_, index, body):
                return self.full(body) and self.sizes[index] > 0
            case Call(_, args):
                operands = [x for x in args if not isinstance(x, Literal)]
                if len(operands) < 2:
                    return all(self.full(x) for x in operands)
                if found := self.annihilators(e):
                    return all(self.full(args[k]) for k in found)
                return any(self.full(x) or self.lacks(x, e) for x in operands)

    def lacks(self, operand: Expr, e: Expr) -> bool:
        """Does the operand lack an index that `e` has?"""
        return self.free(operand) != self.free(e)


def _annihilates(function: str, position: int, fill: float) -> bool:
    match function:
        case "mul":
            return fill == 0
        case "div":
            return fill == 0 and position == 0
        case "add":
            return math.isinf(fill)
        case "sub":
            return math.isinf(fill) and position == 0
        case "min":
            return fill == -math.inf
        case "max":
            return fill == math.inf
    return False


def reduction_of_fills(op: str, count: int, fill: float) -> float:
    """The reduction of `count` absent terms; of none, the identity."""
    if count == 0:
        return IDENTITY[op]
    match op:
        case "sum":
            return fill * count if fill else 0.0
        case "prod":
            with np.errstate(all="ignore"):
                return float(np.float64(fill) ** count)
    return fill


def index_sizes(statement, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
    """The extent of every index of a statement, from the tensors it indexes and the sizes that its left side states.

    Reduction indices may shadow others; then both must have one extent here, or the inner one is renamed by
    `fuseflow.compiler.rename.unique_reductions` first.

    Raises
    ------
    ProgramError
        FF-E105 if two disagree (no broadcast of size 1), FF-E104 if a tensor has another rank, FF-E106 if an index
        has no size at all.
    """
    from fuseflow.compiler.einsum import accesses
    from fuseflow.compiler.parser import place
    from fuseflow.errors import ProgramError

    text = statement.text or str(statement)
    sizes: dict[str, tuple[int, str]] = {i: (n, f"the left side of {statement.name!r}") for i, n in statement.sizes}
    for a in accesses(statement.expression):
        shape, span = shapes[a.tensor], a.span if statement.text else None
        if len(shape) != len(a.indices):
            raise ProgramError("FF-E104", f"{a.tensor!r} has rank {len(shape)}, used with {len(a.indices)} indices",
                               where=place(text, span))
        for mode, (index, n) in enumerate(zip(a.indices, shape)):
            known, whose = sizes.setdefault(index, (n, f"mode {mode} of {a.tensor!r}"))
            if known != n:
                raise ProgramError(
                    "FF-E105", f"index {index!r} has size {known} in {whose}, but {n} in mode {mode} of {a.tensor!r}",
                    where=place(text, span), hint="sizes must be equal; size 1 is not stretched")
    for index in (*statement.indices, *reduction_indices(statement.expression)):
        if index not in sizes:
            raise ProgramError("FF-E106", f"index {index!r} has no size: no tensor is indexed by it",
                               where=place(text, None))
    return {i: n for i, (n, _) in sizes.items()}


def reduction_indices(e: Expr) -> Iterator[str]:
    """Indices of all reductions of an expression, innermost first."""
    for x in children(e):
        yield from reduction_indices(x)
    if isinstance(e, Reduce):
        yield e.index

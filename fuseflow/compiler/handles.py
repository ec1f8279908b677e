"""Handles: what is known of an expression in the middle of a loop nest.

A handle stands for an expression whose outer indices have been opened. Handles are interned by `Handles`, so that equal
ones are one object and functions on them can be remembered by identity: shared parts are lowered once.
"""

from __future__ import annotations

from dataclasses import dataclass

from fuseflow.compiler.einsum import Expr, Reduce
from fuseflow.compiler.table import Ref


@dataclass(frozen=True, slots=True)
class View:
    """A tensor as one access reads it: `indices` in level order, `kinds` and `sizes` of its levels.

    `tensor` is the name of what lies in memory; for a permuted copy that is not the name in the program.
    """

    tensor: str
    column: str
    indices: tuple[str, ...]
    kinds: str
    sizes: tuple[int, ...]
    present: bool


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A stream of references into `view`, whose levels before `level` are open."""

    ref: Ref
    view: View
    level: int

    @property
    def indices(self) -> tuple[str, ...]:
        """Those that are still to be opened; a level of an index that is open is passed with the level before it."""
        seen = self.view.indices[: self.level]
        return tuple(dict.fromkeys(i for i in self.view.indices[self.level :] if i not in seen))

    @property
    def dense(self) -> bool:
        return self.view.kinds[self.level] == "d"


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A computed tensor as streams: coordinates of its open indices' successors, and values."""

    crds: tuple[tuple[str, Ref], ...]
    val: Ref


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    """A Call, Where or Reduce whose operands (literals left out) are handles."""

    expr: Expr
    args: tuple[Leaf | Tree | Op, ...]


Handle = Leaf | Tree | Op


class Handles:
    """Interning constructor."""

    def __init__(self):
        self._known: dict = {}

    def __call__(self, kind: type, *fields) -> Handle:
        # Nested handles are interned themselves; an expression is its own, for it may be large.
        key = (kind, *(id(x) if isinstance(x, Expr) else x for x in fields))
        if key not in self._known:
            self._known[key] = kind(*fields)
        return self._known[key]


def remaining(h: Handle) -> frozenset[str]:
    """Indices that are still to be opened; a reduction hides its own."""
    match h:
        case Leaf():
            return frozenset(h.indices)
        case Tree(crds, _):
            return frozenset(v for v, _ in crds)
        case Op(expr, args):
            inner = frozenset().union(*(remaining(x) for x in args))
            return inner - {expr.index} if isinstance(expr, Reduce) else inner

"""What a kernel does with an intermediate below an index that it does not have, and what that costs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fuseflow.compiler.einsum import Call, Expr, Named, Reduce, Where, parts, show
from fuseflow.compiler.fuse import Fused
from fuseflow.compiler.table import Table


@dataclass(frozen=True, slots=True)
class Reuse:
    """An intermediate, or a part of it, that is needed again and again.

    Attributes
    ----------
    name : str
        Of the intermediate, with its indices.
    how : "recompute" or "buffer"
    below : tuple of str
        The indices for each of which it is needed again, outermost first.
    size : int
        Recomputed: how often, at most. Buffered: the most tokens that are held.
    """

    name: str
    how: str
    below: tuple[str, ...]
    size: int

    @property
    def tensor(self) -> str:
        """The name without the indices."""
        return self.name.partition("[")[0]

    def __str__(self):
        below = ", ".join(self.below)
        if self.how == "recompute":
            return f"{self.name} is computed again for every {below}: up to {self.size:,} times"
        return f"{self.name} is buffered, and sent again for every {below}: up to {self.size:,} tokens"


def reuses(fused: Fused, table: Table, foreign: Mapping[int, frozenset[str]]) -> tuple[Reuse, ...]:
    """Every recomputation and every buffer of a kernel.

    Parameters
    ----------
    foreign : mapping of id of expression -> indices
        Those that the expression lacks and was computed below all the same.
    """
    found = []
    for instance, _ in fused.instances:
        below = frozenset().union(*(foreign.get(id(e), frozenset()) for e in _own(instance.body)))
        if below:
            ordered = tuple(i for i in table.rows if i in below)
            found.append(Reuse(show(instance), "recompute", ordered, math.prod(fused.sizes[i] for i in ordered)))
    buffers: dict[tuple[str, str], int] = {}
    for cell in table.live():
        if cell.op == "replay":
            # Coordinates of an extent that no tensor has belong to no column.
            heading = table.columns.get(cell.column, f"the range of {cell.row}")
            key = heading.partition(" = ")[2] or heading, table.cell(cell.args[1]).row
            buffers[key] = buffers.get(key, 0) + cell["size"]
    return (*found, *(Reuse(name, "buffer", (row,), size) for (name, row), size in buffers.items()))


def repeated(fused: Fused, table: Table, again: Sequence[Reuse]) -> tuple[str, ...]:
    """The statements that a kernel computes more than once, producers first.

    Either below an index that they do not have, or for several sets of indices. The latter often share what they
    compute, as the uses of a softmax do; then the table has no more cells than the statements have operations.
    """
    uses = Counter(instance.name for instance, _ in fused.instances)
    below = {r.tensor for r in again if r.how == "recompute" and r.size > 1}
    written = sum(isinstance(e, Call | Reduce | Where) for s in fused.statements for e in parts(s.expression))
    planned = sum(cell.op in ("alu", "reduce", "accumulate", "where") for cell in table.live())
    return tuple(name for name in uses if name in below or uses[name] > 1 and planned > written)


def _own(e: Expr):
    """What a statement computes itself: not the statements that it reads."""
    match e:
        case Call(_, args):
            yield e
            for x in args:
                yield from _own(x)
        case Where(condition, value, _):
            yield e
            yield from _own(condition)
            yield from _own(value)
        case Reduce(_, _, body):
            yield e
            yield from _own(body)
        case Named():
            return

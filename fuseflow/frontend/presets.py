"""The fusions that a model declares: its attribute `fusions`, for ``Schedule(fuse=name)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from fuseflow.compiler.einsum import Access, Call, Expr, Reduce, Statement, free
from fuseflow.errors import FrontendError

if TYPE_CHECKING:
    from fuseflow.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Preset:
    """A fusion with a name.

    Attributes
    ----------
    fuse : list of lists of names or globs
        As for `fuseflow.Schedule`.
    order : mapping of statement -> dataflow order
    reuse : mapping of statement -> "buffer"
    """

    fuse: Sequence[Sequence[str]]
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reuse: Mapping[str, str] = field(default_factory=dict)

    def apply(self, schedule: Schedule) -> Schedule:
        """The schedule with this fusion; what it says of orders and reuse goes before what the fusion says."""
        return replace(schedule, fuse=self.fuse, order={**self.order, **schedule.order},
                       reuse={**self.reuse, **schedule.reuse})


_PARTS = {"fuse", "by_rows", "by_entries", "buffer"}


def resolve(declared: Mapping, statements: Sequence[Statement]) -> dict[str, Preset]:
    """What a model declares, for its statements.

    Parameters
    ----------
    declared : mapping of name -> regions, or mapping
        With ``fuse``, the regions, and names or globs of statements:

        - ``by_rows``: products that are to be computed row by row (Gustavson): all that a row of the first factor holds
          is multiplied by rows of the second, so that the first need not be there again for every column;
        - ``by_entries``: products that are computed entry by entry (inner products);
        - ``buffer``: what is buffered where it would be computed again.

    Raises
    ------
    FrontendError
        FF-E601 for anything else.
    """
    found = {}
    for name, preset in declared.items():
        parts = dict(preset) if isinstance(preset, Mapping) else {"fuse": preset}
        if not isinstance(name, str) or set(parts) - _PARTS or "fuse" not in parts:
            raise FrontendError("FF-E601", f"the model's fusion {name!r} is {preset!r}",
                                hint='fusions = {"partial": [["lin1.*", "relu"], ...]}, or {"partial": {"fuse": [...], '
                                '"by_rows": ["lin*.mm"]}}')

        def named(part: str, parts=parts) -> list[Statement]:
            return [s for s in statements if any(fnmatchcase(s.name, g) for g in parts.get(part, ()))]

        order = {s.name: _order(s, rows=False) for s in named("by_entries")}
        order |= {s.name: _order(s, rows=True) for s in named("by_rows")}
        found[name] = Preset(parts["fuse"], {n: o for n, o in order.items() if o},
                             {s.name: "buffer" for s in named("buffer")})
    return found


def _order(s: Statement, rows: bool) -> tuple[str, ...]:
    """The order of a product; by rows, its sums go before the indices of the result that the first factor lacks."""
    reduced: list[str] = []
    e: Expr = s.expression
    while isinstance(e, Reduce):
        reduced.append(e.index)
        e = e.body
    match e:
        case Call("mul", (Access() as first, Access())) if reduced:
            early = [i for i in s.indices if i in free(first) or not rows]
            return (*early, *reduced, *(i for i in s.indices if i not in early))
    return ()

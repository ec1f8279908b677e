"""The fusions that a model declares: its attribute `fusions`, for ``Schedule(fuse=name)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from fuseflow.compiler.einsum import Access, Call, Expr, Reduce, Statement, free
from fuseflow.errors import FrontendError


@dataclass(frozen=True, slots=True)
class Preset:
    """A fusion with a name.

    Attributes
    ----------
    fuse : list of lists of names or globs
        As for `fuseflow.Schedule`.
    order : mapping of statement -> dataflow order
    """

    fuse: Sequence[Sequence[str]]
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def resolve(declared: Mapping, statements: Sequence[Statement]) -> dict[str, Preset]:
    """What a model declares, for its statements.

    Parameters
    ----------
    declared : mapping of name -> regions, or mapping with ``fuse`` and ``by_rows``
        ``by_rows`` are names or globs of products that are to be computed row by row (Gustavson): all that a row of the
        first factor holds is multiplied by rows of the second, so that the first need not be there again for every
        column of the result.

    Raises
    ------
    FrontendError
        FF-E601 for anything else.
    """
    found = {}
    for name, preset in declared.items():
        parts = dict(preset) if isinstance(preset, Mapping) else {"fuse": preset}
        if not isinstance(name, str) or set(parts) - {"fuse", "by_rows"} or "fuse" not in parts:
            raise FrontendError("FF-E601", f"the model's fusion {name!r} is {preset!r}",
                                hint='fusions = {"partial": [["lin1.*", "relu"], ...]}, or {"partial": {"fuse": [...], '
                                '"by_rows": ["lin*.mm"]}}')
        globs = parts.get("by_rows", ())
        order = {s.name: _by_rows(s) for s in statements if any(fnmatchcase(s.name, g) for g in globs)}
        found[name] = Preset(parts["fuse"], {n: o for n, o in order.items() if o})
    return found


def _by_rows(s: Statement) -> tuple[str, ...]:
    """The indices of the first factor, those that it shares with the result first; then the others."""
    reduced: list[str] = []
    e: Expr = s.expression
    while isinstance(e, Reduce):
        reduced.append(e.index)
        e = e.body
    match e:
        case Call("mul", (Access() as first, Access())) if reduced:
            shared = [i for i in s.indices if i in free(first)]
            return (*shared, *reduced, *(i for i in s.indices if i not in shared))
    return ()

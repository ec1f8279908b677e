"""Which statements share a kernel: a schedule's regions, legal, in an order in which they can run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase

from fuseflow.compiler.cuts import Cut, cuts
from fuseflow.compiler.einsum import Literal, Program, Statement, accesses
from fuseflow.errors import ScheduleError

Fuse = str | Sequence[Sequence[str]]


def regions(program: Program, fuse: Fuse) -> list[list[Statement]]:
    """The statements of every region, in the order of the program; named literals are in none.

    Parameters
    ----------
    fuse : "unfused", "partial", "full" or list of lists of names
        Names can be globs, of statements, or else of the modules they come from; statements that no list names are
        regions of their own. "partial": as many statements as can go together without computing anything twice.

    Raises
    ------
    ScheduleError
        FF-E204 for a name that is no statement's, a statement in two regions, or regions that wait for each other.
    """
    statements = [s for s in program.statements if not isinstance(s.expression, Literal)]
    match fuse:
        case "unfused":
            found = [[s] for s in statements]
        case "full":
            found = [statements] if statements else []
        case "partial":
            found = _partial(statements)
        case _:
            found = _listed(statements, fuse, [s.name for s in program.statements])
    return _sorted(found, program.outputs)


def _listed(
    statements: list[Statement], fuse: Sequence[Sequence[str]], names: Sequence[str]
) -> list[list[Statement]]:
    home: dict[str, int] = {}
    for k, patterns in enumerate(fuse):
        for pattern in patterns:
            named = [s for s in statements if fnmatchcase(s.name, pattern)]
            named = named or [s for s in statements if s.module and fnmatchcase(s.module, pattern)]
            # A named literal is a statement, too, but is prepared with the inputs.
            if not named and not any(fnmatchcase(name, pattern) for name in names):
                raise ScheduleError("FF-E204", f"the schedule fuses {pattern!r}, which is no statement",
                                    hint=f"statements: {', '.join(names)}")
            for s in named:
                if home.setdefault(s.name, k) != k:
                    raise ScheduleError("FF-E204", f"{s.name!r} is in two regions of the schedule",
                                        hint="name it once; globs can name more than meant")
    return _groups(statements, home)


def _partial(statements: list[Statement]) -> list[list[Statement]]:
    """Every statement joins the regions that it reads from, but where it would have something computed again."""
    home = {s.name: k for k, s in enumerate(statements)}
    for s in statements:
        for a in accesses(s.expression):
            if a.tensor in home and home[a.tensor] != home[s.name] and not _recomputes(a.indices, s):
                merged = {n: home[a.tensor] if k == home[s.name] else k for n, k in home.items()}
                if _order(_groups(statements, merged)) is not None:
                    home = merged
    return _groups(statements, home)


def _groups(statements: list[Statement], home: Mapping[str, object]) -> list[list[Statement]]:
    """Statements by region, regions in the order of their first statements."""
    groups: dict[object, list[Statement]] = {}
    for s in statements:
        groups.setdefault(home.get(s.name, s.name), []).append(s)
    return list(groups.values())


def _recomputes(indices: tuple[str, ...], reader: Statement) -> bool:
    """Does the reader, in its natural order, open an index that the producer lacks outside of one that it has?"""
    order = tuple(dict.fromkeys((*reader.indices, *(i for a in accesses(reader.expression) for i in a.indices))))
    first = indices[0] if indices else None
    return first is not None and any(i not in indices for i in order[: order.index(first)])


def _sorted(found: list[list[Statement]], outputs: Collection[str]) -> list[list[Statement]]:
    """The regions in an order in which each comes after those that it reads from."""
    order = _order(found)
    if order is None:
        names = ["{" + ", ".join(s.name for s in found[k]) + "}" for k in _ring(_reads(found))]
        cut = smallest_cut(found, outputs)
        hint = "no single cut helps: use smaller regions" if cut is None else f"the smallest cut that helps: {cut}"
        raise ScheduleError("FF-E204", f"regions wait for each other: {' reads from '.join([*names, names[0]])}",
                            hint=f"{hint}; or fuse what is between")
    return [found[k] for k in order]


def smallest_cut(found: list[list[Statement]], outputs: Collection[str]) -> Cut | None:
    """The cut of one region that lets all run one after the other and writes the fewest intermediates more."""
    waiting = _waiting(_reads(found))
    candidates = []
    for k in waiting:
        others = [found[m] for m in waiting if m != k]
        elsewhere = {a.tensor for region in found for s in region if region is not found[k]
                     for a in accesses(s.expression)}
        candidates += [(cut, others) for cut in cuts(found[k], elsewhere | set(outputs))]
    candidates.sort(key=lambda c: len(c[0].written))
    return next((cut for cut, others in candidates if _order([*others, cut.first, cut.second]) is not None), None)


def _reads(found: list[list[Statement]]) -> list[set[int]]:
    """Which other regions each region reads from."""
    home = {s.name: k for k, region in enumerate(found) for s in region}
    return [{home[a.tensor] for s in region for a in accesses(s.expression) if a.tensor in home} - {k}
            for k, region in enumerate(found)]


def _order(found: list[list[Statement]]) -> list[int] | None:
    """An order in which regions can run; None if they wait for each other."""
    reads, order = _reads(found), []
    while len(order) < len(found):
        ready = next((k for k in range(len(found)) if k not in order and reads[k] <= set(order)), None)
        if ready is None:
            return None
        order.append(ready)
    return order


def _waiting(reads: list[set[int]]) -> set[int]:
    """The regions that can never run."""
    left = set(range(len(reads)))
    while free := {k for k in left if not reads[k] & left}:
        left -= free
    return left


def _ring(reads: list[set[int]]) -> list[int]:
    """Regions that read from each other in a ring."""
    left = _waiting(reads)
    path = [min(left)]
    while True:
        following = min(reads[path[-1]] & left)
        if following in path:
            return path[path.index(following):]
        path.append(following)

"""Make a failing case smaller while it fails in the same way.

Every step proposes simpler cases; one that is legal, not ill, and in the same category of failure is taken. Greedy,
until no step helps: statements, then expressions, indices, sizes, formats and schedule, entries, values.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

import fuseflow as ff
from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Program, Reduce, Statement, Where, accesses, children
from fuseflow.compiler.interpreter import evaluate_arrays
from tests.fuzz.case import Case, nodes
from tests.fuzz.conditions import illness
from tests.fuzz.generator import all_indices

Category = Callable[[Case], str]
"""The class of failure of a case, as `Outcome.category`."""

SECONDS = 60


def shrink(case: Case, category: Category, seconds: float = SECONDS) -> Case:
    """The smallest case that greedy steps find.

    Parameters
    ----------
    category : callable
        Of a legal case; what the given one gives is kept.
    """
    wanted, end = category(case), time.monotonic() + seconds
    case = replace(case, text=str(case.program))
    progress = True
    while progress and time.monotonic() < end:
        progress = False
        for step in STEPS:
            again = True
            while again and time.monotonic() < end:
                again = False
                for candidate in step(case):
                    if time.monotonic() > end:
                        break
                    small = _legal(candidate)
                    if small is None or _size(small) >= _size(case):
                        continue
                    if category(small) == wanted:
                        case, again, progress = small, True, True
                        break
    return case


def _legal(case: Case | None) -> Case | None:
    """The case without what it does not use; None if it is no program, or ill."""
    if case is None:
        return None
    try:
        program = case.program
        statements = {s.name: s for s in program.statements}
        orders = {n: o for n, o in case.orders.items()
                  if n in statements and set(o) <= set(all_indices(statements[n]))}
        formats = {n: f for n, f in case.formats.items()
                   if n in statements and f.rank == len(statements[n].indices)}
        tensors = {n: case.tensors[n] for n in program.inputs}
        computed = {n for n, s in statements.items() if not isinstance(s.expression, Literal)}
        fuse = case.fuse
        if not isinstance(fuse, str):
            regions = (tuple(n for n in region if n in computed) for region in fuse)
            fuse = tuple(region for region in regions if region)
        buffers = tuple(n for n in case.buffers if n in statements)
        case = replace(case, tensors=tensors, orders=orders, formats=formats, fuse=fuse, buffers=buffers)
        return None if illness(program, case.tensors) else case
    except (ff.FuseflowError, KeyError, ValueError):
        return None


def _size(case: Case) -> tuple:
    """What is smaller is simpler, first things first."""
    program = case.program
    expressions = [e for s in program.statements for e in nodes(s.expression)]
    formats = [t.format for t in case.tensors.values()]
    return (
        len(program.statements), len(expressions), sum(len(a.indices) for a in expressions if isinstance(a, Access)),
        sum(len(s.indices) + 2 * len(s.sizes) for s in program.statements), len(case.tensors),
        sum(sum(t.shape) for t in case.tensors.values()) + sum(n for s in program.statements for _, n in s.sizes),
        len(case.orders) + len(case.formats) + (case.copies == "forbid") + (case.profile != "ideal")
        + (case.fuse != "unfused") + len(case.buffers) + (case.iteration != "factored"),
        sum(not f.is_natural for f in formats), sum(t.fill != 0 for t in case.tensors.values()),
        sum(len(set(f.levels)) > 1 for f in formats), sum(t.nnz for t in case.tensors.values()),
        sum(float((t.values != 1).sum()) for t in case.tensors.values()),
        sum(sorted(a.indices) != list(a.indices) for a in expressions if isinstance(a, Access)),
        len(program.outputs),
    )


# --- statements

def _with(case: Case, statements, tensors=None) -> Case | None:
    """The case with other statements; the results are those that nobody reads."""
    if not statements:
        return None
    read = {a.tensor for s in statements for a in accesses(s.expression)}
    kept = tuple(s.name for s in statements if s.name not in read)
    outputs = tuple(dict.fromkeys([*kept, *(n for n in case.program.outputs if n in {s.name for s in statements})]))
    return replace(case, text=str(Program(tuple(statements), outputs or kept)), tensors=tensors or case.tensors)


def _statements(case: Case) -> Iterator[Case | None]:
    """One statement alone, then without each; what it computed becomes an input."""
    program = case.program
    values = evaluate_arrays(program, case.tensors)

    def as_input(name: str) -> ff.Tensor:
        v = values[name]
        coords = np.argwhere(v.stored) if v.value.ndim else np.zeros((1, 0), np.int64)
        stored = v.value[v.stored] if v.value.ndim else v.value.reshape(1)
        format = ff.Format(("d" if v.full else "c") * v.value.ndim)
        return ff.Tensor.from_coords(v.value.shape, coords, stored.astype(np.float32), format, v.fill)

    computed = {s.name: as_input(s.name) for s in program.statements}
    for s in program.statements:
        if len(program.statements) > 1:
            yield _with(case, [replace(s, text=None)], {**case.tensors, **computed})
    for k in range(len(program.statements) - 1, -1, -1):
        rest = [s for j, s in enumerate(program.statements) if j != k]
        yield _with(case, rest, case.tensors | {n: t for n, t in computed.items() if n == program.statements[k].name})
    yield _with(case, list(program.statements))


# --- expressions

def _variants(e: Expr) -> Iterator[Expr]:
    """The expression with one of its nodes replaced by an operand of it."""
    yield from (x for x in children(e) if not isinstance(x, Literal))
    match e:
        case Call(function, args):
            for k, x in enumerate(args):
                for small in _variants(x):
                    yield Call(function, (*args[:k], small, *args[k + 1 :]))
        case Where(condition, value, otherwise):
            for small in _variants(condition):
                yield Where(small, value, otherwise)
            for small in _variants(value):
                yield Where(condition, small, otherwise)
        case Reduce(op, index, body):
            for small in _variants(body):
                yield Reduce(op, index, small)


def _expressions(case: Case) -> Iterator[Case | None]:
    program = case.program
    for k, s in enumerate(program.statements):
        for e in _variants(s.expression):
            changed = _resized(replace(s, expression=e, text=None), case)
            yield _with(case, [*program.statements[:k], changed, *program.statements[k + 1 :]])


def _resized(s: Statement, case: Case) -> Statement:
    """State the size of an index that the right side has lost."""
    held = {i for a in accesses(s.expression) for i in a.indices}
    before = case.program[s.name]
    known = dict(s.sizes)
    for a in accesses(before.expression):
        shape = case.tensors[a.tensor].shape if a.tensor in case.tensors else ()
        known |= dict(zip(a.indices, map(int, shape)))
    return replace(s, sizes=tuple((i, known[i]) for i in s.indices if i not in held and i in known))


# --- indices and sizes

def _classes(program: Program) -> list[set]:
    """Modes of tensors and indices of statements that must have one size."""
    parent: dict = {}

    def root(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            x = parent[x]
        return x

    for s in program.statements:
        uses = [(s.name, s.indices), *((a.tensor, a.indices) for a in accesses(s.expression))]
        for tensor, indices in uses:
            for mode, i in enumerate(indices):
                parent[root((tensor, mode))] = root((s.name, "index", i))
    classes: dict = {}
    for x in parent:
        classes.setdefault(root(x), set()).add(x)
    return list(classes.values())


def _taken(t: ff.Tensor, modes: list[int], keep: slice | int) -> ff.Tensor:
    """A part of a tensor along some modes; an int removes them."""
    coords, values = t.coords()
    if isinstance(keep, int):
        chosen = (coords[:, modes] == keep).all(axis=1)
        rest = [m for m in range(t.rank) if m not in modes]
        kept = [m for m in t.format.order if m not in modes]
        levels = "".join(kind for kind, m in zip(t.format.levels, t.format.order) if m not in modes)
        coords, values = coords[chosen][:, rest], values[chosen]
        if not rest:
            coords, values = np.zeros((1, 0), int), values[:1] if len(values) else np.ones(1, np.float32)
        format = ff.Format(levels, order=tuple(rest.index(m) for m in kept))
        return ff.Tensor.from_coords(tuple(t.shape[m] for m in rest), coords, values, format, t.fill)
    chosen = (coords[:, modes] < keep.stop).all(axis=1)
    shape = tuple(keep.stop if m in modes else n for m, n in enumerate(t.shape))
    return ff.Tensor.from_coords(shape, coords[chosen], values[chosen], t.format, t.fill)


def _indices(case: Case) -> Iterator[Case | None]:
    """Without an index, wherever it is tied to; then with smaller extents."""
    program = case.program
    sizes = {(n, m): int(size) for n, t in case.tensors.items() for m, size in enumerate(t.shape)}
    for members in _classes(program):
        modes = {n: [x[1] for x in members if len(x) == 2 and x[0] == n] for n in case.tensors}
        known = [sizes[x] for x in members if x in sizes]
        if not known:
            continue
        if known[0]:
            gone = {n: _taken(t, modes[n], 0) if modes[n] else t for n, t in case.tensors.items()}
            yield _with(case, [_without(s, members) for s in program.statements], gone)
        for size in sorted({1, 2, known[0] // 2, known[0] - 1}):
            if 0 <= size < known[0]:
                small = {n: _taken(t, modes[n], slice(size)) if modes[n] else t for n, t in case.tensors.items()}
                stated = [replace(s, text=None, sizes=tuple(
                    (i, size if (s.name, "index", i) in members else n) for i, n in s.sizes))
                    for s in program.statements]
                yield _with(case, stated, small)
    for k, s in enumerate(program.statements):
        for i, n in s.sizes:
            if n > 1:
                stated = replace(s, text=None, sizes=tuple((j, 1 if j == i else m) for j, m in s.sizes))
                yield _with(case, [*program.statements[:k], stated, *program.statements[k + 1 :]])


def _without(s: Statement, members: set) -> Statement:
    gone = {x[2] for x in members if len(x) == 3 and x[0] == s.name}

    def walk(e: Expr) -> Expr:
        match e:
            case Access(tensor, indices):
                return Access(tensor, tuple(i for i in indices if i not in gone))
            case Call(function, args):
                return Call(function, tuple(map(walk, args)))
            case Where(condition, value, otherwise):
                return Where(walk(condition), walk(value), otherwise)
            case Reduce(op, index, body):
                return walk(body) if index in gone else Reduce(op, index, walk(body))
        return e

    return replace(s, indices=tuple(i for i in s.indices if i not in gone), expression=walk(s.expression),
                   sizes=tuple((i, n) for i, n in s.sizes if i not in gone), text=None)


# --- formats, schedule, entries, values

def _formats(case: Case) -> Iterator[Case | None]:
    yield replace(case, orders={}, formats={}, copies="allow", profile="ideal", fuse="unfused", buffers=())
    yield replace(case, fuse="unfused", buffers=())
    yield replace(case, iteration="factored")
    yield replace(case, fuse="full")
    for n in case.buffers:
        yield replace(case, buffers=tuple(k for k in case.buffers if k != n))
    yield replace(case, profile="ideal")
    yield replace(case, copies="allow")
    for n in case.orders:
        yield replace(case, orders={k: v for k, v in case.orders.items() if k != n})
    for n in case.formats:
        yield replace(case, formats={k: v for k, v in case.formats.items() if k != n})
    for n, t in case.tensors.items():
        yield _changed(case, n, t, format=ff.Format(t.format.levels))
        yield _changed(case, n, t, fill=0.0)
        yield _changed(case, n, t, format=ff.Format("c" * t.rank, order=t.format.order))
        yield _changed(case, n, t, format=ff.Format("d" * t.rank, order=t.format.order))


def _entries(case: Case) -> Iterator[Case | None]:
    for n, t in case.tensors.items():
        coords, values = t.coords()
        if not t.rank or not len(values):
            continue
        yield _changed(case, n, t, keep=np.zeros(len(values), bool))
        half = np.arange(len(values)) < len(values) // 2
        yield _changed(case, n, t, keep=half)
        yield _changed(case, n, t, keep=~half)
        for k in range(min(len(values), 40)):
            yield _changed(case, n, t, keep=np.arange(len(values)) != k)


def _values(case: Case) -> Iterator[Case | None]:
    for n, t in case.tensors.items():
        yield _changed(case, n, t, values=np.ones(t.nnz, np.float32))
    for n, t in case.tensors.items():
        for k in range(min(t.nnz, 20)):
            values = t.coords()[1].copy()
            values[k] = 1
            yield _changed(case, n, t, values=values)


def _changed(case: Case, name: str, t: ff.Tensor, *, keep=None, values=None, fill=None, format=None) -> Case:
    coords, old = t.coords()
    values = old if values is None else values
    keep = np.ones(len(values), bool) if keep is None else keep
    new = ff.Tensor.from_coords(
        t.shape, coords[keep], values[keep], format or t.format, t.fill if fill is None else fill)
    return replace(case, tensors={**case.tensors, name: new})


STEPS = (_statements, _expressions, _indices, _formats, _entries, _values)

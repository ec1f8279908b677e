"""How often each operation of a statement is visited in a given order: counted on numpy masks, without any lowering.

The nest opens one index after the other; a coordinate is visited if the expression constrains it to be (an intersection
of what annihilates, a union of the rest; a dense level does not constrain). An operation is computed as soon as all its
indices are open, a reduction as soon as what is left of it lies within. So every operation is visited once per point of
the nest that is open then, absent values included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Program, Reduce, Where, free
from fuseflow.compiler.facts import Facts, TensorFacts, index_sizes, same
from fuseflow.compiler.interpreter import evaluate_arrays
from fuseflow.compiler.rename import unique_reductions
from tests.fuzz.case import nodes
from tests.fuzz.conditions import exploded


class Uncounted(Exception):
    """The statement is none of those that can be counted: a union meets a computed value, or it has a diagonal."""


@dataclass(slots=True)
class Counts:
    """Visits: of ALUs, reductions and accumulators, one number for each, in no order."""

    alu: list[int] = field(default_factory=list)
    reduce: list[int] = field(default_factory=list)
    accumulate: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.alu) + sum(self.reduce) + sum(self.accumulate)

    def sorted(self) -> Counts:
        return Counts(sorted(self.alu), sorted(self.reduce), sorted(self.accumulate))


def count(program: Program, tensors: Mapping, order: tuple[str, ...]) -> Counts:
    """Count the visits of a program of one statement.

    Parameters
    ----------
    order : tuple of str
        All indices, outermost first. Tensors that are stored in another order are read from permuted copies, which
        have compressed levels only, unless they are full.

    Raises
    ------
    Uncounted
    """
    return _Nest(program, tensors, order).counts()


class _Nest:
    def __init__(self, program: Program, tensors: Mapping, order: tuple[str, ...]):
        self.statement = unique_reductions(program.statements[0])
        self.position = {i: k for k, i in enumerate(order)}
        self.sizes = index_sizes(self.statement, {n: t.shape for n, t in tensors.items()})
        self.facts = Facts({n: TensorFacts(t.fill, t.format.is_dense) for n, t in tensors.items()}, self.sizes)
        self.tensors = tensors
        parts, operations = exploded(program)
        values = evaluate_arrays(parts, tensors)
        # The exact pattern of every subexpression, by the expression itself.
        self.pattern = {}
        whole = {}
        for name, e in operations.items():
            whole[name] = _inlined(e, whole)
            self.pattern[whole[name]] = values[name].stored, tuple(free(e))
        self.found = Counts()
        self.settled: set[Expr] = set()
        self.seen: set = set()

    def counts(self) -> Counts:
        e = self.statement.expression
        for x in nodes(e):
            if isinstance(x, Access) and len(set(x.indices)) < len(x.indices):
                raise Uncounted
            if self.is_union(x) and any(isinstance(y, Reduce) for y in nodes(x)):
                raise Uncounted
        self.nest(e, self.sorted(self.statement.indices), (), np.ones((), bool))
        return self.found.sorted()

    def sorted(self, indices):
        return tuple(sorted(indices, key=self.position.get))

    def is_union(self, e: Expr) -> bool:
        match e:
            case Call(_, (a, b)):
                return not (isinstance(a, Literal) or isinstance(b, Literal) or self.facts.annihilators(e))
        return False

    # --- the nest: `mask` says which points of the indices `opened` are visited

    def nest(self, e: Expr, indices: tuple[str, ...], opened: tuple[str, ...], mask: np.ndarray) -> np.ndarray:
        for v in indices:
            self.settle(e, v, opened, mask)
            allowed = self.allowed(e, v, opened)
            opened = (*opened, v)
            mask = np.broadcast_to(mask[..., None], (*mask.shape, self.sizes[v]))
            if allowed is not None:
                mask = mask & allowed
        self.settle(e, None, opened, mask)
        return mask

    def allowed(self, e: Expr, v: str, opened: tuple[str, ...]) -> np.ndarray | None:
        """Which points of (opened, v) the expression wants to visit; None: all."""
        if v not in free(e):
            return None
        if e in self.settled:
            return self.projection(*self.pattern[e], (*opened, v))
        match e:
            case Access(tensor, indices):
                t = self.tensors[tensor]
                levels = [(indices[m], kind) for m, kind in zip(t.format.order, t.format.levels)]
                if self.sorted(indices) != tuple(i for i, _ in levels):
                    kinds = t.format.levels if t.format.is_dense else "c" * t.rank
                    levels = list(zip(self.sorted(indices), kinds))
                return None if dict(levels)[v] == "d" else self.projection(
                    np.asarray(t.pattern()), indices, (*opened, v))
            case Where(condition, value, otherwise):
                parts = [condition, *([value] if same(self.facts.fill(value), otherwise) else [])]
            case Reduce(_, _, body):
                parts = [body]
            case Call(_, args):
                variable = [x for x in args if not isinstance(x, Literal)]
                found = self.facts.annihilators(e)
                if len(variable) == 2 and not found:
                    return self.united(e, variable, v, opened)
                parts = [e.args[k] for k in found] if len(variable) == 2 else variable
        masks = [m for m in (self.allowed(x, v, opened) for x in parts) if m is not None]
        return np.logical_and.reduce(masks) if masks else None

    def united(self, e, operands, v, opened):
        masks = [self.allowed(x, v, opened) for x in operands]
        if any(m is None for m in masks) or any(self.facts.lacks(x, e) for x in operands):
            return None
        return np.logical_or(*masks)

    def projection(self, stored: np.ndarray, indices: tuple[str, ...], opened: tuple[str, ...]) -> np.ndarray:
        """Where a tensor has anything, given the indices that are open."""
        gone = tuple(k for k, i in enumerate(indices) if i not in opened)
        kept = [i for i in indices if i in opened]
        stored = stored.any(axis=gone)
        stored = stored.transpose([kept.index(i) for i in opened if i in kept])
        shape = tuple(self.sizes[i] if i in kept else 1 for i in opened)
        return np.broadcast_to(stored.reshape(shape), tuple(self.sizes[i] for i in opened))

    def settle(self, e: Expr, v: str | None, opened: tuple[str, ...], mask: np.ndarray) -> None:
        """Count what is computed before `v` is opened."""
        if e in self.settled or isinstance(e, Access | Literal):
            return
        match e:
            case Call(_, args):
                parts = args
            case Where(condition, value, _):
                parts = condition, value
            case Reduce(_, _, body):
                parts = (body,)
        for x in parts:
            self.settle(x, v, opened, mask)
        left = [i for i in free(e) if i not in opened]
        if not isinstance(e, Reduce):
            if not left:
                self.visit("alu" if isinstance(e, Call) else None, e, opened, mask)
            return
        own = self.position[e.index]
        if any(self.position[w] < own for w in left):
            return
        if left and v is not None and self.position[v] < own:
            return
        inner = self.nest(e.body, (e.index, *self.sorted(left)), opened, mask)
        self.visit("accumulate" if left else "reduce", e, opened, inner)

    def visit(self, kind: str | None, e: Expr, opened, mask: np.ndarray) -> None:
        self.settled.add(e)
        if kind is not None and (e, opened) not in self.seen:
            self.seen.add((e, opened))
            getattr(self.found, kind).append(int(mask.sum()))


def _inlined(e: Expr, whole: Mapping[str, Expr]) -> Expr:
    """An operation over the names of its operands, with these put in."""
    match e:
        case Access(tensor, _):
            return whole.get(tensor, e)
        case Call(function, args):
            return Call(function, tuple(_inlined(x, whole) for x in args))
        case Where(condition, value, otherwise):
            return Where(_inlined(condition, whole), _inlined(value, whole), otherwise)
        case Reduce(op, index, body):
            return Reduce(op, index, _inlined(body, whole))
    return e


def measured(compiled, kernel: int = 0) -> Counts:
    """Items, absent ones included, that the ALUs, reductions and accumulators of a kernel saw in the oracle."""
    from fuseflow.machine.graph import ports
    from fuseflow.machine.token import ABSENT, ITEM

    log = compiled.simulate(engine="reference").kernels[kernel].log
    graph = compiled.kernels[kernel].graph
    found = Counts()
    for n in graph.nodes:
        kind = {"alu": "alu", "reduce": "reduce", "sacc": "accumulate"}.get(n.kind)
        if n.kind not in ("sacc", "drain") and n.kind.startswith("sacc"):
            kind = "accumulate"
        if kind is None:
            continue
        port = next(k for k, p in reversed(list(enumerate(ports(n)[0]))) if p.type == "val")
        tokens = log.channels[graph.inputs_of(n)[port].name].tokens
        getattr(found, kind).append(sum(t[0] in (ITEM, ABSENT) for t in tokens))
    return found.sorted()

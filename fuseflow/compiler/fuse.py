"""Cross-expression fusion: the statements of a region as one Einsum for each of its results.

Producers stand in the place of their uses, with the indices of the use (the paper's Algorithm 1). A producer that is
used twice with the same indices is one object; so what is known of it, and what is made of it, is known and made once.
Every reduction has an index of its own; no name stands for two indices of a region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fuseflow.compiler.einsum import Access, Call, Expr, Named, Reduce, Statement, Where, parts
from fuseflow.compiler.facts import index_sizes, reduction_indices
from fuseflow.compiler.rename import unique_reductions


@dataclass(frozen=True, slots=True)
class Fused:
    """A region.

    Attributes
    ----------
    name : str
        That of its last statement.
    statements : tuple of Statement
        As they were written.
    results : tuple of Named
        What leaves the region, with the indices of the region; inside, only tensors from outside are accessed.
    sizes : dict of index -> int
    instances : tuple of (Named, {index of the statement: index of the region})
        Every use of a statement with other indices, producers first.
    """

    name: str
    statements: tuple[Statement, ...]
    results: tuple[Named, ...]
    sizes: Mapping[str, int]
    instances: tuple[tuple[Named, Mapping[str, str]], ...]

    @property
    def indices(self) -> tuple[str, ...]:
        """All indices: those of the results, then reductions, as they stand in the text."""
        of_results = (i for r in self.results for i in r.indices)
        reduced = (x.index for r in self.results for x in parts(r) if isinstance(x, Reduce))
        return tuple(dict.fromkeys((*of_results, *reduced)))

    def accesses(self) -> tuple[Access, ...]:
        """What is read from outside, every access once."""
        return tuple(dict.fromkeys(x for r in self.results for x in parts(r) if isinstance(x, Access)))

    def __str__(self):
        return "\n".join(str(Statement(x.name, x.indices, x.body)) for x, _ in self.instances)


def fuse(
    statements: Sequence[Statement], results: Sequence[str], shapes: Mapping[str, tuple[int, ...]], share: bool = True
) -> Fused:
    """Fuse statements, given in the order of the program, into one region.

    Parameters
    ----------
    results : sequence of str
        Those of the statements whose results leave the region.
    shapes : mapping of name -> shape
        Of everything that is read from outside.
    share : bool
        If not, every use of a statement has reductions of its own; only for counting orders.

    Raises
    ------
    ProgramError
        If sizes do not fit, see `fuseflow.compiler.facts.index_sizes`.
    """
    inliner = (_Inliner if share else _Separate)(statements, results, shapes)
    found = tuple(inliner.result(name) for name in results)
    return Fused(statements[-1].name, tuple(statements), found, inliner.sizes, tuple(inliner.instances.values()))


class _Inliner:
    def __init__(self, statements, results, shapes):
        self.statements = {s.name: unique_reductions(s) for s in statements}
        self.single = results[0] if len(results) == 1 else None
        self.own: dict[str, dict[str, int]] = {}  # extents of the indices of every statement
        self.sizes: dict[str, int] = {}
        self.instances: dict[tuple, tuple[Named, dict[str, str]]] = {}
        shapes, claims = dict(shapes), Counter()
        for s in self.statements.values():
            self.own[s.name] = index_sizes(s, shapes)
            shapes[s.name] = tuple(self.own[s.name][i] for i in s.indices)
            claims.update(reduction_indices(s.expression))
            if s.name in results:
                claims.update(s.indices)
        self.claims = claims

    def index(self, statement: Statement, i: str) -> str:
        """The name, in the region, of an index that the statement brings into it."""
        keeps = self.claims[i] == 1 or (statement.name == self.single and i in statement.indices)
        name = i if keeps else f"{statement.name}.{i}"
        self.sizes[name] = self.own[statement.name][i]
        return name

    def result(self, name: str) -> Named:
        s = self.statements[name]
        return self.instance(name, tuple(self.index(s, i) for i in s.indices))

    def instance(self, name: str, actual: tuple[str, ...]) -> Named:
        if (name, actual) not in self.instances:
            s = self.statements[name]
            names = dict(zip(s.indices, actual))
            names |= {r: self.index(s, r) for r in reduction_indices(s.expression)}
            self.instances[name, actual] = Named(name, actual, self.at(s.expression, names)), names
        return self.instances[name, actual][0]

    def at(self, e: Expr, names: Mapping[str, str]) -> Expr:
        """The expression with other names of indices, and producers in place."""
        match e:
            case Access(tensor, indices, span):
                actual = tuple(names[i] for i in indices)
                return self.instance(tensor, actual) if tensor in self.statements else Access(tensor, actual, span)
            case Call(function, args):
                return Call(function, tuple(self.at(x, names) for x in args))
            case Where(condition, value, otherwise):
                return Where(self.at(condition, names), self.at(value, names), otherwise)
            case Reduce(op, index, body):
                return Reduce(op, names[index], self.at(body, names))
        return e


class _Separate(_Inliner):
    """Every use by itself, as if producers were written out by hand."""

    def instance(self, name: str, actual: tuple[str, ...]) -> Named:
        s = self.statements[name]
        use = len(self.instances)
        names = dict(zip(s.indices, actual))
        self.instances[use, name] = None
        for e in parts(s.expression):
            if isinstance(e, Reduce):
                # A reduction over one tensor stays on the index of that tensor.
                alone = isinstance(e.body, Access | Call) and sum(isinstance(x, Access) for x in parts(e.body)) == 1
                names[e.index] = e.index if alone else f"{name}#{use}.{e.index}"
                self.sizes[names[e.index]] = self.own[name][e.index]
        made = Named(name, actual, self.at(s.expression, names))
        self.instances[use, name] = made, names
        return made

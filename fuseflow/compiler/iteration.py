"""Global iteration: one loop nest for a whole region, to compare with the factored one.

Factored iteration computes a sum as soon as its index is open, and multiplies what comes out. Global iteration opens
all indices first: sums move out of the products that they are factors of, so that all factors are multiplied in the
innermost loop. (Not out of quotients: 0 / 0 is one term's affair then.)
"""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Named, Reduce, Where, parts
from fuseflow.compiler.facts import Facts
from fuseflow.compiler.fuse import Fused


def globally(fused: Fused, facts: Facts) -> Fused:
    """The region with the sums outside of the products that they are factors of."""
    made: dict[int, tuple[Expr, Expr]] = {}

    def walk(e: Expr) -> Expr:
        if id(e) not in made:
            made[id(e)] = rebuilt(e), e
        return made[id(e)][0]

    def rebuilt(e: Expr) -> Expr:
        match e:
            case Access() | Literal():
                return e
            case Call(function, args):
                args = tuple(map(walk, args))
                for k in range(len(args)) if function == "mul" else range(function == "neg"):
                    factor = _plain(args[k], facts)
                    others = args[:k] + args[k + 1 :]
                    if _moves(factor, facts) and all(_goes_inside(x, factor.index, facts) for x in others):
                        inner = Call(function, (*args[:k], factor.body, *args[k + 1 :]))
                        return Reduce("sum", factor.index, walk(inner))
                return Call(function, args)
            case Where(condition, value, otherwise):
                return Where(walk(condition), walk(value), otherwise)
            case Reduce(op, index, body):
                return Reduce(op, index, walk(body))
            case Named(name, indices, body):
                return Named(name, indices, walk(body))

    return replace(fused, results=tuple(map(walk, fused.results)))


def _moves(e: Expr, facts: Facts) -> bool:
    """Is it a sum over products only, so that a factor may as well be multiplied inside?"""
    return isinstance(e, Reduce) and e.op == "sum" and facts.fill(e.body) == 0


def _goes_inside(e: Expr, index: str, facts: Facts) -> bool:
    """Can a factor be multiplied with every term of a sum over `index`? The same sum may be another factor."""
    # An infinity times a sum is not the sum of infinities: a term may be 0.
    return isfinite(facts.fill(e)) and index not in _indices(e)


def _indices(e: Expr) -> set[str]:
    """All indices within, those of sums included."""
    found = (x.indices if isinstance(x, Access | Named) else (x.index,) for x in parts(e)
             if isinstance(x, Access | Named | Reduce))
    return {i for indices in found for i in indices}


def _plain(e: Expr, facts: Facts) -> Expr:
    """The expression of a statement that adds no index to it."""
    while isinstance(e, Named) and facts.free(e.body) == frozenset(e.indices):
        e = e.body
    return e

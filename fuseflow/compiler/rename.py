"""Renaming: every reduction of a statement gets an index of its own."""

from __future__ import annotations

from dataclasses import replace

from fuseflow.compiler.einsum import Access, Call, Expr, Reduce, Statement, Where


def unique_reductions(statement: Statement) -> Statement:
    """The same statement, in which no reduction index occurs outside of its reduction.

    ``B[i,j] + max[j](A[i,j])`` becomes ``B[i,j] + max[j'](A[i,j'])``; a first use keeps its name.
    """
    taken = set(statement.indices)

    def walk(e: Expr, names: dict[str, str]) -> Expr:
        match e:
            case Access(tensor, indices, span):
                return Access(tensor, tuple(names.get(i, i) for i in indices), span)
            case Call(function, args):
                return Call(function, tuple(walk(x, names) for x in args))
            case Where(condition, value, otherwise):
                return Where(walk(condition, names), walk(value, names), otherwise)
            case Reduce(op, index, body):
                new = index
                while new in taken:
                    new += "'"
                taken.add(new)
                return Reduce(op, new, walk(body, {**names, index: new}))
        return e

    return replace(statement, expression=walk(statement.expression, {}))

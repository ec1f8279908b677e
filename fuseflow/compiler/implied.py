"""The implied sums (language.md section 2).

An index that is missing on the left and bound by no explicit reduction is summed over each addend that holds it, at
the innermost chain of + and - outside of which, in the enclosing addend, it does not occur. The argument of a function,
of ``where`` or of a reduction is a chain of its own.
"""

from __future__ import annotations

from fuseflow.compiler.einsum import Access, Call, Expr, Literal, Reduce, Where, free, show

_LINEAR = ("mul", "div", "neg")


def add_sums(statement, line, left) -> Expr:
    """The right side of `statement` with all sums explicit; `line` makes the errors, `left` is the span of the left."""
    known = set(statement.indices)

    def chain(e: Expr, bound: frozenset[str]) -> Expr:
        if isinstance(e, Call) and e.function in ("add", "sub"):
            return Call(e.function, tuple(chain(x, bound) for x in e.args))
        here = []
        for index in free(e):
            if index not in known and index not in bound and not _belongs_inside(e, index, line):
                here.append(index)
        body = inside(e, bound | set(here))
        for index in reversed(here):
            body = Reduce("sum", index, body)
        return body

    def inside(e: Expr, bound: frozenset[str]) -> Expr:
        """Within an addend: products are transparent, everything else starts new chains."""
        match e:
            case Call(function, args) if function in _LINEAR:
                return Call(function, tuple(inside(x, bound) for x in args))
            case Call("add" | "sub", _):
                return chain(e, bound)
            case Call(function, args):
                return Call(function, tuple(chain(x, bound) for x in args))
            case Where(condition, value, otherwise):
                return Where(chain(condition, bound), chain(value, bound), otherwise)
            case Reduce(op, index, body):
                return Reduce(op, index, chain(body, bound | {index}))
        return e

    result = chain(statement.expression, frozenset())
    sizes = dict(statement.sizes)
    for index in statement.indices:
        if index not in free(result) and index not in sizes:
            raise line.error("FF-E106", f"index {index!r} of {statement.name!r} occurs nowhere on the right", left,
                             f"state its size: {statement.name}[..{index}:34..]")
    return result


def _belongs_inside(e: Expr, index: str, line) -> bool:
    """Does `index` occur in one nested chain of the addend `e` only, so that it is summed there?

    Raises the error for an index that straddles a function argument, or occurs in a condition only.
    """
    match e:
        case Literal() | Access():
            return False
        case Call(function, args) if function in _LINEAR:
            holders = [x for x in args if index in free(x)]
            if len(holders) == 1:
                return _belongs_inside(holders[0], index, line)
            for x in holders:
                if _in_argument(x, index):
                    raise _straddles(index, x, line)
            return False
        case Call("add" | "sub", _):
            return True
        case Where(condition, value, _):
            if index in free(condition):
                if index in free(value):
                    raise _straddles(index, e, line)
                raise line.error("FF-E107", f"index {index!r} occurs in a condition only", _span(condition, index),
                                 f"write sum[{index}](...) around the condition or the whole")
            return True
        case Call(_, args):
            if sum(index in free(x) for x in args) > 1:
                raise _straddles(index, e, line)
            return True
        case Reduce():
            return True
    return False


def _in_argument(e: Expr, index: str) -> bool:
    """Does `index` occur within a function argument of the addend `e`?"""
    match e:
        case Call(function, args) if function in (*_LINEAR, "add", "sub"):
            return any(_in_argument(x, index) for x in args)
        case Literal() | Access():
            return False
    return index in free(e)


def _straddles(index, e, line):
    return line.error("FF-E107", f"index {index!r} would be summed inside {show(e)} and outside of it", _span(e, index),
                      f"write sum[{index}](...) where the sum is meant")


def _span(e: Expr, index: str):
    match e:
        case Access(_, indices, span):
            return span if index in indices else None
        case Reduce(_, _, body):
            return _span(body, index)
        case Call(_, args):
            parts = args
        case Where(condition, value, _):
            parts = condition, value
        case _:
            return None
    return next((s for s in (_span(x, index) for x in parts) if s), None)

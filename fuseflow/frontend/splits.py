"""Which modes of a program have to be split, so that every view of it is an order of indices.

While a model is translated, a tensor may be read at more indices than it has modes: ``O[q,h,m]`` where O has the modes
q and 768, of which h (12) and m (64) are the digits. Then the mode is split wherever it occurs: in O itself, in the
weights that O is computed from, and so on. No entry is moved; what reads and what writes agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fuseflow.compiler.einsum import Access, Call, Expr, Reduce, Statement, Where, accesses
from fuseflow.compiler.facts import reduction_indices
from fuseflow.errors import Unsupported
from fuseflow.frontend.view import factors

_LETTERS = "ijklmnopqrstuvwxyz"


def letters(count: int) -> list[str]:
    """Names of indices: i, j, k, ..."""
    return [_LETTERS[k] if k < len(_LETTERS) else f"i{k}" for k in range(count)]


@dataclass(slots=True)
class Draft:
    """A statement with the sizes of its indices, whose accesses may have more indices than the tensor has modes."""

    statement: Statement
    sizes: dict[str, int]

    @property
    def modes(self) -> tuple[int, ...]:
        """Sizes of the modes of its result."""
        return tuple(self.sizes[i] for i in self.statement.indices)


def grouped(indices: Sequence[str], sizes: Mapping[str, int], modes: Sequence[int]) -> list[list[str]]:
    """The indices of an access by mode. A mode of size 1 has none."""
    rest, found = list(indices), []
    for n in modes:
        group, size = [], 1
        while size != n or (n == 0 and not group):
            group.append(rest.pop(0))
            size *= sizes[group[-1]]
        found.append(group)
    return found


class Splits:
    """The digits of all indices and modes.

    Parameters
    ----------
    drafts : mapping of name -> Draft
    modes : mapping of name -> sizes
        Of all inputs.
    """

    def __init__(self, drafts: Mapping[str, Draft], modes: Mapping[str, Sequence[int]]):
        self.drafts, self.inputs = drafts, modes
        self.parent: dict[tuple, tuple] = {}
        self.strides: dict[tuple, set[int]] = {}
        # (mode, its digits: index, stride, size)
        self.compound: list[tuple[tuple, list[tuple[tuple, int, int]]]] = []
        for name, draft in drafts.items():
            for mode, i in enumerate(draft.statement.indices):
                self._join(("mode", name, mode), (name, i))
            for a in dict.fromkeys(accesses(draft.statement.expression)):
                if a.tensor in drafts:
                    self._access(name, draft, a)
        self._settle()

    def _access(self, name: str, draft: Draft, a: Access) -> None:
        for mode, group in enumerate(grouped(a.indices, draft.sizes, self.drafts[a.tensor].modes)):
            if len(group) == 1:
                self._join(("mode", a.tensor, mode), (name, group[0]))
                continue
            stride, digits = 1, []
            for i in reversed(group):
                digits.append(((name, i), stride, draft.sizes[i]))
                stride *= draft.sizes[i]
            self.compound.append((("mode", a.tensor, mode), digits))

    def _find(self, x: tuple) -> tuple:
        path = []
        while (up := self.parent.setdefault(x, x)) != x:
            path.append(x)
            x = up
        for y in path:
            self.parent[y] = x
        return x

    def _join(self, x: tuple, y: tuple) -> None:
        self.parent[self._find(x)] = self._find(y)

    def _of(self, x: tuple) -> set[int]:
        return self.strides.setdefault(self._find(x), set())

    def _settle(self) -> None:
        """Splits of a mode are splits of its digits, and the other way round, until nothing is new."""
        changed = bool(self.compound)
        while changed:
            changed = False
            for mode, digits in self.compound:
                whole = self._of(mode)
                before = len(whole)
                for index, stride, size in digits:
                    own = self._of(index)
                    whole |= {stride * s for s in own} | ({stride} if stride > 1 else set())
                    inner = {s // stride for s in whole if stride < s < stride * size and s % stride == 0}
                    changed |= not inner <= own
                    own |= inner
                changed |= len(whole) > before

    def digits(self, name: str, index: str) -> list[int]:
        """Sizes of the indices that an index of a statement becomes.

        Raises
        ------
        Unsupported
            FF-U005 if the model sees it as digits that do not fit into each other.
        """
        draft = self.drafts[name]
        size = draft.sizes[index]
        found = factors(size, self._of((name, index))) if size else [0]
        if found is None:
            raise Unsupported(
                "FF-U005", f"{name!r} has a dimension of {size} that is reshaped in two ways that do not fit together",
                where=draft.statement.source,
                hint="a dimension can be split into digits, and joined again, but not with a carry")
        return found

    def statement(self, name: str) -> tuple[Statement, dict[str, int], dict[tuple[str, ...], list]]:
        """The statement with split indices, their sizes; for every access of an input, the sizes of its modes."""
        draft = self.drafts[name]
        s = draft.statement
        of = {i: self.digits(name, i) for i in dict.fromkeys((*s.indices, *_reduced(s), *draft.sizes))}
        if all(len(d) == 1 for d in of.values()):
            names = {i: [i] for i in of}
        else:
            fresh = iter(letters(sum(map(len, of.values()))))
            names = {i: [next(fresh) for _ in d] for i, d in of.items()}
        sizes = {x: n for i, d in of.items() for x, n in zip(names[i], d)}
        groups = {}
        for a in accesses(s.expression):
            if a.tensor in self.inputs:
                groups[a.tensor, a.indices] = [
                    tuple(sizes[x] for i in group for x in names[i])
                    for group in grouped(a.indices, draft.sizes, self.inputs[a.tensor])]
        expression = _renamed(s.expression, names)
        return replace(s, indices=_flat(s.indices, names), expression=expression), sizes, groups


def _reduced(s: Statement) -> list[str]:
    return list(reduction_indices(s.expression))[::-1]


def _flat(indices: Sequence[str], names: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(x for i in indices for x in names[i])


def _renamed(e: Expr, names: Mapping[str, list[str]]) -> Expr:
    match e:
        case Access(tensor, indices):
            return Access(tensor, _flat(indices, names))
        case Call(function, args):
            return Call(function, tuple(_renamed(x, names) for x in args))
        case Where(condition, value, otherwise):
            return Where(_renamed(condition, names), _renamed(value, names), otherwise)
        case Reduce(op, index, body):
            body = _renamed(body, names)
            for x in reversed(names[index]):
                body = Reduce(op, x, body)
            return body
    return e


def substituted(e: Expr, change) -> Expr:
    """The expression with `change(access)` in the place of every access."""
    match e:
        case Access():
            return change(e)
        case Call(function, args):
            return Call(function, tuple(substituted(x, change) for x in args))
        case Where(condition, value, otherwise):
            return Where(substituted(condition, change), substituted(value, change), otherwise)
        case Reduce(op, index, body):
            return Reduce(op, index, substituted(body, change))
    return e

"""Torch tensors as views of the tensors of a program: which index of which mode every dimension is.

A mode can be seen as several dimensions (a head split), and several modes as one dimension (a head merge): a dimension
is a row of *parts*, the most significant first, as the digits of a number. So transposes, reshapes and broadcasts cost
nothing; `fuseflow.frontend.splits` finds which modes have to be split for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from fuseflow.compiler.einsum import Access


@dataclass(frozen=True, slots=True)
class Part:
    """A digit of the coordinate along a mode: ``coordinate // stride % size``. Without a mode: all are alike."""

    mode: int | None
    size: int
    stride: int = 1


Dim = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A torch tensor: `tensor` of the program, seen along other dimensions.

    Attributes
    ----------
    tensor : str
    dims : tuple of tuple of Part
        The digits of every dimension, outermost first, none of size 1. Together they cover every mode of `tensor`
        once, but for modes of size 1.
    """

    tensor: str
    dims: tuple[Dim, ...]

    @staticmethod
    def whole(tensor: str, modes: Sequence[int]) -> View:
        """A tensor with modes of these sizes, as it is."""
        return View(tensor, tuple((Part(m, n),) if n != 1 else () for m, n in enumerate(modes)))

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(prod(p.size for p in dim) for dim in self.dims)

    @property
    def rank(self) -> int:
        return len(self.dims)

    def at(self, digits: Sequence[Sequence[tuple[str, int]]]) -> Access:
        """Read at indices: for every dimension, names and sizes of indices that are its digits, or refine them.

        The indices stand in the order of the modes; a mode that has several is split by them.
        """
        found = []
        for dim, names in zip(self.dims, digits, strict=True):
            if not dim:
                continue
            rest = list(names)
            for part in dim:
                own, size = [], 1
                while size != part.size or (part.size == 0 and not own):
                    own.append(rest.pop(0))
                    size *= own[-1][1]
                if part.mode is not None:
                    found.append((part.mode, -part.stride, [name for name, _ in own]))
        return Access(self.tensor, tuple(name for _, _, names in sorted(found) for name in names))

    def picked(self, dims: Iterable[int | None]) -> View:
        """The dimensions `dims` of this view, None for a new one of size 1."""
        return View(self.tensor, tuple(() if d is None else self.dims[d] for d in dims))

    def broadcast(self, shape: Sequence[int]) -> View:
        """Stretched to `shape`: leading dimensions are added, those of size 1 lose nothing."""
        dims = ((),) * (len(shape) - self.rank) + self.dims
        wide = [dim if dim or n == 1 else (Part(None, n),) for dim, n in zip(dims, shape, strict=True)]
        return View(self.tensor, tuple(wide))

    def reshaped(self, shape: Sequence[int]) -> View | None:
        """The same digits along other dimensions; None if that takes a carry from one digit to the next."""
        if 0 in self.shape:
            # Nothing is stored, but every mode must stay somewhere: only dimensions of 1 come and go.
            if [n for n in shape if n != 1] != [n for n in self.shape if n != 1]:
                return None
            kept = iter([dim for dim, n in zip(self.dims, self.shape) if n != 1])
            return View(self.tensor, tuple(next(kept) if n != 1 else () for n in shape))
        rest = [part for dim in self.dims for part in dim]
        dims: list[Dim] = []
        for n in shape:
            dim: list[Part] = []
            while n > 1:
                part = rest.pop(0)
                if n % part.size == 0:
                    dim.append(part)
                    n //= part.size
                elif part.size % n == 0:
                    low = part.size // n
                    dim.append(Part(part.mode, n, part.stride * low))
                    rest.insert(0, Part(part.mode, low, part.stride))
                    n = 1
                else:
                    return None
            dims.append(tuple(dim))
        return View(self.tensor, tuple(dims))


def digits(dims: Iterable[Dim]) -> list[int] | None:
    """Sizes of the digits that refine all of `dims`, which have one size; None if they do not fit into each other."""
    strides: set[int] = set()
    size = 1
    for dim in dims:
        stride = 1
        for part in reversed(dim):
            strides.add(stride)
            stride *= part.size
        size = max(size, stride) if 0 not in (p.size for p in dim) else 0
    if size == 0:
        return [0]
    return factors(size, strides)


def factors(size: int, strides: Iterable[int]) -> list[int] | None:
    """Sizes of the digits of a number below `size` that end at `strides`; None if these do not divide each other."""
    ends = sorted({1, size, *strides})
    if any(b % a for a, b in zip(ends, ends[1:])):
        return None
    return [b // a for a, b in zip(ends, ends[1:])][::-1]


@dataclass(frozen=True, slots=True)
class Fill:
    """A tensor with one value everywhere."""

    value: float
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cat:
    """Tensors one after the other along a dimension; never put together in memory."""

    dim: int
    pieces: tuple[View, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        shape = list(self.pieces[0].shape)
        shape[self.dim] = sum(self.sizes)
        return tuple(shape)

    @property
    def rank(self) -> int:
        return self.pieces[0].rank

    @property
    def sizes(self) -> tuple[int, ...]:
        """Of the pieces, along the dimension."""
        return tuple(p.shape[self.dim] for p in self.pieces)

    @property
    def spans(self) -> list[range]:
        """Where every piece is, along the dimension."""
        ends = [sum(self.sizes[:k]) for k in range(len(self.pieces) + 1)]
        return [range(a, b) for a, b in zip(ends, ends[1:])]

    def picked(self, dims: Iterable[int | None]) -> Cat:
        dims = list(dims)
        return Cat(dims.index(self.dim), tuple(p.picked(dims) for p in self.pieces))

    def broadcast(self, shape: Sequence[int]) -> Cat:
        added = len(shape) - self.rank
        at = self.dim + added
        wide = (p.broadcast((*shape[:at], n, *shape[at + 1 :])) for p, n in zip(self.pieces, self.sizes))
        return Cat(at, tuple(wide))

    def reshaped(self, shape: Sequence[int]) -> Cat | None:
        """As `View.reshaped`, where the dimension of the pieces stays as it is."""
        n, before = self.shape[self.dim], prod(self.shape[: self.dim])
        at = next((d for d, m in enumerate(shape) if m == n and prod(shape[:d]) == before), None)
        if at is None:
            return None
        pieces = [p.reshaped((*shape[:at], k, *shape[at + 1 :])) for p, k in zip(self.pieces, self.sizes)]
        return None if None in pieces else Cat(at, tuple(pieces))

"""Where a region could be cut in two: what the error of an impossible one says to do; what partial fusion does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from fuseflow.compiler.einsum import Statement, accesses

MOST = 1 << 12
"""Cuts of a region that are looked at; one of that many ways is hardly wide enough to have more."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Two regions in place of one.

    Attributes
    ----------
    first, second : tuple of Statement
        `first` reads nothing of `second`.
    written : tuple of str
        The intermediates that go through memory because of the cut.
    """

    first: tuple[Statement, ...]
    second: tuple[Statement, ...]
    written: tuple[str, ...]

    def __str__(self):
        through = f"; {', '.join(self.written)} then through memory" if self.written else ""
        return f"{_names(self.first)} and {_names(self.second)}{through}"


def cuts(region: Sequence[Statement], stored: Collection[str]) -> list[Cut]:
    """The ways to cut a region in two, those first that write the fewest intermediates.

    Parameters
    ----------
    region : sequence of Statement
        In the order of the program.
    stored : collection of str
        Those of its results that leave it anyway.
    """
    names = [s.name for s in region]
    reads = {s.name: {a.tensor for a in accesses(s.expression)} & set(names) for s in region}
    found = [_cut(region, first, stored) for first in islice(_closed(names, reads), MOST)]
    return sorted(found, key=lambda cut: len(cut.written))


def cut_behind(region: Sequence[Statement], name: str, stored: Collection[str]) -> Cut | None:
    """The cut that has a statement, and all that it reads, in its first part; the statement is last: that before it."""
    first = {name}
    for s in reversed(region):
        if s.name in first:
            first |= {a.tensor for a in accesses(s.expression)}
    names = {s.name for s in region}
    if names <= first:
        first -= {name}
    return _cut(region, first, stored) if names & first else None


def _cut(region: Sequence[Statement], first: Collection[str], stored: Collection[str]) -> Cut:
    second = tuple(s for s in region if s.name not in first)
    crossing = {a.tensor for s in second for a in accesses(s.expression)} & set(first) - set(stored)
    return Cut(tuple(s for s in region if s.name in first), second,
               tuple(s.name for s in region if s.name in crossing))


def _closed(names: Sequence[str], reads) -> Iterator[set[str]]:
    """Every part of the statements that reads nothing of the rest; neither nothing nor all."""

    def grow(k: int, chosen: set[str]) -> Iterator[set[str]]:
        if k == len(names):
            if 0 < len(chosen) < len(names):
                yield chosen
            return
        if reads[names[k]] <= chosen:
            yield from grow(k + 1, chosen | {names[k]})
        yield from grow(k + 1, chosen)

    return grow(0, set())


def _names(statements: Sequence[Statement]) -> str:
    return "{" + ", ".join(s.name for s in statements) + "}"

"""The dataflow orders of a region: how many there are, and which give different graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fuseflow.compiler.einsum import Access, Named, Reduce, parts
from fuseflow.compiler.facts import Facts
from fuseflow.compiler.fuse import Fused, fuse
from fuseflow.compiler.order import Chain

Pairs = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a region in which no tensor needs another copy than the kernel has.

    Attributes
    ----------
    fused : Fused
    modes : dict of tensor -> mode order
        Of everything that is read from outside; None for those that are read from a permuted copy.
    fixed : tuple of Chain
        What the user asked for, and formats of results.
    """

    fused: Fused
    modes: dict[str, tuple[int, ...] | None]
    fixed: tuple[Chain, ...]

    def count(self, share: bool = True) -> int:
        """Number of linear extensions of the partial order.

        Parameters
        ----------
        share : bool
            If not, every use of a statement is computed by itself, with reductions of its own, as in the paper's
            Table 4; a reduction over one tensor, as in a softmax, keeps the index of what it is joined with again.
        """
        fused = self.fused if share else fuse(
            self.fused.statements, [r.name for r in self.fused.results], self._shapes(), share=False)
        before = _before(fused.indices, self._chains(fused) + (list(self.fixed) if share else []))
        return _extensions(fused.indices, before)

    def nests(self) -> Iterator[tuple[str, ...]]:
        """The orders that give different graphs.

        One of each class of orders that differ by swaps of neighbours which are open in no operation together.
        """
        indices = self.fused.indices
        place = {i: k for k, i in enumerate(indices)}
        before = _before(indices, self._chains(self.fused) + list(self.fixed))
        joined = self._together(before)

        def extend(order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
            if len(order) == len(indices):
                yield order
                return
            for i in indices:
                if i not in order and before[i] <= set(order) and _first(order, i, joined, place):
                    yield from extend((*order, i))

        return extend(())

    def _chains(self, fused: Fused) -> list[Chain]:
        found = []
        for a in fused.accesses():
            modes = self.modes[a.tensor]
            if modes is not None:
                found.append(Chain(tuple(dict.fromkeys(a.indices[m] for m in modes)), a.tensor))
        return found

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        return {a.tensor: tuple(self.fused.sizes[i] for i in a.indices) for a in self.fused.accesses()}

    def _together(self, before: Pairs) -> Pairs:
        """Which indices are open together in an operation, or must be in one order anyway."""
        facts = Facts({}, self.fused.sizes)
        joined: dict[str, set[str]] = {i: set(before[i]) for i in self.fused.indices}
        for r in self.fused.results:
            for e in parts(r):
                scope = set(e.indices) if isinstance(e, Access | Named) else set(facts.free(e))
                scope |= {e.index} if isinstance(e, Reduce) else set()
                for i in scope:
                    joined[i] |= scope - {i}
        for i, others in list(joined.items()):
            for j in others:
                joined[j].add(i)
        return {i: frozenset(others) for i, others in joined.items()}


def _first(order: tuple[str, ...], i: str, joined: Pairs, place: dict[str, int]) -> bool:
    """Is the order with `i` behind it the first of its class? Not if `i` could go before a later index."""
    for j in reversed(order):
        if j in joined[i]:
            return True
        if place[j] > place[i]:
            return False
    return True


def _before(indices: Sequence[str], chains: Sequence[Chain]) -> Pairs:
    """What must be open before each index; what follows from the rest is left out or not."""
    before: dict[str, set[str]] = {i: set() for i in indices}
    for c in chains:
        for outer, inner in c.edges():
            before[inner].add(outer)
    return {i: frozenset(b) for i, b in before.items()}


def _extensions(indices: Sequence[str], before: Pairs) -> int:
    """Linear extensions, counted over the sets of indices that can be open."""
    counts = {frozenset(): 1}
    for _ in indices:
        following: dict[frozenset[str], int] = {}
        for done, n in counts.items():
            for i in indices:
                if i not in done and before[i] <= done:
                    more = done | {i}
                    following[more] = following.get(more, 0) + n
        counts = following
    return counts.get(frozenset(indices), 0)

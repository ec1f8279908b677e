"""The dataflow orders of a region: how many there are, and which give different graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fuseflow.compiler.einsum import Access, Named, Reduce, parts
from fuseflow.compiler.facts import Facts
from fuseflow.compiler.fuse import Fused, fuse
from fuseflow.compiler.order import Chain, predecessors


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a region in which no tensor needs another copy than the kernel has.

    Attributes
    ----------
    fused : Fused
    chains : tuple of Chain
        What the user asked for, formats of results, and the mode orders of accesses that need no permuted copy.
    modes : dict of tensor -> mode order
        Of everything that is read from outside, as it is stored.
    """

    fused: Fused
    chains: tuple[Chain, ...]
    modes: dict[str, tuple[int, ...]]

    def count(self, share: bool = True) -> int:
        """Number of linear extensions of the partial order.

        Parameters
        ----------
        share : bool
            If not, every use of a statement is computed by itself, with reductions of its own, as in the paper's
            Table 4; a reduction over one tensor, as in a softmax, keeps the index of what it is joined with again.
        """
        if share:
            return _extensions(self.fused.indices, self.chains)
        shapes = {a.tensor: tuple(self.fused.sizes[i] for i in a.indices) for a in self.fused.accesses()}
        apart = fuse(self.fused.statements, [r.name for r in self.fused.results], shapes, share=False)
        stored = [Chain(tuple(dict.fromkeys(a.indices[m] for m in self.modes[a.tensor])), a.tensor)
                  for a in apart.accesses()]
        return _extensions(apart.indices, stored)

    def nests(self) -> Iterator[tuple[str, ...]]:
        """The orders that give different graphs.

        One of each class of orders that differ by swaps of neighbours which are open in no operation together.
        """
        indices = self.fused.indices
        place = {i: k for k, i in enumerate(indices)}
        before = predecessors(indices, self.chains)
        joined = self._together(before)

        def extend(order: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
            if len(order) == len(indices):
                yield order
                return
            for i in indices:
                if i not in order and before[i] <= set(order) and _first(order, i, joined, place):
                    yield from extend((*order, i))

        return extend(())

    def _together(self, before: Mapping[str, set[str]]) -> dict[str, set[str]]:
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
        return joined


def _first(order: tuple[str, ...], i: str, joined: Mapping[str, set[str]], place: dict[str, int]) -> bool:
    """Is the order with `i` behind it the first of its class? Not if `i` could go before a later index."""
    for j in reversed(order):
        if j in joined[i]:
            return True
        if place[j] > place[i]:
            return False
    return True


def _extensions(indices: Sequence[str], chains: Sequence[Chain]) -> int:
    """Linear extensions, counted over the sets of indices that can be open."""
    before = predecessors(indices, chains)
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

"""The dataflow order of a region: a total order of its indices that every tensor is stored in, after copies.

Constraints are edges outer -> inner, each with its reason: the mode order of a tensor, the order of a result, the
user's order. Where they conflict, tensors are read from permuted copies, the cheapest set first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from fuseflow.errors import ScheduleError


@dataclass(frozen=True, slots=True)
class Chain:
    """Indices that must be opened in this order, and why.

    `cost` is None where the constraint cannot be given up; otherwise the price (entries) of a permuted copy.
    """

    indices: tuple[str, ...]
    reason: str
    cost: int | None = None

    def edges(self):
        return zip(self.indices, self.indices[1:])


def plans(
    indices: Sequence[str], chains: Sequence[Chain], copies: str, name: str
) -> Iterator[tuple[tuple[str, ...], list[Chain]]]:
    """Total orders of `indices`, each with the chains that it breaks (their tensors need permuted copies).

    The best comes first: the set of copies with the smallest total cost, ties by reason; then the orders that keep
    closest to the order of `indices`.

    Raises
    ------
    ScheduleError
        FF-E202 if the constraints that cannot be given up conflict, or `copies` is "forbid" and a copy is needed.
    """
    fixed = [c for c in chains if c.cost is None]
    if topological(indices, fixed) is None:
        raise ScheduleError("FF-E202", f"no dataflow order for {name!r}: {_clash(indices, fixed)}",
                            hint="change the order or the format of the result")
    movable = [c for c in chains if c.cost is not None]
    subsets = [s for n in range(len(movable) + 1) for s in combinations(movable, n)]
    subsets.sort(key=lambda s: (sum(c.cost for c in s), len(s), [c.reason for c in s]))
    if copies == "forbid":
        if topological(indices, chains) is None:
            raise ScheduleError(
                "FF-E202", f"{name!r} needs a permuted copy, and copies are forbidden: {_clash(indices, chains)}",
                hint="allow copies, or give a tensor another mode order")
        subsets = [()]
    for broken in subsets:
        kept = [c for c in chains if c not in broken]
        if topological(indices, kept) is not None:
            yield from ((order, list(broken)) for order in extensions(indices, kept))


def extensions(indices: Sequence[str], chains: Sequence[Chain]) -> Iterator[tuple[str, ...]]:
    """Every topological order, those that prefer earlier indices first."""
    before = _before(indices, chains)

    def extend(order: tuple[str, ...]):
        if len(order) == len(indices):
            yield order
        for i in indices:
            if i not in order and before[i] <= set(order):
                yield from extend((*order, i))

    return extend(())


def _before(indices: Sequence[str], chains: Sequence[Chain]) -> dict[str, set[str]]:
    before: dict[str, set[str]] = {i: set() for i in indices}
    for chain in chains:
        for outer, inner in chain.edges():
            before[inner].add(outer)
    return before


def topological(indices: Sequence[str], chains: Sequence[Chain]) -> tuple[str, ...] | None:
    """The topological order of the edges that prefers earlier indices; None if there is a cycle."""
    before = _before(indices, chains)
    order: list[str] = []
    while len(order) < len(indices):
        ready = [i for i in indices if i not in order and before[i] <= set(order)]
        if not ready:
            return None
        order.append(ready[0])
    return tuple(order)


def _clash(indices, chains) -> str:
    """The smallest set of chains that conflict, as text."""
    for n in range(1, len(chains) + 1):
        for subset in combinations(chains, n):
            if topological(indices, subset) is None:
                return " against ".join(f"{c.reason} ({' -> '.join(c.indices)})" for c in subset)
    raise AssertionError("called without a conflict")

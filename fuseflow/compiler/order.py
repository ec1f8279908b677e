"""The dataflow order of a region: a total order of its indices that every tensor is stored in, after copies.

Constraints are edges outer -> inner, each with its reason: the mode order of a tensor, the order of a result, the
user's order. Where they conflict, tensors are read from permuted copies, the cheapest set first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from fuseflow.errors import ScheduleError

ASKED = "the order asked for"
"""The reason of a chain that the user gave."""


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
    indices: Sequence[str], chains: Sequence[Chain], copies: str, name: str, wishes: Sequence[Chain] = ()
) -> Iterator[tuple[tuple[str, ...], list[Chain]]]:
    """Total orders of `indices`, each with the chains that it breaks (their tensors need permuted copies).

    The best comes first: the set of copies with the smallest total cost, ties by reason; then the orders that grant
    those `wishes` that can be granted; then those that keep closest to the order of `indices`.

    Raises
    ------
    ScheduleError
        FF-E202 if the constraints that cannot be given up conflict, or `copies` is "forbid" and a copy is needed.
    """
    fixed = [c for c in chains if c.cost is None]
    if topological(indices, fixed) is None:
        raise ScheduleError("FF-E202", f"no dataflow order for {name!r}: {_clash(indices, fixed)}",
                            hint=_neighbour(indices, fixed) or "change the format of the result")
    if copies == "forbid" and topological(indices, chains) is None:
        raise ScheduleError(
            "FF-E202", f"{name!r} needs a permuted copy, and copies are forbidden: {_clash(indices, chains)}",
            hint=_neighbour(indices, chains) or "allow copies, or give a tensor another mode order")
    for broken in [frozenset()] if copies == "forbid" else _breaks(indices, chains):
        kept = [c for k, c in enumerate(chains) if k not in broken]
        granted = list(kept)
        for wish in wishes:
            if topological(indices, [*granted, wish]) is not None:
                granted.append(wish)
        seen = set()
        for order in chain(extensions(indices, granted), extensions(indices, kept)):
            if order not in seen:
                seen.add(order)
                yield order, [chains[k] for k in sorted(broken)]


def _breaks(indices: Sequence[str], chains: Sequence[Chain]) -> Iterator[frozenset[int]]:
    """Sets of chains (their positions) without which there is an order, the cheapest first.

    A ring must lose one of its chains; so sets grow along the rings that they leave.
    """
    def entry(broken: frozenset[int]):
        lost = [chains[k] for k in sorted(broken)]
        return _price(lost), len(broken), [c.reason for c in lost], sorted(broken)

    heap, seen = [entry(frozenset())], {frozenset()}
    movable = [k for k, c in enumerate(chains) if c.cost is not None]
    while heap:
        broken = frozenset(heapq.heappop(heap)[-1])
        ring = _ring(indices, {k: c for k, c in enumerate(chains) if k not in broken})
        if not ring:
            yield broken
        for k in movable if not ring else [k for k in ring if chains[k].cost is not None]:
            if (more := broken | {k}) not in seen:
                seen.add(more)
                heapq.heappush(heap, entry(more))


def _ring(indices: Sequence[str], chains: Mapping[int, Chain]) -> list[int]:
    """A shortest ring of edges: the keys of the chains that they are of; none if there is an order."""
    edges: dict[str, dict[str, int]] = {i: {} for i in indices}
    for k, c in chains.items():
        for outer, inner in c.edges():
            edges[outer].setdefault(inner, k)
    best: list[int] = []
    for start in indices:
        paths: dict[str, list[int]] = {start: []}
        queue = [start]
        for i in queue:
            if best and len(paths[i]) + 1 >= len(best):
                break
            for inner, k in edges[i].items():
                if inner == start:
                    best = [*paths[i], k]
                elif inner not in paths:
                    paths[inner] = [*paths[i], k]
                    queue.append(inner)
    return sorted(set(best))


def _price(broken: Sequence[Chain]) -> int:
    """What the copies cost; one copy serves all accesses of a tensor."""
    return sum({c.reason: c.cost for c in broken}.values())


def _neighbour(indices: Sequence[str], chains: Sequence[Chain]) -> str | None:
    """The order nearest to the one asked for that the other constraints allow, as a hint."""
    asked = next((c for c in chains if c.reason == ASKED), None)
    if asked is None:
        return None
    preferred = [*asked.indices, *(i for i in indices if i not in asked.indices)]
    found = topological(preferred, [c for c in chains if c is not asked])
    return f"the nearest order that they allow: {' -> '.join(found)}" if found else None


def extensions(indices: Sequence[str], chains: Sequence[Chain]) -> Iterator[tuple[str, ...]]:
    """Every topological order, those that prefer earlier indices first."""
    before = predecessors(indices, chains)

    def extend(order: tuple[str, ...]):
        if len(order) == len(indices):
            yield order
        for i in indices:
            if i not in order and before[i] <= set(order):
                yield from extend((*order, i))

    return extend(())


def predecessors(indices: Sequence[str], chains: Sequence[Chain]) -> dict[str, set[str]]:
    """What must be open before each index; what follows from the rest may be left out."""
    before: dict[str, set[str]] = {i: set() for i in indices}
    for c in chains:
        for outer, inner in c.edges():
            before[inner].add(outer)
    return before


def topological(indices: Sequence[str], chains: Sequence[Chain]) -> tuple[str, ...] | None:
    """The topological order of the edges that prefers earlier indices; None if there is a cycle."""
    before = predecessors(indices, chains)
    order: list[str] = []
    while len(order) < len(indices):
        ready = [i for i in indices if i not in order and before[i] <= set(order)]
        if not ready:
            return None
        order.append(ready[0])
    return tuple(order)


def _clash(indices: Sequence[str], chains: Sequence[Chain]) -> str:
    """The chains of a shortest ring, as text."""
    ring = _ring(indices, dict(enumerate(chains)))
    return " against ".join(f"{chains[k].reason} ({' -> '.join(chains[k].indices)})" for k in ring)

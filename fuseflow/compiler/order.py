"""The dataflow order of a region: a total order of its indices that every tensor is stored in, after copies.

Constraints are edges outer -> inner, each with its reason: the mode order of a tensor, the order of a result, the
user's order. Where they conflict, tensors are read from permuted copies, the cheapest set first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

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
    movable = [c for c in chains if c.cost is not None]
    subsets = [s for n in range(len(movable) + 1) for s in combinations(movable, n)]
    subsets.sort(key=lambda s: (_price(s), len(s), [c.reason for c in s]))
    if copies == "forbid":
        if topological(indices, chains) is None:
            raise ScheduleError(
                "FF-E202", f"{name!r} needs a permuted copy, and copies are forbidden: {_clash(indices, chains)}",
                hint=_neighbour(indices, chains) or "allow copies, or give a tensor another mode order")
        subsets = [()]
    for broken in subsets:
        kept = [c for c in chains if c not in broken]
        if topological(indices, kept) is None:
            continue
        granted = list(kept)
        for wish in wishes:
            if topological(indices, [*granted, wish]) is not None:
                granted.append(wish)
        seen = set()
        for order in chain(extensions(indices, granted), extensions(indices, kept)):
            if order not in seen:
                seen.add(order)
                yield order, list(broken)


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
    for c in chains:
        for outer, inner in c.edges():
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

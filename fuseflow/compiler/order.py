"""The dataflow order of a region: a total order of its indices that every tensor is stored in, after copies.

Constraints are edges outer -> inner, each with its reason: the mode order of a tensor, the order of a result, the
user's order. Where they conflict, tensors are read from permuted copies, the cheapest set first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def plan(indices: Sequence[str], chains: Sequence[Chain], copies: str, name: str) -> tuple[tuple[str, ...], list[Chain]]:
    """Total order of `indices`, and the chains that it breaks (their tensors need permuted copies).

    Among the orders possible the one is taken that keeps closest to the order of `indices`; among sets of copies, the
    one with the smallest total cost, ties by reason.

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
    for broken in subsets:
        order = topological(indices, [c for c in chains if c not in broken])
        if order is None:
            continue
        if broken and copies == "forbid":
            raise ScheduleError(
                "FF-E202", f"{name!r} needs a permuted copy, and copies are forbidden: {_clash(indices, chains)}",
                hint="allow copies, or give a tensor another mode order")
        return order, list(broken)


def topological(indices: Sequence[str], chains: Sequence[Chain]) -> tuple[str, ...] | None:
    """The topological order of the edges that prefers earlier indices; None if there is a cycle."""
    before: Mapping[str, set[str]] = {i: set() for i in indices}
    for chain in chains:
        for outer, inner in chain.edges():
            before[inner].add(outer)
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

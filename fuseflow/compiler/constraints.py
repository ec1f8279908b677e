"""What a region wants of its dataflow order: mode orders of tensors, formats of results, what the user asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from fuseflow.compiler.einsum import Access, Reduce, parts
from fuseflow.compiler.fuse import Fused
from fuseflow.compiler.operand import Operand
from fuseflow.compiler.order import ASKED, Chain
from fuseflow.errors import ScheduleError
from fuseflow.tensor import Format

Orders = Mapping[str, Sequence[str]]
"""Dataflow orders by statement, or by the name of a region."""


REGION = "*region*"
"""The key of an order of a whole region."""


def asked(fused: Fused, orders: Orders) -> list[Chain]:
    """The user's orders: of the region in its own indices; of a statement, for every use of it.

    Raises
    ------
    ScheduleError
        FF-E201 for an order of indices that are not there.
    """
    chains = []
    for name, order in orders.items():
        uses = [names for x, names in fused.instances if x.name == name]
        if name == REGION:
            uses = [{i: i for i in fused.indices}]
        for names in uses:
            unknown = [i for i in order if i not in names]
            if unknown or len(set(order)) != len(order):
                whose = f"the order {'->'.join(order)} of {(fused.name if name == REGION else name)!r}"
                raise ScheduleError("FF-E201", f"{whose} names "
                                    + (f"no index {unknown[0]!r}" if unknown else "an index twice"),
                                    hint=f"indices: {', '.join(names)}")
            chains.append(Chain(tuple(names[i] for i in order), ASKED))
    return list(dict.fromkeys(chains))


def of_formats(fused: Fused, formats: Mapping[str, Format]) -> list[Chain]:
    """The mode orders of results whose formats are given.

    Raises
    ------
    ScheduleError
        FF-E203 for a format of another rank.
    """
    chains = []
    for result in fused.results:
        format = formats.get(result.name)
        if format is None:
            continue
        if len(format.levels) != len(result.indices):
            raise ScheduleError("FF-E203", f"format {format} of {result.name!r} has {len(format.levels)} levels, "
                                f"the tensor has {len(result.indices)} modes")
        levels = tuple(result.indices[m] for m in format.order)
        chains.append(Chain(levels, f"the format of {result.name!r}"))
    return chains


def of_tensors(accesses: Sequence[Access], operands: Mapping[str, Operand]) -> list[Chain]:
    """The mode order of every access, in the same order; each can be given up for a permuted copy."""
    chains = []
    for a in accesses:
        op = operands[a.tensor]
        levels = tuple(dict.fromkeys(a.indices[m] for m in op.format.order))
        nnz = prod(op.shape) if op.nnz is None else op.nnz
        # A copy of an intermediate is dearer than any set of copies of inputs.
        cost = nnz + (1 << 62 if op.computed else 0)
        chains.append(Chain(levels, f"the mode order of {a.tensor!r}", cost))
    return chains


def wishes(fused: Fused) -> list[Chain]:
    """A reduction goes outside of the indices that it does not depend on, or it is computed for each of them again."""
    every, found = fused.indices, {}
    for result in fused.results:
        for e in parts(result):
            if isinstance(e, Reduce):
                own = {i for x in parts(e.body) if isinstance(x, Access) for i in x.indices} | {e.index}
                found.update({Chain((e.index, v), "recomputation"): None for v in every if v not in own})
    return list(found)

"""Chains of nodes that are tested as one: what a primitive of several micro-nodes does to nested lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fuseflow.cosim import number
from fuseflow.machine.graph import Builder, Port, Ports
from fuseflow.machine.lists import each
from fuseflow.machine.primitives import KINDS

End = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chain:
    """Several nodes as one block.

    Attributes
    ----------
    ports : callable params -> (inputs, outputs)
    build : callable (builder, name, params) -> (ends of the inputs, ends of the outputs)
        Adds the nodes; an end is (node, port).
    apply : callable (params, memories, profile, *inputs) -> tuple of outputs
        On nested lists, like `NodeKind.apply`; a pipelined sum depends on the profile, too.
    uses : tuple of str
        Those of the parameters that name a memory.
    """

    ports: Callable[[Mapping], Ports]
    build: Callable[[Builder, str, Mapping], tuple[list[End], list[End]]]
    apply: Callable[..., tuple]
    uses: tuple[str, ...] = ()


def _part(params: Mapping, *keys: str) -> dict:
    return {k: params[k] for k in keys}


def pairwise(items: list[int], folds: int) -> int | None:
    """The stated order of a sum: pairs of neighbours are added `folds` times, then left to right; None if empty."""
    items = list(items)
    for _ in range(folds):
        items = [number.add(*items[k : k + 2]) if k + 1 < len(items) else items[k] for k in range(0, len(items), 2)]
    if not items:
        return None
    total = items[0]
    for x in items[1:]:
        total = number.add(total, x)
    return total


# scanner = bounds -> gen


def _scanner_ports(params):
    d = params["level"]
    return (Port("ref", "ref", d),), (Port("crd", "crd", d + 1), Port("ref", "ref", d + 1))


def _scanner_build(builder, name, params):
    bounds = builder.node("bounds", f"{name}_bounds", **_part(params, "level", "kind", "size", "seg"))
    gen = builder.node("gen", f"{name}_gen", **_part(params, "level", "kind", "crd"))
    builder.connect((bounds, "bounds"), (gen, "bounds"))
    return [(bounds, "ref")], [(gen, "crd"), (gen, "ref")]


def _scanner_apply(params, memories, profile, refs):
    def fiber(ref):
        if ref is None:
            return [], []
        if params["kind"] == "d":
            size = params["size"]
            return list(range(size)), list(range(ref * size, ref * size + size))
        lo, hi = memories[params["seg"]][ref : ref + 2]
        return memories[params["crd"]][lo:hi], list(range(lo, hi))

    return each(params["level"], 2, fiber, refs)


# sum = last -> fold x F -> racc


def _sum_ports(params):
    d = params["level"]
    count = (Port("count", "ref", d - 1),) if params["count"] else ()
    return (Port("val", "val", d),), (Port("val", "val", d - 1), *count)


def _sum_build(builder, name, params):
    level = params["level"]
    last = builder.node("last", f"{name}_last", level=level, count=params["count"])
    end = last, "flagged"
    for k in range(builder.profile.folds):
        fold = builder.node("fold", f"{name}_fold{k}", level=level)
        builder.connect(end, (fold, "flagged"))
        end = fold, "flagged"
    racc = builder.node("racc", f"{name}_racc", level=level)
    builder.connect(end, (racc, "flagged"))
    return [(last, "val")], [(racc, "val"), *([(last, "count")] if params["count"] else [])]


def _sum_apply(params, memories, profile, values):
    def fiber(items):
        present = [x for x in items if x is not None]
        return (pairwise(present, profile.folds), len(present) or None)[: 1 + params["count"]]

    return each(params["level"] - 1, 1 + params["count"], fiber, values)


# accumulator = sacc -> drain


def _halves(params: Mapping, name: str) -> tuple[dict, dict]:
    """Parameters of sacc and of drain."""
    both = {**_part(params, "level", "sizes", "perm", "count"), "id": name}
    return {**both, "op": params["op"]}, both


def _accumulator_ports(params):
    sacc, drain = _halves(params, "")
    return KINDS["sacc"].ports(sacc)[0], KINDS["drain"].ports(drain)[1]


def _accumulator_build(builder, name, params):
    parts = _halves(params, name)
    sacc, drain = (builder.node(kind, f"{name}_{kind}", **part) for kind, part in zip(("sacc", "drain"), parts))
    builder.connect((sacc, "handover"), (drain, "handover"))
    inputs, outputs = _accumulator_ports(params)
    return [(sacc, port.name) for port in inputs], [(drain, port.name) for port in outputs]


def _accumulator_apply(params, memories, profile, *streams):
    sacc, drain = _halves(params, "")
    banks = dict(memories)
    return KINDS["drain"].apply(drain, banks, *KINDS["sacc"].apply(sacc, banks, *streams))


# a reduction or an accumulator whose absent terms matter -> fold_absent


def _absent(inner: Chain) -> Chain:
    """`inner`, its values completed by fold_absent; two more parameters: `extent` and `fill`."""

    def with_count(params):
        return {**params, "count": True}

    def ports(params):
        inputs, outputs = inner.ports(with_count(params))
        return inputs, outputs[:-1]

    def build(builder, name, params):
        inputs, outputs = inner.build(builder, name, with_count(params))
        level = ports(params)[1][-1].level
        node = builder.node("fold_absent", f"{name}_absent", level=level, **_part(params, "op", "extent", "fill"))
        builder.connect(outputs[-2], (node, "val"))
        builder.connect(outputs[-1], (node, "count"))
        return inputs, [*outputs[:-2], (node, "val")]

    def apply(params, memories, profile, *inputs):
        *rest, values, counts = inner.apply(with_count(params), memories, profile, *inputs)
        fold = {**_part(params, "op", "extent", "fill"), "level": ports(params)[1][-1].level}
        return (*rest, *KINDS["fold_absent"].apply(fold, memories, values, counts))

    return Chain(ports, build, apply)


def _reduce_build(builder, name, params):
    node = builder.node("reduce", f"{name}_reduce", **_part(params, "level", "op", "count"))
    return [(node, "val")], [(node, port.name) for port in KINDS["reduce"].ports(params)[1]]


def _reduce_apply(params, memories, profile, values):
    return KINDS["reduce"].apply(params, memories, values)


_SUM = Chain(_sum_ports, _sum_build, _sum_apply)
_ACCUMULATOR = Chain(_accumulator_ports, _accumulator_build, _accumulator_apply)
_REDUCE = Chain(KINDS["reduce"].ports, _reduce_build, _reduce_apply)

CHAINS: dict[str, Chain] = {
    "scanner": Chain(_scanner_ports, _scanner_build, _scanner_apply, uses=("seg", "crd")),
    "sum": _SUM,
    "accumulator": _ACCUMULATOR,
    "sum_absent": _absent(_SUM),
    "reduce_absent": _absent(_REDUCE),
    "accumulator_absent": _absent(_ACCUMULATOR),
}
"""Chains by name; none is the name of a node kind."""

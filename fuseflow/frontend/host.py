"""What a model computes of masks and lists of numbers only: done when the inputs are prepared, not by the program.

``~mask``, ``torch.arange(n)``, ``edge_index[0]``: integers and truth values are no values of a program; they say where
entries are. What becomes of them before they meet a number is computed by PyTorch, once for every set of arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import fx

Data = Mapping[str, torch.Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Host:
    """A tensor (or a tuple of them) of integers, truth values, or constants.

    Attributes
    ----------
    label : str
        For the name of an input that is made of it.
    sources : tuple of str
        The user's tensors that it depends on.
    value : torch.Tensor or tuple
        For the data of the trace.
    read : callable
        For other data.
    inverse : Host or None
        What it is the negation of.
    """

    label: str
    sources: tuple[str, ...]
    value: object
    read: Callable[[Data], object]
    inverse: Host | None = None


_PLACE = ("aten.clone", "aten.contiguous", "aten.to", "aten.detach", "aten.lift_fresh_copy", "aten._to_copy")


def placeholder(name: str, x: torch.Tensor) -> Host:
    return Host(name, (name,), x, lambda data: data[name])


def computed(node: fx.Node, values: Mapping[fx.Node, object]) -> Host | None:
    """The value of a node that is PyTorch's to compute, or None: it has numbers, or only what they came from."""
    operands = [values.get(n) for n in node.all_input_nodes]
    if not all(isinstance(x, Host) for x in operands):
        return None
    result = node.meta.get("val")
    if not isinstance(result, torch.Tensor | tuple | list):
        return None
    if not _is_whole(result) and any(not _is_mask(x) for x in operands):
        return None
    sources = tuple(dict.fromkeys(s for x in operands for s in x.sources))

    def read(data: Data, memory: dict | None = None):
        args, kwargs = fx.map_arg((node.args, node.kwargs), lambda n: _strided(values[n].read(data)))
        return node.target(*args, **kwargs)

    args, kwargs = fx.map_arg((node.args, node.kwargs), lambda n: _strided(values[n].value))
    name = str(node.target)
    inverse = operands[0] if name.startswith(("aten.bitwise_not", "aten.logical_not")) and _is_bool(args[0]) else None
    if name.startswith(_PLACE) and result.dtype == args[0].dtype:
        return Host(operands[0].label, sources, operands[0].value, operands[0].read, operands[0].inverse)
    label = ".".join([*dict.fromkeys(x.label for x in operands if x.sources), node.name])
    return Host(label, sources, node.target(*args, **kwargs), read, inverse)


def negated(x: Host) -> Host:
    """Where a mask is False."""
    if x.inverse is not None:
        return x.inverse
    return Host(f"{x.label}.not", x.sources, ~_strided(x.value), lambda data: ~_strided(x.read(data)), x)


def _strided(x):
    return x.to_dense() if isinstance(x, torch.Tensor) and x.layout is not torch.strided else x


def _is_bool(x) -> bool:
    return isinstance(x, torch.Tensor) and x.dtype is torch.bool


def _is_mask(x: Host) -> bool:
    """Made of truth values, or of nothing that a user gives."""
    return _is_bool(x.value) or not x.sources or (isinstance(x.value, torch.Tensor) and x.value.is_floating_point())


def _is_whole(result) -> bool:
    leaves = [result] if isinstance(result, torch.Tensor) else list(result)
    return all(isinstance(x, torch.Tensor) and not x.is_floating_point() and not x.is_complex() for x in leaves)

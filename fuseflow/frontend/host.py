"""What a model computes of masks and lists of numbers only: done when the inputs are prepared, not by the program.

``~mask``, ``torch.arange(n)``, ``edge_index[0]``: integers and truth values are no values of a program; they say where
entries are. What becomes of them before they meet a number is computed by PyTorch, once for every set of arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import fx

from fuseflow.errors import SimulationError

ERRORS = (RuntimeError, IndexError, ValueError)
"""What PyTorch raises for operands that do not fit."""

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
    spread : (Host, int) or None
        A list of numbers, and the dimension that they are along; along the others all are alike.
    """

    label: str
    sources: tuple[str, ...]
    value: object
    read: Callable[[Data], object]
    inverse: Host | None = None
    spread: tuple[Host, int] | None = None


_RESHAPE = ("aten.view.default", "aten.reshape", "aten.unsqueeze", "aten.squeeze")
_SAME = ("aten.clone", "aten.contiguous", "aten.to.", "aten.detach", "aten.lift_fresh_copy", "aten._to_copy", *_RESHAPE)


def placeholder(name: str, x: torch.Tensor) -> Host:
    return Host(name, (name,), x, lambda data: data[name])


def computed(node: fx.Node, values: Mapping[fx.Node, object], known: dict[str, Host]) -> Host | None:
    """The value of a node that is PyTorch's to compute, or None: it has numbers, or only what they came from.

    What has been computed before, as `known` tells, is not computed again.
    """
    target, nodes = node.target, node.all_input_nodes
    args, kwargs = node.args, node.kwargs
    if str(target).startswith("aten.expand_as"):
        # Of the other operand only the shape matters, which may be that of numbers.
        target, args, nodes = torch.ops.aten.expand.default, (args[0], list(values[args[1]].shape)), [args[0]]
    if torch.Tag.nondeterministic_seeded in getattr(target, "tags", ()):
        return None
    operands = [values.get(n) for n in nodes]
    if not all(isinstance(x, Host | int) for x in operands):
        return None
    result = node.meta.get("val")
    if not isinstance(result, torch.Tensor | tuple | list):
        return None
    hosts = [x for x in operands if isinstance(x, Host)]
    if not _is_whole(result) and any(not _is_mask(x) for x in hosts):
        return None
    sources = tuple(dict.fromkeys(s for x in hosts for s in x.sources))

    def compute(value: Callable[[Host], object]):
        def argument(n: fx.Node):
            x = values[n]
            return _strided(value(x)) if isinstance(x, Host) else x

        return target(*fx.map_arg(args, argument), **fx.map_arg(kwargs, argument))

    def read(data: Data):
        try:
            return compute(lambda x: x.read(data))
        except ERRORS as error:
            line = str(error).strip().splitlines()[0]
            raise SimulationError("FF-E402", f"what the model makes of {' and '.join(sources)} fails: {line}",
                                  hint="does it run in PyTorch with these arguments?") from error

    key = f"{target} {fx.map_arg((args, kwargs), lambda n: _key(values[n]))}"
    if key in known:
        return known[key]
    value, name = compute(lambda x: x.value), str(target)
    first = hosts[0] if hosts else None
    if name.startswith(_SAME) and value.dtype == first.value.dtype and value.shape == first.value.shape:
        return first
    inverse = first if name.startswith(("aten.bitwise_not", "aten.logical_not")) and _is_bool(first.value) else None
    spread = _spread(name, first, value) if name.startswith((*_RESHAPE, "aten.expand")) else None
    known[key] = Host(".".join([*sources, node.name]), sources, value, read, inverse, spread)
    return known[key]


def _key(x: object) -> str:
    """Of an operand that is kept, and so keeps its identity."""
    return f"host {id(x)}" if isinstance(x, Host) else str(x)


def _spread(name: str, x: Host, value: torch.Tensor) -> tuple[Host, int] | None:
    """The list of numbers that `value`, made of `x`, consists of, and the dimension that it is along now."""
    numbers, dim = x.spread or (x, 0)
    if numbers.value.dim() != 1:
        return None
    n = len(numbers.value)
    if name.startswith("aten.expand"):
        dims = [dim + value.dim() - x.value.dim()]
    else:
        dims = range(value.dim()) if value.numel() == n else []
    return next(((numbers, d) for d in dims if value.shape[d] == n), None)


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

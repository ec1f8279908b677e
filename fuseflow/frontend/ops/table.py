"""Which function translates which ATen operation."""

from __future__ import annotations

from collections.abc import Callable

import torch

_TABLE: dict[str, tuple[Callable, str]] = {}


def translates(*names: str, label: str | None = None, host: bool = False):
    """Register a translation for ATen operations: ``mm``, or ``max.dim`` for one overload.

    With `host`, masks and lists of numbers come as they are (`fuseflow.frontend.host.Host`), not as inputs.
    """

    def register(function: Callable) -> Callable:
        function.takes_host = host
        for name in names:
            _TABLE[name] = function, label or name.split(".")[0]
        return function

    return register


def find(target) -> tuple[Callable | None, str]:
    """The translation of an FX target, or None, and its label."""
    if not isinstance(target, torch._ops.OpOverload):
        return None, str(getattr(target, "__name__", target))
    namespace, _, name = target._schema.name.partition("::")
    if namespace == "fuseflow" and f"fuseflow.{name}" in _TABLE:
        return _TABLE[f"fuseflow.{name}"]
    if namespace == "aten":
        for key in (f"{name}.{target._schema.overload_name or 'default'}", name):
            if key in _TABLE:
                return _TABLE[key]
    return None, str(target)

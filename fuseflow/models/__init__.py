"""Built-in models: plain PyTorch, each a factory that returns (module, args)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fuseflow.errors import UsageError

__all__ = ["MODELS", "Model", "load"]


@dataclass(frozen=True, slots=True)
class Model:
    """A built-in model.

    Attributes
    ----------
    name : str
    factory : str
        ``package.module:function``, imported when the model is loaded.
    about : str
        One line.
    """

    name: str
    factory: str
    about: str

    def load(self) -> Callable:
        """The factory: a function that returns (module, args)."""
        module, _, function = self.factory.partition(":")
        return getattr(import_module(module), function)


MODELS: dict[str, Model] = {
    m.name: m
    for m in (
        Model("gcn", "fuseflow.models.gcn:gcn_karate", "2-layer graph convolutional network, on KarateClub (34 nodes)"),
    )
}


def load(name: str) -> Callable:
    """The factory of a built-in model.

    Raises
    ------
    UsageError
        FF-E702 if there is none of this name.
    """
    if name not in MODELS:
        raise UsageError("FF-E702", f"there is no built-in model {name!r}", hint=f"models: {', '.join(MODELS)}")
    return MODELS[name].load()

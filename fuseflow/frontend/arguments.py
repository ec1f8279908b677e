"""The arguments of a model, flattened to named tensors, and its results, put together again."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch.utils import _pytree as pytree

from fuseflow.errors import FrontendError, ProgramError, SimulationError
from fuseflow.frontend import source


@dataclass(frozen=True, slots=True, eq=False)
class Arguments:
    """What a model was called with.

    Attributes
    ----------
    signature : inspect.Signature
        Of ``forward``.
    spec : TreeSpec
        Structure of the arguments by name.
    leaves : tuple
        Their leaves: tensors and constants.
    names : tuple of str
        The name of every leaf: ``x``, ``adjs.0``, ``graph.adj``.
    """

    signature: inspect.Signature
    spec: pytree.TreeSpec
    leaves: tuple
    names: tuple[str, ...]

    @property
    def tensors(self) -> dict[str, torch.Tensor]:
        return {n: x for n, x in zip(self.names, self.leaves) if isinstance(x, torch.Tensor)}

    def call(self, function, tensors: list[torch.Tensor]):
        """Call `function` with `tensors` in place of the tensors, in order."""
        rest = iter(tensors)
        leaves = [next(rest) if isinstance(x, torch.Tensor) else x for x in self.leaves]
        bound = inspect.BoundArguments(self.signature, pytree.tree_unflatten(leaves, self.spec))
        return function(*bound.args, **bound.kwargs)

    def match(self, args: tuple, kwargs: Mapping) -> dict[str, torch.Tensor]:
        """Tensors by name of another call.

        Raises
        ------
        FrontendError
            FF-E601 if ``forward`` does not take them.
        SimulationError
            FF-E402 if structure, constants or shapes differ from the traced call.
        """
        other = flatten(self.signature, args, kwargs)
        if other.names != self.names or other.spec != self.spec:
            raise _differs(f"arguments are {', '.join(other.names)}; the model was traced with {', '.join(self.names)}")
        for name, was, now in zip(self.names, self.leaves, other.leaves):
            if isinstance(was, torch.Tensor) != isinstance(now, torch.Tensor):
                raise _differs(f"argument {name!r} is a {type(now).__name__}, traced was a {type(was).__name__}")
            if not isinstance(was, torch.Tensor):
                if was is not now and was != now:
                    raise _differs(f"argument {name!r} is {now!r}; the model was traced with {was!r}")
            elif was.shape != now.shape:
                raise _differs(f"argument {name!r} has shape {tuple(now.shape)}, traced was {tuple(was.shape)}")
        return other.tensors


def _differs(message: str) -> SimulationError:
    return SimulationError("FF-E402", message, hint="trace the model again for other shapes or constants")


def flatten(signature: inspect.Signature, args: tuple, kwargs: Mapping) -> Arguments:
    """Bind a call to a signature and name the leaves.

    Raises
    ------
    FrontendError
        FF-E601 if the signature does not take the arguments, FF-E606 if gradients are asked for.
    """
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise FrontendError(
            "FF-E601", f"the model does not take these arguments: {error}", hint=f"its signature is {signature}"
        ) from None
    by_name = dict(bound.arguments)
    wanted = [x for x in pytree.tree_leaves(by_name) if isinstance(x, torch.Tensor) and x.requires_grad]
    if wanted and torch.is_grad_enabled():
        raise FrontendError("FF-E606", "an argument requires gradients, and programs compute none",
                            hint="give x.detach(), or call within torch.no_grad()")
    paths, spec = pytree.tree_flatten_with_path(by_name)
    # A tuple of **kwargs or *args is flattened like any other; its own name goes before the parts.
    names = tuple(".".join(_key(k) for k in path) for path, _ in paths)
    return Arguments(signature, spec, tuple(x for _, x in paths), names)


def _key(key) -> str:
    for attribute in ("key", "idx", "name"):
        if hasattr(key, attribute):
            return str(getattr(key, attribute))
    return str(key)


@dataclass(frozen=True, slots=True)
class Result:
    """A tensor that a model returns, as a view of a tensor of the program.

    Attributes
    ----------
    name : str
        The tensor of the program.
    split : tuple of int
        Sizes that its modes are split into, or joined to.
    parts : tuple of int or None
        Of all dimensions, one after the other: the parts of those splits that they are; None: all along it are alike.
    sizes : tuple of int
        Of these parts.
    shape : tuple of int
    dtype : torch.dtype
    """

    name: str
    split: tuple[int, ...]
    parts: tuple[int | None, ...]
    sizes: tuple[int, ...]
    shape: tuple[int, ...]
    dtype: torch.dtype

    @property
    def tensors(self) -> tuple[Result, ...]:
        return (self,)

    def restore(self, outputs: Mapping) -> torch.Tensor:
        """The strided tensor, the fill where its tensor (a Tensor or an array) stores nothing."""
        x = outputs[self.name]
        array = np.asarray(x.to_dense() if hasattr(x, "to_dense") else x).reshape(self.split)
        array = array.transpose([p for p in self.parts if p is not None])
        array = array[tuple(np.newaxis if p is None else slice(None) for p in self.parts)]
        array = np.broadcast_to(array, self.sizes).reshape(self.shape)
        return torch.from_numpy(array.copy()).to(self.dtype)


@dataclass(frozen=True, slots=True)
class Joined:
    """Tensors that a model returns as one, one after the other along a dimension."""

    dim: int
    tensors: tuple[Result, ...]

    def restore(self, outputs: Mapping) -> torch.Tensor:
        """The strided tensor."""
        return torch.cat([x.restore(outputs) for x in self.tensors], self.dim)


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What a model returns: its structure, with a `Result` or `Joined` in place of every tensor."""

    spec: pytree.TreeSpec
    leaves: tuple

    @property
    def tensors(self) -> list[Result]:
        """All of them, in order."""
        return [t for x in self.leaves if isinstance(x, Result | Joined) for t in x.tensors]

    def restore(self, outputs: Mapping):
        """The model's output structure, of torch tensors.

        Raises
        ------
        ProgramError
            FF-E109 if a result is missing.
        """
        for x in self.tensors:
            if x.name not in outputs:
                raise ProgramError(
                    "FF-E109", f"the result {x.name!r} is missing", hint=f"given: {', '.join(map(str, outputs))}"
                )
        leaves = [x.restore(outputs) if isinstance(x, Result | Joined) else x for x in self.leaves]
        return pytree.tree_unflatten(leaves, self.spec)


def flatten_results(out: object, forward) -> tuple[list, pytree.TreeSpec]:
    """Leaves and structure of what a model returns.

    Raises
    ------
    FrontendError
        FF-E601 if it holds no tensor, or anything but tensors and constants.
    """
    leaves, spec = pytree.tree_flatten(out)
    where = source.place(source.of_function(forward))
    for x in leaves:
        if not isinstance(x, torch.Tensor | int | float | str | None):
            raise FrontendError(
                "FF-E601",
                f"the model returns a {type(x).__module__}.{type(x).__qualname__}, which cannot be taken apart",
                where=where,
                hint="return tensors, or tuples, lists and dicts of them",
            )
    if not any(isinstance(x, torch.Tensor) for x in leaves):
        raise FrontendError("FF-E601", "the model returns no tensor", where=where)
    return leaves, spec

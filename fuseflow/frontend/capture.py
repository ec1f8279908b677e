"""PyTorch module and arguments -> ATen graph, the names, formats and data of its tensors."""

from __future__ import annotations

import inspect
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import nn
from torch.export.graph_signature import InputKind, OutputKind
from torch.fx.traceback import preserve_node_meta

from fuseflow.errors import FrontendError, FuseflowError
from fuseflow.frontend import geometric, source
from fuseflow.frontend.arguments import Arguments, flatten, flatten_results
from fuseflow.frontend.formats import choose, infer
from fuseflow.frontend.standin import StandIns, entries, stand_in
from fuseflow.tensor import Format


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """A model as a graph.

    Attributes
    ----------
    graph : torch.fx.Graph
        Functional ATen operations, with high-level ones (linear, softmax) kept.
    inputs : dict of placeholder -> name
        Of arguments (``x``), and of the state, by state-dict name (``lin1.weight``).
    data : dict of name -> torch.Tensor
        The user's own tensors, in their layouts.
    formats : dict of name -> Format
    arguments : Arguments
    results : list
        Leaves of what the model returns, `TENSOR` for each tensor that the graph returns, in order.
    results_spec : TreeSpec
    state : callable
        Gives the tensors of the module, as they are when it is called, by name.
    constants : set of str
        Names of `data` that the model makes itself.
    fusions : mapping
        Those that the module declares (`fuseflow.frontend.presets.resolve`).
    root : str
        What the graph calls the module.
    """

    graph: torch.fx.Graph
    inputs: dict[str, str]
    data: dict[str, torch.Tensor]
    formats: dict[str, Format]
    arguments: Arguments
    results: list
    results_spec: object
    state: Callable[[], dict[str, torch.Tensor]]
    constants: frozenset[str]
    fusions: Mapping
    root: str = "m"


_MASK = Format("dc")

TENSOR = object()
"""Stands for a tensor among the leaves of what a model returns."""


class _Call:
    """What happens around the module; an object of its own, since export undoes changes to attributes."""

    def __init__(self, arguments: Arguments, state: Mapping[str, torch.Tensor]):
        self.arguments, self.state = arguments, state
        self.entries = {n: entries(x) for n, x in (*arguments.tensors.items(), *state.items())}
        self.results: tuple[list, object] = ([], None)

    def run(self, module: nn.Module, tensors: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        mode = StandIns()
        for (name, real), x in zip(self.arguments.tensors.items(), tensors):
            mode.tag(x, real.layout, name, self.entries[name])
        for name, real in self.state.items():
            mode.tag(_attribute(module, name), real.layout, name, self.entries[name])
        with mode, geometric.replaced(mode):
            out = self.arguments.call(module, list(tensors))
        leaves, spec = flatten_results(out, module.forward)
        self.results = [TENSOR if isinstance(x, torch.Tensor) else x for x in leaves], spec
        return tuple(x for x in leaves if isinstance(x, torch.Tensor))


class _Shell(nn.Module):
    """Takes and returns flat tensors; has the module as its only child ``m``."""

    def __init__(self, module: nn.Module, call: _Call):
        super().__init__()
        self.m, self.call = module, call

    def forward(self, *tensors):
        return self.call.run(self.m, tensors)


def capture(module, args: tuple, kwargs: Mapping | None = None, formats: Mapping | None = None) -> Captured:
    """Capture a module for arguments of these shapes, in eval mode; see `fuseflow.frontend.trace`.

    The module is the same afterwards. No other thread may use it meanwhile.

    Raises
    ------
    FrontendError
        FF-E601 if PyTorch cannot capture it, FF-E602 for an unknown name in `formats`.
    Unsupported
        FF-U005 for sparse functions and layouts that are not supported yet.
    """
    module = _module(module)
    args = (args,) if isinstance(args, torch.Tensor) else tuple(args)
    arguments = flatten(_signature(module), args, kwargs or {})
    state = _state(module)
    inputs = arguments.tensors
    clash = next((n for n in inputs if n in state), None)
    if clash:
        raise FrontendError("FF-E601", f"{clash!r} is both an argument and a tensor of the module",
                            hint="rename the argument")
    data = {**inputs, **state}
    formats = formats_of(data, formats)

    sparse = {n: x for n, x in state.items() if x.layout is not torch.strided}
    with _evaluation_mode(module), _replaced(module, sparse) as stand_ins:
        call = _Call(arguments, sparse)
        flat = tuple(x if x.layout is torch.strided else stand_in(x) for x in inputs.values())
        exported = _export(_Shell(module, call), flat)
    placeholders, names, constants = {}, iter(inputs), set()
    for spec in exported.graph_signature.input_specs:
        if spec.kind is InputKind.USER_INPUT:
            placeholders[spec.arg.name] = next(names)
            continue
        if spec.kind is InputKind.CUSTOM_OBJ:
            raise FrontendError("FF-E601", f"the model uses an object that is no tensor ({spec.arg.name})",
                                where=source.place(source.of_function(module.forward)),
                                hint="a random generator, for example: prepare what it makes outside of the model")
        name = spec.target.removeprefix("m.")
        if spec.kind is InputKind.CONSTANT_TENSOR and name not in data:
            constant = exported.constants[spec.target]
            name = stand_ins.get(id(constant), name)
            if name not in data:
                data[name], formats[name] = constant, infer(name, constant)
                constants.add(name)
        placeholders[spec.arg.name] = name
    refuse_side_effects(exported, placeholders)
    return Captured(exported.graph, placeholders, data, formats, arguments, *call.results,
                    lambda: {**data, **_state(module)}, frozenset(constants), dict(getattr(module, "fusions", {})))


def formats_of(data: Mapping[str, torch.Tensor], formats: Mapping | None) -> dict[str, Format]:
    """The formats of all tensors of a model: those that the user names, else by layout."""
    chosen = choose(data, formats)
    return {n: chosen.get(n) or (_MASK if _is_prune_mask(n, data) else infer(n, x)) for n, x in data.items()}


def _is_prune_mask(name: str, data: Mapping[str, torch.Tensor]) -> bool:
    """Is it the mask of a pruned weight (torch.nn.utils.prune)? What it leaves is all that is stored."""
    return name.endswith("_mask") and name.removesuffix("_mask") + "_orig" in data and data[name].dim() == 2


def _module(module) -> nn.Module:
    if isinstance(module, nn.Module):
        return module
    if not callable(module):
        raise FrontendError("FF-E601", f"a {type(module).__name__} is no PyTorch model",
                            hint="give a torch.nn.Module, or a function of tensors")
    wrapper = nn.Module()
    wrapper.forward = module
    return wrapper


def _signature(module: nn.Module) -> inspect.Signature:
    return inspect.signature(module.forward)


def _state(module: nn.Module) -> dict[str, torch.Tensor]:
    """Parameters, buffers and plain attributes of a module that are tensors, by state-dict name."""
    return {f"{path}.{name}" if path else name: x for path, _, name, x in _tensors(module)}


def _tensors(module: nn.Module) -> Iterator[tuple[str, dict, str, torch.Tensor]]:
    for path, part in module.named_modules(remove_duplicate=False):
        for holder in (part._parameters, part._buffers, part.__dict__):
            for name, x in list(holder.items()):
                if isinstance(x, torch.Tensor):
                    yield path, holder, name, x


def _attribute(module: nn.Module, name: str) -> torch.Tensor:
    path, _, leaf = name.rpartition(".")
    return getattr(module.get_submodule(path), leaf)


@contextmanager
def _evaluation_mode(module: nn.Module) -> Iterator[None]:
    """Without gradients, dropout and so on; every training flag is as it was afterwards."""
    flags = [(part, part.training) for part in module.modules()]
    try:
        for part, _ in flags:
            part.training = False
        with torch.no_grad():
            yield
    finally:
        for part, flag in flags:
            part.training = flag


@contextmanager
def _replaced(module: nn.Module, sparse: Mapping[str, torch.Tensor]) -> Iterator[dict[int, str]]:
    """Stand-ins in place of the sparse tensors of a module; gives {id of stand-in: name}."""
    undo, made, names = [], {}, {}
    try:
        for path, holder, name, x in list(_tensors(module)):
            full = f"{path}.{name}" if path else name
            if full not in sparse or holder.get(name) is not x:
                continue
            if id(x) not in made:
                new = stand_in(x)
                # One tensor in two places stays one.
                made[id(x)] = nn.Parameter(new, requires_grad=False) if isinstance(x, nn.Parameter) else new
            holder[name] = made[id(x)]
            undo.append((holder, name, x))
            names.setdefault(id(made[id(x)]), full)
        yield names
    finally:
        for holder, name, x in undo:
            holder[name] = x


def _export(shell: _Shell, flat: tuple[torch.Tensor, ...]) -> torch.export.ExportedProgram:
    try:
        with _quiet(), preserve_node_meta():
            return functional(torch.export.export(shell, flat, strict=False))
    except Exception as error:
        refusal = _refusal(error, shell.m)
        if refusal in _chain(error):
            raise refusal from refusal.__cause__
        raise refusal from error


def functional(exported: torch.export.ExportedProgram) -> torch.export.ExportedProgram:
    """The same program; operations that change their operands are replaced by others."""
    if not any(_is_mutable(node) for node in exported.graph.nodes):
        return exported
    with _quiet():
        return exported.run_decompositions({})


@contextmanager
def _quiet() -> Iterator[None]:
    """No warnings of PyTorch about itself, no stack dumps in its log: what matters becomes an error of ours."""
    logger = logging.getLogger("torch._subclasses.fake_tensor")
    before = logger.disabled
    try:
        logger.disabled = True
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _is_mutable(node: torch.fx.Node) -> bool:
    # detach_ changes no value, and is what becomes of a constant.
    return (isinstance(node.target, torch._ops.OpOverload) and node.target._schema.is_mutable
            and node.target is not torch.ops.aten.detach_.default)


def _chain(error: BaseException | None) -> list[BaseException]:
    """An error and what led to it."""
    found: list[BaseException] = []
    while error and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _refusal(error: Exception, module: nn.Module) -> FuseflowError:
    """Our error for what PyTorch raised: the one of ours that it has wrapped, or a new one."""
    chain = _chain(error)
    for e in chain:
        if isinstance(e, FuseflowError):
            return e
    lines = (source.of_traceback(e.__traceback__) for e in chain)
    message = str(error).strip().splitlines() or [type(error).__name__]
    return FrontendError(
        "FF-E601",
        f"the model cannot be captured: {message[0]}",
        where=source.place(next(filter(None, lines), None) or source.of_function(module.forward)),
        hint="does it run in PyTorch with these arguments? The program must be the same for all data",
    )


def refuse_side_effects(exported: torch.export.ExportedProgram, names: Mapping[str, str]) -> None:
    """Raise FF-E604 if the model changes an argument or a tensor of its own; `names` are those of placeholders."""
    for spec in exported.graph_signature.output_specs:
        if spec.kind is not OutputKind.USER_OUTPUT:
            node = next((n for n in exported.graph.nodes if n.name == getattr(spec.arg, "name", None)), None)
            target = names.get(spec.target, spec.target or "a tensor").removeprefix("m.")
            raise FrontendError(
                "FF-E604",
                f"the model changes {target!r} in place; programs have no side effects",
                where=source.place(source.of_node(node)) if node else None,
                hint="compute a new tensor and return it",
            )

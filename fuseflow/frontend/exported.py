"""A model that PyTorch has exported already: its graph is taken as it is."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

import torch
from torch.export import ExportedProgram
from torch.export.graph_signature import InputKind, OutputKind, TensorArgument
from torch.utils import _pytree as pytree

from fuseflow.errors import FrontendError
from fuseflow.frontend.arguments import flatten
from fuseflow.frontend.capture import TENSOR, Captured, formats_of, functional, refuse_side_effects


def captured(exported: ExportedProgram, args: tuple, kwargs: Mapping, formats: Mapping | None) -> Captured:
    """The graph of an exported program, for its example inputs or other arguments of the same shapes.

    Raises
    ------
    FrontendError
        FF-E601 if there are no arguments, or they are not those of the exported program.
    """
    if not args and not kwargs:
        args, kwargs = exported.example_inputs or ((), {})
    names = exported.module_call_graph[0].signature.forward_arg_names or []
    spec = exported.call_spec.in_spec
    positional, _ = pytree.tree_unflatten([None] * spec.num_leaves, spec)
    parameter = inspect.Parameter
    kinds = [parameter.POSITIONAL_OR_KEYWORD if k < len(positional) else parameter.KEYWORD_ONLY
             for k in range(len(names))]
    signature = inspect.Signature([parameter(n, kind) for n, kind in zip(names, kinds)])
    arguments = flatten(signature, tuple(args), kwargs)
    try:
        exported = functional(exported)
    except RuntimeError as error:
        raise FrontendError(
            "FF-E601", "the exported program works in place, which PyTorch cannot rewrite for sparse tensors",
            hint="give the module itself, or export it without operations in place") from error
    inputs = [s.arg for s in exported.graph_signature.input_specs if s.kind is InputKind.USER_INPUT]
    if [isinstance(x, TensorArgument) for x in inputs] != [isinstance(x, torch.Tensor) for x in arguments.leaves]:
        raise FrontendError("FF-E601", f"the model was exported for other arguments than {', '.join(arguments.names)}",
                            hint=f"it takes {', '.join(x.name for x in inputs)}")
    placeholders = dict(zip((x.name for x in inputs if isinstance(x, TensorArgument)), arguments.tensors))
    state = {**exported.state_dict, **exported.constants}
    used = {s.arg.name: s.target for s in exported.graph_signature.input_specs if s.kind is not InputKind.USER_INPUT}
    placeholders |= used
    refuse_side_effects(exported, placeholders)
    data = {**arguments.tensors, **{n: state[n] for n in used.values() if isinstance(state.get(n), torch.Tensor)}}
    for node in exported.graph.nodes:
        if node.op == "placeholder" and node.name in placeholders:
            _same_shape(placeholders[node.name], node, data)
    results = [TENSOR if isinstance(s.arg, TensorArgument) else getattr(s.arg, "value", None)
               for s in exported.graph_signature.output_specs if s.kind is OutputKind.USER_OUTPUT]
    constants = {s.target for s in exported.graph_signature.input_specs if s.kind is InputKind.CONSTANT_TENSOR}
    return Captured(exported.graph, placeholders, data, formats_of(data, formats), arguments, results,
                    exported.call_spec.out_spec, lambda: data, frozenset(constants), {}, root="")


def _same_shape(name: str, node: torch.fx.Node, data: Mapping[str, torch.Tensor]) -> None:
    """Sizes that the graph states must be those of the data; others are those of the data."""
    wanted = node.meta["val"].shape
    if name not in data or len(wanted) != data[name].dim() or any(
            isinstance(n, int) and n != size for n, size in zip(wanted, data[name].shape)):
        raise FrontendError("FF-E601", f"{name!r} does not have the shape that the model was exported for, "
                            f"{tuple(wanted)}", hint="export the model again, or give the example inputs")

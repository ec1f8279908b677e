"""Tensors as memory images, and back: the words that the host writes before a run and reads after it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from fuseflow.errors import SimulationError, ToolError
from fuseflow.machine.graph import Graph, Memory
from fuseflow.machine.number import NAN, to_bits
from fuseflow.tensor import Compressed, Dense, Format, Tensor


def load(graph: Graph, tensors: Mapping[str, Tensor]) -> dict[str, list[int]]:
    """The image of every memory of a graph: operands' levels and values, results preset.

    A result's `seg` starts with 0, its values are preset to its fill, as the writers expect.

    Raises
    ------
    SimulationError
        FF-E402 if a tensor has another shape, format or fill than the graph was compiled for.
    ToolError
        FF-E503 if a level is longer than its memory.
    """
    for name, interface in graph.inputs.items():
        _check(name, interface, tensors[name])
    return {m.name: _preset(m, graph) if m.direction == "out" else _words(m, tensors[m.tensor]) for m in graph.memories}


def _check(name, interface, tensor: Tensor):
    fill = to_bits(tensor.fill) == to_bits(interface.fill)
    if tuple(tensor.shape) != tuple(interface.shape) or str(tensor.format) != interface.format or not fill:
        raise SimulationError(
            "FF-E402", f"{name!r} has shape {tuple(tensor.shape)}, format {tensor.format} and fill {tensor.fill:g}; "
            f"the kernel was compiled for {tuple(interface.shape)}, {interface.format} and {interface.fill:g}",
            hint="compile again for other shapes, formats or fills")
    tensor.check()


def _words(memory: Memory, tensor: Tensor) -> list[int]:
    match memory.role:
        case "vals":
            words = bits(tensor.values)
        case "present":
            words = [int(tensor.present)]
        case role:
            words = getattr(tensor.levels[memory.level], role).tolist()
    if len(words) > memory.words:
        raise ToolError("FF-E503", f"{memory.name!r} holds {memory.words:,} words, {memory.tensor!r} needs "
                        f"{len(words):,}", hint="compile with these tensors, or with a larger capacity")
    return words


def bits(values: np.ndarray) -> list[int]:
    """float32 values as words; every NaN is the canonical one."""
    words = np.ascontiguousarray(values, np.float32).view(np.uint32).copy()
    words[np.isnan(values)] = NAN
    return words.tolist()


def _preset(memory: Memory, graph: Graph) -> list[int]:
    if memory.role == "vals":
        return [to_bits(graph.outputs[memory.tensor].fill)] * memory.words
    return [0] * memory.words


def store(graph: Graph, memories: Mapping[str, list[int]], name: str) -> Tensor:
    """The result `name` that the writers of a run left in the memories."""
    interface = graph.outputs[name]
    format = Format.parse(interface.format)
    arrays = {(m.level, m.role): memories[m.name] for m in graph.memories if m.tensor == name}
    levels, count = [], 1
    for k, (kind, mode) in enumerate(zip(format.levels, format.order)):
        size = interface.shape[mode]
        if kind == "d":
            levels.append(Dense(size))
            count *= size
        else:
            seg = np.array(arrays[k, "seg"][: count + 1], np.int32)
            count = int(seg[-1])
            levels.append(Compressed(size, seg, np.array(arrays[k, "crd"][:count], np.int32)))
    present = arrays.get((None, "present"), [1])[0] != 0
    values = np.array(arrays[None, "vals"][: count if present else 0], np.uint32).view(np.float32)
    return Tensor(interface.shape, format, tuple(levels), values, interface.fill)

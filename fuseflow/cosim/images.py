"""Tensors as memory images, and back: the words that the host writes before a run and reads after it.

An image is an array of uint32. Those of operands share memory with the tensor wherever its arrays have 32-bit words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fuseflow.errors import SimulationError, ToolError
from fuseflow.machine.graph import Graph, Memory
from fuseflow.machine.number import NAN, to_bits
from fuseflow.tensor import Compressed, Dense, Format, Tensor


def load(graph: Graph, tensors: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    """The image of every memory of a graph: operands' levels and values, results preset.

    A result's `seg` starts with 0, its values are preset to its fill, as the writers expect.

    Returns
    -------
    dict of memory name -> (words,) uint32 array
        Contiguous; those of results are writable, those of operands may not be, and may be shorter than the memory.

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


def fresh(graph: Graph, images: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same images for one run: results are copied, so that `images` stay as they are."""
    return {m.name: images[m.name].copy() if m.direction == "out" else images[m.name] for m in graph.memories}


def _check(name, interface, tensor: Tensor):
    fill = to_bits(tensor.fill) == to_bits(interface.fill)
    if tuple(tensor.shape) != tuple(interface.shape) or str(tensor.format) != interface.format or not fill:
        raise SimulationError(
            "FF-E402", f"{name!r} has shape {tuple(tensor.shape)}, format {tensor.format} and fill {tensor.fill:g}; "
            f"the kernel was compiled for {tuple(interface.shape)}, {interface.format} and {interface.fill:g}",
            hint="compile again for other shapes, formats or fills")
    tensor.check()


def _words(memory: Memory, tensor: Tensor) -> np.ndarray:
    match memory.role:
        case "vals" if not tensor.shape and not tensor.present:
            # The word is there, and is not read.
            words = np.zeros(1, np.uint32)
        case "vals":
            words = bits(tensor.values)
        case "present":
            words = np.array([tensor.present], np.uint32)
        case role:
            # Checked before: neither negative nor above 2^31.
            positions = np.ascontiguousarray(getattr(tensor.levels[memory.level], role), np.int32)
            words = positions.view(np.uint32)
    if len(words) > memory.words:
        raise ToolError("FF-E503", f"{memory.name!r} holds {memory.words:,} words, {memory.tensor!r} needs "
                        f"{len(words):,}", hint="compile with these tensors, or with a larger capacity")
    return words


def bits(values: np.ndarray) -> np.ndarray:
    """float32 values as words; every NaN is the canonical one. A view of the values if they have none."""
    floats = np.ascontiguousarray(values, np.float32)
    words, nan = floats.view(np.uint32), np.isnan(floats)
    if nan.any():
        words = words.copy()
        words[nan] = NAN
    return words


def _preset(memory: Memory, graph: Graph) -> np.ndarray:
    fill = to_bits(graph.outputs[memory.tensor].fill) if memory.role == "vals" else 0
    # Zeros cost nothing until they are written: most of a sparse result never is.
    return np.full(memory.words, fill, np.uint32) if fill else np.zeros(memory.words, np.uint32)


def stored(graph: Graph, memories: Mapping[str, np.ndarray | Sequence[int]]) -> dict[str, Tensor]:
    """All results that the writers of a run left in the memories."""
    return {name: store(graph, memories, name) for name in graph.outputs}


def store(graph: Graph, memories: Mapping[str, np.ndarray | Sequence[int]], name: str) -> Tensor:
    """The result `name` that the writers of a run left in the memories: arrays, or lists of words."""
    interface = graph.outputs[name]
    format = Format.parse(interface.format)
    given = {(m.level, m.role): memories[m.name] for m in graph.memories if m.tensor == name}

    def array(level: int | None, role: str, count: int, dtype: type) -> np.ndarray:
        return np.asarray(given[level, role][:count], np.uint32).view(dtype)

    levels, count = [], 1
    for k, (kind, mode) in enumerate(zip(format.levels, format.order)):
        size = interface.shape[mode]
        if kind == "d":
            levels.append(Dense(size))
            count *= size
        else:
            seg = array(k, "seg", count + 1, np.int32)
            count = int(seg[-1])
            levels.append(Compressed(size, seg, array(k, "crd", count, np.int32)))
    present = (None, "present") not in given or given[None, "present"][0] != 0
    values = array(None, "vals", count if present else 0, np.float32)
    return Tensor(interface.shape, format, tuple(levels), values, interface.fill)

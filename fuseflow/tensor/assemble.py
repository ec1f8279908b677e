"""From a list of entries to levels and values, and back to a dense array."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.coords import arrange, sum_duplicates
from fuseflow.tensor.format import Format
from fuseflow.tensor.levels import Level, build, expand
from fuseflow.tensor.shape import LIMIT
from fuseflow.tensor.values import equals_fill, narrow


def assemble(
    shape: tuple[int, ...], coords: np.ndarray, values: np.ndarray, format: Format, fill: float, prune: bool
) -> tuple[tuple[Level, ...], np.ndarray]:
    """Levels and stored values of a tensor with the given entries.

    Parameters
    ----------
    shape : tuple of int
    coords : (n, rank) int64 array
        In any order, inside of `shape`; duplicates are summed.
    values : (n,) float32, float64 or int64 array
    format : Format
        Of the rank of `shape`.
    fill : float
    prune : bool
        Drop the sums that equal the fill.

    Raises
    ------
    TensorError
        FF-E004 if a value overflows, or too many entries would be stored.
    """
    columns = [np.ascontiguousarray(coords[:, mode]) for mode in format.order]
    sizes = [shape[mode] for mode in format.order]
    permutation, first = arrange(columns, sizes) if columns else (None, np.arange(values.size) == 0)
    if permutation is not None:
        columns, values = [column[permutation] for column in columns], values[permutation]
    columns = [column[first] for column in columns]
    by_mode = [columns[level] for level in np.argsort(format.order)]
    values = narrow(sum_duplicates(values, first), lambda at: tuple(int(column[at]) for column in by_mode))
    if prune:
        kept = ~equals_fill(values, fill)
        columns, values = [column[kept] for column in columns], values[kept]
    if not columns:
        return (), values
    try:
        levels, positions, count = build(columns, sizes, format.levels)
        stored = np.full(count, fill, values.dtype)
    except MemoryError:
        raise TensorError(
            "FF-E004",
            f"a tensor of shape {shape} in the format {str(format)!r} does not fit into memory",
            hint="use compressed levels",
        ) from None
    stored[positions] = values
    return levels, stored


def columns_by_mode(levels: Sequence[Level], order: Sequence[int]) -> list[np.ndarray]:
    """Coordinates of the stored entries, an int64 array for each mode, in level order."""
    columns = expand(levels)
    return [columns[level] for level in np.argsort(order)]


def scatter(
    shape: tuple[int, ...], format: Format, levels: Sequence[Level], stored: np.ndarray, fill: float
) -> np.ndarray:
    """A dense array with `stored` (nnz values in level order) at the stored entries and `fill` elsewhere.

    Raises
    ------
    TensorError
        FF-E004 for 2**31 - 1024 entries or more.
    """
    if math.prod(shape) >= LIMIT:
        raise TensorError("FF-E004", f"shape {shape} is too large for a dense array", hint="use coords() instead")
    if not shape:
        return np.array(stored[0] if stored.size else fill, stored.dtype)
    if format.is_dense:
        by_level = stored.reshape([shape[mode] for mode in format.order])
        return np.array(by_level.transpose(np.argsort(format.order)), order="C")
    dense = np.full(shape, fill, stored.dtype)
    dense[tuple(columns_by_mode(levels, format.order))] = stored
    return dense

"""Coordinate lists: check, sort, sum duplicates, split into blocks and merge them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.format import Format


def check_coords(coords: object, shape: tuple[int, ...], count: int) -> np.ndarray:
    """Coordinates as an int64 array of shape (count, rank), every one inside of `shape`.

    Raises
    ------
    TensorError
        FF-E005 for another shape or no integers, FF-E003 for a coordinate out of range.
    """
    rank = len(shape)
    try:
        array = np.asarray(coords)
    except (TypeError, ValueError):
        raise TensorError("FF-E005", "coordinates are no array of integers") from None
    if array.size == 0 and (rank == 0 or count == 0):
        return np.zeros((count, rank), np.int64)
    if array.dtype.kind not in "iu":
        raise TensorError("FF-E005", f"coordinates are {array.dtype}, not integers")
    if array.shape != (count, rank):
        raise TensorError(
            "FF-E005", f"coordinates have shape {array.shape}, not {(count, rank)} for {count} values of rank {rank}"
        )
    bad = (array < 0) | (array >= np.array(shape))
    if bad.any():
        entry, mode = divmod(int(np.argmax(bad)), rank)
        raise TensorError(
            "FF-E003",
            f"coordinate {array[entry, mode]} of entry {entry} is out of range: mode {mode} has size {shape[mode]}",
            hint="coordinates count from 0",
        )
    return array.astype(np.int64, copy=False)


def arrange(columns: Sequence[np.ndarray], sizes: Sequence[int]) -> tuple[np.ndarray | None, np.ndarray]:
    """How to sort entries by their coordinates, the first column outermost.

    Parameters
    ----------
    columns : sequence of (n,) int64 arrays
        At least one, each inside of its size.
    sizes : sequence of int

    Returns
    -------
    permutation : (n,) int64 array or None
        Stable: equal entries keep their order. None if the entries are sorted.
    first : (n,) bool array
        After the permutation: whether an entry differs from the one before.
    """
    first = np.ones(columns[0].size, bool)
    if math.prod(sizes) < 2**63:
        key = columns[0]
        for column, size in zip(columns[1:], sizes[1:], strict=True):
            key = key * size + column
        permutation = None
        if (key[1:] < key[:-1]).any():
            permutation = np.argsort(key, kind="stable")
            key = key[permutation]
        first[1:] = key[1:] != key[:-1]
        return permutation, first
    permutation = np.lexsort(tuple(reversed(columns)))
    first[1:] = False
    for column in columns:
        ordered = column[permutation]
        first[1:] |= ordered[1:] != ordered[:-1]
    return permutation, first


def sum_duplicates(values: np.ndarray, first: np.ndarray) -> np.ndarray:
    """One value for each run of equal entries.

    The sum is in float64 (int64 for indices), in the order of the entries, and is rounded once, later.

    Parameters
    ----------
    values : (n,) array
        float32, float64 or int64.
    first : (n,) bool array
        Where a run begins.

    Raises
    ------
    TensorError
        FF-E004 if a sum of indices overflows.
    """
    if first.all():
        return values
    group = np.cumsum(first) - 1
    total = np.bincount(group, weights=values)
    if values.dtype == np.int64:
        if (np.abs(total) >= 2.0**63).any():
            raise TensorError("FF-E004", "the sum of duplicate entries overflows int64")
        exact = np.zeros(total.size, np.int64)
        np.add.at(exact, group, values)
        return exact
    # bincount adds to +0, which would turn a lone -0 into +0.
    return np.where(np.bincount(group) > 1, total, values[first].astype(np.float64))


def split(coords: np.ndarray, block: tuple[int, int]) -> np.ndarray:
    """Coordinates (n, 4) in blocks, from coordinates (n, 2) in a matrix."""
    outer, inner = np.divmod(coords, np.array(block))
    return np.concatenate([outer, inner], axis=1)


def unblock(shape: tuple[int, ...], coords: np.ndarray, old: Format, new: Format) -> tuple[tuple[int, ...], np.ndarray]:
    """Shape and coordinates of the matrix, where a tensor of blocks is to have a format without them, or other ones."""
    if old.block and len(shape) == 4 and (new.rank == 2 or new.block not in (None, old.block)):
        (rows, columns), (b1, b2) = shape[:2], old.block
        return (rows * b1, columns * b2), coords[:, :2] * np.array(old.block) + coords[:, 2:]
    return shape, coords

"""The levels of a fibertree: build them from sorted coordinates, walk them, check them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.shape import LIMIT


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """A level that stores all coordinates below each position of its parent.

    Position ``p`` of the parent has the children ``p * size`` to ``p * size + size - 1``.
    """

    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Compressed:
    """A level that stores some coordinates, sorted and unique, below each position of its parent.

    Parameters
    ----------
    size : int
        Size of the mode.
    seg : (parents + 1,) int32 or int64 array
        Position ``p`` of the parent has the children ``seg[p]`` to ``seg[p + 1] - 1``.
    crd : (seg[-1],) int32 or int64 array
        The coordinate of each child.
    """

    size: int
    seg: np.ndarray
    crd: np.ndarray


Level = Dense | Compressed


def build(columns: Sequence[np.ndarray], sizes: Sequence[int], kinds: str) -> tuple[tuple[Level, ...], np.ndarray, int]:
    """Levels that store the given entries.

    Parameters
    ----------
    columns : sequence of (n,) int64 arrays
        Coordinates by level, outermost first; the entries sorted by them and unique.
    sizes : sequence of int
        Size of each level.
    kinds : str
        Kind of each level.

    Returns
    -------
    levels : tuple of Level
    positions : (n,) int64 array
        Where each entry lies among the stored ones.
    count : int
        Number of stored entries; larger than n where dense levels store entries that were not given.

    Raises
    ------
    TensorError
        FF-E004 if more than 2**31 - 1024 entries would be stored.
    """
    levels: list[Level] = []
    entries = columns[0].size if columns else 0
    positions, count = np.zeros(entries, np.int64), 1
    for crd, size, kind in zip(columns, sizes, kinds, strict=True):
        if kind == "d":
            positions = positions * size + crd
            count *= size
            if count >= LIMIT:
                raise TensorError(
                    "FF-E004",
                    f"dense levels would store {count} positions, more than 2**31 - 1024",
                    hint="use compressed levels, as in the format 'cc'",
                )
            levels.append(Dense(size))
            continue
        first = np.ones(entries, bool)
        first[1:] = (positions[1:] != positions[:-1]) | (crd[1:] != crd[:-1])
        levels.append(Compressed(size, _segments(positions[first], count), crd[first].astype(np.int32)))
        positions = np.cumsum(first) - 1
        count = levels[-1].crd.size
    return tuple(levels), positions, count


def _segments(parents: np.ndarray, count: int) -> np.ndarray:
    """seg of `count` fibers, from the parent of each child in sorted order."""
    seg = np.zeros(count + 1, np.int32)
    last = np.flatnonzero(np.diff(parents, append=-1))
    seg[parents[last] + 1] = np.diff(last, prepend=-1)
    return np.cumsum(seg, out=seg)


def expand(levels: Sequence[Level]) -> list[np.ndarray]:
    """Coordinates of all stored entries, by level: for each an int64 array, in level order.

    The levels must be right; see `check_levels`.
    """
    columns: list[np.ndarray] = []
    count = 1
    for level in levels:
        match level:
            case Dense(size):
                columns = [np.repeat(column, size) for column in columns]
                columns.append(np.tile(np.arange(size, dtype=np.int64), count))
                count *= size
            case Compressed(_, seg, crd):
                children = np.diff(seg)
                columns = [np.repeat(column, children) for column in columns]
                columns.append(crd.astype(np.int64))
                count = crd.size
    return columns


def check_segments(seg: np.ndarray, parents: int, children: int, what: str) -> None:
    """Raise FF-E006 unless seg divides `children` entries among `parents` fibers."""
    _check_integers(seg, f"seg of {what}")
    if seg.size != parents + 1:
        _corrupt(f"seg of {what} has {seg.size} entries, not {parents + 1} for {parents} fibers")
    if seg[0] != 0:
        _corrupt(f"seg of {what} starts at {seg[0]}, not at 0")
    # A comparison, not a difference, which may wrap around.
    falls = seg[1:] < seg[:-1]
    if falls.any():
        at = int(np.argmax(falls))
        _corrupt(f"seg of {what} falls from {seg[at]} to {seg[at + 1]} at position {at + 1}")
    if seg[-1] != children:
        _corrupt(f"seg of {what} ends at {seg[-1]}, but there are {children} coordinates")


def check_range(crd: np.ndarray, size: int, what: str) -> None:
    """Raise FF-E006 unless all of crd are coordinates of a mode of `size`."""
    _check_integers(crd, f"crd of {what}")
    bad = (crd < 0) | (crd >= size)
    if bad.any():
        at = int(np.argmax(bad))
        _corrupt(f"crd of {what} is {crd[at]} at position {at}, outside of size {size}")


def check_levels(levels: Sequence[Level], sizes: Sequence[int], kinds: str) -> int:
    """Number of entries that the levels store, after a check that makes every later access safe.

    Raises
    ------
    TensorError
        FF-E006 if levels and format disagree; if a seg does not start at 0, falls, has a wrong length or end; if a
        crd is out of range, unsorted or duplicate in its fiber.
    """
    if len(levels) != len(kinds):
        _corrupt(f"{len(levels)} levels for the format {kinds!r}")
    count = 1
    for depth, (level, size, kind) in enumerate(zip(levels, sizes, kinds, strict=True)):
        what = f"level {depth}"
        match level:
            case Dense() if kind == "d":
                count *= size
            case Compressed(_, seg, crd) if kind == "c":
                check_range(crd, size, what)
                check_segments(seg, count, crd.size, what)
                rises = crd[1:] > crd[:-1]
                starts = seg[1:-1]
                rises[starts[(starts > 0) & (starts < crd.size)] - 1] = True
                if not rises.all():
                    at = int(np.argmin(rises))
                    how = "duplicate" if crd[at] == crd[at + 1] else "unsorted"
                    _corrupt(f"crd of {what} is {how} at position {at + 1}: {crd[at + 1]} after {crd[at]}")
                count = crd.size
            case _:
                _corrupt(f"{what} is {type(level).__name__}, the format {kinds!r} has kind {kind!r} there")
        if level.size != size:
            _corrupt(f"{what} has size {level.size}, its mode has size {size}")
        if count >= LIMIT:
            _corrupt(f"{what} has {count} positions, more than 2**31 - 1024")
    return count


def _check_integers(array: np.ndarray, what: str) -> None:
    if not (isinstance(array, np.ndarray) and array.ndim == 1 and array.dtype in (np.int32, np.int64)):
        kind = f"{array.ndim}-d array of {array.dtype}" if isinstance(array, np.ndarray) else type(array).__name__
        _corrupt(f"{what} is a {kind}, not a 1-d array of int32 or int64")


def _corrupt(message: str) -> None:
    raise TensorError("FF-E006", message, hint="build tensors with ff.tensor, ff.read or Tensor.from_coords")

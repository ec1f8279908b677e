"""Shapes, their limits, and tensors without data."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass

from fuseflow.errors import TensorError
from fuseflow.tensor.format import Format, as_format
from fuseflow.tensor.values import check_fill

LIMIT = 2**31 - 1024
"""Sizes, coordinates and numbers of stored entries are below this (language.md, section 1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Spec:
    """A tensor without data: what is known of an input when a program is compiled.

    Parameters
    ----------
    shape : iterable of int
        Sizes, 0 included. With a blocked format, a shape of rank 2 is split into blocks: it becomes
        ``(rows/b1, columns/b2, b1, b2)``.
    format : Format or str
        One level for each mode.
    fill : float
        Value of all entries that are not stored.

    Raises
    ------
    TensorError
        FF-E001 for a wrong format, FF-E002 if it does not fit the shape, FF-E004 if a size or the fill is too
        large, FF-E005 if the shape is none.
    """

    shape: tuple[int, ...]
    format: Format
    fill: float = 0.0

    def __post_init__(self):
        shape = check_shape(self.shape)
        format = as_format(self.format, len(shape))
        if format is None:
            raise TensorError("FF-E001", "a Spec needs a format", hint="for example ff.Spec((4, 5), ff.CSR)")
        object.__setattr__(self, "shape", fit(shape, format))
        object.__setattr__(self, "format", format)
        object.__setattr__(self, "fill", check_fill(self.fill))

    def _key(self):
        # NaN differs from itself, but two tensors filled with NaN are specified alike.
        return self.shape, self.format, repr(self.fill)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, Spec) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def check_shape(shape: Iterable[int]) -> tuple[int, ...]:
    """The shape as a tuple of Python integers.

    Raises
    ------
    TensorError
        FF-E005 for anything but sizes >= 0, FF-E004 for a size that is too large.
    """
    try:
        sizes = tuple(operator.index(size) for size in shape)
    except TypeError:
        raise TensorError("FF-E005", f"{shape!r} is no shape", hint="a tuple of sizes, as (4, 5)") from None
    for mode, size in enumerate(sizes):
        if size < 0:
            raise TensorError("FF-E005", f"size {size} of mode {mode} in the shape {sizes} is negative")
        if size >= LIMIT:
            raise TensorError("FF-E004", f"size {size} of mode {mode} in the shape {sizes} is not below 2**31 - 1024")
    return sizes


def fit(shape: tuple[int, ...], format: Format) -> tuple[int, ...]:
    """The shape of the tensor that `format` makes from data of `shape`: the same, or that of its blocks.

    Raises
    ------
    TensorError
        FF-E002 if the format has another rank, or blocks that do not divide the shape.
    """
    if format.block and len(shape) == 2:
        (rows, columns), (b1, b2) = shape, format.block
        if rows % b1 or columns % b2:
            padded = -(-rows // b1) * b1, -(-columns // b2) * b2
            raise TensorError(
                "FF-E002",
                f"shape {shape} cannot be divided into blocks of {b1} x {b2}",
                hint=f"pad the matrix to {padded}, or choose blocks that divide it",
            )
        return rows // b1, columns // b2, b1, b2
    if format.rank != len(shape):
        raise TensorError(
            "FF-E002",
            f"format {str(format)!r} has rank {format.rank}, the tensor has rank {len(shape)} (shape {shape})",
            hint=f"one level a mode, for example {('c' * len(shape))!r}" if shape else "rank 0 has the format 'scalar'",
        )
    if format.block and shape[2:] != format.block:
        raise TensorError(
            "FF-E002",
            f"shape {shape} is not one of blocks of {format.block[0]} x {format.block[1]}",
            hint="give a matrix, or its blocks in the shape (rows/b1, columns/b2, b1, b2)",
        )
    return shape

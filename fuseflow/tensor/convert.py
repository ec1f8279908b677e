"""`tensor`: anything that holds numbers becomes a Tensor."""

from __future__ import annotations

import sys

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.coords import unblock
from fuseflow.tensor.fibertree import Tensor
from fuseflow.tensor.format import Format, as_format
from fuseflow.tensor.levels import Dense
from fuseflow.tensor.shape import check_shape, fit
from fuseflow.tensor.sources import Entries, scipy_entries, torch_entries
from fuseflow.tensor.values import FLOAT, admit, check_dtype, check_fill, equals_fill, narrow


def tensor(
    x: object,
    format: Format | str | None = None,
    fill: float | None = None,
    dtype: object = None,
    prune: bool = False,
) -> Tensor:
    """A Tensor from data of any usual kind. The data are copied.

    Parameters
    ----------
    x : scipy.sparse matrix or array, numpy array, number, list, torch.Tensor of any layout, or Tensor
        Of sparse data, the stored entries become stored, explicit zeros included, and duplicates are summed (see
        `Tensor.from_coords`). Of dense data, those that differ from the fill do (NaN differs), or all where every
        level of the format is dense.
    format : Format or str, optional
        Default: the format nearest to the layout of `x`: dense for arrays, CSR, CSC or blocked for such matrices,
        else compressed levels. With a blocked format, a matrix is split into blocks.
    fill : float, optional
        Value of the entries that are not stored. Default: 0.0, or the fill of a Tensor.
    dtype : "float32" or "int64", optional
        int64 is for tensors of indices. Without it, values become float32, float64, float16 and integers of more
        than 16 bits with a warning.
    prune : bool
        Drop the entries that equal the fill, unless dense levels store them.

    Raises
    ------
    TensorError
        FF-E001 wrong format, FF-E002 that does not fit, FF-E003 coordinate out of range, FF-E004 overflow, FF-E005
        data that are no tensor, FF-E006 corrupt sparse data.

    Examples
    --------
    >>> tensor(np.array([[0, 2], [0, 0]], np.float32), "csr").nnz
    1
    """
    dtype = check_dtype(dtype)
    if isinstance(x, Tensor):
        source = Entries(x.shape, *x.coords(), x.format)
        if dtype is None:
            dtype = x.dtype
        fill = x.fill if fill is None else fill
    else:
        source = _source(x)
    fill = check_fill(0.0 if fill is None else fill, dtype or FLOAT)
    if isinstance(source, Entries):
        return from_entries(source, format, fill, dtype, prune)
    return from_dense(source, format, fill, dtype, prune)


def _source(x: object) -> Entries | object:
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, getattr(torch, "Tensor", ())):
        return torch_entries(x)
    sparse = sys.modules.get("scipy.sparse")
    if sparse is not None and sparse.issparse(x):
        return scipy_entries(x)
    if isinstance(x, np.ndarray | np.generic | bool | int | float | list | tuple):
        return x
    raise TensorError(
        "FF-E005",
        f"no tensor can be made from a {type(x).__module__}.{type(x).__qualname__}",
        hint="give a numpy array, a scipy.sparse matrix, a torch.Tensor, a number, or a Tensor",
    )


def from_entries(source: Entries, format: Format | str | None, fill: float, dtype, prune: bool) -> Tensor:
    """A Tensor of the given entries; for the other parameters see `tensor`."""
    format = as_format(format, len(source.shape)) or source.format
    shape, coords = unblock(source.shape, source.coords, source.format, format)
    return Tensor.from_coords(shape, coords, source.values, format, fill, dtype, prune=prune)


def from_dense(x: object, format: Format | str | None, fill: float, dtype, prune: bool) -> Tensor:
    """A Tensor of an array; for the other parameters see `tensor`."""
    values = narrow(admit(x, dtype))
    shape = check_shape(values.shape)
    format = as_format(format, len(shape)) or Format("d" * len(shape))
    final = fit(shape, format)
    if format.is_dense and shape:
        if len(final) != len(shape):
            rows, columns, b1, b2 = final
            values = values.reshape(rows, b1, columns, b2).transpose(0, 2, 1, 3)
        levels = tuple(Dense(final[mode]) for mode in format.order)
        return Tensor(final, format, levels, values.transpose(format.order).reshape(-1), fill)
    if shape:
        stored = ~equals_fill(values, fill)
        coords = np.stack(np.nonzero(stored), axis=1)
        return Tensor.from_coords(shape, coords, values[stored], format, fill, values.dtype)
    return Tensor.from_coords(
        shape, np.zeros((1, 0), np.int64), values.reshape(1), format, fill, values.dtype, prune=prune
    )

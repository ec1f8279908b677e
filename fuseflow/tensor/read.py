"""`read`: a Tensor from a file."""

from __future__ import annotations

import os
from pathlib import Path

from fuseflow.errors import TensorError
from fuseflow.tensor.convert import from_dense, from_entries
from fuseflow.tensor.fibertree import Tensor
from fuseflow.tensor.format import Format
from fuseflow.tensor.mtx import read_mtx
from fuseflow.tensor.npz import read_npy, read_npz
from fuseflow.tensor.sources import Entries
from fuseflow.tensor.tns import read_tns
from fuseflow.tensor.values import FLOAT, check_dtype, check_fill


def read(
    path: str | os.PathLike,
    format: Format | str | None = None,
    fill: float = 0.0,
    key: str | None = None,
    dtype: object = None,
    prune: bool = False,
) -> Tensor:
    """A Tensor from a file. What the file is, its name says.

    Parameters
    ----------
    path : path
        ``.mtx`` (MatrixMarket: coordinate or array; real, integer or pattern; general, symmetric or
        skew-symmetric), ``.tns`` (FROSTT), ``.npz`` (scipy.sparse.save_npz; arrays ``K_indptr``, ``K_indices``,
        ``K_data``, ``K_shape``; plain arrays), ``.npy``. Pickled objects are never loaded.
    format : Format or str, optional
        Default: compressed levels for ``.mtx`` coordinate and ``.tns`` files, else as for `tensor`.
    fill : float
        Value of the entries that are not stored.
    key : str, optional
        Which tensor of an ``.npz`` file.
    dtype : "float32" or "int64", optional
        int64 is for tensors of indices.
    prune : bool
        Drop the entries that equal the fill, unless dense levels store them.

    Raises
    ------
    TensorError
        FF-E001 to FF-E006 as for `tensor`; FF-E010 to FF-E013 for a file that cannot be read, is empty or
        truncated, is not what its name says, or has a wrong entry. The error names file and line.
    """
    try:
        path = Path(os.fsdecode(path))
    except TypeError:
        raise TensorError("FF-E010", f"{path!r} is no path of a file") from None
    kind = path.suffix.lower()
    if key is not None and kind != ".npz":
        raise TensorError("FF-E005", f"key={key!r}, but {path.name} holds one tensor", hint="key= is for .npz files")
    dtype = check_dtype(dtype)
    fill = check_fill(fill, dtype or FLOAT)
    try:
        match kind:
            case ".mtx" | ".tns":
                source = read_mtx(path) if kind == ".mtx" else read_tns(path)
                # Decimal text has no dtype that would call for a warning.
                dtype = dtype or FLOAT
            case ".npz":
                source = read_npz(path, key)
            case ".npy":
                source = read_npy(path)
            case _:
                raise TensorError(
                    "FF-E012",
                    f"{path.name}: no reader for {kind or 'a name without an extension'}",
                    where=str(path),
                    hint="the name says what a file is: .mtx, .tns, .npz or .npy",
                )
        make = from_entries if isinstance(source, Entries) else from_dense
        return make(source, format, fill, dtype, prune)
    except TensorError as error:
        if error.where is not None:
            raise
        raise TensorError(error.code, f"{path.name}: {error.message}", where=str(path), hint=error.hint) from None

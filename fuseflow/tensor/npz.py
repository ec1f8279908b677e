"""numpy's .npy and .npz files: arrays, scipy.sparse matrices, graphs. Nothing is ever unpickled."""

from __future__ import annotations

import io
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.sources import (
    Entries,
    block_entries,
    compressed_entries,
    coordinate_entries,
    diagonal_entries,
)
from fuseflow.tensor.text import load_bytes

_BROKEN = (ValueError, EOFError, OSError, KeyError, TypeError, OverflowError, MemoryError, RuntimeError)
_BROKEN += (zlib.error, zipfile.BadZipFile, tokenize.TokenError, SyntaxError)


def read_npy(path: Path) -> np.ndarray:
    """The array of an .npy file.

    Raises
    ------
    TensorError
        FF-E010 cannot be read, FF-E011 empty or truncated, FF-E012 no such file, or pickled objects.
    """
    data = load_bytes(path)
    if not data.startswith(b"\x93NUMPY"[: max(len(data), 1)]):
        _fail("FF-E012", path, "no .npy file: it does not begin with \\x93NUMPY", "is it an .npz, .mtx or .tns file?")
    try:
        return np.load(io.BytesIO(data), allow_pickle=False)
    except _BROKEN as error:
        _broken(path, "", error)


def read_npz(path: Path, key: str | None) -> Entries | np.ndarray:
    """A tensor of an .npz file.

    Parameters
    ----------
    path : Path
    key : str or None
        ``K`` means the matrix in the arrays ``K_indptr``, ``K_indices``, ``K_data``, ``K_shape``, or the array
        ``K``. None means the matrix that scipy.sparse.save_npz wrote, or the only one in the file.

    Raises
    ------
    TensorError
        FF-E005 or FF-E006 for arrays that make no matrix, FF-E010 cannot be read, FF-E011 empty or truncated,
        FF-E012 no such file, no such key, or pickled objects.
    """
    data = load_bytes(path)
    if not data.startswith(b"PK"):
        _fail("FF-E012", path, "no .npz file: it is no zip archive", "is it an .npy, .mtx or .tns file?")
    try:
        archive = np.load(io.BytesIO(data), allow_pickle=False)
    except _BROKEN as error:
        _broken(path, "", error)
    names = archive.files

    def get(name: str) -> np.ndarray:
        if name not in names:
            _fail("FF-E012", path, f"there is no array {name!r}", f"the file holds {', '.join(names)}")
        try:
            return archive[name]
        except _BROKEN as error:
            _broken(path, f"array {name!r}: ", error)

    graphs = [name.removesuffix("_indptr") for name in names if name.endswith("_indptr")]
    if key is None and {"format", "shape", "data"} <= set(names):
        return _scipy(path, get, names)
    choices = graphs + [name for name in names if not any(name.startswith(graph + "_") for graph in graphs)]
    if key is None and len(choices) == 1:
        key = choices[0]
    if key not in choices:
        what = "it holds several tensors" if key is None else f"there is no tensor {key!r}"
        listed = ", ".join(f"key={name!r}" for name in choices)
        _fail("FF-E012", path, what if choices else "it holds no arrays", f"choose {listed}" if choices else None)
    if key not in graphs:
        return get(key)
    arrays = (get(f"{key}_{part}") for part in ("indptr", "indices", "data"))
    return compressed_entries(_shape(path, get(f"{key}_shape")), *arrays)


def _scipy(path: Path, get, names: list[str]) -> Entries:
    kind, shape, data = get("format"), _shape(path, get("shape")), get("data")
    kind = kind.item() if kind.size == 1 else None
    kind = kind.decode("latin-1") if isinstance(kind, bytes) else kind
    match kind:
        case "csr" | "csc" if len(shape) == 2:
            return compressed_entries(shape, get("indptr"), get("indices"), data, columns=kind == "csc")
        case "bsr":
            return block_entries(shape, get("indptr"), get("indices"), data)
        case "dia" if len(shape) == 2:
            return diagonal_entries(shape, get("offsets"), data)
        case "coo":
            columns = get("coords") if "coords" in names else (get("row"), get("col"))
            return coordinate_entries(shape, columns, data)
    what = f"scipy.sparse format {kind!r} of rank {len(shape)} is not known"
    _fail("FF-E012", path, what, "csr, csc, bsr, coo or dia")


def _shape(path: Path, shape: np.ndarray) -> tuple[int, ...]:
    if shape.ndim != 1 or shape.dtype.kind not in "iu":
        _fail("FF-E012", path, f"its shape is {shape.tolist()!r}")
    return tuple(shape.tolist())


def _fail(code: str, path: Path, message: str, hint: str | None = None) -> NoReturn:
    raise TensorError(code, f"{path.name}: {message}", where=str(path), hint=hint)


def _broken(path: Path, what: str, error: Exception) -> NoReturn:
    if "pickle" in str(error):
        _fail("FF-E012", path, f"{what}pickled objects are never loaded", "save plain arrays of numbers")
    _fail("FF-E011", path, f"{what}truncated or damaged: {error}", "fetch or write it again")

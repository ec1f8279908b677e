"""Entries of sparse matrices and tensors of other libraries, as coordinate lists."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.format import BSR, COO, CSF, Format
from fuseflow.tensor.levels import check_segments


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Stored entries of a sparse tensor, in any order, duplicates included.

    Parameters
    ----------
    shape : tuple of int
    coords : (n, rank) integer array
        Not checked yet.
    values : (n,) array
    format : Format
        The format nearest to the layout that the entries come from.
    """

    shape: tuple[int, ...]
    coords: np.ndarray
    values: np.ndarray
    format: Format


def compressed_entries(shape, seg, crd, values, *, columns: bool = False) -> Entries:
    """Entries of a matrix in compressed rows, or columns; in batches and with dense parts if the arrays have them.

    Parameters
    ----------
    shape : tuple of int
        ``(*batch, rows, columns, *dense)``.
    seg : (*batch, rows + 1) integer array
    crd : (*batch, n) integer array
    values : (*batch, n, *dense) array
    columns : bool
        Whether seg divides the columns, and crd are rows.

    Raises
    ------
    TensorError
        FF-E005 if the arrays do not belong together, FF-E006 if seg is wrong.
    """
    name = "CSC matrix" if columns else "CSR matrix"
    batch, dense = shape[: seg.ndim - 1], shape[seg.ndim + 1 :]
    if seg.dtype.kind not in "iu" or crd.dtype.kind not in "iu" or crd.ndim != seg.ndim or seg.ndim < 1:
        raise TensorError("FF-E005", f"indptr and indices of the {name} are no integer arrays of equal rank")
    if values.shape != (*crd.shape, *dense) or crd.shape[:-1] != batch or len(shape) < seg.ndim + 1:
        raise TensorError(
            "FF-E005", f"data of shape {values.shape} and indices of shape {crd.shape} of the {name} do not agree"
        )
    outer = shape[seg.ndim - 1 + columns]
    batches, stored = math.prod(batch), crd.shape[-1]
    segments = seg.astype(np.int64).reshape(batches, seg.shape[-1])
    for part in segments:
        check_segments(part, outer, stored, f"the {name}")
    parents = np.repeat(np.arange(batches * outer), np.diff(segments, axis=1).ravel())
    matrix = [parents % outer if outer else parents, crd.reshape(-1).astype(np.int64)]
    where = np.unravel_index(parents // outer, batch) if batch and parents.size else [parents] * len(batch)
    coords = np.stack([*where, *(reversed(matrix) if columns else matrix)], axis=1)
    kinds, order = "d" * len(batch) + "dc" + "d" * len(dense), list(range(len(shape)))
    if columns:
        order[len(batch)], order[len(batch) + 1] = len(batch) + 1, len(batch)
    return hybrid_entries(shape, coords, values.reshape(-1, *dense), Format(kinds, order))


def hybrid_entries(shape, coords, values, format: Format) -> Entries:
    """Entries whose values are dense arrays.

    Parameters
    ----------
    shape : tuple of int
        ``(*sparse, *dense)``.
    coords : (n, len(sparse)) integer array
    values : (n, *dense) array
    format : Format
    """
    dense = values.shape[1:]
    if dense:
        inner = np.indices(dense).reshape(len(dense), -1).T
        coords = np.concatenate([np.repeat(coords, len(inner), axis=0), np.tile(inner, (len(coords), 1))], axis=1)
    return Entries(shape, coords, values.reshape(-1), format)


def block_entries(shape, seg, crd, values, *, columns: bool = False) -> Entries:
    """Entries of a matrix in compressed rows, or columns, of dense blocks.

    Parameters
    ----------
    shape : (int, int)
        Of the whole matrix.
    seg, crd : (blocks + 1,), (n,) integer arrays
    values : (n, b1, b2) array
    columns : bool

    Raises
    ------
    TensorError
        As `compressed_entries`; FF-E002 if the blocks do not divide the shape.
    """
    if values.ndim != 3 or seg.ndim != 1 or len(shape) != 2:
        raise TensorError("FF-E005", "only single matrices of blocks are supported, no batches", hint="convert to COO")
    b1, b2 = values.shape[1:]
    if not b1 or not b2 or shape[0] % b1 or shape[1] % b2:
        raise TensorError("FF-E002", f"blocks of {b1} x {b2} do not divide the shape {shape}")
    grid = shape[0] // b1, shape[1] // b2
    blocks = compressed_entries((*grid, b1, b2), seg, crd, values, columns=columns)
    coords = blocks.coords[:, :2] * np.array([b1, b2]) + blocks.coords[:, 2:]
    format = Format("dcdd", order=(1, 0, 2, 3), block=(b1, b2)) if columns else BSR(b1, b2)
    return Entries(shape, coords, blocks.values, format)


def coordinate_entries(shape, columns, values) -> Entries:
    """Entries of a coordinate list; `columns` are n coordinates for each mode.

    Raises
    ------
    TensorError
        FF-E005 if they have different lengths.
    """
    columns = list(columns)
    wrong = not columns or len(columns) != len(shape) or values.ndim != 1
    if wrong or any(column.shape != values.shape for column in columns):
        raise TensorError("FF-E005", f"coordinates and data of the COO matrix of shape {shape} do not agree")
    return Entries(shape, np.stack(columns, axis=1), values, CSF(len(shape)))


def diagonal_entries(shape, offsets, values) -> Entries:
    """Entries of a matrix of diagonals: ``values[k, j]`` lies in column j of diagonal ``offsets[k]``.

    Explicit zeros are entries; what lies outside of the matrix is none.

    Raises
    ------
    TensorError
        FF-E005 if there is not one diagonal for each offset.
    """
    if values.ndim != 2 or offsets.shape != values.shape[:1] or offsets.dtype.kind not in "iu":
        raise TensorError("FF-E005", f"data of shape {values.shape} do not fit the offsets of the DIA matrix")
    columns = np.arange(values.shape[1])
    rows = columns - offsets.astype(np.int64).reshape(-1, 1)
    inside = (rows >= 0) & (rows < shape[0]) & (columns < shape[1])
    coords = np.stack([rows[inside], np.broadcast_to(columns, rows.shape)[inside]], axis=1)
    return Entries(shape, coords, values[inside], COO)


def scipy_entries(x) -> Entries:
    """Entries of a scipy.sparse matrix or array of any kind, explicit zeros included.

    Raises
    ------
    TensorError
        FF-E002, FF-E005 or FF-E006 if its arrays are corrupt.
    """
    shape = tuple(map(int, x.shape))
    match x.format:
        case "csr" | "csc" if len(shape) == 2:
            stored = int(x.indptr[-1]) if x.indptr.size else 0
            arrays = x.indptr, x.indices[:stored], x.data[:stored]
            return compressed_entries(shape, *arrays, columns=x.format == "csc")
        case "bsr":
            stored = int(x.indptr[-1]) if x.indptr.size else 0
            return block_entries(shape, x.indptr, x.indices[:stored], x.data[:stored])
        case "dia":
            return diagonal_entries(shape, x.offsets, x.data)
    triplets = x.tocoo()
    columns = triplets.coords if hasattr(triplets, "coords") else (triplets.row, triplets.col)
    return coordinate_entries(shape, columns, triplets.data)


def torch_entries(x) -> Entries | np.ndarray:
    """Entries of a PyTorch tensor, the stored ones of a sparse layout; of a strided one, the array.

    Raises
    ------
    TensorError
        FF-E005 if it holds no data that can be read, FF-E002 or FF-E006 if it is corrupt.
    """
    torch = sys.modules["torch"]
    try:
        shape, x = tuple(x.shape), x.detach().cpu()
        match x.layout:
            case torch.strided:
                return _array(x)
            case torch.sparse_coo:
                kinds = "c" * x.sparse_dim() + "d" * x.dense_dim()
                return hybrid_entries(shape, _array(x._indices()).T, _array(x._values()), Format(kinds))
            case torch.sparse_csr | torch.sparse_bsr:
                outer, inner, columns = x.crow_indices(), x.col_indices(), False
            case torch.sparse_csc | torch.sparse_bsc:
                outer, inner, columns = x.ccol_indices(), x.row_indices(), True
            case _:
                raise TensorError("FF-E005", f"PyTorch layout {x.layout} is not supported", hint="use x.to_dense()")
        blocked = x.layout in (torch.sparse_bsr, torch.sparse_bsc)
        arrays = shape, _array(outer), _array(inner), _array(x.values())
    except (RuntimeError, TypeError, NotImplementedError) as error:
        raise TensorError("FF-E005", f"the PyTorch tensor cannot be read: {error}") from None
    return (block_entries if blocked else compressed_entries)(*arrays, columns=columns)


def _array(x) -> np.ndarray:
    torch = sys.modules["torch"]
    if x.dtype == torch.bfloat16:
        # numpy has no bfloat16; float32 holds each of its values.
        x = x.to(torch.float32)
    return x.resolve_conj().resolve_neg().numpy()

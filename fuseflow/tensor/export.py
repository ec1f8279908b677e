"""Tensors to scipy and PyTorch."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from fuseflow.errors import TensorError
from fuseflow.tensor.format import COO, CSC, CSR, Format

if TYPE_CHECKING:
    from fuseflow.tensor.fibertree import Tensor


def to_scipy(tensor: Tensor):
    """See `Tensor.to_scipy`."""
    _check_fill(tensor, "scipy")
    if tensor.rank != 2 and not tensor.format.block:
        raise TensorError(
            "FF-E002", f"a tensor of rank {tensor.rank} is no scipy matrix", hint="use to_dense() or coords()"
        )
    from scipy import sparse

    if tensor.format.block:
        if not (_is_blocked(tensor.format) and tensor.format.is_natural):
            return to_scipy(tensor.with_format(COO))
        shape, values = _matrix(tensor)
        return sparse.bsr_array((values, *_arrays(tensor)), shape=shape, blocksize=tensor.format.block)
    if tensor.format in (CSR, CSC):
        make = sparse.csr_array if tensor.format == CSR else sparse.csc_array
        return make((tensor.values.copy(), *_arrays(tensor)), shape=tensor.shape)
    coords, values = tensor.coords()
    return sparse.coo_array((values, coords.T), shape=tensor.shape)


def to_torch(tensor: Tensor):
    """See `Tensor.to_torch`."""
    import torch

    if tensor.format.is_dense:
        return torch.from_numpy(tensor.to_dense())
    _check_fill(tensor, "sparse PyTorch")
    if _is_blocked(tensor.format):
        shape, values = _matrix(tensor)
        make = torch.sparse_bsr_tensor if tensor.order[0] == 0 else torch.sparse_bsc_tensor
    elif tensor.format in (CSR, CSC):
        shape, values = tensor.shape, tensor.values.copy()
        make = torch.sparse_csr_tensor if tensor.format == CSR else torch.sparse_csc_tensor
    else:
        coords, values = tensor.coords()
        return torch.sparse_coo_tensor(
            torch.from_numpy(np.ascontiguousarray(coords.T)),
            torch.from_numpy(values),
            tensor.shape,
            is_coalesced=True,
            check_invariants=False,
        )
    crd, seg = (torch.from_numpy(array.astype(np.int64)) for array in _arrays(tensor))
    with warnings.catch_warnings():
        # PyTorch calls its compressed layouts beta once in every process.
        warnings.filterwarnings("ignore", message="Sparse .* tensor support is in beta")
        return make(seg, crd, torch.from_numpy(values), shape, check_invariants=False)


def _is_blocked(format: Format) -> bool:
    return format.block is not None and format.levels == "dcdd" and format.order in ((0, 1, 2, 3), (1, 0, 2, 3))


def _matrix(tensor: Tensor) -> tuple[tuple[int, int], np.ndarray]:
    rows, columns, b1, b2 = tensor.shape
    return (rows * b1, columns * b2), tensor.values.reshape(-1, b1, b2).copy()


def _arrays(tensor: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """crd and seg of a dense level above a compressed one."""
    level = tensor.levels[1]
    return level.crd.copy(), level.seg.copy()


def _check_fill(tensor: Tensor, what: str) -> None:
    if tensor.fill != 0:
        raise TensorError(
            "FF-E002",
            f"a tensor with fill {tensor.fill} is no {what} tensor: what these do not store is 0",
            hint="use to_dense() or coords()",
        )

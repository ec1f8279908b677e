"""PyTorch layouts by name."""

from __future__ import annotations

import warnings

import scipy.sparse as sp
import torch
from torch import nn
from torch.nn.utils import prune

LAYOUTS = ("csr", "csc", "coo", "strided")


def as_layout(x: torch.Tensor, layout: str) -> torch.Tensor:
    """A strided matrix in another layout; its zeros are not stored."""
    with warnings.catch_warnings():
        # PyTorch calls its compressed layouts beta once in every process.
        warnings.filterwarnings("ignore", message="Sparse .*")
        match layout:
            case "csr":
                return x.to_sparse_csr()
            case "csc":
                return x.to_sparse_csc()
            case "coo":
                return x.to_sparse_coo().coalesce()
            case "strided":
                return x
    raise ValueError(f"layout is one of {', '.join(LAYOUTS)}, not {layout!r}")


def from_scipy(x: sp.sparray | sp.spmatrix, layout: str) -> torch.Tensor:
    """A matrix of scipy's in a PyTorch layout; what is stored stays stored."""
    if layout == "strided":
        return torch.from_numpy(x.toarray())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparse .*")
        if layout == "coo":
            x = x.tocoo()
            where = torch.stack([torch.from_numpy(x.row.astype("int64")), torch.from_numpy(x.col.astype("int64"))])
            return torch.sparse_coo_tensor(where, torch.from_numpy(x.data), x.shape).coalesce()
        x = x.asformat(layout)
        build = torch.sparse_csr_tensor if layout == "csr" else torch.sparse_csc_tensor
        parts = (torch.from_numpy(a.astype("int64")) for a in (x.indptr, x.indices))
        return build(*parts, torch.from_numpy(x.data), x.shape)


def pruned(layer: nn.Linear, density: float, layout: str) -> None:
    """Leave the largest weights of a layer, a share of `density`, and store them in a layout."""
    prune.l1_unstructured(layer, "weight", amount=1 - density)
    prune.remove(layer, "weight")
    layer.weight = nn.Parameter(as_layout(layer.weight.detach(), layout), requires_grad=False)

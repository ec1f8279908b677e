"""The format of every tensor of a model: inferred from PyTorch layouts, overridden by name or glob."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

import numpy as np
import torch

from fuseflow.errors import FrontendError, TensorError, Unsupported
from fuseflow.tensor import Format
from fuseflow.tensor.format import as_format
from fuseflow.tensor.sources import Entries, torch_entries


def infer(name: str, x: torch.Tensor) -> Format:
    """The format nearest to the layout of a tensor.

    Strided: dense levels. COO: compressed levels, then dense ones. CSR, CSC: dense, then compressed; BSR and BSC, too:
    every entry of a stored block is stored.
    """
    rank = x.dim()
    match x.layout:
        case torch.strided:
            return Format("d" * rank)
        case torch.sparse_coo:
            return Format("c" * x.sparse_dim() + "d" * x.dense_dim())
        case torch.sparse_csr | torch.sparse_csc | torch.sparse_bsr | torch.sparse_bsc:
            columns = x.layout in (torch.sparse_csc, torch.sparse_bsc)
            batch = (x.ccol_indices() if columns else x.crow_indices()).dim() - 1
            order = list(range(rank))
            if columns:
                order[batch : batch + 2] = batch + 1, batch
            return Format("d" * (batch + 1) + "c" + "d" * (rank - batch - 2), order)
    raise Unsupported("FF-U005", f"{name!r} has the layout {x.layout}", hint=f"give {name}.to_dense()")


def fill(x: torch.Tensor) -> float:
    """Of a tensor that is to be stored sparse: -inf if it has such entries, for then it is an additive mask."""
    if x.layout is not torch.strided or not x.is_floating_point():
        return 0.0
    return -np.inf if bool((x == -np.inf).any()) else 0.0


def by_density(name: str, x: torch.Tensor) -> Format:
    """The format "auto": compressed where that takes fewer words.

    A compressed entry takes two words, its coordinate and its value: a tensor is dense if at least half of its entries
    are stored (of a strided tensor: are not its fill). Else its levels are compressed, but for the outermost one if at
    least half of that has entries. The order of the modes is that of the layout.
    """
    layout = infer(name, x)
    if x.dim() == 0 or not (x.is_floating_point() or x.dtype is torch.bool):
        return layout
    source, outer = torch_entries(x), layout.order[0]
    if isinstance(source, Entries):
        count, rows = len(source.values), len(np.unique(source.coords[:, outer]))
    else:
        stored = source != fill(x)
        count, rows = stored.sum(), stored.any(axis=tuple(d for d in range(x.dim()) if d != outer)).sum()
    if 2 * count >= x.numel():
        return Format("d" * x.dim(), layout.order)
    first = "d" if x.dim() > 1 and 2 * rows >= x.shape[outer] else "c"
    return Format(first + "c" * (x.dim() - 1), layout.order)


def choose(tensors: Mapping[str, torch.Tensor], formats: Mapping[str, Format | str] | None) -> dict[str, Format]:
    """The formats that a user names, by tensor.

    Parameters
    ----------
    tensors : mapping of name -> torch.Tensor
        All tensors of the model.
    formats : mapping of name or glob -> Format or str
        An exact name goes before a glob, and an earlier glob before a later one. "auto": see `by_density`.

    Raises
    ------
    FrontendError
        FF-E602 for a name or glob that fits no tensor.
    TensorError
        FF-E001 or FF-E002 for a wrong format, or one of another rank.
    Unsupported
        FF-U005 for a blocked format.
    """
    formats = {} if formats is None else formats
    if not isinstance(formats, Mapping) or not all(isinstance(f, str) for f in formats):
        raise FrontendError("FF-E602", f"formats={formats!r} does not give formats by name",
                            hint="formats={'adj': ff.CSR, 'layers.*.weight': 'auto'}")
    chosen: dict[str, Format] = {}
    for pattern in [*(f for f in formats if f in tensors), *(f for f in formats if f not in tensors)]:
        names = [pattern] if pattern in tensors else [n for n in tensors if fnmatchcase(n, pattern)]
        if not names:
            raise FrontendError(
                "FF-E602",
                f"formats names {pattern!r}, but the model has no such tensor",
                hint=f"tensors: {', '.join(_all(tensors))}",
            )
        for name in names:
            if name not in chosen:
                x, given = tensors[name], formats[pattern]
                chosen[name] = by_density(name, x) if given == "auto" else _checked(name, x.dim(), given)
    return chosen


def _checked(name: str, rank: int, given: Format | str) -> Format:
    format = as_format(given, rank)
    if format is None:
        raise TensorError("FF-E001", f"formats names no format for {name!r}", hint="a Format, as ff.CSR, or 'dc:1,0'")
    if format.block:
        raise Unsupported(
            "FF-U005",
            f"{name!r} is to be blocked ({format}); blocked tensors of PyTorch models are not supported yet",
            hint="use ff.CSR or ff.DCSR",
        )
    if format.rank != rank:
        raise TensorError(
            "FF-E002", f"format {str(format)!r} has rank {format.rank}, but {name!r} has rank {rank}",
            hint=f"one level a mode, for example {'c' * rank!r}",
        )
    return format


def _all(names: Iterable[str]) -> list[str]:
    names = list(names)
    return names if len(names) <= 30 else [*names[:30], f"and {len(names) - 30} more"]

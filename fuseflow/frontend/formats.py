"""The format of every tensor of a model: inferred from PyTorch layouts, overridden by name or glob."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

import torch

from fuseflow.errors import FrontendError, TensorError, Unsupported
from fuseflow.tensor import Format
from fuseflow.tensor.format import as_format


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


def choose(ranks: Mapping[str, int], formats: Mapping[str, Format | str] | None) -> dict[str, Format]:
    """The formats that a user names, by tensor.

    Parameters
    ----------
    ranks : mapping of name -> rank
        All tensors of the model.
    formats : mapping of name or glob -> Format or str
        An exact name goes before a glob, and an earlier glob before a later one.

    Raises
    ------
    FrontendError
        FF-E602 for a name or glob that fits no tensor.
    TensorError
        FF-E001 or FF-E002 for a wrong format, or one of another rank.
    Unsupported
        FF-U005 for a blocked format.
    """
    formats = dict(formats or {})
    chosen: dict[str, Format] = {}
    for pattern in [*(f for f in formats if f in ranks), *(f for f in formats if f not in ranks)]:
        names = [pattern] if pattern in ranks else [n for n in ranks if fnmatchcase(n, pattern)]
        if not names:
            raise FrontendError(
                "FF-E602",
                f"formats names {pattern!r}, but the model has no such tensor",
                hint=f"tensors: {', '.join(_all(ranks))}",
            )
        for name in names:
            if name not in chosen:
                chosen[name] = _checked(name, ranks[name], formats[pattern])
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

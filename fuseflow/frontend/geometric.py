"""PyTorch Geometric with a sparse adjacency: what it does with stored entries, said as algebra of matrices.

While a model is captured, these functions stand in place of PyTorch Geometric's, for sparse stand-ins only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING

import torch

from fuseflow.frontend import library

if TYPE_CHECKING:
    from fuseflow.frontend.standin import StandIns


def _gcn_norm(mode: StandIns, adj, edge_weight=None, num_nodes=None, improved=False, add_self_loops=True,
              flow="source_to_target", dtype=None):
    """D^-1/2 (A + I) D^-1/2, without edge weights: they are the entries."""
    whole = adj + library.loops(adj, 2.0 if improved else 1.0) if add_self_loops else adj
    degree = whole.sum(1) ** -0.5
    root = library.full(degree.masked_fill(degree == float("inf"), 0.0))
    return mode.tag(whole * root.unsqueeze(1) * root, adj.layout), None


def _spmm(mode: StandIns, adj, x, reduce="sum"):
    return torch.sparse.mm(adj, x) if reduce in ("sum", "add") else torch.sparse.mm(adj, x, reduce)


def _with_edges(mode: StandIns, forward):
    """The forward of a layer that asks where the entries are, not what they are: with a list of edges."""
    @wraps(forward)
    def either(self, x, edge_index, *args, **kwargs):
        if isinstance(edge_index, torch.Tensor) and edge_index.layout is not torch.strided:
            edge_index = mode.edges(edge_index)
        return forward(self, x, edge_index, *args, **kwargs)

    return either


_CLASSES = {"torch_geometric.nn.conv.gat_conv": "GATConv", "torch_geometric.nn.conv.gatv2_conv": "GATv2Conv"}
_REPLACED = {"gcn_norm": ("torch_geometric.nn.conv.gcn_conv", _gcn_norm),
             "spmm": ("torch_geometric.utils._spmm", _spmm)}


@contextmanager
def replaced(mode: StandIns) -> Iterator[None]:
    """With the functions of PyTorch Geometric replaced wherever they have been imported to."""
    undo = []
    try:
        for name, (home, function) in _REPLACED.items():
            original = getattr(sys.modules.get(home), name, None)
            if original is None:
                continue

            @wraps(original)
            def either(adj, *args, original=original, function=function, **kwargs):
                if isinstance(adj, torch.Tensor) and adj.layout is not torch.strided:
                    return function(mode, adj, *args, **kwargs)
                return original(adj, *args, **kwargs)

            for module in list(sys.modules.values()):
                if getattr(module, "__name__", "").startswith("torch_geometric") and (
                        module.__dict__.get(name) is original):
                    setattr(module, name, either)
                    undo.append((module, name, original))
        for home, name in _CLASSES.items():
            kind = getattr(sys.modules.get(home), name, None)
            if kind is not None:
                undo.append((kind, "forward", kind.forward))
                kind.forward = _with_edges(mode, kind.forward)
        yield
    finally:
        for module, name, original in undo:
            setattr(module, name, original)

"""Arguments of the models of graphs: an adjacency and features, in PyTorch layouts."""

from __future__ import annotations

import scipy.sparse as sp
import torch

from fuseflow.datasets import load
from fuseflow.errors import UsageError
from fuseflow.models.layouts import as_layout, from_scipy


def graph_arguments(dataset: str, layout: str = "csr") -> tuple[tuple[torch.Tensor, torch.Tensor], int]:
    """Adjacency and features of a data set, and its number of classes.

    Parameters
    ----------
    dataset : str
        A name or a file, as `fuseflow.datasets.load` takes it; with ``:dense`` or ``:csr`` at the end for the storage
        of the features. Default: as the data set has them.
    layout : str
        Of the adjacency.

    Raises
    ------
    UsageError
        FF-E703 if it does not exist, or has no features.
    """
    name, colon, how = dataset.rpartition(":")
    if not colon or how not in ("dense", "csr"):
        name, how = dataset, ""
    graph = load(name)
    if graph.x is None:
        raise UsageError("FF-E703", f"the graph {name!r} has no features", hint="an array x in the file")
    x = from_scipy(graph.x, "csr") if sp.issparse(graph.x) else torch.from_numpy(graph.x)
    if how == "dense":
        x = x.to_dense()
    elif how == "csr" and x.layout is torch.strided:
        x = as_layout(x, "csr")
    return (from_scipy(graph.adj, layout), x), graph.classes or 2

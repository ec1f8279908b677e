"""Graphs from files, and from the objects of PyTorch Geometric."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from fuseflow.datasets.graph import Graph
from fuseflow.errors import TensorError
from fuseflow.tensor import CSR, read


def read_graph(path: str | Path) -> Graph:
    """A graph from a file or folder.

    Parameters
    ----------
    path : path
        An ``.npz`` file with the arrays ``adj_indptr, adj_indices, adj_data, adj_shape``, the same of ``x`` (or a plain
        array ``x``), and ``labels`` if it has them; or a folder as OGB distributes (the one of ``edge.csv.gz``, or one
        that has it in ``raw/``; for several kinds of edges, the folder ``raw/relations/A___B___C``).

    Raises
    ------
    TensorError
        FF-E005 and FF-E010 to FF-E013 for files that are no graph.
    """
    path = Path(path)
    return _ogb(path) if path.is_dir() else _npz(path)


def of_pyg(data, name: str = "graph") -> Graph:
    """A graph of PyTorch Geometric's: any object with ``edge_index`` (2, edges), and perhaps ``x``, ``y``,
    ``edge_weight`` or one-dimensional ``edge_attr``, ``num_nodes``.

    Messages go from ``edge_index[0]`` to ``edge_index[1]``, so that is the row of the adjacency. Edges that occur more
    than once are added up.

    Raises
    ------
    TensorError
        FF-E005 if it has no edges of that kind.
    """
    ends = _array(getattr(data, "edge_index", None))
    if ends is None or ends.ndim != 2 or ends.shape[0] != 2 or ends.dtype.kind not in "iu":
        raise TensorError("FF-E005", f"{name} has no edge_index of two rows of integers",
                          hint="give a torch_geometric.data.Data")
    x, y = _array(getattr(data, "x", None)), _array(getattr(data, "y", None))
    known = (getattr(data, "num_nodes", None), None if x is None else len(x), int(ends.max(initial=-1)) + 1)
    nodes = next(n for n in known if n is not None)
    weight = _array(getattr(data, "edge_weight", None))
    attributes = _array(getattr(data, "edge_attr", None))
    if weight is None and attributes is not None and attributes.ndim == 1:
        weight = attributes
    labels = y if y is not None and y.ndim == 1 and y.dtype.kind in "iu" and len(y) == nodes else None
    return Graph(name, _adjacency(name, ends[1], ends[0], weight, nodes), None if x is None else np.float32(x), labels)


def _array(x) -> np.ndarray | None:
    return None if x is None else np.asarray(x.detach().cpu() if hasattr(x, "detach") else x)


def _adjacency(name: str, rows, columns, weight, nodes: int) -> sp.csr_array:
    if any(len(ends) and (ends.min() < 0 or ends.max() >= nodes) for ends in (rows, columns)):
        raise TensorError("FF-E005", f"{name}: an edge of a node that is none of the {nodes}")
    values = np.ones(len(rows), np.float32) if weight is None else np.float32(weight)
    if values.shape != rows.shape:
        raise TensorError("FF-E005", f"{name}: {len(rows)} edges, but weights of shape {values.shape}")
    return sp.csr_array((values, (rows, columns)), shape=(nodes, nodes))


def _npz(path: Path) -> Graph:
    adj = read(path, CSR, key="adj")
    with np.load(path, allow_pickle=False) as file:
        names = set(file.files)
        labels = file["labels"] if "labels" in names else None
    x = None
    if {"x", "x_indptr"} & names:
        features = read(path, key="x")
        x = features.to_dense() if features.format.is_dense else sp.csr_array(features.with_format(CSR).to_scipy())
    return Graph(path.stem, sp.csr_array(adj.to_scipy()), x, labels)


def _ogb(folder: Path) -> Graph:
    raw = folder / "raw" if (folder / "raw").is_dir() else folder
    edges = _csv(raw, "edge", np.int64)
    if edges is None:
        raise TensorError("FF-E010", f"{folder} holds no edge.csv or edge.csv.gz",
                          hint="the folder raw/ of a data set of OGB")
    counts = _csv(raw, "num-node-list", np.int64)
    x = _csv(raw, "node-feat", np.float32)
    y = _csv(raw, "node-label", np.float32)
    nodes = int(counts.sum()) if counts is not None else len(x) if x is not None else int(edges.max(initial=-1)) + 1
    weight = _csv(raw, "edge-weight", np.float32)
    labels = np.nan_to_num(y[:, 0], nan=-1).astype(np.int64) if y is not None and y.shape == (nodes, 1) else None
    weights = weight[:, 0] if weight is not None else None
    return Graph(folder.name, _adjacency(folder.name, edges[:, 1], edges[:, 0], weights, nodes), x, labels)


def _csv(folder: Path, name: str, dtype) -> np.ndarray | None:
    """The numbers of a file of OGB's, two-dimensional; None if there is no such file."""
    path = next((p for p in (folder / f"{name}.csv.gz", folder / f"{name}.csv") if p.exists()), None)
    if path is None:
        return None
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="ascii") as file:
            return np.loadtxt(file, delimiter=",", dtype=dtype, ndmin=2)
    except (OSError, ValueError, EOFError) as error:
        raise TensorError("FF-E012", f"{path}: no table of numbers: {error}") from None

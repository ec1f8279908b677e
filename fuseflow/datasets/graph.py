"""A graph with features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from fuseflow.errors import TensorError


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """A graph whose nodes have features.

    Attributes
    ----------
    name : str
    adj : (nodes, nodes) scipy.sparse.csr_array of float32
        Row i holds the nodes that i hears of.
    x : (nodes, features) scipy.sparse.csr_array or numpy array of float32, or None
    labels : (nodes,) integer array, or None
    real : bool
        Is this a data set, or a random graph that looks like one?
    """

    name: str
    adj: sp.csr_array
    x: sp.csr_array | np.ndarray | None
    labels: np.ndarray | None = None
    real: bool = True

    def __post_init__(self):
        n = self.adj.shape[0]
        if self.adj.shape != (n, n):
            raise TensorError("FF-E005", f"{self.name}: the adjacency has shape {self.adj.shape}, which is no square")
        for what, x in (("features", self.x), ("labels", self.labels)):
            if x is not None and x.shape[0] != n:
                raise TensorError("FF-E005", f"{self.name}: {n} nodes, but {what} of {x.shape[0]}")

    @property
    def nodes(self) -> int:
        return self.adj.shape[0]

    @property
    def edges(self) -> int:
        """Entries of the adjacency: an undirected edge counts twice."""
        return self.adj.nnz

    @property
    def features(self) -> int:
        return 0 if self.x is None else self.x.shape[1]

    @property
    def classes(self) -> int:
        """One more than the largest label; 0 without labels."""
        return int(self.labels.max()) + 1 if self.labels is not None and self.labels.size else 0

    def __str__(self):
        kind = "" if self.real else "random look-alike of "
        return f"{kind}{self.name}: {self.nodes:,} nodes, {self.edges:,} edges, {self.features:,} features"

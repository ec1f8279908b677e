"""The graphs of the FuseFlow paper's Table 2 by name: their sizes, and random graphs that look like them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from fuseflow.datasets.generate import edges, symmetric
from fuseflow.datasets.graph import Graph
from fuseflow.datasets.readers import read_graph
from fuseflow.errors import LookAlike, UsageError


@dataclass(frozen=True, slots=True)
class Known:
    """What a look-alike is made from.

    Attributes
    ----------
    nodes, edges, features, classes : int
        Edges in both directions, without self-loops.
    stored : int or None
        Entries of the features that are not 0; None: all of them.
    largest : int
        The largest degree. Of Cora, Cora_ML, DBLP and KarateClub it is known; of the two of OGB assumed.
    directed : bool
    """

    nodes: int
    edges: int
    features: int
    classes: int
    stored: int | None
    largest: int
    directed: bool = False


KNOWN: dict[str, Known] = {
    "karate": Known(34, 156, 34, 4, None, 17),
    "cora": Known(2708, 10556, 1433, 7, 49216, 168),
    "cora_ml": Known(2995, 16316, 2879, 7, 151171, 246),
    "dblp": Known(17716, 105734, 1639, 4, 92192, 339),
    "collab": Known(235868, 2358104, 128, 2, None, 700),
    "mag": Known(1939743, 5416271, 128, 349, None, 5000, directed=True),
}


def load(name: str, seed: int = 0) -> Graph:
    """The graph of a file or folder (`read_graph`), or a look-alike of one of `KNOWN`, which warns that it is one.

    Raises
    ------
    UsageError
        FF-E703 if there is neither.
    TensorError
        As `read_graph`.
    """
    if Path(name).exists():
        return read_graph(name)
    if name not in KNOWN:
        raise UsageError("FF-E703", f"there is no data set {name!r}, and no such file",
                         hint=f"an .npz file, a folder of OGB's, or one of {', '.join(KNOWN)}")
    graph = look_alike(name, seed)
    warnings.warn(f"{graph} (data sets are not shipped: give the file of the real one)", LookAlike, stacklevel=2)
    return graph


def look_alike(name: str, seed: int = 0) -> Graph:
    """A random graph with the nodes, edges, largest degree and features of one of `KNOWN`.

    Degrees follow a power law: the k-th largest is expected to be proportional to ``(k + shift) ** -0.5``, shifted so
    that the largest fits. Sparse features are as many ones, uniformly placed; dense ones are normally distributed.

    Raises
    ------
    UsageError
        FF-E703 for another name.
    """
    if name not in KNOWN:
        raise UsageError("FF-E703", f"nothing is known of a data set {name!r}", hint=f"known: {', '.join(KNOWN)}")
    known, rng = KNOWN[name], np.random.default_rng(seed)
    weights = rng.permutation(_weights(known))
    if known.directed:
        # Half of them point down, half of them up: as many pairs as edges.
        pairs = edges(rng, weights, known.edges)
        turned = np.where(rng.random((len(pairs), 1)) < 0.5, pairs, pairs[:, ::-1])
        adj = sp.csr_array((np.ones(len(pairs), np.float32), turned.T), shape=(known.nodes, known.nodes))
    else:
        adj = symmetric(known.nodes, edges(rng, weights, known.edges // 2))
    labels = rng.integers(0, known.classes, known.nodes)
    labels[:1] = known.classes - 1
    return Graph(name, adj, _features(known, rng), labels, real=False)


def _weights(known: Known) -> np.ndarray:
    """Proportional to the expected degrees, whose largest is to be ``largest / edges`` of their sum."""
    rank, low, high = np.arange(known.nodes, dtype=np.float64), 1e-3, float(known.nodes)
    for _ in range(60):
        shift = (low * high) ** 0.5
        weights = (rank + shift) ** -0.5
        if weights[0] / weights.sum() > known.largest / known.edges:
            low = shift
        else:
            high = shift
    return weights


def _features(known: Known, rng: np.random.Generator) -> sp.csr_array | np.ndarray:
    shape = known.nodes, known.features
    if known.stored is None:
        return rng.standard_normal(shape, np.float32)
    where = np.sort(rng.choice(shape[0] * shape[1], known.stored, replace=False))
    return sp.csr_array((np.ones(known.stored, np.float32), np.divmod(where, shape[1])), shape=shape)

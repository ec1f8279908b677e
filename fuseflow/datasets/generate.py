"""Random graphs: uniform, power-law, block-diagonal. Entries are 1; no node is its own neighbour."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from fuseflow.errors import UsageError

_CROWDED = 0.2
"""From this density on, all pairs are drawn a key, and the largest keys win."""


def uniform(nodes: int, density: float, seed: int = 0) -> sp.csr_array:
    """An undirected graph, every pair of nodes equally likely to be an edge.

    Parameters
    ----------
    nodes : int
    density : float
        Of the adjacency, as near as whole edges come.
    seed : int

    Raises
    ------
    UsageError
        FF-E703 for a density that no such graph has.
    """
    rng = np.random.default_rng(seed)
    return symmetric(nodes, edges(rng, np.ones(nodes), _count(nodes, density)))


def power_law(nodes: int, density: float, seed: int = 0, exponent: float = 0.8) -> sp.csr_array:
    """An undirected graph in which the expected degree of the k-th node falls as ``k ** -exponent`` (Chung and Lu).

    The nodes are in random order. Parameters and errors as for `uniform`.
    """
    rng = np.random.default_rng(seed)
    weights = rng.permutation(np.arange(1, nodes + 1) ** -exponent)
    return symmetric(nodes, edges(rng, weights, _count(nodes, density)))


def block_diagonal(nodes: int, density: float, seed: int = 0, blocks: int = 10) -> sp.csr_array:
    """An undirected graph of groups that do not know of each other, as many as asked for, of equal size.

    If the groups cannot hold that many edges, there are fewer of them. Parameters and errors as for `uniform`.
    """
    rng = np.random.default_rng(seed)
    wanted = _count(nodes, density)
    blocks = max(1, min(blocks, nodes))
    while blocks > 1 and sum(len(p) * (len(p) - 1) // 2 for p in np.array_split(np.arange(nodes), blocks)) < wanted:
        blocks -= 1
    parts = np.array_split(np.arange(nodes), blocks)
    rooms = np.array([len(p) * (len(p) - 1) // 2 for p in parts])
    counts = rng.multivariate_hypergeometric(rooms, wanted)
    found = [part[0] + edges(rng, np.ones(len(part)), int(n)) for part, n in zip(parts, counts) if n]
    return symmetric(nodes, np.concatenate(found) if found else np.zeros((0, 2), np.int64))


def edges(rng: np.random.Generator, weights: np.ndarray, count: int) -> np.ndarray:
    """Distinct pairs (i, j), i < j, drawn with probabilities proportional to the product of their weights."""
    n = len(weights)
    if count > _CROWDED * n * (n - 1) / 2:
        i, j = np.triu_indices(n, 1)
        keys = np.log(weights[i]) + np.log(weights[j]) + rng.gumbel(size=len(i))
        chosen = np.argpartition(-keys, count - 1)[:count] if count else np.zeros(0, np.int64)
        return np.stack([i[chosen], j[chosen]], axis=1)
    ends = np.cumsum(weights / weights.sum())
    codes = np.zeros(0, np.int64)
    while len(codes) < count:
        drawn = np.minimum(np.searchsorted(ends, rng.random((2, 2 * (count - len(codes)) + 16))), n - 1)
        low, high = drawn.min(axis=0), drawn.max(axis=0)
        new = (low * n + high)[low < high]
        both = np.concatenate([codes, new])
        # Of equal ones, the first stays, so that the first `count` are a fair draw.
        _, first = np.unique(both, return_index=True)
        codes = both[np.sort(first)][:count]
    return np.stack([codes // n, codes % n], axis=1)


def symmetric(nodes: int, pairs: np.ndarray) -> sp.csr_array:
    """The adjacency of an undirected graph."""
    i, j = np.concatenate([pairs, pairs[:, ::-1]]).T
    return sp.csr_array((np.ones(len(i), np.float32), (i, j)), shape=(nodes, nodes))


def _count(nodes: int, density: float) -> int:
    if nodes < 1 or not 0 <= density <= (nodes - 1) / nodes:
        raise UsageError("FF-E703", f"a graph of {nodes} nodes without self-loops cannot have density {density}",
                         hint="at least one node; a density from 0 to (nodes - 1) / nodes")
    return round(nodes * nodes * density / 2)

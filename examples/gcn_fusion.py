"""A 2-layer GCN in plain PyTorch, unfused, partially and fully fused: one row of cycles and bytes each.

    python examples/gcn_fusion.py                     KarateClub
    python examples/gcn_fusion.py --nodes 2708        a random graph as large as Cora, with sparse features
    python examples/gcn_fusion.py --graph cora.npz    the graph of a file (arrays adj_*, x_*); --dense: dense features
"""

from __future__ import annotations

import argparse

import numpy as np
import scipy.sparse as sp
import torch

import fuseflow as ff
from fuseflow.models.gcn import GCN, gcn_karate
from fuseflow.results import format_table

HOW = {
    "unfused": ff.Schedule(),
    "partial": ff.Schedule(fuse="partial"),
    "full": ff.Schedule(fuse="full"),
    "full, relu buffered": ff.Schedule(fuse="full", reuse={"relu": "buffer"}),
}


def random_graph(nodes: int, degree: float, features: int, density: float):
    """A GCN on an undirected random graph; features are random bits, stored sparse."""
    rng = np.random.default_rng(0)
    ends = rng.integers(0, nodes, (2, int(nodes * degree / 2)))
    adj = torch.zeros(nodes, nodes)
    adj[ends[0], ends[1]] = adj[ends[1], ends[0]] = 1
    adj.fill_diagonal_(0)
    x = torch.from_numpy((rng.random((nodes, features)) < density).astype(np.float32))
    torch.manual_seed(0)
    return GCN(features, 16, 7).eval(), (adj.to_sparse_csr(), x.to_sparse_csr())


def file_graph(path: str, dense: bool):
    """A GCN on the graph of a file; the features as they are stored, or dense."""
    with np.load(path) as data:
        adj, x = (sp.csr_matrix(tuple(data[f"{m}_{key}"] for key in ("data", "indices", "indptr")),
                                tuple(data[f"{m}_shape"])) for m in ("adj", "x"))
    features = torch.from_numpy(x.toarray())
    torch.manual_seed(0)
    adjacency = torch.from_numpy(adj.toarray()).to_sparse_csr()
    return GCN(x.shape[1], 16, 7).eval(), (adjacency, features if dense else features.to_sparse_csr())


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--nodes", type=int, help="of a random graph; default: KarateClub")
    p.add_argument("--graph", metavar="FILE", help="an .npz file instead")
    p.add_argument("--dense", action="store_true", help="store its features dense")
    p.add_argument("--degree", type=float, default=3.9)
    p.add_argument("--features", type=int, default=1433)
    p.add_argument("--density", type=float, default=0.0127, help="of the features")
    p.add_argument("--schedules", default=",".join(k for k in HOW if "," not in k), help=f"some of: {'; '.join(HOW)}")
    options = p.parse_args()
    if options.graph:
        model, args = file_graph(options.graph, options.dense)
    elif options.nodes:
        model, args = random_graph(options.nodes, options.degree, options.features, options.density)
    else:
        model, args = gcn_karate()
    with torch.no_grad():
        want = model(*(a.to_dense() for a in args)).numpy()

    rows, first = [], None
    for name, schedule in HOW.items():
        if name.partition(",")[0] not in options.schedules.split(","):
            continue
        compiled = ff.compile(model, args=args, schedule=schedule)
        result = compiled.simulate(statistics=False)
        (y,) = result.outputs.values()
        error = np.abs(y.to_dense() - want).max()
        first = first or result.cycles
        rows.append((
            name, len(compiled.kernels), sum(len(k.graph.nodes) for k in compiled.kernels), result.cycles,
            f"{first / result.cycles:.2f}", sum(k.bytes_read for k in result.kernels),
            sum(k.bytes_written for k in result.kernels),
            "yes" if error < 1e-4 * np.abs(want).max() else f"NO: {error}"))
    head = ("fusion", "kernels", "nodes", "cycles", "speedup", "bytes read", "bytes written", "equal to PyTorch")
    print(format_table(head, rows))
    if any(row[-1] != "yes" for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

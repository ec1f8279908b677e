"""A model of PyTorch Geometric as it is, with a list of edges: cycles unfused and in one kernel, equal to PyTorch."""

import networkx as nx
import torch
from torch_geometric.nn import GraphSAGE

import fuseflow as ff


def build():
    """The model, and arguments to run it with: a small-world graph of 20 nodes with 8 features each."""
    torch.manual_seed(0)
    edges = torch.tensor(list(nx.watts_strogatz_graph(20, k=4, p=0.3, seed=0).edges)).T
    return GraphSAGE(8, 16, num_layers=2, out_channels=3), (torch.rand(20, 8), torch.cat([edges, edges.flip(0)], 1))


if __name__ == "__main__":
    model, args = build()
    program = ff.trace(model, args)
    with torch.no_grad():
        expected = model.eval()(*args)
    for fuse in ("unfused", "full"):
        compiled = ff.compile(program, schedule=ff.Schedule(fuse=fuse))
        result = compiled.simulate()
        error = (program.restore(result.outputs) - expected).abs().max() / expected.abs().max()
        print(f"{fuse:8} {len(compiled.kernels):3} kernels {result.cycles:8,} cycles, error {error:.0e}")

"""A 2-layer GraphSAGE (FuseFlow paper, section on models): what a node has and what its neighbours have, apart."""

from __future__ import annotations

import torch
from torch import nn

from fuseflow.models.gcn import karate
from fuseflow.models.graphs import graph_arguments
from fuseflow.models.layouts import pruned


class GraphSAGE(nn.Module):
    """Two rounds of: linear layers of a node's own features and of the sum of its neighbours', added, relu.

    Parameters
    ----------
    features, hidden, classes : int
        Per node: entries of the input, of the first layer, of the result.
    """

    operations = []
    fusions = {
        "partial": {
            "fuse": [["self1.*", "mm", "neighbours1.*", "add", "relu"],
                     ["self2.*", "mm_1", "neighbours2.*", "add_1", "relu_1"]],
            "by_rows": ["*.mm"],
        },
        "full": {"fuse": [["*"]], "by_rows": ["*.mm"]},
    }

    def __init__(self, features: int, hidden: int, classes: int):
        super().__init__()
        self.self1, self.neighbours1 = nn.Linear(features, hidden), nn.Linear(features, hidden)
        self.self2, self.neighbours2 = nn.Linear(hidden, classes), nn.Linear(hidden, classes)

    def forward(self, adj: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        """(nodes, classes), from the adjacency, (nodes, nodes), and features, (nodes, features)."""
        h = torch.relu(self.self1(x) + self.neighbours1(adj @ x))
        return torch.relu(self.self2(h) + self.neighbours2(adj @ h))


def sage(
    dataset: str = "karate", layout: str = "csr", hidden: int = 16, seed: int = 0, density: float = 1.0
) -> tuple[GraphSAGE, tuple[torch.Tensor, torch.Tensor]]:
    """`GraphSAGE` for a graph, with random weights.

    Parameters
    ----------
    dataset : str
        As `fuseflow.models.graphs.graph_arguments` takes it; karate has features as in `gcn_karate`.
    layout : {"csr", "csc", "coo", "strided"}
        Of the adjacency.
    density : float
        Of the weights; below 1 they are pruned, and stored as CSC (of (out, in), as PyTorch has them).
    """
    args, classes = (None, 4) if dataset == "karate" else graph_arguments(dataset, layout)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = GraphSAGE(args[1].shape[1] if args else 34, hidden, classes).eval()
        args = args or (karate(layout), torch.randn(34, 34))
    if density < 1:
        for layer in model.children():
            pruned(layer, density, "csc")
    return model, args

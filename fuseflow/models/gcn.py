"""A 2-layer graph convolutional network (FuseFlow paper, section on models; Kipf and Welling without normalisation)."""

from __future__ import annotations

import networkx as nx
import torch
from torch import nn

from fuseflow.models.graphs import graph_arguments
from fuseflow.models.layouts import as_layout, pruned


class GCN(nn.Module):
    """Two rounds of: sum over the neighbours, a linear layer, relu or softmax.

    Parameters
    ----------
    features, hidden, classes : int
        Per node: entries of the input, of the first layer, of the result.
    """

    operations = [["softmax.*"]]
    fusions = {
        "partial": [["mm", "lin1.*", "relu"], ["mm_1", "lin2.*", "softmax.*"]],
    }

    def __init__(self, features: int, hidden: int, classes: int):
        super().__init__()
        self.lin1 = nn.Linear(features, hidden)
        self.lin2 = nn.Linear(hidden, classes)

    def forward(self, adj: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        """Probabilities, (nodes, classes), from the adjacency, (nodes, nodes), and features, (nodes, features)."""
        h = torch.relu(self.lin1(adj @ x))
        return torch.softmax(self.lin2(adj @ h), dim=-1)


def karate(layout: str = "csr") -> torch.Tensor:
    """Adjacency of Zachary's karate club: 34 nodes, 78 edges in both directions, unweighted, without self-loops.

    Parameters
    ----------
    layout : {"csr", "csc", "coo", "strided"}
    """
    graph = nx.karate_club_graph()
    return as_layout(torch.from_numpy(nx.to_numpy_array(graph, weight=None)).to(torch.float32), layout)


def gcn_karate(
    layout: str = "csr", hidden: int = 16, classes: int = 4, seed: int = 0
) -> tuple[GCN, tuple[torch.Tensor, torch.Tensor]]:
    """`GCN` for KarateClub with random weights, and its arguments.

    The karate club has no features of its own: they are 34 numbers per node, normally distributed. They are drawn
    from `seed`, as are the weights, so that every product in the model counts (with one-hot features, the first one
    would copy the adjacency).
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = GCN(34, hidden, classes).eval()
        features = torch.randn(34, 34)
    return model, (karate(layout), features)


def gcn(
    dataset: str = "karate", layout: str = "csr", hidden: int = 16, seed: int = 0, density: float = 1.0
) -> tuple[GCN, tuple[torch.Tensor, torch.Tensor]]:
    """`GCN` for a graph, with random weights.

    Parameters
    ----------
    dataset : str
        As `fuseflow.models.graphs.graph_arguments` takes it.
    layout : {"csr", "csc", "coo", "strided"}
        Of the adjacency.
    density : float
        Of the weights; below 1 they are pruned, and stored as CSC (of (out, in), as PyTorch has them).
    """
    if dataset == "karate":
        model, args = gcn_karate(layout, hidden, seed=seed)
    else:
        args, classes = graph_arguments(dataset, layout)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            model = GCN(args[1].shape[1], hidden, classes).eval()
    if density < 1:
        for layer in (model.lin1, model.lin2):
            pruned(layer, density, "csc")
    return model, args

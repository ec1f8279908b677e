"""A graph convolutional network in plain PyTorch: `fuseflow simulate examples/gcn.py:build --check`."""

import networkx as nx
import torch
from torch import nn
from torch.nn import functional as F


class GraphConvolution(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.lin = nn.Linear(inputs, outputs, bias=False)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, adj, x):
        return torch.sparse.mm(adj, self.lin(x)) + self.bias


class Net(nn.Module):
    def __init__(self, features, hidden, classes):
        super().__init__()
        self.conv1 = GraphConvolution(features, hidden)
        self.conv2 = GraphConvolution(hidden, classes)

    def forward(self, adj, x):
        x = F.relu(self.conv1(adj, x))
        x = F.dropout(x, training=self.training)
        return F.softmax(self.conv2(adj, x), dim=1)


def build():
    """The model, and arguments to run it with: a small-world graph of 20 nodes with 8 features each."""
    torch.manual_seed(0)
    graph = nx.watts_strogatz_graph(20, k=4, p=0.3, seed=0)
    adj = torch.tensor(nx.to_numpy_array(graph), dtype=torch.float32).to_sparse()
    return Net(8, 16, 3), (adj, torch.rand(20, 8))


if __name__ == "__main__":
    model, args = build()
    print(model.eval()(*args))

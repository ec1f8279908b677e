"""Layers of PyTorch Geometric as they are, with lists of edges: equal to PyTorch, unfused and in one kernel."""

import pytest
import torch
from frontend_cases import as_layout
from torch import nn
from torch_geometric.nn import GCN, GATConv, GCNConv, GINConv, GraphSAGE, SAGEConv, global_mean_pool
from torch_geometric.nn.conv import gcn_conv

import fuseflow as ff
from fuseflow.errors import SimulationError

EDGES = torch.tensor([[0, 1, 2, 3, 3, 1, 4, 0], [1, 2, 0, 0, 3, 3, 2, 1]])
"""One twice, one a loop, and a node without any."""
NODES, FEATURES = 6, 4


def features(seed=0):
    return torch.randn(NODES, FEATURES, generator=torch.Generator().manual_seed(seed))


def weights(edges=EDGES):
    return torch.rand(edges.shape[1], generator=torch.Generator().manual_seed(1)) + 0.1


class Pooled(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = SAGEConv(FEATURES, 3, aggr="max")

    def forward(self, x, edges, batch):
        return global_mean_pool(self.conv(x, edges).relu(), batch, 2)


LAYERS = {
    "GCNConv": (lambda: GCNConv(FEATURES, 3), ()),
    "GCNConv, weighted": (lambda: GCNConv(FEATURES, 3), (weights(),)),
    "SAGEConv": (lambda: SAGEConv(FEATURES, 3), ()),
    "SAGEConv, sum": (lambda: SAGEConv(FEATURES, 3, aggr="sum", normalize=True), ()),
    "GINConv": (lambda: GINConv(nn.Sequential(nn.Linear(FEATURES, 5), nn.ReLU(), nn.Linear(5, 3))), ()),
    "GATConv": (lambda: GATConv(FEATURES, 3, heads=2), ()),
    "GCN": (lambda: GCN(FEATURES, 5, 2, 3), ()),
    "GraphSAGE": (lambda: GraphSAGE(FEATURES, 5, 2, 3), ()),
    "maxima, pooled": (Pooled, (torch.tensor([0, 0, 1, 1, 1, 1]),)),
}


def equal(got, expected):
    """1e-4 of the largest magnitude, and of every row."""
    assert got.shape == expected.shape
    error = (got - expected).abs()
    assert error.max() <= 1e-4 * expected.abs().max()
    assert (error.amax(1) <= 1e-4 * expected.abs().amax(1) + 1e-6).all()


def simulated(program, fuse):
    compiled = ff.compile(program, schedule=ff.Schedule(fuse=fuse))
    assert fuse != "full" or len(compiled.kernels) == 1
    return program.restore(compiled.simulate().outputs)


def check(module, args):
    """Trace, simulate in both ways, compare; the program."""
    program = ff.trace(module.eval(), args)
    with torch.no_grad():
        expected = module(*args)
    for fuse in ("unfused", "full"):
        equal(simulated(program, fuse), expected)
    return program


@pytest.mark.parametrize("name", LAYERS)
def test_layers(name):
    make, more = LAYERS[name]
    torch.manual_seed(0)
    check(make(), (features(), EDGES, *more))


def adjacency(layout, edges=EDGES):
    """Row i holds what goes to node i; of two edges the sum."""
    adj = torch.sparse_coo_tensor(edges.flip(0), weights(edges), (NODES, NODES)).coalesce()
    return as_layout(adj, layout) if layout != "coo" else adj


ADJACENT = {
    "GCNConv": lambda: GCNConv(FEATURES, 3),
    "GCNConv without loops": lambda: GCNConv(FEATURES, 3, add_self_loops=False),
    "GCNConv, not normalised": lambda: GCNConv(FEATURES, 3, normalize=False),
    "SAGEConv": lambda: SAGEConv(FEATURES, 3),
    "SAGEConv, max": lambda: SAGEConv(FEATURES, 3, aggr="max"),
    "GINConv": lambda: GINConv(nn.Linear(FEATURES, 3)),
    "GATConv": lambda: GATConv(FEATURES, 3, heads=2),
}


@pytest.mark.filterwarnings("ignore:Sparse", "ignore:Converting sparse")
@pytest.mark.parametrize(
    ("name", "layout"),
    [*((name, "csr") for name in ADJACENT), ("GCNConv", "coo"), ("SAGEConv", "csc")])
def test_adjacencies(name, layout):
    torch.manual_seed(0)
    check(ADJACENT[name](), (features(), adjacency(layout)))


def test_a_normalised_adjacency_is_a_matrix():
    """No list of edges: its entries are scaled, and multiplied."""
    program = ff.trace(GCNConv(FEATURES, 3), (features(), adjacency("csr")))
    assert "add[i,j] = edge_index[i,j] + loops[i,j]" in str(program)
    assert str(program.formats["edge_index"]) == str(program.formats["loops"]) == "dc"
    other = program.bind(features(), adjacency("csr", EDGES[:, :3]))
    assert other["edge_index"].nnz == 3


def test_pytorch_geometric_is_as_it_was():
    before = gcn_conv.gcn_norm, gcn_conv.spmm, GATConv.forward
    ff.trace(GCNConv(FEATURES, 3, normalize=False), (features(), adjacency("csr")))
    assert before == (gcn_conv.gcn_norm, gcn_conv.spmm, GATConv.forward)


def test_another_number_of_entries_for_attention():
    program = ff.trace(GATConv(FEATURES, 3), (features(), adjacency("csr")))
    with pytest.raises(SimulationError, match="list of shape"):
        program.bind(features(), adjacency("csr", EDGES[:, :3]))


def test_aggregation_is_a_product_with_the_edges():
    program = ff.trace(SAGEConv(FEATURES, 3, aggr="sum", root_weight=False, bias=False), (features(), EDGES))
    assert str(program).splitlines()[:3] == [
        "constant = 0",
        "index_select[i,j] = sum[k](edge_index.select_1.rows[i,k] * x[k,j]) + constant",
        "aggr_module.scatter_add[i,j] = sum[k](edge_index.select.columns[k,i] * index_select[k,j]) + constant"]
    rows, columns = (program.tensors[f"edge_index.{n}"] for n in ("select_1.rows", "select.columns"))
    assert rows.to_dense().argmax(1).tolist() == EDGES[0].tolist() and str(rows.format) == "dc"
    assert columns.to_dense().argmax(1).tolist() == EDGES[1].tolist() and str(columns.format) == "dc:1,0"
    assert rows.nnz == columns.nnz == EDGES.shape[1]


@pytest.mark.parametrize("make", [lambda: GCNConv(FEATURES, 3), lambda: GATConv(FEATURES, 3)])
def test_no_edges(make):
    torch.manual_seed(0)
    check(make(), (features(), EDGES[:, :0]))


@pytest.mark.parametrize("make", [lambda: SAGEConv(FEATURES, 3), lambda: GCNConv(FEATURES, 3)])
def test_no_nodes(make):
    program = ff.trace(make().eval(), (features()[:0], EDGES[:, :0]))
    for fuse in ("unfused", "full"):
        result = ff.compile(program, schedule=ff.Schedule(fuse=fuse)).simulate()
        assert program.restore(result.outputs).shape == (0, 3)


@pytest.mark.parametrize("edges", [EDGES[:, [0, 1, 2]], torch.tensor([[0, 0, 1, 2, 2], [0, 0, 1, 1, 2]])])
def test_weights_of_loops(edges):
    """None; and some, one twice: the last counts."""
    torch.manual_seed(0)
    check(GCNConv(FEATURES, 3), (features(), edges, weights(edges)))


@pytest.fixture(scope="module")
def module():
    torch.manual_seed(0)
    return GCNConv(FEATURES, 3).eval()


@pytest.fixture(scope="module")
def program(module):
    return ff.trace(module, (features(), EDGES))


def test_other_edges_are_bound(module, program):
    other = features(5), EDGES.flip(0)
    with torch.no_grad():
        equal(program.restore(program.evaluate(**program.bind(*other))), module(*other))


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        (EDGES[:, :-1], "shape"),
        (EDGES.clamp(max=2), "list of shape"),
        (EDGES + 3, "picks row 6 of 6"),
        (EDGES - 1, "picks row -1 of 6"),
    ],
    ids=["fewer", "more of them loops", "no such node", "negative"],
)
def test_edges_that_do_not_fit(edges, words, program):
    with pytest.raises(SimulationError, match=words) as caught:
        dict(program.bind(features(), edges))
    assert caught.value.code == "FF-E402"

"""Graphs: random ones have the sizes that they say, files and objects give the graph that they hold."""

import gzip
import warnings
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.sparse as sp

from fuseflow import datasets
from fuseflow.errors import LookAlike, TensorError, UsageError


@pytest.mark.parametrize("density", [0.0, 0.01, 0.05, 0.5, 0.9])
@pytest.mark.parametrize("kind", [datasets.uniform, datasets.power_law, datasets.block_diagonal])
def test_density_symmetry_and_no_loops(kind, density):
    adj = kind(60, density, seed=3)
    assert adj.shape == (60, 60) and adj.nnz == 2 * round(1800 * density)
    assert (adj != adj.T).nnz == 0 and not adj.diagonal().any() and (adj.data == 1).all()
    assert (kind(60, density, seed=3) != adj).nnz == 0
    assert density == 0 or (kind(60, density, seed=4) != adj).nnz > 0


def test_power_law_is_uneven_and_blocks_do_not_touch():
    uneven, even = (np.sort(k(500, 0.05).sum(axis=1)) for k in (datasets.power_law, datasets.uniform))
    assert uneven[-1] > 4 * uneven.mean() and even[-1] < 2 * even.mean()
    adj = datasets.block_diagonal(100, 0.05, blocks=10).tocoo()
    assert (adj.row // 10 == adj.col // 10).all()
    count, _ = sp.csgraph.connected_components(datasets.block_diagonal(100, 0.4, blocks=10))
    assert count == 2


@pytest.mark.parametrize(("nodes", "density"), [(0, 0.1), (10, 0.95), (10, -0.1), (10, float("nan"))])
def test_graphs_that_cannot_be(nodes, density):
    with pytest.raises(UsageError, match="FF-E703"):
        datasets.uniform(nodes, density)


@pytest.mark.parametrize("name", ["karate", "cora", "cora_ml", "dblp"])
def test_look_alikes(name):
    known, graph = datasets.KNOWN[name], datasets.look_alike(name)
    assert (graph.nodes, graph.edges, graph.features, graph.classes) == (
        known.nodes, known.edges, known.features, known.classes)
    assert not graph.adj.diagonal().any() and (graph.adj != graph.adj.T).nnz == 0 and not graph.real
    assert known.stored is None or graph.x.nnz == known.stored
    degrees = np.diff(graph.adj.indptr)
    assert 0.6 * known.largest < degrees.max() < 1.5 * known.largest
    assert str(graph).startswith(f"random look-alike of {name}: ")


@pytest.mark.nightly
@pytest.mark.parametrize("name", ["collab", "mag"])
def test_large_look_alikes(name):
    known, graph = datasets.KNOWN[name], datasets.look_alike(name)
    assert (graph.nodes, graph.edges, graph.features) == (known.nodes, known.edges, known.features)


def test_a_name_warns_and_a_file_does_not(tmp_path):
    with pytest.warns(LookAlike, match="look-alike of cora"):
        made = datasets.load("cora")
    path = tmp_path / "mine.npz"
    parts = {f"{m}_{k}": getattr(x, k) for m, x in (("adj", made.adj), ("x", made.x)) for k in
             ("indptr", "indices", "data", "shape")}
    np.savez(path, labels=made.labels, **parts)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = datasets.load(str(path))
    assert graph.real and graph.name == "mine" and (graph.adj != made.adj).nnz == 0 and (graph.x != made.x).nnz == 0
    assert graph.classes == 7 and str(graph) == "mine: 2,708 nodes, 10,556 edges, 1,433 features"
    with pytest.raises(UsageError, match="FF-E703"):
        datasets.load("corra")


def test_files_that_are_no_graph(tmp_path):
    np.savez(tmp_path / "no.npz", y=np.zeros(3))
    with pytest.raises(TensorError):
        datasets.read_graph(tmp_path / "no.npz")
    (tmp_path / "no.txt").write_text("1 2")
    with pytest.raises(TensorError):
        datasets.read_graph(tmp_path / "no.txt")
    with pytest.raises(TensorError, match=r"edge\.csv"):
        datasets.read_graph(tmp_path)


def ogb(folder, edges, features, labels, zipped=True):
    raw = folder / "raw"
    raw.mkdir()
    for name, rows in (("edge", edges), ("node-feat", features), ("node-label", labels),
                       ("num-node-list", [[len(labels)]])):
        text = "\n".join(",".join(map(str, row)) for row in rows) + "\n"
        if zipped:
            with gzip.open(raw / f"{name}.csv.gz", "wt") as file:
                file.write(text)
        else:
            (raw / f"{name}.csv").write_text(text)


@pytest.mark.parametrize("zipped", [True, False])
def test_folders_of_ogb(tmp_path, zipped):
    ogb(tmp_path, [[0, 1], [2, 1], [2, 0]], [[0.5, 1], [2, 3], [4, 5]], [[0], [2], [1]], zipped)
    graph = datasets.read_graph(tmp_path)
    # An edge 0 -> 1: 1 hears of 0.
    assert graph.adj.toarray().tolist() == [[0, 0, 1], [1, 0, 1], [0, 0, 0]]
    assert graph.x.tolist() == [[0.5, 1], [2, 3], [4, 5]] and graph.classes == 3
    (tmp_path / "raw" / "edge.csv").write_text("0,x\n")
    if not zipped:
        with pytest.raises(TensorError, match=r"edge\.csv"):
            datasets.read_graph(tmp_path)


def test_an_edge_of_no_node(tmp_path):
    ogb(tmp_path, [[0, 3]], [[1], [1]], [[0], [1]])
    with pytest.raises(TensorError, match="none of the 2"):
        datasets.read_graph(tmp_path)


def test_objects_of_pyg():
    torch = pytest.importorskip("torch")
    data = SimpleNamespace(edge_index=torch.tensor([[0, 2, 2], [1, 1, 1]]), x=torch.ones(4, 2),
                           y=torch.tensor([0, 1, 1, 0]), edge_attr=torch.tensor([0.5, 1, 2]))
    graph = datasets.of_pyg(data, "mine")
    assert graph.adj.toarray()[1].tolist() == [0.5, 0, 3, 0] and graph.nodes == 4 and graph.classes == 2
    assert datasets.of_pyg(SimpleNamespace(edge_index=np.array([[0], [4]]))).nodes == 5
    with pytest.raises(TensorError, match="edge_index"):
        datasets.of_pyg(SimpleNamespace(x=torch.ones(2, 2)))


@pytest.mark.parametrize(("block", "density"), [(16, 0.134), (32, 0.262), (64, 0.461)])
def test_bigbird_densities_of_the_paper(block, density):
    mask = datasets.bigbird_mask(1024, block)
    assert round(float(mask.mean()), 3) == density


def test_bigbird_blocks():
    mask = datasets.bigbird_mask(48, 4)
    blocks = mask.reshape(12, 4, 12, 4)
    assert (blocks.any((1, 3)) == blocks.all((1, 3))).all()
    small = blocks.all((1, 3))
    assert small[:2].all() and small[:, :2].all()
    assert all(small[i, j] for i in range(12) for j in range(12) if abs(i - j) <= 1)
    # The rest are random blocks, two a row at most.
    rest = small.copy()
    rest[:2] = rest[:, :2] = False
    rest[np.abs(np.subtract.outer(range(12), range(12))) <= 1] = False
    assert 0 < rest.sum(1).max() <= 2
    assert (datasets.bigbird_mask(48, 4, seed=1) != mask).any()
    for length, block in ((10, 4), (4, 4), (8, 0)):
        with pytest.raises(UsageError, match="FF-E703"):
            datasets.bigbird_mask(length, block)

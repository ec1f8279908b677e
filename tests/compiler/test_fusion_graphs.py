"""GCN and GraphSAGE on real graphs in every fusion, against PyTorch."""

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

import fuseflow as ff
from tests.compiler.cascades import CASCADES

torch = pytest.importorskip("torch")

GRAPHS = Path(__file__).resolve().parents[3] / "shared" / "data" / "graphs"
HIDDEN, CLASSES = 16, 7
FUSIONS = {"unfused": {}, "partial": {"fuse": "partial"}, "full": {"fuse": "full"},
           "full, buffered": {"fuse": "full", "reuse": {"H": "buffer"}}}


def karate():
    import networkx as nx

    adj = sp.csr_matrix(nx.to_numpy_array(nx.karate_club_graph(), weight=None), dtype=np.float32)
    return adj, sp.random(34, 34, 0.4, "csr", np.float32, np.random.default_rng(0))


def stored(name: str):
    path = GRAPHS / f"{name}.npz"
    if not path.exists():
        pytest.skip("../shared/data is missing")
    with np.load(path) as data:
        return tuple(sp.csr_matrix(tuple(data[f"{m}_{key}"] for key in ("data", "indices", "indptr")),
                                   tuple(data[f"{m}_shape"]), dtype=np.float32) for m in ("adj", "x"))


def gcn(w, adj, x):
    h = torch.relu(adj @ x @ w["W1"] + w["b1"])
    return torch.softmax(adj @ h @ w["W2"] + w["b2"], dim=1)


def sage(w, adj, x):
    h = torch.relu(x @ w["Ws1"] + adj @ x @ w["Wn1"])
    return torch.relu(h @ w["Ws2"] + adj @ h @ w["Wn2"])


MODELS = {"gcn": (gcn, {"W1": ("f", HIDDEN), "b1": (HIDDEN,), "W2": (HIDDEN, CLASSES), "b2": (CLASSES,)}),
          "sage": (sage, {"Ws1": ("f", HIDDEN), "Wn1": ("f", HIDDEN), "Ws2": (HIDDEN, CLASSES),
                          "Wn2": (HIDDEN, CLASSES)})}


def check(model: str, graph, how: str):
    """1e-4 of the largest magnitude, in all and of every row."""
    reference, shapes = MODELS[model]
    adj, x = graph
    rng = np.random.default_rng(1)
    weights = {n: (rng.standard_normal([x.shape[1] if k == "f" else k for k in s]) / 4).astype(np.float32)
               for n, s in shapes.items()}
    program = ff.parse(CASCADES[model])
    tensors = {"A": ff.tensor(adj, ff.CSR), "X": ff.tensor(x, ff.CSR), **{n: ff.tensor(w) for n, w in weights.items()}}
    got = ff.compile(program, tensors, schedule=ff.Schedule(**FUSIONS[how])).simulate(statistics=False)
    dense = {n: torch.from_numpy(w).double() for n, w in weights.items()}
    want = reference(dense, *(torch.from_numpy(m.toarray()).double() for m in (adj, x))).numpy()
    error = np.abs(got.outputs["Y"].to_dense() - want)
    assert error.max() <= 1e-4 * np.abs(want).max()
    assert (error.max(1) <= 1e-4 * np.maximum(np.abs(want).max(1), 1e-6 * np.abs(want).max())).all()


@pytest.mark.parametrize("how", FUSIONS)
@pytest.mark.parametrize("model", MODELS)
def test_karate(model, how):
    check(model, karate(), how)


@pytest.mark.shared
@pytest.mark.nightly
@pytest.mark.parametrize("how", FUSIONS)
@pytest.mark.parametrize("model", MODELS)
def test_cora(model, how):
    check(model, stored("cora"), how)


@pytest.mark.shared
@pytest.mark.parametrize("model", MODELS)
def test_cora_partially_fused(model):
    check(model, stored("cora"), "partial")
